import ContactCenter
import FileFormats
import Forecasting

/// The models of a plan against its own history: what the forecast would have been at earlier dates, and what came.
public struct PlanBacktest: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// A row for every stream, model and horizon.
        public var accuracy: [ForecastAccuracy] = []
        /// The scores in a few lines.
        public var summary = BacktestSummary()
        /// The forecasts themselves, the stream as their name.
        public var forecasts: [LongForecast] = []
        /// The columns of the forecasts.
        public var layout: LongForecastLayout
        /// What was decided on the way.
        public var notes: [String] = []
    }

    private let workspace: PlanWorkspace
    private let settings: LongFormForecast.Settings
    private let engine: ForecastEngine

    /// A backtest of `workspace`'s streams; of `settings` the horizon, the cutoffs, models and levels count.
    public init(
        _ workspace: PlanWorkspace, settings: LongFormForecast.Settings, engine: ForecastEngine = .standard
    ) {
        self.workspace = workspace
        self.settings = settings
        self.engine = engine
    }

    /// Tests every stream of the plan that the history holds.
    ///
    /// - Throws: `PlanningError` when the history has no row of the plan, or no stream is long enough.
    public func run(history: [IntervalCounts], context: StageContext) async throws -> Outcome {
        _ = try ForecastModels.named(settings.models)
        let byStream = Dictionary(grouping: history, by: \.stream)
        let streams = workspace.streams.filter { byStream[$0.stream] != nil }.sorted { $0.stream < $1.stream }
        guard !streams.isEmpty else {
            throw PlanningError.noContactsForPlan(
                queues: workspace.streams.map(\.stream.description),
                found: byStream.keys.sorted().map(\.description))
        }
        let results = try await concurrentMap(count: streams.count, threads: context.threads) { index in
            try context.checkInterruption()
            return try test(streams[index], history: byStream[streams[index].stream] ?? [])
        } finished: { done, _, _ in
            context.report(PlanProgress(.forecasting, share: Double(done) / Double(streams.count)))
        }
        var outcome = Outcome(
            layout: LongForecastLayout(
                models: [ModelPath.defaultName] + settings.models, levels: settings.levels))
        for (stream, result) in zip(streams, results) {
            guard let (scores, forecasts) = result else {
                outcome.notes.append("\(stream.stream): the history is too short to be tested")
                continue
            }
            outcome.accuracy += scores.rows()
            outcome.summary.add(
                scores, series: stream.stream.description, reasons: settings.reasons)
            outcome.forecasts += forecasts
        }
        guard !outcome.accuracy.isEmpty else {
            throw PlanningError.invalid(
                "no stream has the history that a backtest needs", hint: "ask for a shorter --horizon")
        }
        return outcome
    }

    private func test(
        _ stream: PlannedStream, history: [IntervalCounts]
    ) throws -> (scores: BacktestScores, forecasts: [LongForecast])? {
        guard
            let series = HistorySeries.series(
                of: history, stream: stream, zone: workspace.zone, intervalMinutes: workspace.plan.intervalMinutes)
        else { return nil }
        var scores = BacktestScores(series: stream.stream.queue, stream: stream.stream)
        var forecasts: [LongForecast] = []
        for origin in origins(of: series, calendar: stream.arrivalCalendar) {
            let answer = try engine.answer(
                ForecastEngine.Request(
                    series: origin.series, calendar: origin.calendar, cutoffSlot: origin.cutoff,
                    horizonSlots: origin.horizon, models: settings.models,
                    levels: settings.levels + settings.unscoredLevels,
                    wantsAccuracy: false))
            scores.add(origin, answer)
            forecasts.append(origin.longForecast(answer))
        }
        return forecasts.isEmpty ? nil : (scores, forecasts)
    }

    /// Origins whole weeks before the end of the history, in order of time, each with two weeks before it.
    private func origins(of series: VolumeSeries, calendar: CentreCalendar) -> [ForecastOrigin] {
        let wanted: [Int]
        let days =
            switch settings.horizon {
            case .days(let days): days
            case .openSlots(let slots): max(1, slots / series.slotsPerDay)
            }
        let horizon = days * series.slotsPerDay
        switch settings.cutoffs {
        case .at(let times): wanted = times.map { ($0 - series.start) / series.slotMinutes + 1 }
        case .last(let count):
            let step = settings.step ?? horizon
            wanted = (0..<count).map { series.count - horizon - $0 * step }
        case .auto, nil:
            wanted = (0..<(workspace.plan.forecast.backtestOrigins ?? 6)).map {
                series.count - horizon - $0 * series.slotsPerWeek
            }
        }
        return wanted.filter { $0 >= 2 * series.slotsPerWeek && $0 < series.count }.sorted().map { cutoff in
            let listed = (0..<min(horizon, series.count - cutoff)).filter { series.isOpen[cutoff + $0] }
            return ForecastOrigin(
                series: series, calendar: calendar, cutoff: cutoff, horizon: horizon, listed: listed,
                cutoffTime: series.time(of: series.isOpen[..<cutoff].lastIndex(of: true) ?? cutoff - 1),
                actuals: listed.map { series.values[cutoff + $0] })
        }.filter { !$0.listed.isEmpty }
    }
}
