import Foundation
import Testing

@testable import Tabular

@Suite("CSV in blocks") struct CSVBlocksTests {
    /// A record as the whole file's reader and a block's reader must both find it.
    private struct Found: Hashable {
        var line: Int
        var fields: [String]
        var problem: RecordProblem?
    }

    private static func records(_ reader: CSVReader) -> [Found] {
        var reader = reader
        var found: [Found] = []
        while let record = reader.next() {
            let fields = (0..<record.count).map { record[$0] }
            found.append(Found(line: record.line, fields: fields, problem: record.problem))
        }
        return found
    }

    private func withFile<Result>(_ text: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("blocks-\(UUID().uuidString).csv")
        try Data(text).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    private static let files: [String] = [
        "a,b\n1,2\n3,4\n",
        "a,b\r\n1,2\r\n\r\n3,4\r\n5,6",
        "\u{FEFF}a,b\n1,2\n",
        "a,b\n\"x\ny\",2\n\"q\"\"q\",\"\n\n\"\n3,4\n",
        "a,b\n1,\"open\n2,3\n4,5\n6,\"shut\"\n",
        "a,b\n1,2,3\n1\n\n\na,b\nx\"y,1\n\"z\"z,1\n7,8\n",
        "a;b\n1;2\n\"3;4\";5\n",
        "a,b\n",
        "a,b",
        "a,b\n" + (0..<200).map { "\($0),\"line \($0)\nmore\"" }.joined(separator: "\n"),
    ]

    @Test("Blocks of any size hold the records, lines and problems of the whole file", arguments: files)
    func sameAsWhole(text: String) throws {
        let bytes = Array(text.utf8)
        let whole = try CSVReader(InputBytes(name: "whole", bytes: bytes))
        try withFile(bytes) { path in
            for size in [1, 7, 16, 33, 64, 1 << 16] {
                var blocks = try CSVBlocks(path, blockBytes: size)
                #expect(blocks.header == whole.header)
                var found: [Found] = []
                while let block = try blocks.next() { found += Self.records(block) }
                #expect(found == Self.records(whole), "blocks of \(size) bytes")
            }
        }
    }

    @Test("A file larger than its head, with quotes over block ends and damaged text far down, is read on")
    func beyondTheHead() throws {
        var text = "id,note\n"
        for row in 0..<60_000 { text += "\(row),\"note \(row)\n\(String(repeating: "x", count: row % 23))\"\n" }
        var bytes = Array(text.utf8)
        #expect(bytes.count > 1 << 20)
        bytes += [0x37, 0x2C, 0xC3, 0x28, 0x0A]
        bytes += Array("8,fine\n".utf8)
        try withFile(bytes) { path in
            var blocks = try CSVBlocks(path, blockBytes: 50_000)
            var rows = 0
            var last: Found?
            var damaged: [Int] = []
            while let block = try blocks.next() {
                for found in Self.records(block) {
                    rows += 1
                    if found.problem == .invalidEncoding { damaged.append(found.line) }
                    last = found
                }
            }
            #expect(rows == 60_002)
            #expect(damaged == [120_002])
            #expect(last == Found(line: 120_003, fields: ["8", "fine"], problem: nil))
        }
    }

    @Test("Other encodings and line ends are read whole, with the reader's own notes")
    func otherEncodings() throws {
        let utf16: [UInt8] = [0xFF, 0xFE] + "a,b\n1,2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        try withFile(utf16) { path in
            var blocks = try CSVBlocks(path, blockBytes: 4)
            #expect(blocks.notes.count == 1)
            let block = try #require(try blocks.next())
            #expect(Self.records(block) == [Found(line: 2, fields: ["1", "2"], problem: nil)])
            #expect(try blocks.next() == nil)
        }
        var old = "a,b\r"
        while old.utf8.count < 2 << 20 { old += "12345678,23456789\r" }
        try withFile(Array(old.utf8)) { path in
            var blocks = try CSVBlocks(path)
            let block = try #require(try blocks.next())
            #expect(Self.records(block).count == (old.utf8.count - 4) / 18)
        }
    }

    @Test("What cannot be read is said as by the whole file's reader")
    func refusals() throws {
        #expect(throws: TabularError.self) { try CSVBlocks("/nowhere/at/all.csv") }
        try withFile([]) { path in
            #expect(throws: TabularError.self) { try CSVBlocks(path) }
        }
    }
}
