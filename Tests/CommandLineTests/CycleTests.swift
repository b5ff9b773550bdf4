import Foundation
import Testing

@Suite("The whole cycle through the command line")
struct CycleTests {
    static let files = [
        "accuracy.csv", "fairness.csv", "forecast.csv", "health.json", "history.csv", "performance.csv", "rejects.csv",
        "report.html", "requirements.csv", "roster.csv", "summary.json",
    ]

    @Test("A plan leaves its files, and the same bytes with one thread and two")
    func determinism() throws {
        let centre = try SmallCentre()
        let first = try centre.plan(["--threads", "1"])
        #expect(first.status == 0, "\(first.standardError)")
        #expect(first.standardOutput.isEmpty)
        #expect(centre.folder.contents(of: "out") == Self.files)
        let before = try Self.files.map { try centre.folder.read("out/\($0)") }
        #expect(try centre.plan(["--threads", "2"]).status == 0)
        for (name, text) in zip(Self.files, before) {
            #expect(try centre.folder.read("out/\(name)") == text, "\(name)")
            #expect(!text.lowercased().contains(",nan"), "\(name)")
        }
    }

    @Test("Stage by stage, through files and pipes, gives what the plan gives")
    func stages() throws {
        let centre = try SmallCentre()
        #expect(try centre.plan().status == 0)
        let piped = try WFMProcess.shell(
            """
            set -e -o pipefail
            "$WFM" import --plan plan.yaml --quiet | tee history.csv \
              | "$WFM" forecast - --plan plan.yaml --quiet --accuracy accuracy.csv | tee forecast.csv \
              | "$WFM" staff - --plan plan.yaml --history history.csv --quiet | tee requirements.csv \
              | "$WFM" schedule - --plan plan.yaml --quiet | tee roster.csv \
              | "$WFM" simulate - --plan plan.yaml --requirements requirements.csv --quiet > performance.csv
            """, in: centre.folder.url)
        #expect(piped.status == 0, "\(piped.standardError)")
        for name in ["history", "forecast", "accuracy", "requirements", "roster", "performance"] {
            #expect(try centre.folder.read("\(name).csv") == centre.folder.read("out/\(name).csv"), "\(name)")
        }
    }

