/// How patient customers of a stream are in one stretch of their wait; one row of `patience.csv`.
public struct PatienceInterval: Hashable, Sendable {
    /// Queue and channel.
    public var stream: QueueChannel
    /// The stretch, in seconds since they entered the queue.
    public var fromSeconds: Double
    /// Its end.
    public var toSeconds: Double
    /// Customers still waiting at its beginning.
    public var atRisk: Int
    /// Customers who gave up in it.
    public var abandoned: Int
    /// Customers who were answered in it: how long they would have waited is not known.
    public var answered: Int
    /// Customers who give up per second of waiting, by occurrence and exposure; `nil` = nobody waited.
    public var hazardPerSecond: Double?
    /// Share of customers willing to wait longer than ``toSeconds`` (Kaplan–Meier).
    public var willing: Double
    /// Its 95 % interval; `nil` where all or none are willing.
    public var willing95: ClosedRange<Double>?
    /// The same share if patience were exponential; `nil` = too few gave up to tell.
    public var exponential: Double?

    /// A stretch of which nothing is counted yet.
    public init(stream: QueueChannel, fromSeconds: Double, toSeconds: Double) {
        self.stream = stream
        self.fromSeconds = fromSeconds
        self.toSeconds = toSeconds
        atRisk = 0
        abandoned = 0
        answered = 0
        willing = 1
    }
}
