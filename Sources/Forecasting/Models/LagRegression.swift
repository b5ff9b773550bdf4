/// Least squares of a series on its own lags and a constant, outliers weighed down, gaps filled for the lags only.
struct LagRegression {
    /// The lags used, ascending.
    let lags: [Int]
    /// One coefficient a lag, then the constant, for standardised values.
    let coefficients: [Double]
    /// Weighted variance of the residuals on the series' scale.
    let residualVariance: Double

    private let filled: [Double]
    private let mean: Double
    private let deviation: Double

    /// The largest lag: how many values a path needs before it.
    var longestLag: Int { lags.last ?? 0 }

    /// Ridge a row on standardised values: keeps collinear lags apart, moves nothing else.
    private static let ridge = 1e-5
    /// Standardised forecasts are kept within these.
    private static let reach = 8.0

    /// Fits; `nil` when too little is known or the history is shorter than three rows a coefficient.
    ///
    /// - Parameters:
    ///   - values: the series on its scale, NaN where unknown.
    ///   - slotsPerWeek: how far back a gap looks for what it is filled with.
    ///   - lags: ascending; those above 60 % of `count` are left out.
    ///   - count: values that the coefficients may know; paths may start from any later place of the series.
    init?(_ values: ArraySlice<Double>, slotsPerWeek: Int, lags allLags: [Int], count: Int) {
        let values = values.span
        // Around some value of the series, so that one pass gives mean and variance.
        var pivot = 0.0
        for index in 0..<count where !values[index].isNaN {
            pivot = values[index]
            break
        }
        var (sum, square, knownCount) = (0.0, 0.0, 0.0)
        for index in 0..<count where !values[index].isNaN {
            let difference = values[index] - pivot
            sum += difference
            square += difference * difference
            knownCount += 1
        }
        lags = allLags.filter { Double($0) < 0.6 * Double(count) }
        guard let longest = lags.last, count - longest >= 3 * (lags.count + 1),
            knownCount >= LongLagAutoregression.knownShare * Double(count)
        else { return nil }
        let mean = pivot + sum / knownCount
        let variance = square / knownCount - (sum / knownCount) * (sum / knownCount)
        let deviation = variance > 1e-24 * mean * mean && variance > 0 ? variance.squareRoot() : 1
        self.mean = mean
        self.deviation = deviation

        // Standardised; a gap takes the week before, or the mean.
        var filled = [Double](repeating: 0, count: values.count)
        let factor = 1 / deviation
        var target = filled.mutableSpan
        for index in values.indices {
            if !values[index].isNaN {
                target[index] = (values[index] - mean) * factor
            } else if index >= slotsPerWeek {
                target[index] = target[index - slotsPerWeek]
            }
        }
        self.filled = filled

        let rows = count - longest
        var weights = [Double](repeating: 1, count: rows)
        for row in weights.indices where values[row + longest].isNaN { weights[row] = 0 }
        var equations = LagEquations(filled, lags: lags, rows: rows)
        equations.lessen(from: [Double](repeating: 1, count: rows), to: weights)
        guard let first = equations.solution(ridge: Self.ridge) else { return nil }
        let known = weights
        Self.reweigh(
            &weights, residuals: Self.residuals(filled, lags: lags, coefficients: first, rows: rows))
        equations.lessen(from: known, to: weights)
        guard let second = equations.solution(ridge: Self.ridge) else { return nil }
        coefficients = second
        residualVariance =
            equations.weight > 0 ? equations.residualSquares(second) / equations.weight * deviation * deviation : 0
    }

    /// The path of `steps` values after the first `start` values, on the series' scale.
    func iterate(from start: Int, steps: Int) -> [Double] {
        let longest = longestLag
        var buffer = [Double](repeating: 0, count: longest + steps)
        for index in 0..<longest { buffer[index] = filled[start - longest + index] }
        let constant = coefficients[lags.count]
        let lags = lags.span
        let coefficients = coefficients.span
        var path = buffer.mutableSpan
        for step in longest..<longest + steps {
            // From the longest lag to the shortest: the next step waits for the last addition only.
            var x = constant
            for index in lags.indices.reversed() { x += coefficients[index] * path[step - lags[index]] }
            path[step] = min(max(x, -Self.reach), Self.reach)
        }
        return buffer[longest...].map { mean + deviation * $0 }
    }

    /// Variance of the error of each step's forecast, Σ ψⱼ² σ² over the steps before it, on the series' scale.
    func forecastVariances(steps: Int) -> [Double] {
        let longest = longestLag
        var response = [Double](repeating: 0, count: longest + steps)
        var variances = [Double](repeating: 0, count: steps)
        var sum = 0.0
        for step in 0..<steps {
            var psi = step == 0 ? 1.0 : 0
            for index in lags.indices { psi += coefficients[index] * response[longest + step - lags[index]] }
            response[longest + step] = min(max(psi, -Self.reach), Self.reach)
            sum += psi * psi
            variances[step] = sum * residualVariance
        }
        return variances
    }

    /// Huber's weights min(1, 2σ/|e|), σ from the median absolute residual of the rows that count.
    private static func reweigh(_ weights: inout [Double], residuals: [Double]) {
        guard let median = medianSize(residuals, weights: weights) else { return }
        let bound = 2 * (1.4826 * median + 1e-9)
        for row in residuals.indices where weights[row] > 0 {
            let size = abs(residuals[row])
            weights[row] = size > bound ? bound / size : 1
        }
    }

    /// The upper median of |residuals| where the weight is not 0: those of the middle bin of a histogram are sorted.
    ///
    /// Half of the sizes at most exceed √2 times their root mean square, so the median lies within the bins.
    static func medianSize(_ residuals: [Double], weights: [Double]) -> Double? {
        let residuals = residuals.span
        let weights = weights.span
        var (square, known) = (0.0, 0)
        for row in residuals.indices where weights[row] > 0 {
            square += residuals[row] * residuals[row]
            known += 1
        }
        guard known > 0, square.isFinite else { return nil }
        guard square > 0 else { return 0 }
        let binCount = 1024
        let scale = Double(binCount) / (1.5 * (square / Double(known)).squareRoot())
        guard scale.isFinite else { return 0 }
        var countArray = [Int](repeating: 0, count: binCount + 1)
        var counts = countArray.mutableSpan
        let last = Double(binCount)
        for row in residuals.indices where weights[row] > 0 {
            counts[Int(min(abs(residuals[row]) * scale, last))] += 1
        }
        var below = 0
        var bin = 0
        while below + counts[bin] <= known / 2 {
            below += counts[bin]
            bin += 1
        }
        var middle: [Double] = []
        middle.reserveCapacity(counts[bin])
        for row in residuals.indices where weights[row] > 0 {
            let size = abs(residuals[row])
            if Int(min(size * scale, last)) == bin { middle.append(size) }
        }
        middle.sort()
        return middle[known / 2 - below]
    }
}
