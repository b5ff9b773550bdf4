import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The average handle time of each slot of a horizon as a distribution.
///
/// The average of n contacts in slot t is mean(t) · (level error common to the day) · (average of n contacts' own
/// deviations): its relative variance is ``levelVariance`` + ``relativeContactVariance`` / n. The level error is nearly
/// the same in all slots of a day and carries over to the next days; the contacts' part is independent.
public struct HandleTimeForecast: Hashable, Sendable {
    /// Expected handle seconds; `nil` where closed or when nothing was ever answered.
    public var mean: [Double?]
    /// Lower end of the 80 % interval of the average over the contacts expected in the slot.
    public var lower80: [Double?]
    /// Upper end of the 80 % interval.
    public var upper80: [Double?]
    /// Variance of one contact's handle time over its squared mean.
    public var relativeContactVariance: Double
    /// Variance of the common level of each slot's day over its square; 0 when nothing was ever answered.
    public var levelVariance: [Double]

    /// Relative variance of the average of `contacts` in slot `step`.
    public func relativeVariance(step: Int, contacts: Double) -> Double {
        levelVariance[step] + relativeContactVariance / max(contacts, 1)
    }

    /// The `p` quantile of the average handle seconds of `contacts` in slot `step`, lognormal; `nil` where unknown.
    public func quantile(_ p: Double, step: Int, contacts: Double) -> Double? {
        guard let aht = mean[step] else { return nil }
        let spread = log1p(relativeVariance(step: step, contacts: contacts)).squareRoot()
        return aht * exp(NormalDistribution.quantile(min(max(p, 1e-9), 1 - 1e-9)) * spread - spread * spread / 2)
    }
}
