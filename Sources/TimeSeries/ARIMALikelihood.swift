#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exact Gaussian likelihood of a seasonal ARMA model, of four parameter sets at once.
///
/// With zeros before the start the residuals are e = K g + a, where g is what the unseen past adds to the first r
/// values (`ARIMAPresample`, Cov(g) = σ²V) and K holds the shifted coefficients of 1/θ(B). Hence
///
///     wᵀΣ⁻¹w = eᵀe − yᵀy + yᵀ(I + LᵀVL)⁻¹y,   det Σ = det(I + LᵀVL),   LLᵀ = KᵀK, y = L⁻¹Kᵀe.
///
/// KᵀK follows along its diagonals from its last column, so one evaluation takes two passes over the series and
/// O(r³) for two small Cholesky factors, where a Kalman filter takes O(r²) at every value. Without autoregressive terms the
/// unknowns are the innovations before the start themselves, their prior is the unit matrix, and the second factor
/// falls away. Regression coefficients and σ² are concentrated out (generalised least squares).
/// Source: Ljung & Box, "The likelihood function of stationary autoregressive-moving average models", Biometrika 66
/// (1979) 265–270 (moving averages); Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989),
/// §3.3–3.4 (the state g, concentration); the joint form is own.
struct ARIMALikelihood: Sendable {
    let order: ARIMAOrder
    /// The differenced series, then the differenced regressors.
    let columns: [[Double]]
    /// Values after differencing.
    let count: Int

    private let unknowns: Int
    private let offset: Int
    private let phiLags: [Int]
    private let thetaLags: [Int]
    private var phi: [Lanes]
    private var theta: [Lanes]
    private var residuals: [[Lanes]]
    private var pi: [Lanes]
    private var edge: [Lanes]
    private var gram: [Lanes]
    private var scratch: [Lanes]
    private var mixed: [Lanes]
    private var projected: [[Lanes]]
    private var whitened: [[Lanes]]
    private var moments: [Lanes]
    private var presample: ARIMAPresample

    /// Room for a model of `columns[0]` on the other columns.
    init(order: ARIMAOrder, columns: [[Double]]) {
        precondition(!columns.isEmpty, "a likelihood needs a series")
        self.order = order
        self.columns = columns
        count = columns[0].count
        let p = order.autoregressiveDegree
        let q = order.movingAverageDegree
        offset = p == 0 ? q : 0
        unknowns = p == 0 ? q : min(max(p, q), count)
        let structure = { (regular: Int, seasonal: Int) -> [Int] in
            (0...seasonal).flatMap { k in (0...regular).map { k * order.seasonLength + $0 } }
                .filter { $0 > 0 }.map { $0 - 1 }.sorted()
        }
        phiLags = structure(order.regular.autoregressive, order.seasonal.autoregressive)
        thetaLags = structure(order.regular.movingAverage, order.seasonal.movingAverage)
        let zero = Lanes()
        phi = [Lanes](repeating: zero, count: p)
        theta = [Lanes](repeating: zero, count: q)
        let length = count + offset
        residuals = columns.map { _ in [Lanes](repeating: zero, count: length) }
        pi = [Lanes](repeating: zero, count: q > 0 ? length : 0)
        edge = [Lanes](repeating: zero, count: q > 0 ? length : 0)
        gram = [Lanes](repeating: zero, count: q > 0 ? unknowns * unknowns : 0)
        scratch = [Lanes](repeating: zero, count: p > 0 ? unknowns * unknowns : 0)
        mixed = [Lanes](repeating: zero, count: p > 0 ? unknowns * unknowns : 0)
        projected = [[Lanes]](repeating: [Lanes](repeating: zero, count: unknowns), count: columns.count)
        whitened = [[Lanes]](repeating: [Lanes](repeating: zero, count: unknowns), count: columns.count)
        moments = [Lanes](repeating: zero, count: columns.count * columns.count)
        presample = ARIMAPresample(autoregressiveDegree: p, movingAverageDegree: p > 0 ? q : 0)
    }

