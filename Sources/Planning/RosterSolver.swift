import ContactCenter
import Scheduling

/// A roster with everything that is said of it.
public struct RosterSolution: Sendable {
    /// The rostering problem, as it was solved.
    public var instance: RosteringInstance
    /// The roster.
    public var roster: Roster
    /// Its segments on the clock, the rows of `roster.csv`.
    public var segments: [RosterSegment]
    /// Its cost by the independent checker.
    public var score: RosterScore
    /// Hard rules it breaks, by the independent checker.
    public var violations: [RosterViolation]
    /// Proven lower bound of the cost; `nil` without a solver library.
    public var lowerBound: Double?
    /// What could not be met, in words.
    public var shortfalls: [String]
    /// What was decided on the way, in words.
    public var notes: [String]
    /// Whether somebody stopped the search before its budget was used up.
    public var wasInterrupted: Bool
    /// What was placed inside the shifts; `nil` when nothing was asked.
    public var activities: ActivityPlan?
}

/// Searches a roster, has it checked by the independent checker and bounds its cost.
public struct RosterSolver: Sendable {
    private let instance: RosteringInstance
    private let zone: ZoneRules

    /// A solver of `instance`, whose segments are put on the clock of `zone`.
    public init(instance: RosteringInstance, zone: ZoneRules) {
        self.instance = instance
        self.zone = zone
    }

    /// The best roster found.
    ///
    /// - Parameters:
    ///   - shareOfTimeUsed: Share 0…1 of a time budget, which then ends the search besides `options`.
    ///   - withSegments: Also put the roster on the clock, with the skill each head serves.
    ///   - withBound: Also prove how cheap a roster could be at best; a note says so when no solver is found.
    /// - Throws: `SchedulingError` of an instance that contradicts itself.
    public func solve(
        options: RosterSearchOptions, shareOfTimeUsed: (@Sendable () -> Double)? = nil, withBound: Bool,
        withSegments: Bool = true, context: StageContext
    ) throws -> RosterSolution {
        let result = try RosterSearch(instance, options: options).run(
            shouldStop: { context.interruption.isRequested }, shareOfTimeUsed: shareOfTimeUsed,
            progress: { progress in
                context.report(
                    PlanProgress(
                        .scheduling, share: progress.shareDone, detail: "cost \(Int(progress.bestCost.rounded()))"))
            })
        var notes: [String] = []
        let bound =
            withBound ? lowerBound(without: result.unrosterable, context: context, notes: &notes) : nil
        return RosterSolution(
            instance: instance, roster: result.roster,
            segments: withSegments
                ? RosterSegments(instance: instance, zone: zone).segments(of: result.roster) : [],
            score: RosterChecker.score(of: result.roster, in: instance),
            violations: RosterChecker.violations(of: result.roster, in: instance), lowerBound: bound,
            shortfalls: RosterShortfalls.inWords(result, instance: instance), notes: notes,
            wasInterrupted: result.wasStopped && context.interruption.isRequested)
    }

    /// Seconds a week's linear programme may take before the bound is given up.
    private static let boundSecondsPerWeek = 10.0

    private func lowerBound(
        without unrosterable: [UnrosterableAgent], context: StageContext, notes: inout [String]
    ) -> Double? {
        guard let library = HiGHSLibrary.locate(in: context.solverFolders) else {
            notes.append("no lower bound of the roster's cost: the solver library HiGHS was not found (make setup)")
            return nil
        }
        let bound = CoverageBound.lowerBound(
            of: instance, library: library, leavingOut: unrosterable,
            timeLimitSeconds: RosterSolver.boundSecondsPerWeek, shouldStop: { context.interruption.isRequested })
        if let reason = bound.reason {
            notes.append("the lower bound of the roster's cost is not complete: \(reason)")
        }
        return bound.value
    }
}
