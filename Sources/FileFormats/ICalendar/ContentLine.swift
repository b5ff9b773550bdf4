import Tabular

/// One unfolded line of an iCalendar file: `NAME;PARAMETER=value:value` (RFC 5545, § 3.1).
struct ContentLine: Sendable {
    /// Physical line on which it starts, from 1.
    let line: Int
    /// Name in capitals.
    let name: String
    /// Parameters by name in capitals, quotes removed; the last of a name counts.
    let parameters: [String: String]
    /// The value as written.
    let value: String

    /// Every content line of a file, blank lines left out.
    ///
    /// Lines may end in LF as well as CRLF; a line that begins with a blank or a tab goes on with the one before it.
    /// - Throws: `badData` at a line that is none.
    static func all(
        of input: InputBytes, notes: inout [String]
    ) throws(TabularError) -> [ContentLine] {
        // Lines may be folded inside a character, so the encoding is judged after unfolding.
        var unfolded = unfolded(input.bytes.starts(with: byteOrderMark) ? input.bytes.dropFirst(3) : input.bytes[...])
        if input.bytes.contains(0) || unfolded.contains(where: { String(validating: $0.bytes, as: UTF8.self) == nil }) {
            let text = try TextDecoding.decode(input)
            notes += text.notes
            unfolded = ContentLine.unfolded(text.bytes[text.start...])
        }
        var lines: [ContentLine] = []
        for line in unfolded { lines.append(try parse(line.bytes, line: line.number, file: input.name)) }
        return lines
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func unfolded(_ bytes: ArraySlice<UInt8>) -> [(number: Int, bytes: [UInt8])] {
        var lines: [(number: Int, bytes: [UInt8])] = []
        var number = 0
        for physical in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let content = physical.last == 0x0D ? physical.dropLast() : physical
            if let first = content.first, first == 0x20 || first == 0x09, !lines.isEmpty {
                lines[lines.count - 1].bytes.append(contentsOf: content.dropFirst())
            } else if !content.isEmpty {
                lines.append((number, Array(content)))
            }
        }
        return lines
    }

    private static func parse(_ bytes: [UInt8], line: Int, file: String) throws(TabularError) -> ContentLine {
        var isQuoted = false
        var pieces: [[UInt8]] = [[]]
        var value: [UInt8]?
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: ":"), !isQuoted {
                value = Array(bytes[(index + 1)...])
                break
            } else if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append([])
            } else {
                pieces[pieces.count - 1].append(byte)
            }
        }
        let texts = pieces.map { String(decoding: $0, as: UTF8.self) }
        let name = texts[0].uppercased()
        guard let value, !name.isEmpty, name.utf8.allSatisfy(isNameByte) else {
            let shown = String(decoding: bytes, as: UTF8.self).prefix(40)
            throw .badData(
                Place(file: file, line: line), message: "expected NAME:VALUE, found '\(shown)'",
                hint: "lines that go on with the one before begin with a blank (RFC 5545)")
        }
        var parameters: [String: String] = [:]
        for text in texts.dropFirst() {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else {
                throw .badData(
                    Place(file: file, line: line),
                    message: "expected a parameter NAME=VALUE of \(name), found '\(text)'",
                    hint: nil)
            }
            parameters[parts[0].uppercased()] = String(parts[1])
        }
        return ContentLine(
            line: line, name: name, parameters: parameters, value: String(decoding: value, as: UTF8.self))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    /// The value as text: `\,` `\;` `\\` are the signs themselves, `\n` a blank (names have one line).
    var text: String { ContentLine.unescaped(value) }

    /// The value as a list of texts, parted by commas that are not escaped, none empty.
    var texts: [String] {
        var items: [String] = [""]
        var isEscaped = false
        for character in value {
            if isEscaped {
                items[items.count - 1] += "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," {
                items.append("")
            } else {
                items[items.count - 1].append(character)
            }
        }
        return items.map(ContentLine.unescaped).filter { !$0.isEmpty }
    }

    private static func unescaped(_ value: String) -> String {
        var text = ""
        var isEscaped = false
        for character in value {
            if isEscaped {
                text.append(character == "n" || character == "N" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                text.append(character == "\r" || character == "\u{0}" ? " " : character)
            }
        }
        let words = text.split(separator: " ")
        return words.joined(separator: " ")
    }

    /// An error about the line: `file:line: DTSTART: message`.
    func error(_ message: String, file: String, hint: String? = nil) -> TabularError {
        .badData(Place(file: file, line: line), message: "\(name): \(message)", hint: hint)
    }
}
