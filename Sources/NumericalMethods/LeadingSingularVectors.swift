import COpenBLAS

/// The largest singular values of a matrix and their right singular vectors.
///
/// They are the eigenvectors of AᵀA (or, for a wide matrix, come from those of AAᵀ), of which LAPACK's `dsyevr` finds
/// just the largest. That squares the condition number: small singular values are good to about 1e-8 of the largest,
/// which is ample for leading factors, at a small part of the cost of a full decomposition.
/// Source: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §8.6.1; Anderson et al., LAPACK Users' Guide, 1999.
public struct LeadingSingularVectors: Hashable, Sendable {
    /// Singular values, largest first.
    public private(set) var values: [Double]
    /// Orthonormal right singular vectors in the order of ``values``, signed so that their sum is not negative.
    public private(set) var vectors: [[Double]]

    /// The `count` leading singular vectors of `matrix`, by rows; fewer when the matrix has fewer rows or columns.
    ///
    /// - Returns: `nil` for an empty matrix, an entry that is not finite, or when LAPACK refuses.
    /// - Complexity: O(rows · columns · min(rows, columns))
    public init?(rows matrix: [[Double]], count: Int) {
        let rows = matrix.count
        guard rows >= 1, count >= 1, let columns = matrix.first?.count, columns >= 1 else { return nil }
        precondition(matrix.allSatisfy { $0.count == columns }, "rows of equal length")
        guard matrix.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
        let isTall = rows >= columns
        let size = min(rows, columns)
        let wanted = min(count, size)
        LeastSquares.useOneThread()
        // Rows one after the other are the columns of Aᵀ for LAPACK: AᵀA is (Aᵀ)(Aᵀ)ᵀ, AAᵀ the other product.
        var flat: [Double] = []
        flat.reserveCapacity(rows * columns)
        for row in matrix { flat.append(contentsOf: row) }
        var gram = [Double](repeating: 0, count: size * size)
        var order = Int32(size)
        var inner = Int32(isTall ? rows : columns)
        var leading = Int32(columns)
        var one = 1.0
        var zero = 0.0
        let triangle = CChar(UInt8(ascii: "U"))
        let transposed = CChar(UInt8(ascii: isTall ? "N" : "T"))
        dsyrk_([triangle], [transposed], &order, &inner, &one, &flat, &leading, &zero, &gram, &order, 1, 1)
        guard let eigen = Self.leadingEigenvectors(upperTriangle: gram, size: size, count: wanted) else { return nil }
        values = []
        vectors = []
        for (value, vector) in eigen {
            let singular = max(0, value).squareRoot()
            var right = vector
            if !isTall {
                right = [Double](repeating: 0, count: columns)
                guard singular > 0 else { continue }
                for (row, weight) in zip(matrix, vector) {
                    for k in 0..<columns { right[k] += weight / singular * row[k] }
                }
            }
            if right.reduce(0, +) < 0 { right = right.map { -$0 } }
            values.append(singular)
            vectors.append(right)
        }
    }

    private static func leadingEigenvectors(
        upperTriangle: [Double], size: Int, count: Int
    ) -> [(value: Double, vector: [Double])]? {
        var a = upperTriangle
        var n = Int32(size)
        var lower = 0.0
        var upper = 0.0
        var first = Int32(size - count + 1)
        var last = Int32(size)
        var tolerance = 0.0
        var found: Int32 = 0
        var values = [Double](repeating: 0, count: size)
        var vectors = [Double](repeating: 0, count: size * count)
        var support = [Int32](repeating: 0, count: 2 * size)
        var work = [Double](repeating: 0, count: 40 * size)
        var workCount = Int32(work.count)
        var integers = [Int32](repeating: 0, count: 12 * size)
        var integerCount = Int32(integers.count)
        var info: Int32 = 0
        let job = CChar(UInt8(ascii: "V"))
        let range = CChar(UInt8(ascii: "I"))
        let triangle = CChar(UInt8(ascii: "U"))
        dsyevr_(
            [job], [range], [triangle], &n, &a, &n, &lower, &upper, &first, &last, &tolerance, &found, &values,
            &vectors, &n, &support, &work, &workCount, &integers, &integerCount, &info, 1, 1, 1)
        guard info == 0, Int(found) == count else { return nil }
        return (0..<count).reversed().map { (values[$0], Array(vectors[($0 * size)..<(($0 + 1) * size)])) }
    }
}
