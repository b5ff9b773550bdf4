/// Why a forecast could not be made.
public enum ForecastingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The series has no slot, or no open slot with a known value.
    case nothingKnown(series: String)
    /// A new queue without own history, expected volume and analogue.
    case noLevel(series: String)
    /// A slot length that does not divide a day.
    case slotMinutes(Int, series: String)
    /// A horizon, a number of origins or a step that makes no sense.
    case notPositive(name: String, value: Int, series: String)
    /// A cutoff outside the series.
    case cutoff(Int, count: Int, series: String)
    /// A model nobody knows.
    case unknownModel(String, known: [String])

    /// What is wrong, with the value and the place.
    public var description: String {
        switch self {
        case .nothingKnown(let series): "series '\(series)' has no open slot with a known value"
        case .noLevel(let series): "nothing says how many contacts the new queue '\(series)' will have"
        case .slotMinutes(let minutes, let series):
            "series '\(series)': a slot of \(minutes) minutes does not divide a day"
        case .notPositive(let name, let value, let series):
            "series '\(series)': \(name) must be at least 1, found \(value)"
        case .cutoff(let cutoff, let count, let series):
            "series '\(series)': cutoff slot \(cutoff) lies outside the history's 1…\(count)"
        case .unknownModel(let name, _): "unknown forecast model '\(name)'"
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .nothingKnown: "give at least one interval of history inside the opening hours"
        case .noLevel: "give expected_daily_volume, or a queue that it is like"
        case .slotMinutes: "use 5, 10, 15, 30, 60 or 1440 minutes; rows of weeks or calendar months are forecast too"
        case .notPositive, .cutoff: nil
        case .unknownModel(_, let known): "known models: " + known.joined(separator: ", ")
        }
    }
}
