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
              wfm forecast history.csv --plan plan.yaml --paths 500 --paths-output paths.csv --days days.csv
              wfm forecast history.csv --plan plan.yaml --by week --periods 26 --output weeks.csv
              wfm forecast data/volumes/daily.csv --long --horizon 28d --output daily-forecast.csv
            """)

    @Argument(help: "history.csv, or a file of series with --long; '-' is standard input.")
    var input: String

    @Option(help: "The plan file (without --long).")
    var plan: String?

    @Option(
        help:
            "overrides.csv in place of the plan's own: planners' corrections; the models' volume stays in volume_machine."
    )
    var overrides: String?

    @Option(help: "Where the backtest of every model goes.")
    var accuracy: String?

    @Option(help: "Where the forecast goes; standard output when omitted.")
    var output: String?

    @Flag(help: "Read and write series in long form.")
    var long = false

    @Option(help: "Forecast whole weeks or months for capacity planning instead of intervals (with --plan).")
    var by: CapacityPeriod?

    @Option(help: "Weeks or months ahead with --by, 1 to 520; those of the plan's forecast when omitted.")
    var periods: Int?

    @Option(help: "Seed of the sample paths; the plan's own when omitted, 1 with --long.")
    var seed: UInt64?

    @OptionGroup(title: "Sample paths") var samples: SamplePathOptions
    @OptionGroup(title: "Long form") var series: LongFormOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard long || plan != nil else { throw ValidationError("--plan PLAN.yaml is needed (or --long)") }
        guard !long || overrides == nil else { throw ValidationError("--overrides needs --plan, not --long") }
        guard by == nil || !long else {
            throw ValidationError("--by needs --plan; rows of weeks or months are forecast as such with --long alone")
        }
        guard periods == nil || by != nil else { throw ValidationError("--periods needs --by week or --by month") }
        guard periods.map((1...520).contains) ?? true else {
            throw ValidationError("--periods: expected a number from 1 to 520, found \(periods ?? 0)")
        }
        guard by == nil || !samples.isWanted && overrides == nil else {
            throw ValidationError("--by makes whole weeks or months; paths, days and overrides are of intervals")
        }
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
        settings.pathCount = samples.isWanted ? samples.count : 0
        settings.seed = seed ?? 1
        Allocator.keepFreedMemory()
        let input = try RandomAccessInput.open(input)
        // Opened before the work: an output that cannot be written is said at once.
        let file = try GrowingOutput(path: output)
        let paths = try samples.pathsOutput.map { (path) throws(TabularError) in try GrowingOutput(path: path) }
        let days = try samples.days.map { (path) throws(TabularError) in try GrowingOutput(path: path) }
        var sinks = LongFormForecast.PathSinks()
        if let paths { sinks.paths = { try paths.append($0) } }
        if let days { sinks.days = { try days.append($0) } }
        let outcome = try await LongFormForecast(options: settings).run(input, context: context, sinks: sinks) {
            try file.append($0)
        }
        try file.commit()
        try paths?.commit()
        try days?.commit()
        if let accuracy { try Output.write(AccuracyFile.write(outcome.accuracy), to: accuracy) }
        for note in outcome.notes { common.say("note: \(note)") }
    }

    private func run(plan: String, context: StageContext) async throws {
        var workspace = try PlanWorkspace.load(plan, seed: seed)
        let history = try HistoryFile.read(InputBytes.read(input), channels: workspace.channels)
        if let overrides {
            workspace.overrides = try OverrideFile.read(InputBytes.read(overrides), zone: workspace.zone)
        }
        let outcome: ForecastStage.Outcome
        if let by {
            let stage = PeriodStage(workspace, period: by)
            outcome = try await stage.run(history: history, count: periods ?? stage.usualCount, context: context)
        } else {
            outcome = try await ForecastStage(workspace, wantsErrors: samples.isWanted)
                .run(history: history, context: context)
        }
        for note in outcome.notes { common.say("note: \(note)") }
        try Output.write(ForecastFile.write(outcome.intervals, zone: workspace.zone), to: output)
        if let accuracy { try Output.write(AccuracyFile.write(outcome.accuracy), to: accuracy) }
        try samples.write(outcome, workspace: workspace)
        for (stream, choice) in outcome.choices.sorted(by: { $0.key < $1.key }) {
            common.say("\(stream): \(choice.reason)")
        }
    }
}

extension CapacityPeriod: ExpressibleByArgument {}
