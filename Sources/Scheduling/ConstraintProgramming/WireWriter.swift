/// Writes messages in the wire format of protocol buffers.
///
/// Source: Protocol Buffers documentation, "Encoding": a field is a varint of (number · 8 + wire type), then a varint
/// (type 0), eight bytes (type 1) or a length and bytes (type 2); negative numbers are varints of their 64 bits.
struct WireWriter: Sendable, Equatable {
    /// The message so far.
    private(set) var bytes: [UInt8] = []

    /// A whole number, a truth value or an enumeration.
    mutating func integer(_ number: Int, _ value: Int64) {
        key(number, type: 0)
        varint(UInt64(bitPattern: value))
    }

    /// A real number.
    mutating func real(_ number: Int, _ value: Double) {
        key(number, type: 1)
        let bits = value.bitPattern
        for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte))) }
    }

    /// A message within the message.
    mutating func message(_ number: Int, _ message: WireWriter) {
        key(number, type: 2)
        varint(UInt64(message.bytes.count))
        bytes += message.bytes
    }

    /// A list of whole numbers, packed; an empty list is left out.
    mutating func list(_ number: Int, _ values: some Collection<Int64>) {
        guard !values.isEmpty else { return }
        key(number, type: 2)
        varint(UInt64(values.reduce(0) { $0 + WireWriter.length(UInt64(bitPattern: $1)) }))
        for value in values { varint(UInt64(bitPattern: value)) }
    }

    private mutating func key(_ number: Int, type: UInt64) { varint(UInt64(number) << 3 | type) }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Bytes that a varint takes: seven bits each.
    private static func length(_ value: UInt64) -> Int { max(1, (64 - value.leadingZeroBitCount + 6) / 7) }
}
