import ArgumentParser
import ContactCenter
import Planning

/// Options of `wfm forecast --long`.
struct LongFormOptions: ParsableArguments {
    @Option(help: "Steps ahead of open slots (560), or days (28d).")
    var horizon = "28d"

    @Option(help: "Season lengths in open slots; accepted for scripts, the calendar grid already knows its seasons.")
    var season: String?

    @Option(help: "Number of cutoffs counted back from the end, or the cutoffs themselves (YYYY-MM-DDTHH:MM:SS,…).")
    var cutoffs: String?

    @Option(help: "Open slots between cutoffs that are counted.")
    var step: Int?

    @Option(help: "Models by name, comma-separated; the first column is always the default choice.")
    var models: String?

    @Option(help: "Levels of the prediction intervals in percent: any of 80,95.")
    var levels = "80,95"

    func settings() throws -> LongFormForecast.Settings {
        var settings = LongFormForecast.Settings()
        if horizon.hasSuffix("d"), let days = Int(horizon.dropLast()), days > 0 {
            settings.horizon = .days(days)
        } else if let steps = Int(horizon), steps > 0 {
            settings.horizon = .openSlots(steps)
        } else {
            throw UsageError(
                message: "--horizon: expected steps or days such as 560 or 28d, found '\(horizon)'", hint: nil)
        }
        settings.models = models.map { $0.split(separator: ",").map(String.init) } ?? []
        settings.levels = try levels.split(separator: ",").map { text in
            guard let level = Int(text), level == 80 || level == 95 else {
                throw UsageError(message: "--levels: expected 80 and 95, found '\(text)'", hint: nil)
            }
            return level
        }
        settings.step = step
        if let cutoffs {
            if let count = Int(cutoffs), count > 0 {
                settings.cutoffs = .last(count)
            } else {
                settings.cutoffs = .at(
                    try cutoffs.split(separator: ",").map { text in
                        guard let time = LocalTime(text) else {
                            throw UsageError(
                                message: "--cutoffs: expected a number or times, found '\(text)'",
                                hint: "for example 2003-05-30T20:30:00,2003-06-06T20:30:00")
                        }
                        return time
                    })
            }
        }
        return settings
    }
}
