#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The factors L D Lᵀ of a positive definite tridiagonal matrix whose neighbours of the diagonal are all equal, as the
/// precision of a first-order autoregression plus a diagonal has them.
///
/// Source: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §4.3.6.
struct TridiagonalFactor {
    /// D.
    private(set) var pivots: [Double]
    /// The entries of L below its diagonal; the first is 0.
    private(set) var ratios: [Double]

    /// Factors the matrix with `diagonal` and the same number beside it everywhere.
    init(diagonal: [Double], offDiagonal: Double) {
        pivots = diagonal
        ratios = [Double](repeating: 0, count: diagonal.count)
        for i in diagonal.indices.dropFirst() {
            ratios[i] = offDiagonal / pivots[i - 1]
            pivots[i] -= ratios[i] * offDiagonal
        }
    }

    /// x ← A⁻¹ x for each of `width` vectors that lie side by side, row by row.
    func solve(_ x: inout [Double], width: Int = 1) {
        let n = pivots.count
        precondition(x.count == n * width, "one row a pivot")
        guard n > 0 else { return }
        for i in 1..<max(n, 1) {
            let ratio = ratios[i]
            for k in i * width..<(i + 1) * width { x[k] -= ratio * x[k - width] }
        }
        for i in stride(from: n - 1, through: 0, by: -1) {
            let inverse = 1 / pivots[i]
            if i + 1 < n {
                let ratio = ratios[i + 1]
                for k in i * width..<(i + 1) * width { x[k] = x[k] * inverse - ratio * x[k + width] }
            } else {
                for k in i * width..<(i + 1) * width { x[k] *= inverse }
            }
        }
    }

    /// log det A.
    var logDeterminant: Double { pivots.reduce(0) { $0 + log($1) } }

    /// The diagonal of A⁻¹.
    var inverseDiagonal: [Double] {
        var diagonal = pivots.map { 1 / $0 }
        for i in diagonal.indices.dropLast().reversed() {
            diagonal[i] += ratios[i + 1] * ratios[i + 1] * diagonal[i + 1]
        }
        return diagonal
    }
}
