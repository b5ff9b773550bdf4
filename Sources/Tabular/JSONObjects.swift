/// The outermost JSON objects of a text, wherever its lines end: one a line, one over many lines, without anything
/// between them (as delivery streams write), or as items of one list.
package enum JSONObjects {
    /// A piece of the text that should be one object.
    package struct Piece {
        /// Its bytes.
        package var bytes: [UInt8]
        /// Physical line on which it starts.
        package var line: Int
        /// Offset of its first byte.
        package var byteOffset: Int
        /// The object; `nil` when it is none.
        package var value: JSONValue?
        /// As text; what is no UTF-8 is replaced.
        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Calls `body` for each piece. Text between objects other than blanks, commas and the brackets of a list is a
    /// piece without an object, up to the end of its line; so is an object that does not end before the next one starts a
    /// line.
    ///
    /// - Throws: What `body` throws; `badData` for an object of more than 64 MiB.
    /// - Parameter isWanted: Whether the bytes of an object are worth parsing; others are passed over.
    package static func forEach(
        _ input: RandomAccessInput, where isWanted: ([UInt8]) -> Bool = { _ in true },
        _ body: (Piece) throws(TabularError) -> Void
    ) throws(TabularError) {
        var open = OpenObject()
        try TextLines.forEach(input) { (line: TextLines.Line) throws(TabularError) in
            var at = 0
            // Members of an object are indented: one that starts a line while another one is open ends it.
            if open.depth > 0, open.startsLine, line.bytes.first == UInt8(ascii: "{") {
                try body(open.cutOff)
                open = OpenObject()
            }
            while at < line.bytes.count {
                if open.depth == 0 {
                    let byte = line.bytes[at]
                    if byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[")
                        || byte == UInt8(ascii: "]")
                    {
                        at += 1
                        continue
                    }
                    guard byte == UInt8(ascii: "{") else {
                        try body(
                            Piece(
                                bytes: Array(line.bytes[at...]), line: line.number, byteOffset: line.byteOffset + at,
                                value: nil))
                        return
                    }
                    open = OpenObject(line: line.number, byteOffset: line.byteOffset + at, startsLine: at == 0)
                }
                let end = open.read(line.bytes, from: at)
                at = end
                if open.depth == 0, isWanted(open.bytes) { try body(open.piece(input.name)) }
            }
            guard open.depth > 0 else { return }
            open.bytes.append(0x0A)
            guard open.bytes.count <= mostBytes else {
                throw .badData(
                    Place(file: input.name, line: open.line), message: "a JSON object is longer than 64 MiB",
                    hint: "export one object a record")
            }
        }
        if open.depth > 0 { try body(open.cutOff) }
    }

    private static let mostBytes = 64 << 20

    /// An object whose end has not been seen yet.
    private struct OpenObject {
        var bytes: [UInt8] = []
        var line = 0
        var byteOffset = 0
        var depth = 0
        private(set) var startsLine = false
        private var inString = false
        private var isEscaped = false

        init() {}
        init(line: Int, byteOffset: Int, startsLine: Bool) {
            self.line = line
            self.byteOffset = byteOffset
            self.startsLine = startsLine
        }

        /// What there is of an object without an end.
        var cutOff: Piece { Piece(bytes: bytes, line: line, byteOffset: byteOffset, value: nil) }

        /// Takes bytes up to the end of the object or of the line; returns where the next ones start.
        mutating func read(_ line: [UInt8], from start: Int) -> Int {
            var at = start
            while at < line.count {
                let byte = line[at]
                at += 1
                if inString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        inString = false
                    }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): inString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    depth -= 1
                    if depth == 0 {
                        bytes += line[start..<at]
                        return at
                    }
                default: break
                }
            }
            bytes += line[start...]
            // No text of JSON goes on in the next line.
            inString = false
            isEscaped = false
            return at
        }

        func piece(_ name: String) -> Piece {
            Piece(
                bytes: bytes, line: line, byteOffset: byteOffset,
                value: try? JSONValue.parse(InputBytes(name: name, bytes: bytes)))
        }
    }
}
