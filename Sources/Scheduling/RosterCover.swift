import ContactCenter

/// Heads required and on duty in one slot of the clock.
public struct CoverSlot: Hashable, Sendable {
    /// Its beginning.
    public var start: Instant
    /// Its beginning on the wall clock; two slots have the same where the clock shows an hour twice.
    public var time: LocalTime
    /// Heads required by skill, in the instance's order.
    public var required: [Int]
    /// Heads on duty who have the skill, by skill; one with two skills counts in both.
    public var able: [Int]
    /// Heads that the plan counts on for the skill, by skill.
    public var assigned: [Int]
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
    /// Heads required and on duty in every slot of the clock in which somebody is either, in order of time.
    ///
    /// On a day of 25 hours an hour that the clock shows twice is two hours with the same requirement, on one of 23 the
    /// skipped hour is none; heads stand where their shifts really are. On other days the slots are those of the cost.
    ///
    /// - Parameter instant: When an offset in minutes after a shift's start is.
    public static func cover(
        of roster: Roster, _ assignment: SkillAssignment, in instance: RosteringInstance, zone: ZoneRules,
        instant: (Shift, Int) -> Instant
    ) -> [CoverSlot] {
        let grid = instance.gridMinutes
        let begin = zone.instant(of: LocalTime(date: instance.startDate))
        let end = zone.instant(of: LocalTime(date: instance.startDate + instance.days))
        let slots = (end.seconds - begin.seconds) / 60 / grid
        let agents = Dictionary(instance.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var groupOfSkills: [[Int]: Int] = [:]
        var skillsOfGroup: [[Int]] = []
        var heads: [[Int]] = []
        var assigned = instance.skills.map { _ in [Int](repeating: 0, count: slots) }
        for (shift, pieces) in zip(roster.shifts, assignment.pieces) {
            guard let agent = agents[shift.agent], let kind = kinds[shift.kind] else { continue }
            func minute(_ offset: Int) -> Int { (instant(shift, offset).seconds - begin.seconds) / 60 }
            func clamped(_ low: Int, _ high: Int) -> Range<Int> {
                let low = min(max(0, low), slots)
                return low..<min(max(low, high), slots)
            }
            guard minute(0) >= 0 else { continue }
            let set = instance.skills.indices.filter { agent.skills.contains(instance.skills[$0]) }
            let group = groupOfSkills[set] ?? heads.count
            if group == heads.count {
                groupOfSkills[set] = group
                skillsOfGroup.append(set)
                heads.append([Int](repeating: 0, count: slots))
            }
            var absent = Set<Int>()
            for pause in shift.breaks {
                // A break shorter than a slot takes nobody off duty.
                absent.formUnion(
                    clamped(minute(pause.offsetMinutes) / grid, minute(pause.offsetMinutes + pause.minutes) / grid))
            }
            for activity in shift.activities {
                let to = minute(activity.offsetMinutes + activity.minutes)
                absent.formUnion(clamped(minute(activity.offsetMinutes) / grid, (to + grid - 1) / grid))
            }
            for slot in clamped(minute(0) / grid, minute(kind.presenceMinutes) / grid) where !absent.contains(slot) {
                heads[group][slot] += 1
            }
            for piece in pieces {
                guard let skill = instance.skills.firstIndex(of: piece.skill) else { continue }
                let span = clamped(minute(piece.offsets.lowerBound) / grid, minute(piece.offsets.upperBound) / grid)
                for slot in span where !absent.contains(slot) { assigned[skill][slot] += 1 }
            }
        }
        return (0..<slots).compactMap { slot in
            let start = Instant(seconds: begin.seconds + slot * grid * 60)
            let time = zone.localTime(at: start)
            let interval = (time - LocalTime(date: instance.startDate)) / instance.intervalMinutes
            let required = instance.requirements.map { $0[interval] }
            let groups = heads.indices.compactMap { group in
                heads[group][slot] > 0 ? (skills: skillsOfGroup[group], heads: heads[group][slot]) : nil
            }
            let total = required.reduce(0, +)
            let onDuty = groups.reduce(0) { $0 + $1.heads }
            guard total > 0 || onDuty > 0 else { return nil }
            let short = total - CoverFlow.served(required: required, groups: groups)
            return CoverSlot(
                start: start, time: time, required: required,
                able: instance.skills.indices.map { skill in
                    groups.reduce(0) { $1.skills.contains(skill) ? $0 + $1.heads : $0 }
                }, assigned: assigned.map { $0[slot] }, onDuty: onDuty, short: short, over: onDuty - total + short,
                scarceSkills: short > 0
                    ? CoverFlow.scarceSkills(required: required, groups: groups).map { instance.skills[$0] } : [])
        }
    }
}
