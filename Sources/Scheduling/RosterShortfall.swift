import ContactCenter

/// A stretch of one day in which a roster has fewer heads than required.
public struct Shortfall: Hashable, Sendable {
    /// First minute after midnight.
    public var startMinute: Int
    /// Minute after the last.
    public var endMinute: Int
    /// The fewest skills whose requirement alone shows the whole shortage, in the instance's order.
    public var skills: [String]
    /// Most heads missing at once.
    public var mostHeadsShort: Int
    /// Agent-hours missing.
    public var agentHours: Double
}

/// What is missing on one day.
public struct DayShortfall: Hashable, Sendable, CustomStringConvertible {
    /// The day.
    public var date: CivilDate
    /// Agent-hours missing on it.
    public var agentHours: Double
    /// Its stretches in order of time.
    public var stretches: [Shortfall]

    /// `2026-03-02: 3.5 agent-hours short (08:00–09:30 sales, up to 2; …)`.
    public var description: String {
        let parts = stretches.map { stretch in
            "\(LocalTime.clock(stretch.startMinute))–\(LocalTime.clock(stretch.endMinute)) "
                + "\(stretch.skills.joined(separator: "+")), up to \(stretch.mostHeadsShort)"
        }
        let hours = (agentHours * 100).rounded() / 100
        return "\(date): \(hours) agent-hours short (\(parts.joined(separator: "; ")))"
    }
}

extension RosterChecker {
    /// Where `roster` has fewer heads than required: one entry for each day with a shortage, in order of time.
    ///
    /// In each slot the shortage is that of the fewest skills for which (heads required) − (heads on duty with one
    /// of them) reaches its largest value: the skills still unserved when heads have been assigned as well as
    /// possible. Consecutive slots with the same skills make one stretch.
    public static func shortfalls(of roster: Roster, in instance: RosteringInstance) -> [DayShortfall] {
        shortfalls(of: roster, in: instance, onDays: Array(0..<instance.days))
    }

    /// The same for some days alone, by their index.
    static func shortfalls(
        of roster: Roster, in instance: RosteringInstance, onDays chosen: [Int]
    ) -> [DayShortfall] {
        let duty = OnDuty(roster, instance)
        let grid = instance.gridMinutes
        let slotsPerDay = 1440 / grid
        var days: [DayShortfall] = []
        for day in chosen {
            var stretches: [Shortfall] = []
            for inDay in 0..<slotsPerDay {
                let slot = day * slotsPerDay + inDay
                let interval = slot * grid / instance.intervalMinutes
                let required = instance.requirements.map { $0[interval] }
                guard required.contains(where: { $0 > 0 }) else { continue }
                let groups = duty.groups(slot: slot)
                let short = required.reduce(0, +) - CoverFlow.served(required: required, groups: groups)
                guard short > 0 else { continue }
                let names = CoverFlow.scarceSkills(required: required, groups: groups).map { instance.skills[$0] }
                let hours = Double(short * grid) / 60
                if let last = stretches.last, last.endMinute == inDay * grid, last.skills == names {
                    stretches[stretches.count - 1].endMinute += grid
                    stretches[stretches.count - 1].mostHeadsShort = max(last.mostHeadsShort, short)
                    stretches[stretches.count - 1].agentHours += hours
                } else {
                    stretches.append(
                        Shortfall(
                            startMinute: inDay * grid, endMinute: (inDay + 1) * grid, skills: names,
                            mostHeadsShort: short, agentHours: hours))
                }
            }
            if !stretches.isEmpty {
                days.append(
                    DayShortfall(
                        date: instance.startDate + day, agentHours: stretches.reduce(0) { $0 + $1.agentHours },
                        stretches: stretches))
            }
        }
        return days
    }
}
