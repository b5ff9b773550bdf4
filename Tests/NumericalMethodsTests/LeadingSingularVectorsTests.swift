import NumericalMethods
import Testing

@Suite("Leading singular vectors") struct LeadingSingularVectorsTests {
    /// Deterministic numbers without any structure.
    static func matrix(rows: Int, columns: Int) -> [[Double]] {
        var stream = RandomStream(seed: 5)
        return (0..<rows).map { _ in (0..<columns).map { _ in stream.uniform() - 0.3 } }
    }

    @Test("A v has the length of its singular value, vectors are orthonormal", arguments: [(9, 4), (4, 9), (6, 6)])
    func definition(rows: Int, columns: Int) throws {
        let a = Self.matrix(rows: rows, columns: columns)
        let found = try #require(LeadingSingularVectors(rows: a, count: 3))
        #expect(found.values.count == 3)
        for (i, v) in found.vectors.enumerated() {
            let product = a.map { row in zip(row, v).reduce(0.0) { $0 + $1.0 * $1.1 } }
            let length = product.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
            #expect(abs(length - found.values[i]) < 1e-9)
            for (j, w) in found.vectors.enumerated() {
                let wanted = i == j ? 1.0 : 0.0
                let inner = zip(v, w).reduce(0.0) { $0 + $1.0 * $1.1 }
                #expect(abs(inner - wanted) < 1e-9)
            }
            // AᵀA v = σ² v.
            for k in 0..<columns {
                var back = 0.0
                for r in 0..<rows { back += a[r][k] * product[r] }
                let expected = found.values[i] * found.values[i] * v[k]
                #expect(abs(back - expected) < 1e-9)
            }
        }
        #expect(found.values == found.values.sorted(by: >))
    }

    @Test("all singular values together carry the whole energy")
    func energy() throws {
        let a = Self.matrix(rows: 7, columns: 5)
        let found = try #require(LeadingSingularVectors(rows: a, count: 99))
        let energy = a.joined().reduce(0.0) { $0 + $1 * $1 }
        #expect(found.values.count == 5)
        let kept = found.values.reduce(0.0) { $0 + $1 * $1 }
        #expect(abs(kept - energy) < 1e-9)
    }

    @Test("a matrix of rank one has one singular value, the product of the lengths")
    func rankOne() throws {
        let u = [1.0, 2, 2]
        let v = [3.0, 4]
        let found = try #require(LeadingSingularVectors(rows: u.map { x in v.map { x * $0 } }, count: 2))
        #expect(abs(found.values[0] - 15) < 1e-12)
        #expect(found.values[1] < 1e-6)
        #expect(abs(found.vectors[0][0] - 0.6) < 1e-12 && abs(found.vectors[0][1] - 0.8) < 1e-12)
    }

    @Test("nothing, or what is not a number, is refused")
    func refused() {
        #expect(LeadingSingularVectors(rows: [], count: 1) == nil)
        #expect(LeadingSingularVectors(rows: [[1, .nan]], count: 1) == nil)
    }
}
