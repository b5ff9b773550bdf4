import ContactCenter
import FileFormats
import Forecasting
import Tabular

/// The live day: the rest of today's forecast, updated from what has come so far.
public struct IntradayStage: Sendable {
    /// Past days that teach how mornings carry over.
    public static let learningDays = 90

    /// What came out.
    public struct Outcome: Sendable {
        /// The updated rows of the rest of the day; rows of other days are not among them.
        public var intervals: [ForecastInterval] = []
        /// Why, in words, by stream.
        public var reasons: [QueueChannel: String] = [:]
    }

    private let workspace: PlanWorkspace

    /// The intraday stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Updates the intervals of `forecast` from `now` to the end of now's day.
    ///
    /// - Parameters:
    ///   - forecast: The forecast made before the day began.
    ///   - history: History up to now; rows that begin at or after now are not looked at.
    ///   - now: Wall-clock time; a slot is known when it has ended by then.
    /// - Throws: `PlanningError` when the forecast has no interval of the rest of that day.
    public func run(
        forecast: [ForecastInterval], history: [IntervalCounts], now: LocalTime, context: StageContext
    ) async throws -> Outcome {
        let zone = workspace.zone
        let today = forecast.filter { zone.localTime(at: $0.start).date == now.date }
        guard today.contains(where: { zone.localTime(at: $0.start) >= now }) else {
            throw PlanningError.missingRows(
                file: "forecast.csv", what: "no interval on \(now.date) from \(LocalTime.clock(now.minuteOfDay)) on")
        }
        let past = history.filter {
            (zone.localTime(at: $0.start) + $0.intervalSeconds / 60) <= now
        }
        let rows = Dictionary(grouping: today, by: \.stream)
        let counts = Dictionary(grouping: past, by: \.stream)
        let streams = workspace.streams.filter { rows[$0.stream] != nil }.sorted { $0.stream < $1.stream }
        let results = try await concurrentMap(count: streams.count, threads: context.threads) { index in
            try context.checkInterruption()
            let stream = streams[index]
            return try update(
                rows[stream.stream] ?? [], history: counts[stream.stream] ?? [], stream: stream, now: now)
        } finished: { done, _, _ in
            context.report(PlanProgress(.forecasting, share: Double(done) / Double(streams.count)))
        }
        var outcome = Outcome()
        for (stream, result) in zip(streams, results) {
            outcome.intervals += result.rows
            outcome.reasons[stream.stream] = result.reason
        }
        return outcome
    }

    private func update(
        _ forecast: [ForecastInterval], history: [IntervalCounts], stream: PlannedStream, now: LocalTime
    ) throws -> (rows: [ForecastInterval], reason: String) {
        let zone = workspace.zone
        let minutes = workspace.plan.intervalMinutes
        let slots = 1440 / minutes
        let firstUnknown = now.minuteOfDay / minutes
        let rest = forecast.filter { zone.localTime(at: $0.start).minuteOfDay >= firstUnknown * minutes }
            .sorted { $0.start < $1.start }
        guard
            let series = HistorySeries.series(of: history, stream: stream, zone: zone, intervalMinutes: minutes)
        else { return (rest, "no update: no history of this queue and channel") }
        let dayStart = LocalTime(date: now.date)
        let cutoff = min((dayStart - series.start) / minutes, series.count)
        guard cutoff > 0 else { return (rest, "no update: the history holds this day only") }
        let model = forecast.first.flatMap { row in try? ForecastModels.named([row.model]).first }
        let past = try IntradayUpdate.pastDays(
            of: series, calendar: stream.arrivalCalendar, cutoffSlot: cutoff, count: Self.learningDays,
            model: model ?? CalendarDayModel())
        var day = DayAheadForecast(mean: [Double](repeating: 0, count: slots))
        for row in forecast {
            let slot = zone.localTime(at: row.start).minuteOfDay / minutes
            day.mean[slot] = row.volume
            day.lower80[slot] = row.volume80.lower
            day.upper80[slot] = row.volume80.upper
            day.lower95[slot] = row.volume95.lower
            day.upper95[slot] = row.volume95.upper
        }
        let morning = (0..<firstUnknown).map { slot in
            cutoff + slot < series.count && series.isOpen[cutoff + slot] ? series.values[cutoff + slot] : Double.nan
        }
        let result = IntradayUpdate.learn(from: past, slotMinutes: minutes).update(day, actualsSoFar: morning)
        let rows = rest.map { row in
            let i = zone.localTime(at: row.start).minuteOfDay / minutes - result.firstSlot
            var row = row
            row.volume = result.rest.mean[i]
            row.volume80 = .init(lower: result.rest.lower80[i], upper: result.rest.upper80[i])
            row.volume95 = .init(lower: result.rest.lower95[i], upper: result.rest.upper95[i])
            return row
        }
        return (rows, result.reason)
    }
}
