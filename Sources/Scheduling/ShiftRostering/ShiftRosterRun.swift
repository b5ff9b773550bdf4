import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// One search on its way: the incumbent, the bound and the rows that are worth keeping.
struct ShiftRosterRun {
    let search: ShiftRosterSearch
    let free: [Int]
    /// The roster that the search changes, and its cost.
    var cells: [UInt8]
    var cost: Int
    /// The best roster so far.
    var best: (cost: Int, cells: [UInt8])
    private(set) var lowerBound: Int?
    private(set) var rounds = 0
    let shouldStop: @Sendable () -> Bool
    let shareOfTimeUsed: (@Sendable () -> Double)?
    let secondsLeft: (@Sendable () -> Double)?
    let progress: (@Sendable (_ cost: Int, _ lowerBound: Int?, _ share: Double) -> Void)?
    /// Rows of the whole horizon with a small reduced cost at the root, by employee.
    private var seeds: [(employee: Int, cells: [UInt8])] = []
    /// Further dives to start from; `nil` for large instances, where neighbourhoods do not run out.
    var dives: RosterDives?
    /// Times that the search started again.
    var starts = 0
    /// Employees times weeks up to which the search starts again.
    private static let largestRestarted = 150
    /// Share of the budget after which the search stays with the best roster.
    static let lastStart = 0.85
    /// Rounds without a cheaper roster after which the search starts again.
    private static let patience = 5

    var problem: CompiledShiftRostering { search.problem }
    var options: ShiftRosterSearchOptions { search.options }

    init(
        search: ShiftRosterSearch, free: [Int], cells: [UInt8], shouldStop: @escaping @Sendable () -> Bool,
        shareOfTimeUsed: (@Sendable () -> Double)?, secondsLeft: (@Sendable () -> Double)?,
        progress: (@Sendable (_ cost: Int, _ lowerBound: Int?, _ share: Double) -> Void)?
    ) {
        self.search = search
        self.free = free
        self.cells = cells
        cost = search.problem.cost(of: cells)
        best = (cost, cells)
        self.shouldStop = shouldStop
        self.shareOfTimeUsed = shareOfTimeUsed
        self.secondsLeft = secondsLeft
        self.progress = progress
    }

    /// Whether the incumbent is proven to be the best.
    private var isOptimal: Bool { lowerBound.map { best.cost <= $0 } ?? false }

    /// Shares of the budget at whose end the first steps stop. Over a year column generation takes minutes, and ruin
    /// and recreate gains much more at first.
    private var shares: (shake: Double, root: Double, dive: Double) {
        problem.days > ShiftRosterSearch.longestEvenHorizon ? (0.3, 0.6, 0.8) : (0.03, 0.35, 0.6)
    }

    private func share(of rounds: Int) -> Double {
        max(Double(rounds) / Double(max(1, options.iterations)), shareOfTimeUsed?() ?? 0)
    }

    private mutating func take(_ cells: [UInt8]) {
        let cost = problem.cost(of: cells)
        if cost < self.cost { (self.cells, self.cost) = (cells, cost) }
        if cost < best.cost { best = (cost, cells) }
    }

    /// Searches to the end; false when stopped before.
    mutating func improve() -> Bool {
        shake(untilShare: shares.shake)
        if !shouldStop(), !isOptimal {
            root()
            neighbourhoods()
        }
        progress?(best.cost, lowerBound, 1)
        return !shouldStop()
    }

    /// Ruin and recreate in two chains, annealed over its share of the budget.
    private mutating func shake(untilShare end: Double) {
        let begin = shareOfTimeUsed?() ?? 0
        // A round of neighbourhoods is worth some thousand steps here.
        let steps = max(1000, Int(min(1e12, Double(options.iterations) * 500 * end)))
        let (cells, problem, options, shouldStop) = (cells, problem, options, shouldStop)
        let (clock, progress, bound) = (shareOfTimeUsed, progress, lowerBound)
        let weeks = (problem.days + 6) / 7
        let found = IndependentChains.outcomes(of: ShiftRosterSearch.lanes, threads: options.threads) { lane in
            var chain = RuinAndRecreate(
                problem, cells: cells, random: RandomStream(seed: options.seed, unit: UInt64(lane)))
            var random = RandomStream(seed: options.seed, unit: UInt64(lane) &+ 1000)
            var done = 0
            let block = weeks > 12 ? 2 : 20
            while done < steps {
                let time = clock.map { ($0() - begin) / max(1e-9, end - begin) } ?? 0
                let share = max(Double(done) / Double(steps), time)
                guard share < 1, !shouldStop() else { break }
                let temperature = 20 * pow(0.2 / 20, share)
                for _ in 0..<block {
                    let span = weeks <= 8 ? weeks : 4 + random.index(below: 3)
                    chain.step(
                        temperature: temperature, employees: random.index(below: 4) == 0 ? 3 : 2, weeks: span,
                        noise: 5)
                }
                done += block
                if lane == 0, done % (block * 50) == 0 { progress?(chain.best.cost, bound, share * end) }
            }
            return chain.best
        }
        for result in found { take(result.cells) }
    }

