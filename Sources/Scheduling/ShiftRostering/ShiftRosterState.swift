/// A lawful roster under search: its cells, the heads in each slot, and the cost of both.
struct ShiftRosterState: Sendable {
    let problem: CompiledShiftRostering
    private(set) var cells: [UInt8]
    private(set) var heads: [Int]
    private(set) var cost: Int

    init(_ problem: CompiledShiftRostering, cells: [UInt8]) {
        self.problem = problem
        self.cells = cells
        heads = problem.heads(of: cells)
        cost = problem.cost(of: cells)
    }

    /// The cells of one employee.
    func row(_ employee: Int) -> ArraySlice<UInt8> {
        cells[employee * problem.days..<(employee + 1) * problem.days]
    }

    /// Replaces the cells of `employee` from day `first`; the cost follows.
    mutating func put(_ part: some Sequence<UInt8>, employee: Int, first: Int) {
        let width = problem.types + 1
        let base = employee * problem.days
        for (offset, cell) in part.enumerated() {
            let day = first + offset
            let old = cells[base + day]
            guard old != cell else { continue }
            let wishes = (base + day) * width
            cost += Int(problem.wishCost[wishes + Int(cell)]) - Int(problem.wishCost[wishes + Int(old)])
            if old > 0 { shift(day * problem.types + Int(old) - 1, by: -1) }
            if cell > 0 { shift(day * problem.types + Int(cell) - 1, by: 1) }
            cells[base + day] = cell
        }
    }

    private mutating func shift(_ slot: Int, by heads: Int) {
        cost -= problem.coverCost(slot, self.heads[slot])
        self.heads[slot] += heads
        cost += problem.coverCost(slot, self.heads[slot])
    }

    /// What each cell would add to the cost of `employee`'s days, when the employee's present cells there count as
    /// off; times `scale`, index day · (types + 1) + cell.
    func prices(employee: Int, days: Range<Int>, scale: Int, into prices: inout [Int32]) {
        let width = problem.types + 1
        for day in days {
            let own = Int(cells[employee * problem.days + day])
            let wishes = (employee * problem.days + day) * width
            prices[day * width] = problem.wishCost[wishes] &* Int32(scale)
            for type in 0..<problem.types {
                let slot = day * problem.types + type
                let others = heads[slot] - (own == type + 1 ? 1 : 0)
                let margin = others < problem.required[slot] ? -problem.weightUnder[slot] : problem.weightOver[slot]
                prices[day * width + type + 1] = (problem.wishCost[wishes + type + 1] + Int32(margin)) &* Int32(scale)
            }
        }
    }
}
