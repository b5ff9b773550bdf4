import Testing

@testable import Interactions

/// Loops over the bytes, as ``KeyCode`` was first written, judge the words of eight.
@Suite("Keys as numbers")
struct KeyCodeTests {
    /// The code of a key that is short, or a prefix with digits; `nil` for any other.
    private static func plain(_ key: [UInt8]) -> UInt64? {
        if key.count <= 6 {
            return key.enumerated().reduce(UInt64(key.count) << 48) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        }
        let prefix = key.prefix { !(0x30...0x39).contains($0) }
        let digits = key.dropFirst(prefix.count)
        guard prefix.count < 4, digits.count <= 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let value = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 0x30) }
        let text = prefix.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        return 1 << 62 | text << 38 | UInt64(digits.count) << 34 | value
    }

    @Test("Prefix and digits are the same number as byte by byte, and everything else is marked as a hash")
    func agreement() {
        var random = TestRandom(3)
        let alphabet = Array("0123456789012345678901234567890123456789/:AIé\u{7F}".utf8)
        var exact = 0
        for _ in 0..<40_000 {
            var key = (0..<random.below(5)).map { _ in UInt8(65 + random.below(26)) }
            key += (0..<1 + random.below(12)).map { _ in alphabet[random.below(alphabet.count)] }
            let text = String(decoding: key, as: UTF8.self)
            let bytes = Array(text.utf8)
            let code = KeyCode.code(text)
            if let wanted = Self.plain(bytes) {
                exact += 1
                #expect(code == wanted, "\(text)")
            } else {
                #expect(code >> 63 == 1, "\(text)")
            }
        }
        #expect(exact > 4_000)
    }

    @Test("Numbers of one to eight digits are read whatever follows them; any other byte among them is seen")
    func numbers() {
        var random = TestRandom(4)
        for _ in 0..<20_000 {
            let count = 1 + random.below(8)
            var bytes = (0..<8).map { _ in UInt8(0x30 + random.below(10)) }
            for index in count..<8 { bytes[index] = UInt8(random.below(256)) }
            let value = bytes[..<count].reduce(0) { $0 * 10 + Int($1 - 0x30) }
            let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let found = ByteWord.number(word, count)
            #expect(found.isNumber && found.value == value)
            let place = random.below(count)
            bytes[place] = [0x00, 0x2F, 0x3A, 0x80, 0x89, 0xB0, 0xB9, 0xFF][random.below(8)]
            let broken = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            #expect(!ByteWord.number(broken, count).isNumber)
        }
    }
}
