import CDelimiterMask

/// Keys as numbers, so that millions of them can be compared and kept.
///
/// Raw bytes, because a key is hashed for every row: 4 ns for one of 11 bytes, where `Hasher` takes 20.
enum KeyCode {
    /// A number of 64 bits that any other text is most unlikely to have: multiply and fold, eight bytes at a time
    /// (the mixing step of W. Wang's wyhash, public domain).
    ///
    /// - Parameter bytes: 8 bytes past the last may be read.
    @inline(__always)
    static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD6E8_FEB8_6659_FD93
        var at = 0
        while at + 8 <= count {
            state = fold(state ^ wfm_load64(bytes + at), 0xA076_1D64_78BD_642F)
            at += 8
        }
        let left = count - at
        if left > 0 { state = fold(state ^ lowBytes(bytes + at, left), 0xE703_7ED1_A0B4_28DB) }
        return fold(state, 0x8EBC_6AF0_9C88_C6E3)
    }

    /// The number of a customer: never 0, and the same for two texts only if they are one text, when the text is
    /// short or a short prefix with up to ten digits. Of any other text it is a hash of 63 bits: among ten million
    /// customers the chance that two of them share one is 5 in a million.
    ///
    /// - Parameter bytes: Not empty; 8 bytes past the last may be read.
    @inline(__always)
    static func customer(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        if count <= 6 { return lowBytes(bytes, count) | UInt64(count) << 48 }
        var digits = 0
        var value: UInt64 = 0
        var prefix = 0
        // The prefix ends before the first digit; after it only digits may follow.
        while prefix < 4, bytes[prefix] &- 0x30 >= 10 { prefix += 1 }
        if prefix < 4, count - prefix <= 10 {
            for at in prefix..<count {
                let digit = bytes[at] &- 0x30
                if digit >= 10 { break }
                value = value &* 10 &+ UInt64(digit)
                digits += 1
            }
            if prefix + digits == count {
                // 24 bits of prefix, 4 of the number of digits, 34 of their value (10¹⁰ < 2³⁴), and a mark.
                return 1 << 62 | lowBytes(bytes, prefix) << 38 | UInt64(digits) << 34 | value
            }
        }
        return hash(bytes, count) | 1 << 63
    }

    /// ``customer(_:_:)`` of a text.
    static func customer(_ text: String) -> UInt64 { padded(text) { customer($0, $1) } }

    /// ``hash(_:_:)`` of a text.
    static func hash(_ text: String) -> UInt64 { padded(text) { hash($0, $1) } }

    private static func padded<Value>(_ text: String, _ body: (UnsafePointer<UInt8>, Int) -> Value) -> Value {
        let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 8)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the buffer has eight bytes") }
            return body(base, buffer.count - 8)
        }
    }

    @inline(__always)
    private static func lowBytes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        guard count > 0 else { return 0 }
        return UInt64(littleEndian: wfm_load64(bytes)) & (~0 >> UInt64(64 - 8 * count))
    }

    @inline(__always)
    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
