import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The BG/NBD model of repeat buying: while alive a customer buys at rate λ, after each purchase drops out with
/// probability p; λ ~ gamma(r, α), p ~ beta(a, b) over the customers. Time is in weeks.
///
/// Source: P. Fader, B. Hardie, K. L. Lee, "'Counting your customers' the easy way: an alternative to the Pareto/NBD
/// model", Marketing Science 24 (2005) 275–284, doi 10.1287/mksc.1040.0098.
public struct BetaGeometricModel: Hashable, Sendable {
    /// Shape of the purchase rates.
    public var r: Double
    /// Scale of the purchase rates, in weeks.
    public var alpha: Double
    /// First parameter of the dropout probabilities.
    public var a: Double
    /// Second parameter of the dropout probabilities.
    public var b: Double

    /// A model with known parameters, all positive.
    public init(r: Double, alpha: Double, a: Double, b: Double) {
        self.r = r
        self.alpha = alpha
        self.a = a
        self.b = b
    }

    /// Probability that a customer with `repeats` purchases, the last `recency` weeks after the first one and
    /// `observed` weeks of observation, has not dropped out, 0…1; 1 without a repeat (dropout follows a purchase).
    ///
    ///     P = 1 / (1 + a/(b+x−1) · ((α+T)/(α+t_x))^(r+x))
    ///
    /// Source: P. Fader, B. Hardie, K. L. Lee, "Computing P(alive) using the BG/NBD model", note 21 (2008).
    public func probabilityAlive(repeats: Int, recency: Double, observed: Double) -> Double {
        guard repeats > 0 else { return 1 }
        let x = Double(repeats)
        let logOdds = log(a) - log(b + x - 1) + (r + x) * (log(alpha + observed) - log(alpha + recency))
        return 1 / (1 + exp(logOdds))
    }

    /// Log-likelihood of all customers, and its gradient in the logarithms of r, α, a, b.
    ///
    /// Per customer (Fader, Hardie & Lee 2005, equation 6, with B(a+1, b+x−1) = B(a, b+x) · a/(b+x−1)):
    ///
    ///     ln Γ(r+x)/Γ(r) + r ln α + ln Γ(b+x)/Γ(b) − ln Γ(a+b+x)/Γ(a+b)
    ///       + ln[(α+T)^−(r+x) + δ(x>0) a/(b+x−1) (α+t_x)^−(r+x)]
    ///
    /// The gamma ratios are sums of logarithms, which stay exact where a and b run off.
    func logLikelihood(_ counts: PurchaseCounts, gradient: inout [Double]) -> Double {
        let rising = RisingFactors(r, upTo: counts.mostRepeats)
        let risingB = RisingFactors(b, upTo: counts.mostRepeats)
        let risingAB = RisingFactors(a + b, upTo: counts.mostRepeats)
        let logAlpha = log(alpha)
        let logA = log(a)
        var sum = 0.0
        var slopeR = 0.0
        var slopeAlpha = 0.0
        var slopeA = 0.0
        var slopeB = 0.0
        for row in counts.rows {
            let x = Double(row.repeats)
            let k = row.repeats
            let power = r + x
            let logEnd = log(alpha + row.observed)
            var logTail = -power * logEnd
            var shareEnd = 1.0
            var shareLast = 0.0
            var logLast = 0.0
            if k > 0 {
                logLast = log(alpha + row.recency)
                let dropped = logA - log(b + x - 1) - power * logLast
                let difference = dropped - logTail
                if difference > 0 {
                    let e = exp(-difference)
                    shareLast = 1 / (1 + e)
                    shareEnd = e * shareLast
                    logTail = dropped + log(1 + e)
                } else {
                    let e = exp(difference)
                    shareEnd = 1 / (1 + e)
                    shareLast = e * shareEnd
                    // To the accuracy of the sum log is as good as log1p, and a fifth of the whole command cheaper.
                    logTail += log(1 + e)
                }
            }
            let w = row.weight
            sum += w * (rising.log[k] + r * logAlpha + risingB.log[k] - risingAB.log[k] + logTail)
            slopeR += w * (rising.slope[k] + logAlpha - shareEnd * logEnd - shareLast * logLast)
            slopeAlpha +=
                w * (r / alpha - power * (shareEnd / (alpha + row.observed) + shareLast / (alpha + row.recency)))
            slopeA += w * (shareLast / a - risingAB.slope[k])
            slopeB += w * (risingB.slope[k] - risingAB.slope[k] - (k > 0 ? shareLast / (b + x - 1) : 0))
        }
        gradient[0] = r * slopeR
        gradient[1] = alpha * slopeAlpha
        gradient[2] = a * slopeA
        gradient[3] = b * slopeB
        return sum
    }
}

/// ln Γ(c+k)/Γ(c) and its derivative in c for k = 0, 1, …: sums, not differences of large numbers.
struct RisingFactors {
    let log: [Double]
    let slope: [Double]

    init(_ c: Double, upTo most: Int) {
        var logs = [0.0]
        var slopes = [0.0]
        logs.reserveCapacity(most + 1)
        slopes.reserveCapacity(most + 1)
        var k = 0
        while k < most {
            logs.append(logs[k] + logarithm(c + Double(k)))
            slopes.append(slopes[k] + 1 / (c + Double(k)))
            k += 1
        }
        log = logs
        slope = slopes
    }
}

/// The natural logarithm, where a property named `log` hides the function.
private func logarithm(_ x: Double) -> Double { log(x) }
