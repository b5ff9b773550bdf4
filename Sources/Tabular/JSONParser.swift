extension YAMLNode {
    /// Reads one JSON text (RFC 8259), strictly, as values that know their place.
    ///
    /// Refused: comments, trailing commas, repeated names, numbers with leading zeros, control characters and lone
    /// surrogates in text, anything after the value, more than 200 levels. A byte order mark is skipped.
    ///
    /// - Throws: `TabularError.badData` with line and column of the first fault.
    /// - Complexity: O(bytes)
    public static func parseJSON(_ input: InputBytes) throws(TabularError) -> YAMLNode {
        var parser = JSONParser(file: input.name, bytes: input.bytes)
        return try parser.document()
    }
}

/// One pass over the bytes of a JSON text.
struct JSONParser {
    private let file: String
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    /// Where ``column`` was last counted: columns are counted once over the whole text.
    private var countedPosition = 0
    private var column = 1

    init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            countedPosition = 3
        }
    }

    mutating func document() throws(TabularError) -> YAMLNode {
        skipBlanks()
        guard position < bytes.count else {
            throw .badData(Place(file: file), message: "the file is empty", hint: nil)
        }
        let value = try value(path: "", depth: 0)
        skipBlanks()
        guard position == bytes.count else { throw fault("expected the end of the text, found \(found)") }
        return value
    }

    private mutating func value(path: String, depth: Int) throws(TabularError) -> YAMLNode {
        guard depth <= YAMLNode.maximumDepth else {
            throw fault("nested deeper than \(YAMLNode.maximumDepth)")
        }
        let (line, column) = mark()
        let content: YAMLNode.Content
        switch peek {
        case UInt8(ascii: "{"): content = try object(path: path, depth: depth)
        case UInt8(ascii: "["): content = try array(path: path, depth: depth)
        case UInt8(ascii: "\""): content = .scalar(try string(), isQuoted: true)
        case UInt8(ascii: "t"): content = try word("true")
        case UInt8(ascii: "f"): content = try word("false")
        case UInt8(ascii: "n"): content = try word("null")
        case UInt8(ascii: "-"): content = try number()
        default:
            guard isDigit(peek) else { throw fault("expected a value, found \(found)") }
            content = try number()
        }
        return YAMLNode(file: file, line: line, column: column, path: path, content: content)
    }

    private mutating func object(path: String, depth: Int) throws(TabularError) -> YAMLNode.Content {
        position += 1
        var entries: [YAMLNode.Entry] = []
        var lineOfName: [String: Int] = [:]
        skipBlanks()
        if take("}") { return .mapping(entries) }
        while true {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw fault("expected a name in double quotes, found \(found)") }
            let (nameLine, nameColumn) = mark()
            let name = try string()
            if let earlier = lineOfName.updateValue(nameLine, forKey: name) {
                throw YAMLNode.duplicateKey(name, file: file, line: nameLine, earlier: earlier)
            }
            skipBlanks()
            guard take(":") else { throw fault("expected ':' after the name, found \(found)") }
            skipBlanks()
            let value = try value(path: YAMLNode.path(path, key: name), depth: depth + 1)
            entries.append(YAMLNode.Entry(key: name, line: nameLine, column: nameColumn, value: value))
            skipBlanks()
            if take("}") { return .mapping(entries) }
            guard take(",") else { throw fault("expected ',' or '}', found \(found)") }
        }
    }

    private mutating func array(path: String, depth: Int) throws(TabularError) -> YAMLNode.Content {
        position += 1
        var items: [YAMLNode] = []
        skipBlanks()
        if take("]") { return .sequence(items) }
        while true {
            skipBlanks()
            items.append(try value(path: YAMLNode.path(path, index: items.count), depth: depth + 1))
            skipBlanks()
            if take("]") { return .sequence(items) }
            guard take(",") else { throw fault("expected ',' or ']', found \(found)") }
        }
    }

    private mutating func word(_ word: StaticString) throws(TabularError) -> YAMLNode.Content {
        let expected = "\(word)".utf8
        guard bytes[position...].starts(with: expected) else { throw fault("expected \(word)") }
        position += expected.count
        return .scalar("\(word)", isQuoted: false)
    }

    private mutating func number() throws(TabularError) -> YAMLNode.Content {
        let start = position
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") {
            position += 1
            if isDigit(peek) { throw fault("a number does not begin with 0") }
        } else {
            try digits()
        }
        if peek == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        return .scalar(String(decoding: bytes[start..<position], as: UTF8.self), isQuoted: false)
    }

    private mutating func digits() throws(TabularError) {
        guard isDigit(peek) else { throw fault("expected a digit, found \(found)") }
        while isDigit(peek) { position += 1 }
    }

    private mutating func string() throws(TabularError) -> String {
        let (startLine, startColumn) = mark()
        position += 1
        var buffer: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let text = String(validating: buffer, as: UTF8.self) else {
                    throw .badData(
                        Place(file: file, line: startLine),
                        message: "not valid JSON at column \(startColumn): the text is not UTF-8",
                        hint: "save the file as UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &buffer)
            case 0x00..<0x20: throw fault("a control character in text; write it as \\u00\(hex(byte))")
            default:
                buffer.append(byte)
                position += 1
            }
        }
        throw .badData(
            Place(file: file, line: startLine),
            message: "not valid JSON at column \(startColumn): text without its closing quote", hint: nil)
    }

    private mutating func escape(into buffer: inout [UInt8]) throws(TabularError) {
        switch peek {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(bytes[position])
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"):
            position += 1
            buffer.append(contentsOf: String(try escapedScalar()).utf8)
            return
        default: throw fault("unknown escape \\\(found)")
        }
        position += 1
    }

    private mutating func escapedScalar() throws(TabularError) -> Character {
        let first = try fourHexDigits()
        var code = UInt32(first)
        if (0xD800..<0xDC00).contains(first) {
            guard take("\\"), take("u") else { throw fault("half of a surrogate pair") }
            let second = try fourHexDigits()
            guard (0xDC00..<0xE000).contains(second) else { throw fault("half of a surrogate pair") }
            code = 0x10000 + (UInt32(first - 0xD800) << 10) + UInt32(second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("half of a surrogate pair") }
        return Character(scalar)
    }

    private mutating func fourHexDigits() throws(TabularError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault("expected four hexadecimal digits after \\u")
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 0x30 < 10 } ?? false }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek {
            switch byte {
            case 0x0A:
                position += 1
                line += 1
                countedPosition = position
                column = 1
            case 0x20, 0x09, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Line and column, in characters, of the current position.
    private mutating func mark() -> (line: Int, column: Int) {
        while countedPosition < position {
            if bytes[countedPosition] & 0xC0 != 0x80 { column += 1 }
            countedPosition += 1
        }
        return (line, column)
    }

    /// What stands at the current position, for messages.
    private var found: String {
        guard let byte = peek else { return "the end of the file" }
        guard byte >= 0x80 else { return byte < 0x20 ? "a control character" : "'\(Unicode.Scalar(byte))'" }
        let text = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
        return "'\(text.prefix(1))'"
    }

    private func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    private mutating func fault(_ message: String) -> TabularError {
        let (line, column) = mark()
        return .badData(
            Place(file: file, line: line), message: "not valid JSON at column \(column): \(message)", hint: nil)
    }
}
