import ContactCenter
import Tabular

/// A column of a table, found once and then read by position; one that is not there reads as empty.
struct TableColumn: Sendable {
    let name: String
    let index: Int?
}

/// A CSV table read row by row, with complaints that name file, line, column and value.
struct Table: Sendable {
    private var reader: CSVReader
    let file: String

    /// The table of `input`, which must have the `required` columns in any order.
    ///
    /// - Throws: `badData` naming every missing column.
    init(_ input: InputBytes, required: [String]) throws(TabularError) {
        reader = try CSVReader(input)
        file = input.name
        _ = try reader.require(required)
    }

    /// The column of that name; reads as empty when the table has none.
    func column(_ name: String) -> TableColumn { TableColumn(name: name, index: reader.column(name)) }

    /// Names of the columns in file order.
    var header: [String] { reader.header }

    /// How the file is written.
    var dialect: CSVDialect { reader.dialect }

    /// The record of a row as it stands in the file, without its line end.
    func raw(_ row: TableRow) -> String { reader.raw(atByteOffset: row.record.byteOffset) }

    /// The next row; `nil` at the end.
    ///
    /// - Throws: `badData` when the record does not fit the header or its quotes are broken.
    mutating func next() throws(TabularError) -> TableRow? {
        guard let record = reader.next() else { return nil }
        if let problem = record.problem {
            throw .badData(Place(file: file, line: record.line), message: problem.message, hint: nil)
        }
        return TableRow(file: file, record: record)
    }
}

/// One row of a ``Table``. Empty means unknown: plain accessors refuse it, the optional ones give `nil`.
struct TableRow: Sendable {
    let file: String
    let record: CSVRecord

    /// Whole numbers that are taken for counts: the sum of a million of them still fits.
    static let counts = 0...1_000_000_000_000
    /// Largest magnitude of a real number: sums and products of a table's numbers stay finite.
    static let largest = 1e15

    /// Physical line on which the row starts.
    var line: Int { record.line }

    /// A complaint about a cell: `file:line: column 'name': message`.
    func error(_ column: TableColumn, _ message: String, hint: String? = nil) -> TabularError {
        .badData(Place(file: file, line: line, column: column.name), message: message, hint: hint)
    }

    /// A complaint about the whole row.
    func error(_ message: String, hint: String? = nil) -> TabularError {
        .badData(Place(file: file, line: line), message: message, hint: hint)
    }

    func isEmpty(_ column: TableColumn) -> Bool { column.index.map(record.isEmpty) ?? true }

    /// The text of a cell; empty when unknown.
    func optionalText(_ column: TableColumn) -> String { column.index.map { record[$0] } ?? "" }

    func text(_ column: TableColumn) throws(TabularError) -> String {
        let text = optionalText(column)
        guard !text.isEmpty else { throw error(column, "expected text, found nothing") }
        return text
    }

    func optionalInt(_ column: TableColumn, in range: ClosedRange<Int> = TableRow.counts) throws(TabularError) -> Int? {
        guard let index = column.index, !record.isEmpty(index) else { return nil }
        guard let value = record.int(index) else {
            throw error(column, "expected a whole number, found '\(record[index])'")
        }
        guard range.contains(value) else {
            throw error(
                column,
                "expected a whole number from \(range.lowerBound) to \(range.upperBound), found '\(record[index])'")
        }
        return value
    }

    func int(_ column: TableColumn, in range: ClosedRange<Int> = TableRow.counts) throws(TabularError) -> Int {
        guard let value = try optionalInt(column, in: range) else {
            throw error(column, "expected a whole number, found nothing")
        }
        return value
    }

    /// A finite number of at least `lower`.
    func optionalDouble(_ column: TableColumn, atLeast lower: Double = 0) throws(TabularError) -> Double? {
        guard let index = column.index, !record.isEmpty(index) else { return nil }
        guard let value = record.double(index) else {
            throw error(column, "expected a number, found '\(record[index])'")
        }
        guard value >= lower else {
            let bound = Int(exactly: lower).map(String.init) ?? "\(lower)"
            throw error(column, "expected a number of at least \(bound), found '\(record[index])'")
        }
        guard value.magnitude <= TableRow.largest else {
            throw error(column, "'\(record[index])' is too large to be meant")
        }
        return value
    }

    func double(_ column: TableColumn, atLeast lower: Double = 0) throws(TabularError) -> Double {
        guard let value = try optionalDouble(column, atLeast: lower) else {
            throw error(column, "expected a number, found nothing", hint: "write 0 where the number is zero")
        }
        return value
    }

    /// A share 0…1.
    func optionalShare(_ column: TableColumn) throws(TabularError) -> Double? {
        guard let value = try optionalDouble(column) else { return nil }
        guard value <= 1 else {
            throw error(
                column, "expected a share from 0 to 1, found '\(optionalText(column))'",
                hint: "shares are of 1, not percent")
        }
        return value
    }

    /// A time stamp with its offset.
    func instant(_ column: TableColumn) throws(TabularError) -> Instant {
        guard let index = column.index, !record.isEmpty(index) else {
            throw error(column, "expected a time, found nothing")
        }
        switch record.withBytes(index, { Instant.parse($0) }) {
        case .instant(let instant, offsetSeconds: _): return instant
        case .wallClock:
            throw error(
                column, "the time '\(record[index])' has no offset from UTC",
                hint: "write for example 2026-03-02T08:00:00+01:00, or Z for UTC")
        case nil:
            throw error(
                column, "expected a time, found '\(record[index])'", hint: "write for example 2026-03-02T08:00:00+01:00"
            )
        }
    }

    func date(_ column: TableColumn) throws(TabularError) -> CivilDate {
        let text = try text(column)
        guard let date = CivilDate(text) else {
            throw error(column, "expected a date YYYY-MM-DD, found '\(text)'")
        }
        return date
    }

    /// Minutes after midnight of `HH:MM`, 24:00 included.
    func minuteOfDay(_ column: TableColumn) throws(TabularError) -> Int {
        let text = try text(column)
        guard let minute = LocalTime.minuteOfDay(text) else {
            throw error(column, "expected a time of day HH:MM, found '\(text)'")
        }
        return minute
    }

    /// `1` or `0`.
    func flag(_ column: TableColumn) throws(TabularError) -> Bool {
        switch try text(column) {
        case "1": return true
        case "0": return false
        case let other: throw error(column, "expected 0 or 1, found '\(other)'")
        }
    }

    /// One of `known`, by its raw value.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ column: TableColumn, _: Value.Type
    ) throws(TabularError) -> Value where Value.RawValue == String {
        let word = try text(column)
        if let value = Value(rawValue: word) { return value }
        let words = Value.allCases.map(\.rawValue)
        throw error(
            column, "expected one of \(words.joined(separator: ", ")), found '\(word)'",
            hint: nearestName(to: word, among: words).map { "did you mean '\($0)'?" })
    }

    /// Names joined by bars, none empty, none twice; empty when the cell is.
    func names(_ column: TableColumn) throws(TabularError) -> [String] {
        let text = optionalText(column)
        guard !text.isEmpty else { return [] }
        var names: [String] = []
        for part in text.split(separator: "|", omittingEmptySubsequences: false) {
            let name = String(part)
            guard !name.isEmpty, name.first != " ", name.last != " " else {
                throw error(column, "expected names joined by '|', found '\(text)'", hint: "no blanks, no empty names")
            }
            guard !names.contains(name) else { throw error(column, "'\(name)' is listed twice in '\(text)'") }
            names.append(name)
        }
        return names
    }
}
