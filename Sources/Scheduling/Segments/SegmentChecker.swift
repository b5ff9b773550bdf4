import ContactCenter

/// Judges an assignment of skills, apart from how it was made.
public enum SegmentChecker {
    /// What is wrong with `assignment`: a skill the agent does not have, time on duty without a skill or off duty with
    /// one; one message a shift.
    public static func problems(
        _ assignment: SkillAssignment, of roster: Roster, in instance: RosteringInstance
    ) -> [String] {
        problems(assignment.pieces, of: roster, in: instance)
    }

    static func problems(
        _ pieces: [[SkillAssignment.Piece]], of roster: Roster, in instance: RosteringInstance
    ) -> [String] {
        let agents = Dictionary(instance.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let end = instance.days * 1440
        return zip(roster.shifts, pieces).compactMap { shift, own in
            let start = shift.start - LocalTime(date: instance.startDate)
            guard let agent = agents[shift.agent], let kind = kinds[shift.kind], start >= 0, start < end else {
                return own.isEmpty ? nil : "\(shift.agent) \(shift.start): a skill in an unknown shift"
            }
            let skills = Set(agent.skills).intersection(instance.skills)
            if let wrong = own.first(where: { !skills.contains($0.skill) }) {
                return "\(shift.agent) \(shift.start): does not have the skill \(wrong.skill)"
            }
            // Minute by minute; a slot that a break touches in part counts as on duty, as in the score.
            let grid = instance.gridMinutes
            for slot in stride(from: start / grid * grid, to: min(end, start + kind.presenceMinutes), by: grid) {
                let middle = max(slot, start) - start
                guard slot + grid <= start + kind.presenceMinutes else { continue }
                let isAway =
                    shift.breaks.contains { pause in
                        let from = (start + pause.offsetMinutes) / grid * grid
                        let to = (start + pause.offsetMinutes + pause.minutes) / grid * grid
                        return slot >= from && slot < to
                    }
                    || shift.activities.contains { activity in
                        let from = (start + activity.offsetMinutes) / grid * grid
                        let to = (start + activity.offsetMinutes + activity.minutes + grid - 1) / grid * grid
                        return slot >= from && slot < to
                    }
                let serves = own.count { $0.offsets.contains(middle) }
                if serves != (isAway || skills.isEmpty ? 0 : 1) {
                    return "\(shift.agent) \(shift.start): \(serves) skills \(middle) minutes into the shift"
                }
            }
            return nil
        }
    }
}
