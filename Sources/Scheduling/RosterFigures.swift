import ContactCenter

extension RosterChecker {
    /// The figures of every agent, in the instance's order.
    public static func figures(of roster: Roster, in instance: RosteringInstance) -> [AgentRosterFigures] {
        let shifts = ruleShifts(of: roster, in: instance)
        let records = Dictionary(grouping: instance.availability, by: \.agent)
        let night = NightWindow()
        let past = shiftsBefore(instance)
        let overtime = overtimeMinutes(of: roster, in: instance)
        return instance.agents.enumerated().map { index, agent in
            let own = shifts[agent.id] ?? []
            let starts = own.map(\.span.lowerBound)
            let days = Set(own.map(\.day))
            let wishes = (records[agent.id] ?? []).filter { $0.kind == .avoid }
            let granted = wishes.count { wish in
                let day = (wish.date - instance.startDate) * 1440
                return !own.contains { $0.start < day + wish.span.upperBound && $0.end > day + wish.span.lowerBound }
            }
            func carried(_ measure: FairnessMeasure) -> Int {
                carriedOver(measure, of: agent.id, past[agent.id] ?? [], instance)
            }
            return AgentRosterFigures(
                agent: agent.id, contract: agent.contract, days: days.count,
                paidMinutes: own.reduce(0) { $0 + $1.paid },
                creditMinutes: (records[agent.id] ?? []).reduce(0) { sum, record in
                    let day = record.date - instance.startDate
                    return record.kind != .avoid && day >= 0 && day < instance.days ? sum + record.creditMinutes : sum
                },
                weekends: stride(from: 0, to: instance.days, by: 7).count {
                    days.contains($0 + 5) || days.contains($0 + 6)
                }, nights: own.count { night.holds($0.span) },
                startSpreadMinutes: (starts.max() ?? 0) - (starts.min() ?? 0), wishes: wishes.count,
                wishesGranted: granted, carriedWeekends: carried(.weekends), carriedNights: carried(.nights(night)),
                overtimeMinutes: overtime[index])
        }
    }
}
