#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import NumericalMethods

/// Where the search for the initial states starts: season by decomposition, level and slope by regression on the
/// first seasons.
///
/// Source: Hyndman, Koehler, Snyder & Grose, "A state space framework for automatic forecasting using exponential
/// smoothing methods", Int. J. Forecasting 18 (2002) 439–454, §3.1; below three seasons the deviations from a line
/// fitted beside one pair of harmonics, as R `forecast` does.
struct ETSInitialState {
    /// Mean of the first values without their season, for a form without trend.
    var flatLevel: Double
    /// Line through them: its value at step 0 (one before the first) and slope.
    var level: Double
    var slope: Double
    /// Season of each phase, phase 0 at the first value; empty without season.
    var season: [Double]

    /// Least factor a multiplicative season starts from.
    private static let leastFactor = 0.01

    /// `nil` where the season cannot be found: less than two full seasons, or values that are not positive under a
    /// multiplicative one.
    init?(values: [Double], seasonLength m: Int, season kind: ETSForm.Season) {
        let n = values.count
        var adjusted = values
        season = []
        switch kind {
        case .none: break
        case .additive, .multiplicative:
            guard let found = Self.season(values, m, kind) else { return nil }
            season = found
            for t in 0..<n {
                if kind == .additive {
                    adjusted[t] -= season[t % m]
                } else {
                    adjusted[t] /= season[t % m]
                }
            }
        }
        let count = min(max(10, kind == .none ? 2 : 2 * m), n)
        let line = Self.line(adjusted[..<count])
        flatLevel = line.mean
        level = line.atZero
        slope = line.slope
    }

    private static func season(_ values: [Double], _ m: Int, _ kind: ETSForm.Season) -> [Double]? {
        let n = values.count
        guard kind == .additive || values.allSatisfy({ $0 > 0 }) else { return nil }
        if n >= 3 * m {
            return ClassicalDecomposition.season(
                of: values, seasonLength: m, kind: kind == .additive ? .additive : .multiplicative
            )?.map { kind == .additive ? $0 : max($0, leastFactor) }
        }
        guard n >= 4, n > m else { return nil }
        // Columns: 1, t, cos 2πt/m, sin 2πt/m.
        var matrix = [Double](repeating: 1, count: 4 * n)
        for t in 0..<n {
            let turn = 2 * Double.pi * Double(t + 1) / Double(m)
            matrix[n + t] = Double(t + 1)
            matrix[2 * n + t] = cos(turn)
            matrix[3 * n + t] = sin(turn)
        }
        guard
            let fit = LeastSquares.minimumNorm(matrix: matrix, rightHandSide: values, rows: n, columns: 4)
        else { return nil }
        var sums = [Double](repeating: 0, count: m)
        for t in 0..<n {
            let trend = fit.coefficients[0] + fit.coefficients[1] * Double(t + 1)
            if kind == .additive {
                sums[t % m] += values[t] - trend
            } else {
                sums[t % m] += max(trend > 0 ? values[t] / trend : 1, leastFactor)
            }
        }
        for j in 0..<m { sums[j] /= Double((n - j + m - 1) / m) }
        let mean = sums.reduce(0, +) / Double(m)
        return sums.map { kind == .additive ? $0 - mean : max($0 / mean, leastFactor) }
    }

    private static func line(_ values: ArraySlice<Double>) -> (mean: Double, atZero: Double, slope: Double) {
        let n = Double(values.count)
        let middle = (n + 1) / 2
        let mean = values.reduce(0, +) / n
        var product = 0.0
        for (t, value) in values.enumerated() { product += (Double(t + 1) - middle) * (value - mean) }
        let slope = n > 1 ? 12 * product / (n * (n * n - 1)) : 0
        return (mean, mean - slope * middle, slope)
    }
}
