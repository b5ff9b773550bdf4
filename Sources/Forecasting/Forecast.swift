import ContactCenter

/// Forecasts a series with the model that its own backtest chooses.
///
/// Pure and deterministic. Closed slots are 0; nothing is negative or NaN; the bands are nested around the mean.
/// - Throws: ``ForecastingError``.
/// - Complexity: O(slots) a candidate, and O(horizon) an origin and candidate.
public func forecast(_ request: ForecastRequest) throws(ForecastingError) -> SeriesForecast {
    let session = try ForecastSession(request)
    let (mean, bands) = session.forecast()
    let intervals = session.intervals(bands, mean: mean, levels: [0.8, 0.95])
    let handleTime = HandleTimeModel(
        series: request.series, task: session.task, prior: request.handleTimePrior)
    let aht = handleTime.forecast(task: session.task, volumes: mean)
    let past =
        request.errorOrigins.isEmpty
        ? nil
        : session.pastForecasts(
            from: request.errorOrigins, series: request.series, prior: request.handleTimePrior)
    return SeriesForecast(
        start: request.series.time(of: request.series.count), slotMinutes: request.series.slotMinutes, mean: mean,
        lower80: intervals[0].lower, upper80: intervals[0].upper, lower95: intervals[1].lower,
        upper95: intervals[1].upper, ahtSeconds: aht.mean, ahtLower80: aht.lower80, ahtUpper80: aht.upper80,
        model: session.choiceName, reason: session.reason, accuracy: session.accuracy(), past: past)
}

/// The forecast of one model from one cutoff, with its bands.
public struct ModelPath: Hashable, Sendable {
    /// Column name: ``defaultName`` for the default choice, else the model's name.
    public var model: String
    /// Name of the model behind it.
    public var chosen: String
    /// Expected volume of each slot after the cutoff.
    public var mean: [Double]
    /// One interval a level asked, in the order asked.
    public var intervals: [PredictionInterval]
    /// Why it was chosen, in words; empty for a model that was asked for by name.
    public var reason: String

    /// The name under which the default choice is reported.
    public static let defaultName = "wfm"
}

/// Forecasts from an earlier cutoff: first the default choice, made with what was known at the cutoff, then each of
/// `models` by name.
///
/// - Parameters:
///   - series: The history, may reach beyond the cutoff; its volumes after it are not looked at, its opening is.
///   - calendar: Opening beyond the end of the series, and events.
///   - cutoffSlot: Number of slots known, 1…`series.count`.
///   - horizonSlots: Slots to forecast after it.
///   - models: Names of models wanted besides the default choice.
///   - levels: Levels of the prediction intervals, each within 0…1.
///   - backtestOrigins: Largest number of origins of the default choice's own backtest; `nil` = as ``ForecastRequest``.
/// - Throws: ``ForecastingError``.
public func paths(
    series: VolumeSeries, calendar: CentreCalendar, cutoffSlot: Int, horizonSlots: Int, models: [String] = [],
    levels: [Double] = [0.8, 0.95], backtestOrigins: Int? = nil
) throws(ForecastingError) -> [ModelPath] {
    try originForecast(
        OriginRequest(
            series: series, calendar: calendar, cutoffSlot: cutoffSlot, horizonSlots: horizonSlots, models: models,
            levels: levels, backtestOrigins: backtestOrigins)
    ).paths
}
