import ArgumentParser
import ContactCenter
import FileFormats
import Forecasting
import Planning
import Tabular

/// `wfm forecast`: history, or a file of series, to forecast.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract: "Forecasts volume and handle time, the model chosen for every series by backtest.",
        discussion: """
            Reads history.csv of 'wfm import' and writes forecast.csv for the plan's weeks. With --long it reads a file
            of series (unique_id,ds,y) and writes unique_id,ds,cutoff,<model>,… for benchmarks.

            EXAMPLES
              wfm forecast demo-output/history.csv --plan data/demo/plan.yaml --output forecast.csv
              wfm forecast history.csv --plan plan.yaml --overrides overrides.csv --output forecast.csv
              wfm forecast data/volumes/daily.csv --long --horizon 28d --output daily-forecast.csv
            """)

    @Argument(help: "history.csv, or a file of series with --long; '-' is standard input.")
    var input: String

    @Option(help: "The plan file (without --long).")
    var plan: String?

    @Option(help: "overrides.csv: planners' corrections; what the models said stays in volume_machine.")
    var overrides: String?

    @Option(help: "Where the backtest of every model goes.")
    var accuracy: String?

    @Option(help: "Where the forecast goes; standard output when omitted.")
    var output: String?

    @Flag(help: "Read and write series in long form.")
    var long = false

    @OptionGroup(title: "Long form") var series: LongFormOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard long || plan != nil else { throw ValidationError("--plan PLAN.yaml is needed (or --long)") }
        guard !long || overrides == nil else { throw ValidationError("--overrides needs --plan, not --long") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            if long {
                try await runLong(context: context)
            } else if let plan {
                try await run(plan: plan, context: context)
            }
        }
    }

    private func runLong(context: StageContext) async throws {
        var settings = try series.settings()
        settings.wantsAccuracy = accuracy != nil
        Allocator.keepFreedMemory()
        let input = try RandomAccessInput.open(input)
        // Opened before the work: an output that cannot be written is said at once.
        let file = try GrowingOutput(path: output)
        let outcome = try await LongFormForecast(options: settings).run(input, context: context) { block in
            try file.append(block)
        }
        try file.commit()
        if let accuracy { try Output.write(AccuracyFile.write(outcome.accuracy), to: accuracy) }
        for note in outcome.notes { common.say("note: \(note)") }
    }

    private func run(plan: String, context: StageContext) async throws {
        let workspace = try PlanWorkspace.load(plan)
        let history = try HistoryFile.read(InputBytes.read(input), channels: workspace.channels)
        let corrections = try overrides.map { try OverrideFile.read(InputBytes.read($0), zone: workspace.zone) }
        let outcome = try await ForecastStage(workspace).run(history: history, context: context)
        let forecast = OverriddenForecast(outcome.intervals, overrides: corrections ?? [])
        for note in forecast.notes { common.say("note: \(note)") }
        try Output.write(ForecastFile.write(forecast.intervals, zone: workspace.zone), to: output)
        if let accuracy {
            try Output.write(AccuracyFile.write(outcome.accuracy), to: accuracy)
        }
        for (stream, choice) in outcome.choices.sorted(by: { $0.key < $1.key }) {
            common.say("\(stream): \(choice.reason)")
        }
    }
}
