import ContactCenter

/// What the agents did on the days before the horizon, as far as a roster of them is known.
struct PriorDays: Sendable {
    /// Days known; 0 when there is no such roster.
    let count: Int
    private let facts: [String: [DayFact]]

    /// The days before the horizon of `instance`. Shifts of kinds the instance does not know are left out.
    init(_ instance: RosteringInstance) {
        let count = instance.priorDays
        self.count = count
        guard count > 0 else {
            facts = [:]
            return
        }
        let kinds = Dictionary(
            instance.shiftKinds.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var facts: [String: [DayFact]] = [:]
        for shift in instance.before {
            let day = shift.start.date - instance.startDate + count
            guard (0..<count).contains(day), let kind = kinds[shift.kind] else { continue }
            let start = Int32(shift.start.minuteOfDay)
            facts[shift.agent, default: [DayFact](repeating: .off, count: count)][day] = DayFact(
                start: start, end: start + Int32(instance.shiftKinds[kind].presenceMinutes),
                paid: Int32(instance.shiftKinds[kind].paidMinutes), kind: Int32(kind))
        }
        self.facts = facts
    }

    /// The days of `agent`, the earliest first; empty when it had no shift.
    func days(of agent: String) -> [DayFact] {
        count == 0 ? [] : facts[agent] ?? [DayFact](repeating: .off, count: count)
    }

    /// End of the last shift in minutes from midnight of the horizon's first day; `nil` without one.
    func lastEnd(of agent: String) -> Int? {
        guard let days = facts[agent], let last = days.lastIndex(where: \.works) else { return nil }
        return (last - count) * 1440 + Int(days[last].end)
    }

    /// Working days in a row up to the day before the horizon.
    func run(of agent: String) -> Int {
        facts[agent]?.reversed().prefix(while: \.works).count ?? 0
    }
}
