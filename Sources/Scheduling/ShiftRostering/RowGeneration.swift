import Dispatch
import NumericalMethods
import Synchronization

/// Column generation over the rows of some employees on some days, everything else fixed: rows are mixed by ``RowMix``
/// and priced by ``LawfulRow``. Needs no solver library.
///
/// Sources: Burke & Curtois, European Journal of Operational Research 237, 2014; Strandmark, Qu & Curtois, Computers &
/// Operations Research 120, 2020.
struct RowGeneration: Sendable {
    /// A day that is not fixed.
    static let open: UInt8 = .max

    let problem: CompiledShiftRostering
    let employees: [Int]
    let days: Range<Int>
    let windows: [RowProgram.Window]
    let rest: [Int]
    /// Threads that price; the rows do not depend on their number.
    var threads: Int
    /// Looked at before every round and every row, so that a year's rows do not keep anyone waiting.
    var shouldStop: @Sendable () -> Bool
    /// Whether pricing counts types that it else mends for.
    var isThorough = false
    var mix: RowMix
    /// Cell to which a day is fixed, or ``open``; by position, then day of the window.
    var fixed: [[UInt8]]
    /// Whether any day is fixed.
    var isFixing = false
    /// Certified: no roster that agrees outside costs less, wishes and cover of the free days counted.
    private(set) var lowerBound: Int?
    /// Duals of the best bound, times the problem's scale.
    private var center: [Int]
    private var limits: [LawfulRow.LimitPrices]
    private var programs: [LawfulRow]

    init(
        _ problem: CompiledShiftRostering, employees: [Int], days: Range<Int>, windows: [RowProgram.Window],
        fixedHeads: [Int], threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.problem = problem
        self.employees = employees
        self.days = days
        self.windows = windows
        self.threads = threads
        self.shouldStop = shouldStop
        let slots = days.lowerBound * problem.types..<days.upperBound * problem.types
        rest = slots.map { problem.required[$0] - fixedHeads[$0] }
        mix = RowMix(
            employees: employees.count, types: problem.types, rest: rest, under: Array(problem.weightUnder[slots]),
            over: Array(problem.weightOver[slots]))
        fixed = Array(repeating: Array(repeating: RowGeneration.open, count: days.count), count: employees.count)
        center = Array(repeating: 0, count: slots.count)
        limits = Array(repeating: LawfulRow.LimitPrices(problem), count: employees.count)
        programs = (0..<max(1, threads)).map { _ in LawfulRow(problem) }
    }

    /// Adds a row of the employee at `position`; returns whether it was new.
    @discardableResult
    mutating func add(_ cells: [UInt8], position: Int) -> Bool {
        mix.add(
            cells, wishes: problem.wishCost(of: cells, employee: employees[position], first: days.lowerBound),
            position: position)
    }

    /// How a round of generation went.
    enum Round {
        /// New rows came in.
        case grew
        /// No new row.
        case exhausted
    }

    /// Mixes the known rows, then prices new ones. `smoothing` is the weight of the best duals so far.
    mutating func round(smoothing: Double, iterations: Int, tolerance: Double) -> Round {
        mix.solve(iterations: iterations, tolerance: tolerance)
        let plain = mix.prices.map { Int(($0 * Double(problem.scale)).rounded()) }
        var point = plain
        if smoothing > 0, lowerBound != nil {
            for slot in point.indices {
                point[slot] = Int((smoothing * Double(center[slot]) + (1 - smoothing) * Double(plain[slot])).rounded())
            }
        }
        let found = price(at: point)
        if !isFixing { raiseBound(found, at: point) }
        var grew = false
        for (position, outcome) in found where outcome.row != nil {
            if let row = outcome.row, add(row.cells, position: position) { grew = true }
        }
        mix.forget(after: 8)
        return grew ? .grew : .exhausted
    }

    private mutating func raiseBound(_ found: [(position: Int, outcome: LawfulRow.Outcome)], at point: [Int]) {
        var bound = 0
        for (_, outcome) in found {
            guard let own = outcome.bound else { return }
            bound += own
        }
        for slot in point.indices { bound += rest[slot] * point[slot] }
        let whole = bound >= 0 ? (bound + problem.scale - 1) / problem.scale : -(-bound / problem.scale)
        if whole >= lowerBound ?? .min {
            lowerBound = whole
            center = point
        }
    }

    /// The rows of all employees that have an open day, at `duals` (times the problem's scale).
    private mutating func price(at duals: [Int]) -> [(position: Int, outcome: LawfulRow.Outcome)] {
        let positions = employees.indices.filter { self.fixed[$0].contains(RowGeneration.open) }
        let workerCount = max(1, min(threads, positions.count))
        let (problem, employees, days, windows, fixed) = (problem, employees, days, windows, fixed)
        let (isThorough, shouldStop) = (isThorough, shouldStop)
        let shared = Mutex((programs: programs, limits: limits))
        let results = Mutex([LawfulRow.Outcome](repeating: .init(), count: positions.count))
        let width = problem.types + 1
        DispatchQueue.concurrentPerform(iterations: workerCount) { worker in
            var (program, limits) = shared.withLock { shared in
                let own = shared.programs[worker]
                // Taken out, so that its buffers are not copied when they are written to.
                shared.programs[worker] = LawfulRow(problem)
                return (own, shared.limits)
            }
            var prices = [Int32](repeating: 0, count: problem.days * width)
            for index in stride(from: worker, to: positions.count, by: workerCount) where !shouldStop() {
                let position = positions[index]
                let employee = employees[position]
                for day in days {
                    let wishes = (employee * problem.days + day) * width
                    let only = fixed[position][day - days.lowerBound]
                    for cell in 0..<width {
                        let dual = cell == 0 ? 0 : duals[(day - days.lowerBound) * problem.types + cell - 1]
                        let isOpen = only == RowGeneration.open || Int(only) == cell
                        prices[day * width + cell] =
                            isOpen
                            ? problem.wishCost[wishes + cell] &* Int32(problem.scale) &- Int32(dual) : RowProgram.never
                    }
                }
                let outcome = program.find(
                    employee: employee, window: windows[position], limits: &limits[position],
                    isThorough: isThorough, prices: &prices)
                results.withLock { $0[index] = outcome }
            }
            let changed = limits
            shared.withLock { shared in
                shared.programs[worker] = program
                for index in stride(from: worker, to: positions.count, by: workerCount) {
                    shared.limits[positions[index]] = changed[positions[index]]
                }
            }
        }
        shared.withLock { (programs, limits) = ($0.programs, $0.limits) }
        return zip(positions, results.withLock { $0 }).map { ($0, $1) }
    }

    /// Generates rows until mix and bound are within `gap` of one another, nothing new is found, or `rounds` are over;
    /// false when `shouldStop` said so.
    @discardableResult
    mutating func generate(rounds: Int, gap: Double) -> Bool {
        var looseness = 0.02
        for round in 0..<rounds {
            if shouldStop() { return false }
            let left = mix.value.isFinite ? mix.value - Double(lowerBound ?? 0) : 1e6
            let tolerance = max(0.2 * gap, min(50, looseness * left))
            // Every third round prices at the plain duals, which smoothing may miss.
            let result = self.round(smoothing: round % 3 == 2 ? 0 : 0.3, iterations: 1000, tolerance: tolerance)
            if let lowerBound, mix.value - Double(lowerBound) <= gap, round > 1 { return true }
            guard case .exhausted = result, round % 3 == 2 else { continue }
            if tolerance <= 0.2 * gap + 1e-9 {
                if isThorough { return true }
                isThorough = true
            }
            looseness /= 4
        }
        return true
    }
}
