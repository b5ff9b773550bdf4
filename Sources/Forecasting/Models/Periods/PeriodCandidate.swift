import TimeSeries

/// A way to forecast a plain series of weeks or months.
enum PeriodCandidate: String, CaseIterable, Sendable {
    case mean
    case naive
    case drift
    case seasonalNaive = "seasonal-naive"
    case ets
    case theta
    case arima

    /// What a planner would call it.
    var title: String {
        switch self {
        case .mean: "mean of the last year"
        case .naive: "last value"
        case .drift: "straight line through first and last value"
        case .seasonalNaive: "same period of the last year"
        case .ets: "exponential smoothing"
        case .theta: "theta"
        case .arima: "ARIMA"
        }
    }

    /// The `steps` values after `values`, none negative; nil where the series is too short for it.
    ///
    /// A season of 52 weeks is left to the theta model and the seasonal naive one: the others would spend more
    /// parameters on it than a few years can tell.
    func forecast(_ values: [Double], steps: Int, perYear: Int) -> [Double]? {
        guard let last = values.last else { return nil }
        let season = values.count >= 2 * perYear ? perYear : 1
        let shortSeason = perYear <= 12 ? season : 1
        let path: [Double]?
        switch self {
        case .mean:
            let recent = values.suffix(perYear)
            path = [Double](repeating: recent.reduce(0, +) / Double(recent.count), count: steps)
        case .naive: path = [Double](repeating: last, count: steps)
        case .drift:
            guard values.count >= 2, let first = values.first else { return nil }
            let slope = (last - first) / Double(values.count - 1)
            path = (1...max(steps, 1)).map { last + slope * Double($0) }
        case .seasonalNaive:
            guard values.count >= perYear else { return nil }
            path = (0..<steps).map { values[values.count - perYear + $0 % perYear] }
        case .ets:
            guard values.count >= 8 else { return nil }
            path = (try? ETS.fit(values, seasonLength: shortSeason))?.forecast(steps: steps).mean
        case .theta:
            guard values.count >= 8 else { return nil }
            path = (try? ThetaModel.fit(values, seasonLength: season))?.forecast(steps: steps).mean
        case .arima:
            guard values.count >= 16 else { return nil }
            path = (try? ARIMA.automatic(values, seasonLength: shortSeason).forecast(steps: steps))?.mean
        }
        guard let path, path.allSatisfy(\.isFinite) else { return nil }
        return path.map { max(0, $0) }
    }
}
