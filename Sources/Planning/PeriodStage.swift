import ContactCenter
import Forecasting

/// History → forecast of whole weeks or months: what capacity is planned by.
public struct PeriodStage: Sendable {
    private let workspace: PlanWorkspace
    private let period: CapacityPeriod

    /// The forecast of a plan's streams by `period`.
    public init(_ workspace: PlanWorkspace, period: CapacityPeriod) {
        self.workspace = workspace
        self.period = period
    }

    /// Periods that the plan's weeks fill: so many weeks, or the months that they come to.
    public var usualCount: Int {
        let weeks = workspace.plan.forecast.weeks
        return period == .week ? weeks : max(1, (weeks * 12 + 26) / 52)
    }

    /// Forecasts the `count` periods after the last whole one of each stream.
    ///
    /// An interval of the result is a period: it starts with its first day and lasts to its end on the clock of the
    /// centre. Its handle time is the mean of its days, weighted by what their weekdays usually answer.
    /// - Throws: `PlanningError` when the history has no row of the plan, or no whole period.
    public func run(
        history: [IntervalCounts], count: Int, context: StageContext
    ) async throws -> ForecastStage.Outcome {
        let byStream = Dictionary(grouping: history, by: \.stream)
        let streams = workspace.streams.filter { byStream[$0.stream] != nil }.sorted { $0.stream < $1.stream }
        guard !streams.isEmpty else {
            throw PlanningError.noContactsForPlan(
                queues: workspace.streams.map(\.stream.description),
                found: byStream.keys.sorted().map(\.description))
        }
        let results = try await concurrentMap(count: streams.count, threads: context.threads) { index -> Result? in
            try context.checkInterruption()
            return try forecast(streams[index], history: byStream[streams[index].stream] ?? [], count: count)
        } finished: { done, _, _ in
            context.report(PlanProgress(.forecasting, share: Double(done) / Double(streams.count)))
        }
        let starts = results.compactMap { $0?.starts.first }
        guard let first = starts.min(), let latest = starts.max() else {
            throw PlanningError.invalid(
                "no queue has a whole \(period.rawValue) of history",
                hint: "give more history, or ask by a shorter period")
        }
        var outcome = ForecastStage.Outcome(days: first...(period.start(count, after: latest) + -1))
        for (stream, result) in zip(streams, results) {
            guard let result else {
                outcome.notes.append("\(stream.stream): the history has no whole \(period.rawValue)")
                continue
            }
            outcome.intervals += result.intervals
            outcome.accuracy += result.accuracy
            outcome.choices[stream.stream] = ForecastStage.Choice(
                model: result.intervals.first?.model ?? "", reason: result.reason)
            outcome.notes += result.notes
        }
        if !workspace.overrides.isEmpty {
            outcome.notes.append("overrides are corrections of intervals and not applied to \(period.rawValue)s")
        }
        return outcome
    }

    private struct Result: Sendable {
        var starts: [CivilDate]
        var intervals: [ForecastInterval] = []
        var accuracy: [ForecastAccuracy] = []
        var reason: String
        var notes: [String]
    }

    private func forecast(_ stream: PlannedStream, history: [IntervalCounts], count: Int) throws -> Result? {
        guard
            let fine = HistorySeries.series(
                of: history, stream: stream, zone: workspace.zone, intervalMinutes: workspace.plan.intervalMinutes)
        else { return nil }
        let whole = completed(fine, calendar: stream.arrivalCalendar)
        let sums = PeriodAggregation(whole, period: period)
        guard sums.series.values.contains(where: { !$0.isNaN }) else { return nil }
        let found = try forecastPeriods(sums.series, horizon: count, calendar: stream.arrivalCalendar)
        let chosen = found.scores.filter { $0.weight > 0 }.map(\.model)
        let model = chosen.isEmpty ? "mean" : chosen.joined(separator: "+")
        var result = Result(
            starts: found.starts, reason: found.reason, notes: sums.notes.map { "\(stream.stream): \($0)" })
        let handleTimes = try PeriodHandleTimes(whole, calendar: stream.arrivalCalendar, through: found, period: period)
        for (k, start) in found.starts.enumerated() {
            let begin = workspace.zone.instant(of: LocalTime(date: start))
            let end = workspace.zone.instant(of: LocalTime(date: period.start(1, after: start)))
            let time = handleTimes.period(k, volume: found.mean[k])
            result.intervals.append(
                ForecastInterval(
                    stream: stream.stream, start: begin, intervalSeconds: end - begin, volume: found.mean[k],
                    volume80: .init(lower: found.intervals[0].lower[k], upper: found.intervals[0].upper[k]),
                    volume95: .init(lower: found.intervals[1].lower[k], upper: found.intervals[1].upper[k]),
                    ahtSeconds: time?.mean, ahtSeconds80: time?.band, model: model))
        }
        result.accuracy = found.scores.map {
            ForecastAccuracy(
                stream: stream.stream, series: stream.stream.queue, model: $0.model, horizon: count,
                cutoffs: found.originCount, wape: $0.wape, isChosen: $0.weight > 0)
        }
        return result
    }

