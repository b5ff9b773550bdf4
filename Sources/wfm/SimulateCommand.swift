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
            Volume, handle time and patience come from requirements.csv, the agents on duty from roster.csv. A simulation
            case (.json, see docs/formats.md) is simulated by itself for --days independent days.

            EXAMPLES
              wfm simulate CASE.json --days 2000 --seed 1 --output results.csv --intervals intervals.csv
              wfm simulate demo-output/roster.csv --plan data/demo/plan.yaml --requirements demo-output/requirements.csv --output performance.csv
            """)

    @Argument(help: "roster.csv ('-' is standard input), or a simulation case that ends in .json.")
    var roster: String

    @Option(help: "The plan file with queues, targets and shrinkage.")
    var plan: String?

    @Option(help: "requirements.csv of the same plan.")
    var requirements: String?

    @Option(help: "Days to simulate a case.")
    var days = 2000

    @Option(help: "File for a case's measures by interval.")
    var intervals: String?

    @Option(help: "Replications of the horizon; the plan's own when omitted.")
    var replications: Int?

    @Option(help: "Seed; the plan's own when omitted.")
    var seed: UInt64?

    @Option(help: "Where the performance goes; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    private var isCase: Bool { roster.hasSuffix(".json") }

    func validate() throws {
        guard isCase || (plan != nil && requirements != nil) else {
            throw ValidationError("a roster needs --plan PLAN.yaml and --requirements requirements.csv")
        }
        guard days >= 1 else { throw ValidationError("--days must be at least 1, found \(days)") }
        if let replications, replications < 1 {
            throw ValidationError("--replications must be at least 1, found \(replications)")
        }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            guard let plan, let requirements, !isCase else {
                let simulation = try CaseSimulation(
                    InputBytes.read(roster), days: days, seed: seed ?? 1, context: context)
                try Output.write(simulation.results(), to: output)
                if let intervals { try Output.write(simulation.intervals(), to: intervals) }
                return
            }
            let workspace = try PlanWorkspace.load(plan, seed: seed, replications: replications)
            // The roster first: in a pipe, the requirement beside it is whole once the roster has come through.
            let segments = try PlannerRosterFile.read(InputBytes.read(roster))
            let rows = try RequirementFile.read(InputBytes.read(requirements), channels: workspace.channels)
            let performance = try SimulationStage(workspace).run(
                requirements: rows, segments: segments, context: context)
            try Output.write(PerformanceFile.write(performance, zone: workspace.zone), to: output)
        }
    }
}
