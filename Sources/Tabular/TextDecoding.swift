import Foundation

/// Text of an input as UTF-8, whatever encoding it arrived in.
public struct DecodedText: Sendable {
    /// UTF-8 bytes; a byte-order mark is kept (``start`` lies after it), so that offsets are those of the file.
    public let bytes: [UInt8]
    /// Where the text starts.
    public let start: Int
    /// Whether every byte is valid UTF-8; `false` for a UTF-8 file with damaged places.
    public let isValidUTF8: Bool
    /// What was decided, in words; empty for plain UTF-8.
    public let notes: [String]
}

/// Finds the encoding of a text and turns it into UTF-8.
///
/// Order: byte-order mark, then UTF-16 betrayed by its zero bytes, then strict UTF-8, then GB18030 when the text
/// looks Chinese, then Windows-1252. A file that is UTF-8 but for a few damaged places stays UTF-8, so that only the
/// damaged records are refused.
public enum TextDecoding {
    /// Decodes an input.
    ///
    /// - Throws: ``TabularError/badData(_:message:hint:)`` for archives and workbooks, which are not text.
    public static func decode(_ input: InputBytes) throws(TabularError) -> DecodedText {
        let bytes = input.bytes
        if input.isDecoded { return DecodedText(bytes: bytes, start: 0, isValidUTF8: true, notes: []) }
        try refuseBinary(bytes, name: input.name)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let census = UTF8Census(bytes, from: 3)
            let damage =
                census.invalid == 0
                ? [] : [damageNote(input.name, places: census.invalid)]
            return DecodedText(bytes: bytes, start: 3, isValidUTF8: census.invalid == 0, notes: damage)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return utf16(input, from: 2, bigEndian: false, evidence: "byte-order mark")
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return utf16(input, from: 2, bigEndian: true, evidence: "byte-order mark")
        }
        if let bigEndian = utf16ByZeros(bytes) {
            return utf16(input, from: 0, bigEndian: bigEndian, evidence: "every other byte zero")
        }
        let sample = bytes.prefix(65_536)
        // A stray zero costs its record; a file full of them is no text.
        let zeros = sample.count { $0 == 0 }
        if zeros > 16, zeros * 100 > sample.count {
            throw binary(input.name)
        }
        let census = UTF8Census(bytes, from: 0)
        if census.invalid == 0 { return DecodedText(bytes: bytes, start: 0, isValidUTF8: true, notes: []) }
        // No table in a national encoding holds many control characters.
        let controls = sample.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B].contains($0) }
        if controls > 16, controls * 100 > sample.count {
            throw binary(input.name)
        }
        if census.multibyte > census.invalid {
            return DecodedText(
                bytes: bytes, start: 0, isValidUTF8: false,
                notes: [damageNote(input.name, places: census.invalid)])
        }
        if looksChinese(bytes), let text = gb18030(bytes) {
            return DecodedText(
                bytes: text, start: 0, isValidUTF8: true,
                notes: ["\(input.name): not UTF-8; read as GB18030, byte offsets count in the UTF-8 text"])
        }
        return DecodedText(
            bytes: windows1252(bytes), start: 0, isValidUTF8: true,
            notes: ["\(input.name): not UTF-8; read as Windows-1252, byte offsets count in the UTF-8 text"])
    }

    private static func binary(_ name: String) -> TabularError {
        .badData(Place(file: name), message: "is a binary file, not text", hint: "export the table as CSV (UTF-8)")
    }

    static func refuseBinary(_ bytes: [UInt8], name: String) throws(TabularError) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            throw .badData(
                Place(file: name), message: "is a ZIP archive or an Excel workbook, not text",
                hint: "save the sheet as CSV (UTF-8)")
        }
        if bytes.starts(with: [0x1F, 0x8B]) {
            throw .badData(
                Place(file: name), message: "is gzip-compressed", hint: "unpack it first: gzip -dc FILE | wfm … -")
        }
    }

    /// Text in a Western script has a zero in every other byte of UTF-16 and none in any other encoding.
    static func utf16ByZeros(_ bytes: [UInt8]) -> Bool? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 4 else { return nil }
        var even = 0
        var odd = 0
        for (index, byte) in sample.enumerated() where byte == 0 {
            if index % 2 == 0 { even += 1 } else { odd += 1 }
        }
        if odd * 5 > sample.count, even * 20 < odd { return false }
        if even * 5 > sample.count, odd * 20 < even { return true }
        return nil
    }

    static func utf16(_ input: InputBytes, from start: Int, bigEndian: Bool, evidence: String) -> DecodedText {
        let bytes = input.bytes
        var units: [UInt16] = []
        units.reserveCapacity((bytes.count - start) / 2)
        var index = start
        while index + 1 < bytes.count {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        let name = "UTF-16 \(bigEndian ? "big" : "little") endian"
        var notes = ["\(input.name): read as \(name) (\(evidence)); byte offsets count in the UTF-8 text"]
        if index < bytes.count { notes.append("\(input.name): one odd byte at the end was left out") }
        return DecodedText(
            bytes: Array(String(decoding: units, as: UTF16.self).utf8), start: 0, isValidUTF8: true, notes: notes)
    }

    /// Whether the pairs of high bytes are mostly characters that Chinese text is made of: the 3,755 common
    /// characters and the symbols of GB 2312. The accented letters of Western text, read in pairs, are not.
    static func looksChinese(_ bytes: [UInt8]) -> Bool {
        var pairs = 0
        var common = 0
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            pairs += 1
            guard index + 1 < bytes.count else { break }
            let trail = bytes[index + 1]
            if trail >= 0xA1, (0xB0...0xD7).contains(lead) || (0xA1...0xA9).contains(lead) { common += 1 }
            // Four-byte form: lead, digit, lead, digit.
            index += (0x30...0x39).contains(trail) ? 4 : 2
        }
        return common * 2 > pairs
    }

    static func gb18030(_ bytes: [UInt8]) -> [UInt8]? {
        // kCFStringEncodingGB_18030_2000 as Foundation's encoding number.
        let encoding = String.Encoding(rawValue: 0x8000_0632)
        return String(data: Data(bytes), encoding: encoding).map { Array($0.utf8) }
    }

    /// Windows-1252 with the five unassigned bytes as control characters (the WHATWG encoding standard's table).
    static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let scalar = byte < 0xA0 ? windows1252Controls[Int(byte) - 0x80] : UInt16(byte)
            if scalar < 0x800 {
                text.append(0xC0 | UInt8(scalar >> 6))
            } else {
                text.append(0xE0 | UInt8(scalar >> 12))
                text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            }
            text.append(0x80 | UInt8(scalar & 0x3F))
        }
        return text
    }

    private static let windows1252Controls: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]
}

