import Foundation
import Tabular
import Testing

@Suite("Writing files whole or not at all")
struct AtomicOutputTests {
    /// A folder of its own, removed afterwards.
    static func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "wfm-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    static func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    static func content(_ path: String) throws -> String {
        String(decoding: try InputBytes.read(path).bytes, as: UTF8.self)
    }

    @Test("Files appear under their names, folders are made, nothing else is left")
    func writes() throws {
        try Self.inFolder { folder in
            let files = [OutputFile(path: "a.csv", bytes: Array("1".utf8)), OutputFile(path: "b.csv", bytes: [])]
            try writeAtomically(files, folder: "\(folder)/deep/er")
            #expect(try Self.names("\(folder)/deep/er") == ["a.csv", "b.csv"])
            #expect(try Self.content("\(folder)/deep/er/a.csv") == "1")
            try writeAtomically(OutputFile(path: "\(folder)/deep/er/a.csv", bytes: Array("2".utf8)))
            #expect(try Self.content("\(folder)/deep/er/a.csv") == "2")
            #expect(try Self.names("\(folder)/deep/er") == ["a.csv", "b.csv"])
        }
    }

    @Test("When one file cannot be created, none is and no temporary stays")
    func cannotCreate() throws {
        try Self.inFolder { folder in
            try createFolder("\(folder)/b.csv")
            let files = ["a.csv", "b.csv"].map { OutputFile(path: "\(folder)/\($0)", bytes: [1]) }
            let error = try #require(throws: TabularError.self) { try writeAtomically(files) }
            guard case .cannotCreate(let path, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(path == "\(folder)/b.csv")
            #expect(try Self.names(folder) == ["b.csv"])
            let missing = try #require(throws: TabularError.self) {
                try writeAtomically(OutputFile(path: "\(folder)/no/where.csv", bytes: [1]))
            }
            guard case .cannotCreate = missing else {
                Issue.record("\(missing)")
                return
            }
        }
    }

    @Test(
        "A full disk is noticed, the old file stays and no temporary does",
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full here"))
    func diskFull() throws {
        try Self.inFolder { folder in
            let old = OutputFile(path: "\(folder)/a.csv", bytes: Array("old".utf8))
            try writeAtomically(old)
            let files = [
                OutputFile(path: old.path, bytes: Array("new".utf8)), OutputFile(path: "/dev/full", bytes: [1]),
            ]
            let error = try #require(throws: TabularError.self) { try writeAtomically(files) }
            guard case .inputOutput(let path, let reason) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(path == "/dev/full" && reason.contains("space"))
            #expect(try Self.content(old.path) == "old")
            #expect(try Self.names(folder) == ["a.csv"])
        }
    }

    @Test("A file in the way of a folder, and a folder without a name, are refused")
    func folders() throws {
        try Self.inFolder { folder in
            try writeAtomically(OutputFile(path: "\(folder)/x", bytes: []))
            for path in ["\(folder)/x", "\(folder)/x/y", ""] {
                #expect(throws: TabularError.self) { try createFolder(path) }
            }
            try createFolder(folder)
        }
    }

    @Test("A link is followed and a file keeps its permissions")
    func links() throws {
        try Self.inFolder { folder in
            let target = OutputFile(path: "\(folder)/target.csv", bytes: Array("1".utf8))
            try writeAtomically(target)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target.path)
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/link.csv", withDestinationPath: target.path)
            try writeAtomically(OutputFile(path: "\(folder)/link.csv", bytes: Array("2".utf8)))
            #expect(try Self.content(target.path) == "2")
            #expect(try Self.names(folder) == ["link.csv", "target.csv"])
            let attributes = try FileManager.default.attributesOfItem(atPath: target.path)
            #expect(attributes[.posixPermissions] as? Int == 0o640)
        }
    }

    @Test(
        "Input that is not there, or is a folder, is named", arguments: ["/no/such/file.csv", NSTemporaryDirectory()])
    func noInput(_ path: String) throws {
        let error = try #require(throws: TabularError.self) { try InputBytes.read(path) }
        guard case .noInput(let named, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(named == path)
    }

    @Test("A file larger than one chunk, and one whose size is unknown, are read whole")
    func largeAndUnknownSize() throws {
        try Self.inFolder { folder in
            let bytes = (0..<300_000).map { UInt8($0 % 251) }
            try writeAtomically(OutputFile(path: "\(folder)/large", bytes: bytes))
            #expect(try InputBytes.read("\(folder)/large").bytes == bytes)
        }
        if FileManager.default.fileExists(atPath: "/proc/self/status") {
            #expect(try !InputBytes.read("/proc/self/status").bytes.isEmpty)
        }
    }
}
