import COpenBLAS

/// Linear least squares by LAPACK, safe for collinear columns (two holidays on one date are normal).
public enum LeastSquares {
    /// A solution of min ‖A x − b‖ and the numerical rank of A.
    public struct Solution: Hashable, Sendable {
        /// The coefficients, one a column.
        public var coefficients: [Double]
        /// Numerical rank of the matrix; less than the number of columns when columns are collinear.
        public var rank: Int
    }

    /// OpenBLAS starts its own threads otherwise; wfm is parallel over series, where they only get in the way.
    static let singleThreadedBLAS: Void = openblas_set_num_threads(1)

    /// To be called before any LAPACK routine.
    static func useOneThread() { _ = singleThreadedBLAS }

    /// The coefficients of smallest norm that minimise ‖A x − b‖₂, by complete orthogonal factorisation (`dgelsy`).
    ///
    /// - Parameters:
    ///   - matrix: A by columns, `rows × columns` finite numbers.
    ///   - rightHandSide: b, `rows` finite numbers.
    ///   - rows: Number of equations, ≥ 1; may be less than `columns`.
    ///   - columns: Number of coefficients, ≥ 1.
    ///   - reciprocalCondition: Columns whose pivot falls below this share of the largest count as dependent.
    /// - Returns: `nil` when an entry is not finite or LAPACK refuses the problem.
    /// - Complexity: O(rows · columns²)
    /// Source: Anderson et al., LAPACK Users' Guide, 3rd ed. 1999, §2.4.2.1.
    public static func minimumNorm(
        matrix: [Double], rightHandSide: [Double], rows: Int, columns: Int, reciprocalCondition: Double = 1e-11
    ) -> Solution? {
        precondition(rows >= 1 && columns >= 1, "least squares needs a row and a column")
        precondition(matrix.count == rows * columns && rightHandSide.count == rows, "sizes of A and b disagree")
        guard matrix.allSatisfy(\.isFinite), rightHandSide.allSatisfy(\.isFinite) else { return nil }
        _ = singleThreadedBLAS
        var factors = matrix
        var solution = rightHandSide
        solution.append(contentsOf: repeatElement(0, count: max(0, columns - rows)))
        var pivots = [Int32](repeating: 0, count: columns)
        // The unblocked path's minimum plus room for blocks of 32 columns (LAPACK's usual block size).
        let least = max(min(rows, columns) + 3 * columns + 1, 2 * min(rows, columns) + 1)
        var work = [Double](repeating: 0, count: least + 32 * (columns + 1))
        var m = Int32(rows)
        var n = Int32(columns)
        var one: Int32 = 1
        var leadingA = m
        var leadingB = Int32(solution.count)
        var condition = reciprocalCondition
        var rank: Int32 = 0
        var workCount = Int32(work.count)
        var info: Int32 = 0
        dgelsy_(
            &m, &n, &one, &factors, &leadingA, &solution, &leadingB, &pivots, &condition, &rank, &work, &workCount,
            &info)
        guard info == 0, solution.prefix(columns).allSatisfy(\.isFinite) else { return nil }
        return Solution(coefficients: Array(solution.prefix(columns)), rank: Int(rank))
    }

    /// The coefficients that minimise Σ wᵢ (bᵢ − aᵢ·x)² + Σ λⱼ xⱼ² (weighted ridge regression), by augmenting A
    /// with the rows √λⱼ eⱼ, which keeps the condition number of A rather than of AᵀA.
    ///
    /// - Parameters:
    ///   - matrix: A by columns, `weights.count × penalties.count`.
    ///   - rightHandSide: b.
    ///   - weights: w ≥ 0, one a row.
    ///   - penalties: λ ≥ 0, one a column; 0 = not penalised.
    /// - Returns: `nil` when an entry is not finite or LAPACK refuses the problem.
    /// - Complexity: O(rows · columns²)
    /// Source: Hoerl & Kennard, "Ridge regression", Technometrics 12 (1970) 55–67, eq. 2.1 with one λ a column.
    public static func ridge(
        matrix: [Double], rightHandSide: [Double], weights: [Double], penalties: [Double]
    ) -> [Double]? {
        let rows = weights.count
        let columns = penalties.count
        precondition(matrix.count == rows * columns && rightHandSide.count == rows, "sizes of A, b and w disagree")
        precondition(rows >= 1 && columns >= 1, "ridge regression needs a row and a column")
        let total = rows + columns
        let roots = weights.map { $0.squareRoot() }
        var augmented = [Double](repeating: 0, count: total * columns)
        for column in 0..<columns {
            for row in 0..<rows { augmented[column * total + row] = roots[row] * matrix[column * rows + row] }
            augmented[column * total + rows + column] = penalties[column].squareRoot()
        }
        var target = [Double](repeating: 0, count: total)
        for row in 0..<rows { target[row] = roots[row] * rightHandSide[row] }
        return minimumNorm(matrix: augmented, rightHandSide: target, rows: total, columns: columns)?.coefficients
    }
}
