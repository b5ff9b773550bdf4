import COpenBLAS

/// Cholesky factors and their congruences by BLAS and LAPACK, for matrices of about a hundred rows and more. Matrices lie
/// row by row.
public enum TriangularProducts {
    /// Replaces the lower half of a symmetric matrix by its Cholesky factor L (LAPACK `dpotrf`); false when the matrix is not
    /// positive definite, whose lower half is then of no use. The upper half is neither read nor written.
    ///
    /// - Complexity: O(size³ / 3)
    public static func factor(_ matrix: inout [Double], size: Int) -> Bool {
        precondition(size >= 1 && matrix.count == size * size, "a square matrix of \(size) rows")
        LeastSquares.useOneThread()
        var (order, leading, info) = (Int32(size), Int32(size), Int32(0))
        // The lower half by rows is LAPACK's upper one by columns, and UᵀU = LLᵀ.
        dpotrf_([CChar(UInt8(ascii: "U"))], &order, &matrix, &leading, &info, 1)
        return info == 0
    }

    /// Replaces V by LᵀVL (BLAS `dtrmm`).
    ///
    /// - Parameters:
    ///   - matrix: V, symmetric, both halves.
    ///   - factor: L; its lower half counts.
    /// - Complexity: O(size³)
    public static func congruence(_ matrix: inout [Double], factor: [Double], size: Int) {
        precondition(
            size >= 1 && matrix.count == size * size && factor.count == size * size, "square matrices of \(size) rows")
        LeastSquares.useOneThread()
        func letter(_ ascii: Unicode.Scalar) -> [CChar] { [CChar(UInt8(ascii: ascii))] }
        var (order, columns, leading, leadingFactor, one) = (
            Int32(size), Int32(size), Int32(size), Int32(size), 1.0
        )
        // By columns the factor reads as U = Lᵀ: first V Uᵀ, then U V Uᵀ.
        dtrmm_(
            letter("R"), letter("U"), letter("T"), letter("N"), &order, &columns, &one, factor, &leadingFactor, &matrix,
            &leading, 1, 1, 1, 1)
        dtrmm_(
            letter("L"), letter("U"), letter("N"), letter("N"), &order, &columns, &one, factor, &leadingFactor, &matrix,
            &leading, 1, 1, 1, 1)
    }
}
