import ContactCenter

/// Shifts and activities by turns: activities are placed in the shifts, then the days that have some get other shifts, starts
/// and breaks where that pays with the activities in place, then the activities are placed anew, and so on.
///
/// The search for shifts knows nothing of activities; these rounds are where the two meet. The outcome is never worse than
/// activities placed in the shifts as they were: as many sessions, at no more cost, and no rule newly broken.
public struct ActivityRounds: Sendable {
    /// Most agent-days changed on one day in a turn.
    private static let mostChangesPerDay = 24
    /// Agent-days from which one turn has to do.
    private static let manyAgentDays = 7000

    private let instance: RosteringInstance
    private let planner: ActivityPlanner

    /// Rounds on rosters of `instance`.
    /// - Throws: ``SchedulingError`` of an instance that contradicts itself.
    public init(_ instance: RosteringInstance) throws(SchedulingError) {
        self.instance = instance
        planner = try ActivityPlanner(instance)
    }

    /// Places `activities` in `roster`, whose shifts may change.
    ///
    /// - Parameter rounds: Most turns; they end earlier when one brings nothing.
    public func place(
        _ activities: [PlannedActivity], in roster: Roster, options: ActivityPlanner.Options, rounds: Int = 3,
        shouldStop: () -> Bool = { false }
    ) throws(SchedulingError) -> ActivityPlan {
        var best = planner.place(activities, in: roster, options: options, shouldStop: shouldStop)
        let first = best
        var broken = Set(RosterChecker.violations(of: best.roster, in: instance))
        let turns = instance.agents.count * instance.days > ActivityRounds.manyAgentDays ? min(1, rounds) : rounds
        for _ in 0..<turns where !shouldStop() {
            var desk = try RosterDesk(instance, roster: best.roster)
            // A shift that the instance cannot express would be missing on the desk.
            guard desk.problems.isEmpty else { break }
            improve(&desk, shouldStop: shouldStop)
            // First with every session where it is, then with all of them placed anew.
            var held = best
            held.roster = desk.roster
            held.after = RosterChecker.score(of: held.roster, in: instance)
            let isHeld = accept(held, instead: &best, &broken)
            let anew = planner.place(activities, in: best.roster, options: options, shouldStop: shouldStop)
            guard accept(anew, instead: &best, &broken) || isHeld else { break }
        }
        // What the activities cost is told against the roster given.
        best.before = first.before
        return best
    }

    /// Takes `plan` where more sessions have a place in it, or as many at less cost, and no rule is newly broken.
    private func accept(
        _ plan: ActivityPlan, instead best: inout ActivityPlan, _ broken: inout Set<RosterViolation>
    ) -> Bool {
        let missing = ActivityRounds.missing(plan)
        let missingNow = ActivityRounds.missing(best)
        guard
            missing < missingNow || (missing == missingNow && plan.after.costTotal < best.after.costTotal - 1e-9)
        else { return false }
        let brokenThen = Set(RosterChecker.violations(of: plan.roster, in: instance))
        guard brokenThen.isSubset(of: broken) else { return false }
        best = plan
        broken = brokenThen
        return true
    }

    /// Agent-sessions without a place.
    private static func missing(_ plan: ActivityPlan) -> Int {
        plan.unplaced.reduce(0) { $0 + $1.sessions * max(1, $1.agents.count) }
    }

    /// Day by day, as long as a lawful small change pays that keeps every activity.
    private func improve(_ desk: inout RosterDesk, shouldStop: () -> Bool) {
        for day in 0..<instance.days where !shouldStop() {
            let hasActivities = instance.agents.indices.contains { desk.activities[$0 * instance.days + day] != nil }
            guard hasActivities else { continue }
            var limits = RosterDesk.RepairLimits(
                days: [day], mostChanges: ActivityRounds.mostChangesPerDay, changePrice: 0)
            limits.mostChecks = 400
            _ = desk.repair(limits)
        }
    }
}
