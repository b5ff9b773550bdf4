/// Reads messages in the wire format of protocol buffers, field by field; see ``WireWriter``.
struct WireReader: Sendable {
    /// What a field holds.
    enum Value: Hashable, Sendable {
        /// A whole number, a truth value or an enumeration.
        case varint(UInt64)
        /// Eight bytes.
        case fixed64(UInt64)
        /// A text, a message or a packed list.
        case bytes(ArraySlice<UInt8>)
        /// Four bytes.
        case fixed32(UInt32)

        /// The value as a real number.
        var double: Double? {
            if case .fixed64(let bits) = self { return Double(bitPattern: bits) }
            return nil
        }

        /// The value as a whole number.
        var integer: Int64? {
            if case .varint(let bits) = self { return Int64(bitPattern: bits) }
            return nil
        }

        /// The values of a repeated field: one, or a packed list of them; `nil` when they cannot be read.
        var integers: [Int64]? {
            switch self {
            case .varint(let bits): return [Int64(bitPattern: bits)]
            case .bytes(let bytes):
                var reader = WireReader(bytes)
                var values: [Int64] = []
                while !reader.isAtEnd {
                    guard let bits = reader.varint() else { return nil }
                    values.append(Int64(bitPattern: bits))
                }
                return values
            default: return nil
            }
        }
    }

    private let bytes: ArraySlice<UInt8>
    private var place: Int

    /// A reader at the beginning of `bytes`.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    /// Whether everything has been read.
    var isAtEnd: Bool { place >= bytes.endIndex }

    /// The next field; `nil` at the end and where the bytes are no message.
    mutating func next() -> (number: Int, value: Value)? {
        guard !isAtEnd, let key = varint(), key >> 3 > 0, key >> 3 <= 536_870_911 else { return nil }
        let value: Value?
        switch key & 7 {
        case 0: value = varint().map(Value.varint)
        case 1: value = little(8).map(Value.fixed64)
        case 2:
            if let length = varint(), length <= UInt64(bytes.endIndex - place) {
                value = .bytes(bytes[place..<place + Int(length)])
                place += Int(length)
            } else {
                value = nil
            }
        case 5: value = little(4).map { .fixed32(UInt32(truncatingIfNeeded: $0)) }
        default: value = nil
        }
        return value.map { (Int(key >> 3), $0) }
    }

    private mutating func varint() -> UInt64? {
        var result: UInt64 = 0
        for step in 0..<10 {
            guard place < bytes.endIndex else { return nil }
            let byte = bytes[place]
            place += 1
            result |= UInt64(byte & 0x7F) << UInt64(7 * step)
            if byte & 0x80 == 0 { return result }
        }
        return nil
    }

    private mutating func little(_ count: Int) -> UInt64? {
        guard bytes.endIndex - place >= count else { return nil }
        defer { place += count }
        return (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
    }
}
