import ContactCenter
import Tabular

/// A long-form file in memory, packed, its series checked and ready to be unfolded one by one.
///
/// Rows may come in any order; series keep the order of their first row. A file in order of series and time takes
/// about eight bytes a value; any other order about forty.
public struct LongTable: Sendable {
    /// Name of the file, for messages.
    public let file: String
    /// What was decided about the rows, in words.
    public private(set) var notes: [String] = []
    /// Names of the other columns that hold numbers, in file order.
    public let driverNames: [String]
    /// Names of the series in the order of their first row.
    public let ids: [String]
    /// Number of series.
    public var count: Int { ids.count }

    private let driverColumns: [Int]
    private let stretches: [LongRows]
    /// Physical line at which each stretch begins.
    private let firstLines: [Int]
    /// The runs of all series, series after series, each in file order.
    private var runs: [RunPlace] = []
    /// Where the runs of each series begin, and the end.
    private var runStarts: [Int] = []
    private var slotMinutes: [Int] = []
    /// Series whose rows are calendar months apart.
    private var months: [Int: MonthAnchor] = [:]
    /// Series whose rows were out of order, in order.
    private var sorted: [Int: SortedLongRows] = [:]

    private struct RunPlace { var stretch, run: Int32 }

    /// Longest grid that a series may span (19 years of minutes).
    static let maximumSlots = 10_000_000

    /// Groups and checks the rows of a file.
    ///
    /// - Throws: `badData` at the first series that is none: one row in the whole file, two intervals in one series.
    init(file: String, columns: LongColumns, stretches: [LongRows], firstLine: Int) throws(TabularError) {
        self.file = file
        self.stretches = stretches
        var line = firstLine
        firstLines = stretches.map { stretch in
            defer { line += stretch.lines }
            return line
        }
        let named = columns.others.indices
        let usable = named.filter { index in
            stretches.contains { $0.hasNumber[index] } && !stretches.contains { $0.isText[index] }
        }
        driverColumns = usable
        driverNames = usable.map { columns.others[$0].name }

        var indices: [String: Int] = [:]
        var ids: [String] = []
        let global = stretches.map { stretch in
            stretch.ids.map { id in
                if let last = ids.indices.last, ids[last] == id { return last }
                if let known = indices[id] { return known }
                indices[id] = ids.count
                ids.append(id)
                return ids.count - 1
            }
        }
        self.ids = ids
        group(global)

        let offsets = stretches.reduce(0) { $0 + $1.stampsWithOffset }
        if offsets > 0 {
            notes.append("\(file): offsets of \(offsets) times were left out: series live on the wall clock")
        }
        let texts = named.filter { !usable.contains($0) }.map { columns.others[$0].name }
        if !texts.isEmpty {
            notes.append("\(file): columns not used, because they are no numbers: \(texts.joined(separator: ", "))")
        }
        sortRows()
        try findSlots()
    }

    /// Counting sort of the runs by series.
    private mutating func group(_ global: [[Int]]) {
        var counts = [Int](repeating: 0, count: ids.count + 1)
        for (stretch, rows) in stretches.enumerated() {
            for run in rows.runs { counts[global[stretch][Int(run.series)] + 1] += 1 }
        }
        for index in 1..<counts.count { counts[index] += counts[index - 1] }
        runStarts = counts
        runs = [RunPlace](repeating: RunPlace(stretch: 0, run: 0), count: counts[ids.count])
        for (stretch, rows) in stretches.enumerated() {
            for (index, run) in rows.runs.enumerated() {
                let series = global[stretch][Int(run.series)]
                runs[counts[series]] = RunPlace(stretch: Int32(stretch), run: Int32(truncatingIfNeeded: index))
                counts[series] += 1
            }
        }
    }

    /// Calls `body` for each run of a series, in order of time once the rows are sorted.
    private func forEachRun<E: Error>(
        of series: Int, _ body: (_ run: LongRows.Run, _ rows: LongRows, _ firstLine: Int) throws(E) -> Void
    ) throws(E) {
        if let sorted = sorted[series] {
            for run in sorted.rows.runs { try body(run, sorted.rows, 0) }
            return
        }
        for place in runs[runStarts[series]..<runStarts[series + 1]] {
            let rows = stretches[Int(place.stretch)]
            try body(rows.runs[Int(place.run)], rows, firstLines[Int(place.stretch)])
        }
    }

