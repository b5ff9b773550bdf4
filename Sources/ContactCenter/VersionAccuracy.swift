/// How one version of a forecast did against what came, at one distance ahead. One row of `version-accuracy.csv`.
public struct VersionAccuracy: Hashable, Sendable {
    /// How far ahead an interval was forecast.
    public enum Lead: String, Hashable, Sendable, CaseIterable {
        /// On the day the forecast was made.
        case sameDay = "same_day"
        /// The day after.
        case dayAhead = "day_ahead"
        /// 1 to 7 days ahead.
        case week1 = "week_1"
        /// 8 to 14 days ahead.
        case week2 = "week_2"
        /// 15 to 21 days ahead.
        case week3 = "week_3"
        /// 22 days ahead and more.
        case week4 = "week_4_and_later"
        /// All together.
        case all

        /// The leads that an interval so many days ahead (≥ 0) counts to.
        public static func of(daysAhead days: Int) -> [Lead] {
            switch days {
            case 0: [.sameDay, .all]
            case 1: [.dayAhead, .week1, .all]
            case ...7: [.week1, .all]
            case ...14: [.week2, .all]
            case ...21: [.week3, .all]
            default: [.week4, .all]
            }
        }
    }

    /// Whose numbers are scored.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// With the planners' overrides.
        case final
        /// As the models made it.
        case machine
    }

    /// Name of the version.
    public var version: String
    /// The stream of work; `nil` = all together.
    public var stream: QueueChannel?
    /// How far ahead.
    public var lead: Lead
    /// Whose numbers.
    public var source: Source
    /// Only the intervals that this author changed; `nil` = all intervals.
    public var author: String?
    /// Days scored.
    public var days: Int
    /// Intervals scored.
    public var intervals: Int
    /// Contacts that came.
    public var actual: Double
    /// Contacts that were forecast.
    public var expected: Double
    /// Σ|error| of the intervals / Σ actual; `nil` when nothing came.
    public var wape: Double?
    /// Σ(forecast − actual) / Σ actual; `nil` when nothing came.
    public var bias: Double?
    /// Share of intervals inside the 80 % interval, 0…1; `nil` when the source has none.
    public var coverage80: Double?
    /// Share of intervals inside the 95 % interval, 0…1; `nil` when the source has none.
    public var coverage95: Double?

    /// The scores of a version.
    public init(
        version: String, stream: QueueChannel?, lead: Lead, source: Source, author: String? = nil, days: Int,
        intervals: Int, actual: Double, expected: Double, wape: Double?, bias: Double?, coverage80: Double?,
        coverage95: Double?
    ) {
        self.version = version
        self.stream = stream
        self.lead = lead
        self.source = source
        self.author = author
        self.days = days
        self.intervals = intervals
        self.actual = actual
        self.expected = expected
        self.wape = wape
        self.bias = bias
        self.coverage80 = coverage80
        self.coverage95 = coverage95
    }
}
