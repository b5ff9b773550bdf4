import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a fit says of customers: whether they are still there, and how often they will buy.
public struct RepeatBuyingPredictor: Sendable {
    /// What is expected of a customer.
    public struct Outlook: Hashable, Sendable {
        /// Probability that the customer has not dropped out, 0…1.
        public var probabilityAlive: Double
        /// Purchases expected in the horizon.
        public var expectedPurchases: Double
        /// The same if the customer has not dropped out.
        public var expectedIfAlive: Double
    }

    private let fit: RepeatBuyingFit
    private var dropout: [Int: DropoutNodes] = [:]

    /// A predictor of `fit`.
    public init(_ fit: RepeatBuyingFit) { self.fit = fit }

    /// What is expected of a customer in the `horizonWeeks` after the observation.
    ///
    /// With BG/NBD, a customer who is still there has λ ~ gamma(r+x, α+T) and p ~ beta(a, b+x), and buys
    /// (1 − e^(−λpt))/p times on average in t weeks (Fader, Hardie & Lee 2005, equation 9). So
    ///
    ///     E[Y(t) | alive] = ∫ (1 − (1 + pt/(α+T))^−(r+x)) / p  dBeta(p; a, b+x)
    ///
    /// which is their equation 10 without its hypergeometric function: the integrand is positive and smooth for every
    /// parameter, also a = 1, where that formula divides by zero.
    public mutating func outlook(repeats: Int, recency: Double, observed: Double, horizonWeeks: Double) -> Outlook {
        let x = Double(repeats)
        switch fit.model {
        case .betaGeometric(let model):
            let alive = model.probabilityAlive(repeats: repeats, recency: recency, observed: observed)
            let expected = nodes(model, repeats).mean(
                shape: model.r + x, time: horizonWeeks / (model.alpha + observed))
            return Outlook(probabilityAlive: alive, expectedPurchases: alive * expected, expectedIfAlive: expected)
        case .negativeBinomial(let model):
            let expected = (model.r + x) / (model.alpha + observed) * horizonWeeks
            return Outlook(probabilityAlive: 1, expectedPurchases: expected, expectedIfAlive: expected)
        case .poisson(let rate):
            let expected = rate * horizonWeeks
            return Outlook(probabilityAlive: 1, expectedPurchases: expected, expectedIfAlive: expected)
        }
    }

    /// Purchases that a new customer is expected to repeat within `weeks` of the first one.
    ///
    /// Source: Fader, Hardie & Lee 2005, equation 9.
    public mutating func expectedRepeatsOfNewCustomer(weeks: Double) -> Double {
        outlook(repeats: 0, recency: 0, observed: 0, horizonWeeks: weeks).expectedPurchases
    }

    private mutating func nodes(_ model: BetaGeometricModel, _ repeats: Int) -> DropoutNodes {
        if let known = dropout[repeats] { return known }
        let made = DropoutNodes(a: model.a, b: model.b + Double(repeats))
        dropout[repeats] = made
        return made
    }
}

/// Points and weights for means over p ~ beta(a, b): the tanh–sinh rule, whose points crowd at both ends, where the
/// density of a small a or b is infinite.
///
/// Source: H. Takahasi, M. Mori, "Double exponential formulas for numerical integration", Publ. RIMS 9 (1974) 721–741.
struct DropoutNodes: Sendable {
    let points: [Double]
    let weights: [Double]

    init(a: Double, b: Double) {
        var count = 64
        var rule = DropoutNodes.rule(a, b, count: count)
        // The weights of a rule that resolves the density add up to one.
        while abs(rule.sum - 1) > 1e-10, count < 16_384 {
            count *= 2
            rule = DropoutNodes.rule(a, b, count: count)
        }
        points = rule.points
        weights = rule.weights.map { $0 / rule.sum }
    }

    private static func rule(_ a: Double, _ b: Double, count: Int) -> (points: [Double], weights: [Double], sum: Double)
    {
        let logBeta = GammaFunctions.logGamma(a) + GammaFunctions.logGamma(b) - GammaFunctions.logGamma(a + b)
        // Beyond these ends less than e^-40 of the mass is left.
        let low = -asinh(40 / (a * Double.pi) + 1)
        let high = asinh(40 / (b * Double.pi) + 1)
        let step = (high - low) / Double(count)
        var points: [Double] = []
        var weights: [Double] = []
        var sum = 0.0
        for index in 0...count {
            let t = low + step * Double(index)
            let u = Double.pi * sinh(t)
            let logP = -log1pExp(-u)
            let logQ = -log1pExp(u)
            let weight = exp(a * logP + b * logQ - logBeta) * Double.pi * cosh(t) * step
            guard weight > 0 else { continue }
            points.append(exp(logP))
            weights.append(weight)
            sum += weight
        }
        return (points, weights, sum)
    }

    /// ln(1 + e^x) without overflow.
    private static func log1pExp(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }

    /// The mean of (1 − (1 + p·time)^−shape) / p.
    func mean(shape: Double, time: Double) -> Double {
        var sum = 0.0
        for index in points.indices {
            let p = points[index]
            let bought = p * time < 1e-12 ? shape * time : -expm1(-shape * log1p(p * time)) / p
            sum += weights[index] * bought
        }
        return sum
    }
}