    /// Puts the rows of every series in order of time and adds up those of one time.
    private mutating func sortRows() {
        var repeated = 0
        var repeatedLine = 0
        for series in ids.indices {
            var last = Int.min
            var isSorted = true
            forEachRun(of: series) { run, _, _ in
                if run.start <= last { isSorted = false }
                last = run.end
            }
            guard !isSorted else { continue }
            var unsorted: [SortedLongRows.Row] = []
            forEachRun(of: series) { run, rows, firstLine in
                for index in 0..<Int(run.count) {
                    let row = Int(run.firstRow) + index
                    unsorted.append(
                        .init(
                            minutes: Int(run.start) + index * Int(run.step), line: firstLine + Int(run.line) + index,
                            value: rows.values[row], drivers: driverColumns.map { rows.others[$0][row] }))
                }
            }
            let rows = SortedLongRows(unsorted, drivers: driverColumns.count)
            if repeated == 0 { repeatedLine = rows.firstRepeatedLine }
            repeated += rows.repeated
            sorted[series] = rows
        }
        if repeated > 0 {
            notes.append(
                "\(file): \(repeated) rows repeat a time of their series and were added up (one on line"
                    + " \(repeatedLine))")
        }
    }

    private mutating func findSlots() throws(TabularError) {
        let found = ids.indices.map(modalDifference)
        let usual = found.lazy.compactMap(\.self).first
        let usualAnchor = found.firstIndex { $0 != nil }.flatMap { monthAnchor(of: $0, difference: found[$0] ?? 0) }
        slotMinutes.reserveCapacity(ids.count)
        for series in ids.indices {
            guard let slot = found[series] ?? usual else {
                throw .badData(
                    Place(file: file, line: firstLine(of: series), column: "ds"),
                    message: "one row a series does not tell the length of a slot", hint: "give at least two rows")
            }
            let anchor =
                found[series] != nil
                ? monthAnchor(of: series, difference: slot) : usualAnchor == nil ? nil : MonthAnchor(times(of: series))
            if let anchor {
                months[series] = anchor
                slotMinutes.append(LongTable.nominalMonthMinutes)
                continue
            }
            try check(series, slot: slot)
            slotMinutes.append(slot)
        }
    }

