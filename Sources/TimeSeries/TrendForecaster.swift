/// Forecasts a series without a season, as ``MSTL`` leaves one.
///
///     struct Arima: TrendForecaster {
///         func forecast(of values: [Double], steps: Int) throws(TimeSeriesError) -> SeriesPrediction {
///             try ARIMA.automatic(values).forecast(steps: steps)
///         }
///     }
public protocol TrendForecaster: Sendable {
    /// The `steps` steps after `values`.
    ///
    /// - Throws: ``TimeSeriesError`` when the series is too short or cannot be fitted.
    func forecast(of values: [Double], steps: Int) throws(TimeSeriesError) -> SeriesPrediction
}

/// The trend by exponential smoothing: the best form without a season by the corrected Akaike criterion (`ZZN`).
public struct ETSTrend: TrendForecaster {
    /// Whether forms may be taken whose means run away over long horizons; see ``ETS``.
    public var allowsRunaway: Bool

    /// The usual trend of ``MSTL``.
    public init(allowsRunaway: Bool = false) { self.allowsRunaway = allowsRunaway }

    /// The forecast of the best form without a season.
    public func forecast(of values: [Double], steps: Int) throws(TimeSeriesError) -> SeriesPrediction {
        let forms = ETSForm.admissible.filter { $0.season == .none }
        return try ETS.fit(values, forms: forms, allowsRunaway: allowsRunaway).forecast(steps: steps)
    }
}
