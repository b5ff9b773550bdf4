import ContactCenter

/// An interval of a stream as a store keeps it counted.
struct CountedInterval: Hashable, Sendable {
    /// Counts of the inbound contacts, without the handle times that nobody knows.
    var counts: IntervalCounts
    /// All contacts, outbound ones too.
    var contacts: Int
    /// Start of the first and last contact.
    var firstCreated: Int
    var lastCreated: Int
    /// Answered contacts whose handle time is unknown.
    var unknownHandle: Int

    /// Columns of the table `interval` but for its stream; the order in which they are written and read.
    static let columns = [
        "start", "seconds", "first_created", "last_created", "contacts", "unknown_handle", "offered", "answered",
        "abandoned", "short_abandoned", "answered_within", "abandoned_within", "customers", "talk_s", "hold_s",
        "wrap_s", "handle_s", "wait_answered_s", "wait_abandoned_s", "max_wait_s",
    ]

    private typealias Path<Value> = WritableKeyPath<IntervalCounts, Value> & Sendable
    private static let numbers: [Path<Int>] = [
        \.offered, \.answered, \.abandoned, \.shortAbandoned, \.answeredWithin, \.abandonedWithin, \.customers,
    ]
    private static let seconds: [Path<Double>] = [
        \.talkSeconds, \.holdSeconds, \.wrapSeconds, \.handleSeconds, \.waitAnsweredSeconds, \.waitAbandonedSeconds,
        \.maxWaitSeconds,
    ]

    /// An interval in which nothing happened yet.
    init(stream: QueueChannel, start: Instant, intervalSeconds: Int) {
        counts = IntervalCounts(stream: stream, start: start, intervalSeconds: intervalSeconds)
        (contacts, firstCreated, lastCreated, unknownHandle) = (0, .max, .min, 0)
    }

    /// The columns of ``columns``.
    init(_ statement: Statement, stream: QueueChannel) {
        self.init(
            stream: stream, start: Instant(seconds: statement.integer(0)), intervalSeconds: statement.integer(1))
        (firstCreated, lastCreated) = (statement.integer(2), statement.integer(3))
        (contacts, unknownHandle) = (statement.integer(4), statement.integer(5))
        var column: Int32 = 6
        for path in CountedInterval.numbers {
            counts[keyPath: path] = statement.integer(column)
            column += 1
        }
        for path in CountedInterval.seconds {
            counts[keyPath: path] = statement.real(column)
            column += 1
        }
    }

    /// Binds ``columns``.
    func bind(to statement: Statement) {
        for number in [
            counts.start.seconds, counts.intervalSeconds, firstCreated, lastCreated, contacts, unknownHandle,
        ] {
            statement.bind(number)
        }
        for path in CountedInterval.numbers { statement.bind(counts[keyPath: path]) }
        for path in CountedInterval.seconds { statement.bind(counts[keyPath: path]) }
    }
}
