import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm capacity`: how many people are needed and there, week by week, and whom to hire when.
struct CapacityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capacity",
        abstract: "Plans 3 to 24 months by week: required and available FTE, hiring, overtime, outsourcing, cost.",
        discussion: """
            Reads a forecast — weeks.csv (week,queue,channel,volume,aht_s[,volume-lo-80,volume-hi-80]) or forecast.csv,
            whose intervals, days or weeks are summed up to weeks — and the people, prices and rules of capacity.yaml
            (see docs/formats.md). Finds the cheapest hiring plan for the lower end, the middle and the upper end of the
            forecast's 80 % interval, proven by HiGHS where it is found. Writes capacity.csv, hiring.csv and
            capacity.json.

            EXAMPLE
              wfm capacity data/demo/weeks.csv --plan data/demo/plan.yaml --settings data/demo/capacity.yaml --output capacity-output
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, json
    }

    @Argument(help: "weeks.csv or forecast.csv; '-' is standard input.")
    var forecast: String

    @Option(help: "The plan file with queues, targets, opening hours and shrinkage.")
    var plan: String

    @Option(help: "The capacity file: staff, attrition, leave, hiring, prices (see docs/formats.md).")
    var settings: String

    @Option(help: "history.csv: when in the week contacts come, and patience where the plan says 'estimate'.")
    var history: String?

    @Option(help: "Folder for the results; capacity.csv goes to standard output when omitted.")
    var output: String?

    @Option(help: "What goes to standard output without --output: csv (capacity.csv) or json (capacity.json).")
    var format = Format.csv

    @Flag(help: "Exit with 1 when a week of any scenario is short or the budget cannot be kept.")
    var strict = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard output == nil || format == .csv else {
            throw ValidationError("--format is for standard output; with --output all files are written")
        }
    }

    func run() async throws {
        let result = try await InterruptSignal.during { interruption in
            let workspace = try PlanWorkspace.load(plan)
            let settings = try CapacitySettingsFile.read(InputBytes.read(settings))
            let volumes = try CapacityForecast.read(InputBytes.read(forecast), channels: workspace.channels)
            let past = try history.map { try HistoryFile.read(InputBytes.read($0), channels: workspace.channels) }
            let result = try await CapacityStage(workspace, settings: settings).run(
                volumes, history: past, context: common.context(interruption: interruption))
            let rows = CapacityFile.write(result.plans.flatMap(\.weeks))
            if let output {
                try writeAtomically(
                    [
                        OutputFile(path: "capacity.csv", bytes: rows),
                        OutputFile(path: "hiring.csv", bytes: HiringFile.write(result.plans.flatMap(\.classes))),
                        OutputFile(path: "capacity.json", bytes: CapacitySummaryFile.write(result)),
                    ], folder: output)
            } else {
                try Output.write(format == .csv ? rows : CapacitySummaryFile.write(result), to: nil)
            }
            return result
        }
        for note in result.notes { common.say("note: \(note)") }
        for line in CapacityWords.inWords(result) { common.say(line) }
        for shortfall in result.shortfalls { common.say("short: \(shortfall)") }
        if strict, !result.shortfalls.isEmpty { throw ShortfallUnderStrict() }
    }
}
