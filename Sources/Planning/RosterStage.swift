import ContactCenter
import Scheduling

/// Requirement → roster: lawful shifts with breaks for every agent of the team.
public struct RosterStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
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
    }

    private let workspace: PlanWorkspace

    /// The scheduling stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Builds the roster for `days`, the days of the requirement.
    ///
    /// - Throws: `PlanningError.missingPart` when the plan names no team.
    public func run(requirements: [RequirementInterval], context: StageContext) throws -> Outcome {
        context.report(PlanProgress(.scheduling, share: 0))
        let instance = try rosteringInstance(for: requirements)
        let plan = workspace.plan
        let search = try RosterSearch(
            instance,
            options: RosterSearchOptions(
                iterations: plan.schedule.iterations, seed: plan.seed, threads: context.threads))
        let result = search.run(
            shouldStop: { context.interruption.isRequested },
            progress: { progress in
                context.report(
                    PlanProgress(
                        .scheduling, share: progress.shareDone, detail: "cost \(Int(progress.bestCost.rounded()))")
                )
            })
        try context.checkInterruption()
        var notes: [String] = []
        let bound = lowerBound(of: instance, without: result.unrosterable, context: context, notes: &notes)
        try context.checkInterruption()
        return Outcome(
            instance: instance, roster: result.roster,
            segments: RosterSegments(instance: instance, zone: workspace.zone).segments(of: result.roster),
            score: RosterChecker.score(of: result.roster, in: instance),
            violations: RosterChecker.violations(of: result.roster, in: instance), lowerBound: bound,
            shortfalls: unstaffedSkills(in: instance) + RosterShortfalls.inWords(result, instance: instance),
            notes: notes)
    }

    /// Seconds a week's linear programme may take before the bound is given up.
    private static let boundSecondsPerWeek = 10.0

    private func lowerBound(
        of instance: RosteringInstance, without unrosterable: [UnrosterableAgent], context: StageContext,
        notes: inout [String]
    ) -> Double? {
        guard let library = HiGHSLibrary.locate(in: context.solverFolders) else {
            notes.append("no lower bound of the roster's cost: the solver library HiGHS was not found (make setup)")
            return nil
        }
        let bound = CoverageBound.lowerBound(
            of: instance, library: library, leavingOut: unrosterable, timeLimitSeconds: RosterStage.boundSecondsPerWeek,
            shouldStop: { context.interruption.isRequested })
        if let reason = bound.reason {
            notes.append("the lower bound of the roster's cost is not complete: \(reason)")
        }
        return bound.value
    }

    /// The rostering problem of a requirement: heads by skill, summed over streams as real numbers and rounded up
    /// once.
    func rosteringInstance(for requirements: [RequirementInterval]) throws(PlanningError) -> RosteringInstance {
        guard let team = workspace.team else {
            throw .missingPart(
                "the plan names no team, so there is nobody to roster",
                hint: "add 'team: FOLDER' with agents.csv, contracts.csv, shift_kinds.csv, breaks.csv, availability.csv"
            )
        }
        let plan = workspace.plan
        let zone = workspace.zone
        let times = requirements.map { zone.localTime(at: $0.start) }
        guard let first = times.min()?.date, let last = times.max()?.date else {
            throw .missingRows(file: "requirements", what: "no row")
        }
        let days = last - first + 1
        let skills = workspace.skills
        let intervals = days * 1440 / plan.intervalMinutes
        var heads = [[Double]](repeating: [Double](repeating: 0, count: intervals), count: skills.count)
        let skillOfStream = Dictionary(
            uniqueKeysWithValues: workspace.streams.map { ($0.stream, skills.firstIndex(of: $0.skill) ?? 0) })
        for (row, time) in zip(requirements, times) {
            guard let skill = skillOfStream[row.stream] else { continue }
            let interval = (time - LocalTime(date: first)) / plan.intervalMinutes
            heads[skill][interval] += row.agentsScheduled
        }
        let hours = plan.queues.flatMap { $0.openingHours.spans.compactMap(\.self) }
        return RosteringInstance(
            name: plan.name, startDate: first, days: days, gridMinutes: plan.schedule.gridMinutes,
            intervalMinutes: plan.intervalMinutes, open: hours.map(\.lowerBound).min() ?? 0,
            close: hours.map(\.upperBound).max() ?? 1440, skills: skills, agents: team.agents,
            contracts: team.contracts, shiftKinds: team.shiftKinds,
            availability: team.availability.filter { $0.date >= first && $0.date <= last },
            requirements: heads.map { $0.map(RosterStage.headCount) }, rules: plan.schedule.rules,
            costs: plan.schedule.costs)
    }

    /// Whole heads of a real requirement. A hair above a whole number is rounding noise of the sum, not a head.
    private static func headCount(_ agents: Double) -> Int { Int((agents - 1e-9).rounded(.up)) }

    /// Skills that the requirement needs and nobody has.
    private func unstaffedSkills(in instance: RosteringInstance) -> [String] {
        let held = Set(instance.agents.flatMap(\.skills))
        return instance.skills.indices.compactMap { index in
            let hours = Double(instance.requirements[index].reduce(0, +) * instance.intervalMinutes) / 60
            guard hours > 0, !held.contains(instance.skills[index]) else { return nil }
            return "nobody on the team has the skill '\(instance.skills[index])': \(Int(hours.rounded())) required "
                + "agent-hours stay uncovered"
        }
    }
}
