/// One interval of the centre's own report, as far as it states anything.
public struct CentreReportRow: Hashable, Sendable {
    /// What a report may state.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
        /// Contacts offered.
        case offered
        /// Contacts answered.
        case answered
        /// Contacts abandoned.
        case abandoned
        /// Service level, 0…1.
        case serviceLevel = "service_level"
        /// Share abandoned, 0…1.
        case abandonment
        /// Average speed of answer, in seconds.
        case speedOfAnswer = "asa_s"
        /// Average handle time, in seconds.
        case handleTime = "aht_s"
        /// Handling in all, in seconds.
        case workload = "handle_s"
    }

    /// A number of the report.
    public struct Figure: Hashable, Sendable {
        /// The number.
        public var value: Double
        /// Half of its last digit: what rounding may have hidden.
        public var tolerance: Double

        /// A number and what rounding may have hidden.
        public init(value: Double, tolerance: Double) {
            self.value = value
            self.tolerance = tolerance
        }
    }

    /// Queue; empty = all together.
    public var queue: String
    /// Channel; empty = all together.
    public var channel: String
    /// Start of the interval.
    public var start: Instant
    /// Its length, in seconds.
    public var intervalSeconds: Int
    /// What is stated.
    public var figures: [Measure: Figure]

    /// A row of a report.
    public init(queue: String, channel: String, start: Instant, intervalSeconds: Int, figures: [Measure: Figure]) {
        self.queue = queue
        self.channel = channel
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.figures = figures
    }
}
