/// Conditional least squares of a seasonal ARMA model: residuals before the first full set of lags are zero.
///
/// Levenberg's method with exact derivatives, each a filtered series: ∂e/∂φᵢ = −Bⁱ Φ w/(θΘ), ∂e/∂Φᵢ = −Bⁱˢ φ w/(θΘ),
/// ∂e/∂θⱼ = −Bʲ e/θ, ∂e/∂Θⱼ = −Bʲˢ e/Θ.
/// Source: Box & Jenkins 1970, §7.1–7.2; Levenberg, Quarterly of Applied Mathematics 2 (1944) 164–168.
struct ARIMAConditional: Sendable {
    /// Where the search ended.
    struct Fit: Sendable {
        var coefficients: ARIMACoefficients
        /// Coefficients of the design's columns.
        var regression: [Double]
        /// Σe² over the `residualCount` values after the first full set of lags.
        var sumOfSquares: Double
        var residualCount: Int
        /// JᵀJ of the ARMA coefficients, by rows.
        var curvature: [Double]
    }

    let order: ARIMAOrder
    let design: ARIMADesign
    private let start: Int
    private let armaCount: Int
    private var work: [Lanes]
    private var jacobian: [[Double]]

    init(order: ARIMAOrder, design: ARIMADesign) {
        self.order = order
        self.design = design
        start = order.autoregressiveDegree
        armaCount = order.coefficientCount
        work = [Lanes](repeating: Lanes(), count: design.series.count)
        jacobian = [[Double]](
            repeating: [Double](repeating: 0, count: design.series.count), count: armaCount + design.columns.count)
    }

    /// The best coefficients found from `initial`, or nil when there are fewer residuals than coefficients.
    mutating func fit(from initial: ARIMACoefficients, iterations: Int = 40, tolerance: Double = 1e-9) -> Fit? {
        let size = armaCount + design.columns.count
        let residualCount = design.series.count - start
        guard residualCount > size else { return nil }
        var point = initial.vector + [Double](repeating: 0, count: design.columns.count)
        var sum = sumsOfSquares([point])[0]
        if !sum.isFinite {
            point = [Double](repeating: 0, count: size)
            sum = sumsOfSquares([point])[0]
        }
        var damping = 1e-3
        var (curvature, gradient) = normalEquations(point)
        var settled = 0
        for _ in 0..<iterations where size > 0 && sum > 0 {
            var trials: [[Double]] = []
            for factor in [0.01, 1, 100, 10_000] {
                guard let step = Self.solve(curvature, gradient, damping: damping * factor) else { continue }
                trials.append(zip(point, step).map { $0 - $1 })
            }
            if trials.isEmpty { break }
            let values = sumsOfSquares(trials)
            guard let best = trials.indices.min(by: { values[$0] < values[$1] }), values[best] < sum else {
                if damping > 1e6 { break }
                damping *= 1e4
                continue
            }
            damping = max(1e-9, damping * [0.01, 1, 100, 10_000][best + 4 - trials.count])
            let gain = (sum - values[best]) / sum
            point = trials[best]
            sum = values[best]
            (curvature, gradient) = normalEquations(point)
            settled = gain < tolerance ? settled + 1 : 0
            if settled == 2 || gain < tolerance * 1e-3 { break }
        }
        let arma = Array(point.prefix(armaCount))
        var block: [Double] = []
        for i in 0..<armaCount { block += curvature[(i * size)..<(i * size + armaCount)] }
        return Fit(
            coefficients: ARIMACoefficients(arma, order: order), regression: Array(point.dropFirst(armaCount)),
            sumOfSquares: sum, residualCount: residualCount, curvature: block)
    }

    /// Σe² at up to four points; infinite where the moving average is not invertible.
    private mutating func sumsOfSquares(_ points: [[Double]]) -> [Double] {
        let sets = points.map { ARIMACoefficients(Array($0.prefix(armaCount)), order: order) }
        loadResiduals(points, sets)
        let sums = ARIMACholesky.dot(work, work, from: start, to: work.count)
        return points.indices.map { i in
            let invertible =
                ARIMAPolynomial.partialAutocorrelations(sets[i].movingAverage.map { -$0 }) != nil
                && ARIMAPolynomial.partialAutocorrelations(sets[i].seasonalMovingAverage.map { -$0 }) != nil
            return invertible && sums[i].isFinite ? sums[i] : .infinity
        }
    }

    /// Puts the conditional residuals of up to four points into `work`.
    private mutating func loadResiduals(_ points: [[Double]], _ sets: [ARIMACoefficients]) {
        let four = ARIMACoefficients.Four(sets)
        for t in work.indices { work[t] = Lanes(repeating: design.series[t]) }
        for (k, column) in design.columns.enumerated() {
            var beta = Lanes()
            for lane in 0..<4 { beta[lane] = points[min(lane, points.count - 1)][armaCount + k] }
            for t in work.indices { work[t] -= beta * column[t] }
        }
        let minus = { (values: [Lanes]) in values.map { Lanes() - $0 } }
        let s = order.seasonLength
        ARIMAFilters.convolve(&work, with: minus(four.seasonalAutoregressive), lag: s, from: 0)
        ARIMAFilters.convolve(&work, with: minus(four.autoregressive), lag: 1, from: 0)
        for t in 0..<min(start, work.count) { work[t] = Lanes() }
        divide(four)
    }

    private mutating func divide(_ four: ARIMACoefficients.Four) {
        ARIMAFilters.divide(&work, by: four.seasonalMovingAverage, lag: order.seasonLength, from: start)
        ARIMAFilters.divide(&work, by: four.movingAverage, lag: 1, from: start)
    }

