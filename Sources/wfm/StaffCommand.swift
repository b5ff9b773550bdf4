import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm staff`: forecast to requirement.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract:
            "Computes the people every interval needs (Erlang A or C, chat concurrency, deferred work, shrinkage).",
        discussion: """
            EXAMPLE
              wfm staff demo-output/forecast.csv --plan data/demo/plan.yaml --history demo-output/history.csv --output requirements.csv
            """)

    @Argument(help: "forecast.csv; '-' is standard input.")
    var forecast: String

    @Option(help: "The plan file with targets, opening hours and shrinkage.")
    var plan: String

    @Option(help: "history.csv, from which patience is estimated where the plan says 'estimate'.")
    var history: String?

    @Option(help: "Where the requirement goes; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let workspace = try PlanWorkspace.load(plan)
            let rows = try ForecastFile.read(InputBytes.read(forecast), channels: workspace.channels)
            let past = try history.map { try HistoryFile.read(InputBytes.read($0), channels: workspace.channels) }
            let requirements = try StaffingStage(workspace).run(
                forecast: rows, history: past, context: common.context(interruption: interruption))
            try Output.write(RequirementFile.write(requirements, zone: workspace.zone), to: output)
        }
    }
}
