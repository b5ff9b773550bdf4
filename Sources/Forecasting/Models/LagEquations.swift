import NumericalMethods

/// The normal equations of a weighted regression of a series on its own lags and a constant.
///
/// They are made once with all weights 1, by inner products of shifted windows; other weights are brought in row by row,
/// which is little work when few rows differ, as with weights that only outliers lose.
struct LagEquations {
    private let x: [Double]
    private let shifts: [Int]
    private let longest: Int
    /// Weighted products of lags and constant, lower triangle, rows one after the other, filled up to a square.
    private var matrix: [Double]
    private var right: [Double]
    private var total: Double

    /// The equations of the rows `longest lag ..< longest lag + rows` of `x` for ascending `lags`, weights 1.
    ///
    /// - Complexity: O(rows × lags²)
    init(_ x: [Double], lags: [Int], rows: Int) {
        self.x = x
        longest = lags.last ?? 0
        shifts = lags.map { [longest] in longest - $0 }
        let count = lags.count + 1
        matrix = [Double](repeating: 0, count: count * count)
        right = [Double](repeating: 0, count: count)
        total = Double(rows)
        func product(_ a: Int, _ b: Int) -> Double {
            SlidingProducts.product(x, from: a, with: x, from: b, length: rows)
        }
        for i in shifts.indices {
            for j in 0...i { matrix[i * count + j] = product(shifts[i], shifts[j]) }
            right[i] = product(shifts[i], longest)
            matrix[(count - 1) * count + i] = x[shifts[i]..<shifts[i] + rows].reduce(0, +)
        }
        matrix[count * count - 1] = total
        right[count - 1] = x[longest..<longest + rows].reduce(0, +)
    }

    /// Brings in new weights of the rows in the place of old ones.
    ///
    /// - Complexity: O(rows + rows that differ × lags²)
    mutating func reweigh(from old: [Double], to new: [Double]) {
        let count = right.count
        let (series, starts, longest) = (x, shifts, longest)
        let x = series.span
        let shifts = starts.span
        var changes = 0.0
        for row in old.indices where old[row] != new[row] {
            let change = new[row] - old[row]
            let y = x[row + longest]
            changes += change
            for i in shifts.indices {
                let value = change * x[row + shifts[i]]
                for j in 0...i { matrix[i * count + j] += value * x[row + shifts[j]] }
                matrix[(count - 1) * count + i] += value
                right[i] += value * y
            }
            right[count - 1] += change * y
        }
        matrix[count * count - 1] += changes
        total += changes
    }

    /// One coefficient a lag, then the constant; `nil` when the equations are singular.
    ///
    /// - Parameter ridge: penalty of the squared coefficients of the lags, a unit of weight.
    func solution(ridge: Double) -> [Double]? {
        let count = right.count
        var factor = matrix
        for i in 0..<count - 1 { factor[i * count + i] += ridge * total }
        for i in 0..<count {
            let diagonal = factor[i * count + i]
            for j in 0...i {
                var sum = factor[i * count + j]
                for k in 0..<j { sum -= factor[i * count + k] * factor[j * count + k] }
                if i == j {
                    guard sum > 1e-12 * diagonal, sum > 0 else { return nil }
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
