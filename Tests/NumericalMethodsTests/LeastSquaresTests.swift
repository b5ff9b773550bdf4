import NumericalMethods
import Testing

@Suite("Least squares") struct LeastSquaresTests {
    /// Solves a small dense system by Gaussian elimination with pivoting, independent of LAPACK.
    static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var a = matrix
        var b = right
        let n = b.count
        for k in 0..<n {
            let pivot = (k..<n).max { abs(a[$0][k]) < abs(a[$1][k]) } ?? k
            a.swapAt(k, pivot)
            b.swapAt(k, pivot)
            for i in (k + 1)..<max(n, k + 1) {
                let factor = a[i][k] / a[k][k]
                for j in k..<n { a[i][j] -= factor * a[k][j] }
                b[i] -= factor * b[k]
            }
        }
        var x = [Double](repeating: 0, count: n)
        for k in (0..<n).reversed() {
            x[k] = (b[k] - ((k + 1)..<max(n, k + 1)).reduce(0) { $0 + a[k][$1] * x[$1] }) / a[k][k]
        }
        return x
    }

    static func random(_ count: Int, seed: UInt64) -> [Double] {
        var stream = RandomStream(seed: seed)
        return (0..<count).map { _ in stream.uniform() * 2 - 1 }
    }

    @Test("agrees with the normal equations on random full-rank problems", arguments: [(9, 1), (12, 4), (60, 7)])
    func normalEquations(rows: Int, columns: Int) throws {
        let a = Self.random(rows * columns, seed: UInt64(rows))
        let b = Self.random(rows, seed: UInt64(columns) + 100)
        let column = { (j: Int) in Array(a[(j * rows)..<((j + 1) * rows)]) }
        let dot = { (x: [Double], y: [Double]) in zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
        let normal = (0..<columns).map { i in (0..<columns).map { dot(column(i), column($0)) } }
        let expected = Self.solve(normal, (0..<columns).map { dot(column($0), b) })
        let found = try #require(LeastSquares.minimumNorm(matrix: a, rightHandSide: b, rows: rows, columns: columns))
        #expect(found.rank == columns)
        for (x, y) in zip(found.coefficients, expected) { #expect(abs(x - y) < 1e-10) }
    }

    @Test("weighted ridge agrees with (AᵀWA + Λ) x = AᵀWb")
    func ridge() throws {
        let (rows, columns) = (40, 5)
        let a = Self.random(rows * columns, seed: 7)
        let b = Self.random(rows, seed: 8)
        let w = Self.random(rows, seed: 9).map { abs($0) }
        let penalties = [0.0, 0.1, 1, 10, 0.5]
        var normal = [[Double]](repeating: [Double](repeating: 0, count: columns), count: columns)
        var right = [Double](repeating: 0, count: columns)
        for i in 0..<columns {
            for j in 0..<columns {
                for r in 0..<rows { normal[i][j] += w[r] * a[i * rows + r] * a[j * rows + r] }
            }
            normal[i][i] += penalties[i]
            for r in 0..<rows { right[i] += w[r] * a[i * rows + r] * b[r] }
        }
        let expected = Self.solve(normal, right)
        let found = try #require(
            LeastSquares.ridge(matrix: a, rightHandSide: b, weights: w, penalties: penalties))
        for (x, y) in zip(found, expected) { #expect(abs(x - y) < 1e-10) }
    }

    @Test("collinear columns share the coefficient, and the rank says so")
    func collinear() throws {
        let solution = try #require(
            LeastSquares.minimumNorm(matrix: [1, 1, 1, 1, 1, 1], rightHandSide: [4, 4, 4], rows: 3, columns: 2))
        #expect(solution.rank == 1)
        for x in solution.coefficients { #expect(abs(x - 2) < 1e-12) }
    }

    @Test("fewer equations than unknowns give the solution of smallest norm")
    func underdetermined() throws {
        let solution = try #require(
            LeastSquares.minimumNorm(matrix: [3, 4], rightHandSide: [25], rows: 1, columns: 2))
        #expect(abs(solution.coefficients[0] - 3) < 1e-12)
        #expect(abs(solution.coefficients[1] - 4) < 1e-12)
    }

    @Test("a number that is not finite gives no solution rather than NaN", arguments: [Double.nan, .infinity])
    func notFinite(_ value: Double) {
        #expect(LeastSquares.minimumNorm(matrix: [1, value], rightHandSide: [1, 2], rows: 2, columns: 1) == nil)
        #expect(LeastSquares.minimumNorm(matrix: [1, 1], rightHandSide: [1, value], rows: 2, columns: 1) == nil)
    }

    @Test("eigenvectors rebuild a symmetric matrix and are orthonormal")
    func eigenvectors() {
        let n = 7
        let entries = Self.random(n * n, seed: 3)
        let matrix = (0..<n).map { i in (0..<n).map { j in entries[i * n + j] + entries[j * n + i] } }
        let eigen = SymmetricEigenvectors(of: matrix)
        #expect(eigen.values == eigen.values.sorted(by: >))
        for i in 0..<n {
            for j in 0..<n {
                let rebuilt = (0..<n).reduce(0) { $0 + eigen.values[$1] * eigen.vectors[$1][i] * eigen.vectors[$1][j] }
                #expect(abs(rebuilt - matrix[i][j]) < 1e-12)
                let product = (0..<n).reduce(0) { $0 + eigen.vectors[i][$1] * eigen.vectors[j][$1] }
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-12)
            }
        }
    }

    @Test("eigenvectors found from those of a matrix nearby are the same")
    func nearbyEigenvectors() {
        let n = 7
        let entries = Self.random(n * n, seed: 5)
        func matrix(_ shift: Double) -> [Double] {
            (0..<n * n).map {
                entries[$0] + entries[$0 % n * n + $0 / n] + ($0 % (n + 1) == 0 ? shift * Double($0) : 0)
            }
        }
        let before = SymmetricEigenvectors(of: matrix(0.01), size: n)
        let cold = SymmetricEigenvectors(of: matrix(0), size: n)
        let warm = SymmetricEigenvectors(of: matrix(0), size: n, near: before.components)
        for i in 0..<n {
            #expect(abs(cold.values[i] - warm.values[i]) < 1e-12)
            let product = (0..<n).reduce(0) { $0 + cold.vectors[i][$1] * warm.vectors[i][$1] }
            #expect(abs(abs(product) - 1) < 1e-12)
        }
    }

    @Test("eigenvalues of [[2, 1], [1, 2]] are 3 and 1")
    func knownEigenvalues() {
        let values = SymmetricEigenvectors(of: [[2, 1], [1, 2]]).values
        #expect(abs(values[0] - 3) < 1e-14)
        #expect(abs(values[1] - 1) < 1e-14)
    }
}
