import Foundation
import Testing

@Suite("wfm capacity")
struct CapacityCommandTests {
    /// The shell block of docs/methods/capacity.md, its output put into a folder of the test's.
    @Test("The documented example runs as written, on the demo centre")
    func example() throws {
        let page = try String(
            contentsOf: WFMProcess.packageRoot.appendingPathComponent("docs/methods/capacity.md"), encoding: .utf8)
        let line = try #require(
            page.components(separatedBy: "```sh\n").dropFirst().first?.components(separatedBy: "```").first)
        let folder = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("data"),
            withDestinationURL: WFMProcess.packageRoot.appendingPathComponent("data"))
        let result = try WFMProcess.shell("set -e\nwfm() { \"$WFM\" \"$@\"; }\n" + line, in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let rows = try folder.read("capacity-output/capacity.csv").split(separator: "\n")
        #expect(rows.count == 1 + 3 * 52)
        #expect(rows[0].hasPrefix("week,scenario,required_fte,"))
        #expect(rows[1].hasPrefix("2026-03-02,low,") && rows[53].hasPrefix("2026-03-02,expected,"))
        #expect(try folder.read("capacity-output/hiring.csv").contains("expected,2026-03-16,1,4,2026-04-13,"))
        let summary = try folder.read("capacity-output/capacity.json")
        #expect(summary.contains("\"service_level_point\"") && summary.contains("\"attrition_factor\""))
        let again = try WFMProcess.shell(
            "set -e\nwfm() { \"$WFM\" \"$@\"; }\n" + line.replacing("capacity-output", with: "again"), in: folder.url)
        #expect(again.status == 0)
        for file in ["capacity.csv", "hiring.csv", "capacity.json"] {
            #expect(try folder.read("capacity-output/\(file)") == folder.read("again/\(file)"), "\(file)")
        }
    }

    private static let settings = """
        version: 1
        fte_hours_per_week: 40
        staff: [{heads: HEADS, tenure_weeks: 60}]
        attrition: 0.2
        costs: {wage_per_hour: 12}

        """

    private static func centre(heads: Int, extra: String = "") throws -> SmallCentre {
        let centre = try SmallCentre()
        try centre.folder.write(
            settings.replacing("HEADS", with: "\(heads)") + extra, to: "capacity.yaml")
        let weeks = (0..<4).map { "2026-03-\($0 < 2 ? "0" : "")\(2 + 7 * $0),sales,voice,200,240,180,230" }
        try centre.folder.write(
            "week,queue,channel,volume,aht_s,volume-lo-80,volume-hi-80\n" + weeks.joined(separator: "\n") + "\n",
            to: "weeks.csv")
        return centre
    }

    private static func capacity(_ centre: SmallCentre, _ more: [String] = []) throws -> WFMProcess {
        try WFMProcess.run(
            ["capacity", "weeks.csv", "--plan", "plan.yaml", "--settings", "capacity.yaml"] + more,
            in: centre.folder.url)
    }

    @Test("Without a folder capacity.csv goes to standard output, words to standard error")
    func standardOutput() throws {
        let centre = try Self.centre(heads: 6)
        let result = try Self.capacity(centre)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardOutput.split(separator: "\n").count == 13)
        #expect(result.standardError.contains("expected volume: 0 hires in 0 classes"))
        #expect(result.standardError.contains("note: "))
        let json = try Self.capacity(centre, ["--format", "json", "--quiet"])
        #expect(json.standardOutput.hasPrefix("{\n  \"scenarios\""))
        #expect(json.standardError.isEmpty)
    }

    @Test("A shortfall is stated, and fails only under --strict")
    func strict() throws {
        let short = try Self.centre(heads: 0)
        let plain = try Self.capacity(short)
        #expect(plain.status == 0)
        #expect(plain.standardError.contains("short: expected volume: 4 weeks are short"))
        #expect(try Self.capacity(short, ["--strict"]).status == 1)
        #expect(try Self.capacity(Self.centre(heads: 9), ["--strict"]).status == 0)
    }

    @Test("Faults have their exit code, place and hint")
    func faults() throws {
        let unknown = try Self.capacity(Self.centre(heads: 3, extra: "overtme: 1\n"))
        #expect(unknown.status == 65)
        #expect(unknown.standardError.contains("capacity.yaml:6: unknown key 'overtme'"))
        #expect(unknown.standardError.contains("hint: did you mean 'overtime'?"))
        let centre = try Self.centre(heads: 3)
        try FileManager.default.removeItem(at: centre.folder.url.appendingPathComponent("weeks.csv"))
        #expect(try Self.capacity(centre).status == 66)
        try centre.folder.write(
            "week,queue,channel,volume,aht_s\n2026-03-02,sales,voice,10,200\n2026-03-16,sales,voice,10,200\n",
            to: "weeks.csv")
        let gap = try Self.capacity(centre)
        #expect(gap.status == 65)
        #expect(gap.standardError.contains("no row of sales/voice in the week of 2026-03-09"))
        #expect(try Self.capacity(centre, ["--output", "out", "--format", "json"]).status == 64)
        try centre.folder.write("", to: "weeks.csv")
        #expect(try Self.capacity(centre).status == 65)
    }
}
