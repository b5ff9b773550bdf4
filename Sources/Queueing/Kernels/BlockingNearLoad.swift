/// 1/B just above the load, without a sum: the start of a search that only has to know it to six digits.
///
/// With s = a + δ, 1/B = ∫₀^∞ e^(−u) (1 + u/a)^s du. In u = √a · t the logarithm of the integrand is
/// −t²/2 + Σ_{m≥1} (−1)^(m+1) (δ tᵐ/m + t^(m+2)/(m+2)) a^(−m/2), so that
///
///     1/B = √a · Σ_k c_k(δ) a^(−k/2),
///
/// c_k a polynomial of degree k, from the half moments of the normal law; c₀ = √(π/2), c₁ = δ + 2/3. At δ = 0 this is
/// Ramanujan's expansion of Q(n).
///
/// Source: Jagerman, BSTJ 53 (1974), theorem 14, for whole δ; Ramanujan's Q: Flajolet, Grabner, Kirschenhofer & Prodinger,
/// J. Comput. Appl. Math. 58 (1995). The coefficients are own, in exact fractions.
enum BlockingNearLoad {
    /// From this load on the relative error is below 1e-7; it falls as a⁻³ (against 40 digits: 7e-8 at 32, 9e-9 at 64,
    /// 2.5e-9 at 100, each the largest over 0 ≤ δ ≤ 1).
    static let leastLoad = 32.0

    /// 1/B − 1 at `excess` = δ agents above the load, 0 ≤ δ ≤ 1, to 1e-7.
    ///
    /// Even and odd k in the two lanes of a vector; polynomials by Estrin's scheme, so that nothing waits long.
    @inline(__always)
    static func excess(agentsAbove fraction: Double, load: Double, inverseLoad: Double) -> Double {
        typealias Pair = SIMD2<Double>
        let d = Pair(repeating: fraction)
        let d2: Pair = d * d
        let d4: Pair = d2 * d2
        let k01: Pair = Pair(1.2533141373155003, 2.0 / 3) + Pair(0, 1) * d

        let k23low: Pair = Pair(0.10444284477629169, -4.0 / 135) + Pair(0.6266570686577501, 0) * d
        let k23high: Pair = Pair(0.6266570686577501, 1.0 / 3) + Pair(0, 1.0 / 3) * d
        let k23: Pair = k23low + k23high * d2

        let k45low: Pair = Pair(0.004351785199012154, 8.0 / 2835) + Pair(-0.052221422388145844, 4.0 / 135) * d
        let k45middle: Pair = Pair(-0.10444284477629169, -2.0 / 135) + Pair(0.10444284477629169, -1.0 / 9) * d
        let k45high: Pair = Pair(0.15666426716443754, 0) + Pair(0, 1.0 / 15) * d
        let k45: Pair = (k45low + k45middle * d2) + k45high * d4

        let r = Pair(repeating: inverseLoad)
        let sums: Pair = k01 + (k23 + k45 * r) * r
        return load.squareRoot() * sums[0] + (sums[1] - 1)
    }
}
