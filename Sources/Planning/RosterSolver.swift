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
    /// By how much it exceeds rules of the rule book, hard and soft, by the independent checker.
    public var ruleExcesses: [RuleExcess]
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
    let instance: RosteringInstance
    private let zone: ZoneRules

    /// A solver of `instance`, whose segments are put on the clock of `zone`.
    public init(instance: RosteringInstance, zone: ZoneRules) {
        self.instance = instance
        self.zone = zone
    }

    /// The best roster found.
    ///
    /// - Parameters:
    ///   - revision: The roster to begin with, and what of it must stay; `nil` = begin with nothing.
    ///   - shareOfTimeUsed: Share 0…1 of a time budget, which then ends the search besides `options`.
    ///   - polish: How long the roster is polished afterwards; `nil` = not at all.
    ///   - withBound: Wait for the proof of how cheap a roster could be at best; a note says so when no solver is found.
    ///     Without it the bound is proven beside the search all the same, and left out when it is not ready in time.
    ///   - isWatched: Whether somebody sees that bound; nothing is proven for nobody.
    ///   - withSegments: Also put the roster on the clock, with the skill each head serves.
    /// - Throws: `SchedulingError` of an instance that contradicts itself.
    public func solve(
        options: RosterSearchOptions, from revision: RosterRevision? = nil,
        shareOfTimeUsed: (@Sendable () -> Double)? = nil, polish: PolishBudget? = nil, withBound: Bool,
        isWatched: Bool = true, withSegments: Bool = true, context: StageContext
    ) throws -> RosterSolution {
        var notes: [String] = []
        let library = withBound || isWatched ? HiGHSLibrary.locate(in: context.solverFolders) : nil
        let beside = library.map { BoundBesideSearch(instance, library: $0, interruption: context.interruption) }
        if beside == nil, withBound {
            notes.append("no lower bound of the roster's cost: the solver library HiGHS was not found (make setup)")
        }
        var result = try RosterSearch(instance, options: options, revision: revision).run(
            shouldStop: { context.interruption.isRequested }, shareOfTimeUsed: shareOfTimeUsed,
            progress: { progress in
                beside?.begin(without: progress.unrosterable)
                RosterSolver.tell(progress.bestCost, beside, share: progress.shareDone, context)
            })
        beside?.begin(without: result.unrosterable)
        var violations = RosterChecker.violations(of: result.roster, in: instance)
        try polishRoster(
            &result.roster, &violations, polish, from: revision, unrosterable: result.unrosterable, seed: options.seed,
            beside: beside, notes: &notes, context: context)
        if let revision {
            notes += try keepActivities(of: revision.roster, in: &result.roster, &violations)
            notes.append(RosterRevisionWords.changes(revision, result.roster))
        }
        let bound = beside?.finish(waiting: withBound)
        if let reason = bound?.reason {
            notes.append("the lower bound of the roster's cost is not complete: \(reason)")
        }
        let excesses = RosterChecker.ruleExcesses(of: result.roster, in: instance)
        notes += RuleSentences.softCosts(excesses)
        return RosterSolution(
            instance: instance, roster: result.roster,
            segments: withSegments
                ? RosterSegments(instance: instance, zone: zone).segments(of: result.roster) : [],
            score: RosterChecker.score(of: result.roster, in: instance),
            violations: violations, ruleExcesses: excesses,
            lowerBound: bound?.value,
            shortfalls: RosterShortfalls.inWords(result, instance: instance)
                + RuleSentences.broken(excesses, apartFrom: result.unrosterable), notes: notes,
            wasInterrupted: context.interruption.isRequested)
    }

    private static func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func tell(_ cost: Double, _ beside: BoundBesideSearch?, share: Double, _ context: StageContext) {
        context.report(
            PlanProgress(
                .scheduling, share: share, detail: "cost \(Int(cost.rounded()))",
                search: .init(cost: cost, bound: beside?.value)))
    }

    /// Mends broken hard rules with CP-SAT where there are any, and polishes as long as `budget` says.
    private func polishRoster(
        _ roster: inout Roster, _ broken: inout [RosterViolation], _ budget: PolishBudget?,
        from revision: RosterRevision?, unrosterable: [UnrosterableAgent], seed: UInt64,
        beside: BoundBesideSearch?, notes: inout [String], context: StageContext
    ) throws {
        guard !context.interruption.isRequested else { return }
        let left = Set(unrosterable.map(\.agent))
        let start = ContinuousClock.now
        if revision.map(PooledRostering.leavesFree) ?? true {
            try rebuildRoster(
                &roster, &broken, budget, unrosterable: unrosterable, seed: seed, beside: beside, notes: &notes,
                context: context)
        }
        // Nobody can mend an agent who is proven to have no lawful pattern.
        let isPuzzle = broken.contains { !left.contains($0.agent) }
        guard budget != nil || isPuzzle else { return }
        guard let library = CPSATLibrary.locate(in: context.solverFolders) else {
            if budget != nil { notes.append("no polish: the solver library CP-SAT was not found (make setup)") }
            return
        }
        let seconds = budget?.seconds
        let polish = try RosterPolish(
            instance,
            options: .init(
                rounds: budget == nil ? 0 : budget?.rounds ?? .max, seed: seed, threads: context.threads),
            library: library, revision: revision)
        let interruption = context.interruption
        let result = try polish.run(
            from: roster, shouldStop: { interruption.isRequested },
            secondsLeft: seconds.map { budget in { @Sendable in budget - start.duration(to: .now) / .seconds(1) } },
            progress: { cost, round in
                let share =
                    seconds.map { start.duration(to: .now) / .seconds($0) }
                    ?? Double(round) / Double(max(1, budget?.rounds ?? 1))
                RosterSolver.tell(cost, beside, share: min(1, share), context)
            })
        roster = result.roster
        let brokenBefore = broken.count
        broken = RosterChecker.violations(of: roster, in: instance)
        let mended = brokenBefore - broken.count
        if mended > 0 { notes.append("CP-SAT mended \(mended) of \(brokenBefore) broken rules") }
        if budget != nil {
            notes.append(
                "polish: cost \(Self.tenths(result.costBefore)) before, \(Self.tenths(result.costAfter)) after; "
                    + "\(result.neighbourhoods) neighbourhoods, \(result.proven) proven best, \(result.gains) with gain"
            )
        }
    }
}

