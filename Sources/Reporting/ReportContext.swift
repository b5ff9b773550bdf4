import ContactCenter

/// The figures of a report, computed once, and the words to say them in.
struct ReportContext {
    /// All that is known of one queue × channel.
    struct Stream {
        let id: QueueChannel
        let summary: PlanSummary.Stream?
        let volume: VolumeFigures
        let performance: PerformanceFigures
        /// Scores by model, in the order the models were first met.
        let accuracy: [ForecastAccuracy]
        let formula: ServiceLevelFormula?

        /// `sales · voice`.
        var name: String { "\(id.queue) · \(id.channel.name)" }
        /// Contacts expected, from the summary or else from the intervals.
        var forecastVolume: Double {
            guard let stated = summary?.forecastVolume, stated.isFinite, stated > 0 else { return volume.forecastTotal }
            return stated
        }
        /// Simulated service level, from the summary or else from the intervals.
        var simulatedServiceLevel: Double? {
            (summary?.simulatedServiceLevel).flatMap { $0.isFinite ? $0 : nil } ?? performance.total.serviceLevel
        }
        /// Whether the target is met to a tenth of a point, the precision shown; `nil` without target or simulation.
        var meetsTarget: Bool? {
            guard let target = summary?.targetServiceLevel, target.isFinite, let level = simulatedServiceLevel else {
                return nil
            }
            return (level * 1000).rounded() >= (target * 1000).rounded()
        }
    }

    let content: ReportContent
    let text: HumanText
    /// Streams in the summary's order, then others by name.
    let streams: [Stream]
    let shifts: [RosterShift]
    let agents: [RosterAgent]
    let coverage: CoverageFigures?
    /// Streams with charts of their own.
    let charted: [Stream]

    init(_ content: ReportContent) {
        self.content = content
        text = HumanText(language: content.language)
        shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        agents = RosterAgent.agents(of: shifts)
        coverage = CoverageFigures(content: content, shifts: shifts)
        let history = Dictionary(grouping: content.history, by: \.stream)
        let forecast = Dictionary(grouping: content.forecast, by: \.stream)
        let performance = Dictionary(grouping: content.performance, by: \.stream)
        let accuracy = Dictionary(grouping: content.accuracy.filter { $0.stream != nil }, by: \.stream)
        let formulas = Dictionary(
            content.requirements.map { ($0.stream, $0.formula) }, uniquingKeysWith: { first, _ in first })
        let found = Set(history.keys).union(forecast.keys).union(performance.keys).union(formulas.keys)
        let ids = ReportContext.order(content.summary.streams, found: found)
        streams = ids.map { id, summary in
            Stream(
                id: id, summary: summary,
                volume: VolumeFigures(
                    history: history[id] ?? [], forecast: forecast[id] ?? [], zone: content.zone),
                performance: PerformanceFigures(performance[id] ?? [], zone: content.zone),
                accuracy: ReportContext.oneScoreAModel(accuracy[id] ?? []), formula: formulas[id])
        }
        let largest = streams.enumerated()
            .sorted { ($1.element.forecastVolume, $0.offset) < ($0.element.forecastVolume, $1.offset) }
            .prefix(Limits.streamPanels).map(\.offset)
        charted = largest.sorted().map { [streams] in streams[$0] }
    }

    /// A phrase in the report's language.
    func say(_ phrase: Phrase, _ values: String...) -> String { phrase.text(in: content.language, values) }

    /// First and last day of the plan: as the summary states, else of the forecast's intervals.
    var period: ClosedRange<CivilDate>? {
        if let first = CivilDate(content.summary.forecastStart), let last = CivilDate(content.summary.forecastEnd),
            first <= last
        {
            return first...last
        }
        let days = streams.flatMap { [$0.volume.future.first?.date, $0.volume.future.last?.date] }.compactMap { $0 }
        guard let first = days.min(), let last = days.max() else { return nil }
        return first...last
    }

    /// Contacts simulated and contacts forecast for the same streams, when they are more than a tenth apart: then the
    /// simulation does not stand for the plan, and the page says so instead of praising it.
    var simulationMismatch: (simulated: Double, forecast: Double)? {
        let both = streams.filter { !$0.performance.days.isEmpty && $0.volume.forecastTotal > 0 }
        let simulated = both.reduce(0) { $0 + $1.performance.total.offered }
        let forecast = both.reduce(0) { $0 + $1.volume.forecastTotal }
        // Few contacts differ by chance alone.
        guard forecast > 100, abs(simulated - forecast) > 0.1 * forecast else { return nil }
        return (simulated, forecast)
    }

    /// Days on which somebody works, in order.
    var rosterDays: [CivilDate] { Set(shifts.filter(\.isWorked).map(\.date)).sorted() }

    /// Panels of the widest group of tabs, for which the style sheet needs rules.
    var longestTabs: Int { max(charted.count, coverage?.groups.count ?? 0, rosterDays.count, 1) }

    /// Streams of the summary, then the others found in the intervals.
    private static func order(
        _ summaries: [PlanSummary.Stream], found: Set<QueueChannel>
    ) -> [(QueueChannel, PlanSummary.Stream?)] {
        var rest = found
        var result: [(QueueChannel, PlanSummary.Stream?)] = summaries.map { summary in
            let id =
                found.first { $0.queue == summary.queue && $0.channel.name == summary.channel }
                ?? QueueChannel(
                    queue: summary.queue,
                    channel: Channel(summary.channel) ?? Channel(name: summary.channel, service: .immediate))
            rest.remove(id)
            return (id, summary)
        }
        result += rest.sorted().map { ($0, nil) }
        return result
    }

    /// One row a model: the longest horizon where there are several.
    private static func oneScoreAModel(_ scores: [ForecastAccuracy]) -> [ForecastAccuracy] {
        var result: [ForecastAccuracy] = []
        for score in scores {
            if let index = result.firstIndex(where: { $0.model == score.model }) {
                if score.horizon > result[index].horizon { result[index] = score }
            } else {
                result.append(score)
            }
        }
        return result
    }
}
