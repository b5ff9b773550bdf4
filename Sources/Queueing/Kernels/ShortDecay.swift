/// 1 − e^(−y) for two short waits at once, each to its own relative precision.
///
/// The sums of one question need it at two places, and two calls of the C library's `expm1` cost as much as half the
/// series at a small load (measured: 20 of 150 ns). One Taylor polynomial at y/8 in both lanes, then three doublings
/// L(2z) = L(z)(2 − L(z)): positive terms only, no cancellation.
enum ShortDecay {
    /// Longest wait, in units of the mean, that is taken.
    static let longest = 0.5

    /// 1 − e^(−y) for 0 ≤ y ≤ ``longest``, to 4 units in the last place.
    ///
    /// The first term left out at y/8 = 1/16 is 3e-18 of the sum.
    @inline(__always)
    static func lost(_ y: SIMD2<Double>) -> SIMD2<Double> {
        typealias Pair = SIMD2<Double>
        func pair(_ value: Double) -> Pair { Pair(repeating: value) }
        let z: Pair = y * 0.125
        let z2: Pair = z * z
        let z4: Pair = z2 * z2
        // 1/1! − z/2! + z²/3! − …
        let a: Pair = pair(1) - pair(1.0 / 2) * z
        let b: Pair = pair(1.0 / 6) - pair(1.0 / 24) * z
        let c: Pair = pair(1.0 / 120) - pair(1.0 / 720) * z
        let d: Pair = pair(1.0 / 5040) - pair(1.0 / 40320) * z
        let e: Pair = (c + d * z2) * z4
        let eighth: Pair = z * (a + (b * z2 + (e + pair(1.0 / 362_880) * (z4 * z4))))
        let quarter: Pair = eighth * (2 - eighth)
        let half: Pair = quarter * (2 - quarter)
        return half * (2 - half)
    }
}
