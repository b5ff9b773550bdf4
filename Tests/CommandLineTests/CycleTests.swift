import Foundation
import Testing

@Suite("The whole cycle through the command line")
struct CycleTests {
    static let files = [
        "accuracy.csv", "forecast.csv", "history.csv", "performance.csv", "rejects.csv", "report.html",
        "requirements.csv", "roster.csv", "summary.json",
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
            ["plan"], ["import"], ["forecast"], ["staff"], ["queue"], ["queue", "evaluate"], ["queue", "agents"],
            ["schedule"], ["schedule", "generate"], ["schedule", "check"], ["simulate"], ["report"], ["solvers"],
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
}
