import ContactCenter

extension RosterChecker {
    /// A shift of the rule book's checker.
    struct RuleShift {
        var day: Int
        var start: Int
        var end: Int
        var paid: Int
        var kind: String
        var breaks: [Shift.Break]
        var templates: [BreakTemplate]
        /// Minutes from midnight of the first day in which the agent is at an activity.
        var activities: [Range<Int>] = []
        /// Span in minutes after midnight of the shift's day.
        var span: Range<Int> { start - day * 1440..<end - day * 1440 }
    }

    /// Shifts of known agents and kinds inside the horizon, by agent, in order of time.
    static func ruleShifts(of roster: Roster, in instance: RosteringInstance) -> [String: [RuleShift]] {
        byAgent(roster.shifts, on: 0..<instance.days, instance)
    }

    /// The shifts of each agent before the horizon, in order of time; their days are below 0.
    static func shiftsBefore(_ instance: RosteringInstance) -> [String: [RuleShift]] {
        byAgent(instance.before, on: .min..<0, instance)
    }

    private static func byAgent(
        _ shifts: [Shift], on days: Range<Int>, _ instance: RosteringInstance
    ) -> [String: [RuleShift]] {
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let agents = Set(instance.agents.map(\.id))
        var found: [String: [RuleShift]] = [:]
        for shift in shifts {
            let day = shift.start.date - instance.startDate
            guard agents.contains(shift.agent), let kind = kinds[shift.kind], days.contains(day) else { continue }
            let start = day * 1440 + shift.start.minuteOfDay
            found[shift.agent, default: []].append(
                RuleShift(
                    day: day, start: start, end: start + kind.presenceMinutes, paid: kind.paidMinutes, kind: kind.name,
                    breaks: shift.breaks.sorted { $0.offsetMinutes < $1.offsetMinutes }, templates: kind.breaks,
                    activities: shift.activities.map {
                        start + $0.offsetMinutes..<start + $0.offsetMinutes + $0.minutes
                    }))
        }
        return found.mapValues { $0.sorted { $0.start < $1.start } }
    }
}
