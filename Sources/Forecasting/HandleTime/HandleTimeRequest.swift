import ContactCenter

/// Handle times of the slots after a series, without forecasting its volumes.
///
/// - Parameters:
///   - series: A history that knows handle seconds and answered contacts.
///   - calendar: Opening beyond the end of the series.
///   - volumes: Contacts expected in each slot after it; they decide how wide the intervals are.
///   - prior: What related series say of the shape.
/// - Throws: ``ForecastingError``.
public func forecastHandleTimes(
    _ series: VolumeSeries, calendar: CentreCalendar, volumes: [Double], prior: HandleTimePrior? = nil
) throws(ForecastingError) -> HandleTimeForecast {
    let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: volumes.count)
    return HandleTimeModel(series: series, task: task, prior: prior).forecast(task: task, volumes: volumes)
}
