import ContactCenter
import Tabular

/// The columns of a long-form file and what one of its rows says.
struct LongColumns: Sendable {
    /// One row.
    struct Row {
        var id: String
        /// Minutes since 1970 on the wall clock.
        var minutes: Int32
        var hasOffset: Bool
        /// NaN = unknown.
        var value: Double
    }

    static let required = ["unique_id", "ds", "y"]

    let id: TableColumn
    let time: TableColumn
    let value: TableColumn
    /// All other named columns, each name once.
    let others: [TableColumn]

    init(header: [String], column: (String) -> Int?) {
        func named(_ name: String) -> TableColumn { TableColumn(name: name, index: column(name)) }
        id = named("unique_id")
        time = named("ds")
        value = named("y")
        let taken = [id.index, time.index, value.index]
        others = header.indices.compactMap { index in
            let name = header[index]
            guard !name.isEmpty, column(name) == index, !taken.contains(index) else { return nil }
            return TableColumn(name: name, index: index)
        }
    }

    /// Reads a row and adds it to `rows`.
    func add(
        _ row: TableRow, to rows: inout LongRows, line: Int, names: inout SeriesNames
    ) throws(TabularError) {
        let found = try read(row)
        for (index, column) in others.enumerated() {
            let (value, isText) = otherValue(row, column)
            if isText { rows.isText[index] = true }
            rows.add(other: index, value)
        }
        if found.hasOffset { rows.stampsWithOffset += 1 }
        rows.append(series: names.index(of: found.id), minutes: found.minutes, value: found.value, line: line)
    }

    private func read(_ row: TableRow) throws(TabularError) -> Row {
        let name = try row.text(id)
        let (minutes, hasOffset) = try minutes(row)
        var found = Double.nan
        if let index = value.index, !row.isEmpty(value), !row.record.withBytes(index, Self.isMissing) {
            found = try row.optionalDouble(value, atLeast: -.infinity) ?? .nan
        }
        return Row(id: name, minutes: minutes, hasOffset: hasOffset, value: found)
    }

    private func minutes(_ row: TableRow) throws(TabularError) -> (Int32, hasOffset: Bool) {
        guard let index = time.index, !row.isEmpty(time) else {
            throw row.error(time, "expected a time, found nothing")
        }
        guard let (seconds, hasOffset) = row.record.withBytes(index, Self.seconds) else {
            throw row.error(
                time, "expected a time YYYY-MM-DDTHH:MM:SS or a date, found '\(row.record[index])'",
                hint: "write for example 2026-03-02T08:00:00")
        }
        guard seconds % 60 == 0 else {
            throw row.error(time, "slots start on whole minutes, found '\(row.record[index])'")
        }
        guard let minutes = Int32(exactly: seconds / 60) else {
            throw row.error(
                time, "'\(row.record[index])' is too far away to be meant", hint: "look for a wrong year")
        }
        return (minutes, hasOffset)
    }

    /// A value of another column: NaN when empty, and NaN with a sign of it when it is no number.
    private func otherValue(_ row: TableRow, _ column: TableColumn) -> (Double, isText: Bool) {
        guard let index = column.index, !row.isEmpty(column) else { return (.nan, false) }
        return row.record.withBytes(index) { bytes in
            if Self.isMissing(bytes) { return (.nan, false) }
            guard let value = PlainNumber.double(bytes), value.magnitude <= TableRow.largest else {
                return (.nan, true)
            }
            return (value, false)
        }
    }

    /// Seconds since 1970 on the wall clock of a stamp or a date, and whether an offset was left out.
    static func seconds(_ bytes: UnsafeBufferPointer<UInt8>) -> (seconds: Int, hasOffset: Bool)? {
        switch Instant.parse(bytes) {
        case .wallClock(let seconds): return (seconds, false)
        case .instant(let instant, let offset): return (instant.seconds + offset, true)
        case nil:
            guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
                let year = digits(bytes, 0..<4), let month = digits(bytes, 5..<7), let day = digits(bytes, 8..<10),
                let date = CivilDate(year: year, month: month, day: day)
            else { return nil }
            return (date.dayNumber * 86_400, false)
        }
    }

    private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Words with which other tools write an unknown number: `NaN`, `NA`, `N/A`, `null`, `None` in any case.
    static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (2...5).contains(bytes.count) else { return false }
        let word = String(decoding: bytes, as: UTF8.self).lowercased()
        return ["nan", "na", "n/a", "#n/a", "null", "none"].contains(word)
    }
}
