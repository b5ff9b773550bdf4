import ContactCenter
import NumericalMethods

/// Rebuilds a roster from a plan of whole heads, where many heads are required: the plan says how many of each team
/// start what and when breaks begin, agents are named afterwards, and a cold search mends what is left.
///
/// A local search moves one agent at a time, and can save an hour only where nobody is missed on the way. The plan moves
/// everybody at once. It knows neither rest nor days in a row nor which skills a head has, so the roster that comes of it
/// is judged as a whole by ``RosterChecker``: it counts only when it is cheaper and breaks nothing that was kept before.
public struct PooledRostering: Sendable {
    /// How the roster is rebuilt.
    public struct Options: Hashable, Sendable {
        /// Moves of each lane in the cold search at the end.
        public var iterations: Int
        /// Seed.
        public var seed: UInt64
        /// Threads.
        public var threads: Int

        /// A rebuilding with `iterations` moves of each lane at the end.
        public init(iterations: Int = 4_000_000, seed: UInt64 = 1, threads: Int = 1) {
            self.iterations = iterations
            self.seed = seed
            self.threads = threads
        }
    }

    /// What came of it.
    public struct Result: Hashable, Sendable {
        /// The roster: the one given, or a cheaper one.
        public var roster: Roster
        /// Cost by the checker of the roster given.
        public var costBefore: Double
        /// Cost by the checker of the roster that came of it.
        public var costAfter: Double
        /// Cost of the plan as the pooled model counts it; `nil` when none was found, or not in time.
        public var planCost: Double?
        /// Agents whose part of the plan broke a rule, and who were rebuilt.
        public var unnamed = 0
        /// Cost of the roster with agents named.
        public var namedCost: Double?
        /// Cost after exchanges have put skills and wishes right, before the cold search.
        public var exchangedCost: Double?
    }

    /// Least heads required in a slot, on average, for a plan of pooled heads to be worth while.
    static let fewestHeads = 16.0
    /// Most columns of a week's model; of larger ones the solver finds no good plan within minutes.
    static let columnLimit = 12_000
    /// Share of a time budget that is kept for naming and the cold search.
    static let shareAtEnd = 0.1

    private let instance: CompiledInstance
    private let options: Options
    private let library: HiGHSLibrary

    /// A rebuilding on `instance`.
    /// - Throws: ``SchedulingError/invalidInstance(_:)``, ``SchedulingError/tooManySkillCombinations(found:limit:)``.
    public init(_ instance: RosteringInstance, options: Options, library: HiGHSLibrary) throws(SchedulingError) {
        self.instance = try CompiledInstance(instance)
        self.options = options
        self.library = library
    }

    /// Whether `revision` leaves a plan free: it knows neither locks nor the price of a change nor activities.
    public static func leavesFree(_ revision: RosterRevision) -> Bool {
        revision.isFree && revision.roster.shifts.allSatisfy(\.activities.isEmpty)
    }

    /// Whether rebuilding is worth while: many heads, whole weeks, and no rule book that plans do not know.
    public static func suits(_ instance: RosteringInstance) -> Bool {
        guard instance.days >= 7, instance.ruleBook.isEmpty, instance.costs.overAgentHour > 0 else { return false }
        var total = 0
        var intervals = 0
        for interval in instance.requirements.first?.indices ?? 0..<0 {
            let heads = instance.requirements.reduce(0) { $0 + $1[interval] }
            total += heads
            if heads > 0 { intervals += 1 }
        }
        return Double(total) >= fewestHeads * Double(max(1, intervals))
    }