extension RosterSolver {
    /// Rebuilds the roster from a plan of pooled heads with HiGHS, where there are enough heads for it.
    private func rebuildRoster(
        _ roster: inout Roster, _ broken: inout [RosterViolation], _ budget: PolishBudget?,
        unrosterable: [UnrosterableAgent], seed: UInt64, beside: BoundBesideSearch?, notes: inout [String],
        context: StageContext
    ) throws {
        guard let budget, budget.rounds != 0, PooledRostering.suits(instance) else { return }
        guard let library = HiGHSLibrary.locate(in: context.solverFolders) else {
            notes.append("no plan of pooled heads: the solver library HiGHS was not found (make setup)")
            return
        }
        let start = ContinuousClock.now
        let interruption = context.interruption
        let result = try PooledRostering(
            instance, options: .init(seed: seed, threads: context.threads), library: library
        ).run(
            from: roster, leavingOut: unrosterable, shouldStop: { interruption.isRequested },
            secondsLeft: budget.seconds.map { all in { @Sendable in all - start.duration(to: .now) / .seconds(1) } },
            progress: { RosterSolver.tell($0, beside, share: $1, context) })
        roster = result.roster
        broken = RosterChecker.violations(of: roster, in: instance)
        notes.append(
            result.planCost == nil
                ? "plan of pooled heads: none found in time"
                : "plan of pooled heads: cost \(Self.tenths(result.costBefore)) before, \(Self.tenths(result.costAfter)) after"
        )
    }
}

/// How long a roster is polished.
public struct PolishBudget: Hashable, Sendable {
    /// Seconds of the clock; the result is then not reproducible.
    public var seconds: Double?
    /// Rounds; `nil` = as many as the seconds allow.
    public var rounds: Int?

    /// A polish that ends with whichever comes first.
    public init(seconds: Double?, rounds: Int?) {
        self.seconds = seconds
        self.rounds = rounds
    }
}
