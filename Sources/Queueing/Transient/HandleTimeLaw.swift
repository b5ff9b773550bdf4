import Glibc
import NumericalMethods

/// How handle times vary around their mean.
public enum HandleTimeLaw: Hashable, Sendable {
    /// Exponential: as likely to end whatever its age.
    case exponential
    /// All alike.
    case deterministic
    /// Lognormal with a coefficient of variation above 0.
    case lognormal(coefficientOfVariation: Double)

    /// E min(S, x): the part of a handle time with mean `mean` that lies before `x`, both in seconds.
    ///
    /// - exponential: m (1 − e^(−x/m))
    /// - deterministic: min(m, x)
    /// - lognormal: m Φ((ln x − ν − σ²)/σ) + x (1 − Φ((ln x − ν)/σ)), σ² = ln(1 + cv²), ν = ln m − σ²/2
    func meanBefore(_ x: Double, mean: Double) -> Double {
        guard x > 0 else { return 0 }
        switch self {
        case .exponential: return -mean * expm1(-x / mean)
        case .deterministic: return min(mean, x)
        case .lognormal(let variation):
            let variance = log1p(variation * variation)
            let sigma = variance.squareRoot()
            let score = (log(x) - (log(mean) - variance / 2)) / sigma
            return mean * NormalDistribution.cdf(score - sigma) + x * NormalDistribution.cdf(-score)
        }
    }

    func validate() throws(QueueingError) {
        if case .lognormal(let variation) = self {
            try Domain.requirePositive(
                variation, "the coefficient of variation of the handle time",
                hint: "give a number above 0, e.g. 1.2; equal handle times are 'deterministic'")
        }
    }
}
