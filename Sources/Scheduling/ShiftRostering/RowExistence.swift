import ContactCenter

/// Whether an employee has any lawful row at all, and one if so: a complete search, whatever limits meet.
///
/// First, backwards over the days, the fewest weekends that must still be worked are found for every run in progress
/// and every number of minutes worked so far, so that the row ends within its minutes; limits of shift types are left
/// out there. Then a depth-first search goes forward: it never enters a state that the table rules out, counts types
/// exactly, and remembers the states (with all their counts) from which it came back, so none is entered twice. Weekends
/// and types are only limited above and the table leaves out nothing but type limits, so an empty answer is a proof.
struct RowExistence {
    /// The answer.
    enum Answer: Equatable {
        case row([UInt8])
        /// Proven: there is none.
        case none
        /// The search was given up: more than ``mostStates`` states, or a table beyond ``largestTable``.
        case unknown
    }

    /// States after which the search is given up.
    static let mostStates = 3_000_000
    /// Entries of the largest table that is made (two bytes each).
    static let largestTable = 400_000_000
    private static let impossible: UInt16 = .max

    private let problem: CompiledShiftRostering
    private let employee: Int
    private let contract: ShiftRosteringInstance.Employee
    private let unit: Int
    private let least: Int
    private let most: Int
    private let shortestOff: Int
    private let longestRun: Int
    private let stateCount: Int
    /// Types that may be worked at all.
    private let usable: [Int]
    /// Fewest weekends on `day` and later: index (day · states + state) · (most + 1) + minutes so far.
    private var fewest: [UInt16] = []
    private var failed: Set<[UInt32]> = []

    init(_ problem: CompiledShiftRostering, employee: Int) {
        self.problem = problem
        self.employee = employee
        contract = problem.source.employees[employee]
        unit = max(1, problem.minutes.dropFirst().reduce(0, RowExistence.commonDivisor))
        least = (contract.minimumMinutes + unit - 1) / unit
        most = min(contract.maximumMinutes, problem.days * (problem.minutes.max() ?? 0)) / unit
        shortestOff = max(1, min(contract.minimumConsecutiveDaysOff, problem.days))
        longestRun = min(contract.maximumConsecutiveShifts, problem.days)
        let limits = contract.maximumShifts
        usable = (0..<problem.types).filter { limits[$0] > 0 }
        stateCount = shortestOff + problem.types * longestRun
    }

    private static func commonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : commonDivisor(b, a % b) }

    /// A lawful row, or that there is none.
    mutating func search() -> Answer {
        guard least <= most, contract.maximumWeekends >= 0, problem.days > 0 else { return .none }
        guard stateCount * (most + 1) <= RowExistence.largestTable / (problem.days + 1) else { return .unknown }
        fillTable()
        var row = [UInt8](repeating: 0, count: problem.days)
        var counts = [Int](repeating: 0, count: problem.types)
        failed = []
        // Before the first day every shortest run is met.
        switch visit(day: 0, state: shortestOff - 1, minutes: 0, weekends: 0, counts: &counts, row: &row) {
        case true?: return .row(row)
        case false?: return .none
        case nil: return .unknown
        }
    }

    private func index(_ day: Int, _ state: Int, _ minutes: Int) -> Int {
        (day * stateCount + state) * (most + 1) + minutes
    }

    /// The state after `cell` on `day`; `nil` when it may not follow `state`.
    private func next(_ state: Int, _ cell: Int, day: Int) -> Int? {
        guard problem.isAllowed[(employee * problem.days + day) * (problem.types + 1) + cell] else { return nil }
        let isWork = state >= shortestOff
        let run = isWork ? (state - shortestOff) % longestRun + 1 : state + 1
        if cell == 0 {
            guard isWork else { return min(state + 1, shortestOff - 1) }
            // A run from the first day may be short.
            return run >= contract.minimumConsecutiveShifts || run == day ? 0 : nil
        }
        guard longestRun > 0 else { return nil }
        guard isWork else { return run >= shortestOff ? shortestOff + (cell - 1) * longestRun : nil }
        let last = (state - shortestOff) / longestRun + 1
        guard run < longestRun, problem.mayFollow[last * (problem.types + 1) + cell] else { return nil }
        return shortestOff + (cell - 1) * longestRun + run
    }

    /// Whether `cell` on `day` after `state` makes a weekend a worked one.
    private func beginsWeekend(_ state: Int, _ cell: Int, day: Int) -> Bool {
        cell > 0 && (day % 7 == 5 || (day % 7 == 6 && state < shortestOff))
    }

    private mutating func fillTable() {
        let size = stateCount * (most + 1)
        fewest = [UInt16](repeating: RowExistence.impossible, count: size * (problem.days + 1))
        for state in 0..<stateCount {
            for minutes in least...most { fewest[index(problem.days, state, minutes)] = 0 }
        }
        for day in stride(from: problem.days - 1, through: 0, by: -1) {
            for state in 0..<stateCount {
                for cell in [0] + usable.map({ $0 + 1 }) {
                    guard let after = next(state, cell, day: day) else { continue }
                    let step = problem.minutes[cell] / unit
                    guard step <= most else { continue }
                    let weekend: UInt16 = beginsWeekend(state, cell, day: day) ? 1 : 0
                    let into = index(day, state, 0)
                    let from = index(day + 1, after, step)
                    for minutes in 0...most - step {
                        let later = fewest[from + minutes]
                        guard later != RowExistence.impossible else { continue }
                        fewest[into + minutes] = min(fewest[into + minutes], later + weekend)
                    }
                }
            }
        }
    }

    /// Goes on from a state; true when a row was found, false when there is none, `nil` when given up.
    private mutating func visit(
        day: Int, state: Int, minutes: Int, weekends: Int, counts: inout [Int], row: inout [UInt8]
    ) -> Bool? {
        let later = fewest[index(day, state, minutes)]
        guard later != RowExistence.impossible, weekends + Int(later) <= contract.maximumWeekends else { return false }
        if day == problem.days { return true }
        let key = [day, state, minutes, weekends].map { UInt32($0) } + counts.map { UInt32($0) }
        if failed.contains(key) { return false }
        if failed.count >= RowExistence.mostStates { return nil }
        // The type with the most left comes first; off when work would run ahead of an even share.
        let isAhead = minutes * problem.days > (least + most) / 2 * day
        let left = contract.maximumShifts
        let order = usable.sorted { (left[$0] - counts[$0], $1) > (left[$1] - counts[$1], $0) }.map { $0 + 1 }
        for cell in isAhead ? [0] + order : order + [0] {
            guard let after = next(state, cell, day: day) else { continue }
            let worked = minutes + problem.minutes[cell] / unit
            guard worked <= most else { continue }
            if cell > 0 {
                guard counts[cell - 1] < contract.maximumShifts[cell - 1] else { continue }
                counts[cell - 1] += 1
            }
            row[day] = UInt8(cell)
            let found = visit(
                day: day + 1, state: after, minutes: worked,
                weekends: weekends + (beginsWeekend(state, cell, day: day) ? 1 : 0), counts: &counts, row: &row)
            if cell > 0 { counts[cell - 1] -= 1 }
            guard found == false else { return found }
        }
        failed.insert(key)
        return false
    }
}