    /// JᵀJ and Jᵀe.
    private mutating func normalEquations(_ point: [Double]) -> (curvature: [Double], gradient: [Double]) {
        let size = point.count
        let n = work.count
        let s = order.seasonLength
        let coefficients = ARIMACoefficients(Array(point.prefix(armaCount)), order: order)
        let four = ARIMACoefficients.Four([coefficients])
        var centred = design.series
        for (k, column) in design.columns.enumerated() {
            for t in 0..<n { centred[t] -= point[armaCount + k] * column[t] }
        }
        // Columns that pass through 1/(θΘ): lagged filtered values and filtered regressors.
        let regularPart = Self.convolved(centred, coefficients.autoregressive, lag: 1)
        let seasonalPart = Self.convolved(centred, coefficients.seasonalAutoregressive, lag: s)
        var filtered: [(column: Int, series: [Double], lag: Int)] = []
        for i in 0..<order.regular.autoregressive { filtered.append((i, seasonalPart, i + 1)) }
        let firstSeasonal = order.regular.autoregressive + order.regular.movingAverage
        for i in 0..<order.seasonal.autoregressive { filtered.append((firstSeasonal + i, regularPart, s * (i + 1))) }
        for (k, column) in design.columns.enumerated() {
            let part = Self.convolved(column, coefficients.seasonalAutoregressive, lag: s)
            filtered.append((armaCount + k, Self.convolved(part, coefficients.autoregressive, lag: 1), 0))
        }
        for first in stride(from: 0, to: filtered.count, by: 4) {
            let group = filtered[first..<min(first + 4, filtered.count)]
            for t in 0..<min(start, n) { work[t] = Lanes() }
            for (lane, item) in group.enumerated() {
                for t in start..<n { work[t][lane] = -item.series[t - item.lag] }
            }
            divide(four)
            for (lane, item) in group.enumerated() {
                for t in 0..<n { jacobian[item.column][t] = work[t][lane] }
            }
        }
        loadResiduals([point], [coefficients])
        let residuals = work.map { $0[0] }
        fillMovingAverageColumns(coefficients)
        var curvature = [Double](repeating: 0, count: size * size)
        var gradient = [Double](repeating: 0, count: size)
        for i in 0..<size {
            gradient[i] = Self.dot(jacobian[i], residuals, from: start)
            for j in 0...i {
                let product = Self.dot(jacobian[i], jacobian[j], from: start)
                curvature[i * size + j] = product
                curvature[j * size + i] = product
            }
        }
        return (curvature, gradient)
    }

    /// ∂e/∂θⱼ and ∂e/∂Θⱼ from the residuals in `work`.
    private mutating func fillMovingAverageColumns(_ coefficients: ARIMACoefficients) {
        let n = work.count
        let s = order.seasonLength
        for t in start..<n { work[t] = Lanes(-work[t][0], -work[t][0], 0, 0) }
        let regular = coefficients.movingAverage.map { Lanes($0, 0, 0, 0) }
        let seasonal = coefficients.seasonalMovingAverage.map { Lanes(0, $0, 0, 0) }
        ARIMAFilters.divide(&work, by: seasonal, lag: s, from: start)
        ARIMAFilters.divide(&work, by: regular, lag: 1, from: start)
        let firstRegular = order.regular.autoregressive
        for j in 0..<order.regular.movingAverage {
            for t in 0..<n { jacobian[firstRegular + j][t] = t - j - 1 >= start ? work[t - j - 1][0] : 0 }
        }
        let firstSeasonal = firstRegular + order.regular.movingAverage + order.seasonal.autoregressive
        for j in 0..<order.seasonal.movingAverage {
            let lag = s * (j + 1)
            for t in 0..<n { jacobian[firstSeasonal + j][t] = t - lag >= start ? work[t - lag][1] : 0 }
        }
    }

    /// (1 − Σ cⱼB^(lag·j)) x with zeros before the start.
    private static func convolved(_ x: [Double], _ coefficients: [Double], lag: Int) -> [Double] {
        var result = x
        for (j, c) in coefficients.enumerated() {
            let shift = lag * (j + 1)
            for t in stride(from: shift, to: x.count, by: 1) { result[t] -= c * x[t - shift] }
        }
        return result
    }

    private static func dot(_ x: [Double], _ y: [Double], from start: Int) -> Double {
        let a = x.span
        let b = y.span
        var sums = Lanes()
        var t = start
        while t + 3 < a.count {
            sums += Lanes(a[t], a[t + 1], a[t + 2], a[t + 3]) * Lanes(b[t], b[t + 1], b[t + 2], b[t + 3])
            t += 4
        }
        var sum = sums.sum()
        while t < a.count {
            sum += a[t] * b[t]
            t += 1
        }
        return sum
    }

    /// (A + damping · diag A)⁻¹ b by Cholesky, or nil when that is singular.
    static func solve(_ matrix: [Double], _ right: [Double], damping: Double) -> [Double]? {
        let n = right.count
        var l = matrix
        var x = right
        for i in 0..<n {
            for j in 0...i {
                var sum = l[i * n + j] * (i == j ? 1 + damping : 1)
                for k in 0..<j { sum -= l[i * n + k] * l[j * n + k] }
                if i == j {
                    guard sum > 1e-14 * matrix[i * n + i], sum.isFinite else { return nil }
                    l[i * n + i] = sum.squareRoot()
                } else {
                    l[i * n + j] = sum / l[j * n + j]
                }
            }
        }
        for i in 0..<n {
            for k in 0..<i { x[i] -= l[i * n + k] * x[k] }
            x[i] /= l[i * n + i]
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            for k in (i + 1)..<max(i + 1, n) { x[i] -= l[k * n + i] * x[k] }
            x[i] /= l[i * n + i]
        }
        return x
    }
}
