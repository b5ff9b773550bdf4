/// Minimisation of a smooth function that is evaluated at four points for about the price of one.
///
/// Broyden–Fletcher–Goldfarb–Shanno: derivatives by differences, four step lengths tried at once. Started from a
/// curvature that is nearly right it needs few iterations.
/// Source: Nocedal & Wright, Numerical Optimization, 2nd ed. (2006), ch. 6, eq. 6.17; Armijo's condition, eq. 3.4.
struct ARIMAQuasiNewton: Sendable {
    /// Iterations allowed.
    var maximumIterations = 60
    /// The search ends when no derivative is larger.
    var gradientTolerance = 1e-5
    /// Or when two steps in a row gain less than this.
    var gainTolerance = 1e-9
    /// Central differences: twice the points, half the digits lost.
    var usesCentralDifferences = false

    /// Where a search ended.
    struct Minimum: Sendable {
        var point: [Double]
        var value: Double
        /// Approximate inverse of the second derivatives, by rows.
        var inverseCurvature: [Double]
    }

    /// The least value found from `start`.
    ///
    /// - Parameters:
    ///   - inverseCurvature: First guess of the inverse second derivatives, positive definite.
    ///   - evaluate: The function at one to four points; infinite where it has no value.
    func minimise(
        from start: [Double], value: Double, inverseCurvature: [Double], _ evaluate: ([[Double]]) -> [Double]
    ) -> Minimum {
        let n = start.count
        var best = Minimum(point: start, value: value, inverseCurvature: inverseCurvature)
        guard n > 0, value.isFinite else { return best }
        var slope = gradient(at: best.point, value: best.value, evaluate)
        var small = 0
        var isFresh = true
        for _ in 0..<maximumIterations {
            if slope.allSatisfy({ abs($0) < gradientTolerance }) { break }
            var direction = Self.multiply(best.inverseCurvature, slope).map { -$0 }
            var descent = Self.dot(direction, slope)
            if !(descent < 0) {
                direction = slope.map { -$0 }
                descent = -Self.dot(slope, slope)
            }
            // Free parameters are on the scale of tanh: a step of more than one is a leap in the dark.
            let longest = direction.reduce(0) { max($0, abs($1)) }
            if longest > 1 {
                for i in 0..<n { direction[i] /= longest }
                descent /= longest
            }
            guard let (point, reached) = search(from: best, along: direction, descent: descent, evaluate) else {
                if isFresh { break }
                best.inverseCurvature = inverseCurvature
                isFresh = true
                continue
            }
            isFresh = false
            let gain = best.value - reached
            let step = zip(point, best.point).map { $0 - $1 }
            best.point = point
            best.value = reached
            small = gain < gainTolerance ? small + 1 : 0
            if small == 2 { break }
            let newSlope = gradient(at: point, value: reached, evaluate)
            Self.update(&best.inverseCurvature, step: step, change: zip(newSlope, slope).map { $0 - $1 })
            slope = newSlope
        }
        return best
    }

    private func search(
        from best: Minimum, along direction: [Double], descent: Double, _ evaluate: ([[Double]]) -> [Double]
    ) -> (point: [Double], value: Double)? {
        for lengths in [[1.0, 2, 0.4, 0.1], [0.025, 0.006, 1.5e-3, 1e-4]] {
            let points = lengths.map { length in zip(best.point, direction).map { $0 + length * $1 } }
            let values = evaluate(points)
            let acceptable = lengths.indices.filter { values[$0] <= best.value + 1e-4 * lengths[$0] * descent }
            if let chosen = acceptable.min(by: { values[$0] < values[$1] }) { return (points[chosen], values[chosen]) }
        }
        return nil
    }

    private func gradient(at point: [Double], value: Double, _ evaluate: ([[Double]]) -> [Double]) -> [Double] {
        let h = usesCentralDifferences ? 1e-4 : 1e-6
        var points: [[Double]] = []
        for i in point.indices {
            for sign in usesCentralDifferences ? [1.0, -1] : [1.0] {
                var shifted = point
                shifted[i] += sign * h
                points.append(shifted)
            }
        }
        var values: [Double] = []
        for first in stride(from: 0, to: points.count, by: 4) {
            values += evaluate(Array(points[first..<min(first + 4, points.count)]))
        }
        return point.indices.map { i in
            let slope =
                usesCentralDifferences
                ? (values[2 * i] - values[2 * i + 1]) / (2 * h) : (values[i] - value) / h
            return slope.isFinite ? slope : 0
        }
    }

    /// The inverse update, left out where the curvature along the step is not positive.
    private static func update(_ inverse: inout [Double], step: [Double], change: [Double]) {
        let n = step.count
        let product = dot(step, change)
        guard product > 1e-12 * (dot(step, step) * dot(change, change)).squareRoot() else { return }
        let mapped = multiply(inverse, change)
        let factor = (1 + dot(change, mapped) / product) / product
        for i in 0..<n {
            for j in 0..<n {
                inverse[i * n + j] +=
                    factor * step[i] * step[j] - (mapped[i] * step[j] + step[i] * mapped[j]) / product
            }
        }
    }

    private static func multiply(_ matrix: [Double], _ vector: [Double]) -> [Double] {
        let n = vector.count
        return (0..<n).map { i in (0..<n).reduce(0) { $0 + matrix[i * n + $1] * vector[$1] } }
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
