extension JSONValue {
    /// How a JSON text is laid out.
    public enum Layout: Sendable {
        /// One line without blanks.
        case compact
        /// Two blanks a level, one member or item a line, a line end after the last.
        case pretty
    }

    /// The JSON text as UTF-8. The same value always gives the same bytes.
    ///
    /// Doubles are written with the fewest digits that read back as the same number; a double that is not finite is a
    /// programmer's error (written `null` in a release build).
    public func serialised(_ layout: Layout = .pretty) -> [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes, layout: layout, depth: 0)
        if layout == .pretty { bytes.append(0x0A) }
        return bytes
    }

    private func write(into bytes: inout [UInt8], layout: Layout, depth: Int) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: value.description.utf8)
        case .number(let value):
            assert(value.isFinite, "JSON knows no NaN and no infinity")
            bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
        case .string(let text): JSONValue.write(text, into: &bytes)
        case .array(let items):
            bytes.append(0x5B)
            for (index, item) in items.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                JSONValue.newLine(into: &bytes, layout: layout, depth: depth + 1)
                item.write(into: &bytes, layout: layout, depth: depth + 1)
            }
            if !items.isEmpty { JSONValue.newLine(into: &bytes, layout: layout, depth: depth) }
            bytes.append(0x5D)
        case .object(let members):
            bytes.append(0x7B)
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                JSONValue.newLine(into: &bytes, layout: layout, depth: depth + 1)
                JSONValue.write(member.name, into: &bytes)
                bytes.append(0x3A)
                if layout == .pretty { bytes.append(0x20) }
                member.value.write(into: &bytes, layout: layout, depth: depth + 1)
            }
            if !members.isEmpty { JSONValue.newLine(into: &bytes, layout: layout, depth: depth) }
            bytes.append(0x7D)
        }
    }

    private static func newLine(into bytes: inout [UInt8], layout: Layout, depth: Int) {
        guard layout == .pretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    private static func write(_ text: String, into bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes.append(contentsOf: [0x5C, 0x22])
            case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
            case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
            case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
            case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
            case 0x00..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(JSONValue.hexDigit(byte >> 4))
                bytes.append(JSONValue.hexDigit(byte & 0xF))
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
