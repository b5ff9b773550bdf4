#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Maximum-likelihood coefficients of one order on one design.
struct ARIMAEstimate: Sendable {
    var coefficients: ARIMACoefficients
    /// Coefficients of the design's columns, for its series.
    var regression: [Double]
    /// Σ of squared standardised innovations, in the units of the values.
    var sumOfSquares: Double
    var logLikelihood: Double
    /// Estimated numbers, σ² included.
    var parameterCount: Int
    /// Values after differencing.
    var count: Int
}

/// Fits ARMA coefficients: conditional least squares for a start, then the exact likelihood.
enum ARIMAEstimator {
    /// How far to go.
    enum Precision: Sendable {
        /// Enough to rank models.
        case ranking
        /// All the digits that numerical derivatives give.
        case full
    }

    /// The maximum of the exact likelihood found from several starts.
    ///
    /// - Parameters:
    ///   - warm: Coefficients of a neighbouring model, if there is one.
    /// - Returns: nil when the likelihood has no finite value anywhere it was tried.
    static func maximumLikelihood(
        order: ARIMAOrder, design: ARIMADesign, warm: ARIMACoefficients? = nil, precision: Precision
    ) -> ARIMAEstimate? {
        var likelihood = ARIMALikelihood(order: order, columns: [design.series] + design.columns)
        let size = order.coefficientCount
        if design.isExact {
            return ARIMAEstimate(
                coefficients: ARIMACoefficients(zeroFor: order), regression: design.columns.map { _ in 0 },
                sumOfSquares: 0,
                logLikelihood: .infinity, parameterCount: size + design.columns.count + 1, count: design.series.count)
        }
        var point: [Double] = []
        if size > 0 {
            let starts = startingPoints(&likelihood, order, design, warm)
            var search = ARIMAQuasiNewton()
            var best: ARIMAQuasiNewton.Minimum?
            for start in starts {
                let minimum = search.minimise(
                    from: start.point, value: start.value, inverseCurvature: start.inverseCurvature
                ) { objectives(&likelihood, order, $0) }
                if minimum.value < best?.value ?? .infinity { best = minimum }
            }
            guard var best else { return nil }
            if precision == .full {
                search.usesCentralDifferences = true
                search.gradientTolerance = 1e-8
                search.gainTolerance = 1e-13
                best = search.minimise(
                    from: best.point, value: best.value, inverseCurvature: best.inverseCurvature
                ) { objectives(&likelihood, order, $0) }
            }
            point = best.point
        }
        return estimate(&likelihood, order, design, at: ARIMACoefficients(free: point, order: order))
    }

    /// Where to start: likelihoods of mixed models have several maxima, and each of these starts finds some that the
    /// others miss.
    ///
    /// Conditional least squares from zero, from a persistent process (large positive φ, smaller negative θ: what
    /// slow levels with noise look like) and from the neighbouring model; that model itself. Starts with equal
    /// likelihoods count once.
    private static func startingPoints(
        _ likelihood: inout ARIMALikelihood, _ order: ARIMAOrder, _ design: ARIMADesign, _ warm: ARIMACoefficients?
    ) -> [ARIMAQuasiNewton.Minimum] {
        let zero = ARIMACoefficients(zeroFor: order)
        var conditional = ARIMAConditional(order: order, design: design)
        var persistent = zero
        if !zero.autoregressive.isEmpty { persistent.autoregressive[0] = 0.9 }
        if !zero.movingAverage.isEmpty { persistent.movingAverage[0] = -0.5 }
        if !zero.seasonalAutoregressive.isEmpty { persistent.seasonalAutoregressive[0] = 0.5 }
        if !zero.seasonalMovingAverage.isEmpty { persistent.seasonalMovingAverage[0] = -0.5 }
        let warm = warm?.resized(to: order)
        var starts: [ARIMAQuasiNewton.Minimum] = []
        for initial in [zero, persistent, warm].compactMap({ $0 }) {
            let rough = conditional.fit(from: initial, iterations: 12, tolerance: 1e-4)
            var points = [initial.free(limit: 0.995)]
            if let rough { points = [rough.coefficients.free(), rough.coefficients.free(limit: 0.8)] + points }
            let values = objectives(&likelihood, order, points)
            guard let first = points.indices.min(by: { values[$0] < values[$1] }), values[first].isFinite,
                !starts.contains(where: { abs($0.value - values[first]) < 1e-5 })
            else { continue }
            let curvature = inverseCurvature(
                rough?.curvature ?? [], rough?.sumOfSquares ?? 0, at: points[first], order)
            starts.append(.init(point: points[first], value: values[first], inverseCurvature: curvature))
        }
        return starts
    }

