import ArgumentParser
import ContactCenter
import FileFormats
import Forecasting
import Planning
import Tabular

/// `wfm backtest`: what every model would have forecast at earlier dates, against what came.
struct BacktestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Tests the forecasting models on history that they are not shown.",
        discussion: """
            Writes accuracy.csv: the errors of the default choice and of the quick models, or of those of --models, by series
            and horizon. Each forecast sees only what was known at its cutoff. With --long it reads a file of series (unique_id,ds,y).

            EXAMPLES
              wfm backtest data/volumes/daily.csv --long --horizon 28d --output accuracy.csv
              wfm backtest demo-output/history.csv --plan data/demo/plan.yaml --horizon 7d --output accuracy.csv
            """)

    @Argument(help: "history.csv, or a file of series with --long; '-' is standard input.")
    var input: String

    @Option(help: "The plan file (without --long).")
    var plan: String?

    @Option(help: "Where the errors go; standard output when omitted.")
    var output: String?

    @Option(help: "Where the forecasts themselves go (unique_id,ds,cutoff,<model>,…).")
    var forecasts: String?

    @Flag(help: "Read series in long form.")
    var long = false

    @OptionGroup(title: "Long form") var series: LongFormOptions
    @OptionGroup var common: CommonOptions

    /// Series whose reason is printed.
    private static let reasons = 3

    func validate() throws {
        guard long || plan != nil else { throw ValidationError("--plan PLAN.yaml is needed (or --long)") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            var settings = try series.settings()
            settings.cutoffs = settings.cutoffs ?? .auto
            if series.models == nil { settings.models = ForecastModels.quick.map(\.name) }
            settings.wantsAccuracy = true
            settings.reasons = Self.reasons
            let summary: BacktestSummary
            if long {
                summary = try await runLong(settings, context: context)
            } else if let plan {
                summary = try await run(plan: plan, settings: settings, context: context)
            } else {
                return
            }
            for line in Self.words(summary) { common.say(line) }
        }
    }

    private func runLong(_ settings: LongFormForecast.Settings, context: StageContext) async throws -> BacktestSummary {
        Allocator.keepFreedMemory()
        let input = try RandomAccessInput.open(input)
        let file = try forecasts.map { (path) throws(TabularError) in try GrowingOutput(path: path) }
        let outcome = try await LongFormForecast(options: settings).run(input, context: context) { block in
            try file?.append(block)
        }
        try file?.commit()
        try Output.write(AccuracyFile.write(outcome.accuracy), to: output)
        for note in outcome.notes { common.say("note: \(note)") }
        return outcome.summary
    }

    private func run(
        plan: String, settings: LongFormForecast.Settings, context: StageContext
    ) async throws -> BacktestSummary {
        let workspace = try PlanWorkspace.load(plan)
        let history = try HistoryFile.read(InputBytes.read(input), channels: workspace.channels)
        let outcome = try await PlanBacktest(workspace, settings: settings).run(history: history, context: context)
        if let forecasts {
            try Output.write(
                LongFormFile.head(of: outcome.layout)
                    + LongFormFile.rows(of: outcome.forecasts, layout: outcome.layout), to: forecasts)
        }
        try Output.write(AccuracyFile.write(outcome.accuracy), to: output)
        for note in outcome.notes { common.say("note: \(note)") }
        return outcome.summary
    }

    /// The summary, a line each.
    private static func words(_ summary: BacktestSummary) -> [String] {
        func counted(_ rows: [(model: String, series: Int)]) -> String {
            rows.prefix(8).map { "\($0.model) \($0.series)" }.joined(separator: ", ")
        }
        func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
        var lines = ["\(summary.series) series tested"]
        let wapes = summary.wapes.map { "\($0.model) \(percent($0.wape))" }.joined(separator: ", ")
        if !wapes.isEmpty { lines.append("error (WAPE) over all series and the whole horizon: \(wapes)") }
        lines.append("chosen at the latest cutoff, series: \(counted(summary.choices))")
        if !summary.winners.isEmpty { lines.append("least error in hindsight, series: \(counted(summary.winners))") }
        lines += summary.reasons.map { "\($0.series): \($0.reason)" }
        return lines
    }
}
