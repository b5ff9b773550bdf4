import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// A search that takes the rows of a few employees out of the roster, over some weeks, and puts each back as the
/// cheapest lawful row against what is left; simulated annealing decides whether the change stays.
///
/// Sources: ruin and recreate after Schrimpf et al., "Record breaking optimization results using the ruin and recreate
/// principle", Journal of Computational Physics 159, 2000; rows by ``RowProgram``.
struct RuinAndRecreate: Sendable {
    /// Prices are multiples of this, so that noise can be smaller than one unit of cost.
    private let scale: Int

    private(set) var state: ShiftRosterState
    private(set) var best: (cost: Int, cells: [UInt8])
    private var program: RowProgram
    private var random: RandomStream
    private var prices: [Int32]
    private let weeks: Int

    /// A search from `cells`, which must be lawful.
    init(_ problem: CompiledShiftRostering, cells: [UInt8], random: RandomStream) {
        scale = min(16, problem.scale)
        state = ShiftRosterState(problem, cells: cells)
        best = (state.cost, cells)
        program = RowProgram(problem)
        self.random = random
        prices = [Int32](repeating: 0, count: problem.days * (problem.types + 1))
        weeks = (problem.days + 6) / 7
    }

    /// A lawful first roster, employee after employee against the cover that is still missing; the employees without
    /// any lawful row are left off and named.
    static func construct(
        _ problem: CompiledShiftRostering, order: [Int]
    ) -> (cells: [UInt8], withoutRow: [Int]) {
        var state = ShiftRosterState(
            problem, cells: [UInt8](repeating: 0, count: problem.employees * problem.days))
        var program = RowProgram(problem)
        var prices = [Int32](repeating: 0, count: problem.days * (problem.types + 1))
        var withoutRow: [Int] = []
        for employee in order {
            if let row = FirstRow.build(employee, state: state, program: &program, prices: &prices) {
                state.put(row, employee: employee, first: 0)
            } else {
                withoutRow.append(employee)
            }
        }
        return (state.cells, withoutRow)
    }

    /// One step; returns whether the roster changed.
    mutating func step(temperature: Double, employees: Int, weeks span: Int, noise: Double) {
        let problem = state.problem
        let length = min(weeks, max(1, span))
        let firstWeek = random.index(below: weeks - length + 1)
        let first = firstWeek * 7
        let end = min(problem.days, (firstWeek + length) * 7)
        var chosen: [Int] = []
        while chosen.count < min(employees, problem.employees) {
            let employee = random.index(below: problem.employees)
            if !chosen.contains(employee) { chosen.append(employee) }
        }
        let before = state.cost
        let kept = chosen.map { employee in
            Array(state.cells[employee * problem.days + first..<employee * problem.days + end])
        }
        let windows = chosen.map { program.window($0, state.row($0), first: first, end: end) }
        for employee in chosen {
            state.put(repeatElement(0, count: end - first), employee: employee, first: first)
        }
        let width = problem.types + 1
        for (position, employee) in chosen.enumerated() {
            state.prices(employee: employee, days: first..<end, scale: scale, into: &prices)
            if position < chosen.count - 1, noise > 0 {
                for index in first * width..<end * width {
                    prices[index] &+= Int32(random.uniform() * noise * Double(scale))
                }
            }
            guard let row = program.solve(employee: employee, window: windows[position], prices: prices) else {
                // The old cells are lawful, so this cannot be but for the cap on limited types; put all back.
                return restore(chosen, kept, first: first)
            }
            state.put(row.cells, employee: employee, first: first)
        }
        let change = state.cost - before
        if change > 0, Double(change) > -temperature * log(max(random.uniform(), 1e-300)) {
            return restore(chosen, kept, first: first)
        }
        if state.cost < best.cost { best = (state.cost, state.cells) }
    }

    private mutating func restore(_ chosen: [Int], _ kept: [[UInt8]], first: Int) {
        for (employee, row) in zip(chosen, kept) { state.put(row, employee: employee, first: first) }
    }

    /// Goes on from `cells` instead.
    mutating func restart(from cells: [UInt8]) {
        state = ShiftRosterState(state.problem, cells: cells)
        if state.cost < best.cost { best = (state.cost, cells) }
    }
}
