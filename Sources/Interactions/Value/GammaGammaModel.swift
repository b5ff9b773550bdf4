import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The gamma-gamma model of what a purchase brings: amounts of a customer vary around the customer's own mean with
/// gamma shape p, and those means vary over customers (their inverse scale ~ gamma(q, γ)).
///
/// It supposes that how much a customer spends does not hang together with how often.
/// Source: P. Fader, B. Hardie, "The gamma-gamma model of monetary value", note 25 (2013); Fader, Hardie & Lee, "RFM
/// and CLV: using iso-value curves for customer base analysis", J. Marketing Research 42 (2005) 415–430.
public struct GammaGammaModel: Hashable, Sendable {
    /// Shape of one customer's amounts.
    public var p: Double
    /// Shape of the customers' scales.
    public var q: Double
    /// Scale of the customers' scales, in the currency.
    public var gamma: Double

    /// A model with known parameters, all positive.
    public init(p: Double, q: Double, gamma: Double) {
        self.p = p
        self.q = q
        self.gamma = gamma
    }

    /// Expected mean amount of a customer whose `repeats` purchases brought `meanValue` each:
    /// p(γ + x m)/(px + q − 1) (note 25, equation 5): a weighted mean of the customer's own and everybody's.
    public func expectedValue(repeats: Int, meanValue: Double) -> Double {
        let x = Double(repeats)
        return p * (gamma + x * meanValue) / (p * x + q - 1)
    }

    /// Log-likelihood of customers (x repeats of mean m > 0) and its gradient in the logarithms of p, q, γ (note 25,
    /// equation 1a): ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln m + px ln x − (px+q) ln(γ + mx).
    func logLikelihood(_ customers: [(repeats: Double, mean: Double)], gradient: inout [Double]) -> Double {
        let logGammaQ = GammaFunctions.logGamma(q)
        let digammaQ = GammaFunctions.digamma(q)
        let logScale = log(gamma)
        var sum = 0.0
        var slopeP = 0.0
        var slopeQ = 0.0
        var slopeGamma = 0.0
        // x is a whole number and repeats itself; the costly functions depend on nothing else.
        var known: (x: Double, logRatio: Double, digammaSum: Double, digammaShape: Double, logX: Double) = (
            -1, 0, 0, 0, 0
        )
        for (x, m) in customers {
            let shape = p * x
            if x != known.x {
                known = (
                    x, GammaFunctions.logGamma(shape + q) - GammaFunctions.logGamma(shape),
                    GammaFunctions.digamma(shape + q), GammaFunctions.digamma(shape), log(x)
                )
            }
            let logM = log(m)
            let total = gamma + m * x
            let logTotal = log(total)
            sum +=
                known.logRatio - logGammaQ + q * logScale + (shape - 1) * logM + shape * known.logX
                - (shape + q) * logTotal
            slopeP += x * (known.digammaSum - known.digammaShape + logM + known.logX - logTotal)
            slopeQ += known.digammaSum - digammaQ + logScale - logTotal
            slopeGamma += q / gamma - (shape + q) / total
        }
        gradient[0] = p * slopeP
        gradient[1] = q * slopeQ
        gradient[2] = gamma * slopeGamma
        return sum
    }
}

/// The fit of purchase values, guarded.
public struct PurchaseValueFit: Hashable, Sendable {
    /// The model; `nil` where its maximum is degenerate and ``pooledMean`` stands in for it.
    public var model: GammaGammaModel?
    /// Log-likelihood of the model.
    public var logLikelihood: Double?
    /// Customers it was fitted to: those with a repeat purchase of positive mean value.
    public var customers: Int
    /// Mean amount of all their repeat purchases.
    public var pooledMean: Double
    /// Correlation between the number of repeats and their mean value; the model supposes it is zero. `nil` = undefined.
    public var correlation: Double?
    /// Why the model was not taken, in words.
    public var fallback: String?
    /// Whether, without a model, a customer's own mean stands for the next purchase; else that of all.
    var usesOwnMeans = true

