import ContactCenter

/// What is expected of the weeks or months after a series.
public struct PeriodForecast: Hashable, Sendable {
    /// A candidate's error over the origins of the backtest.
    public struct Score: Hashable, Sendable {
        /// Its name.
        public var model: String
        /// Σ|error| / Σ volume.
        public var wape: Double
        /// Its share in the forecast.
        public var weight: Double
    }

    /// First day of each period ahead.
    public var starts: [CivilDate]
    /// Business days of each: days on which the calendar opens.
    public var businessDays: [Int]
    /// Expected volume of each.
    public var mean: [Double]
    /// One interval a level asked for.
    public var intervals: [PredictionInterval]
    /// Candidates that could be scored, the best first.
    public var scores: [Score]
    /// Origins from which they were scored.
    public var originCount: Int
    /// Why this forecast, in words.
    public var reason: String
}

/// Forecasts weeks or months for capacity planning.
///
/// Volumes are taken per business day, so that long and short months compare and a month with holidays is lower;
/// candidates (mean, last value, straight line, same period of last year, ETS, theta, ARIMA) are scored from rolling
/// origins; those within 15 % of the best are averaged by their squared errors' inverses, unless that had been over
/// 2 % worse than the best one alone. Intervals are quantiles of the forecast's own past errors (conformal).
/// - Parameters:
///   - series: At least one known value.
///   - horizon: Periods ahead, ≥ 1.
///   - calendar: Says which days are business days; by default every day is.
///   - levels: Shares of outcomes that intervals should hold, each in 0…1 exclusive.
/// - Throws: ``ForecastingError/nothingKnown(series:)``, ``ForecastingError/notPositive(name:value:series:)``.
/// - Complexity: at most 14 fits of each candidate
/// Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. 2021, §3.1 (calendar adjustment),
/// §5.10 (rolling origins); Bates & Granger (1969) (weights); Lei et al., JASA 113 (2018) 1094–1111 (conformal).
public func forecastPeriods(
    _ series: PeriodSeries, horizon: Int, calendar: CentreCalendar = CentreCalendar(), levels: [Double] = [0.8, 0.95]
) throws(ForecastingError) -> PeriodForecast {
    let (days, rates) = try businessDays(of: series, horizon: horizon, calendar: calendar)
    let backtest = PeriodBacktest(rates, perYear: series.period.perYear, horizon: horizon)
    let path = backtest.forecast(rates.values, steps: horizon)
    let ahead = Array(days.suffix(horizon))
    let mean = zip(path, ahead).map { $0 * Double($1) }
    return PeriodForecast(
        starts: (0..<horizon).map { series.days(series.values.count + $0).lowerBound }, businessDays: ahead, mean: mean,
        intervals: levels.map { level in
            let reach = backtest.relativeReach(level: level, horizon: horizon)
            return PredictionInterval(
                level: level, lower: zip(mean, reach).map { max(0, $0 * (1 - $1)) },
                upper: zip(mean, reach).map { $0 * (1 + $1) })
        },
        scores: backtest.scores, originCount: backtest.originCount, reason: backtest.reason)
}

/// What one candidate alone says of the periods after a series, by its name; `nil` for a name that is none of a period's
/// candidates or where the series is too short for it.
///
/// - Throws: As ``forecastPeriods(_:horizon:calendar:levels:)``.
public func forecastPeriods(
    _ series: PeriodSeries, with candidate: String, horizon: Int, calendar: CentreCalendar = CentreCalendar()
) throws(ForecastingError) -> [Double]? {
    let (days, rates) = try businessDays(of: series, horizon: horizon, calendar: calendar)
    guard
        let path = PeriodCandidate(rawValue: candidate)?
            .forecast(rates.values, steps: horizon, perYear: series.period.perYear)
    else { return nil }
    return zip(path, days.suffix(horizon)).map { $0 * Double($1) }
}

/// Business days of every period of history and horizon, and the volumes per business day.
private func businessDays(
    of series: PeriodSeries, horizon: Int, calendar: CentreCalendar
) throws(ForecastingError) -> (days: [Int], rates: PeriodRates) {
    guard horizon >= 1 else { throw .notPositive(name: "the horizon", value: horizon, series: series.id) }
    let days = (0..<series.values.count + horizon).map { index in
        let range = series.days(index)
        return (0..<(range.upperBound - range.lowerBound)).count { calendar.openSpan(on: range.lowerBound + $0) != nil }
    }
    guard let rates = PeriodRates(series.values, days: days) else { throw .nothingKnown(series: series.id) }
    return (days, rates)
}

/// Volumes per business day, without gaps.
struct PeriodRates {
    /// One a period from the first known one to the end of the history.
    private(set) var values: [Double]
    /// Whether a value was known rather than filled in.
    private(set) var isKnown: [Bool]
    /// Business days of each period.
    private(set) var days: [Int]

    /// Rates of `volumes`; unknown ones are interpolated. Nil when none is known.
    init?(_ volumes: [Double], days allDays: [Int]) {
        let raw = volumes.indices.map { k in
            allDays[k] > 0 && volumes[k].isFinite && volumes[k] >= 0 ? volumes[k] / Double(allDays[k]) : .nan
        }
        guard let first = raw.firstIndex(where: { !$0.isNaN }) else { return nil }
        values = Array(raw[first...])
        isKnown = values.map { !$0.isNaN }
        days = Array(allDays[first..<volumes.count])
        var before = 0
        for k in values.indices.dropFirst() where isKnown[k] {
            for gap in (before + 1)..<max(k, before + 1) {
                let share = Double(gap - before) / Double(k - before)
                values[gap] = values[before] + share * (values[k] - values[before])
            }
            before = k
        }
        for gap in (before + 1)..<max(values.count, before + 1) { values[gap] = values[before] }
    }
}