    @Test("The report can be drawn again from the files alone")
    func report() throws {
        let centre = try SmallCentre()
        #expect(try centre.plan().status == 0)
        let result = try WFMProcess.run(
            ["report", "out", "--plan", "plan.yaml", "--output", "again.html"], in: centre.folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        #expect(try centre.folder.read("again.html").contains("Small centre"))
    }

    @Test("A plan without a team is forecast, staffed, simulated and reported")
    func withoutTeam() throws {
        let centre = try SmallCentre()
        try centre.folder.write(
            SmallCentre.plan().replacingOccurrences(of: "team: team\n", with: ""), to: "plan.yaml")
        let result = try centre.plan()
        #expect(result.status == 0, "\(result.standardError)")
        #expect(try centre.folder.read("out/roster.csv").split(separator: "\n").count == 1)
        #expect(try centre.folder.read("out/performance.csv").split(separator: "\n").count > 40)
    }

    @Test(
        "Every command explains itself with an example",
        arguments: [
            ["plan"], ["import"], ["forecast"], ["intraday"], ["staff"], ["queue"], ["queue", "evaluate"],
            ["queue", "agents"],
            ["schedule"], ["schedule", "generate"], ["schedule", "check"], ["schedule", "activities"],
            ["schedule", "export"], ["schedule", "report"], ["simulate"], ["report"], ["export"],
            ["solvers"],
        ])
    func help(command: [String]) throws {
        let result = try WFMProcess.run(command + ["--help"])
        #expect(result.status == 0)
        #expect(result.standardOutput.contains("EXAMPLE"))
    }

    @Test("The demo's committed sample is planned whole")
    func sample() throws {
        let folder = try ScratchFolder()
        let result = try WFMProcess.run(["plan", "data/demo/sample/plan.yaml", "--output", folder.path("out")])
        #expect(result.status == 0, "\(result.standardError)")
        #expect(folder.contents(of: "out") == Self.files)
    }

    /// The folder of reference data, by `WFM_REFERENCE` or beside the package.
    static let reference = URL(
        fileURLWithPath: ProcessInfo.processInfo.environment["WFM_REFERENCE"] ?? "../shared",
        relativeTo: WFMProcess.packageRoot)
    static let bankLog = reference.appendingPathComponent("data/interactions/anonymous_bank_1999-02-01_21.csv")
    static let scheduling = reference.appendingPathComponent("data/scheduling/contact-centre/cc100-8to22-30m")
    static let judge = reference.appendingPathComponent("peers/scheduling/check_roster.py")

    @Test(
        "A real bank's call log is imported by its mapping, forecast, staffed, simulated and reported",
        .enabled(
            if: FileManager.default.fileExists(atPath: bankLog.path), "the bank's log is not there (WFM_REFERENCE)"))
    func bank() throws {
        let folder = try ScratchFolder()
        for name in ["anonymous-bank.plan.yaml", "anonymous-bank.mapping.yaml"] {
            try FileManager.default.copyItem(
                at: WFMProcess.packageRoot.appendingPathComponent("docs/examples/\(name)"),
                to: folder.url.appendingPathComponent(name))
        }
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent(Self.bankLog.lastPathComponent), withDestinationURL: Self.bankLog)
        let result = try WFMProcess.run(["plan", "anonymous-bank.plan.yaml", "--output", "out"], in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        // A plan without a team has no agents to be fair to.
        #expect(folder.contents(of: "out") == Self.files.filter { $0 != "fairness.csv" })
        // 25,890 rows of the file; 221 phantom calls are none.
        let summary = try folder.read("out/summary.json").filter { !$0.isWhitespace }
        #expect(summary.contains("\"read\":25890,\"accepted\":25669"))
        // The forecast is for the week after the log, in the bank's own time.
        let forecast = try folder.read("out/forecast.csv")
        #expect(forecast.contains("PS,voice,1999-02-22T07:00:00+02:00"))
        #expect(!forecast.contains("1999-02-21T"))
    }

    @Test(
        "The independent judge finds no broken rule in a roster for a benchmark folder",
        .enabled(if: FileManager.default.fileExists(atPath: judge.path), "the judge is not there (WFM_REFERENCE)"))
    func judgedRoster() throws {
        let folder = try ScratchFolder()
        let made = try WFMProcess.run([
            "schedule", "generate", Self.scheduling.path, "--iterations", "20000", "--format", "compact", "--output",
            folder.path("roster.csv"),
        ])
        #expect(made.status == 0, "\(made.standardError)")
        let judged = try WFMProcess.shell(
            "python3 '\(Self.judge.path)' '\(Self.scheduling.path)' '\(folder.path("roster.csv"))'")
        #expect(judged.status == 0, "\(judged.standardOutput)\(judged.standardError)")
        #expect(judged.standardOutput.contains("\"violations\": 0"))
        let own = try WFMProcess.run(["schedule", "check", Self.scheduling.path, folder.path("roster.csv")])
        #expect(own.status == 0, "\(own.standardError)")
    }

    @Test("A simulation case is simulated by itself, an M/M/2 queue as Erlang C has it")
    func simulationCase() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            {"name": "M/M/8", "interval_s": 36000, "intervals": 1, "handle_time": "exponential",
             "skills": [{"name": "q", "patience_s": 0, "target_s": 20, "priority": 1, "calls_per_interval": [1200]}],
             "groups": [{"name": "g", "agents": [8], "skills": [{"skill": "q", "aht_s": 180}]}]}
            """, to: "case.json")
        let result = try WFMProcess.run(
            ["simulate", "case.json", "--days", "40", "--output", "results.csv", "--intervals", "intervals.csv"],
            in: folder.url)
        #expect(result.status == 0, "\(result.standardError)")
        let rows = try folder.read("results.csv").split(separator: "\n")
        #expect(rows.first == "queue_or_group,measure,mean,ci95_half")
        func value(_ prefix: String) -> Double? {
            rows.first { $0.hasPrefix(prefix) }.flatMap { Double($0.split(separator: ",")[2]) }
        }
        // Load 6 on 8 agents: P(wait) = 0.3570 and occupancy 0.75; ten hours begin empty.
        let waiting = try #require(value("q,prob_wait,"))
        #expect(abs(waiting - 0.357) < 0.03)
        let occupancy = try #require(value("group:g,occupancy_while_open,"))
        #expect(abs(occupancy - 0.75) < 0.02)
        #expect(try folder.read("intervals.csv").split(separator: "\n").count == 2)
    }
}