    /// What four parameter sets say of the series.
    struct Value: Sendable {
        /// wᵀΣ⁻¹w at the best regression coefficients, in units where Var(a) = 1.
        var sumOfSquares = Lanes()
        /// ln det Σ, likewise.
        var logDeterminant = Lanes()
        /// ½ (ln(S/n) + ln det Σ / n); infinite where there is no likelihood. What a search minimises.
        var objective = Lanes()
    }

    /// Evaluates four sets of coefficients, stationary and invertible.
    mutating func evaluate(_ coefficients: ARIMACoefficients.Four) -> Value {
        ARIMACoefficients.expand(
            coefficients.autoregressive, coefficients.seasonalAutoregressive, order.seasonLength, sign: -1, into: &phi)
        ARIMACoefficients.expand(
            coefficients.movingAverage, coefficients.seasonalMovingAverage, order.seasonLength, sign: 1, into: &theta)
        filterColumns(coefficients)
        accumulateMoments(residuals, count: count, from: offset, sign: 1, reset: true)
        var logDeterminant = Lanes()
        if unknowns > 0 {
            if order.movingAverageDegree > 0 {
                projectOnUnknowns(coefficients)
                let pivots = ARIMACholesky.factor(&gram, size: unknowns)
                for c in columns.indices { ARIMACholesky.forward(gram, size: unknowns, &projected[c]) }
                if offset > 0 { logDeterminant = pivots }
            } else {
                for c in columns.indices { for i in 0..<unknowns { projected[c][i] = residuals[c][i] } }
            }
            accumulateMoments(projected, count: unknowns, from: 0, sign: -1, reset: false)
            if offset == 0 {
                presample.update(phi: phi, phiLags: phiLags, theta: theta, thetaLags: thetaLags)
                if order.movingAverageDegree > 0 {
                    ARIMACholesky.congruence(
                        gram, presample.covariance, stride: presample.size, size: unknowns, &scratch, into: &mixed)
                } else {
                    for i in 0..<unknowns {
                        for j in 0...i { mixed[i * unknowns + j] = presample.covariance[i * presample.size + j] }
                    }
                }
                for i in 0..<unknowns { mixed[i * unknowns + i] += Lanes(repeating: 1) }
                logDeterminant = ARIMACholesky.factor(&mixed, size: unknowns)
                for c in columns.indices {
                    for i in 0..<unknowns { whitened[c][i] = projected[c][i] }
                    ARIMACholesky.forward(mixed, size: unknowns, &whitened[c])
                }
                accumulateMoments(whitened, count: unknowns, from: 0, sign: 1, reset: false)
            }
        }
        return conclude(logDeterminant)
    }

    /// Generalised least squares coefficients of the regressors after `evaluate`, of the first parameter set.
    func regressionCoefficients() -> [Double] {
        let k = columns.count - 1
        guard k > 0 else { return [] }
        // `moments` holds the Cholesky factor with the series as its last row.
        var beta = [Double](repeating: 0, count: k)
        for i in stride(from: k - 1, through: 0, by: -1) {
            var sum = moments[k * (k + 1) + i][0]
            for j in (i + 1)..<max(i + 1, k) { sum -= moments[j * (k + 1) + i][0] * beta[j] }
            beta[i] = sum / moments[i * (k + 1) + i][0]
        }
        return beta
    }

