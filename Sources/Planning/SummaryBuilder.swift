import ContactCenter

/// Gathers the figures of `summary.json` from what the stages made.
struct SummaryBuilder {
    let workspace: PlanWorkspace
    let version: String

    func summary(
        history: HistoryStage.Outcome, forecast: ForecastStage.Outcome, staffing: StaffingStage.Outcome,
        roster: RosterSolution?, performance: [PerformanceInterval]
    ) -> PlanSummary {
        let plan = workspace.plan
        var summary = PlanSummary(name: plan.name, version: version, seed: plan.seed, timeZone: plan.timeZone)
        let starts = history.history.map(\.start)
        if let first = starts.min(), let last = starts.max() {
            summary.historyStart = workspace.zone.localTime(at: first).date.description
            summary.historyEnd = workspace.zone.localTime(at: last).date.description
        }
        summary.forecastStart = forecast.days.lowerBound.description
        summary.forecastEnd = forecast.days.upperBound.description
        summary.accounting = history.accounting
        summary.firstContactResolution = history.firstContactResolution
        let historyRows = Dictionary(grouping: history.history, by: \.stream)
        let requirementRows = Dictionary(grouping: staffing.requirements, by: \.stream)
        let performanceRows = Dictionary(grouping: performance, by: \.stream)
        summary.streams = workspace.streams.sorted { $0.stream < $1.stream }.map { stream in
            var figures = PlanSummary.Stream(queue: stream.stream.queue, channel: stream.stream.channel.name)
            add(history: historyRows[stream.stream] ?? [], of: stream, to: &figures)
            add(requirements: requirementRows[stream.stream] ?? [], to: &figures)
            add(performance: performanceRows[stream.stream] ?? [], to: &figures)
            if let choice = forecast.choices[stream.stream] {
                figures.model = choice.model
                figures.modelReason = choice.reason
            }
            if let chosen = forecast.accuracy.first(where: { $0.stream == stream.stream && $0.isChosen }) {
                figures.backtestWape = chosen.wape
                figures.backtestBias = chosen.bias
            }
            figures.targetServiceLevel = stream.target.serviceLevel
            figures.targetWithinSeconds = stream.target.withinSeconds
            return figures
        }
        summary.roster = roster.map { figures(of: $0) }
        summary.shortfalls = staffing.shortfalls + (roster?.shortfalls ?? []) + missedTargets(in: summary.streams)
        summary.notes = history.notes + forecast.notes + (roster?.notes ?? []) + reserveNotes(in: summary.streams)
        return summary
    }

    private func add(history rows: [IntervalCounts], of stream: PlannedStream, to figures: inout PlanSummary.Stream) {
        var total = IntervalCounts(stream: stream.stream, start: Instant(seconds: 0), intervalSeconds: 0)
        for row in rows where row.status != .outage {
            total.offered += row.offered
            total.answered += row.answered
            total.abandoned += row.abandoned
            total.shortAbandoned += row.shortAbandoned
            total.answeredWithin += row.answeredWithin
            total.abandonedWithin += row.abandonedWithin
            total.handleSeconds += row.handleSeconds
            total.unknown.formUnion(row.unknown)
        }
        figures.historyOffered = total.offered
        figures.historyServiceLevel = stream.target.formula.evaluate(total)
        figures.historyAhtSeconds = total.ahtSeconds
        figures.historyAbandonment =
            total.offered > 0 && !total.unknown.contains(.abandoned)
            ? Double(total.abandoned) / Double(total.offered) : nil
    }

    private func add(requirements rows: [RequirementInterval], to figures: inout PlanSummary.Stream) {
        var weighted = 0.0
        var weight = 0.0
        for row in rows {
            figures.forecastVolume += row.volume
            figures.requiredAgentHours += row.agentsRequired * Double(row.intervalSeconds) / 3600
            if let level = row.serviceLevel {
                weighted += level * row.volume
                weight += row.volume
            }
        }
        figures.patienceSeconds = rows.lazy.compactMap(\.patienceSeconds).first
        figures.requiredServiceLevel = weight > 0 ? weighted / weight : nil
    }

    private func add(performance rows: [PerformanceInterval], to figures: inout PlanSummary.Stream) {
        let offered = rows.reduce(0) { $0 + $1.offered }
        guard offered > 0 else { return }
        let answered = rows.reduce(0) { $0 + $1.answered }
        let judged = rows.reduce(0) { $0 + $1.judged }
        figures.simulatedServiceLevel = judged > 0 ? rows.reduce(0) { $0 + $1.judgedWithin } / judged : nil
        figures.simulatedAbandonment = rows.reduce(0) { $0 + $1.abandoned } / offered
        figures.simulatedAsaSeconds =
            answered > 0 ? rows.reduce(0) { $0 + ($1.asaSeconds ?? 0) * $1.answered } / answered : nil
    }

    private func figures(of outcome: RosterSolution) -> PlanSummary.RosterFigures {
        var figures = PlanSummary.RosterFigures()
        figures.agents = outcome.instance.agents.count
        figures.shifts = outcome.roster.shifts.count
        figures.paidHours = outcome.score.paidHours
        figures.requiredHours =
            Double(outcome.instance.requirements.joined().reduce(0, +) * outcome.instance.intervalMinutes) / 60
        figures.underAgentHours = outcome.score.underAgentHours
        figures.overAgentHours = outcome.score.overAgentHours
        figures.cost = outcome.score.costTotal
        figures.lowerBound = outcome.lowerBound
        figures.violations = outcome.violations.count
        return figures
    }

    /// Streams whose simulated service level is below their promise, in words.
    private func missedTargets(in streams: [PlanSummary.Stream]) -> [String] {
        streams.compactMap { stream in
            guard let target = stream.targetServiceLevel, let level = stream.simulatedServiceLevel, level < target
            else { return nil }
            return "\(stream.queue)/\(stream.channel): simulated service level \(percent(level)) against a target of "
                + percent(target)
        }
    }

    /// Points of service level above the promise from which the reserve of a blended team is worth a word.
    private static let notableReserve = 0.10

    /// Says where a team that serves several streams has more than it needs, because each stream was staffed by itself.
    private func reserveNotes(in streams: [PlanSummary.Stream]) -> [String] {
        let waiting = streams.filter { stream in
            workspace.streams.contains {
                $0.stream.queue == stream.queue && $0.stream.channel.name == stream.channel
                    && $0.stream.channel.service != .deferrable
            }
        }
        let volume = waiting.reduce(0) { $0 + $1.forecastVolume }
        guard waiting.count > 1, volume > 0 else { return [] }
        let level = waiting.reduce(0) { $0 + ($1.simulatedServiceLevel ?? 0) * $1.forecastVolume } / volume
        let target = waiting.reduce(0) { $0 + ($1.targetServiceLevel ?? 0) * $1.forecastVolume } / volume
        guard level > target + SummaryBuilder.notableReserve else { return [] }
        return [
            "every queue × channel is staffed by itself, but the team answers them together and reaches "
                + "\(percent(level)) where \(percent(target)) is promised: the requirement holds a reserve"
        ]
    }

    private func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
