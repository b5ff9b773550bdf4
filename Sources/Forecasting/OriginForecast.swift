import ContactCenter

/// What ``originForecast(_:)`` is asked: a forecast from a cutoff inside or at the end of a series.
public struct OriginRequest: Sendable {
    /// The history, may reach beyond the cutoff; its volumes after it are not looked at, its opening is.
    public var series: VolumeSeries
    /// Opening beyond the end of the series, and events.
    public var calendar: CentreCalendar
    /// Number of slots known, 1…`series.count`.
    public var cutoffSlot: Int
    /// Slots to forecast after it.
    public var horizonSlots: Int
    /// Names of models wanted besides the default choice.
    public var models: [String]
    /// Levels of the prediction intervals, each within 0…1.
    public var levels: [Double]
    /// Largest number of origins of the default choice's own backtest; `nil` = as ``ForecastRequest``.
    public var backtestOrigins: Int?
    /// Whether the scores of the default choice's own backtest are wanted.
    public var wantsAccuracy = false
    /// Whether the errors of the backtest are wanted, from which ``samplePaths(_:)`` draws.
    public var wantsErrors = false

    /// The default choice from `cutoffSlot` with its 80 % and 95 % intervals.
    public init(
        series: VolumeSeries, calendar: CentreCalendar, cutoffSlot: Int, horizonSlots: Int, models: [String] = [],
        levels: [Double] = [0.8, 0.95], backtestOrigins: Int? = nil
    ) {
        self.series = series
        self.calendar = calendar
        self.cutoffSlot = cutoffSlot
        self.horizonSlots = horizonSlots
        self.models = models
        self.levels = levels
        self.backtestOrigins = backtestOrigins
    }
}

/// A forecast from a cutoff with what was asked for beside it.
public struct OriginForecast: Sendable {
    /// The default choice first, then each of the models asked for.
    public var paths: [ModelPath]
    /// Scores of every candidate of the default choice's backtest; empty unless asked for.
    public var accuracy: [ForecastAccuracy] = []
    /// Errors of the default choice in its backtest; `nil` unless asked for.
    public var errors: OriginErrors?
}

/// Forecasts from a cutoff; backtest and choice are made once, whatever is asked for beside the forecast.
///
/// - Throws: ``ForecastingError``.
public func originForecast(_ request: OriginRequest) throws(ForecastingError) -> OriginForecast {
    guard request.cutoffSlot >= 1, request.cutoffSlot <= request.series.count else {
        throw .cutoff(request.cutoffSlot, count: request.series.count, series: request.series.id)
    }
    let extras = try ForecastModels.named(request.models)
    let session = try ForecastSession(
        ForecastRequest(
            series: request.series, calendar: request.calendar, horizonSlots: request.horizonSlots,
            backtestOrigins: request.backtestOrigins), cutoff: request.cutoffSlot)
    let (mean, bands) = session.forecast()
    var answer = OriginForecast(paths: [
        ModelPath(
            model: ModelPath.defaultName, chosen: session.choiceName, mean: mean,
            intervals: session.intervals(bands, mean: mean, levels: request.levels), reason: session.reason)
    ])
    for model in extras {
        let (mean, bands) = session.forecast(with: model)
        answer.paths.append(
            ModelPath(
                model: model.name, chosen: model.name, mean: mean,
                intervals: session.intervals(bands, mean: mean, levels: request.levels), reason: ""))
    }
    if request.wantsAccuracy { answer.accuracy = session.accuracy() }
    if request.wantsErrors { answer.errors = session.originErrors() }
    return answer
}
