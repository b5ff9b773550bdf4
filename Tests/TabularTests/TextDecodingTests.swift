import Foundation
import Tabular
import Testing

@Suite("Finding the encoding")
struct TextDecodingTests {
    static let chinese = "日期,技能组\n2024/3/4,售后支持\n客服中心,呼入量接通量\n"
    static let western = "name,ort\nGröße – €,Müller\nréclamation,Ærø\n"

    static func decoded(_ bytes: [UInt8]) throws -> (text: String, notes: [String], isValid: Bool) {
        let text = try TextDecoding.decode(InputBytes(name: "t", bytes: bytes))
        return (String(decoding: text.bytes[text.start...], as: UTF8.self), text.notes, text.isValidUTF8)
    }

    static func encoded(_ text: String, _ rawEncoding: UInt) throws -> [UInt8] {
        Array(try #require(text.data(using: String.Encoding(rawValue: rawEncoding))))
    }

    @Test(
        "UTF-8 passes unchanged and unremarked, with and without byte-order mark",
        arguments: [chinese, western, "a,b\n"])
    func utf8(_ text: String) throws {
        let plain = try Self.decoded(Array(text.utf8))
        #expect(plain.text == text && plain.notes.isEmpty)
        let marked = try Self.decoded([0xEF, 0xBB, 0xBF] + Array(text.utf8))
        #expect(marked.text == text && marked.notes.isEmpty)
    }

    @Test("UTF-16 of either order is read, marked or betrayed by its zeros", arguments: [true, false])
    func utf16(_ bigEndian: Bool) throws {
        func bytes(_ text: String) -> [UInt8] {
            text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        }
        for text in [Self.chinese, Self.western, "😎,b\n"] {
            let marked = try Self.decoded((bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) + bytes(text))
            #expect(marked.text == text && marked.notes.count == 1)
        }
        let unmarked = try Self.decoded(bytes(Self.western))
        #expect(unmarked.text == Self.western)
    }

    @Test("Chinese text that is not UTF-8 is read as GB18030 and said")
    func gb18030() throws {
        let result = try Self.decoded(Self.encoded(Self.chinese, 0x8000_0632))
        #expect(result.text == Self.chinese)
        #expect(result.notes.count == 1 && result.notes[0].contains("GB18030"))
    }

    @Test("Western text that is not UTF-8 is read as Windows-1252, also where its letters would pair up in GB18030")
    func windows1252() throws {
        for text in [Self.western, "a,Größe\n", "Übergrößen,ÄÖÜ äöü\n", "café,naïve\n"] {
            let result = try Self.decoded(Self.encoded(text, String.Encoding.windowsCP1252.rawValue))
            #expect(result.text == text)
            #expect(result.notes.count == 1 && result.notes[0].contains("Windows-1252"))
        }
    }

    @Test("A damaged place in UTF-8 costs its record, not the encoding of the file")
    func damagedUTF8() throws {
        var bytes = Array("a,b\n1,ü\n2,x\n3,é\n".utf8)
        let x = try #require(bytes.firstIndex(of: UInt8(ascii: "x")))
        bytes[x] = 0xFF
        let reader = try CSVReader(InputBytes(name: "t", bytes: bytes))
        #expect(reader.notes.count == 1)
        #expect(allRecords(reader).map(\.problem) == [nil, .invalidEncoding, nil])
    }

    @Test(
        "Workbooks and archives are refused with advice",
        arguments: [[0x50, 0x4B, 3, 4, 0], [0x1F, 0x8B, 8]] as [[UInt8]])
    func binary(_ bytes: [UInt8]) {
        let error = #expect(throws: TabularError.self) { try CSVReader(InputBytes(name: "t", bytes: bytes)) }
        #expect(error?.hint != nil)
    }
}
