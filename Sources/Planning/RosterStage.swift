import ContactCenter
import Scheduling

/// Requirement → roster: lawful shifts with breaks for every agent of the team.
public struct RosterStage: Sendable {
    private let workspace: PlanWorkspace
    private let shortage: SchedulePlan.ShortagePricing

    /// The scheduling stage of a plan.
    ///
    /// - Parameter shortage: How missing heads are priced; `nil` = as the plan says.
    public init(_ workspace: PlanWorkspace, shortage: SchedulePlan.ShortagePricing? = nil) {
        self.workspace = workspace
        self.shortage = shortage ?? workspace.plan.schedule.shortage
    }

    /// Builds the roster for the days of `requirements`.
    ///
    /// - Throws: `PlanningError.missingPart` when the plan names no team, `.interrupted` when asked to stop.
    public func run(requirements: [RequirementInterval], context: StageContext) throws -> RosterSolution {
        context.report(PlanProgress(.scheduling, share: 0))
        var instance = try rosteringInstance(for: requirements)
        var notes = try workspace.rosterAdditions.add(to: &instance)
        if shortage == .serviceLevel {
            instance.shortagePrices = try shortagePrices(for: requirements, in: instance)
            notes.append(
                "missing heads are priced by the contacts they leave waiting; the lower bound counts each at the cheapest "
                    + "price of its interval and is weaker for it")
        }
        let plan = workspace.plan
        var solution = try RosterSolver(instance: instance, zone: workspace.zone).solve(
            options: RosterSearchOptions(
                iterations: plan.schedule.iterations, seed: plan.seed, threads: context.threads),
            withBound: true, context: context)
        try context.checkInterruption()
        try solution.place(workspace.activities(for: instance), zone: workspace.zone, seed: plan.seed, context: context)
        solution.shortfalls.insert(contentsOf: unstaffedSkills(in: instance), at: 0)
        solution.notes = notes + solution.notes
        return solution
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
        let skillOfStream = Dictionary(
            uniqueKeysWithValues: workspace.streams.map { ($0.stream, skills.firstIndex(of: $0.skill) ?? 0) })
        let peaks = RosterStage.peaks(
            requirements, slots: times.map { ($0 - LocalTime(date: first)) / plan.intervalMinutes }, count: intervals)
        var heads = [[Double]](repeating: [Double](repeating: 0, count: intervals), count: skills.count)
        for stream in peaks.keys.sorted() {
            guard let skill = skillOfStream[stream], let agents = peaks[stream] else { continue }
            for interval in agents.indices { heads[skill][interval] += agents[interval] }
        }
        let hours = plan.queues.flatMap { $0.openingHours.spans.compactMap(\.self) }
        var instance = RosteringInstance(
            name: plan.name, startDate: first, days: days, gridMinutes: plan.schedule.gridMinutes,
            intervalMinutes: plan.intervalMinutes, open: hours.map(\.lowerBound).min() ?? 0,
            close: hours.map(\.upperBound).max() ?? 1440, skills: skills, agents: team.agents,
            contracts: team.contracts, shiftKinds: team.shiftKinds,
            availability: team.availability.filter { $0.date >= first && $0.date <= last },
            requirements: heads.map { $0.map(RosterStage.headCount) }, rules: plan.schedule.rules,
            costs: plan.schedule.costs)
        instance.clockGaps = zone.skippedTimes(from: first, days: days)
        return instance
    }

    /// Prices of missing heads of every skill and interval: of the streams that need the skill the cheapest heads first.
    func shortagePrices(
        for requirements: [RequirementInterval], in instance: RosteringInstance
    ) throws -> [[[Double]]] {
        let streams = Dictionary(
            workspace.streams.map { ($0.stream, $0) }, uniquingKeysWith: { first, _ in first })
        let pricing = ShortagePrices(costs: instance.costs, contactPrice: workspace.plan.schedule.lostContactPrice)
        // In the hour that an autumn night shows twice the larger requirement holds.
        var rows: [QueueChannel: [Int: RequirementInterval]] = [:]
        for row in requirements {
            let slot =
                (workspace.zone.localTime(at: row.start) - LocalTime(date: instance.startDate))
                / instance.intervalMinutes
            if let known = rows[row.stream]?[slot], known.agentsScheduled >= row.agentsScheduled { continue }
            rows[row.stream, default: [:]][slot] = row
        }
        var prices = instance.requirements.map { $0.map { _ in [Double]() } }
        for stream in rows.keys.sorted() {
            guard let planned = streams[stream], let skill = workspace.skills.firstIndex(of: planned.skill) else {
                continue
            }
            for (slot, row) in rows[stream] ?? [:] {
                prices[skill][slot] += try pricing.marginal(
                    of: row, target: planned.target, channel: stream.channel)
            }
        }
        return prices.enumerated().map { skill, intervals in
            intervals.enumerated().map { interval, curve in
                Array(curve.sorted().prefix(instance.requirements[skill][interval]))
            }
        }
    }

    /// Most agents of each stream in every slot of the clock. In the hour that an autumn night shows twice the same people
    /// work both times: the slot needs the larger of the two requirements, not their sum.
    static func peaks(
        _ requirements: [RequirementInterval], slots: [Int], count: Int
    ) -> [QueueChannel: [Double]] {
        var peaks: [QueueChannel: [Double]] = [:]
        for (row, slot) in zip(requirements, slots) {
            var agents = peaks[row.stream] ?? [Double](repeating: 0, count: count)
            peaks[row.stream] = nil
            agents[slot] = max(agents[slot], row.agentsScheduled)
            peaks[row.stream] = agents
        }
        return peaks
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
