#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The gamma function's relatives, for positive arguments.
public enum GammaFunctions {
    /// ln Γ(x), x > 0.
    public static func logGamma(_ x: Double) -> Double {
        #if canImport(Darwin)
            return Darwin.lgamma(x)
        #else
            // The reentrant form: the plain one writes a global.
            var sign: Int32 = 0
            return lgamma_r(x, &sign)
        #endif
    }

    /// ψ(x) = d ln Γ(x)/dx, x > 0, to about 1e-14.
    ///
    /// Recurrence up to 12, then the asymptotic series.
    /// Source: Abramowitz & Stegun, Handbook of Mathematical Functions (1964), 6.3.5 and 6.3.18.
    public static func digamma(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        var x = x
        var sum = 0.0
        while x < 12 {
            sum -= 1 / x
            x += 1
        }
        let inverse = 1 / (x * x)
        let series =
            inverse
            * (1.0 / 12 - inverse
                * (1.0 / 120 - inverse
                    * (1.0 / 252 - inverse * (1.0 / 240 - inverse * (1.0 / 132 - inverse * 691.0 / 32_760)))))
        return sum + log(x) - 0.5 / x - series
    }

    /// P(a, x) = γ(a, x)/Γ(a): the probability that a gamma variable of shape `a` and scale 1 is at most `x`.
    ///
    /// Series below a + 1, continued fraction (modified Lentz) above. Domain a > 0, x ≥ 0; NaN elsewhere.
    /// Source: Abramowitz & Stegun 6.5.29 and 6.5.31; Lentz, Applied Optics 15 (1976) 668–671.
    public static func regularizedLower(_ a: Double, _ x: Double) -> Double {
        guard a > 0, x >= 0 else { return .nan }
        if x == 0 { return 0 }
        if x == .infinity { return 1 }
        let front = exp(a * log(x) - x - logGamma(a))
        if x < a + 1 {
            var term = 1 / a
            var sum = term
            var k = a
            while term > sum * 1e-17 {
                k += 1
                term *= x / k
                sum += term
            }
            return min(1, front * sum)
        }
        var b = x + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var h = d
        var i = 1.0
        while i < 100_000 {
            let numerator = -i * (i - a)
            b += 2
            d = numerator * d + b
            if abs(d) < tiny { d = tiny }
            c = b + numerator / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let factor = d * c
            h *= factor
            if abs(factor - 1) < 1e-15 { break }
            i += 1
        }
        return max(0, 1 - front * h)
    }

    /// The x with P(`a`, x) = `p`: quantile of the gamma distribution of shape `a` and scale 1. 0 at p = 0, +∞ at 1.
    ///
    /// Bisection from a bracket around the Wilson–Hilferty approximation: sure, and quick enough for limits.
    /// Source of the start: Wilson & Hilferty, PNAS 17 (1931) 684–688.
    public static func quantile(_ a: Double, _ p: Double) -> Double {
        guard a > 0, p >= 0, p <= 1 else { return .nan }
        if p == 0 { return 0 }
        if p == 1 { return .infinity }
        let z = NormalDistribution.quantile(p)
        let root = 1 - 1 / (9 * a) + z / (3 * a.squareRoot())
        let start = max(a * root * root * root, 1e-12)
        var low = start
        var high = start
        while low > 1e-300, regularizedLower(a, low) > p { low /= 2 }
        while regularizedLower(a, high) < p { high *= 2 }
        for _ in 0..<200 where high - low > 1e-14 * high {
            let middle = 0.5 * (low + high)
            if regularizedLower(a, middle) < p { low = middle } else { high = middle }
        }
        return 0.5 * (low + high)
    }

    private static let tiny = 1e-300
}
