/// Forecasts a series without a season, as ``MSTL`` leaves one.
public protocol TrendForecaster: Sendable {
    /// The `horizon` steps after `values`.
    ///
    /// - Throws: ``TimeSeriesError`` when the series is too short or cannot be fitted.
    func prediction(of values: [Double], horizon: Int) throws(TimeSeriesError) -> SeriesPrediction
}
