import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Tabular

/// `wfm accuracy`: versions of a forecast against what came.
struct AccuracyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accuracy",
        abstract: "Scores forecasts against what came, and says whether overrides helped.",
        discussion: """
            Each file is one version, or several by its columns version and created_at. Without created_at a version counts
            as made on the day before its first interval. Intervals that the history does not know as open are not scored.
            The table goes to standard output or --output, the verdict in words to standard error.

            EXAMPLES
              wfm accuracy forecast.csv --history history.csv --plan plan.yaml --output version-accuracy.csv
              wfm accuracy march.csv april.csv --history history.csv --time-zone Europe/London
            """)

    @Argument(help: "forecast.csv files; '-' is standard input.")
    var forecasts: [String]

    @Option(help: "history.csv of 'wfm import' with what came.")
    var history: String

    @Option(help: "The plan file, for its time zone and channels.")
    var plan: String?

    @Option(help: "IANA time zone, without a plan.")
    var timeZone = "UTC"

    @Option(help: "Where the scores go; standard output when omitted.")
    var output: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workspace = try plan.map { try PlanWorkspace.load($0) }
        let zone = try workspace?.zone ?? ZoneRules.load(timeZone)
        let channels = workspace?.channels ?? []
        var versions: [ForecastVersion] = []
        for path in forecasts {
            versions += try ForecastFile.readVersions(InputBytes.read(path), channels: channels)
        }
        let rows = try HistoryFile.read(InputBytes.read(history), channels: channels)
        let outcome = try AccuracyStage(zone: zone).run(versions: versions, history: rows)
        try Output.write(VersionAccuracyFile.write(outcome.rows), to: output)
        for note in outcome.notes { common.say("note: \(note)") }
        for sentence in outcome.words { common.say(sentence) }
    }
}
