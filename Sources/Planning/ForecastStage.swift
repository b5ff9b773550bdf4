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
        /// What was decided on the way, in words.
        public var notes: [String] = []
        /// What would have been forecast earlier, and what came, by stream; empty unless asked for.
        public var past: [QueueChannel: PastForecasts] = [:]
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
    private let wantsErrors: Bool

    /// The forecast stage of a plan; `wantsErrors`: with the past errors that sample paths are drawn from.
    public init(_ workspace: PlanWorkspace, wantsErrors: Bool = false) {
        self.workspace = workspace
        self.wantsErrors = wantsErrors
    }

    /// Forecasts every stream of the plan that the history holds, and applies the workspace's overrides; what the models
    /// said stays beside them.
    ///
    /// - Throws: `PlanningError` when the history has no row of the plan or does not reach the forecast's start.
    public func run(history: [IntervalCounts], context: StageContext) async throws -> Outcome {
        let byStream = Dictionary(grouping: history, by: \.stream)
        let streams = workspace.inboundStreams.filter { byStream[$0.stream] != nil || $0.isAnnounced }
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
        let (results, note) = try await forecasts(
            of: streams, history: byStream, days: outcome.days, context: context)
        outcome.notes += note.map { [$0] } ?? []
        for (stream, result) in zip(streams, results) {
            guard let result else { continue }
            outcome.intervals += rows(of: result, stream: stream, days: outcome.days)
            outcome.accuracy += result.accuracy.map { accuracy in
                var row = accuracy
                row.stream = stream.stream
                row.series = stream.stream.queue
                return row
            }
            outcome.past[stream.stream] = result.past
            outcome.choices[stream.stream] = Choice(model: result.model, reason: result.reason)
        }
        let overridden = OverriddenForecast(outcome.intervals, overrides: workspace.overrides)
        outcome.intervals = overridden.intervals
        outcome.notes += overridden.notes
        addOutbound(to: &outcome)
        return outcome
    }

    /// Adds the outbound work that was placed beforehand, on the days of the forecast.
    private func addOutbound(to outcome: inout Outcome) {
        guard !workspace.outbound.isEmpty else { return }
        let placed = workspace.outbound.filter { outcome.days.contains(workspace.zone.localTime(at: $0.start).date) }
        if placed.count < workspace.outbound.count {
            outcome.notes.append(
                "\(workspace.outbound.count - placed.count) intervals of outbound work lie outside the days of the forecast"
            )
        }
        outcome.intervals = (outcome.intervals + placed).sorted { ($0.stream, $0.start) < ($1.stream, $1.start) }
    }

    private func nextMonday(after day: CivilDate) -> CivilDate { day.monday + 7 }

    private func forecasts(
        of streams: [PlannedStream], history: [QueueChannel: [IntervalCounts]], days: ClosedRange<CivilDate>,
        context: StageContext
    ) async throws -> (forecasts: [SeriesForecast?], note: String?) {
        let plan = workspace.plan
        let zone = workspace.zone
        let series = try await concurrentMap(count: streams.count, threads: context.threads) { index in
            HistorySeries.series(
                of: history[streams[index].stream] ?? [], stream: streams[index], zone: zone,
                intervalMinutes: plan.intervalMinutes)
        } finished: { _, _, _ in
        }
        let newStreams = NewStreams(streams: streams, series: series, slotMinutes: plan.intervalMinutes)
        let isReconciled = plan.forecast.reconciliation != .none
        let origins = wantsErrors || isReconciled ? Self.errorOrigins(of: series.compactMap(\.self)) : []
        let priors = StreamTotal.handleTimePriors(streams: streams, series: series)
        let established = try await concurrentMap(count: streams.count, threads: context.threads) {
            index -> SeriesForecast? in
            try context.checkInterruption()
            let stream = streams[index]
            guard let series = series[index], !newStreams.contains(index) else { return nil }
            let horizonStart = series.time(of: series.count).date
            var request = ForecastRequest(
                series: series, calendar: stream.arrivalCalendar,
                horizonSlots: (days.upperBound - horizonStart + 1) * series.slotsPerDay,
                models: plan.forecast.models, backtestOrigins: plan.forecast.backtestOrigins, seed: plan.seed)
            request.handleTimePrior = priors[index]
            request.errorOrigins = origins
            return try forecast(request)
        } finished: { done, index, result in
            context.report(
                PlanProgress(
                    .forecasting, share: Double(done) / Double(streams.count),
                    detail: "\(streams[index].stream): \(result?.model ?? "new queue")"))
        }
        guard isReconciled else { return (try newStreams.completed(established, days: days), nil) }
        let reconciliation = StreamReconciliation(streams: streams, forecasts: established, days: days)
        let wanted = reconciliation.sums.map { reconciliation.dailySeries(of: $0, series: series) }
        let sums = try await concurrentMap(count: wanted.count, threads: context.threads) {
            index -> SeriesForecast? in
            try context.checkInterruption()
            guard let (series, calendar) = wanted[index] else { return nil }
            var request = ForecastRequest(
                series: series, calendar: calendar,
                horizonSlots: days.upperBound - series.time(of: series.count).date + 1,
                backtestOrigins: plan.forecast.backtestOrigins)
            request.errorOrigins = origins
            return try forecast(request)
        } finished: { _, _, _ in
        }
        let reconciled = reconciliation.reconciled(
            established, with: sums.compactMap(\.self), plan: plan.forecast.reconciliation)
        return (try newStreams.completed(reconciled.forecasts, days: days), reconciled.note)
    }

    /// Days between the origins of errors: five, so that every weekday comes up.
    private static let originStepDays = 5
    /// Origins at most.
    private static let mostOrigins = 26

    /// Times before the end of the history from which errors are looked at, the same for all streams: what went wrong
    /// everywhere on one day must stay together.
    private static func errorOrigins(of series: [VolumeSeries]) -> [LocalTime] {
        guard let start = series.map(\.start).min(), let end = series.map({ $0.time(of: $0.count) }).max() else {
            return []
        }
        let step = originStepDays * 1440
        let origins = (1...mostOrigins).map { back -> LocalTime in end + -back * step }
        return origins.reversed().filter { $0 > start }
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
