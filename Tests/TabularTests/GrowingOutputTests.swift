import Foundation
import Testing

@testable import Tabular

@Suite("Files that grow")
struct GrowingOutputTests {
    private static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private static func names(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test("Blocks stand one after the other, under the final name only when committed")
    func commit() throws {
        try Self.withFolder { folder in
            let path = folder.appendingPathComponent("out.csv").path
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            let output = try GrowingOutput(path: path)
            for number in 0..<1000 { try output.append(Array("\(number)\n".utf8)) }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            try output.commit()
            #expect(try String(contentsOfFile: path, encoding: .utf8) == (0..<1000).map { "\($0)\n" }.joined())
            #expect(try Self.names(folder) == ["out.csv"])
        }
    }

    @Test("Without commit nothing is left")
    func dropped() throws {
        try Self.withFolder { folder in
            do {
                let output = try GrowingOutput(path: folder.appendingPathComponent("out.csv").path)
                try output.append([1, 2, 3])
                #expect(try Self.names(folder).count == 1)
            }
            #expect(try Self.names(folder).isEmpty)
        }
    }

    @Test("A folder or a missing folder is refused before any work")
    func refused() throws {
        try Self.withFolder { folder in
            for path in [folder.path, folder.appendingPathComponent("no/out.csv").path] {
                #expect(throws: TabularError.self) { _ = try GrowingOutput(path: path) }
            }
        }
    }

    @Test("A device is written to directly")
    func device() throws {
        let output = try GrowingOutput(path: "/dev/null")
        try output.append([1])
        try output.commit()
    }
}

@Suite("Inputs read in stretches")
struct RandomAccessInputTests {
    @Test("Every line is in exactly one stretch, whole, in order", arguments: [1, 2, 5, 7, 64, 100_000])
    func lines(stretchBytes: Int) async throws {
        let texts = [
            "", "\n", "a", "a\n", "\n\n\n", "one\ntwo\n\nthree",
            "x\n" + String(repeating: "long", count: 3000) + "\ny\n",
            (0..<500).map { String(repeating: "z", count: $0 % 13) }.joined(separator: "\n"),
        ]
        for text in texts {
            let input = RandomAccessInput(InputBytes(name: "t", bytes: Array(text.utf8)))
            for start in [0, 1].filter({ $0 <= text.utf8.count }) {
                let parts = try await input.mapLines(
                    from: start, stretchBytes: stretchBytes, threads: 3, endsIt: { _ in false }
                ) { Array($0) }
                var wanted = Array(text.utf8.dropFirst(start))
                if !wanted.isEmpty, wanted.last != 0x0A { wanted.append(0x0A) }
                #expect(parts.flatMap(\.self) == wanted)
                #expect(parts.allSatisfy { $0.isEmpty || $0.last == 0x0A })
            }
        }
    }

    @Test("A file reads as its bytes do, and nothing after the end is looked at")
    func file() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = Array((0..<5000).map { "line \($0)\n" }.joined().utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let input = try RandomAccessInput.open(path)
        #expect(input.count == bytes.count)
        #expect(try input.whole().bytes == bytes)
        let parts = try await input.mapLines(from: 0, stretchBytes: 1000, threads: 2) {
            $0.starts(with: Array("line 1000\n".utf8)) || $0.count > 5000
        } _: {
            Array($0)
        }
        #expect(bytes.starts(with: parts.flatMap(\.self)))
        #expect(throws: TabularError.self) { _ = try RandomAccessInput.open(path + "-missing") }
    }
}
