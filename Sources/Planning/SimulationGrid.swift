import ContactCenter
import Simulation

/// The even grid of instants on which a plan is simulated, from midnight of the first day to midnight after the last.
///
/// Demand and results are per planning interval; agents come and go on slots as fine as the roster's grid, so that a
/// break is seen.
struct SimulationGrid {
    let start: Instant
    let intervalCount: Int
    let intervalSeconds: Int
    let slotsPerInterval: Int
    private var slotSeconds: Int { intervalSeconds / slotsPerInterval }
    private var slotCount: Int { intervalCount * slotsPerInterval }

    /// `nil` when there is no requirement.
    init?(requirements: [RequirementInterval], workspace: PlanWorkspace) {
        guard let first = requirements.map(\.start).min(), let last = requirements.map(\.start).max() else {
            return nil
        }
        let zone = workspace.zone
        let plan = workspace.plan
        intervalSeconds = plan.intervalMinutes * 60
        slotsPerInterval = max(1, plan.intervalMinutes / plan.schedule.gridMinutes)
        start = zone.instant(of: LocalTime(date: zone.localTime(at: first).date))
        let end = zone.instant(of: LocalTime(date: zone.localTime(at: last).date + 1))
        intervalCount = (end - start) / intervalSeconds
    }

    private func interval(of instant: Instant) -> Int { (instant - start) / intervalSeconds }

    /// A stream with its demand on the grid.
    func queue(of stream: PlannedStream, rows: [RequirementInterval]) -> SimulationCase.Queue {
        let own = rows.filter { $0.stream == stream.stream }
        var contacts = [Double](repeating: 0, count: intervalCount)
        let handled = own.reduce(0) { $0 + $1.volume }
        let typicalAht = handled > 0 ? own.reduce(0) { $0 + $1.volume * ($1.ahtSeconds ?? 0) } / handled : 0
        // Intervals without contacts need some handle time, though none is ever drawn from it.
        var aht = [Double](repeating: max(typicalAht, 1), count: intervalCount)
        for row in own where contacts.indices.contains(interval(of: row.start)) {
            contacts[interval(of: row.start)] = row.volume
            if let seconds = row.ahtSeconds, seconds > 0 { aht[interval(of: row.start)] = seconds }
        }
        let service = stream.stream.channel.service
        return SimulationCase.Queue(
            name: stream.stream.description, service: service, contactsPerInterval: contacts, ahtSeconds: aht,
            isExponential: true, patienceSeconds: own.lazy.compactMap(\.patienceSeconds).first,
            targetSeconds: stream.target.withinSeconds,
            concurrency: service == .concurrent ? max(1, Int(stream.target.concurrency.rounded(.down))) : 1,
            priority: SimulationGrid.priority(of: service), isInterruptible: service == .deferrable)
    }

    /// Who waits on the line comes first, who waits on the screen next, who waits for a letter last.
    private static func priority(of service: Channel.Service) -> Int {
        switch service {
        case .immediate: 0
        case .concurrent: 1
        case .deferrable: 2
        }
    }

    /// Agents on duty by set of skills. A slot counts for an agent who works through the whole of it.
    func groups(of segments: [RosterSegment], streams: [PlannedStream]) -> [SimulationCase.Group] {
        let work = Dictionary(grouping: segments.filter { $0.activity == .work }, by: \.skill)
        return work.keys.sorted().map { skills in
            var agents = [Double](repeating: 0, count: slotCount)
            for segment in work[skills] ?? [] {
                let first = (segment.start - start + slotSeconds - 1) / slotSeconds
                let end = (segment.end - start) / slotSeconds
                for slot in max(0, first)..<max(0, first, min(end, slotCount)) { agents[slot] += 1 }
            }
            let held = Set(skills.split(separator: "|").map(String.init))
            // A contact takes the agent with the fewest skills first, so that the versatile stay free for the rest.
            let eligibility = streams.indices.filter { held.contains(streams[$0].skill) }
                .map { SimulationCase.Eligibility(queue: $0, preference: held.count) }
            return SimulationCase.Group(name: skills, eligibility: eligibility, agents: agents)
        }
    }

    /// One group a skill with exactly the agents that the requirement schedules, for plans without a team.
    func groups(of rows: [RequirementInterval], streams: [PlannedStream]) -> [SimulationCase.Group] {
        let skills = Set(streams.map(\.skill)).sorted()
        return skills.map { skill in
            let queues = streams.indices.filter { streams[$0].skill == skill }
            let own = Set(queues.map { streams[$0].stream })
            var agents = [Double](repeating: 0, count: slotCount)
            for row in rows where own.contains(row.stream) {
                let first = interval(of: row.start) * slotsPerInterval
                for slot in first..<min(first + slotsPerInterval, slotCount) { agents[slot] += row.agentsScheduled }
            }
            return SimulationCase.Group(
                name: skill, eligibility: queues.map { SimulationCase.Eligibility(queue: $0) },
                agents: agents.map { ($0 - 1e-9).rounded(.up) })
        }
    }

    /// The rows of one queue, on the intervals of `rows`.
    func performance(
        of stream: PlannedStream, queue: Int, result: SimulationResult, rows: [RequirementInterval]
    ) -> [PerformanceInterval] {
        let intervals = result.queues[queue].intervals
        return rows.filter { $0.stream == stream.stream }.compactMap { row in
            let index = interval(of: row.start)
            guard intervals.indices.contains(index) else { return nil }
            let interval = intervals[index]
            let contacts = interval.measures.contacts
            var performance = PerformanceInterval(
                stream: row.stream, start: row.start, intervalSeconds: row.intervalSeconds)
            performance.offered = contacts.offered
            performance.answered = contacts.answered
            performance.abandoned = contacts.abandoned
            performance.answeredWithin = contacts.answeredWithin
            performance.serviceLevel = interval.measures.serviceLevel?.value
            performance.serviceLevelLower80 = interval.serviceLevelLower80
            performance.serviceLevelUpper80 = interval.serviceLevelUpper80
            performance.asaSeconds = interval.measures.asaSeconds?.value
            performance.occupancy = interval.occupancy
            performance.agentsOnDuty = interval.agentsOnDuty
            performance.backlog = interval.backlog
            return performance
        }
    }
}
