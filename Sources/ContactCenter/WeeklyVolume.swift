/// The contacts of one week of one queue × channel, as forecast; one row of `weeks.csv`.
public struct WeeklyVolume: Hashable, Sendable {
    /// Monday of the week.
    public var week: CivilDate
    /// The stream of work.
    public var stream: QueueChannel
    /// Expected contacts offered.
    public var volume: Double
    /// Central 80 % interval of the volume.
    public var volume80: ForecastInterval.Band
    /// Expected average handle time, in seconds; `nil` when there is nothing to handle.
    public var ahtSeconds: Double?

    /// `volume` contacts of `ahtSeconds` in the week that begins on `week`.
    public init(
        week: CivilDate, stream: QueueChannel, volume: Double, volume80: ForecastInterval.Band, ahtSeconds: Double?
    ) {
        self.week = week
        self.stream = stream
        self.volume = volume
        self.volume80 = volume80
        self.ahtSeconds = ahtSeconds
    }
}
