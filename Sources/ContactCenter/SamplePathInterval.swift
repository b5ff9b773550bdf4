/// One interval of one queue × channel on one sample path, one row of `paths.csv`.
public struct SamplePathInterval: Hashable, Sendable {
    /// The stream of work.
    public var stream: QueueChannel
    /// Start of the interval.
    public var start: Instant
    /// Length of the interval, in seconds.
    public var intervalSeconds: Int
    /// Contacts offered on this path.
    public var volume: Double
    /// Average handle time on this path, in seconds; `nil` when unknown.
    public var ahtSeconds: Double?

    /// `volume` contacts of `ahtSeconds` each.
    public init(stream: QueueChannel, start: Instant, intervalSeconds: Int, volume: Double, ahtSeconds: Double?) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.volume = volume
        self.ahtSeconds = ahtSeconds
    }
}
