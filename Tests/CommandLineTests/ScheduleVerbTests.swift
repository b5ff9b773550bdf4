import Foundation
import Testing

@Suite("Verbs of a roster")
struct ScheduleVerbTests {
    private static let page = WFMProcess.packageRoot.appendingPathComponent("docs/schedule-verbs.md")
    private static let examples = WFMProcess.packageRoot.appendingPathComponent("docs/examples/roster")

    /// A folder with the example and its published roster.
    private static func prepared() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("roster"), withDestinationURL: examples)
        try folder.write(
            String(contentsOf: examples.appendingPathComponent("published.csv"), encoding: .utf8), to: "roster.csv")
        return folder
    }

    @Test("The examples of the page run as written")
    func examplesRun() throws {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        let block = try #require(text.components(separatedBy: "```sh\n").dropFirst().first)
        let script = try #require(block.components(separatedBy: "```").first)
        let folder = try ScratchFolder()
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("roster"), withDestinationURL: Self.examples)
        let result = try WFMProcess.shell(
            "set -e -o pipefail\nwfm() { \"$WFM\" \"$@\"; }\n"
                + script.replacingOccurrences(of: "100000", with: "4000"), in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        for file in [
            "violations.json", "wishes.csv", "mended.csv", "changes.csv", "offers.csv", "availability.csv",
            "takers.csv",
            "answers.csv", "lines.csv", "awards.csv", "roster-files", "with-activities.csv", "sessions.csv",
            "unplaced.csv", "roster.html",
        ] {
            #expect(folder.contents().contains(file), "\(file)")
        }
        #expect(try folder.read("violations.json") == "[]\n")
        #expect(try folder.read("roster-files/calendar-ann.ics").hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(try folder.read("roster-files/summary.json").contains("\"violations\": 0"))
        #expect(try folder.read("roster-files/roster.csv").contains(",activity,"))
        let page = try folder.read("roster.html")
        #expect(page.contains("product-training") && page.hasSuffix("</html>\n"))
    }

    @Test("After an absence the mended roster is lawful with the new availability")
    func mended() throws {
        let folder = try Self.prepared()
        let result = try WFMProcess.run(
            [
                "schedule", "replan", "roster", "roster.csv", "--absences", "roster/absences.csv", "--output",
                "mended.csv",
                "--availability", "availability.csv",
            ], in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let script = """
            set -e
            mkdir changed && cp roster/*.csv roster/instance.json changed && cp availability.csv changed
            "$WFM" schedule check changed mended.csv
            """
        let check = try WFMProcess.shell(script, in: folder.url)
        #expect(check.status == 0, "\(check.standardError)")
        #expect(check.standardOutput.contains("violations 0"))
    }

    @Test("A trade that is not lawful exits with 1 and names both sides' rules")
    func unlawfulTrade() throws {
        let folder = try Self.prepared()
        let shifts = try folder.read("roster.csv").split(separator: "\n").map { $0.split(separator: ",") }
        let full = try #require(shifts.first { $0[0] == "bob" })
        let part = try #require(shifts.first { $0[0] == "hana" })
        let result = try WFMProcess.run(
            [
                "schedule", "swap", "roster", "roster.csv", "--agent", "bob", "--date", String(full[2].prefix(10)),
                "--with",
                "hana", "--with-date", String(part[2].prefix(10)), "--format", "json",
            ], in: folder.url)
        #expect(result.status == 1, "\(result.standardError)")
        #expect(result.standardOutput.contains("\"lawful\": false"))
        #expect(result.standardOutput.contains("H1 hana"))
        #expect(result.standardOutput.contains("H1 bob"))
    }

    @Test(
        "Bad questions are answered, never crashed on",
        arguments: [
            (["swap", "roster", "roster.csv", "--agent", "bobb", "--date", "2026-03-04"], 65, "did you mean 'bob'?"),
            (["swap", "roster", "roster.csv", "--agent", "bob", "--date", "2026-03-05"], 65, "is off on 2026-03-05"),
            (["swap", "roster", "roster.csv", "--agent", "bob", "--date", "5 March"], 64, "expected a date"),
            (
                ["explain", "roster", "roster.csv", "--agent", "bob", "--date", "2026-04-05", "--kind", "day"], 65,
                "outside the 14 days"
            ),
            (["explain", "roster", "roster.csv", "--agent", "bob"], 64, "asked together"),
            (["explain", "roster", "--rules", "eu-working-tine"], 64, "did you mean 'eu-working-time'?"),
            (["explain", "roster", "--rules", "nowhere.yaml"], 66, "nowhere.yaml"),
            (["check", "roster", "roster.csv", "--rules", "roster/agents.csv"], 65, "agents.csv"),
            (["replan", "roster", "roster.csv", "--absences", "roster/requests.csv"], 65, "date"),
            (["replan", "roster", "roster/agents.csv", "--absences", "roster/absences.csv"], 65, "agents.csv"),
            (
                ["timeoff", "roster", "roster.csv", "roster/requests.csv", "--max-short-hours=-1"], 64,
                "must not be negative"
            ),
            (["export", "roster", "roster.csv", "--time-zone", "Europe/Berlim", "--output", "x"], 65, "Europe/Berlin"),
        ])
    func badQuestions(arguments: [String], status: Int32, words: String) throws {
        let folder = try Self.prepared()
        let result = try WFMProcess.run(["schedule"] + arguments, in: folder.url)
        #expect(result.status == status, "\(result.standardError)")
        #expect(result.standardError.contains(words), "\(result.standardError)")
    }

    @Test("A start that the clock skips is refused, and what is wrong with activities is told all at once")
    func refused() throws {
        let folder = try Self.prepared()
        try folder.write(
            "activity,who,minutes,to,from\ntalk,skill:sale,30,,\nmeet,bob,20,09:00,10:00\nmeet,agent:bob,15,,\n",
            to: "activities.csv")
        let activities = try WFMProcess.run(
            ["schedule", "activities", "roster", "roster.csv", "--activities", "activities.csv", "--output", "x.csv"],
            in: folder.url)
        #expect(activities.status == 65)
        for fault in [
            "unknown skill 'sale'", "did you mean 'sales'?", "write agent:bob", "not on the grid", "not after",
            "given twice",
        ] {
            #expect(activities.standardError.contains(fault), "\(fault): \(activities.standardError)")
        }
        #expect(!folder.contents().contains("x.csv"))

        // The example's weeks have no change of the clock in Berlin; in New York it is on 8 March.
        try folder.write("agent,kind,start,breaks\nann,day,2026-03-08T02:30,\n", to: "night.csv")
        let export = try WFMProcess.run(
            ["schedule", "report", "roster", "night.csv", "--time-zone", "America/New_York", "--output", "x.html"],
            in: folder.url)
        #expect(export.status == 65)
        #expect(
            export.standardError.contains("the clock of America/New_York skips the start of 1 shift: ann at 2026-03-08")
        )
        let check = try WFMProcess.run(
            ["schedule", "check", "roster", "night.csv", "--time-zone", "America/New_York"], in: folder.url)
        #expect(check.standardError.contains("it goes from 02:00 to 03:00"))
    }
}