    /// The series with what its first and last period lack: closed days, or open ones of a fifth of the period at most,
    /// whose volume is unknown. So the week of a centre that is closed on Sundays is whole on Saturday evening, and its
    /// letters' week too, although they come on Sundays.
    private func completed(_ series: VolumeSeries, calendar: CentreCalendar) -> VolumeSeries {
        func openMinutes(_ first: CivilDate, before end: CivilDate) -> Int {
            (0..<max(0, end - first)).reduce(0) { $0 + (calendar.openSpan(on: first + $1)?.count ?? 0) }
        }
        var first = series.start.date
        let begin = period.start(containing: first)
        let second = period.start(1, after: begin)
        if 5 * openMinutes(begin, before: first) <= openMinutes(begin, before: second) { first = begin }
        var end = series.time(of: series.count).date
        let last = period.start(containing: end + -1)
        let next = period.start(1, after: last)
        if 5 * openMinutes(end, before: next) <= openMinutes(last, before: next) { end = next }
        let before = (series.start.date - first) * series.slotsPerDay
        let count = (end - first) * series.slotsPerDay
        let start = LocalTime(date: first)
        func padded<T>(_ values: [T], _ filler: (_ isOpen: Bool) -> T) -> [T] {
            (0..<count).map { slot in
                values.indices.contains(slot - before)
                    ? values[slot - before] : filler(calendar.isOpen(at: start + slot * series.slotMinutes))
            }
        }
        return VolumeSeries(
            id: series.id, start: start, slotMinutes: series.slotMinutes,
            values: padded(series.values) { $0 ? .nan : 0 }, isOpen: padded(series.isOpen) { $0 },
            handleSeconds: series.handleSeconds.map { padded($0) { _ in 0 } },
            answered: series.answered.map { padded($0) { _ in 0 } })
    }
}

/// Handle times of whole periods, from those of their days.
struct PeriodHandleTimes {
    private let times: HandleTimeForecast?
    /// Days of each period, counted from the first day forecast.
    private let days: [Range<Int>]
    /// Contacts that each day usually answers.
    private let weights: [Double]

    init(_ fine: VolumeSeries, calendar: CentreCalendar, through found: PeriodForecast, period: CapacityPeriod) throws {
        let daily = DailySums(fine).series
        let end = daily.time(of: daily.count).date
        days = found.starts.map { start in
            max(0, start - end)..<max(0, period.start(1, after: start) - end)
        }
        var sums = [Double](repeating: 0, count: 7)
        var counts = sums
        for day in max(0, daily.count - 56)..<daily.count where daily.isOpen[day] {
            sums[daily.time(of: day).date.weekday] += daily.answered?[day] ?? 0
            counts[daily.time(of: day).date.weekday] += 1
        }
        let usual = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        weights = (0..<(days.last?.upperBound ?? 0)).map { day in
            calendar.openSpan(on: end + day) == nil ? 0 : usual[(end + day).weekday]
        }
        times = weights.isEmpty ? nil : try? forecastHandleTimes(daily, calendar: calendar, volumes: weights)
    }

    /// Mean and 80 % interval of the handle time of period `index`, in which `volume` contacts are expected.
    func period(_ index: Int, volume: Double) -> (mean: Double, band: ForecastInterval.Band)? {
        guard let times, let last = days[index].last(where: { times.mean[$0] != nil && weights[$0] > 0 }) else {
            return nil
        }
        var seconds = 0.0
        var weight = 0.0
        for day in days[index] {
            guard let own = times.mean[day] else { continue }
            seconds += weights[day] * own
            weight += weights[day]
        }
        guard weight > 0, let typical = times.mean[last], typical > 0 else { return nil }
        let mean = seconds / weight
        // The level's error is common to the days of a period; the ends are those of its last day, moved to the mean.
        let ends = [0.1, 0.9].map { (times.quantile($0, step: last, contacts: volume) ?? typical) / typical * mean }
        return (mean, ForecastInterval.Band(lower: min(ends[0], mean), upper: max(ends[1], mean)))
    }
}
