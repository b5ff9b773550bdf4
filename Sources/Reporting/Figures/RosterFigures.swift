import ContactCenter

/// One agent's day: a shift with its breaks, or leave.
struct RosterShift: Sendable {
    /// A stretch of the shift on the wall clock.
    struct Part: Sendable {
        let activity: RosterSegment.Activity
        /// Minutes since 1970-01-01T00:00 wall clock.
        let start: Int
        /// End, counted from `start` by elapsed minutes, so that a change of the clock inside a shift cannot turn it
        /// around.
        let end: Int
        /// Skill the plan counts on the agent for; empty = not said, or no work.
        var skill = ""
        /// Name of an activity; empty for everything else.
        var name = ""
    }

    let agent: String
    let date: CivilDate
    let kind: String
    let parts: [Part]
    let paidMinutes: Int
    let skills: [String]

    /// Whether the agent works on the day.
    var isWorked: Bool { parts.contains { $0.activity == .work } }
    /// Start on the wall clock, minutes since 1970.
    var start: Int { parts.first?.start ?? 0 }
    /// End on the wall clock, minutes since 1970.
    var end: Int { parts.map(\.end).max() ?? 0 }

    /// Shifts of segments, by agent in the order of `agents`, then date.
    static func shifts(of segments: [RosterSegment], zone: ZoneRules) -> [RosterShift] {
        struct Key: Hashable {
            let agent: String
            let date: CivilDate
        }
        let groups = Dictionary(grouping: segments.filter { $0.end > $0.start }) { Key(agent: $0.agent, date: $0.date) }
        return groups.map { key, segments in
            let ordered = segments.sorted {
                ($0.start, $0.end, $0.activity.rawValue) < ($1.start, $1.end, $1.activity.rawValue)
            }
            let parts = ordered.map { segment in
                let start = zone.localTime(at: segment.start).minutes
                return Part(
                    activity: segment.activity, start: start, end: start + (segment.end - segment.start) / 60,
                    skill: segment.assignedSkill, name: segment.activityName)
            }
            let skills = Set(ordered.flatMap { $0.skill.split(separator: "|").map(String.init) })
            return RosterShift(
                agent: key.agent, date: key.date,
                kind: ordered.first { $0.activity == .work }?.kind ?? ordered.first?.kind ?? "", parts: parts,
                paidMinutes: ordered.reduce(0) { $0 + ($1.isPaid ? ($1.end - $1.start) / 60 : 0) },
                skills: skills.sorted())
        }
        .sorted { ($0.agent, $0.date) < ($1.agent, $1.date) }
    }
}

/// One agent's row of the roster overview.
struct RosterAgent: Sendable {
    let name: String
    /// Skills joined by a bar; empty for an agent who is on leave throughout.
    let skills: String
    let shifts: [RosterShift]

    /// Paid hours of all shifts.
    var paidHours: Double { Double(shifts.reduce(0) { $0 + $1.paidMinutes }) / 60 }
    /// Days worked.
    var workedDays: Int { shifts.count { $0.isWorked } }
    /// Weekends with a shift.
    var workedWeekends: Int {
        Set(shifts.filter { $0.isWorked && $0.date.weekday >= 5 }.map(\.date.monday)).count
    }

    /// Agents with their shifts, those of the same skills together.
    static func agents(of shifts: [RosterShift]) -> [RosterAgent] {
        Dictionary(grouping: shifts, by: \.agent).map { name, shifts in
            RosterAgent(
                name: name, skills: Set(shifts.flatMap(\.skills)).sorted().joined(separator: "|"), shifts: shifts)
        }
        .sorted { ($0.skills.isEmpty ? 1 : 0, $0.skills, $0.name) < ($1.skills.isEmpty ? 1 : 0, $1.skills, $1.name) }
    }
}
