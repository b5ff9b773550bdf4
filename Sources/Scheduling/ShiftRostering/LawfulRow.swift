/// One employee's rows at given prices, quickly: weekends are paid for instead of counted when the grid would be
/// large, and a row that breaks a limit is mended by closing cells until it is lawful.
///
/// The value of the relaxed program is a certified bound; the row is lawful, and the cheapest when nothing had to be
/// mended and no weekend was paid for.
///
/// Source: closing the dearest and the unused days of what there is too much of, and solving again, is the pricing
/// heuristic of Strandmark, Qu & Curtois, Computers & Operations Research 120, 2020. What is paid towards
/// limits are Lagrange multipliers that follow a subgradient from call to call (Held, Wolfe & Crowder 1974).
struct LawfulRow: Sendable {
    /// Grids up to this many cells count weekends exactly.
    static let largestExactGrid = 1_500_000
    /// Grids up to this many cells also count the types that the row has too many of; the second number when pricing
    /// is to be thorough.
    static let largestCountingGrids = (quick: 1_000_000, thorough: 60_000_000)
    /// Sweeps after which a row counts as not to be mended.
    private static let mostSweeps = 24

    /// What an employee pays for each unit of something limited, and how far that moves next time.
    struct LimitPrice: Sendable {
        var price: Int32 = 0
        var step: Int32
        /// Whether the last row had too much.
        var wasAbove = false

        init(scale: Int) { step = Int32(4 * scale) }

        /// Learns from a row with `count` where `limit` are lawful.
        mutating func note(count: Int, limit: Int, most: Int32) {
            guard count != limit, count > limit || price > 0 else { return }
            let isAbove = count > limit
            if isAbove != wasAbove { step = max(1, step / 2) } else { step = min(step &* 5 / 4 &+ 1, most / 4) }
            price = min(most, max(0, price &+ (isAbove ? step : -step)))
            wasAbove = isAbove
        }
    }

    /// Prices of one employee's weekends and shift types.
    struct LimitPrices: Sendable {
        var weekend: LimitPrice
        var types: [LimitPrice]

        init(_ problem: CompiledShiftRostering) {
            weekend = LimitPrice(scale: problem.scale)
            types = Array(repeating: LimitPrice(scale: problem.scale), count: problem.types)
        }
    }

    /// What a call found.
    struct Outcome: Sendable {
        /// No lawful row costs less; `nil` when no row exists or nothing is known.
        var bound: Int?
        /// A lawful row and its cost.
        var row: (cost: Int, cells: [UInt8])?
    }

    private let problem: CompiledShiftRostering
    private var program: RowProgram

    init(_ problem: CompiledShiftRostering) {
        self.problem = problem
        program = RowProgram(problem)
    }

    /// The row of `employee` inside `window` at `prices` (index day · (types + 1) + cell, whole horizon). `prices` is
    /// scratch: it is changed on return.
    mutating func find(
        employee: Int, window: RowProgram.Window, limits: inout LimitPrices, isThorough: Bool, prices: inout [Int32]
    ) -> Outcome {
        var window = window
        let cells = program.gridCells(employee, window)
        let isExact = cells <= (isThorough ? 8 : 1) * LawfulRow.largestExactGrid
        let largest =
            isThorough ? LawfulRow.largestCountingGrids.thorough : LawfulRow.largestCountingGrids.quick
        var outcome = Outcome()
        let original = prices
        let width = problem.types + 1
        // What is paid towards limits is given back in the bound.
        var paid = 0
        for type in 0..<problem.types where limits.types[type].price > 0 {
            let price = limits.types[type].price
            paid += Int(price) * window.shifts[type]
            for day in window.first..<window.end where prices[day * width + type + 1] < RowProgram.never / 2 {
                prices[day * width + type + 1] &+= price
            }
        }
        if !isExact { paid += Int(limits.weekend.price) * window.weekends }
        window.weekendPrice = isExact ? nil : limits.weekend.price
        for attempt in 0..<LawfulRow.mostSweeps {
            guard let found = program.sweep(employee: employee, window: window, prices: prices, limited: []) else {
                return outcome
            }
            let weekends = isExact ? 0 : weekendsWorked(found.cells, first: window.first)
            if attempt == 0 {
                if window.strayingMinutes == nil { outcome.bound = found.cost - paid }
                learn(from: found.cells, weekends: isExact ? nil : weekends, window, &limits)
                if isExact, let exact = countingTypes(employee, window, original, found.cells, cells, largest) {
                    return exact
                }
            }
            var isLawful = true
            for type in 0..<problem.types { isLawful = close(type, found.cells, window, &prices) && isLawful }
            if !isExact, weekends > window.weekends {
                isLawful = false
                closeWeekends(found.cells, window, &prices)
            }
            if isLawful {
                var cost = 0
                for (offset, cell) in found.cells.enumerated() {
                    cost += Int(original[(window.first + offset) * width + Int(cell)])
                }
                outcome.row = (cost, found.cells)
                return outcome
            }
        }
        return outcome
    }

