import ContactCenter
import Tabular

/// The long form of forecasting benchmarks: `unique_id,ds,y[,regressors]`, local times without offset.
public enum LongFormFile {
    /// What a file held.
    public struct Content: Sendable {
        /// Series in the order of their first row.
        public var series: [LongSeries]
        /// What was decided about the rows, in words.
        public var notes: [String]
    }

    /// Series in the order of their first row; see ``readWithNotes(_:)``.
    public static func read(_ input: InputBytes) throws(TabularError) -> [LongSeries] {
        try readWithNotes(input).series
    }

    /// Reads series and what was decided about their rows.
    ///
    /// Rows may come in any order; rows of one series and time are added up (unknown when one of them is), with a
    /// note. An empty `y` is unknown. Other columns are ignored, with a note. `ds` is a date or `YYYY-MM-DDTHH:MM[:SS]`;
    /// an offset is left out, with a note. The slot of a series is the most frequent difference of neighbouring times;
    /// a time that does not lie on that grid is refused, so is a slot that neither divides a day nor is whole days. A
    /// series of one row takes the slot of the file's first longer series.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    /// - Complexity: O(rows), O(rows log rows) when unsorted
    public static func readWithNotes(_ input: InputBytes) throws(TabularError) -> Content {
        var table = try Table(input, required: ["unique_id", "ds", "y"])
        let id = table.column("unique_id")
        let ds = table.column("ds")
        let y = table.column("y")
        var collector = RowCollector()
        while let row = try table.next() { try collector.add(row, id: id, ds: ds, y: y) }
        var notes = collector.notes(file: input.name)
        let ignored = table.header.filter { !["unique_id", "ds", "y"].contains($0.lowercased()) }
        if !ignored.isEmpty {
            notes.append("\(input.name): columns not used: \(ignored.joined(separator: ", "))")
        }
        return Content(series: try collector.series(file: input.name, notes: &notes), notes: notes)
    }

    /// Writes series as `unique_id,ds,y`, values with up to 6 decimals, unknown as empty.
    public static func write(_ series: [LongSeries]) -> [UInt8] {
        var writer = CSVWriter(header: ["unique_id", "ds", "y"])
        for one in series {
            for (time, value) in zip(one.times, one.values) {
                writer.add(one.id)
                writer.add("\(time):00")
                writer.add(value, decimals: 6)
                writer.endRow()
            }
        }
        return writer.bytes
    }
}

/// Gathers rows by series.
private struct RowCollector {
    private struct Row {
        var time: LocalTime
        var value: Double?
        var line: Int
    }

    /// Longest grid that a series may span (19 years of minutes).
    private static let maximumSlots = 10_000_000

    private var indexOfID: [String: Int] = [:]
    private var ids: [String] = []
    private var rows: [[Row]] = []
    private var last: (id: String, index: Int)?
    private var stampsWithOffset = 0

    mutating func add(_ row: TableRow, id: TableColumn, ds: TableColumn, y: TableColumn) throws(TabularError) {
        let name = try row.text(id)
        let time = try time(row, ds)
        let value = try row.optionalDouble(y, atLeast: -.infinity)
        let index: Int
        if let last, last.id == name {
            index = last.index
        } else if let known = indexOfID[name] {
            index = known
        } else {
            index = ids.count
            indexOfID[name] = index
            ids.append(name)
            rows.append([])
        }
        last = (name, index)
        rows[index].append(Row(time: time, value: value, line: row.line))
    }

    private mutating func time(_ row: TableRow, _ column: TableColumn) throws(TabularError) -> LocalTime {
        guard let index = column.index, !row.isEmpty(column) else {
            throw row.error(column, "expected a time, found nothing")
        }
        let wallClock: Int
        switch row.record.withBytes(index, { Instant.parse($0) }) {
        case .wallClock(let seconds): wallClock = seconds
        case .instant(let instant, let offset):
            wallClock = instant.seconds + offset
            stampsWithOffset += 1
        case nil:
            let text = row.record[index]
            guard let date = CivilDate(text) else {
                throw row.error(
                    column, "expected a time YYYY-MM-DDTHH:MM:SS or a date, found '\(text)'",
                    hint: "write for example 2026-03-02T08:00:00")
            }
            wallClock = date.dayNumber * 86_400
        }
        guard wallClock % 60 == 0 else {
            throw row.error(column, "slots start on whole minutes, found '\(row.record[index])'")
        }
        return LocalTime(minutes: wallClock / 60)
    }

