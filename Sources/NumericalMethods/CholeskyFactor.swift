import COpenBLAS

/// The Cholesky factor of a symmetric positive definite matrix, and the systems it solves.
public struct CholeskyFactor: Hashable, Sendable {
    /// Rows of the matrix.
    public let size: Int
    private let factor: [Double]

    /// Factors A = L Lᵀ by LAPACK (`dpotrf`); `nil` when A is not positive definite to rounding or not finite.
    ///
    /// - Parameters:
    ///   - matrix: The `size²` entries; only the lower triangle by columns (the upper by rows) is read.
    ///   - size: Rows, ≥ 1.
    /// - Complexity: O(size³ / 3)
    /// Source: Anderson et al., LAPACK Users' Guide, 3rd ed. 1999, §2.4.1.
    public init?(_ matrix: [Double], size: Int) {
        precondition(size >= 1 && matrix.count == size * size, "a square matrix of \(size) rows")
        guard matrix.allSatisfy(\.isFinite) else { return nil }
        _ = LeastSquares.singleThreadedBLAS
        var factor = matrix
        var n = Int32(size)
        var leading = n
        var info: Int32 = 0
        var lower = CChar(bitPattern: UInt8(ascii: "L"))
        dpotrf_(&lower, &n, &factor, &leading, &info, 1)
        guard info == 0 else { return nil }
        // A pivot that is only rounding left over means a matrix that is singular.
        let largest = (0..<size).map { matrix[$0 * size + $0] }.max() ?? 0
        for i in 0..<size where factor[i * size + i] * factor[i * size + i] <= 1e-14 * largest { return nil }
        self.size = size
        self.factor = factor
    }

    /// The x with A x = b.
    ///
    /// - Complexity: O(size²)
    public func solve(_ rightHandSide: [Double]) -> [Double] {
        precondition(rightHandSide.count == size, "one right-hand side a row")
        var solution = rightHandSide
        var n = Int32(size)
        var one: Int32 = 1
        var leading = n
        var leadingB = n
        var info: Int32 = 0
        var lower = CChar(bitPattern: UInt8(ascii: "L"))
        dpotrs_(&lower, &n, &one, factor, &leading, &solution, &leadingB, &info, 1)
        return solution
    }
}
