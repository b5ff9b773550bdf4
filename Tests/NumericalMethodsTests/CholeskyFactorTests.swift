import NumericalMethods
import Testing

@Suite("Cholesky factor") struct CholeskyFactorTests {
    @Test("it solves A x = b for random positive definite matrices", arguments: [1, 2, 5, 40])
    func solves(size: Int) throws {
        var stream = RandomStream(seed: UInt64(size))
        let root = (0..<size * size).map { _ in stream.normal() }
        var matrix = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for j in 0..<size {
                matrix[i * size + j] = (0..<size).reduce(i == j ? 0.1 : 0) {
                    $0 + root[i * size + $1] * root[j * size + $1]
                }
            }
        }
        let x = (0..<size).map { _ in stream.normal() }
        let b = (0..<size).map { i in (0..<size).reduce(0) { $0 + matrix[i * size + $1] * x[$1] } }
        let factor = try #require(CholeskyFactor(matrix, size: size))
        for (a, b) in zip(factor.solve(b), x) { #expect(abs(a - b) < 1e-7) }
    }

    @Test("indefinite, singular and unknown matrices have none")
    func none() {
        #expect(CholeskyFactor([1, 2, 2, 1], size: 2) == nil)
        #expect(CholeskyFactor([1, 1, 1, 1], size: 2) == nil)
        #expect(CholeskyFactor([.nan], size: 1) == nil)
    }
}
