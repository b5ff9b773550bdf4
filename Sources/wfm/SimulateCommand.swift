import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm simulate`: roster and requirement to performance.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Lives the plan many times: service level, waits, abandonment and occupancy of a roster.",
        discussion: """
            Volume, handle time and patience come from requirements.csv, the agents on duty from roster.csv.

            EXAMPLE
              wfm simulate demo-output/roster.csv --plan data/demo/plan.yaml --requirements demo-output/requirements.csv --output performance.csv
            """)

    @Argument(help: "roster.csv; '-' is standard input.")
    var roster: String

    @Option(help: "The plan file with queues, targets and shrinkage.")
    var plan: String

    @Option(help: "requirements.csv of the same plan.")
    var requirements: String

    @Option(help: "Replications of the horizon; the plan's own when omitted.")
    var replications: Int?

    @Option(help: "Seed; the plan's own when omitted.")
    var seed: UInt64?

    @Option(help: "Where the performance goes; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let replications, replications < 1 {
            throw ValidationError("--replications must be at least 1, found \(replications)")
        }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let workspace = try PlanWorkspace.load(plan, seed: seed, replications: replications)
            // The roster first: in a pipe, the requirement beside it is whole once the roster has come through.
            let segments = try PlannerRosterFile.read(InputBytes.read(roster))
            let rows = try RequirementFile.read(InputBytes.read(requirements), channels: workspace.channels)
            let performance = try SimulationStage(workspace).run(
                requirements: rows, segments: segments, context: common.context(interruption: interruption))
            try Output.write(PerformanceFile.write(performance, zone: workspace.zone), to: output)
        }
    }
}
