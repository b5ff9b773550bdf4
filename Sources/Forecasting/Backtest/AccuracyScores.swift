import ContactCenter

/// Errors of forecasts against actuals, collected window by window (a window is one cutoff).
///
/// Source of the measures: Hyndman & Koehler, "Another look at measures of forecast accuracy", IJF 22 (2006)
/// 679–688; quantile score: Gneiting & Raftery, JASA 102 (2007) 359–378.
public struct AccuracyScores: Hashable, Sendable {
    private var absoluteError = 0.0
    private var signedError = 0.0
    private var actual = 0.0
    private var slots = 0
    private var windows = 0
    private var scaledErrors: [Double] = []
    private var scaledSquares: [Double] = []
    private var bandedSlots = 0
    private var bandedActual = 0.0
    private var inside80 = 0
    private var inside95 = 0
    private var pinball = 0.0

    /// No window yet.
    public init() {}

    /// Adds a window: actual and forecast volumes of the same slots; slots whose actual is NaN are skipped.
    ///
    /// - Parameters:
    ///   - intervals: The 80 % and the 95 % interval of the same slots, in this order.
    ///   - scale: In-sample mean absolute error of the seasonal naive forecast, the unit of MASE.
    ///   - squareScale: In-sample mean squared error of it, the unit of RMSSE².
    public mutating func add(
        actuals: ArraySlice<Double>, mean: [Double], intervals: [PredictionInterval]? = nil, scale: Double,
        squareScale: Double
    ) {
        var absolute = 0.0
        var square = 0.0
        var count = 0
        for (step, y) in actuals.enumerated() where step < mean.count && !y.isNaN {
            let error = mean[step] - y
            absolute += abs(error)
            square += error * error
            signedError += error
            actual += y
            count += 1
            guard let intervals else { continue }
            bandedSlots += 1
            bandedActual += y
            if y >= intervals[0].lower[step] && y <= intervals[0].upper[step] { inside80 += 1 }
            if y >= intervals[1].lower[step] && y <= intervals[1].upper[step] { inside95 += 1 }
            pinball += abs(error) / 2
            for interval in intervals {
                let tail = (1 - interval.level) / 2
                let below = y - interval.lower[step]
                let above = y - interval.upper[step]
                pinball += max(tail * below, (tail - 1) * below) + max((1 - tail) * above, -tail * above)
            }
        }
        guard count > 0 else { return }
        absoluteError += absolute
        slots += count
        windows += 1
        if scale > 0 { scaledErrors.append(absolute / Double(count) / scale) }
        if squareScale > 0 { scaledSquares.append((square / Double(count) / squareScale).squareRoot()) }
    }

    /// Slots scored.
    public var scoredSlots: Int { slots }
    /// Mean of the actuals; 0 without slots.
    public var meanActual: Double { slots > 0 ? actual / Double(slots) : 0 }
    /// Σ|error| / Σ actual; `nil` when the actuals sum to zero.
    public var wape: Double? { actual > 0 ? absoluteError / actual : nil }
    /// Σ(forecast − actual) / Σ actual; `nil` when the actuals sum to zero.
    public var bias: Double? { actual > 0 ? signedError / actual : nil }
    /// Mean over windows of mean absolute error over the window's scale.
    public var mase: Double? { mean(scaledErrors) }
    /// Mean over windows of the root of mean squared error over the window's square scale.
    public var rmsse: Double? { mean(scaledSquares) }
    /// Share of actuals inside the 80 % interval.
    public var coverage80: Double? { bandedSlots > 0 ? Double(inside80) / Double(bandedSlots) : nil }
    /// Share of actuals inside the 95 % interval.
    public var coverage95: Double? { bandedSlots > 0 ? Double(inside95) / Double(bandedSlots) : nil }
    /// Twice the mean quantile loss over the quantiles 0.025, 0.1, 0.5 (the mean), 0.9, 0.975, over the mean actual.
    public var scaledCRPS: Double? { bandedSlots > 0 && bandedActual > 0 ? 2 * pinball / 5 / bandedActual : nil }

    private func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// As a row of `accuracy.csv`.
    public func row(series: String, model: String, horizon: Int, isChosen: Bool) -> ForecastAccuracy {
        ForecastAccuracy(
            series: series, model: model, horizon: horizon, cutoffs: windows, wape: wape, bias: bias, mase: mase,
            rmsse: rmsse, coverage80: coverage80, coverage95: coverage95, scaledCRPS: scaledCRPS, isChosen: isChosen)
    }
}

/// In-sample errors of the seasonal naive forecast, the yardstick of scaled errors.
public struct NaiveScale: Hashable, Sendable {
    /// Mean |yₜ − yₜ₋ₘ|.
    public var absolute: Double
    /// Mean (yₜ − yₜ₋ₘ)².
    public var square: Double

    /// Over the known pairs `season` slots apart; 0 when there is none.
    public init(values: ArraySlice<Double>, season: Int) {
        var absoluteSum = 0.0
        var squareSum = 0.0
        var count = 0.0
        for i in values.indices where i - season >= values.startIndex {
            let difference = values[i] - values[i - season]
            guard !difference.isNaN else { continue }
            absoluteSum += abs(difference)
            squareSum += difference * difference
            count += 1
        }
        absolute = count > 0 ? absoluteSum / count : 0
        square = count > 0 ? squareSum / count : 0
    }
}
