import Foundation
import Testing

@Suite("Bad input through the command line")
struct BadInputTests {
    private static func hasNoTrace(_ result: WFMProcess) -> Bool {
        !result.standardError.contains("Fatal error") && result.standardError.contains("error: ")
    }

    @Test("A missing file is no input, and named")
    func missingFile() throws {
        let centre = try SmallCentre()
        try centre.folder.write(SmallCentre.plan(log: "nowhere.csv"), to: "plan.yaml")
        let result = try centre.plan()
        #expect(result.status == 66)
        #expect(result.standardError.contains("nowhere.csv"))
        #expect(result.standardError.contains("hint: "))
        #expect(centre.folder.contents(of: "out").isEmpty)
    }

    @Test("A missing plan is no input")
    func missingPlan() throws {
        let result = try WFMProcess.run(["plan", "no-such-plan.yaml", "--output", "/tmp/never-made"])
        #expect(result.status == 66)
        #expect(result.standardError.contains("no-such-plan.yaml"))
    }

    @Test("An empty file is bad data")
    func emptyFile() throws {
        let centre = try SmallCentre()
        try centre.folder.write("", to: "log.csv")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(Self.hasNoTrace(result))
        #expect(result.standardError.contains("log.csv"))
    }

    @Test("A header without rows is bad data")
    func headerOnly() throws {
        let centre = try SmallCentre()
        try centre.folder.write(SmallCentre.header + "\n", to: "log.csv")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("log.csv"))
        #expect(result.standardError.contains("no row") || result.standardError.contains("no data"))
    }

    @Test("A missing column is named, and the ones found are listed")
    func missingColumn() throws {
        let centre = try SmallCentre()
        try centre.folder.write("interaction_id,channel,queue\ni1,voice,sales\n", to: "log.csv")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("created_at"))
        #expect(result.standardError.contains("interaction_id"))
        #expect(result.standardError.contains("queue"))
    }

    @Test("Rows that cannot be read go to the rejects with line, column and value; the rest goes on")
    func rejects() throws {
        let centre = try SmallCentre()
        var rows = SmallCentre.rows
        rows[3] = rows[3].replacingOccurrences(of: ",10,200,10,30,", with: ",ten,200,10,30,")
        rows[5] = rows[5].replacingOccurrences(of: "2026-02-02T", with: "2026-02-32T")
        // End before start.
        let fields = rows[7].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var backwards = fields
        backwards[7] = "2026-02-01T00:00:00Z"
        rows[7] = backwards.joined(separator: ",")
        // The same id again, changed: the later row counts.
        rows.append(rows[9].replacingOccurrences(of: ",order,", with: ",complaint,"))
        rows.append(rows[11])
        try centre.folder.write(([SmallCentre.header] + rows).joined(separator: "\n") + "\n", to: "log.csv")
        let result = try centre.plan()
        #expect(result.status == 0, "\(result.standardError)")
        let rejects = try centre.folder.read("out/rejects.csv").split(separator: "\n")
        #expect(rejects.count == 4)
        #expect(rejects.contains { $0.contains(",5,") && $0.contains("wait_s") && $0.contains("ten") })
        #expect(rejects.contains { $0.contains(",7,") && $0.contains("created_at") && $0.contains("2026-02-32") })
        #expect(rejects.contains { $0.contains(",9,") && $0.contains("ended_at") })
        let summary = try centre.folder.read("out/summary.json")
        let compact = summary.filter { !$0.isWhitespace }
        #expect(
            compact.contains(
                "\"read\":\(rows.count),\"accepted\":\(rows.count - 5),\"identical_duplicates\":1,\"superseded\":1,\"rejected\":3"
            ), "\(summary)")
    }

    @Test("When every row is refused, the first reason is said")
    func everythingRefused() throws {
        let centre = try SmallCentre()
        let rows = SmallCentre.rows.map { $0.replacingOccurrences(of: "2026-02-", with: "2026/31/") }
        try centre.folder.write(([SmallCentre.header] + rows).joined(separator: "\n") + "\n", to: "log.csv")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("log.csv:2: column 'created_at'"))
        #expect(result.standardError.contains("all other \(rows.count - 1) rows"))
        #expect(centre.folder.contents(of: "out").isEmpty)
    }

    @Test("A misspelt command is answered with the nearest one")
    func misspeltCommand() throws {
        let result = try WFMProcess.run(["forcast", "history.csv"])
        #expect(result.status == 64)
        #expect(result.standardError.contains("did you mean 'forecast'?"))
    }

    @Test("A queue that no interaction has is refused with the nearest name")
    func unknownQueue() throws {
        let centre = try SmallCentre()
        try centre.folder.write(SmallCentre.plan(queue: "salez"), to: "plan.yaml")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("salez"))
        #expect(result.standardError.contains("sales"))
    }

    @Test("An unknown key of the plan is refused with the nearest key")
    func unknownKey() throws {
        let centre = try SmallCentre()
        try centre.folder.write(SmallCentre.plan(extra: "simulatoin: {replications: 3}"), to: "plan.yaml")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("simulatoin"))
        #expect(result.standardError.contains("did you mean 'simulation'"))
    }

    @Test("A team without anybody skilled still gets a roster, the shortfall is said, --strict fails")
    func nobodySkilled() throws {
        let centre = try SmallCentre()
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(of: "skill: sales", with: "skill: selling"), to: "plan.yaml")
        try centre.folder.write(
            "agent,contract,skills\nann,FT,\nbob,FT,\n", to: "team/agents.csv")
        let result = try centre.plan()
        // An agent without a skill may be refused as bad data, with its line; silence would be the defect.
        if result.status == 65 {
            #expect(result.standardError.contains("agents.csv"))
        } else {
            #expect(result.status == 0)
            #expect(result.standardError.contains("selling"))
            #expect(try centre.plan(["--strict"]).status == 1)
        }
    }

    @Test("An agent with a skill that no queue needs is refused with the nearest skill")
    func unknownSkill() throws {
        let centre = try SmallCentre()
        try centre.folder.write("agent,contract,skills\nann,FT,sale\n", to: "team/agents.csv")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("'sale'"))
        #expect(result.standardError.contains("sales"))
    }

    @Test("A roster that would begin in the middle of a week is refused before any work is done")
    func midweekStart() throws {
        let centre = try SmallCentre()
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(of: "forecast: {", with: "forecast: {start: 2026-03-04, "),
            to: "plan.yaml")
        let result = try centre.plan()
        #expect(result.status == 65)
        #expect(result.standardError.contains("2026-03-04"))
        #expect(result.standardError.contains("Monday"))
    }

    @Test("A requirement that no roster can meet gets the best roster and a stated shortfall")
    func impossibleRequirement() throws {
        let centre = try SmallCentre()
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(
                of: "patience_seconds: 120", with: "patience_seconds: 120, minimum_agents: 40"), to: "plan.yaml")
        let result = try centre.plan()
        #expect(result.status == 0, "\(result.standardError)")
        #expect(result.standardError.contains("short"))
        #expect(try centre.folder.read("out/summary.json").contains("shortfalls"))
        #expect(centre.folder.contents(of: "out").contains("roster.csv"))
        #expect(try centre.plan(["--strict"]).status == 1)
    }

    @Test("An output folder that cannot be made is said before any work is done")
    func outputNotWritable() throws {
        let centre = try SmallCentre()
        try centre.folder.write("a file", to: "occupied")
        let result = try WFMProcess.run(["plan", "plan.yaml", "--output", "occupied/out"], in: centre.folder.url)
        #expect(result.status == 73)
        #expect(result.standardError.contains("occupied"))
        let onFile = try WFMProcess.run(["plan", "plan.yaml", "--output", "occupied"], in: centre.folder.url)
        #expect(onFile.status == 73)
    }

    @Test("A disk that fills up leaves no file under its final name")
    func diskFull() throws {
        let centre = try SmallCentre()
        // A limit on the size of files stands for the full disk: the write fails half-way in the same manner.
        let result = try WFMProcess.shell(
            "trap '' XFSZ; ulimit -f 4; exec \"$WFM\" plan plan.yaml --output out", in: centre.folder.url)
        #expect(result.status == 74, "\(result.standardError)")
        #expect(result.standardError.contains("error: "))
        #expect(centre.folder.contents(of: "out").isEmpty)
    }

    @Test("A full device behind standard output is an error, not silence")
    func fullStandardOutput() throws {
        let centre = try SmallCentre()
        let result = try WFMProcess.shell("\"$WFM\" import --plan plan.yaml > /dev/full", in: centre.folder.url)
        #expect(result.status == 74, "\(result.standardError)")
    }

    @Test("Ctrl-C while the roster is searched ends with 130 and leaves nothing")
    func interrupt() throws {
        let centre = try SmallCentre()
        try centre.folder.write(SmallCentre.plan(iterations: 2_000_000_000), to: "plan.yaml")
        let result = try WFMProcess.shell(
            """
            "$WFM" plan plan.yaml --output out --progress plain 2> log & pid=$!
            for _ in $(seq 300); do grep -q 'building the roster' log && break; sleep 0.1; done
            kill -INT $pid; wait $pid; status=$?; cat log >&2; exit $status
            """, in: centre.folder.url)
        #expect(result.status == 130)
        #expect(result.standardError.contains("building the roster"))
        #expect(centre.folder.contents(of: "out").isEmpty)
    }

    @Test(
        "Wrong usage is exit code 64",
        arguments: [
            ["plan"], ["plan", "plan.yaml"], ["no-such-command"],
            ["plan", "plan.yaml", "--output", "o", "--threads", "0"],
            ["import"], ["forecast", "x.csv"], ["forecast", "x.csv", "--long", "--horizon", "soon"],
            ["simulate", "r.csv", "--plan", "p", "--requirements", "q", "--replications", "0"],
        ])
    func usage(arguments: [String]) throws {
        let result = try WFMProcess.run(arguments)
        #expect(result.status == 64, "\(result.standardError)")
        #expect(!result.standardError.isEmpty)
    }
}
