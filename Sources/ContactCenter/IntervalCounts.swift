/// What happened in one interval of one queue × channel: counts and sums, never ratios, so that any service-level
/// formula and any coarser interval can be computed from it. One row of `history.csv`.
public struct IntervalCounts: Hashable, Sendable {
    /// Whether the numbers of an interval mean what they say.
    public enum Status: String, Sendable, CaseIterable {
        /// The centre was open and measured.
        case open
        /// The centre was closed; zero contacts say nothing about demand.
        case closed
        /// The centre was open but the numbers are not to be believed (telephone system or logger down).
        case outage
    }

    /// Numbers that an interval may lack.
    public struct Measures: OptionSet, Hashable, Sendable {
        /// A bit a measure.
        public let rawValue: UInt16
        /// The measures of these bits.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// ``IntervalCounts/answered``
        public static let answered = Measures(rawValue: 1)
        /// ``IntervalCounts/abandoned``
        public static let abandoned = Measures(rawValue: 2)
        /// ``IntervalCounts/shortAbandoned``
        public static let shortAbandoned = Measures(rawValue: 4)
        /// ``IntervalCounts/answeredWithin``
        public static let answeredWithin = Measures(rawValue: 8)
        /// ``IntervalCounts/abandonedWithin``
        public static let abandonedWithin = Measures(rawValue: 16)
        /// ``IntervalCounts/talkSeconds``
        public static let talk = Measures(rawValue: 32)
        /// ``IntervalCounts/holdSeconds``
        public static let hold = Measures(rawValue: 64)
        /// ``IntervalCounts/wrapSeconds``
        public static let wrap = Measures(rawValue: 128)
        /// ``IntervalCounts/handleSeconds``
        public static let handle = Measures(rawValue: 256)
        /// ``IntervalCounts/waitAnsweredSeconds``
        public static let waitAnswered = Measures(rawValue: 512)
        /// ``IntervalCounts/waitAbandonedSeconds``
        public static let waitAbandoned = Measures(rawValue: 1024)
        /// ``IntervalCounts/maxWaitSeconds``
        public static let longestWait = Measures(rawValue: 2048)
        /// ``IntervalCounts/customers``
        public static let customers = Measures(rawValue: 4096)
        /// All but the contacts offered, which every history has.
        public static let all = Measures(rawValue: 8191)
    }

    /// The stream of work.
    public var stream: QueueChannel
    /// Start of the interval.
    public var start: Instant
    /// Length of the interval, in seconds.
    public var intervalSeconds: Int
    /// Contacts that entered the queue.
    public var offered = 0
    /// Contacts answered by an agent.
    public var answered = 0
    /// Contacts that left before an answer.
    public var abandoned = 0
    /// Abandoned within the short-abandon threshold.
    public var shortAbandoned = 0
    /// Answered within the service target's seconds.
    public var answeredWithin = 0
    /// Abandoned within the service target's seconds.
    public var abandonedWithin = 0
    /// Talk time of the answered, in seconds (by interval of arrival).
    public var talkSeconds = 0.0
    /// Hold time of the answered, in seconds.
    public var holdSeconds = 0.0
    /// After-contact work of the answered, in seconds.
    public var wrapSeconds = 0.0
    /// Talk + hold + wrap, in seconds.
    public var handleSeconds = 0.0
    /// Waits of the answered, in seconds.
    public var waitAnsweredSeconds = 0.0
    /// Waits of the abandoned, in seconds.
    public var waitAbandonedSeconds = 0.0
    /// Longest wait, in seconds.
    public var maxWaitSeconds = 0.0
    /// Distinct known customers.
    public var customers = 0
    /// Whether the numbers are to be believed.
    public var status = Status.open
    /// Measures that nothing is known of; their numbers are 0 and say nothing.
    public var unknown: Measures = []

    /// An interval in which nothing happened.
    public init(stream: QueueChannel, start: Instant, intervalSeconds: Int, status: Status = .open) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.status = status
    }

    /// Average handle time of the answered, in seconds; `nil` when nothing was answered, or nothing is known of it.
    public var ahtSeconds: Double? {
        answered > 0 && unknown.isDisjoint(with: [.answered, .handle]) ? handleSeconds / Double(answered) : nil
    }
}
