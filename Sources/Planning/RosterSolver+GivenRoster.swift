import ContactCenter
import Scheduling

extension RosterSolver {
    /// Takes the activities of `given` over into `roster`, and says what of them has no place.
    ///
    /// The search does not see activities. Where it helped nothing in the end — the new roster with them costs no less, or
    /// loses some — and the given one breaks no more rules, the given roster stays.
    func keepActivities(
        of given: Roster, in roster: inout Roster, _ violations: inout [RosterViolation]
    ) throws -> [String] {
        guard given.shifts.contains(where: { !$0.activities.isEmpty }) else { return [] }
        let carried = try CarriedActivities(of: given, in: roster, instance: instance)
        let broken = RosterChecker.violations(of: carried.roster, in: instance)
        let brokenBefore = RosterChecker.violations(of: given, in: instance)
        let cost = RosterChecker.score(of: carried.roster, in: instance).costTotal
        let costBefore = RosterChecker.score(of: given, in: instance).costTotal
        if brokenBefore.count <= broken.count, !carried.lost.isEmpty || cost >= costBefore {
            roster = given
            violations = brokenBefore
            return carried.roster == given
                ? [] : ["nothing cheaper was found that keeps every activity; the roster given stays"]
        }
        roster = carried.roster
        violations = broken
        return carried.lost.map { "\($0.inWords) has no place in the new roster; place it anew with --activities" }
    }
}

/// What is said of a roster that began with another.
enum RosterRevisionWords {
    /// `12 agent-days differ from the roster given`; activities aside.
    static func changes(_ revision: RosterRevision, _ roster: Roster) -> String {
        func days(_ roster: Roster) -> [AgentDay: Shift] {
            let days = roster.shifts.map { shift in
                var plain = shift
                plain.activities = []
                return (AgentDay(agent: shift.agent, date: shift.start.date), plain)
            }
            return Dictionary(days, uniquingKeysWith: { first, _ in first })
        }
        let before = days(revision.reference ?? revision.roster)
        let after = days(roster)
        let changed = Set(before.keys).union(after.keys).count { before[$0] != after[$0] }
        return "\(changed) agent-days differ from the roster given"
    }
}
