import ContactCenter
import FileFormats
import Scheduling
import Tabular

extension PlanWorkspace {
    /// The activities that the plan names, for the agents and days of `instance`.
    func activities(for instance: RosteringInstance) throws -> [PlannedActivity] {
        guard let file = plan.schedule.activitiesFile else { return [] }
        return try ActivityFile.read(InputBytes.read(PlanWorkspace.resolve(file, in: folder)), for: instance)
    }
}

extension RosterSolution {
    /// Places `activities` in the roster's shifts; what has no place is told as a shortfall.
    ///
    /// - Parameter keepsShifts: Whether shifts stay as they are; without it those of days with activities may change.
    public mutating func place(
        _ planned: [PlannedActivity], zone: ZoneRules, seed: UInt64, keepsShifts: Bool = false, context: StageContext
    ) throws {
        guard !planned.isEmpty else { return }
        var options = ActivityPlanner.Options()
        options.seed = seed
        let plan = try ActivityRounds(instance).place(
            planned, in: roster, options: options, rounds: keepsShifts ? 0 : 3,
            shouldStop: { context.interruption.isRequested })
        // What was said of cover is said anew: the activities take heads off duty.
        let said = RosterShortfalls.cover(of: roster, in: instance)
        shortfalls = shortfalls.filter { !said.contains($0) } + RosterShortfalls.cover(of: plan.roster, in: instance)
        roster = plan.roster
        if !segments.isEmpty { segments = RosterSegments(instance: instance, zone: zone).segments(of: roster) }
        score = plan.after
        violations = RosterChecker.violations(of: roster, in: instance)
        ruleExcesses = RosterChecker.ruleExcesses(of: roster, in: instance)
        shortfalls += plan.unplaced.map(ActivityWords.sentence)
        notes += plan.notes + [ActivityWords.summary(plan)]
        activities = plan
    }
}

/// What is said of placed activities.
public enum ActivityWords {
    /// `coaching for a1: no shift of …; widen the hours: …`.
    public static func sentence(_ unplaced: ActivityPlan.Unplaced) -> String {
        let names = unplaced.agents
        let who = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
        return "\(unplaced.activity) for \(who) has no place: \(unplaced.reason)"
            + (unplaced.remedy.isEmpty ? "" : "; \(unplaced.remedy)")
    }

    /// `12 sessions of activities take 9.5 agent-hours and cost 3.2; breaks moved in 4 shifts`.
    public static func summary(_ plan: ActivityPlan) -> String {
        func tenths(_ value: Double) -> String {
            let units = Int((value * 10).rounded())
            return "\(units < 0 ? "-" : "")\(abs(units) / 10).\(abs(units) % 10)"
        }
        let hours = Set(plan.sessions.map(\.activity)).reduce(0) { $0 + plan.agentHours(of: $1) }
        return "\(plan.sessions.count) sessions of activities take \(tenths(hours)) agent-hours and cost "
            + "\(tenths(plan.after.costTotal - plan.before.costTotal)); breaks moved in "
            + "\(plan.shiftsWithMovedBreaks) shifts"
    }
}
