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

    /// An interval in which nothing happened.
    public init(stream: QueueChannel, start: Instant, intervalSeconds: Int, status: Status = .open) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.status = status
    }

    /// Average handle time of the answered, in seconds; `nil` when nothing was answered.
    public var ahtSeconds: Double? { answered > 0 ? handleSeconds / Double(answered) : nil }
}
