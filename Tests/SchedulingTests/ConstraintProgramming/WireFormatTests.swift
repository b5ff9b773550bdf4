import Testing

@testable import Scheduling

/// The wire format of protocol buffers, against bytes worked out by hand from its documentation.
struct WireFormatTests {
    @Test
    func `whole numbers are varints, also negative ones`() {
        var writer = WireWriter()
        writer.integer(1, 150)
        #expect(writer.bytes == [0x08, 0x96, 0x01])
        writer = WireWriter()
        writer.integer(206, 1)
        #expect(writer.bytes == [0xF0, 0x0C, 0x01])
        writer = WireWriter()
        writer.integer(2, -1)
        #expect(writer.bytes == [0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01])
    }

    @Test
    func `real numbers are eight bytes, the lowest first`() {
        var writer = WireWriter()
        writer.real(3, 1.0)
        #expect(writer.bytes == [0x19, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
    }

    @Test
    func `lists are packed and messages carry their length`() {
        var writer = WireWriter()
        writer.list(4, [3, 270, 86942])
        #expect(writer.bytes == [0x22, 0x06, 0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05])
        var inner = WireWriter()
        inner.integer(1, 150)
        var outer = WireWriter()
        outer.message(3, inner)
        #expect(outer.bytes == [0x1A, 0x03, 0x08, 0x96, 0x01])
        writer = WireWriter()
        writer.list(4, [])
        #expect(writer.bytes.isEmpty)
    }

    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, -1, Int64.max, Int64.min])
    func `what is written is read again`(value: Int64) throws {
        var writer = WireWriter()
        writer.integer(7, value)
        writer.list(8, [value, 5, value])
        writer.real(9, Double(value))
        var reader = WireReader(writer.bytes[...])
        let firstRead = reader.next()
        let first = try #require(firstRead)
        #expect(first.number == 7 && first.value.integer == value)
        let secondRead = reader.next()
        let second = try #require(secondRead)
        #expect(second.number == 8 && second.value.integers == [value, 5, value])
        let thirdRead = reader.next()
        let third = try #require(thirdRead)
        #expect(third.number == 9 && third.value.double == Double(value))
        #expect(reader.isAtEnd)
    }

    @Test(
        arguments: [
            [0x08], [0x08, 0xFF], [0x1A, 0x05, 0x01], [0x19, 0x00], [0x00, 0x01], [0x0B],
            [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        ] as [[UInt8]])
    func `bytes that are no message are refused`(bytes: [UInt8]) {
        #expect(ConstraintSolverResponse(bytes) == nil)
    }

    @Test
    func `a model is written as its format says`() {
        var model = ConstraintModel()
        let x = model.integer(0...9)
        let b = model.boolean()
        // 2x + 3x − b ≤ 4, if not b.
        model.atMost([(x, 2), (b, -1), (x, 3)], 4, if: [!b])
        model.exactlyOne([b, !b])
        model.minimise(x, 7)
        model.hint(x, 3)
        model.assumptions = [b]
        #expect(
            model.encoded()
                // variables: domain [0, 9] and [0, 1]
                == [0x12, 0x04, 0x12, 0x02, 0, 9] + [0x12, 0x04, 0x12, 0x02, 0, 1]
                // a linear constraint (12) under the literal −2
                + [0x1A, 0x2C, 0x12, 0x0A, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01]
                + [0x62, 0x1E, 0x0A, 0x02, 0, 1, 0x12, 0x0B, 5] + [UInt8](repeating: 0xFF, count: 9) + [0x01]
                + [0x1A, 0x0B, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01, 4]
                // exactly one (29) of 1 and −2
                + [0x1A, 0x10, 0xEA, 0x01, 0x0D, 0x0A, 0x0B, 1, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01]
                // objective 7x, hint x = 3, assumption b
                + [0x22, 0x06, 0x0A, 0x01, 0, 0x22, 0x01, 7] + [0x32, 0x06, 0x0A, 0x01, 0, 0x12, 0x01, 3]
                + [0x3A, 0x01, 1])
    }

    @Test
    func `an answer is read from bytes made by hand`() throws {
        let bytes: [UInt8] =
            [0x08, 4, 0x12, 0x02, 5, 6, 0x19, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
            + [0x21, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
            // core (23): 1 and −2, an unknown field of four bytes, the information "ok" (20)
            + [0xBA, 0x01, 0x0B, 1, 0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01]
            + [0xFD, 0x01, 1, 2, 3, 4] + [0xA2, 0x01, 0x02, 0x6F, 0x6B]
        let response = try #require(ConstraintSolverResponse(bytes))
        #expect(response.status == .optimal)
        #expect(response.values == [5, 6])
        #expect(response.objective == 1 && response.bound == 0.5)
        #expect(response.core == [1, -2])
        #expect(response.information == "ok")
    }
}
