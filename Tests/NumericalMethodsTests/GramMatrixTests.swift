import NumericalMethods
import Testing

@Suite("Gram matrices") struct GramMatrixTests {
    @Test("are the products of windows and ones, less the rows taken off", arguments: [1, 7, 256, 257, 700])
    func products(length: Int) {
        var stream = RandomStream(seed: UInt64(length))
        let values = (0..<length + 40).map { _ in 2 * stream.uniform() - 1 }
        let starts = [0, 3, 17, 40]
        var gram = GramMatrix.ofWindows(values, starts: starts, length: length)
        let rows = [1.0, 2, 3, 4, 5, -1, 0.5, 0, 2, 1]
        GramMatrix.subtract(rows: rows, count: 5, from: &gram)
        func entry(_ column: Int, _ row: Int) -> Double { column < 4 ? values[starts[column] + row] : 1 }
        for i in 0..<5 {
            for j in 0..<5 {
                var sum = 0.0
                for row in 0..<length { sum += entry(i, row) * entry(j, row) }
                sum -= rows[i] * rows[j] + rows[5 + i] * rows[5 + j]
                #expect(abs(gram[i * 5 + j] - sum) < 1e-10)
            }
        }
    }
}
