import NumericalMethods
import Testing

@Suite("Gram matrices") struct GramMatrixTests {
    @Test("are the products of windows and ones, less the rows taken off", arguments: [1, 7, 256, 257, 700])
    func products(length: Int) {
        var stream = RandomStream(seed: UInt64(length))
        let values = (0..<length + 40).map { _ in 2 * stream.uniform() - 1 }
        let starts = [0, 17, 3, 40, 20, 37, 34, 1]
        var gram = GramMatrix.ofWindows(values, starts: starts, length: length)
        let rows = (0..<18).map { _ in 2 * stream.uniform() - 1 }
        GramMatrix.subtract(rows: rows, count: 9, from: &gram)
        func entry(_ column: Int, _ row: Int) -> Double { column < 8 ? values[starts[column] + row] : 1 }
        for i in 0..<9 {
            for j in 0..<9 {
                var sum = 0.0
                for row in 0..<length { sum += entry(i, row) * entry(j, row) }
                sum -= rows[i] * rows[j] + rows[9 + i] * rows[9 + j]
                #expect(abs(gram[i * 9 + j] - sum) < 1e-10)
            }
        }
    }
}
