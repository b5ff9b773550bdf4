import Tabular

/// What has to be known of a system's interval report beyond the names of its columns.
struct IntervalLayout: Sendable {
    /// Unit of a bare number in a column of durations.
    enum DurationUnit: Sendable {
        /// Seconds, unless the handle time that follows from them is beyond belief: then thousandths.
        case found
        /// Seconds, always.
        case seconds
        /// Thousandths of a second, unless the handle time that follows is beyond belief.
        case milliseconds
    }

    /// Unit of bare numbers.
    var durations = DurationUnit.found
    /// Columns that divide an interval of one queue further; their rows are added up.
    var keys: [String] = []
    /// Whether times without an offset are UTC.
    var isUTC = false
    /// Roles by position, of a file without header.
    var positions: [IntervalColumn.Role: Int]?
    /// Fields of a row of such a file.
    var fieldCount = 0

    /// The layout of a format.
    init(_ format: SourceFormat) {
        switch format {
        case .genesysHistory:
            // Genesys Cloud Resource Center, "Prepare the historical data import .csv file": a row for each set of
            // skills and language, times in UTC.
            keys = ["Skill Set", "Language"]
            isUTC = true
            durations = .seconds
        case .genesysPerformance: durations = .milliseconds
        case .amazonIntervals:
            isUTC = true
            durations = .seconds
        case .calabrio:
            // Calabrio WFM, "Queue statistics": 21 positional fields; interval in minutes.
            positions = IntervalLayout.calabrioPositions
            fieldCount = 21
            durations = .seconds
        case .avaya:
            keys = ["acd"]
            durations = .seconds
        case .cisco, .alibaba: durations = .seconds
        default: break
        }
    }

    private static let calabrioPositions: [IntervalColumn.Role: Int] = [
        .length: 0, .date: 1, .time: 2, .queueNumber: 3, .queue: 4, .offered: 5, .overflowIn: 6, .abandoned: 7,
        .answered: 9, .waitAnsweredTotal: 10, .waitAbandonedTotal: 11, .talkTotal: 12, .wrapTotal: 13,
        .shortAbandoned: 19, .answeredWithin: 17, .abandonedWithinBeyondShort: 20,
    ]
}
