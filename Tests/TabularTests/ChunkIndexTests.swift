import Testing

@testable import Tabular

/// A walk from byte to byte judges the index that is made 64 bytes at a time.
@Suite("The index of separators")
struct ChunkIndexTests {
    @Test("Every form that the processor has lists what a walk over the bytes finds", arguments: ChunkBuffer.indexForms)
    func forms(_ form: Int32) throws {
        var state: UInt64 = 5
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for round in 0..<300 {
            // Some texts are nearly all separators, some have hardly any.
            let alphabet = Array("ab,\n\"\r".utf8) + [0, 0xC3, 0x80] + [UInt8](repeating: 0x61, count: round % 60)
            let bytes = (0..<below(700)).map { _ in alphabet[below(alphabet.count)] }
            let buffer = ChunkBuffer(RandomAccessInput(InputBytes(name: "x", bytes: bytes)), capacity: 1024)
            try buffer.load(from: 0, to: bytes.count)
            let counts = buffer.index(at: 0, length: bytes.count, dialect: .rfc4180, form: form)
            var (separators, rowEnds, marks): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
            var isInside = false
            for (place, byte) in bytes.enumerated() {
                let isLone = byte == 0x0D && (place + 1 == bytes.count || bytes[place + 1] != 0x0A)
                if byte == 0x22 { isInside.toggle() }
                if byte == 0x22 || byte == 0 || isLone { marks.append(UInt32(place)) }
                guard !isInside, byte == 0x2C || byte == 0x0A else { continue }
                if byte == 0x0A { rowEnds.append(UInt32(separators.count)) }
                separators.append(UInt32(place))
            }
            #expect((0..<Int(counts.separators)).map { buffer.separators[$0] } == separators)
            #expect((0..<Int(counts.rows)).map { buffer.rowEnds[$0] } == rowEnds)
            #expect((0..<Int(counts.marks)).map { buffer.marks[$0] } == marks)
            for start in stride(from: 0, to: bytes.count, by: 64) {
                let isHigh = bytes[start..<min(bytes.count, start + 64)].contains { $0 >= 0x80 }
                #expect((buffer.highBlocks[start / 64] != 0) == isHigh)
            }
        }
    }
}