    /// Fits the gamma-gamma model by maximum likelihood; falls back to means where its maximum is degenerate (all
    /// amounts alike, or so far apart that they have no mean).
    ///
    /// - Returns: `nil` when no customer has a repeat purchase of positive value.
    public static func fit(_ histories: [PurchaseHistory]) -> PurchaseValueFit? {
        let customers = histories.filter { $0.repeats > 0 && $0.meanRepeatValue > 0 }
            .map { (repeats: Double($0.repeats), mean: $0.meanRepeatValue) }
            .sorted { ($0.repeats, $0.mean) < ($1.repeats, $1.mean) }
        guard !customers.isEmpty else { return nil }
        let purchases = customers.reduce(0) { $0 + $1.repeats }
        let mean = customers.reduce(0) { $0 + $1.repeats * $1.mean } / purchases
        var fit = PurchaseValueFit(
            model: nil, logLikelihood: nil, customers: customers.count, pooledMean: mean,
            correlation: correlation(customers))
        // In units of the mean, so that the search does not depend on the currency.
        let scaled = customers.map { (repeats: $0.repeats, mean: $0.mean / mean) }
        var search = QuasiNewton(bounds: -25...25)
        search.gradientTolerance = 1e-7 * max(1, Double(customers.count) / 1000)
        var best: QuasiNewton.Minimum?
        for start in [[4.0, 4, 1], [1, 2, 1], [20, 10, 0.5]] {
            let minimum = search.minimise(from: start.map { log($0) }) { point, gradient in
                let model = GammaGammaModel(p: exp(point[0]), q: exp(point[1]), gamma: exp(point[2]))
                let value = model.logLikelihood(scaled, gradient: &gradient)
                for i in gradient.indices { gradient[i] = -gradient[i] }
                return -value
            }
            if minimum.value < (best?.value ?? .infinity) - 1e-9 { best = minimum }
        }
        guard let best, best.value.isFinite else {
            fit.fallback = "its likelihood could not be computed; each customer's own mean is used"
            return fit
        }
        let point = best.point.map { exp($0) }
        let model = GammaGammaModel(p: point[0], q: point[1], gamma: point[2] * mean)
        if model.p > RepeatBuyingFit.largestShape {
            fit.fallback = "amounts of one customer hardly differ (p runs off); each customer's own mean is used"
        } else if model.q > RepeatBuyingFit.largestShape {
            fit.fallback = "customers hardly differ from each other (q runs off); the mean of all is used"
            fit.usesOwnMeans = false
        } else if model.q <= 1.001 {
            fit.fallback = "amounts differ so much that the model has no mean (q ≤ 1); each customer's own mean is used"
        } else if best.gradient / Double(customers.count) > 1e-3 {
            fit.fallback = "no maximum was found; each customer's own mean is used"
        } else {
            fit.model = model
            // Back to the currency: the density of m/mean is mean times that of m.
            fit.logLikelihood = -best.value - Double(customers.count) * log(mean)
        }
        return fit
    }

    /// What a purchase of the customer is expected to bring.
    public func expectedValue(of history: PurchaseHistory) -> Double {
        if let model {
            return history.meanRepeatValue > 0
                ? model.expectedValue(repeats: history.repeats, meanValue: history.meanRepeatValue)
                : model.expectedValue(repeats: 0, meanValue: 0)
        }
        return usesOwnMeans && history.meanRepeatValue > 0 ? history.meanRepeatValue : pooledMean
    }

    private static func correlation(_ customers: [(repeats: Double, mean: Double)]) -> Double? {
        let n = Double(customers.count)
        let meanX = customers.reduce(0) { $0 + $1.repeats } / n
        let meanM = customers.reduce(0) { $0 + $1.mean } / n
        var xx = 0.0
        var mm = 0.0
        var xm = 0.0
        for (x, m) in customers {
            xx += (x - meanX) * (x - meanX)
            mm += (m - meanM) * (m - meanM)
            xm += (x - meanX) * (m - meanM)
        }
        return xx > 0 && mm > 1e-20 * n * meanM * meanM ? xm / (xx * mm).squareRoot() : nil
    }
}
