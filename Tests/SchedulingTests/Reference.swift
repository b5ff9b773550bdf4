import ContactCenter
import FileFormats
import Foundation
import Scheduling
import Testing

/// What may stand beside the package: the reference data and judge, and solver libraries.
enum Reference {
    static let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The reference folder, from `WFM_REFERENCE` or beside the package.
    static let folder: URL = {
        let given = ProcessInfo.processInfo.environment["WFM_REFERENCE"]
        return given.map { URL(fileURLWithPath: $0) }
            ?? packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
    }()

    static var instances: URL { folder.appendingPathComponent("data/scheduling/contact-centre") }
    static var judge: URL { folder.appendingPathComponent("peers/scheduling/check_roster.py") }

    /// Whether the reference instances are there.
    static let hasInstances = FileManager.default.fileExists(atPath: instances.path)
    /// Whether the reference judge and a Python to run it are there.
    static let hasJudge = FileManager.default.fileExists(atPath: judge.path) && (try? run(["--version"])) != nil

    /// The solver library, where the set-up step put one.
    static let library: HiGHSLibrary? = HiGHSLibrary.locate(
        in: [
            ProcessInfo.processInfo.environment["WFM_SOLVER_DIR"],
            packageRoot.appendingPathComponent("third_party").path,
        ].compactMap(\.self))

    /// The constraint solver, where the set-up step put one.
    static let constraintSolver: CPSATLibrary? = CPSATLibrary.locate(
        in: [
            ProcessInfo.processInfo.environment["WFM_SOLVER_DIR"],
            packageRoot.appendingPathComponent("third_party").path,
        ].compactMap(\.self))
    static let needsConstraintSolver: Comment = "needs CP-SAT in WFM_SOLVER_DIR or third_party (make setup)"

    /// What the judge says of a roster.
    struct Verdict: Decodable {
        var violations: Int
        var costUnder: Double
        var costOver: Double
        var costAvoid: Double
        var costWeekend: Double
        var costTotal: Double
        var paidHours: Double
        var details: [String]
    }

    /// The judge's verdict on `roster`.
    static func verdict(on roster: Roster, of instance: RosteringInstance) throws -> Verdict {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-judge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        for file in RosteringFolder.write(instance) {
            try Data(file.bytes).write(to: place.appendingPathComponent(file.path))
        }
        let shifts = place.appendingPathComponent("roster.csv")
        try Data(CompactRosterFile.write(roster)).write(to: shifts)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Verdict.self, from: run([judge.path, place.path, shifts.path, "--json"]))
    }

    private static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus < 2 else { throw CocoaError(.executableLoad) }
        return data
    }
}
