import ContactCenter

extension RosterChecker {
    /// Paid minutes of overtime of each agent, in the instance's order.
    ///
    /// Where rules of type `overtime` or `overtime_pay` bind the agent, what they call overtime (the most of them); elsewhere
    /// what is paid beyond the contract's most of a week. Days before the horizon count towards the marks of a week, not
    /// towards the result.
    public static func overtimeMinutes(of roster: Roster, in instance: RosteringInstance) -> [Int] {
        let shifts = ruleShifts(of: roster, in: instance)
        let before = shiftsBefore(instance)
        let contracts = Dictionary(instance.contracts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return instance.agents.map { agent in
            let all = (before[agent.id] ?? []) + (shifts[agent.id] ?? [])
            var weeks: [Int: [RuleShift]] = [:]
            for shift in all { weeks[Int((Double(shift.day) / 7).rounded(.down)), default: []].append(shift) }
            let rules = instance.ruleBook.filter { $0.scope.binds(agent) }
            let marks = rules.compactMap { rule -> Int? in
                switch rule.term {
                case .overtime(let beyond, _, _): beyondMark(weeks, beyond)
                case .overtimePay(let rates): paidAsOvertime(weeks, rates, start: instance.startDate)
                default: nil
                }
            }
            if let most = marks.max() { return most }
            return contracts[agent.contract].map { beyondMark(weeks, $0.weeklyPaidMinutes.upperBound) } ?? 0
        }
    }

    /// What the soft rules of overtime cost.
    public static func overtimeCost(of roster: Roster, in instance: RosteringInstance) -> Double {
        let names = Set(
            instance.ruleBook.filter { rule in
                switch rule.term {
                case .overtime, .overtimePay: true
                default: false
                }
            }.map(\.id))
        return ruleExcesses(of: roster, in: instance).reduce(0) { names.contains($1.rule) ? $0 + $1.cost : $0 }
    }

    /// Paid minutes beyond `mark` in each week, of shifts in the horizon.
    private static func beyondMark(_ weeks: [Int: [RuleShift]], _ mark: Int) -> Int {
        weeks.values.reduce(0) { sum, week in
            let all = max(0, week.reduce(0) { $0 + $1.paid } - mark)
            let past = max(0, week.reduce(0) { $1.day < 0 ? $0 + $1.paid : $0 } - mark)
            return sum + all - past
        }
    }

    /// Paid minutes at a rate of overtime, each once: by the holiday, else the rest day, else the day, else the week.
    private static func paidAsOvertime(
        _ weeks: [Int: [RuleShift]], _ rates: OvertimePay, start: CivilDate
    ) -> Int {
        weeks.values.reduce(0) { sum, week in
            var ordinary = 0
            var found = 0
            for (place, shift) in week.sorted(by: { $0.start < $1.start }).enumerated() {
                var over = 0
                if rates.holidays.contains(start + shift.day) {
                    over = shift.paid
                } else {
                    let isRestDay = rates.restDayAfter.map { place >= $0 } ?? false
                    let tiers = isRestDay ? rates.restDay : rates.daily
                    over = tiers.first.map { max(0, shift.paid - $0.beyond) } ?? 0
                    let before = ordinary
                    ordinary += shift.paid - over
                    if let mark = rates.weekly?.beyond { over += max(0, ordinary - mark) - max(0, before - mark) }
                }
                if shift.day >= 0 { found += over }
            }
            return sum + found
        }
    }
}
