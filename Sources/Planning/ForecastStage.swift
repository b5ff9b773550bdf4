import ContactCenter
import Forecasting

/// History → forecast: one series a stream, the models chosen by backtest.
public struct ForecastStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// One row an interval, ordered by stream and time.
        public var intervals: [ForecastInterval] = []
        /// One row a stream and model.
        public var accuracy: [ForecastAccuracy] = []
        /// Chosen model and the reason in words, by stream.
        public var choices: [QueueChannel: Choice] = [:]
        /// First and last day of the forecast.
        public var days: ClosedRange<CivilDate>
    }

    /// The model chosen for a stream.
    public struct Choice: Sendable, Hashable {
        /// Name of the model.
        public var model: String
        /// Why, in words.
        public var reason: String
    }

    private let workspace: PlanWorkspace

    /// The forecast stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Forecasts every stream of the plan that the history holds.
    ///
    /// - Throws: `PlanningError` when the history has no row of the plan or does not reach the forecast's start.
    public func run(history: [IntervalCounts], context: StageContext) async throws -> Outcome {
        let byStream = Dictionary(grouping: history, by: \.stream)
        let streams = workspace.streams.filter { byStream[$0.stream] != nil || $0.isAnnounced }
            .sorted { $0.stream < $1.stream }
        guard !streams.isEmpty, let lastInstant = history.map(\.start).max() else {
            throw PlanningError.noContactsForPlan(
                queues: workspace.streams.map(\.stream.description),
                found: byStream.keys.sorted().map(\.description))
        }
        let lastDay = workspace.zone.localTime(at: lastInstant).date
        let firstDay = workspace.plan.forecast.start ?? nextMonday(after: lastDay)
        guard firstDay > lastDay else {
            throw PlanningError.forecastStart(
                "the forecast starts on \(firstDay), but the history reaches to \(lastDay)")
        }
        var outcome = Outcome(days: firstDay...(firstDay + (workspace.plan.forecast.weeks * 7 - 1)))
        let results = try await forecasts(of: streams, history: byStream, days: outcome.days, context: context)
        for (stream, result) in zip(streams, results) {
            guard let result else { continue }
            outcome.intervals += rows(of: result, stream: stream, days: outcome.days)
            outcome.accuracy += result.accuracy.map { accuracy in
                var row = accuracy
                row.stream = stream.stream
                row.series = stream.stream.queue
                return row
            }
            outcome.choices[stream.stream] = Choice(model: result.model, reason: result.reason)
        }
        return outcome
    }

    private func nextMonday(after day: CivilDate) -> CivilDate { day.monday + 7 }

    private func forecasts(
        of streams: [PlannedStream], history: [QueueChannel: [IntervalCounts]], days: ClosedRange<CivilDate>,
        context: StageContext
    ) async throws -> [SeriesForecast?] {
        let plan = workspace.plan
        let zone = workspace.zone
        let series = try await concurrentMap(count: streams.count, threads: context.threads) { index in
            HistorySeries.series(
                of: history[streams[index].stream] ?? [], stream: streams[index], zone: zone,
                intervalMinutes: plan.intervalMinutes)
        } finished: { _, _, _ in
        }
        let newStreams = NewStreams(streams: streams, series: series, slotMinutes: plan.intervalMinutes)
        let established = try await concurrentMap(count: streams.count, threads: context.threads) {
            index -> SeriesForecast? in
            try context.checkInterruption()
            let stream = streams[index]
            guard let series = series[index], !newStreams.contains(index) else { return nil }
            let horizonStart = series.time(of: series.count).date
            return try forecast(
                ForecastRequest(
                    series: series, calendar: stream.arrivalCalendar,
                    horizonSlots: (days.upperBound - horizonStart + 1) * series.slotsPerDay,
                    models: plan.forecast.models, backtestOrigins: plan.forecast.backtestOrigins,
                    seed: plan.seed))
        } finished: { done, index, result in
            context.report(
                PlanProgress(
                    .forecasting, share: Double(done) / Double(streams.count),
                    detail: "\(streams[index].stream): \(result?.model ?? "new queue")"))
        }
        return try newStreams.completed(established, days: days)
    }

    /// The forecast on the clock: a slot that the clock shows twice makes two intervals, one that it skips none.
    private func rows(
        of result: SeriesForecast, stream: PlannedStream, days: ClosedRange<CivilDate>
    ) -> [ForecastInterval] {
        var rows: [ForecastInterval] = []
        for slot in result.mean.indices {
            let time = result.start + slot * result.slotMinutes
            guard days.contains(time.date), stream.arrivalCalendar.isOpen(at: time) else { continue }
            let aht80: ForecastInterval.Band? =
                if let lower = result.ahtLower80[slot], let upper = result.ahtUpper80[slot] {
                    ForecastInterval.Band(lower: lower, upper: upper)
                } else { nil }
            for instant in workspace.zone.instants(of: time) {
                rows.append(
                    ForecastInterval(
                        stream: stream.stream, start: instant, intervalSeconds: result.slotMinutes * 60,
                        volume: result.mean[slot],
                        volume80: .init(lower: result.lower80[slot], upper: result.upper80[slot]),
                        volume95: .init(lower: result.lower95[slot], upper: result.upper95[slot]),
                        ahtSeconds: result.ahtSeconds[slot], ahtSeconds80: aht80, model: result.model))
            }
        }
        return rows.sorted { $0.start < $1.start }
    }
}
