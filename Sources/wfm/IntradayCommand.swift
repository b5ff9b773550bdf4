import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm intraday`: the rest of today, updated from what has come so far.
struct IntradayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intraday",
        abstract: "Updates the rest of the day's volumes from the contacts that have come so far.",
        discussion: """
            Reads the forecast made before the day began and the history up to now, learns from past days how mornings
            carried over, and writes the rest of the day in the columns of forecast.csv. With --long it reads a file of
            series (unique_id,ds,y) and writes the last days' forecasts with and without update, for benchmarks.

            EXAMPLES
              wfm intraday forecast.csv --history history.csv --plan plan.yaml --now 2026-03-02T11:00 --output updated.csv
              wfm intraday data/volumes/half_hourly_open_hours.csv --long --now-time 11:00 --days 40 --output updated.csv
            """)

    @Argument(help: "forecast.csv, or a file of series with --long; '-' is standard input.")
    var input: String

    @Option(help: "history.csv up to now (without --long).")
    var history: String?

    @Option(help: "The plan file (without --long).")
    var plan: String?

    @Option(help: "Now, on the centre's clock: YYYY-MM-DDTHH:MM (without --long).")
    var now: String?

    @Option(help: "Where the update goes; standard output when omitted.")
    var output: String?

    @Flag(help: "Read and write series in long form.")
    var long = false

    @Option(help: "Long form: time of day of the update.")
    var nowTime = "09:00"

    @Option(help: "Long form: last open days of each series to update.")
    var days = 40

    @Option(help: "Long form: model of the day-ahead forecast, or 'default' for the default choice.")
    var model = "calendar-day"

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard long || (history != nil && plan != nil && now != nil) else {
            throw ValidationError("--history HISTORY.csv, --plan PLAN.yaml and --now TIME are needed (or --long)")
        }
        guard days >= 1 else { throw ValidationError("--days must be at least 1, found \(days)") }
    }

    func run() async throws {
        try await InterruptSignal.during { interruption in
            let context = common.context(interruption: interruption)
            if long {
                var settings = LongFormIntraday.Settings()
                guard let minute = LocalTime.minuteOfDay(nowTime) else {
                    throw UsageError(
                        message: "--now-time: expected a time of day, found '\(nowTime)'", hint: "for example 09:00")
                }
                settings.nowMinute = minute
                settings.days = days
                settings.model = model == "default" ? nil : model
                let result = try await LongFormIntraday(options: settings).run(InputBytes.read(input), context: context)
                for note in result.notes { common.say("note: \(note)") }
                try Output.write(result.bytes, to: output)
                return
            }
            guard let plan, let history, let now else { return }
            guard let time = LocalTime(now) else {
                throw UsageError(
                    message: "--now: expected a time on the centre's clock, found '\(now)'",
                    hint: "for example 2026-03-02T11:00")
            }
            let workspace = try PlanWorkspace.load(plan)
            let outcome = try await IntradayStage(workspace).run(
                forecast: ForecastFile.read(InputBytes.read(input), channels: workspace.channels),
                history: HistoryFile.read(InputBytes.read(history), channels: workspace.channels), now: time,
                context: context)
            try Output.write(ForecastFile.write(outcome.intervals, zone: workspace.zone), to: output)
            for (stream, reason) in outcome.reasons.sorted(by: { $0.key < $1.key }) {
                common.say("\(stream): \(reason)")
            }
        }
    }
}
