/// Handling of a stream in one interval, booked in the three ways that centres' reports book it; one row of
/// `handling.csv`.
public struct BookedHandling: Hashable, Sendable {
    /// Queue and channel.
    public var stream: QueueChannel
    /// Start of the interval.
    public var start: Instant
    /// Its length in seconds.
    public var intervalSeconds: Int
    /// Answered contacts of known handle time that arrived in it.
    public var handledByArrival = 0
    /// All of their handle time, in seconds.
    public var arrivalSeconds = 0.0
    /// Answered contacts of known handle time whose handling ended in it.
    public var handledByEnd = 0
    /// All of their handle time, in seconds.
    public var endSeconds = 0.0
    /// Seconds of handling done in it, whoever was handled.
    public var workedSeconds = 0.0

    /// An interval in which nothing was handled.
    public init(stream: QueueChannel, start: Instant, intervalSeconds: Int) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
    }
}
