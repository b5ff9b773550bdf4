/// Minimisation of a function of a few parameters in a box, without derivatives.
///
/// Reflection 1, expansion 2, contraction ½, shrink ½; trial points are cut to the box, which keeps the method's
/// decrease but not its (already weak) theory. Deterministic.
/// Source: Nelder & Mead, "A simplex method for function minimization", Computer Journal 7 (1965) 308–313.
public struct NelderMead: Sendable {
    /// Where the search ended.
    public struct Minimum: Hashable, Sendable {
        /// The best point found.
        public var point: [Double]
        /// The function there.
        public var value: Double
        /// Evaluations spent.
        public var evaluations: Int
    }

    /// Lower and upper bound of each parameter.
    public var bounds: [ClosedRange<Double>]
    /// Evaluations allowed.
    public var maximumEvaluations: Int
    /// The search ends when the simplex' values differ by less than this share of the best.
    public var relativeTolerance: Double

    /// A search in the box `bounds`.
    public init(bounds: [ClosedRange<Double>], maximumEvaluations: Int = 400, relativeTolerance: Double = 1e-8) {
        precondition(!bounds.isEmpty, "a search needs a parameter")
        self.bounds = bounds
        self.maximumEvaluations = maximumEvaluations
        self.relativeTolerance = relativeTolerance
    }

    /// The least value of `function` found from `start`. A value that is not finite counts as infinitely bad.
    ///
    /// - Parameters:
    ///   - start: First corner of the simplex; cut to the box.
    ///   - step: First edge as a share of each bound's width.
    public func minimise(
        from start: [Double], step: Double = 0.2, _ function: (_ point: [Double]) -> Double
    ) -> Minimum {
        precondition(start.count == bounds.count, "one start value a parameter")
        let n = start.count
        var evaluations = 0
        func evaluate(_ point: [Double]) -> Double {
            evaluations += 1
            let value = function(point)
            return value.isFinite ? value : .infinity
        }
        var points = [cut(start)]
        for i in 0..<n {
            var corner = points[0]
            let edge = step * (bounds[i].upperBound - bounds[i].lowerBound)
            corner[i] += corner[i] + edge <= bounds[i].upperBound ? edge : -edge
            points.append(cut(corner))
        }
        var values = points.map(evaluate)
        while evaluations < maximumEvaluations {
            let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
            points = order.map { points[$0] }
            values = order.map { values[$0] }
            if values[n] - values[0] <= relativeTolerance * abs(values[0]) { break }
            var centre = [Double](repeating: 0, count: n)
            for i in 0..<n { for j in 0..<n { centre[i] += points[j][i] / Double(n) } }
            func along(_ factor: Double) -> [Double] {
                cut((0..<n).map { centre[$0] + factor * (points[n][$0] - centre[$0]) })
            }
            let reflected = along(-1)
            let reflectedValue = evaluate(reflected)
            if reflectedValue < values[0] {
                let expanded = along(-2)
                let expandedValue = evaluate(expanded)
                (points[n], values[n]) =
                    expandedValue < reflectedValue ? (expanded, expandedValue) : (reflected, reflectedValue)
            } else if reflectedValue < values[n - 1] {
                (points[n], values[n]) = (reflected, reflectedValue)
            } else {
                let contracted = along(reflectedValue < values[n] ? -0.5 : 0.5)
                let contractedValue = evaluate(contracted)
                if contractedValue < min(reflectedValue, values[n]) {
                    (points[n], values[n]) = (contracted, contractedValue)
                } else {
                    for j in 1...n {
                        // The types are stated because inferring them takes the compiler a second.
                        points[j] = (0..<n).map { (i: Int) -> Double in
                            points[0][i] + 0.5 * (points[j][i] - points[0][i])
                        }
                        values[j] = evaluate(points[j])
                    }
                }
            }
        }
        let best = values.indices.min { (values[$0], $0) < (values[$1], $1) } ?? 0
        return Minimum(point: points[best], value: values[best], evaluations: evaluations)
    }

    private func cut(_ point: [Double]) -> [Double] {
        point.indices.map { min(max(point[$0], bounds[$0].lowerBound), bounds[$0].upperBound) }
    }
}
