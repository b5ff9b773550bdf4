import ArgumentParser
import ContactCenter
import FileFormats
import Interactions
import Planning
import Reporting
import Tabular

/// `wfm agents`: agents and queues, judged without a league table.
struct AgentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agents",
        abstract: "Agents and queues: handle time against resolution, occupancy, quality samples, benchmarks.",
        discussion: """
            Every agent's figures stand against what the same mix of queues, channels and reasons takes on average, with
            the limits that chance alone keeps in (95 % and 99.8 %) and drawn towards the average by as much as chance may
            have moved them. Writes agents.csv, queues.csv, quality-sample.csv, sample-precision.csv, benchmarks.csv,
            agents.json and the page agents.html with its funnel plots (see docs/formats.md); without --output agents.csv goes to standard output.

            EXAMPLES
              wfm agents data/demo/sample/interactions.csv --time-zone Europe/London > agents.csv
              wfm agents data/demo/sample/interactions.csv --time-zone Europe/London --precision 0.1 --seed 7 --output agents
              wfm agents --plan data/demo/sample/plan.yaml --output agents
            """)

    enum Resolution: String, ExpressibleByArgument, CaseIterable {
        case repeats, flag
    }

    @Argument(help: "Interaction files; '-' is standard input. The plan's own when omitted.")
    var logs: [String] = []

    @OptionGroup var log: LogOptions

    @Option(help: "roster.csv of the days of the log: occupancy of scheduled and utilisation of paid time.")
    var roster: String?

    @Option(help: "Resolved is what no repeat follows (repeats), or what the agent took for solved (flag).")
    var resolution = Resolution.repeats

    @Option(help: "Window of the repeat rule in days.")
    var window = 7

    @Option(help: "Seconds of the service level in queues.csv.")
    var within = 20.0

    @Option(help: "Half of the 95 % interval that an agent's quality sample is to have, 0 to 1.")
    var precision = 0.15

    @Option(help: "Most contacts drawn an agent.")
    var most = 50

    @Option(help: "Share of an agent's draws from contacts more likely to have gone wrong, 0 to 1.")
    var riskShare = 0.5

    @Option(help: "Seed of the draw: same seed, same sample.")
    var seed: UInt64 = 1

    @Option(help: "Folder for the results; agents.csv goes to standard output when omitted.")
    var output: String?

    @Option(help: "Language of the page: en or zh-Hans.")
    var lang = ReportLanguage.english

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !logs.isEmpty || log.plan != nil else {
            throw ValidationError("name at least one interaction file, or --plan PLAN.yaml")
        }
        guard (1...3660).contains(window) else { throw ValidationError("--window is 1 to 3660 days, found \(window)") }
        guard precision > 0, precision < 1 else {
            throw ValidationError("--precision lies between 0 and 1, found \(precision)")
        }
        guard most >= 1 else { throw ValidationError("--most begins at 1, found \(most)") }
        guard riskShare >= 0, riskShare <= 1 else {
            throw ValidationError("--risk-share lies from 0 to 1, found \(riskShare)")
        }
        guard within >= 0, within.isFinite else { throw ValidationError("--within is not negative, found \(within)") }
    }

    func run() async throws {
        let workspace = try log.workspace()
        try await InterruptSignal.during { interruption in
            var request = AgentRequest(try log.source(logs, plan: workspace))
            request.roster = roster
            request.measure = resolution == .flag ? .agentFlag : .repeats(windowDays: window)
            request.withinSeconds = within
            request.sampleHalfWidth = precision
            request.sampleMost = most
            request.riskShare = riskShare
            request.seed = seed
            let result = try await AgentStage(request).run(context: common.context(interruption: interruption))
            if let output {
                let page = AgentReport.render(
                    AgentReportContent(
                        result, name: workspace?.plan.name ?? "", withinSeconds: within, language: lang))
                try writeAtomically(result.files() + [OutputFile(path: "agents.html", bytes: page)], folder: output)
            } else {
                try Output.write(AgentFile.write(result.agents), to: nil)
            }
            for note in result.notes { common.say("note: \(note)") }
            common.say(result.accounting.words)
            for line in AgentWords.inWords(result) { common.say(line) }
        }
    }
}
