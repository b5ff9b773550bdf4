import NumericalMethods
import TimeSeries

/// A classical model of a plain series, run on the sequence of usually open slots.
///
/// The model sees positions, not a calendar: a holiday's slots are filled with what they usually have, and the horizon's
/// holidays are set to zero by the caller. Where the model cannot be fitted, e.g. for a series shorter than two
/// seasons, the path is NaN.
public struct ClassicalModel: ForecastModel {
    /// Which model.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// ``TimeSeries/CES``, chosen automatically, with the season of a day.
        case ces
        /// ``TimeSeries/MSTL`` with the seasons of day and week.
        case mstl
    }

    /// Which model.
    public let method: Method
    /// The last values of the sequence that the model sees; older ones change its forecasts little and cost time.
    public let maximumCount: Int
    /// How much it assumes.
    public let complexity: Int

    /// The model of `method`, on at most `maximumCount` values.
    ///
    /// Without a number: the last 20,000 for MSTL, whose windows span weeks; the last 4,000 for a single season.
    public init(_ method: Method, maximumCount: Int? = nil) {
        self.method = method
        switch method {
        case .ces: (self.maximumCount, complexity) = (maximumCount ?? 4_000, 6)
        case .mstl: (self.maximumCount, complexity) = (maximumCount ?? 20_000, 6)
        }
    }

    /// `ces`, `mstl`.
    public var name: String { method.rawValue }

    /// What a planner would call it.
    public var title: String {
        switch method {
        case .ces: "complex exponential smoothing"
        case .mstl: "trend and seasons by loess"
        }
    }

    /// The model's forecast of each usually open slot; NaN elsewhere, and everywhere when it cannot be fitted.
    public func path(for task: ForecastTask) -> [Double] {
        let unknown = [Double](repeating: .nan, count: task.horizonSlots)
        guard let series = ClassicalSeries(task, maximumCount: maximumCount), series.horizon > 0 else { return unknown }
        guard let prediction = try? prediction(of: series) else { return unknown }
        return series.path(prediction.mean)
    }

    private func prediction(of series: ClassicalSeries) throws(TimeSeriesError) -> SeriesPrediction {
        let season = series.seasonLengths.first ?? 1
        switch method {
        case .ces:
            return try CES.automatic(series.values, seasonLength: season).prediction(horizon: series.horizon)
        case .mstl:
            return try MSTL(periods: series.seasonLengths).forecast(
                series.values, horizon: series.horizon, trend: SmoothedTrend())
        }
    }
}

/// The trend of ``ClassicalModel/Method/mstl``.
private struct SmoothedTrend: TrendForecaster {
    func prediction(of values: [Double], horizon: Int) throws(TimeSeriesError) -> SeriesPrediction {
        try CES.fit(values, seasonality: .none).prediction(horizon: horizon)
    }
}

/// The classical models that come with wfm.
public enum ClassicalModels {
    /// One of each method.
    public static let all: [any ForecastModel] = ClassicalModel.Method.allCases.map { ClassicalModel($0) }
}
