/// Words that exports write where there is nothing: unknown, never zero. What people type (`n/a`, `none`, `?`) is not among
/// them: such a field is refused, unless a mapping names it under `absent`.
enum MissingWord {
    private static let words: [[UInt8]] = [
        "-", "--", "---", "–", "—", "N/A", "#N/A", "NULL", "null", "(null)",
    ].map { Array($0.utf8) }

    /// Whether a field stands for nothing.
    static func stands(for bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard mayBe(bytes) else { return false }
        return words.contains { $0.elementsEqual(bytes) }
    }

    /// Whether a field can be such a word, by its length and first byte alone.
    @inline(__always)
    static func mayBe(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 0, bytes.count <= 6 else { return false }
        switch bytes[0] {
        case UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "#"), UInt8(ascii: "("), 0xE2:
            return true
        default: return false
        }
    }

    /// Whether a text stands for nothing.
    static func stands(for text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { stands(for: $0) }
    }
}
