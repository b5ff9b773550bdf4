/// The total of one day, of one queue × channel or of all of them: one row of `days.csv`.
public struct DayForecast: Hashable, Sendable {
    /// An expected total with its central 80 % and 95 % prediction intervals.
    public struct Total: Hashable, Sendable {
        /// Expected value.
        public var mean: Double
        /// Central 80 % interval.
        public var band80: ForecastInterval.Band
        /// Central 95 % interval.
        public var band95: ForecastInterval.Band
        /// `mean` with its intervals.
        public init(mean: Double, band80: ForecastInterval.Band, band95: ForecastInterval.Band) {
            self.mean = mean
            self.band80 = band80
            self.band95 = band95
        }
    }

    /// The stream of work; `nil` = all of them together.
    public var stream: QueueChannel?
    /// The day.
    public var date: CivilDate
    /// Contacts offered.
    public var volume: Total
    /// Work in seconds: Σ contacts × handle time; `nil` where handle times are not known.
    public var workSeconds: Total?

    /// The totals of a day.
    public init(stream: QueueChannel?, date: CivilDate, volume: Total, workSeconds: Total?) {
        self.stream = stream
        self.date = date
        self.volume = volume
        self.workSeconds = workSeconds
    }
}
