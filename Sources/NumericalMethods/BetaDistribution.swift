#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The incomplete beta function and what follows from it.
public enum BetaDistribution {
    /// I_x(a, b): the probability that a beta variable is at most `x`. Domain a, b > 0, 0 ≤ x ≤ 1; NaN elsewhere.
    ///
    /// Continued fraction by the modified Lentz method, on the side where it converges quickly.
    /// Source: Abramowitz & Stegun 26.5.8; DiDonato & Morris, ACM TOMS 18 (1992) 360–373.
    public static func cdf(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard a > 0, b > 0, x >= 0, x <= 1 else { return .nan }
        if x == 0 { return 0 }
        if x == 1 { return 1 }
        let logFront =
            GammaFunctions.logGamma(a + b) - GammaFunctions.logGamma(a) - GammaFunctions.logGamma(b) + a * log(x)
            + b * log1p(-x)
        if x < (a + 1) / (a + b + 2) { return min(1, exp(logFront) * fraction(x, a, b) / a) }
        return max(0, 1 - exp(logFront) * fraction(1 - x, b, a) / b)
    }

    /// P(at most `successes` of `trials`) when each succeeds with probability `p`.
    ///
    /// Source: Abramowitz & Stegun 26.5.24.
    public static func binomialCDF(_ successes: Int, trials: Int, p: Double) -> Double {
        if successes < 0 { return 0 }
        if successes >= trials { return 1 }
        return cdf(1 - p, Double(trials - successes), Double(successes + 1))
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        var h = d
        var m = 1.0
        while m < 100_000 {
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 + even * d
            if abs(d) < tiny { d = tiny }
            c = 1 + even / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 + odd * d
            if abs(d) < tiny { d = tiny }
            c = 1 + odd / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            h *= factor
            if abs(factor - 1) < 1e-15 { break }
            m += 1
        }
        return h
    }
}
