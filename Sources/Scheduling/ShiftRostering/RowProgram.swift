import ContactCenter

/// The cheapest lawful row of one employee between two days, by dynamic programming over the days.
///
/// State after a day: the run in progress (days off so far, capped at the shortest allowed; or the kind of the last
/// shift and days worked so far), weekends worked, shifts of each limited type, and minutes worked. The whole grid is
/// swept day by day; minutes lie next to one another, so that each transition is one pass over contiguous memory. No
/// label is ever dropped: the result is exact.
///
/// Source of the idea: Burke & Curtois, "New approaches to nurse rostering benchmark instances", European Journal of
/// Operational Research 237, 2014, where rows are priced by dynamic programming; the grid is own.
struct RowProgram: Sendable {
    /// No lawful way; well below overflow when prices are added.
    static let never: Int32 = 1 << 29
    /// Cells of the largest grid that is swept (four bytes each): counts of several limited types multiply.
    static let largestGrid = 100_000_000

    /// What the days outside the window leave to those inside.
    struct Window: Sendable {
        /// First day inside.
        var first: Int
        /// First day behind.
        var end: Int
        /// Minutes that may be worked inside.
        var minutes: ClosedRange<Int>
        /// Weekends that may be worked inside.
        var weekends: Int
        /// Shifts of each type that may be worked inside.
        var shifts: [Int]
        /// Length of the run that ends just before, and its last cell; a run from the first day is `isOpen`.
        var before: (cell: UInt8, length: Int, isOpen: Bool)?
        /// Length of the run that begins just behind, and its first cell; a run to the last day is `isOpen`.
        var after: (cell: UInt8, length: Int, isOpen: Bool)?
        /// Price of a weekend worked, when weekends are paid for instead of counted: the row may then have too many.
        var weekendPrice: Int32?
        /// How far the minutes worked may stray from an even share of those inside, when that is limited: a search for
        /// rows that look like the rest of a long horizon, much faster, and not exact.
        var strayingMinutes: Int?
    }

    private let problem: CompiledShiftRostering
    private let unit: Int
    private var costs: [Int32] = []
    private var pool: [Int32] = []

    init(_ problem: CompiledShiftRostering) {
        self.problem = problem
        unit = problem.minutes.dropFirst().reduce(0, RowProgram.commonDivisor)
    }

    private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }

    /// The whole horizon of `employee`.
    func wholeHorizon(_ employee: Int) -> Window {
        let contract = problem.source.employees[employee]
        return Window(
            first: 0, end: problem.days, minutes: contract.minimumMinutes...contract.maximumMinutes,
            weekends: contract.maximumWeekends, shifts: contract.maximumShifts)
    }

    /// Cells of the grid that the whole horizon of `employee` needs.
    func gridCells(_ employee: Int) -> Int { gridCells(employee, wholeHorizon(employee)) }

    /// Cells of the grid that counts weekends in `window`.
    func gridCells(_ employee: Int, _ window: Window) -> Int {
        RowGrid(problem: problem, employee: employee, window: window, limited: [], unit: unit).cellCount
    }

    /// What is left for the days `first` ..< `end` of `employee` when `row` stays as it is outside. Both must fall on
    /// a Monday or the end of the horizon.
    func window(_ employee: Int, _ row: ArraySlice<UInt8>, first: Int, end: Int) -> Window {
        var window = wholeHorizon(employee)
        window.first = first
        window.end = end
        let contract = problem.source.employees[employee]
        let base = row.startIndex
        var minutes = 0
        for day in 0..<problem.days where day < first || day >= end {
            let cell = Int(row[base + day])
            if cell > 0 {
                minutes += problem.minutes[cell]
                window.shifts[cell - 1] -= 1
            }
            let isWeekend = cell > 0 && (day % 7 == 5 || (day % 7 == 6 && row[base + day - 1] == 0))
            if isWeekend { window.weekends -= 1 }
        }
        window.minutes =
            max(0, contract.minimumMinutes - minutes)...max(0, contract.maximumMinutes - minutes)
        if first > 0 {
            let cell = row[base + first - 1]
            var start = first - 1
            while start > 0, (row[base + start - 1] > 0) == (cell > 0) { start -= 1 }
            window.before = (cell, first - start, start == 0)
        }
        if end < problem.days {
            let cell = row[base + end]
            var stop = end + 1
            while stop < problem.days, (row[base + stop] > 0) == (cell > 0) { stop += 1 }
            window.after = (cell, stop - end, stop == problem.days)
        }
        return window
    }

    /// The cheapest row inside `window` for `prices`, a price for each (day, cell) of the horizon; `nil` when there
    /// is none, or when finding it would need a grid beyond ``largestGrid``.
    ///
    /// Types whose limit cannot be ignored are found by solving without limits first and adding those that the row
    /// breaks, so the grid carries only counts that matter.
    mutating func solve(
        employee: Int, window: Window, prices: [Int32], mostLimited: Int = 8, largestGrid: Int = largestGrid
    ) -> (cost: Int, cells: [UInt8])? {
        var limited: [Int] = []
        while true {
            guard
                let found = sweep(
                    employee: employee, window: window, prices: prices, limited: limited, largestGrid: largestGrid)
            else { return nil }
            var counts = [Int](repeating: 0, count: problem.types)
            for cell in found.cells where cell > 0 { counts[Int(cell) - 1] += 1 }
            let broken = (0..<problem.types).filter { counts[$0] > window.shifts[$0] && !limited.contains($0) }
            guard let worst = broken.max(by: { counts[$0] - window.shifts[$0] < counts[$1] - window.shifts[$1] }) else {
                return found
            }
            limited.append(worst)
            if limited.count > mostLimited { return nil }
        }
    }

    /// The cheapest row within the limits of the types `limited`, whatever it does to the limits of others.
    mutating func sweep(
        employee: Int, window: Window, prices: [Int32], limited: [Int], largestGrid: Int = largestGrid
    ) -> (cost: Int, cells: [UInt8])? {
        let grid = RowGrid(problem: problem, employee: employee, window: window, limited: limited, unit: unit)
        guard grid.isPossible, grid.cellCount <= largestGrid else { return nil }
        grid.fill(prices: prices, costs: &costs, pool: &pool)
        return grid.cheapest(prices: prices, costs: costs)
    }
}
