import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

extension SchedulePlan.ShortagePricing: ExpressibleByArgument {}

/// `wfm schedule REQUIREMENTS --plan PLAN`: the plan's own roster.
struct SchedulePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Builds the roster of a plan's team for a requirement (the default).",
        discussion: """
            EXAMPLE
              wfm schedule demo-output/requirements.csv --plan data/demo/plan.yaml --output roster.csv
            """)

    @Argument(help: "requirements.csv; '-' is standard input.")
    var requirements: String

    @Option(help: "The plan file with team, rules and prices.")
    var plan: String

    @Option(help: "Seed; the plan's own when omitted.")
    var seed: UInt64?

    @Option(help: "agent-hours or service-level: how missing heads are priced; as the plan says when omitted.")
    var shortage: SchedulePlan.ShortagePricing?

    @Option(help: "planner: one row a segment; compact: agent,kind,start,breaks.")
    var format = RosterFormat.planner

    @Option(help: "Where the roster goes; standard output when omitted.")
    var output: String?

    @Flag(help: "Exit with 1 when the roster leaves a stated shortfall.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let workspace = try PlanWorkspace.load(plan, seed: seed)
            let rows = try RequirementFile.read(InputBytes.read(requirements), channels: workspace.channels)
            let outcome = try RosterStage(workspace, shortage: shortage).run(
                requirements: rows, context: common.context(interruption: interruption))
            let bytes =
                format == .compact
                ? CompactRosterFile.write(outcome.roster)
                : PlannerRosterFile.write(outcome.segments, zone: workspace.zone)
            try Output.write(bytes, to: output)
            common.say(RosterLine.inWords(score: outcome.score, lowerBound: outcome.lowerBound))
            for line in outcome.shortfalls + outcome.notes { common.say("note: \(line)") }
            if strict, !outcome.shortfalls.isEmpty { throw ShortfallUnderStrict() }
        }
    }
}
