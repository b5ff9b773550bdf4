import ContactCenter

/// A series to forecast and how.
public struct ForecastRequest: Sendable {
    /// The history.
    public var series: VolumeSeries
    /// Opening hours, closures and events of history and horizon.
    public var calendar: CentreCalendar
    /// Slots to forecast after the end of the history.
    public var horizonSlots: Int
    /// Candidates by name; `nil` = ``ForecastModels/standard(for:)``.
    public var models: [String]?
    /// Largest number of origins of the backtest; `nil` = 6 to 24, fewer for long horizons on fine grids.
    public var backtestOrigins: Int?
    /// Slots between origins; `nil` = five days, fewer in a short history.
    public var backtestStepSlots: Int?
    /// Reserved for models that draw random numbers; none does today.
    public var seed: UInt64
    /// What related series say of the shape of handle times; `nil` = the series' own history alone.
    public var handleTimePrior: HandleTimePrior?
    /// Earlier times, rising, from which the choice is to forecast too, so that its errors are known
    /// (``SeriesForecast/past``); the same for all series whose paths are drawn together.
    public var errorOrigins: [LocalTime] = []

    /// A request with the usual origins and candidates.
    public init(
        series: VolumeSeries, calendar: CentreCalendar, horizonSlots: Int, models: [String]? = nil,
        backtestOrigins: Int? = nil, backtestStepSlots: Int? = nil, seed: UInt64 = 1
    ) {
        self.series = series
        self.calendar = calendar
        self.horizonSlots = horizonSlots
        self.models = models
        self.backtestOrigins = backtestOrigins
        self.backtestStepSlots = backtestStepSlots
        self.seed = seed
    }
}

/// The forecast of a series: one entry a slot of the horizon in every array.
public struct SeriesForecast: Hashable, Sendable {
    /// Start of the first slot.
    public var start: LocalTime
    /// Length of a slot in minutes.
    public var slotMinutes: Int
    /// Expected volume; 0 where closed.
    public var mean: [Double]
    /// Lower end of the 80 % interval.
    public var lower80: [Double]
    /// Upper end of the 80 % interval.
    public var upper80: [Double]
    /// Lower end of the 95 % interval.
    public var lower95: [Double]
    /// Upper end of the 95 % interval.
    public var upper95: [Double]
    /// Expected handle time in seconds; `nil` where closed or when nothing was ever answered.
    public var ahtSeconds: [Double?]
    /// Lower end of the handle time's 80 % interval.
    public var ahtLower80: [Double?]
    /// Upper end of the handle time's 80 % interval.
    public var ahtUpper80: [Double?]
    /// Name of the model chosen.
    public var model: String
    /// Why it was chosen, in words.
    public var reason: String
    /// Backtest scores of every candidate.
    public var accuracy: [ForecastAccuracy]
    /// What it would have forecast at ``ForecastRequest/errorOrigins``; `nil` when none were asked for.
    public var past: PastForecasts?
}