/// How many places of a text are, and are not, well-formed multi-byte UTF-8.
package struct UTF8Census {
    /// Well-formed characters of two bytes or more (not counted when everything is valid).
    package var multibyte = 0
    /// Places that are not UTF-8.
    package var invalid = 0

    package init(_ bytes: [UInt8], from start: Int) {
        if (try? UTF8Span(validating: bytes.span.extracting(start..<bytes.count))) != nil { return }
        var index = start
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            // The longest well-formed character starting here, by trying the standard library's validator.
            var length = 0
            for candidate in 2...4 where index + candidate <= bytes.count {
                if (try? UTF8Span(validating: bytes.span.extracting(index..<index + candidate))) != nil,
                    bytes[index + 1] >= 0x80
                {
                    length = candidate
                    break
                }
            }
            if length == 0 {
                invalid += 1
                index += 1
            } else {
                multibyte += 1
                index += length
            }
        }
    }
}

extension TextDecoding {
    /// What is said about a UTF-8 file with damaged places.
    package static func damageNote(_ name: String, places: Int) -> String {
        "\(name): UTF-8 with \(places) damaged places, kept as they are"
    }

    /// Whether a text is to be read as UTF-8, judged by its first bytes; damaged places do not speak against it when
    /// there are more characters of several bytes than such places.
    ///
    /// - Parameter isWhole: `false` = the sample may end in the middle of a character.
    package static func isUTF8(sample: [UInt8], isWhole: Bool) -> Bool {
        // In the order of ``decode(_:)``: a mark says more than zeros.
        if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
        if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) || utf16ByZeros(sample) != nil {
            return false
        }
        var bytes = sample
        if !isWhole { while let last = bytes.last, last >= 0x80 { bytes.removeLast() } }
        let census = UTF8Census(bytes, from: 0)
        return census.invalid == 0 || census.multibyte > census.invalid
    }
}
