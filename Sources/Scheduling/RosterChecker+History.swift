import ContactCenter

extension RosterChecker {
    /// What agents bring along into the next roster: what they brought into this one and what it adds, for every measure
    /// that a rule of fairness counts, and for weekends and nights in any case.
    public static func historyAfter(_ roster: Roster, in instance: RosteringInstance) -> [RosterHistory] {
        let shifts = ruleShifts(of: roster, in: instance)
        let before = shiftsBefore(instance)
        var measures = instance.ruleBook.compactMap { rule -> FairnessMeasure? in
            if case .fairness(let measure) = rule.term { measure } else { nil }
        }
        measures += [.weekends, .nights(NightWindow())]
        var seen = Set<String>()
        measures = measures.filter { seen.insert($0.name).inserted }
        return instance.agents.flatMap { agent in
            measures.map { measure in
                let carried = carriedOver(measure, of: agent.id, before[agent.id] ?? [], instance)
                let now = count(
                    measure, shifts[agent.id] ?? [], mondays: stride(from: 0, to: instance.days, by: 7), instance)
                return RosterHistory(agent: agent.id, measure: measure.name, count: carried + now)
            }
        }
    }

    /// The count of `measure` that an agent brings into the horizon: in numbers where its history has some, else what its
    /// days `before` show.
    static func carriedOver(
        _ measure: FairnessMeasure, of agent: String, _ before: [RuleShift], _ instance: RosteringInstance
    ) -> Int {
        let records = instance.history.filter { $0.agent == agent && $0.measure == measure.name }
        guard records.isEmpty else { return records.reduce(0) { $0 + $1.count } }
        return count(
            measure, before, mondays: stride(from: -(instance.priorDays + 6) / 7 * 7, to: 0, by: 7), instance)
    }

    /// How often `measure` occurs in `shifts`; weekends are those that begin with one of `mondays`.
    static func count(
        _ measure: FairnessMeasure, _ shifts: [RuleShift], mondays: some Sequence<Int>, _ instance: RosteringInstance
    ) -> Int {
        switch measure {
        case .weekends:
            let days = Set(shifts.map(\.day))
            return mondays.count { days.contains($0 + 5) || days.contains($0 + 6) }
        case .nights(let window): return shifts.count { window.holds($0.span) }
        case .weekdays(let weekdays):
            return shifts.count { weekdays.contains((instance.startDate + $0.day).weekday) }
        }
    }
}
