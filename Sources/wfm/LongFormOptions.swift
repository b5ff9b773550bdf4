import ArgumentParser
import ContactCenter
import FileFormats
import Forecasting
import Planning
import Tabular

/// Options of `wfm forecast --long` and `wfm backtest`.
struct LongFormOptions: ParsableArguments {
    @Option(help: "Steps ahead of open slots (560), or days (28d).")
    var horizon = "28d"

    @Option(help: "Season lengths in open slots; accepted for scripts, the calendar grid already knows its seasons.")
    var season: String?

    @Option(
        help: """
            Number of cutoffs counted back from the end, the cutoffs themselves (YYYY-MM-DDTHH:MM:SS,…), or auto: up to \
            eight, a week apart.
            """)
    var cutoffs: String?

    @Option(help: "Open slots between cutoffs that are counted.")
    var step: Int?

    @Option(
        help: """
            Models by name, comma-separated, or all, or fast (those that take milliseconds); the first column is \
            always the default choice.
            """)
    var models: String?

    @Option(help: "Levels of the prediction intervals in percent, 1 to 99, comma-separated.")
    var levels = "80,95"

    @Option(help: "Days known ahead: closures, other hours, events, outages (calendar.csv, or iCalendar as .ics).")
    var calendar: String?

    @Option(
        help: "Country of the public holidays (US, DE-BY, …); each series' history says whether it is open on them.")
    var country: String?

    @Option(
        help: """
            Other columns that drive the volume and are known ahead: names, comma-separated, all, none, or auto: those \
            with values after the last known y.
            """)
    var drivers = "auto"

    /// Longest horizon: ten years of minutes.
    private static let mostSteps = 5_000_000

    func settings() throws -> LongFormForecast.Settings {
        var settings = LongFormForecast.Settings()
        settings.horizon = try horizonRead()
        settings.models = try modelNames()
        settings.levels = try levelsRead()
        settings.cutoffs = try cutoffsRead()
        settings.drivers = driversRead()
        if let step {
            guard (1...Self.mostSteps).contains(step) else {
                throw UsageError(message: "--step: expected a number of at least 1, found \(step)", hint: nil)
            }
            settings.step = step
        }
        if let calendar { settings.specialDays = try LongFormCalendar.read(calendar).days }
        if let country {
            guard let place = HolidayCountry(country) else {
                throw UsageError(
                    message: "--country: no holidays are known for '\(country)'",
                    hint: HolidayCountry.hint(insteadOf: country))
            }
            settings.holidays = try LongFormCalendar.holidays(of: place)
        }
        return settings
    }

    private func horizonRead() throws -> LongFormForecast.Settings.Horizon {
        if horizon.hasSuffix("d"), let days = Int(horizon.dropLast()), (1...3660).contains(days) { return .days(days) }
        if let steps = Int(horizon), (1...Self.mostSteps).contains(steps) { return .openSlots(steps) }
        throw UsageError(
            message: "--horizon: expected steps or days such as 560 or 28d, found '\(horizon)'",
            hint: "ten years at the most")
    }

    private func modelNames() throws -> [String] {
        switch models {
        case nil: return []
        case "all": return ForecastModels.names
        case "fast": return ForecastModels.quick.map(\.name)
        case let list?:
            var names: [String] = []
            for name in list.split(separator: ",").map(String.init) {
                guard ForecastModels.names.contains(name) else {
                    throw UsageError(
                        message: "--models: unknown model '\(name)'",
                        hint: nearestName(to: name, among: ForecastModels.names).map { "did you mean '\($0)'?" }
                            ?? "known models: \(ForecastModels.names.joined(separator: ", ")), or all, or fast")
                }
                if !names.contains(name) { names.append(name) }
            }
            return names
        }
    }

    private func levelsRead() throws -> [Int] {
        var found: [Int] = []
        for text in levels.split(separator: ",") {
            guard let level = Int(text), (1...99).contains(level) else {
                throw UsageError(
                    message: "--levels: expected whole percents from 1 to 99, found '\(text)'",
                    hint: "for example 80,95")
            }
            if !found.contains(level) { found.append(level) }
        }
        return found
    }

    private func cutoffsRead() throws -> LongFormForecast.Settings.Cutoffs? {
        guard let cutoffs else { return nil }
        if cutoffs == "auto" { return .auto }
        if let count = Int(cutoffs) {
            guard (1...100_000).contains(count) else {
                throw UsageError(message: "--cutoffs: expected a number of at least 1, found \(count)", hint: nil)
            }
            return .last(count)
        }
        let times = try cutoffs.split(separator: ",").map { text in
            guard let time = LocalTime(text) else {
                throw UsageError(
                    message: "--cutoffs: expected a number, times or auto, found '\(text)'",
                    hint: "for example 2003-05-30T20:30:00,2003-06-06T20:30:00")
            }
            return time
        }
        guard !times.isEmpty else {
            throw UsageError(message: "--cutoffs: expected a number, times or auto", hint: nil)
        }
        return .at(Array(Set(times)))
    }

    private func driversRead() -> LongFormForecast.Drivers {
        switch drivers {
        case "auto": .knownAhead
        case "all": .all
        case "none": .none
        default: .named(drivers.split(separator: ",").map(String.init))
        }
    }
}