    func notes(file: String) -> [String] {
        stampsWithOffset == 0
            ? [] : ["\(file): offsets of \(stampsWithOffset) times were left out: series live on the wall clock"]
    }

    func series(file: String, notes: inout [String]) throws(TabularError) -> [LongSeries] {
        var repeated = 0
        var firstRepeatedLine = 0
        var sorted: [[Row]] = []
        sorted.reserveCapacity(rows.count)
        for rows in rows {
            let isSorted = zip(rows, rows.dropFirst()).allSatisfy { $0.time < $1.time }
            guard !isSorted else {
                sorted.append(rows)
                continue
            }
            var merged: [Row] = []
            merged.reserveCapacity(rows.count)
            // The line breaks ties, so that sums do not depend on the sort.
            for row in rows.sorted(by: { ($0.time, $0.line) < ($1.time, $1.line) }) {
                if let previous = merged.last, previous.time == row.time {
                    merged[merged.count - 1].value = previous.value.flatMap { sum in row.value.map { sum + $0 } }
                    if repeated == 0 { firstRepeatedLine = row.line }
                    repeated += 1
                } else {
                    merged.append(row)
                }
            }
            sorted.append(merged)
        }
        if repeated > 0 {
            notes.append(
                "\(file): \(repeated) rows repeat a time of their series and were added up (one on line"
                    + " \(firstRepeatedLine))")
        }
        let slots = sorted.map(modalDifference)
        var series: [LongSeries] = []
        series.reserveCapacity(sorted.count)
        for (index, rows) in sorted.enumerated() {
            guard let slot = slots[index] ?? slots.lazy.compactMap({ $0 }).first else {
                throw .badData(
                    Place(file: file, line: rows.first?.line, column: "ds"),
                    message: "one row a series does not tell the length of a slot", hint: "give at least two rows")
            }
            try check(rows, slot: slot, id: ids[index], file: file)
            series.append(
                LongSeries(id: ids[index], times: rows.map(\.time), values: rows.map(\.value), slotMinutes: slot))
        }
        return series
    }

    /// The most frequent difference of neighbouring times, the smaller of equals; `nil` for fewer than two rows.
    private func modalDifference(_ rows: [Row]) -> Int? {
        var counts: [Int: Int] = [:]
        for (earlier, later) in zip(rows, rows.dropFirst()) { counts[later.time - earlier.time, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    private func check(_ rows: [Row], slot: Int, id: String, file: String) throws(TabularError) {
        guard let first = rows.first else { return }
        guard 1440 % slot == 0 || slot % 1440 == 0 else {
            throw .badData(
                Place(file: file, line: first.line, column: "ds"),
                message: "the rows of '\(id)' are \(slot) minutes apart, which does not divide a day",
                hint: "use slots that divide 1440 minutes, or whole days")
        }
        guard let last = rows.last, (last.time - first.time) / slot < RowCollector.maximumSlots else {
            throw .badData(
                Place(file: file, line: first.line, column: "ds"),
                message: "series '\(id)' spans more than \(RowCollector.maximumSlots) slots of \(slot) minutes",
                hint: "look for a wrong year")
        }
        for (earlier, later) in zip(rows, rows.dropFirst()) where (later.time - earlier.time) % slot != 0 {
            throw .badData(
                Place(file: file, line: later.line, column: "ds"),
                message: "'\(later.time)' of series '\(id)' is not on its grid of \(slot) minutes: it is"
                    + " \(later.time - earlier.time) minutes after the row before",
                hint: "give each series one interval throughout; sum finer rows before")
        }
    }
}
