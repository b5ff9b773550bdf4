import NumericalMethods

/// The best change of a few employees' whole rows while everybody else stays: column generation over their rows, then
/// branch and bound over the rows found.
struct RowNeighbourhood: Sendable {
    /// What came of it.
    enum Outcome: Sendable {
        /// The linear program says that nothing better exists.
        case proven
        /// Nothing better was found.
        case nothing
        /// Better rows, in the order of the employees.
        case better([[UInt8]])
    }

    /// Gap between cost and linear program, as a share of the cost, above which a dive takes the place of branch and
    /// bound.
    private static let largestGapShare = 0.012

    let problem: CompiledShiftRostering
    /// The solver of the branch and bound; without it a dive rounds the mix of rows.
    let library: HiGHSLibrary?
    let employees: [Int]
    /// Days that may change; whole weeks, or to the end of the horizon.
    let days: Range<Int>
    /// Nodes of the branch and bound.
    let nodes: Int
    /// Seconds that it may take; `nil` leaves it to the nodes.
    let seconds: Double?
    /// Seed of a dive.
    let seed: UInt64

    /// Looks for better rows than those of `cells`; `seeds` are rows worth knowing from the start.
    func improve(
        _ cells: [UInt8], seeds: [(employee: Int, cells: [UInt8])], shouldStop: @escaping @Sendable () -> Bool
    ) throws(SchedulingError) -> Outcome {
        var fixedHeads = problem.heads(of: cells)
        var start: [[UInt8]] = []
        var windows: [RowProgram.Window] = []
        let program = RowProgram(problem)
        for employee in employees {
            let base = employee * problem.days
            let row = Array(cells[base + days.lowerBound..<base + days.upperBound])
            start.append(row)
            windows.append(
                program.window(
                    employee, cells[base..<base + problem.days], first: days.lowerBound, end: days.upperBound))
            count(row, by: -1, in: &fixedHeads)
        }
        let now = cost(start, fixedHeads)
        guard let library else { return dive(start, windows, fixedHeads, cost: now, shouldStop) }
        var master = try RowMaster(
            problem, library: library, employees: employees, days: days, windows: windows, fixedHeads: fixedHeads,
            threads: 1)
        try master.add(zip(employees, start).map { ($0, $1) } + seeds)
        guard try master.generate(rounds: 80, cutoff: now, shouldStop: shouldStop) else { return .nothing }
        if master.lowerBound >= now { return .proven }
        if master.weights.count < master.columns.count { try master.solve() }
        // Costs are whole numbers: a roster that helps is cheaper by one at least, and no row of it has a reduced cost
        // above what then lies between it and the linear program.
        let gap = Double(now) - 1 - master.value + 1e-6
        guard gap >= 0, !shouldStop() else { return .nothing }
        // Far above the linear program a head is missing somewhere; branch and bound then takes seconds and finds
        // nothing, where a dive takes a few tenths.
        if gap > RowNeighbourhood.largestGapShare * Double(now) {
            return dive(start, windows, fixedHeads, cost: now, shouldStop)
        }
        guard
            let found = try master.bestInteger(
                library: library, start: start, gap: gap, mostColumns: 500, nodes: nodes, seconds: seconds)
        else { return .nothing }
        return cost(found.rows, fixedHeads) < now ? .better(found.rows) : .nothing
    }

    /// Rows by column generation and a dive.
    private func dive(
        _ start: [[UInt8]], _ windows: [RowProgram.Window], _ fixedHeads: [Int], cost now: Int,
        _ shouldStop: @escaping @Sendable () -> Bool
    ) -> Outcome {
        var generation = RowGeneration(
            problem, employees: employees, days: days, windows: windows, fixedHeads: fixedHeads, threads: 1,
            shouldStop: shouldStop)
        for (position, row) in start.enumerated() { generation.add(row, position: position) }
        guard generation.generate(rounds: 120, gap: max(0.4, 1e-3 * Double(now))) else {
            return .nothing
        }
        if let bound = generation.lowerBound, bound >= now { return .proven }
        var random = RandomStream(seed: seed, unit: 5)
        let cells = employees.count * days.count
        guard
            let rows = generation.dive(
                threshold: [0.75, 0.85, 0.95][random.index(below: 3)], wait: 6,
                cap: max(2, cells / (cells > 1500 ? 25 : 60)),
                cutoff: now,
                random: &random)
        else { return .nothing }
        return cost(rows, fixedHeads) < now ? .better(rows) : .nothing
    }

    private func count(_ row: [UInt8], by heads: Int, in slots: inout [Int]) {
        for (offset, cell) in row.enumerated() where cell > 0 {
            slots[(days.lowerBound + offset) * problem.types + Int(cell) - 1] += heads
        }
    }

    /// Cost of the free rows and of the cover on the free days.
    private func cost(_ rows: [[UInt8]], _ fixedHeads: [Int]) -> Int {
        var heads = fixedHeads
        var cost = 0
        for (employee, row) in zip(employees, rows) {
            cost += problem.wishCost(of: row, employee: employee, first: days.lowerBound)
            count(row, by: 1, in: &heads)
        }
        for slot in days.lowerBound * problem.types..<days.upperBound * problem.types {
            cost += problem.coverCost(slot, heads[slot])
        }
        return cost
    }
}
