import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The NBD model of repeat buying: every customer stays, and buys at a rate λ ~ gamma(r, α). Time is in weeks.
///
/// It is what BG/NBD becomes when nobody drops out, and what a degenerate fit of it falls back to.
/// Source: A. Ehrenberg, "The pattern of consumer purchases", Applied Statistics 8 (1959) 26–41.
public struct NegativeBinomialModel: Hashable, Sendable {
    /// Shape of the purchase rates.
    public var r: Double
    /// Scale of the purchase rates, in weeks.
    public var alpha: Double

    /// A model with known parameters, both positive.
    public init(r: Double, alpha: Double) {
        self.r = r
        self.alpha = alpha
    }

    /// Log-likelihood of the purchase times of all customers, and its gradient in the logarithms of r and α:
    /// ln Γ(r+x)/Γ(r) + r ln α − (r+x) ln(α+T) each.
    func logLikelihood(_ counts: PurchaseCounts, gradient: inout [Double]) -> Double {
        let rising = RisingFactors(r, upTo: counts.mostRepeats)
        let logAlpha = log(alpha)
        var sum = 0.0
        var slopeR = 0.0
        var slopeAlpha = 0.0
        for row in counts.rows {
            let power = r + Double(row.repeats)
            let logEnd = log(alpha + row.observed)
            sum += row.weight * (rising.log[row.repeats] + r * logAlpha - power * logEnd)
            slopeR += row.weight * (rising.slope[row.repeats] + logAlpha - logEnd)
            slopeAlpha += row.weight * (r / alpha - power / (alpha + row.observed))
        }
        gradient[0] = r * slopeR
        gradient[1] = alpha * slopeAlpha
        return sum
    }
}
