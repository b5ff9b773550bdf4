/// Eigenvalues and eigenvectors of a small symmetric matrix.
public struct SymmetricEigenvectors: Hashable, Sendable {
    /// Eigenvalues, largest first.
    public private(set) var values: [Double]
    /// Orthonormal eigenvectors in the order of ``values``, one after the other.
    public private(set) var components: [Double]

    /// Orthonormal eigenvectors in the order of ``values``.
    public var vectors: [[Double]] {
        values.indices.map { Array(components[$0 * values.count..<($0 + 1) * values.count]) }
    }

    /// Decomposes the symmetric `matrix` (rows of equal length) by cyclic Jacobi rotations.
    ///
    /// Meant for matrices of weekday size, where Jacobi is exact to rounding and needs no library.
    /// - Complexity: O(n³) a sweep, fewer than ten sweeps in practice
    /// Source: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §8.5.
    public init(of matrix: [[Double]]) {
        precondition(matrix.allSatisfy { $0.count == matrix.count }, "the matrix must be square")
        self.init(of: matrix.flatMap(\.self), size: matrix.count)
    }

    /// Decomposes the symmetric `matrix` of `size` rows, one after the other.
    ///
    /// - Parameters:
    ///   - near: Orthonormal vectors close to the eigenvectors, as ``components`` of a similar matrix: with them a sweep or
    ///     two is enough.
    ///   - tolerance: Off-diagonal entries up to this share of the largest entry are taken for 0: that shifts the
    ///     eigenvalues by its square.
    public init(of matrix: [Double], size n: Int, near: [Double]? = nil, tolerance: Double = 1e-14) {
        precondition(matrix.count == n * n, "the matrix must be square")
        precondition(near.map { $0.count == n * n } ?? true, "as many numbers as the matrix has")
        var matrix = matrix
        // Row k is the k-th eigenvector.
        var rows = near ?? [Double](repeating: 0, count: n * n)
        if near != nil {
            matrix = Self.turned(matrix, by: rows, size: n)
        } else {
            for i in 0..<n { rows[i * n + i] = 1 }
        }
        Self.diagonalise(&matrix, vectors: &rows, size: n, tolerance: tolerance)
        values = (0..<n).map { matrix[$0 * n + $0] }
        components = rows
        sortByValue()
    }

    /// Largest value first; among few and mostly sorted ones by insertion.
    private mutating func sortByValue() {
        let n = values.count
        for i in 1..<max(1, n) {
            var k = i
            while k > 0, values[k - 1] < values[k] {
                values.swapAt(k - 1, k)
                for j in 0..<n { components.swapAt((k - 1) * n + j, k * n + j) }
                k -= 1
            }
        }
    }

    /// R M Rᵀ.
    private static func turned(_ matrix: [Double], by rows: [Double], size n: Int) -> [Double] {
        let matrix = matrix.span
        let rows = rows.span
        var half = [Double](repeating: 0, count: n * n)
        var turned = half
        var h = half.mutableSpan
        var t = turned.mutableSpan
        for i in 0..<n {
            for k in 0..<n {
                let r = rows[i * n + k]
                for j in 0..<n { h[i * n + j] += r * matrix[k * n + j] }
            }
        }
        for i in 0..<n {
            for j in 0...i {
                var sum = 0.0
                for k in 0..<n { sum += h[i * n + k] * rows[j * n + k] }
                t[i * n + j] = sum
                t[j * n + i] = sum
            }
        }
        return turned
    }

    private static func diagonalise(
        _ matrix: inout [Double], vectors: inout [Double], size n: Int, tolerance: Double
    ) {
        var a = matrix.mutableSpan
        var v = vectors.mutableSpan
        var scale = 0.0
        for i in a.indices { scale = max(scale, abs(a[i])) }
        // Thirty sweeps are far beyond the quadratic convergence; the bound only guards against NaN input.
        for _ in 0..<30 {
            var offDiagonal = 0.0
            for p in 0..<n { for q in 0..<p { offDiagonal = max(offDiagonal, abs(a[p * n + q])) } }
            if !(offDiagonal > scale * tolerance) { break }
            for p in 0..<n {
                for q in (p + 1)..<max(n, p + 1) {
                    let off = a[p * n + q]
                    if abs(off) <= scale * 0.1 * tolerance { continue }
                    let theta = (a[q * n + q] - a[p * n + p]) / (2 * off)
                    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
                    let c = 1 / (t * t + 1).squareRoot()
                    let s = t * c
                    a[p * n + p] -= t * off
                    a[q * n + q] += t * off
                    a[p * n + q] = 0
                    a[q * n + p] = 0
                    for k in 0..<n where k != p && k != q {
                        let (x, y) = (a[p * n + k], a[q * n + k])
                        let (turnedX, turnedY) = (c * x - s * y, s * x + c * y)
                        a[p * n + k] = turnedX
                        a[k * n + p] = turnedX
                        a[q * n + k] = turnedY
                        a[k * n + q] = turnedY
                    }
                    for k in 0..<n {
                        let (x, y) = (v[p * n + k], v[q * n + k])
                        v[p * n + k] = c * x - s * y
                        v[q * n + k] = s * x + c * y
                    }
                }
            }
        }
    }
}