    /// The most frequent difference of neighbouring times, the smaller of equals; `nil` for fewer than two rows.
    private func modalDifference(_ series: Int) -> Int? {
        var counts: [Int: Int] = [:]
        var last: Int?
        forEachRun(of: series) { run, _, _ in
            if let last { counts[Int(run.start) - last, default: 0] += 1 }
            if run.count > 1 { counts[Int(run.step), default: 0] += Int(run.count) - 1 }
            last = run.end
        }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    private static let nominalMonthMinutes = 30 * 1440

    /// The anchor of a series whose rows mostly are a month apart; `nil` for any other.
    private func monthAnchor(of series: Int, difference: Int) -> MonthAnchor? {
        (28...31).contains(difference / 1440) && difference % 1440 == 0 ? MonthAnchor(times(of: series)) : nil
    }

    private func times(of series: Int) -> [LocalTime] {
        var times: [LocalTime] = []
        forEachRun(of: series) { run, _, _ in
            for row in 0..<Int(run.count) { times.append(LocalTime(minutes: Int(run.start) + row * Int(run.step))) }
        }
        return times
    }

    private func firstLine(of series: Int) -> Int? {
        var line: Int?
        forEachRun(of: series) { run, _, firstLine in line = line ?? firstLine + Int(run.line) }
        return line
    }

    private func check(_ series: Int, slot: Int) throws(TabularError) {
        let id = ids[series]
        let place = Place(file: file, line: firstLine(of: series), column: "ds")
        guard 1440 % slot == 0 || slot % 1440 == 0 else {
            throw .badData(
                place, message: "the rows of '\(id)' are \(slot) minutes apart, which does not divide a day",
                hint: "use slots that divide 1440 minutes, or whole days")
        }
        let (first, last) = span(of: series)
        guard (last - first) / slot < LongTable.maximumSlots else {
            throw .badData(
                place, message: "series '\(id)' spans more than \(LongTable.maximumSlots) slots of \(slot) minutes",
                hint: "look for a wrong year")
        }
        var before = first
        try forEachRun(of: series) { run, _, firstLine throws(TabularError) in
            // The first row of the run, or its second when the step itself does not fit.
            var row: (time: Int, line: Int, ahead: Int)?
            if (Int(run.start) - before) % slot != 0 {
                row = (Int(run.start), 0, Int(run.start) - before)
            } else if Int(run.step) % slot != 0 {
                row = (Int(run.start + run.step), 1, Int(run.step))
            }
            if let row {
                throw .badData(
                    Place(file: file, line: firstLine + Int(run.line) + row.line, column: "ds"),
                    message: "'\(LocalTime(minutes: row.time))' of series '\(id)' is not on its grid of \(slot)"
                        + " minutes: it is \(row.ahead) minutes after the row before",
                    hint: "give each series one interval throughout; sum finer rows before")
            }
            before = run.end
        }
    }

    private func span(of series: Int) -> (first: Int, last: Int) {
        var first: Int?
        var last = 0
        forEachRun(of: series) { run, _, _ in
            first = first ?? Int(run.start)
            last = run.end
        }
        return (first ?? 0, last)
    }

    /// Slots from the first row of a series to its last.
    func slotCount(of index: Int) -> Int {
        let (first, last) = span(of: index)
        return slot(of: last, in: index, first: first) + 1
    }

    /// Slot of a time of series `index`, whose first row is at `first`.
    private func slot(of minutes: Int, in index: Int, first: Int) -> Int {
        guard months[index] != nil else { return (minutes - first) / slotMinutes[index] }
        return MonthAnchor.month(of: LocalTime(minutes: minutes)) - MonthAnchor.month(of: LocalTime(minutes: first))
    }

    /// Series `index` on its regular grid.
    ///
    /// - Complexity: O(slots)
    public func series(_ index: Int) -> LongSeries {
        let slot = slotMinutes[index]
        let first = span(of: index).first
        let count = slotCount(of: index)
        var values = [Double](repeating: .nan, count: count)
        var hasRow = [Bool](repeating: false, count: count)
        var drivers = driverNames.map { ExternalDriver(name: $0, values: values) }
        let isMonthly = months[index] != nil
        forEachRun(of: index) { run, rows, _ in
            let start = self.slot(of: Int(run.start), in: index, first: first)
            let step = max(1, Int(run.step) / slot)
            let firstRow = Int(run.firstRow)
            func place(_ offset: Int) -> Int {
                isMonthly
                    ? self.slot(of: Int(run.start) + offset * Int(run.step), in: index, first: first)
                    : start + offset * step
            }
            for offset in 0..<Int(run.count) {
                values[place(offset)] = rows.values[firstRow + offset]
                hasRow[place(offset)] = true
            }
            for (driver, column) in driverColumns.enumerated() {
                let source = sorted[index] == nil ? column : driver
                for offset in 0..<Int(run.count) {
                    drivers[driver].values[place(offset)] = rows.others[source][firstRow + offset]
                }
            }
        }
        return LongSeries(
            id: ids[index], start: LocalTime(minutes: first), slotMinutes: slot, slots: values, hasRow: hasRow,
            drivers: drivers, months: months[index])
    }
}

/// The rows of one series in order of time, those of one time added up.
struct SortedLongRows: Sendable {
    /// One row as it came.
    struct Row {
        var minutes: Int
        var line: Int
        var value: Double
        var drivers: [Double]
    }

    private(set) var rows: LongRows
    /// Rows that repeat a time.
    private(set) var repeated = 0
    /// Line of the first of them in order of time.
    private(set) var firstRepeatedLine = 0

    /// Sums are unknown when a part is; of a driver the first known value counts.
    init(_ unsorted: [Row], drivers: Int) {
        rows = LongRows(otherColumns: drivers)
        var last: Row?
        // The line breaks ties, so that sums do not depend on the sort.
        for row in unsorted.sorted(by: { ($0.minutes, $0.line) < ($1.minutes, $1.line) }) {
            if var sum = last, sum.minutes == row.minutes {
                sum.value += row.value
                for index in sum.drivers.indices where sum.drivers[index].isNaN {
                    sum.drivers[index] = row.drivers[index]
                }
                last = sum
                if repeated == 0 { firstRepeatedLine = row.line }
                repeated += 1
            } else {
                if let last { add(last) }
                last = row
            }
        }
        if let last { add(last) }
    }

    private mutating func add(_ row: Row) {
        for (index, value) in row.drivers.enumerated() { rows.add(other: index, value) }
        rows.append(series: 0, minutes: Int32(truncatingIfNeeded: row.minutes), value: row.value, line: row.line)
    }
}