    /// Column generation over the whole horizon: the bound, and dives for better rosters.
    private mutating func root() {
        let program = RowProgram(problem)
        let windows = free.map { employee in
            var window = program.wholeHorizon(employee)
            // A year's grid is swept near an even share of the minutes only.
            if problem.days > ShiftRosterSearch.longestEvenHorizon {
                window.strayingMinutes = ShiftRosterSearch.strayingMinutes
            }
            return window
        }
        let (stop, clock, rootEnd) = (shouldStop, shareOfTimeUsed, shares.root)
        var generation = RowGeneration(
            problem, employees: free, days: 0..<problem.days, windows: windows,
            fixedHeads: [Int](repeating: 0, count: problem.days * problem.types), threads: options.threads
        ) { stop() || (clock?() ?? 0) > rootEnd }
        for (position, employee) in free.enumerated() { generation.add(row(employee), position: position) }
        // A little below one unit of cost: costs are whole numbers.
        let finished = generation.generate(rounds: 600, gap: 0.3)
        if let bound = generation.lowerBound, bound > 0 { lowerBound = bound }
        progress?(best.cost, lowerBound, share(of: 0))
        if stop() { return }
        // A mix that is still dear says little about a year; everybody on few weeks gains more in the time.
        let saysLittle =
            !finished && problem.days > ShiftRosterSearch.longestEvenHorizon
            && generation.mix.value > 0.9 * Double(best.cost)
        let isSmall = free.count * ((problem.days + 6) / 7) <= ShiftRosterRun.largestRestarted
        var first = RosterDives(generation, seed: options.seed, threads: options.threads)
        if !saysLittle { dive(&first, isRepeated: finished && isSmall) }
        guard finished, problem.days <= ShiftRosterSearch.longestSeeded else { return }
        if isSmall { dives = first }
        let gap = Double(max(2, min(12, best.cost - (lowerBound ?? best.cost))))
        for (position, employee) in free.enumerated() {
            let costs = generation.mix.rows[position].map { generation.mix.cost(of: $0) }
            let least = costs.min() ?? 0
            for (row, cost) in zip(generation.mix.rows[position], costs) where cost - least < gap {
                seeds.append((employee, row.cells))
            }
        }
    }

    /// Dives, two at a time. The search goes on from the cheapest dive, which keeps the structure of the linear
    /// program, and not from the cheapest roster: neighbourhoods need the structure more than a low cost.
    private mutating func dive(_ dives: inout RosterDives, isRepeated: Bool) {
        let (stop, clock, diveEnd) = (shouldStop, shareOfTimeUsed, shares.dive)
        var dived: (cost: Int, cells: [UInt8])?
        // Where dives follow whenever neighbourhoods have nothing left, few will do at first.
        let (most, end) = isRepeated ? (2, 0.1) : (clock == nil ? 4 : 12, 0.25)
        for pair in 0..<min(most, max(1, options.iterations / 10)) {
            if stop() || (pair > 0 && (clock?() ?? 0) > end) || isOptimal { break }
            let found = dives.next(lanes: ShiftRosterSearch.lanes, cells: cells, cutoff: dived?.cost ?? Int.max / 2) {
                stop() || (clock?() ?? 0) > diveEnd
            }
            for whole in found {
                let cost = problem.cost(of: whole)
                if cost < dived?.cost ?? .max { dived = (cost, whole) }
                take(whole)
            }
            progress?(best.cost, lowerBound, share(of: 0))
        }
        // A dive that the clock cut short may be far off.
        if let dived, dived.cost <= cost * 3 / 2 { (cost, cells) = dived }
    }

    private func row(_ employee: Int) -> [UInt8] {
        Array(cells[employee * problem.days..<(employee + 1) * problem.days])
    }

