import Glibc

/// Terms aˢ e⁻ᵃ / Γ(s+1) of the Poisson law, for real s, without cancellation.
///
/// Source: Loader, "Fast and accurate computation of binomial probabilities" (2000): Stirling's error and the deviance
/// are computed apart, so that the logarithm keeps its relative precision for any s and a.
enum PoissonTerm {
    /// ln(aˢ e⁻ᵃ / Γ(s+1)) for s ≥ 0, a > 0.
    static func logarithm(_ s: Double, _ a: Double) -> Double {
        if s < fewestForStirling { return s * log(a) - a - logGamma1p(s) }
        return -stirlingError(s) - 0.5 * log(2 * Double.pi * s) - deviance(s, a)
    }

    /// Upper ratio sum r = Σ_{j≥1} aʲ / ((s+1)(s+2)…(s+j)): P(N > s) over P(N = s).
    ///
    /// All terms are positive. For a < s they fall from the first; about 6√s of them count near a = s.
    ///
    /// Four terms at a time over their common denominator, for one division.
    static func upperRatio(_ s: Double, _ a: Double) -> Double {
        var sum = 0.0
        var term = 1.0
        var divisor = s
        let (a2, a3, a4) = (a * a, a * a * a, (a * a) * (a * a))
        // Beyond these a fourth power leaves the range.
        guard s < 1e60, a < 1e60, a > 1e-60 else { return shortUpperRatio(s, a) }
        while true {
            let (d1, d2, d3, d4) = (divisor + 1, divisor + 2, divisor + 3, divisor + 4)
            let tail = d3 * d4
            let inverse = term / (d1 * d2 * tail)
            sum += inverse * (a * (d2 * tail) + a2 * tail + (a3 * d4 + a4))
            term = inverse * a4
            divisor = d4
            if term <= negligible * sum * (1 - a / d4) { return sum }
        }
    }

    /// The same term by term, for the far ends of the range.
    private static func shortUpperRatio(_ s: Double, _ a: Double) -> Double {
        var sum = 0.0
        var term = 1.0
        var divisor = s
        while true {
            divisor += 1
            let ratio = a / divisor
            term *= ratio
            sum += term
            if term <= negligible * sum * (1 - ratio) { return sum }
        }
    }

    /// A term below this share of the sum (tail included) no longer changes a `Double`.
    static let negligible = 1e-17

    /// From here on eight terms of Stirling's series are exact to a `Double`.
    private static let fewestForStirling = 16.0

    /// ln Γ(s+1) for small s, by shifting up to where Stirling's series holds.
    private static func logGamma1p(_ s: Double) -> Double {
        var z = s
        var product = 1.0
        while z < fewestForStirling {
            z += 1
            product *= z
        }
        return (z + 0.5) * log(z) - z + 0.5 * log(2 * Double.pi) + stirlingError(z) - log(product)
    }

    /// ln Γ(s+1) − [(s + ½) ln s − s + ½ ln 2π].
    private static func stirlingError(_ s: Double) -> Double {
        let q = 1 / (s * s)
        var sum = 3617.0 / 122_400
        sum = 1.0 / 156 - sum * q
        sum = 691.0 / 360_360 - sum * q
        sum = 1.0 / 1188 - sum * q
        sum = 1.0 / 1680 - sum * q
        sum = 1.0 / 1260 - sum * q
        sum = 1.0 / 360 - sum * q
        sum = 1.0 / 12 - sum * q
        return sum / s
    }

    /// s ln(s/a) + a − s ≥ 0.
    static func deviance(_ s: Double, _ a: Double) -> Double {
        let difference = s - a
        guard abs(difference) < 0.1 * (s + a) else { return s * log(s / a) - difference }
        let v = difference / (s + a)
        var sum = difference * v
        var term = 2 * s * v
        var j = 1.0
        while true {
            term *= v * v
            let next = sum + term / (2 * j + 1)
            if next == sum { return sum }
            sum = next
            j += 1
        }
    }
}
