import Foundation
import Tabular
import Testing

/// Data that is not in the repository: the folder named by `WFM_REFERENCE`, beside the package by default.
enum Reference {
    static let root: URL = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return ProcessInfo.processInfo.environment["WFM_REFERENCE"].map { URL(fileURLWithPath: $0) }
            ?? package.appendingPathComponent("../shared")
    }()

    static func path(_ relative: String) -> String { root.appendingPathComponent(relative).path }

    static func exists(_ relative: String) -> Bool { FileManager.default.fileExists(atPath: path(relative)) }
}

/// The package's own folder, for tests of its documents.
enum Package {
    static func path(_ relative: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent(relative).path
    }
}

/// `text` as an input of that name.
func input(_ text: String, name: String = "t.csv") -> InputBytes { InputBytes(name: name, bytes: Array(text.utf8)) }

/// Bytes as text.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// What a piece of code complains about, with the hint; "" when it does not.
func complaint(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch let error as TabularError {
        return error.description + (error.hint.map { " | " + $0 } ?? "")
    } catch {
        return "\(error)"
    }
}

/// Calls `body` with the path of a folder of `files` that is gone afterwards.
func withFolder<Result>(
    _ files: [(name: String, content: String)], _ body: (String) throws -> Result
) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    for file in files {
        try file.content.write(toFile: "\(path)/\(file.name)", atomically: false, encoding: .utf8)
    }
    return try body(path)
}