    /// What the likelihood is at given coefficients.
    static func estimate(
        _ likelihood: inout ARIMALikelihood, _ order: ARIMAOrder, _ design: ARIMADesign,
        at coefficients: ARIMACoefficients
    ) -> ARIMAEstimate? {
        let value = likelihood.evaluate(ARIMACoefficients.Four([coefficients]))
        guard value.objective[0].isFinite else { return nil }
        let n = Double(design.series.count)
        let sum = value.sumOfSquares[0]
        let logLikelihood =
            -0.5 * (n * (log(2 * Double.pi) + 1 + log(sum / n) + 2 * log(design.unit)) + value.logDeterminant[0])
        return ARIMAEstimate(
            coefficients: coefficients, regression: likelihood.regressionCoefficients(),
            sumOfSquares: sum * design.unit * design.unit, logLikelihood: logLikelihood,
            parameterCount: order.coefficientCount + design.columns.count + 1, count: design.series.count)
    }

    private static func objectives(
        _ likelihood: inout ARIMALikelihood, _ order: ARIMAOrder, _ points: [[Double]]
    ) -> [Double] {
        let sets = points.map { ARIMACoefficients(free: $0, order: order) }
        let value = likelihood.evaluate(ARIMACoefficients.Four(sets))
        return points.indices.map { value.objective[$0] }
    }

    /// (DᵀJᵀJD / S)⁻¹ with D the derivatives of the coefficients by the free parameters: to first order the inverse
    /// second derivatives of the objective.
    private static func inverseCurvature(
        _ curvature: [Double], _ sumOfSquares: Double, at point: [Double], _ order: ARIMAOrder
    ) -> [Double] {
        let n = point.count
        var identity = [Double](repeating: 0, count: n * n)
        for i in 0..<n { identity[i * n + i] = 1 }
        guard curvature.count == n * n, sumOfSquares > 0 else { return identity }
        let h = 1e-5
        let derivatives: [[Double]] = (0..<n).map { i in
            var high = point
            var low = point
            high[i] += h
            low[i] -= h
            let above = ARIMACoefficients(free: high, order: order).vector
            let below = ARIMACoefficients(free: low, order: order).vector
            return zip(above, below).map { ($0 - $1) / (2 * h) }
        }
        var mapped = identity
        for i in 0..<n {
            for j in 0..<n {
                var sum = 0.0
                for a in 0..<n {
                    for b in 0..<n { sum += derivatives[i][a] * curvature[a * n + b] * derivatives[j][b] }
                }
                mapped[i * n + j] = sum / sumOfSquares
            }
        }
        // A floor, because factors that nearly cancel leave directions without curvature.
        let mean = (0..<n).reduce(0) { $0 + mapped[$1 * n + $1] } / Double(n)
        guard mean > 0, mean.isFinite else { return identity }
        for i in 0..<n { mapped[i * n + i] += 1e-3 * mean }
        var inverse: [Double] = []
        for i in 0..<n {
            let unit = (0..<n).map { $0 == i ? 1.0 : 0 }
            guard let column = ARIMAConditional.solve(mapped, unit, damping: 0) else { return identity }
            inverse += column
        }
        return inverse
    }
}
