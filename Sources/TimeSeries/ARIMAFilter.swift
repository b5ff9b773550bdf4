#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The Kalman filter of an ARMA model, run once after the fit for innovations and the final state.
///
/// The state is g, what past values and innovations add to the coming r values. Once a value is seen its innovation
/// is known up to g's error, so the error's covariance P goes to zero for an invertible model; from there on the
/// innovations recursion alone is exact.
/// Source: Harvey 1989, §3.4; Gardner, Harvey & Phillips 1980 (quick recursions).
struct ARIMAFilter: Sendable {
    /// Each innovation divided by the root of its variance in units of σ².
    private(set) var innovations: [Double] = []
    /// Σ ln of those variances.
    private(set) var logDeterminant = 0.0
    /// What the past adds to the coming r values.
    private(set) var state: [Double]
    /// Covariance of the state's error in units of σ², by rows; empty once it has vanished.
    private(set) var covariance: [Double]

    /// Filters `series`.
    init(_ series: [Double], order: ARIMAOrder, coefficients: ARIMACoefficients) {
        let four = ARIMACoefficients.Four([coefficients])
        let s = order.seasonLength
        var presample = ARIMAPresample(
            autoregressiveDegree: order.autoregressiveDegree, movingAverageDegree: order.movingAverageDegree)
        let r = presample.size
        var phi = [Lanes](repeating: Lanes(), count: order.autoregressiveDegree)
        var theta = [Lanes](repeating: Lanes(), count: order.movingAverageDegree)
        ARIMACoefficients.expand(four.autoregressive, four.seasonalAutoregressive, s, sign: -1, into: &phi)
        ARIMACoefficients.expand(four.movingAverage, four.seasonalMovingAverage, s, sign: 1, into: &theta)
        presample.update(
            phi: phi, phiLags: Array(phi.indices), theta: theta, thetaLags: Array(theta.indices))
        let ar = (0..<r).map { $0 < phi.count ? phi[$0][0] : 0 }
        let ma = (0..<r).map { $0 < theta.count ? theta[$0][0] : 0 }
        state = [Double](repeating: 0, count: r)
        covariance = presample.covariance.map { $0[0] }
        innovations.reserveCapacity(series.count)
        for value in series { step(value, ar, ma) }
    }

    private mutating func step(_ value: Double, _ ar: [Double], _ ma: [Double]) {
        let r = state.count
        let surprise = value - (r > 0 ? state[0] : 0)
        guard !covariance.isEmpty else {
            innovations.append(surprise)
            for i in 0..<r { state[i] = ar[i] * value + ma[i] * surprise + (i + 1 < r ? state[i + 1] : 0) }
            return
        }
        let variance = 1 + covariance[0]
        innovations.append(surprise / variance.squareRoot())
        logDeterminant += log(variance)
        let correction = surprise / variance
        for i in 0..<r { state[i] += covariance[i] * correction }
        let innovation = value - state[0]
        for i in 0..<r { state[i] = ar[i] * value + ma[i] * innovation + (i + 1 < r ? state[i + 1] : 0) }
        // U = P − P₁P₁ᵀ/F, then P ← (shift − θe₁ᵀ) U (shift − θe₁ᵀ)ᵀ, in place from the top.
        let first = Array(covariance[0..<r])
        var u = covariance.mutableSpan
        let top = first[0] / variance
        var largest = 0.0
        for i in 0..<r {
            let below = i + 1 < r
            let left = below ? first[i + 1] / variance : 0
            for j in i..<r {
                let beside = j + 1 < r ? first[j + 1] / variance : 0
                var entry = ma[i] * ma[j] * top - ma[i] * beside - ma[j] * left
                if below, j + 1 < r { entry += u[(i + 1) * r + j + 1] - first[i + 1] * beside }
                u[i * r + j] = entry
                if i == j { largest = max(largest, entry) }
            }
        }
        if largest < 1e-14 { covariance = [] }
    }
}
