import Foundation
import Testing

@Suite("wfm queue day") struct QueueDayCommandTests {
    private static let fixtures = WFMProcess.packageRoot.appendingPathComponent("Tests/QueueingTests/Fixtures")

    private func table(_ text: String) -> (header: [String], rows: [[String]]) {
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return (lines.first ?? [], Array(lines.dropFirst()))
    }

    private func reference(_ name: String) throws -> (header: [String], rows: [[String]]) {
        table(try String(contentsOf: QueueDayCommandTests.fixtures.appendingPathComponent(name), encoding: .utf8))
    }

    @Test("Pre-emptive profiles come back in the reference table's own columns and values")
    func preemptive() throws {
        let profiles = QueueDayCommandTests.fixtures.appendingPathComponent("transient_profiles.json").path
        let result = try WFMProcess.run(["queue", "day", profiles, "--convention", "preemptive"])
        #expect(result.status == 0)
        #expect(result.standardError.isEmpty)
        let answers = table(result.standardOutput)
        let expected = try reference("transient_intervals.csv")
        #expect(answers.header == expected.header)
        #expect(answers.rows.count == expected.rows.count)
        for (row, other) in zip(answers.rows, expected.rows) {
            #expect(row[0] == other[0])
            for (cell, otherCell) in zip(row, other).dropFirst() {
                let (value, reference) = (try #require(Double(cell)), try #require(Double(otherCell)))
                #expect(abs(value - reference) < 1e-7)
            }
        }
    }

    @Test("Agents who finish their call: the columns of both reference tables, and the days in a file")
    func finishCall() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wfm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let profiles = QueueDayCommandTests.fixtures.appendingPathComponent("transient_profiles.json").path
        let days = folder.appendingPathComponent("days.csv")
        let result = try WFMProcess.run(["queue", "day", profiles, "--days", days.path])
        #expect(result.status == 0)
        let header = table(result.standardOutput).header
        let simulated = try reference("transient_finish_call_intervals.csv").header.filter { !$0.contains("ci95") }
        #expect(Set(simulated).isSubset(of: header))
        #expect(Set(try reference("transient_intervals.csv").header).isSubset(of: header))
        let wholes = table(try String(contentsOf: days, encoding: .utf8))
        #expect(wholes.rows.count == 5)
        #expect(wholes.header.starts(with: ["profile", "calls", "sl_offered", "prob_wait"]))
    }

    @Test("One day on standard input; an impossible one is refused and the others go on")
    func refusals() throws {
        let good =
            #"{"name":"good","interval_s":900,"aht_s":180,"patience_s":300,"target_s":30,"agents":[0,4],"calls_per_interval":[15,25]}"#
        let bad =
            #"{"name":"bad","interval_s":900,"aht_s":180,"target_s":30,"agents":[1],"calls_per_interval":[9e8]}"#
        let one = try WFMProcess.run(["queue", "day", "-"], input: good)
        #expect(one.status == 0)
        #expect(table(one.standardOutput).rows.count == 2)
        let two = try WFMProcess.run(["queue", "day", "-"], input: "[\(bad), \(good)]")
        #expect(two.status == 65)
        #expect(table(two.standardOutput).rows.count == 2)
        #expect(two.standardError.contains("bad, interval 0: the number of contacts in the system cannot be"))
        let unknown = try WFMProcess.run(["queue", "day", "-", "--convention", "magic"], input: good)
        #expect(unknown.status == 64)
    }
}
