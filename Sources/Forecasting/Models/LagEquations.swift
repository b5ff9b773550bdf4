import NumericalMethods

/// The normal equations of a weighted regression of a series on its own lags and a constant.
///
/// They are made once with all weights 1; what outliers and gaps lose is taken off row by row, which is little work.
struct LagEquations {
    private let x: [Double]
    /// Where the window of each lag starts, then that of the value itself.
    private let starts: [Int]
    private let rows: Int
    /// Products of the lags, the value itself and the constant, in this order.
    private var products: [Double]

    private var count: Int { starts.count + 1 }

    /// The equations of the rows `longest lag ..< longest lag + rows` of `x` for ascending `lags`, weights 1.
    ///
    /// - Complexity: O(rows × lags²)
    init(_ x: [Double], lags: [Int], rows: Int) {
        self.x = x
        self.rows = rows
        let longest = lags.last ?? 0
        starts = lags.map { longest - $0 } + [longest]
        products = GramMatrix.ofWindows(x, starts: starts, length: rows)
    }

    /// What a row loses of its weight.
    typealias Loss = (row: Int, weight: Double)

    /// The equations with smaller weights of some rows.
    ///
    /// - Precondition: no row loses more than it has.
    /// - Complexity: O(losses × lags²)
    mutating func lose(_ losses: [Loss]) {
        guard !losses.isEmpty else { return }
        // A second reference, not a copy: a span of `self` would lock the products.
        let (ownX, ownStarts, width) = (x, starts, count)
        let x = ownX.span
        let starts = ownStarts.span
        var lost = [Double](repeating: 0, count: width * losses.count)
        var target = lost.mutableSpan
        var place = 0
        for loss in losses {
            let root = loss.weight.squareRoot()
            for index in starts.indices { target[place + index] = root * x[loss.row + starts[index]] }
            target[place + starts.count] = root
            place += width
        }
        GramMatrix.subtract(rows: lost, count: width, from: &products)
    }

    /// Sum of the weights.
    var weight: Double { products[count * count - 1] }

    /// One coefficient a lag, then the constant; `nil` when the equations are singular.
    ///
    /// - Parameter ridge: penalty of the squared coefficients of the lags, a unit of weight.
    func solution(ridge: Double) -> [Double]? {
        let lags = starts.count - 1
        let size = lags + 1
        // The constant follows the lags; the value itself, between them in the products, is the right side.
        func place(_ i: Int) -> Int { i < lags ? i : lags + 1 }
        var factor = [Double](repeating: 0, count: size * size)
        var solution = [Double](repeating: 0, count: size)
        for i in 0..<size {
            for j in 0..<size { factor[i * size + j] = products[place(i) * count + place(j)] }
            solution[i] = products[place(i) * count + lags]
        }
        for i in 0..<lags { factor[i * size + i] += ridge * weight }
        for i in 0..<size {
            let diagonal = factor[i * size + i]
            for j in 0...i {
                var sum = factor[i * size + j]
                for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
                if i == j {
                    guard sum > 1e-12 * diagonal, sum > 0 else { return nil }
                    factor[i * size + i] = sum.squareRoot()
                } else {
                    factor[i * size + j] = sum / factor[j * size + j]
                }
            }
        }
        for i in 0..<size {
            for k in 0..<i { solution[i] -= factor[i * size + k] * solution[k] }
            solution[i] /= factor[i * size + i]
        }
        for i in stride(from: size - 1, through: 0, by: -1) {
            for k in i + 1..<size { solution[i] -= factor[k * size + i] * solution[k] }
            solution[i] /= factor[i * size + i]
        }
        return solution.allSatisfy(\.isFinite) ? solution : nil
    }

    /// Weighted sum of the squares that `coefficients` leave.
    func residualSquares(_ coefficients: [Double]) -> Double {
        let lags = starts.count - 1
        var row = [Double](repeating: 1, count: count)
        for i in 0..<lags { row[i] = -coefficients[i] }
        row[lags + 1] = -coefficients[lags]
        var sum = 0.0
        for i in 0..<count { for j in 0..<count { sum += row[i] * row[j] * products[i * count + j] } }
        return max(0, sum)
    }
}