    /// e = Θ⁻¹Φ of every column.
    private mutating func filterColumns(_ coefficients: ARIMACoefficients.Four) {
        let s = order.seasonLength
        let negated = { (values: [Lanes]) in values.map { Lanes() - $0 } }
        let regular = negated(coefficients.autoregressive)
        let seasonal = negated(coefficients.seasonalAutoregressive)
        for c in columns.indices {
            for t in 0..<offset { residuals[c][t] = Lanes() }
            for t in 0..<count { residuals[c][t + offset] = Lanes(repeating: columns[c][t]) }
            ARIMAFilters.convolve(&residuals[c], with: seasonal, lag: s, from: offset)
            ARIMAFilters.convolve(&residuals[c], with: regular, lag: 1, from: offset)
            ARIMAFilters.divide(&residuals[c], by: coefficients.seasonalMovingAverage, lag: s, from: offset)
            ARIMAFilters.divide(&residuals[c], by: coefficients.movingAverage, lag: 1, from: offset)
        }
    }

    /// KᵀK and Kᵀe.
    private mutating func projectOnUnknowns(_ coefficients: ARIMACoefficients.Four) {
        let s = order.seasonLength
        let r = unknowns
        let length = count + offset
        let reach = ARIMAFilters.inverse(
            &pi, regular: coefficients.movingAverage, seasonal: coefficients.seasonalMovingAverage, seasonLength: s)
        let end = min(length, reach + r)
        for t in 0..<min(r - 1, end) { edge[t] = Lanes() }
        for t in min(r - 1, end)..<end { edge[t] = pi[t - (r - 1)] }
        ARIMAFilters.divideBackwards(&edge, by: coefficients.seasonalMovingAverage, lag: s, end: end)
        ARIMAFilters.divideBackwards(&edge, by: coefficients.movingAverage, lag: 1, end: end)
        Self.fillGram(&gram, size: r, lastColumn: edge, pi: pi, length: length)
        for c in columns.indices {
            ARIMAFilters.divideBackwards(
                &residuals[c], by: coefficients.seasonalMovingAverage, lag: s, end: end)
            ARIMAFilters.divideBackwards(&residuals[c], by: coefficients.movingAverage, lag: 1, end: end)
            for i in 0..<r { projected[c][i] = residuals[c][i] }
        }
    }

    /// KᵀK from its last column: (KᵀK)ᵢⱼ = (KᵀK)ᵢ₊₁ⱼ₊₁ + πₙ₋ᵢ πₙ₋ⱼ.
    private static func fillGram(
        _ gram: inout [Lanes], size r: Int, lastColumn: [Lanes], pi: [Lanes], length: Int
    ) {
        var matrix = gram.mutableSpan
        for i in 0..<r { matrix[(r - 1) * r + i] = lastColumn[i] }
        for i in stride(from: r - 2, through: 0, by: -1) {
            for j in stride(from: i, through: 0, by: -1) {
                matrix[i * r + j] = matrix[(i + 1) * r + j + 1] + pi[length - 1 - i] * pi[length - 1 - j]
            }
        }
    }

    /// Adds sign · xᵢᵀxⱼ of all columns to the lower half of `moments`, the series last.
    private mutating func accumulateMoments(_ x: [[Lanes]], count: Int, from start: Int, sign: Double, reset: Bool) {
        let k = columns.count
        for i in 0..<k {
            for j in 0...i {
                // Column 0 is the series; it goes last so that its pivot is what regression leaves.
                let left = i == k - 1 ? 0 : i + 1
                let right = j == k - 1 ? 0 : j + 1
                let product = ARIMACholesky.dot(x[left], x[right], from: start, to: start + count)
                if reset { moments[i * k + j] = product * sign } else { moments[i * k + j] += product * sign }
            }
        }
    }

    private mutating func conclude(_ logDeterminant: Lanes) -> Value {
        var value = Value()
        value.logDeterminant = logDeterminant
        let k = columns.count
        _ = ARIMACholesky.factor(&moments, size: k)
        let root = moments[k * k - 1]
        value.sumOfSquares = root * root
        let n = Double(count)
        for lane in 0..<4 {
            let objective = 0.5 * (log(value.sumOfSquares[lane] / n) + logDeterminant[lane] / n)
            value.objective[lane] = objective.isFinite ? objective : .infinity
        }
        return value
    }
}
