/// The linear program over whole rows: for the employees it frees, a convex mix of their known rows; for each slot,
/// heads below and above the cover that the others leave.
///
/// minimise Σ wishes(row) λ + Σ (under · u + over · o), Σ rows of an employee λ = 1, Σ λ [row works slot] + u − o = rest.
/// Duals are rounded to multiples of 1 / scale, so that prices and bounds are whole numbers and bounds exact.
/// New rows come from ``RowProgram`` at the duals of the slots, which lie between −over and under.
///
/// Sources: Burke & Curtois, European Journal of Operational Research 237, 2014 (branch and price over rows);
/// smoothing of the duals after Wentges, "Weighted Dantzig–Wolfe decomposition", 1997.
struct RowMaster: ~Copyable {
    /// A known row of an employee.
    struct Column {
        let employee: Int
        let cells: [UInt8]
        let wishes: Int
    }

    let problem: CompiledShiftRostering
    /// Employees that are free, in order; convexity row p belongs to employees[p].
    let employees: [Int]
    /// Days that are free, and what the other days leave to each employee.
    let days: Range<Int>
    let windows: [RowProgram.Window]
    /// Heads wanted in each slot of the free days after the fixed employees.
    let rest: [Int]
    private let under: [Int]
    private let over: [Int]
    private(set) var columns: [Column] = []
    private var known: Set<[UInt8]> = []
    private var model: HiGHSModel
    private let firstColumn: Int
    private let positionOf: [Int: Int]
    /// Best duals for the bound so far, times the problem's scale.
    private var center: [Int]
    /// Exact lower bound of the program over all rows, rounded up to a whole cost.
    private(set) var lowerBound = Int.min
    /// Objective of the linear program over the known rows.
    private(set) var value = Double.infinity
    /// Value of each column in the last solution.
    private(set) var weights: [Double] = []
    /// Duals of the last linear program, times the problem's scale.
    private(set) var duals: [Int]
    private(set) var convexity: [Double] = []
    private var programs: [RowProgram]

    init(
        _ problem: CompiledShiftRostering, library: HiGHSLibrary, employees: [Int], days: Range<Int>,
        windows: [RowProgram.Window], fixedHeads: [Int], threads: Int
    ) throws(SchedulingError) {
        self.problem = problem
        self.employees = employees
        self.days = days
        self.windows = windows
        let free = days.lowerBound * problem.types..<days.upperBound * problem.types
        // More heads than wanted cost the same wherever they come from, so the rest may be negative.
        rest = free.map { problem.required[$0] - fixedHeads[$0] }
        under = Array(problem.weightUnder[free])
        over = Array(problem.weightOver[free])
        var program = LinearProgram()
        let slots = days.count * problem.types
        var slotTerms: [[(column: Int, value: Double)]] = Array(repeating: [], count: slots)
        for slot in 0..<slots {
            let under = program.addColumn(cost: Double(self.under[slot]), 0...Double.infinity)
            let over = program.addColumn(cost: Double(self.over[slot]), 0...Double.infinity)
            slotTerms[slot] = [(under, 1), (over, -1)]
        }
        // A mix that has no row yet is made up at a price that no roster pays.
        let artificial = employees.map { _ in
            program.addColumn(cost: 1e6, 0...1)
        }
        for slot in 0..<slots { program.addRow(Double(rest[slot])...Double(rest[slot]), slotTerms[slot]) }
        for position in employees.indices { program.addRow(1...1, [(artificial[position], 1)]) }
        firstColumn = program.columnCount
        model = try HiGHSModel(library, program)
        model.set("solver", to: "simplex")
        // New columns leave the basis primal feasible.
        model.set("simplex_strategy", to: 4)
        positionOf = Dictionary(uniqueKeysWithValues: employees.enumerated().map { ($1, $0) })
        center = [Int](repeating: 0, count: slots)
        duals = center
        programs = (0..<max(1, threads)).map { _ in RowProgram(problem) }
    }

    /// Adds rows that are not known yet; returns how many were new.
    @discardableResult
    mutating func add(_ rows: [(employee: Int, cells: [UInt8])]) throws(SchedulingError) -> Int {
        let slots = days.count * problem.types
        var costs: [Double] = []
        var entries: [[(row: Int32, value: Double)]] = []
        for row in rows {
            guard let position = positionOf[row.employee],
                known.insert(key(position, row.cells)).inserted
            else { continue }
            let wishes = problem.wishCost(of: row.cells, employee: row.employee, first: days.lowerBound)
            columns.append(Column(employee: row.employee, cells: row.cells, wishes: wishes))
            costs.append(Double(wishes))
            var column: [(row: Int32, value: Double)] = []
            for (day, cell) in row.cells.enumerated() where cell > 0 {
                column.append((Int32(day * problem.types + Int(cell) - 1), 1))
            }
            column.append((Int32(slots + position), 1))
            entries.append(column)
        }
        try model.addColumns(costs: costs, upper: 1, entries: entries)
        return costs.count
    }