    /// Rebuilds `roster` and returns the cheaper of the two.
    /// - Parameters:
    ///   - leavingOut: agents without a lawful pattern; their days stay as they are.
    ///   - secondsLeft: seconds of a time budget; the result is then not reproducible.
    /// - Throws: ``SchedulingError/rosterUnusable(_:)`` for shifts that the instance cannot express.
    public func run(
        from roster: Roster, leavingOut: [UnrosterableAgent] = [],
        shouldStop: @escaping @Sendable () -> Bool = { false }, secondsLeft: (@Sendable () -> Double)? = nil,
        progress: (_ cost: Double, _ share: Double) -> Void = { _, _ in }
    ) throws(SchedulingError) -> Result {
        let start = RosterCells(roster, in: instance)
        guard start.problems.isEmpty else { throw .rosterUnusable(start.problems.map(\.message)) }
        var judge = PolishJudge(start.cells, instance: instance)
        var result = Result(roster: roster, costBefore: judge.cost, costAfter: judge.cost)
        let names = Set(leavingOut.map(\.agent))
        let library = library.stopping(when: shouldStop)
        var cells = start.cells
        var planCost = 0.0
        for week in 0..<instance.weeks {
            let sums = instance.source.agents.indices.map { WeekSums(agent: $0, week: week, in: instance) }
            let agents = instance.source.agents.indices.filter {
                !names.contains(instance.source.agents[$0].id) && sums[$0].paid != nil
            }
            var model = CoverageModel(
                instance, week: week, pooling: .component, agents: agents, sums: sums, withWishes: true)
            guard model.program.columnCount <= PooledRostering.columnLimit else { return result }
            model.keepEarlierDays(cells)
            let weeksLeft = Double(instance.weeks - week)
            let share: (@Sendable () -> Double)? = secondsLeft.map { left in
                let all = left()
                let end = all - all * (1 - PooledRostering.shareAtEnd) / weeksLeft
                return { left() - end }
            }
            let search = PooledPlanSearch(
                model, week: week, instance: instance, library: library, threads: options.threads, secondsLeft: share)
            guard !shouldStop(), let found = search.run() else { return result }
            planCost += found.objective
            let plan = PooledPlan(model, values: found.values, week: week)
            var naming = PlanNaming(
                instance, week: week, cells: cells,
                random: RandomStream(seed: options.seed, unit: 0x9A3E_0000 &+ UInt64(week)))
            result.unnamed += naming.name(plan, teams: model.teams)
            var pools = [Int](repeating: -1, count: instance.source.agents.count)
            for agent in agents { pools[agent] = model.skillPool(of: agent) }
            cells = PlanBreaks.cells(
                naming.options, plan: plan, week: week, pools: pools, cells: cells, instance: instance)
            progress(judge.cost, Double(week + 1) / Double(instance.weeks))
        }
        result.planCost = planCost
        cells = try mended(cells, &result, shouldStop: shouldStop, secondsLeft: secondsLeft)
        let changes = cells.indices.filter { cells[$0] != start.cells[$0] }.map { (place: $0, cell: cells[$0]) }
        if judge.accept(changes) { result.roster = RosterSearch.roster(of: judge.cells, in: instance) }
        result.costAfter = judge.cost
        return result
    }

    /// `cells` with unlawful agents rebuilt, skills and wishes put right by exchanges, after a cold search.
    private func mended(
        _ cells: [Cell], _ result: inout Result, shouldStop: @escaping @Sendable () -> Bool,
        secondsLeft: (@Sendable () -> Double)?
    ) throws(SchedulingError) -> [Cell] {
        let prices = instance.prices
        // One lane in both: agents can exchange whole weeks only where nobody else holds a day of them.
        var warm = RosterSearchOptions(iterations: options.iterations / 4, seed: options.seed, lanes: 1)
        // Exchanges move no hours, so heat melts nothing: from the price of a head short to a tenth of a surplus.
        warm.hottest = Double(prices.under) / prices.unitsPerCost
        warm.coldest = Double(prices.over) / prices.unitsPerCost / 10
        let exchanged = try annealed(
            cells, .only, warm, shouldStop: shouldStop,
            secondsLeft: secondsLeft.map { left in
                let half = left() / 2
                return { left() - half }
            }, costAtFirst: &result.namedCost)
        let cold = RosterSearchOptions(iterations: options.iterations, seed: options.seed, lanes: 1)
        return try annealed(
            exchanged, .sometimes, cold, shouldStop: shouldStop, secondsLeft: secondsLeft,
            costAtFirst: &result.exchangedCost)
    }

    private func annealed(
        _ cells: [Cell], _ exchanges: RosterMoves.Exchanges, _ settings: RosterSearchOptions,
        shouldStop: @escaping @Sendable () -> Bool, secondsLeft: (@Sendable () -> Double)?, costAtFirst: inout Double?
    ) throws(SchedulingError) -> [Cell] {
        let start = RosterRevision(of: RosterSearch.roster(of: cells, in: instance))
        var construction = RosterConstruction(
            instance, revision: try CompiledRevision(start, in: instance),
            random: RandomStream(seed: options.seed, unit: 0))
        let (state, unrosterable) = construction.build()
        costAtFirst = Double(state.cost) / instance.prices.unitsPerCost
        let left = Set(unrosterable.map(\.agent))
        let agents = instance.source.agents.indices.filter { !left.contains(instance.source.agents[$0].id) }
        var annealing = RosterAnnealing(
            state, agents: agents, instance: instance, options: settings, exchanges: exchanges)
        let schedule = AnnealingSchedule(instance, options: settings, isRevision: false, isCold: true)
        let seconds = secondsLeft.map { $0() }
        _ = annealing.run(iterations: settings.iterations, schedule: schedule) { _, _, share in
            if shouldStop() { return nil }
            guard let seconds, let secondsLeft else { return share }
            return max(share, 1 - secondsLeft() / max(seconds, 1e-3))
        }
        return annealing.bestCells
    }
}
