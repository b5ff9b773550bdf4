import ContactCenter

/// Forecasts a series with the model that its own backtest chooses.
///
/// Pure and deterministic. Closed slots are 0; nothing is negative or NaN; the bands are nested around the mean.
/// - Throws: ``ForecastingError``.
/// - Complexity: about (origins × models + 17) model fits.
public func forecast(_ request: ForecastRequest) throws(ForecastingError) -> SeriesForecast {
    var session = try ForecastSession(request)
    let (mean, bands) = session.forecast(with: session.choice)
    let handleTime = HandleTimeModel(series: request.series, task: session.task)
    let aht = handleTime.forecast(task: session.task, volumes: mean)
    return SeriesForecast(
        start: request.series.time(of: request.series.count), slotMinutes: request.series.slotMinutes, mean: mean,
        lower80: bands.lower80, upper80: bands.upper80, lower95: bands.lower95, upper95: bands.upper95,
        ahtSeconds: aht.mean, ahtLower80: aht.lower80, ahtUpper80: aht.upper80, model: session.choice.name,
        reason: session.reason, accuracy: session.accuracy())
}

/// The forecast of one model from one cutoff, with its bands.
public struct ModelPath: Hashable, Sendable {
    /// Column name: ``defaultName`` for the default choice, else the model's name.
    public var model: String
    /// Name of the model behind it.
    public var chosen: String
    /// Expected volume of each slot after the cutoff.
    public var mean: [Double]
    /// Lower end of the 80 % interval.
    public var lo80: [Double]
    /// Upper end of the 80 % interval.
    public var hi80: [Double]
    /// Lower end of the 95 % interval.
    public var lo95: [Double]
    /// Upper end of the 95 % interval.
    public var hi95: [Double]

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
///   - backtestOrigins: Origins of the default choice's own backtest.
/// - Throws: ``ForecastingError``.
public func paths(
    series: VolumeSeries, calendar: CentreCalendar, cutoffSlot: Int, horizonSlots: Int, models: [String] = [],
    backtestOrigins: Int = 6
) throws(ForecastingError) -> [ModelPath] {
    guard cutoffSlot >= 1, cutoffSlot <= series.count else {
        throw .cutoff(cutoffSlot, count: series.count, series: series.id)
    }
    let extras = try ForecastModels.named(models)
    let request = ForecastRequest(
        series: series, calendar: calendar, horizonSlots: horizonSlots, backtestOrigins: backtestOrigins)
    var session = try ForecastSession(request, cutoff: cutoffSlot)
    var paths: [ModelPath] = []
    for (name, model) in [(ModelPath.defaultName, session.choice)] + extras.map({ ($0.name, $0) }) {
        let (mean, bands) = session.forecast(with: model)
        paths.append(
            ModelPath(
                model: name, chosen: model.name, mean: mean, lo80: bands.lower80, hi80: bands.upper80,
                lo95: bands.lower95, hi95: bands.upper95))
    }
    return paths
}
