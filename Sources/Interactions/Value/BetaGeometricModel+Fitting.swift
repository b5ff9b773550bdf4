import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The fit of repeat buying, guarded: which model holds, and why not the richer one.
public struct RepeatBuyingFit: Hashable, Sendable {
    /// The model that holds.
    public enum Model: Hashable, Sendable {
        /// Buyers of different rates who drop out.
        case betaGeometric(BetaGeometricModel)
        /// Buyers of different rates who stay.
        case negativeBinomial(NegativeBinomialModel)
        /// Buyers of one rate (purchases a week) who stay.
        case poisson(ratePerWeek: Double)
    }

    /// The model.
    public var model: Model
    /// Its log-likelihood.
    public var logLikelihood: Double
    /// Why a simpler model than BG/NBD was taken, in words; `nil` when it was not.
    public var fallback: String?

    /// Parameters beyond these are those of a likelihood that rises for ever: a customer base whose rates or dropout
    /// probabilities have a coefficient of variation below one per cent cannot be told from one without any.
    static let largestShape = 1e4
    /// Mean dropout per purchase below which nobody drops out.
    static let leastDropout = 1e-5
    /// Gain in log-likelihood that a richer model must bring.
    static let leastGain = 1e-4
    /// Loss of log-likelihood by a fallback that is worth a warning: odds of 150 to 1 against it.
    static let notableLoss = 5.0

    /// Fits BG/NBD by maximum likelihood, and falls back to NBD, and from there to one common rate, where the maximum is
    /// degenerate.
    ///
    /// Degenerate is a maximum that lies at the edge of the plausible parameters (r or a or b above 10⁴, mean dropout
    /// a/(a+b) below 10⁻⁵), that is not stationary, or that is no better than the simpler model. There a and b, or r and
    /// α, can grow for ever along a ridge, and formulas with them lose every digit.
    ///
    /// - Returns: `nil` when no customer bought again or nobody was observed for any time: there is nothing to fit.
    public static func fit(_ histories: [PurchaseHistory]) -> RepeatBuyingFit? { fit(PurchaseCounts(histories)) }

    static func fit(_ counts: PurchaseCounts) -> RepeatBuyingFit? {
        guard counts.totalRepeats > 0, counts.totalWeeks > 0 else { return nil }
        let simple = simplest(counts)
        let (model, logLikelihood, gradient) = betaGeometric(counts)
        let reason: String?
        if !logLikelihood.isFinite {
            reason = "its likelihood could not be computed"
        } else if model.a > largestShape || model.b > largestShape {
            reason =
                "a = \(rough(model.a)) and b = \(rough(model.b)) run off: dropout does not differ between customers,"
                + " or there is none"
        } else if model.a / (model.a + model.b) < leastDropout {
            reason = "the mean dropout a/(a+b) is \(rough(model.a / (model.a + model.b))): nobody drops out"
        } else if model.r > largestShape {
            reason = "r = \(rough(model.r)) runs off: purchase rates do not differ between customers"
        } else if logLikelihood - simple.logLikelihood < leastGain {
            reason = "dropout explains nothing (log-likelihood +\(rough(max(0, logLikelihood - simple.logLikelihood))))"
        } else if gradient > 1e-3 {
            reason = "no maximum was found (slope \(rough(gradient)))"
        } else {
            return RepeatBuyingFit(model: .betaGeometric(model), logLikelihood: logLikelihood, fallback: nil)
        }
        var fit = simple
        let loss = logLikelihood.isFinite ? max(0, logLikelihood - simple.logLikelihood) : 0
        fit.fallback =
            "BG/NBD is degenerate: \(reason ?? ""); " + (simple.fallback ?? "NBD without dropout is used")
            + " (log-likelihood \(rough(loss)) lower"
            + (loss > notableLoss ? ": it fits clearly worse, take its predictions with care)" : ")")
        return fit
    }

    private static func betaGeometric(
        _ counts: PurchaseCounts
    ) -> (model: BetaGeometricModel, logLikelihood: Double, gradient: Double) {
        let meanWeeks = max(counts.totalWeeks / counts.customers, 1.0 / 7)
        var search = QuasiNewton(bounds: -30...30)
        search.gradientTolerance = 1e-7 * max(1, counts.customers / 1000)
        var best: QuasiNewton.Minimum?
        for start in [[0.3, meanWeeks / 5, 1, 2.5], [1, meanWeeks, 0.5, 5], [3, meanWeeks * 3, 2, 2]] {
            let minimum = search.minimise(from: start.map { log($0) }) { point, gradient in
                let model = BetaGeometricModel(
                    r: exp(point[0]), alpha: exp(point[1]), a: exp(point[2]), b: exp(point[3]))
                let value = model.logLikelihood(counts, gradient: &gradient)
                for i in gradient.indices { gradient[i] = -gradient[i] }
                return -value
            }
            if minimum.value < (best?.value ?? .infinity) - 1e-9 { best = minimum }
        }
        guard let best else { return (BetaGeometricModel(r: 1, alpha: 1, a: 1, b: 1), -.infinity, .infinity) }
        let p = best.point.map { exp($0) }
        return (
            BetaGeometricModel(r: p[0], alpha: p[1], a: p[2], b: p[3]), -best.value,
            best.gradient / max(1, counts.customers)
        )
    }

    /// NBD, or one rate for all where that is no worse.
    private static func simplest(_ counts: PurchaseCounts) -> RepeatBuyingFit {
        let rate = counts.totalRepeats / counts.totalWeeks
        let common = counts.totalRepeats * (log(rate) - 1)
        var search = QuasiNewton(bounds: -30...30)
        search.gradientTolerance = 1e-7 * max(1, counts.customers / 1000)
        let minimum = search.minimise(from: [0, -log(rate)].map { min(max($0, -25), 25) }) { point, gradient in
            let value = NegativeBinomialModel(r: exp(point[0]), alpha: exp(point[1]))
                .logLikelihood(counts, gradient: &gradient)
            for i in gradient.indices { gradient[i] = -gradient[i] }
            return -value
        }
        let model = NegativeBinomialModel(r: exp(minimum.point[0]), alpha: exp(minimum.point[1]))
        if minimum.value.isFinite, model.r <= largestShape, -minimum.value - common >= leastGain {
            return RepeatBuyingFit(model: .negativeBinomial(model), logLikelihood: -minimum.value, fallback: nil)
        }
        return RepeatBuyingFit(
            model: .poisson(ratePerWeek: rate), logLikelihood: common,
            fallback: "NBD is degenerate too (rates do not differ), one purchase rate for all customers is used")
    }

    private static func rough(_ value: Double) -> String {
        guard value.isFinite else { return "infinite" }
        if value == 0 { return "0" }
        if value >= 0.001, value < 1e6 { return "\((value * 1000).rounded() / 1000)" }
        let exponent = Int(floor(log10(value)))
        let digits = (value / pow(10, Double(exponent)) * 10).rounded() / 10
        return "\(digits)e\(exponent)"
    }
}
