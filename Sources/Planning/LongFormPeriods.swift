import ContactCenter
import FileFormats
import Forecasting

/// A weekly or monthly series of a long-form file, forecast period by period.
struct LongFormPeriods {
    typealias Settings = LongFormForecast.Settings

    /// What came out of one series.
    struct Outcome {
        var forecasts: [LongForecast] = []
        /// Scores against the file's own later rows, when cutoffs were asked for.
        var scores: BacktestScores?
        /// Scores of the candidates' backtest, when there are no cutoffs.
        var accuracy: [ForecastAccuracy] = []
    }

    private let series: LongSeries
    private let settings: Settings
    private let period: CapacityPeriod
    private let calendar: CentreCalendar

    /// Weeks where rows are seven days apart, months where they are calendar months apart; `nil` for other series.
    init?(_ series: LongSeries, settings: Settings) {
        if series.months != nil {
            period = .month
        } else if series.slotMinutes == 7 * 1440 {
            period = .week
        } else {
            return nil
        }
        self.series = series
        self.settings = settings
        // Whether the centre works on a public holiday cannot be seen in weeks, so the country's are left out.
        calendar = CentreCalendar(specialDays: settings.specialDays.filter { $0.concerns(series: series.id) })
    }

    /// Names of models that say something of a period.
    static func knows(_ model: String) -> Bool { ["seasonal-naive", "ets", "theta", "arima"].contains(model) }

    /// Forecasts from every cutoff, in order of time.
    ///
    /// - Throws: `PlanningError` for a series without any known value, or one too short for the cutoffs;
    ///   `ForecastingError` for one that knows nothing before a cutoff.
    func run() throws -> Outcome {
        guard series.historyCount > 0 else {
            throw PlanningError.invalid("series '\(series.id)' has no known value", hint: "fill column y")
        }
        var outcome = Outcome()
        var answers: [(origin: ForecastOrigin, answer: ForecastEngine.Answer)] = []
        for cutoff in try cutoffs() {
            let origin = origin(cutoff)
            let (answer, found) = try answer(at: cutoff)
            answers.append((origin, answer))
            outcome.forecasts.append(longForecast(answer, cutoff: cutoff))
            if settings.cutoffs == nil, settings.wantsAccuracy { outcome.accuracy = accuracy(of: found) }
        }
        guard settings.cutoffs != nil, settings.wantsAccuracy else { return outcome }
        // Models that could not say something from every cutoff cannot be compared.
        let able = answers.first?.answer.paths.map(\.model).filter { model in
            answers.allSatisfy { $0.answer.paths.first { $0.model == model }?.mean.allSatisfy(\.isFinite) ?? false }
        }
        var scores = BacktestScores(series: series.id)
        for (origin, answer) in answers {
            var answer = answer
            answer.paths.removeAll { !(able?.contains($0.model) ?? false) }
            scores.add(origin, answer)
        }
        outcome.scores = scores
        return outcome
    }

    /// Periods ahead: so many as asked for, or those that the days asked for fill.
    private var horizon: Int {
        switch settings.horizon {
        case .openSlots(let count): count
        case .days(let days): period == .week ? (days + 6) / 7 : max(1, (days * 12 + 182) / 365)
        }
    }

    private func periods(known: Int) -> PeriodSeries {
        PeriodSeries(
            id: series.id, period: period, start: series.start.date,
            values: series.slots.prefix(known).map { $0 < 0 ? .nan : $0 })
    }

    private func answer(at cutoff: Int) throws -> (answer: ForecastEngine.Answer, forecast: PeriodForecast) {
        let known = periods(known: cutoff)
        let levels = settings.levels + (settings.wantsAccuracy ? settings.unscoredLevels : [])
        let found = try forecastPeriods(
            known, horizon: horizon, calendar: calendar, levels: levels.map { Double($0) / 100 })
        var paths = [
            LongForecast.Column(
                model: ModelPath.defaultName, mean: found.mean,
                bands: zip(levels, found.intervals).map {
                    LongForecast.Band(level: $0, lower: $1.lower, upper: $1.upper)
                })
        ]
        for model in settings.models where Self.knows(model) {
            guard let path = try forecastPeriods(known, with: model, horizon: horizon, calendar: calendar) else {
                continue
            }
            paths.append(LongForecast.Column(model: model, mean: path))
        }
        let chosen = found.scores.filter { $0.weight > 0 }.map(\.model).joined(separator: "+")
        return (ForecastEngine.Answer(paths: paths, chosen: chosen, reason: found.reason), found)
    }

    private func accuracy(of found: PeriodForecast) -> [ForecastAccuracy] {
        found.scores.map {
            ForecastAccuracy(
                series: series.id, model: $0.model, horizon: horizon, cutoffs: found.originCount, wape: $0.wape,
                isChosen: $0.weight > 0)
        }
    }

    private func longForecast(_ answer: ForecastEngine.Answer, cutoff: Int) -> LongForecast {
        LongForecast(
            id: series.id, cutoff: series.time(of: cutoff - 1),
            times: (0..<horizon).map { series.time(of: cutoff + $0) }, columns: answer.paths)
    }

    /// For the scores alone.
    private func origin(_ cutoff: Int) -> ForecastOrigin {
        let values = series.slots.map { $0 < 0 ? .nan : $0 }
        let season = period.perYear
        return ForecastOrigin(
            series: VolumeSeries(
                id: series.id, start: series.start, slotMinutes: series.slotMinutes, values: values,
                isOpen: values.map { _ in true }), calendar: calendar, cutoff: cutoff, horizon: horizon,
            listed: Array(0..<horizon), cutoffTime: series.time(of: cutoff - 1),
            actuals: (cutoff..<cutoff + horizon).map { $0 < values.count ? values[$0] : .nan },
            season: cutoff > season ? season : 1)
    }

    /// Numbers of periods known at each cutoff, rising.
    private func cutoffs() throws(PlanningError) -> [Int] {
        let count = series.historyCount
        let wanted: [Int]
        switch settings.cutoffs {
        case nil: return [count]
        case .at(let times):
            var slots: [Int] = []
            for time in times.sorted() {
                let known = series.slots(through: time)
                guard known > 0, time <= series.time(of: series.count - 1) else {
                    throw .invalid(
                        "cutoff \(time) lies outside series '\(series.id)'",
                        hint: "it reaches from \(series.start) to \(series.time(of: series.count - 1))")
                }
                slots.append(known)
            }
            return Set(slots).sorted()
        case .last(let number):
            wanted = (0..<number).map { count - horizon - (settings.step ?? horizon) * (number - 1 - $0) }
        case .auto:
            let positions = (0..<LongFormOrigins.automaticCutoffs).map { count - horizon - (settings.step ?? 1) * $0 }
            let roomy = positions.filter { $0 >= max(2, count / 2) }
            wanted = (roomy.isEmpty ? Array(positions.prefix(1)) : roomy).reversed()
        }
        let known = wanted.filter { $0 > 0 }
        guard !known.isEmpty else {
            throw .invalid(
                "series '\(series.id)' is too short for a horizon of \(horizon) \(period.rawValue)s",
                hint: "it has \(count) \(period.rawValue)s; ask for a shorter horizon or fewer cutoffs")
        }
        return known
    }
}
