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
    ///   - lags: ascending; those above 60 % of `count` are left out.
    ///   - count: values that the coefficients may know; paths may start from any later place of the series.
    init?(_ series: ScaledSeries, lags allLags: [Int], count: Int) {
        let values = series.values
        let known = values[..<count].lazy.filter { !$0.isNaN }
        let knownCount = Double(known.count)
        lags = allLags.filter { Double($0) < 0.6 * Double(count) }
        guard let longest = lags.last, count - longest >= 3 * (lags.count + 1),
            knownCount >= LongLagAutoregression.knownShare * Double(count)
        else { return nil }
        let mean = known.reduce(0, +) / knownCount
        let square = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / knownCount
        self.mean = mean
        deviation = square > 0 ? square.squareRoot() : 1

        // Standardised; a gap takes the week before, or the mean.
        var filled = [Double](repeating: 0, count: values.count)
        for index in values.indices {
            if !values[index].isNaN {
                filled[index] = (values[index] - mean) / deviation
            } else if index >= series.slotsPerWeek {
                filled[index] = filled[index - series.slotsPerWeek]
            }
        }
        self.filled = filled

        let rows = count - longest
        var weights = (0..<rows).map { values[$0 + longest].isNaN ? 0.0 : 1 }
        guard let first = Self.solve(filled, lags: lags, weights: weights) else { return nil }
        var residuals = Self.residuals(filled, lags: lags, coefficients: first, rows: rows)
        Self.reweigh(&weights, residuals: residuals)
        guard let second = Self.solve(filled, lags: lags, weights: weights) else { return nil }
        coefficients = second
        residuals = Self.residuals(filled, lags: lags, coefficients: second, rows: rows)
        var sum = 0.0
        var weight = 0.0
        for row in residuals.indices {
            sum += weights[row] * residuals[row] * residuals[row]
            weight += weights[row]
        }
        residualVariance = weight > 0 ? sum / weight * deviation * deviation : 0
    }

    /// The path of `steps` values after the first `start` values, on the series' scale.
    func iterate(from start: Int, steps: Int) -> [Double] {
        let longest = longestLag
        var buffer = [Double](repeating: 0, count: longest + steps)
        for index in 0..<longest { buffer[index] = filled[start - longest + index] }
        let constant = coefficients[lags.count]
        for step in longest..<longest + steps {
            var x = constant
            for index in lags.indices { x += coefficients[index] * buffer[step - lags[index]] }
            buffer[step] = min(max(x, -Self.reach), Self.reach)
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

    private static func residuals(
        _ x: [Double], lags: [Int], coefficients: [Double], rows: Int
    ) -> [Double] {
        let longest = lags[lags.count - 1]
        let constant = coefficients[lags.count]
        var residuals = [Double](repeating: 0, count: rows)
        for row in residuals.indices { residuals[row] = x[row + longest] - constant }
        for index in lags.indices {
            let coefficient = coefficients[index]
            let shift = longest - lags[index]
            for row in residuals.indices { residuals[row] -= coefficient * x[row + shift] }
        }
        return residuals
    }

    /// Huber's weights min(1, 2σ/|e|), σ from the median absolute residual of the rows that count.
    private static func reweigh(_ weights: inout [Double], residuals: [Double]) {
        var sizes: [Double] = []
        sizes.reserveCapacity(residuals.count)
        for row in residuals.indices where weights[row] > 0 { sizes.append(abs(residuals[row])) }
        guard !sizes.isEmpty else { return }
        let bound = 2 * (1.4826 * median(&sizes) + 1e-9)
        for row in residuals.indices where weights[row] > 0 {
            let size = abs(residuals[row])
            weights[row] = size > bound ? bound / size : 1
        }
    }

    /// The upper median of numbers that are not empty, by Hoare's selection; their order changes.
    private static func median(_ numbers: inout [Double]) -> Double {
        let place = numbers.count / 2
        var (low, high) = (0, numbers.count - 1)
        while low < high {
            let pivot = numbers[(low + high) / 2]
            var (i, j) = (low, high)
            while i <= j {
                while numbers[i] < pivot { i += 1 }
                while numbers[j] > pivot { j -= 1 }
                if i <= j {
                    numbers.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if place <= j {
                high = j
            } else if place >= i {
                low = i
            } else {
                break
            }
        }
        return numbers[place]
    }

    /// Weighted ridge regression of x on its lags and a constant by the normal equations.
    private static func solve(_ x: [Double], lags: [Int], weights: [Double]) -> [Double]? {
        let longest = lags[lags.count - 1]
        let count = lags.count + 1
        // Columns of the design are shifts of x: lags in their order, the constant, and x itself as the right side.
        let ones = [Double](repeating: 1, count: weights.count)
        var matrix = [Double](repeating: 0, count: count * count)
        var right = [Double](repeating: 0, count: count)
        var weighted = weights
        for column in 0..<count {
            if column < lags.count {
                let shift = longest - lags[column]
                for row in weights.indices { weighted[row] = weights[row] * x[row + shift] }
            } else {
                weighted = weights
            }
            for other in 0...column {
                let product =
                    other < lags.count
                    ? dot(weighted, x, from: longest - lags[other]) : dot(weighted, ones, from: 0)
                matrix[column * count + other] = product
            }
            right[column] = dot(weighted, x, from: longest)
        }
        let total = weights.reduce(0, +)
        for column in lags.indices { matrix[column * count + column] += ridge * total }
        return cholesky(matrix, right, count: count)
    }

    /// Solves a positive definite system given by its lower triangle, rows one after the other; `nil` when it is not.
    private static func cholesky(_ matrix: [Double], _ right: [Double], count: Int) -> [Double]? {
        var factor = matrix
        for i in 0..<count {
            for j in 0...i {
                var sum = matrix[i * count + j]
                for k in 0..<j { sum -= factor[i * count + k] * factor[j * count + k] }
                if i == j {
                    guard sum > 1e-12 * matrix[i * count + i], sum > 0 else { return nil }
                    factor[i * count + i] = sum.squareRoot()
                } else {
                    factor[i * count + j] = sum / factor[j * count + j]
                }
            }
        }
        var solution = right
        for i in 0..<count {
            for k in 0..<i { solution[i] -= factor[i * count + k] * solution[k] }
            solution[i] /= factor[i * count + i]
        }
        for i in stride(from: count - 1, through: 0, by: -1) {
            for k in i + 1..<count { solution[i] -= factor[k * count + i] * solution[k] }
            solution[i] /= factor[i * count + i]
        }
        return solution.allSatisfy(\.isFinite) ? solution : nil
    }
}
