import NumericalMethods
import TimeSeries

/// A classical model of a plain series, run on the sequence of usually open slots.
///
/// The model sees positions, not a calendar: a holiday's slots are filled with what they usually have, and the horizon's
/// holidays are set to zero by the caller. Where the sequence is shorter than two of its shortest seasons (then a model
/// would forecast a flat day), or the model cannot be fitted, the path is NaN.
public struct ClassicalModel: ForecastModel {
    /// Which model.
    public enum Method: String, Hashable, Sendable, CaseIterable {
        /// Exponential smoothing, the best of the admissible forms with the season of a day.
        case ets
        /// The best of the four theta models, with the season of a day.
        case theta
        /// The dynamic optimised theta model, with the season of a day.
        case dot
        /// Complex exponential smoothing, chosen automatically, with the season of a day.
        case ces
        /// Seasons of day and week and a trend by loess, the trend forecast by exponential smoothing.
        case mstl
        /// Seasonal ARIMA, orders chosen stepwise, with the season of a day.
        case arima
    }

    /// Which model.
    public let method: Method
    /// The last values of the sequence that the model sees; older ones change its forecasts little and cost time.
    public let maximumCount: Int
    /// Values below which no model is tried; with fewer, orders and smoothing parameters are guesses.
    private static let minimumCount = 10
    /// How much it assumes.
    public let complexity: Int

    /// The model of `method`, on at most `maximumCount` values.
    ///
    /// Without a number: the last 20,000 for MSTL, whose windows span weeks; the last 4,000 for the smoothing models;
    /// the last 1,500 for ARIMA, whose search costs most.
    public init(_ method: Method, maximumCount: Int? = nil) {
        self.method = method
        switch method {
        case .theta, .dot: (self.maximumCount, complexity) = (maximumCount ?? 4_000, 5)
        case .ets, .ces: (self.maximumCount, complexity) = (maximumCount ?? 4_000, 6)
        case .mstl: (self.maximumCount, complexity) = (maximumCount ?? 20_000, 6)
        case .arima: (self.maximumCount, complexity) = (maximumCount ?? 1_500, 7)
        }
    }

    /// `ets`, `theta`, `dot`, `ces`, `mstl`, `arima`.
    public var name: String { method.rawValue }

    /// What a planner would call it.
    public var title: String {
        switch method {
        case .ets: "exponential smoothing"
        case .theta: "theta"
        case .dot: "dynamic optimised theta"
        case .ces: "complex exponential smoothing"
        case .mstl: "trend and seasons by loess"
        case .arima: "seasonal ARIMA"
        }
    }

    /// The model's forecast of each usually open slot; NaN elsewhere, and everywhere when it cannot be fitted.
    public func path(for task: ForecastTask) -> [Double] {
        let unknown = [Double](repeating: .nan, count: task.horizonSlots)
        guard let series = ClassicalSeries(task, maximumCount: maximumCount), series.horizon > 0 else { return unknown }
        let needed = max(ClassicalModel.minimumCount, 2 * (series.seasonLengths.first ?? 1))
        guard series.values.count >= needed, let prediction = try? prediction(of: series) else { return unknown }
        return series.path(prediction.mean)
    }

    private func prediction(of series: ClassicalSeries) throws(TimeSeriesError) -> SeriesPrediction {
        let values = series.values
        let season = series.seasonLengths.first ?? 1
        let steps = series.horizon
        return switch method {
        case .ets: try ETS.fit(values, seasonLength: season).forecast(steps: steps)
        case .theta: try ThetaModel.fit(values, seasonLength: season).forecast(steps: steps)
        case .dot: try ThetaModel.fit(values, seasonLength: season, kinds: [.dynamicOptimised]).forecast(steps: steps)
        case .ces: try CES.automatic(values, seasonLength: season).forecast(steps: steps)
        case .mstl: try MSTL(periods: series.seasonLengths).forecast(values, steps: steps)
        case .arima: try ARIMA.automatic(values, seasonLength: season).forecast(steps: steps)
        }
    }
}

/// The classical models that come with wfm.
public enum ClassicalModels {
    /// One of each method.
    public static let all: [any ForecastModel] = ClassicalModel.Method.allCases.map { ClassicalModel($0) }
}