    /// Moves the prices of limits by what `cells` has of each.
    private func learn(
        from cells: [UInt8], weekends: Int?, _ window: RowProgram.Window, _ limits: inout LimitPrices
    ) {
        var counts = [Int](repeating: 0, count: problem.types)
        for cell in cells where cell > 0 { counts[Int(cell) - 1] += 1 }
        // Dearer than any slot's cover there is nothing left to learn.
        let most = Int32(clamping: problem.dearest * problem.scale)
        for type in counts.indices where counts[type] > window.shifts[type] || limits.types[type].price > 0 {
            limits.types[type].note(count: counts[type], limit: window.shifts[type], most: most)
        }
        if let weekends { limits.weekend.note(count: weekends, limit: window.weekends, most: most) }
    }

    /// The exact row when `row` breaks limits of types that a grid of moderate size can count; else `nil`.
    private mutating func countingTypes(
        _ employee: Int, _ window: RowProgram.Window, _ prices: [Int32], _ row: [UInt8], _ cells: Int,
        _ largest: Int
    ) -> Outcome? {
        var counts = [Int](repeating: 0, count: problem.types)
        for cell in row where cell > 0 { counts[Int(cell) - 1] += 1 }
        var size = cells
        for type in 0..<problem.types where counts[type] > window.shifts[type] {
            let (product, overflow) = size.multipliedReportingOverflow(by: window.shifts[type] + 1)
            guard !overflow, product <= largest else { return nil }
            size = product
        }
        guard size > cells else { return nil }
        guard
            let found = program.solve(
                employee: employee, window: window, prices: prices, largestGrid: largest)
        else { return nil }
        return Outcome(bound: window.strayingMinutes == nil ? found.cost : nil, row: found)
    }

    /// Weekends that `cells`, which begin on a Monday, work.
    private func weekendsWorked(_ cells: [UInt8], first: Int) -> Int {
        var count = 0
        for offset in cells.indices where cells[offset] > 0 {
            let weekday = (first + offset) % 7
            if weekday == 5 || (weekday == 6 && (offset == 0 || cells[offset - 1] == 0)) { count += 1 }
        }
        return count
    }

    /// Closes days of `type` when `cells` has too many of it; true when it has not.
    private func close(
        _ type: Int, _ cells: [UInt8], _ window: RowProgram.Window, _ prices: inout [Int32]
    ) -> Bool {
        let width = problem.types + 1
        var worked: [(day: Int, price: Int32)] = []
        for (offset, cell) in cells.enumerated() where Int(cell) == type + 1 {
            let day = window.first + offset
            worked.append((day, prices[day * width + type + 1]))
        }
        let excess = worked.count - window.shifts[type]
        guard excess > 0 else { return true }
        worked.sort { ($1.price, $1.day) < ($0.price, $0.day) }
        var kept = Set(worked.map(\.day))
        // A day that is fixed to the type stays.
        for entry in worked.filter({ !isFixed($0.day, prices) }).prefix(excess) { kept.remove(entry.day) }
        for day in window.first..<window.end where !kept.contains(day) {
            prices[day * width + type + 1] = RowProgram.never
        }
        return false
    }

    /// Whether a day has only one open cell.
    private func isFixed(_ day: Int, _ prices: [Int32]) -> Bool {
        let width = problem.types + 1
        return (0..<width).count { prices[day * width + $0] < RowProgram.never / 2 } <= 1
    }

    /// Closes weekends: those not worked and the dearest of the others, as many as there are too many.
    private func closeWeekends(_ cells: [UInt8], _ window: RowProgram.Window, _ prices: inout [Int32]) {
        let width = problem.types + 1
        var worked: [(saturday: Int, price: Int)] = []
        var unused: [Int] = []
        for saturday in stride(from: window.first + 5, to: window.end, by: 7) {
            var price = 0
            var isWorked = false
            for day in saturday..<min(saturday + 2, window.end) where cells[day - window.first] > 0 {
                isWorked = true
                price += Int(prices[day * width + Int(cells[day - window.first])])
            }
            if isWorked { worked.append((saturday, price)) } else { unused.append(saturday) }
        }
        let movable = worked.filter { entry in
            (entry.saturday..<min(entry.saturday + 2, window.end)).allSatisfy {
                cells[$0 - window.first] == 0 || !isFixed($0, prices)
            }
        }.sorted { ($1.price, $1.saturday) < ($0.price, $0.saturday) }
        let closed = movable.prefix(worked.count - window.weekends).map(\.saturday) + unused
        for saturday in closed {
            for day in saturday..<min(saturday + 2, window.end) where !isFixed(day, prices) {
                for cell in 1..<width { prices[day * width + cell] = RowProgram.never }
            }
        }
    }
}
