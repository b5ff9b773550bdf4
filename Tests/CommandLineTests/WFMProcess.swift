import Foundation

/// Runs the built `wfm` as a user does and keeps what it said.
struct WFMProcess {
    let status: Int32
    let standardOutput: String
    let standardError: String

    /// The executable beside the test bundle.
    static let executable: URL =
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("wfm")

    /// Folder of the package, from which the examples of the documentation are run.
    static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func run(_ arguments: [String], input: String? = nil, in folder: URL = packageRoot) throws -> WFMProcess {
        try run(executable, arguments, input: input, in: folder)
    }

    /// Runs a shell line in which `$WFM` is the executable.
    static func shell(_ line: String, in folder: URL = packageRoot) throws -> WFMProcess {
        try run(URL(fileURLWithPath: "/bin/bash"), ["-c", line], input: nil, in: folder)
    }

    private static func run(_ program: URL, _ arguments: [String], input: String?, in folder: URL) throws -> WFMProcess
    {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["WFM"] = executable.path
        process.environment = environment
        // Files, not pipes: a pipe that nobody drains would stop a talkative process.
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let output = scratch.appendingPathComponent("out")
        let errors = scratch.appendingPathComponent("err")
        let inputFile = scratch.appendingPathComponent("in")
        try Data((input ?? "").utf8).write(to: inputFile)
        for file in [output, errors] { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return WFMProcess(
            status: process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus,
            standardOutput: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            standardError: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

/// A folder of its own for one test, removed when the test is over.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to name: String) throws {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func contents(of name: String = ".") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
    }
}
