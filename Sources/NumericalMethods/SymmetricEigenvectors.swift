/// Eigenvalues and eigenvectors of a small symmetric matrix.
public struct SymmetricEigenvectors: Hashable, Sendable {
    /// Eigenvalues, largest first.
    public private(set) var values: [Double]
    /// Orthonormal eigenvectors in the order of ``values``.
    public private(set) var vectors: [[Double]]

    /// Decomposes the symmetric `matrix` (rows of equal length) by cyclic Jacobi rotations.
    ///
    /// Meant for matrices of weekday size, where Jacobi is exact to rounding and needs no library.
    /// - Complexity: O(n³) a sweep, fewer than ten sweeps in practice
    /// Source: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §8.5.
    public init(of matrix: [[Double]]) {
        let n = matrix.count
        precondition(matrix.allSatisfy { $0.count == n }, "the matrix must be square")
        var a = matrix
        var v = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0.0 } }
        let scale = a.joined().reduce(0) { max($0, abs($1)) }
        // Thirty sweeps are far beyond the quadratic convergence; the bound only guards against NaN input.
        for _ in 0..<30 {
            var offDiagonal = 0.0
            for p in 0..<n { for q in 0..<p { offDiagonal = max(offDiagonal, abs(a[p][q])) } }
            if !(offDiagonal > scale * 1e-15) { break }
            for p in 0..<n {
                for q in (p + 1)..<max(n, p + 1) where a[p][q] != 0 {
                    let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    for k in 0..<n { (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]) }
                    for k in 0..<n { (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]) }
                    for k in 0..<n { (v[k][p], v[k][q]) = (c * v[k][p] - s * v[k][q], s * v[k][p] + c * v[k][q]) }
                }
            }
        }
        let order = (0..<n).sorted { a[$0][$0] > a[$1][$1] }
        values = order.map { a[$0][$0] }
        vectors = order.map { column in (0..<n).map { v[$0][column] } }
    }
}