    /// Rounds of neighbourhoods, which grow when they bring nothing.
    private mutating func neighbourhoods() {
        var plan = NeighbourhoodPlan(
            employees: free, days: problem.days, random: RandomStream(seed: options.seed, unit: 99))
        var stale = 0
        while share(of: rounds) < 1, !shouldStop(), !isOptimal {
            let isLate = share(of: rounds) > (dives == nil ? 0.6 : ShiftRosterRun.lastStart)
            if isLate, cost > best.cost { (cost, cells) = best }
            if !isLate, dives != nil, stale >= ShiftRosterRun.patience {
                startAgain()
                plan.startAgain()
                stale = 0
            }
            let costs = weekCosts()
            let tasks = (0..<ShiftRosterSearch.lanes).map { _ in plan.next(weekCosts: costs) }
            let lane = laneWork()
            let results = IndependentChains.outcomes(of: tasks.count, threads: options.threads) { lane(tasks[$0], $0) }
            let incumbent = cells
            let before = cost
            for case let (task, result?) in zip(tasks, results) {
                plan.note(result.outcome, of: task)
                adopt(result, of: task, from: incumbent)
            }
            stale = cost < before ? 0 : stale + 1
            rounds += 1
            progress?(best.cost, lowerBound, share(of: rounds))
        }
    }

    /// What cover costs in each week of the roster.
    private func weekCosts() -> [Int] {
        var costs = [Int](repeating: 0, count: (problem.days + 6) / 7)
        for (slot, heads) in problem.heads(of: cells).enumerated() {
            costs[slot / problem.types / 7] += problem.coverCost(slot, heads)
        }
        return costs
    }

    /// What one lane of a round came to: the roster it shook first, and what its neighbourhood made of it.
    private struct Lane: Sendable {
        let shaken: [UInt8]
        let outcome: RowNeighbourhood.Outcome
    }

    /// The work of one lane: a few steps of ruin and recreate along the plateau, then the neighbourhood.
    private func laneWork() -> @Sendable (NeighbourhoodPlan.Task, Int) -> Lane {
        let (cells, problem, shouldStop, seeds) = (cells, problem, shouldStop, seeds)
        let (seed, rounds, cost, library) = (options.seed, rounds, cost, options.library)
        let clock = shareOfTimeUsed
        let seconds = secondsLeft.map { min(20, max(0.05, $0())) }
        let weeks = (problem.days + 6) / 7
        return { task, index in
            var chain = RuinAndRecreate(
                problem, cells: cells, random: RandomStream(seed: seed, unit: UInt64(rounds * 16 + index + 4096)))
            for _ in 0..<(weeks > 12 ? 10 : 60) {
                chain.step(temperature: 0.5, employees: 2, weeks: min(weeks, 6), noise: 3)
            }
            let shaken =
                chain.best.cost < cost ? chain.best.cells : chain.state.cost <= cost ? chain.state.cells : cells
            let neighbourhood = RowNeighbourhood(
                problem: problem, library: task.isWide ? nil : library, employees: task.employees, days: task.days,
                nodes: 100, seconds: seconds, seed: seed &+ UInt64(rounds * 16 + index))
            let members = Set(task.employees)
            let known = task.days.count == problem.days ? seeds.filter { members.contains($0.employee) } : []
            let outcome = try? neighbourhood.improve(shaken, seeds: known) { shouldStop() || (clock?() ?? 0) >= 1 }
            return Lane(shaken: shaken, outcome: outcome ?? .nothing)
        }
    }

    /// Takes a lane's roster when it is not dearer; else grafts the rows that it changed, when that helps.
    private mutating func adopt(_ lane: Lane, of task: NeighbourhoodPlan.Task, from incumbent: [UInt8]) {
        func put(_ rows: [[UInt8]], into cells: inout [UInt8]) {
            for (employee, row) in zip(task.employees, rows) {
                let base = employee * problem.days
                cells.replaceSubrange(base + task.days.lowerBound..<base + task.days.upperBound, with: row)
            }
        }
        var own = lane.shaken
        if case .better(let rows) = lane.outcome { put(rows, into: &own) }
        let ownCost = problem.cost(of: own)
        if cells != incumbent, case .better(let rows) = lane.outcome {
            // An earlier lane of this round has changed the roster: both changes may stand together.
            var both = cells
            put(rows, into: &both)
            if isLawful(both, task.employees), problem.cost(of: both) < min(cost, ownCost) { return take(both) }
        }
        if ownCost <= cost {
            (cells, cost) = (own, ownCost)
            if cost < best.cost { best = (cost, cells) }
        }
    }

    /// Whether two changes of one round may stand together: rows of different employees always may, and rows of the
    /// same employee are judged anew.
    private func isLawful(_ cells: [UInt8], _ employees: [Int]) -> Bool {
        employees.allSatisfy { employee in
            RowRules.isLawful(
                cells[employee * problem.days..<(employee + 1) * problem.days], employee: employee, problem: problem)
        }
    }
}
