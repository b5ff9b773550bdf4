/// Keys as numbers, so that millions of them can be compared and kept.
///
/// Raw bytes, because two keys are coded for every row, and `Hasher` takes 20 ns for one.
enum KeyCode {
    /// A number of 64 bits that any other text is most unlikely to have: multiply and fold, eight bytes at a time
    /// (the mixing step of W. Wang's wyhash, public domain).
    ///
    /// - Parameter bytes: 8 bytes past the last may be read.
    @inline(__always)
    static func hash(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var state = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15 ^ 0xD6E8_FEB8_6659_FD93
        var at = 0
        while at &+ 8 <= count {
            state = mixed(state ^ ByteWord.load(bytes + at), 0xA076_1D64_78BD_642F)
            at &+= 8
        }
        let left = count &- at
        if left > 0 { state = mixed(state ^ ByteWord.load(bytes + at, left), 0xE703_7ED1_A0B4_28DB) }
        return mixed(state, 0x8EBC_6AF0_9C88_C6E3)
    }

    /// Bits of a code for the value of its digits; those above tell the kind of the key.
    static let valueBits: UInt64 = 34

    /// The number of a key: never 0, and the same for two texts only if they are one text, when the text is short or a
    /// short prefix with up to ten digits. Of any other text it is a hash of 63 bits: among ten million customers the
    /// chance that two of them share one is 5 in a million.
    ///
    /// - Parameter bytes: Not empty; 8 bytes past the last may be read.
    @inline(__always)
    static func code(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let head = ByteWord.load(bytes)
        if count <= 6 { return ByteWord.load(bytes, count) | UInt64(truncatingIfNeeded: count) &<< 48 }
        // The prefix ends before the first digit; after it only digits may follow.
        let prefix = (~ByteWord.nonDigits(head) & ByteWord.high).trailingZeroBitCount &>> 3
        let digits = count &- prefix
        if prefix < 4, digits <= 10 {
            let start = bytes + prefix
            var (value, isNumber) = (0, false)
            if digits <= 8 {
                (value, isNumber) = ByteWord.number(ByteWord.load(start), digits)
            } else {
                let first = ByteWord.number(ByteWord.load(start), digits &- 8)
                let rest = ByteWord.load(start + (digits &- 8))
                value = first.value &* 100_000_000 &+ ByteWord.eightDigits(rest)
                isNumber = first.isNumber && ByteWord.nonDigits(rest) == 0
            }
            if isNumber {
                // 24 bits of prefix, 4 of the number of digits, 34 of their value (10¹⁰ < 2³⁴), and a mark.
                return 1 << 62 | (head & ~(UInt64.max &<< UInt64(truncatingIfNeeded: 8 &* prefix))) &<< 38
                    | UInt64(truncatingIfNeeded: digits) &<< valueBits | UInt64(truncatingIfNeeded: value)
            }
        }
        return hash(bytes, count) | 1 << 63
    }

    /// ``code(_:_:)`` of a text that is not empty.
    static func code(_ text: String) -> UInt64 {
        let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: ByteWord.readBeyond)
        return bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the buffer has eight bytes") }
            return code(base, buffer.count - ByteWord.readBeyond)
        }
    }

    /// Every bit of `a` in every bit of the result.
    @inline(__always)
    static func mixed(_ a: UInt64, _ b: UInt64 = 0x8EBC_6AF0_9C88_C6E3) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
