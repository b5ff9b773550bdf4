#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Draws from the distributions of service systems and forecasts.
///
/// Every draw is a pure function of the stream's state, so equal streams give equal draws.
extension RandomStream {
    /// Uniform on (0, 1], safe to take the logarithm of.
    public mutating func positiveUniform() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

    /// Exponential with the given mean (≥ 0), by inversion: −mean · ln U.
    ///
    /// Source: L. Devroye, "Non-Uniform Random Variate Generation" (1986), II.2.
    public mutating func exponential(mean: Double) -> Double { -mean * log(positiveUniform()) }

    /// Gamma with the given shape (> 0) and scale (> 0): mean = shape · scale, variance = shape · scale².
    ///
    /// Squeeze-free form of the cube of a shifted normal; shapes below 1 are raised by one and scaled back by
    /// U^(1/shape).
    ///
    /// Source: G. Marsaglia & W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000)
    /// 363–372, doi:10.1145/358407.358414.
    public mutating func gamma(shape: Double, scale: Double) -> Double {
        precondition(shape > 0 && scale > 0, "a gamma distribution needs a positive shape and scale")
        if shape < 1 {
            let raised = gamma(shape: shape + 1, scale: scale)
            return raised * pow(positiveUniform(), 1 / shape)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if log(positiveUniform()) < 0.5 * x * x + d - d * v + d * log(v) { return scale * d * v }
        }
    }

    /// A Gamma factor with mean 1 and coefficient of variation `variation` (≥ 0; 0 gives exactly 1), the usual law of a
    /// day's common level of demand.
    ///
    /// Source: G. Jongbloed & G. Koole, "Managing uncertainty in call centres using Poisson mixtures", Applied
    /// Stochastic Models in Business and Industry 17 (2001) 307–318, doi:10.1002/asmb.444.
    public mutating func gammaFactor(variation: Double) -> Double {
        let square = variation * variation
        return square > 0 ? gamma(shape: 1 / square, scale: square) : 1
    }
}

/// The parameters of a lognormal distribution, found once from its mean and coefficient of variation.
public struct LognormalParameters: Hashable, Sendable {
    /// Mean of the logarithm.
    public let logMean: Double
    /// Standard deviation of the logarithm.
    public let logDeviation: Double

    /// The lognormal with `mean` (> 0) and `coefficientOfVariation` c (≥ 0): σ² = ln(1 + c²), μ = ln mean − σ²/2.
    public init(mean: Double, coefficientOfVariation: Double) {
        let variance = log1p(coefficientOfVariation * coefficientOfVariation)
        logMean = log(mean) - variance / 2
        logDeviation = variance.squareRoot()
    }
}

extension RandomStream {
    /// Lognormal: exp(μ + σ · standard normal).
    public mutating func lognormal(_ parameters: LognormalParameters) -> Double {
        exp(parameters.logMean + parameters.logDeviation * normal())
    }
}
