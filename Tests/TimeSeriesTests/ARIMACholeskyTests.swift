import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("Cholesky factors of many rows") struct ARIMACholeskyTests {
    /// Four positive definite matrices by rows: Gram matrices of random rows and a multiple of the unit matrix.
    private static func matrices(_ n: Int, seed: UInt64) -> [Lanes] {
        var stream = RandomStream(seed: seed)
        let rows = (0..<n * 4).map { _ in Lanes((0..<4).map { _ in 2 * stream.uniform() - 1 }) }
        return (0..<n * n).map { k in
            var sum = Lanes(repeating: k / n == k % n ? 1 : 0)
            for row in 0..<4 { sum += rows[row * n + k / n] * rows[row * n + k % n] }
            return sum
        }
    }

    private static func isClose(_ a: Lanes, _ b: Lanes) -> Bool { (0..<4).allSatisfy { abs(a[$0] - b[$0]) < 1e-10 } }

    @Test("by BLAS are those of the loops for few rows")
    func long() {
        let n = ARIMACholesky.longSize
        var fast = Self.matrices(n, seed: 1)
        var plain = fast
        let determinant = ARIMACholesky.factor(&fast, size: n)
        #expect(Self.isClose(determinant, ARIMACholesky.shortFactor(&plain, size: n)))
        let covariance = Self.matrices(n + 3, seed: 2)
        var scratch = [Lanes](repeating: Lanes(), count: n * n)
        var (product, expected) = (scratch, scratch)
        ARIMACholesky.congruence(fast, covariance, stride: n + 3, size: n, &scratch, into: &product)
        ARIMACholesky.shortCongruence(plain, covariance, stride: n + 3, size: n, &scratch, into: &expected)
        for i in 0..<n {
            for j in 0...i {
                #expect(Self.isClose(fast[i * n + j], plain[i * n + j]))
                #expect(Self.isClose(product[i * n + j], expected[i * n + j]))
            }
        }
    }

    @Test("a matrix that is not positive definite has no determinant, its neighbours keep theirs")
    func indefinite() {
        let n = ARIMACholesky.longSize
        var matrix = Self.matrices(n, seed: 3)
        matrix[5 * n + 5][2] = -1
        let determinant = ARIMACholesky.factor(&matrix, size: n)
        #expect(determinant[2].isNaN && determinant[0].isFinite && determinant[1].isFinite && determinant[3].isFinite)
    }
}
