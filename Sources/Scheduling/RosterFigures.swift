import ContactCenter

/// Heads required and on duty in one slot.
public struct CoverSlot: Hashable, Sendable {
    /// The day.
    public var date: CivilDate
    /// Begin in minutes after midnight.
    public var minute: Int
    /// Heads required by skill, in the instance's order.
    public var required: [Int]
    /// Heads on duty who have the skill, by skill; one with two skills counts in both.
    public var able: [Int]
    /// Heads on duty.
    public var onDuty: Int
    /// Heads short, each head serving one skill.
    public var short: Int
    /// Heads too many.
    public var over: Int
    /// The fewest skills that show the shortage.
    public var scarceSkills: [String]
}

extension RosterChecker {
    /// Heads required and on duty in every slot in which somebody is either.
    public static func cover(of roster: Roster, in instance: RosteringInstance) -> [CoverSlot] {
        let duty = OnDuty(roster, instance)
        let slotsPerDay = 1440 / instance.gridMinutes
        return (0..<instance.days * slotsPerDay).compactMap { slot in
            let required = instance.requirements.map { $0[slot * instance.gridMinutes / instance.intervalMinutes] }
            let groups = duty.groups(slot: slot)
            let total = required.reduce(0, +)
            let onDuty = groups.reduce(0) { $0 + $1.heads }
            guard total > 0 || onDuty > 0 else { return nil }
            let short = total - CoverFlow.served(required: required, groups: groups)
            return CoverSlot(
                date: instance.startDate + slot / slotsPerDay, minute: slot % slotsPerDay * instance.gridMinutes,
                required: required,
                able: instance.skills.indices.map { skill in
                    groups.reduce(0) { $1.skills.contains(skill) ? $0 + $1.heads : $0 }
                }, onDuty: onDuty, short: short, over: onDuty - total + short,
                scarceSkills: short > 0
                    ? CoverFlow.scarceSkills(required: required, groups: groups).map { instance.skills[$0] } : [])
        }
    }

    /// The figures of every agent, in the instance's order.
    public static func figures(of roster: Roster, in instance: RosteringInstance) -> [AgentRosterFigures] {
        let shifts = ruleShifts(of: roster, in: instance)
        let records = Dictionary(grouping: instance.availability, by: \.agent)
        let night = NightWindow()
        return instance.agents.map { agent in
            let own = shifts[agent.id] ?? []
            let starts = own.map(\.span.lowerBound)
            let days = Set(own.map(\.day))
            let wishes = (records[agent.id] ?? []).filter { $0.kind == .avoid }
            let granted = wishes.count { wish in
                let day = (wish.date - instance.startDate) * 1440
                return !own.contains { $0.start < day + wish.span.upperBound && $0.end > day + wish.span.lowerBound }
            }
            func carried(_ measure: String) -> Int {
                instance.history.reduce(0) { $1.agent == agent.id && $1.measure == measure ? $0 + $1.count : $0 }
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
                wishesGranted: granted, carriedWeekends: carried("weekends"), carriedNights: carried("nights"))
        }
    }
}