    /// What tells one employee's row from all others.
    private func key(_ position: Int, _ cells: [UInt8]) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: position >> (8 * $0)) } + cells
    }

    /// Solves the linear program over the known rows.
    mutating func solve() throws(SchedulingError) {
        let solution = try model.solve()
        value = solution.objective
        weights = Array(solution.columnValue[firstColumn...])
        let slots = days.count * problem.types
        duals = (0..<slots).map { slot in
            let rounded = Int((solution.rowDual[slot] * Double(problem.scale)).rounded())
            return min(
                max(rounded, -over[slot] * problem.scale),
                under[slot] * problem.scale)
        }
        convexity = Array(solution.rowDual[slots...])
    }

    /// Prices new rows at the mean of the best duals and the last ones (`smoothing` on the best), adds those that
    /// help, and raises the lower bound. Returns whether any row was new.
    mutating func price(smoothing: Double) throws(SchedulingError) -> Bool {
        var point = duals
        if smoothing > 0, lowerBound > Int.min {
            for slot in point.indices {
                point[slot] = Int(
                    (smoothing * Double(center[slot]) + (1 - smoothing) * Double(duals[slot])).rounded())
            }
        }
        let found = RowPricing.price(
            problem, employees: employees, windows: windows, duals: point, programs: &programs)
        if !found.contains(where: { $0 == nil }) {
            var bound = 0
            for slot in point.indices { bound += rest[slot] * point[slot] }
            for row in found.compactMap(\.self) { bound += row.cost }
            let whole = roundedUp(bound)
            if whole >= lowerBound {
                lowerBound = whole
                center = point
            }
        }
        var rows: [(employee: Int, cells: [UInt8])] = []
        for case let (employee, row?) in zip(employees, found) { rows.append((employee, row.cells)) }
        return try add(rows) > 0
    }

    /// The least whole number of cost not below `scaled`.
    private func roundedUp(_ scaled: Int) -> Int {
        scaled >= 0 ? (scaled + problem.scale - 1) / problem.scale : -(-scaled / problem.scale)
    }

    /// Reduced cost of a known row at the last duals.
    func reducedCost(_ column: Column) -> Double {
        var cost = Double(column.wishes) - convexity[positionOf[column.employee] ?? 0]
        for (day, cell) in column.cells.enumerated() where cell > 0 {
            cost -= Double(duals[day * problem.types + Int(cell) - 1]) / Double(problem.scale)
        }
        return cost
    }

    /// The best roster made of the known rows whose reduced cost is below `gap`, by branch and bound; `nil` when none
    /// beats `start` (cells of each free employee).
    func bestInteger(
        library: HiGHSLibrary, start: [[UInt8]], gap: Double, mostColumns: Int, nodes: Int, seconds: Double?
    ) throws(SchedulingError) -> (rows: [[UInt8]], isProven: Bool)? {
        var chosen: [(index: Int, reduced: Double)] = []
        let kept = Set(zip(employees, start).map { key(positionOf[$0] ?? 0, $1) })
        for index in columns.indices {
            let column = columns[index]
            let position = positionOf[column.employee] ?? 0
            let isStart = kept.contains(key(position, column.cells))
            let reduced = isStart ? -1e9 : reducedCost(column)
            if reduced < gap { chosen.append((index, reduced)) }
        }
        chosen.sort { ($0.reduced, $0.index) < ($1.reduced, $1.index) }
        let isWhole = chosen.count <= mostColumns
        let use = chosen.prefix(mostColumns).map(\.index).sorted()
        var program = LinearProgram()
        let slots = days.count * problem.types
        var slotTerms: [[(column: Int, value: Double)]] = Array(repeating: [], count: slots)
        var convexTerms: [[(column: Int, value: Double)]] = Array(repeating: [], count: employees.count)
        var values: [Double] = []
        var areInteger: [Bool] = []
        var headsAtStart = [Int](repeating: 0, count: slots)
        for row in start {
            for (day, cell) in row.enumerated() where cell > 0 {
                headsAtStart[day * problem.types + Int(cell) - 1] += 1
            }
        }
        for slot in 0..<slots {
            let missing = rest[slot] - headsAtStart[slot]
            slotTerms[slot] = [
                (program.addColumn(cost: Double(self.under[slot]), 0...Double.infinity), 1),
                (program.addColumn(cost: Double(self.over[slot]), 0...Double.infinity), -1),
            ]
            values += [Double(max(0, missing)), Double(max(0, -missing))]
            // Whole like the heads they count: the solver then knows that costs are whole, and stops a unit earlier.
            areInteger += [true, true]
        }
        for index in use {
            let column = columns[index]
            let position = positionOf[column.employee] ?? 0
            let variable = program.addColumn(cost: Double(column.wishes), 0...1)
            values.append(start[position] == column.cells ? 1 : 0)
            areInteger.append(true)
            convexTerms[position].append((variable, 1))
            for (day, cell) in column.cells.enumerated() where cell > 0 {
                slotTerms[day * problem.types + Int(cell) - 1].append((variable, 1))
            }
        }
        for slot in 0..<slots { program.addRow(Double(rest[slot])...Double(rest[slot]), slotTerms[slot]) }
        for position in employees.indices { program.addRow(1...1, convexTerms[position]) }
        let integer = try HiGHSModel(library, program, areInteger: areInteger)
        guard let solution = try integer.solveInteger(start: values, nodes: nodes, seconds: seconds) else { return nil }
        var rows = start
        for (offset, index) in use.enumerated() where solution.values[2 * slots + offset] > 0.5 {
            rows[positionOf[columns[index].employee] ?? 0] = columns[index].cells
        }
        return (rows, solution.isProven && isWhole)
    }
}
