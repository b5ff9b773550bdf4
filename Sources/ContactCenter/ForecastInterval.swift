/// The forecast of one interval of one queue × channel, one row of `forecast.csv`.
public struct ForecastInterval: Hashable, Sendable {
    /// Lower and upper end of a central prediction interval.
    public struct Band: Hashable, Sendable {
        /// Lower end.
        public var lower: Double
        /// Upper end.
        public var upper: Double
        /// From `lower` to `upper`.
        public init(lower: Double, upper: Double) {
            self.lower = lower
            self.upper = upper
        }
    }

    /// The stream of work.
    public var stream: QueueChannel
    /// Start of the interval.
    public var start: Instant
    /// Length of the interval, in seconds.
    public var intervalSeconds: Int
    /// Expected contacts offered.
    public var volume: Double
    /// Central 80 % interval of the volume.
    public var volume80: Band
    /// Central 95 % interval of the volume.
    public var volume95: Band
    /// Expected average handle time, in seconds; `nil` when unknown.
    public var ahtSeconds: Double?
    /// Central 80 % interval of the average handle time, in seconds.
    public var ahtSeconds80: Band?
    /// The model that made it.
    public var model: String
    /// What planners changed, and what it was before; `nil` = nothing.
    public var override: OverrideTrace?

    /// A forecast of `volume` contacts of `ahtSeconds` each.
    public init(
        stream: QueueChannel, start: Instant, intervalSeconds: Int, volume: Double, volume80: Band, volume95: Band,
        ahtSeconds: Double?, ahtSeconds80: Band?, model: String, override: OverrideTrace? = nil
    ) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.volume = volume
        self.volume80 = volume80
        self.volume95 = volume95
        self.ahtSeconds = ahtSeconds
        self.ahtSeconds80 = ahtSeconds80
        self.model = model
        self.override = override
    }
}
