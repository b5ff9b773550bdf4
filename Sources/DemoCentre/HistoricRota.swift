/// Who was on the floor, and when, in the weeks of the log: a plain rota as a centre without planning software keeps.
///
/// Everybody works Monday to Friday, two Saturdays in five and (support) every fourth Sunday, with a weekday off in
/// exchange; holidays, Christmas leave and sickness are drawn per agent and week.
struct HistoricRota {
    /// Half hours of the day from 08:00 to 20:00.
    static let halfHours = 24

    /// An agent's presence on one day, in half hours after 08:00.
    struct Duty {
        let agent: Int
        let span: Range<Int>
        /// The half hour of the meal break.
        let meal: Int?

        /// Whether the agent is at the desk.
        func covers(_ halfHour: Int) -> Bool { span.contains(halfHour) && halfHour != meal }
    }

    private static let longStarts: [(start: Int, weight: Double)] = [
        (0, 0.33), (1, 0.14), (2, 0.06), (3, 0.02), (4, 0.02), (5, 0.06), (6, 0.03), (8, 0.34),
    ]
    private static let shortStarts: [(start: Int, weight: Double)] = [
        (0, 0.24), (1, 0.08), (2, 0.18), (3, 0.06), (4, 0.02), (8, 0.03), (12, 0.02), (14, 0.18), (16, 0.19),
    ]

    private let seed: UInt64

    /// The rota under `seed`.
    init(seed: UInt64) { self.seed = seed }

    /// Duties of a day of the log, in order of agent. Nobody works outside the hours of any queue.
    func duties(dayIndex: Int) -> [Duty] {
        let day = Centre.logStart + dayIndex
        var open: Range<Int>?
        for queue in Centre.queues.indices {
            guard let span = SpecialDays.openSpan(queue: queue, on: day) else { continue }
            open =
                min(open?.lowerBound ?? span.lowerBound, span.lowerBound)..<max(open?.upperBound ?? 0, span.upperBound)
        }
        guard let open else { return [] }
        let window = (open.lowerBound - 480) / 30..<(open.upperBound - 480) / 30
        return Team.agents.indices.compactMap { duty(of: $0, dayIndex: dayIndex, weekday: day.weekday, window: window) }
    }

    private func duty(of index: Int, dayIndex: Int, weekday: Int, window: Range<Int>) -> Duty? {
        let agent = Team.agents[index]
        guard dayIndex >= agent.firstDay else { return nil }
        let contract = Team.contracts[agent.contract]
        let week = dayIndex / 7
        var random = UnitStream(seed: seed, .agentWeek, index, week)
        // Leave is scarce in January and thick over Christmas.
        let onLeave = random.chance(week == 16 || week == 17 ? 0.18 : 0.055)
        var starts = contract.halfHours > 12 ? HistoricRota.longStarts : HistoricRota.shortStarts
        starts.removeAll { $0.start + contract.halfHours > HistoricRota.halfHours }
        let start = starts[random.pick(starts.map(\.weight))].start
        var sick = false
        for day in 0...weekday { if random.chance(0.03) && day == weekday { sick = true } }
        if onLeave || sick { return nil }

        let worksSaturday = (2 * index + week) % 5 < 2
        let worksSunday = agent.serves(2) && (index * 7 + week) % 4 == 1
        // Never Monday: the busiest day.
        var daysOff: Set<Int> = []
        if worksSaturday { daysOff.insert(1 + (index / 2 + week) % 4) }
        if worksSunday { daysOff.insert(1 + (index / 2 + week + 1) % 4) }
        if contract.days == 4 { daysOff.insert(1 + (index + week / 2) % 4) }
        switch weekday {
        case 5: if !worksSaturday { return nil }
        case 6: if !worksSunday { return nil }
        default: if daysOff.contains(weekday) { return nil }
        }
        let first = max(window.lowerBound, min(start, window.upperBound - contract.halfHours))
        let span = first..<min(first + contract.halfHours, window.upperBound)
        return Duty(agent: index, span: span, meal: span.count > 12 ? first + 6 + index % 4 : nil)
    }
}
