/// Small symmetric positive definite systems of equations.
enum PositiveDefiniteSystem {
    /// x ← M⁻¹ x by Cholesky's factors, which overwrite the lower half of M; the upper half is not read.
    ///
    /// - Complexity: O(size³ / 6)
    /// Source: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §4.2.5.
    static func solve(_ m: inout [Double], _ x: inout [Double]) {
        let p = x.count
        precondition(m.count == p * p, "a square matrix of the vector's size")
        for j in 0..<p {
            for k in 0..<j { m[j * p + j] -= m[j * p + k] * m[j * p + k] }
            // Rounding may eat what a prior adds to a collinear column where counts are huge.
            let pivot = max(m[j * p + j], 1e-9).squareRoot()
            m[j * p + j] = pivot
            for i in (j + 1)..<max(p, j + 1) {
                var sum = m[i * p + j]
                for k in 0..<j { sum -= m[i * p + k] * m[j * p + k] }
                m[i * p + j] = sum / pivot
            }
        }
        for i in 0..<p {
            for k in 0..<i { x[i] -= m[i * p + k] * x[k] }
            x[i] /= m[i * p + i]
        }
        for i in stride(from: p - 1, through: 0, by: -1) {
            for k in (i + 1)..<max(p, i + 1) { x[i] -= m[k * p + i] * x[k] }
            x[i] /= m[i * p + i]
        }
    }
}
