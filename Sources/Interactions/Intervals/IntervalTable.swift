import ContactCenter
import Tabular

/// One row of a table of intervals.
struct IntervalRow: Sendable {
    var counts: IntervalCounts
    /// What divides the interval further.
    var key: String
    var place: SourcePlace
    var raw: String
}

/// A table of intervals, read: rows, refusals and decisions.
struct IntervalTable: Sendable {
    var name: String
    var bytes: Int
    var delimiter: UInt8
    var header: [String]
    var rows: [IntervalRow] = []
    var rejects: [Reject] = []
    var decisions: [String] = []
    var records: Int { rows.count + rejects.count }

    /// How tables are read.
    struct Settings: Sendable {
        var zone: ZoneRules
        var channels: [String: Channel]
    }

    /// Reads one table.
    ///
    /// - Throws: `badData` when there is no time or no number of contacts, or a date can be read in two ways.
    static func read(
        _ input: InputBytes, file: Int, format: SourceFormat, mapping: IntervalMapping?, settings: Settings
    ) throws(TabularError) -> IntervalTable {
        let layout = IntervalLayout(format)
        let (reader, columns) = try open(input, layout: layout, mapping: mapping)
        var copy = reader
        var records: [CSVRecord] = []
        var table = IntervalTable(
            name: input.name, bytes: input.bytes.count, delimiter: reader.dialect.delimiter, header: reader.header)
        while let record = copy.next() {
            if let problem = record.problem ?? (record.holdsZeroByte ? .zeroByte : nil) {
                table.refuse(record, TotalLine.problem(of: record, instead: RowProblem(problem)))
            } else if TotalLine.isTotal(record) {
                table.refuse(record, TotalLine.problem(of: record, instead: RowProblem(nil, "total_line", "")))
            } else {
                records.append(record)
            }
        }
        table.decisions += reader.notes.map { $0.replacing("\(input.name): ", with: "") }
        let cells = IntervalCells(
            records, header: reader.header, columns: columns, delimiter: reader.dialect.delimiter,
            unit: layout.durations)
        let times = try IntervalTimes(
            records, file: input.name, header: reader.header, columns: columns, layout: layout, zone: settings.zone)
        table.decisions += cells.decisions + times.decisions
        var parser = IntervalRowReader(
            columns: columns, header: reader.header, cells: cells, times: times, channels: settings.channels)
        for record in records {
            do throws(RowProblem) {
                let (counts, key) = try parser.read(record)
                table.rows.append(
                    IntervalRow(
                        counts: counts, key: key,
                        place: SourcePlace(file: file, line: record.line, byteOffset: record.byteOffset),
                        raw: record.raw))
            } catch {
                table.refuse(record, error)
            }
        }
        table.settleLengths(stated: columns.intervalSeconds)
        table.decisions += parser.decisions
        return table
    }

    private mutating func refuse(_ record: CSVRecord, _ problem: RowProblem) {
        rejects.append(
            Reject(file: name, record: record, column: problem.column, code: problem.code, message: problem.message))
    }

    // MARK: Header

    private static func open(
        _ input: InputBytes, layout: IntervalLayout, mapping: IntervalMapping?
    ) throws(TabularError) -> (CSVReader, IntervalColumns) {
        if let mapping {
            let reader = try CSVReader(
                input, dialect: mapping.delimiter.map { CSVDialect(delimiter: $0) }, headerWith: mapping.columns)
            return (reader, try mapping.resolved(in: reader))
        }
        if let positions = layout.positions, !(try hasNames(input)) {
            let reader = try CSVReader(input, hasHeader: false)
            guard reader.header.count == layout.fieldCount else {
                throw .badData(
                    Place(file: input.name, line: 1),
                    message: "expected \(layout.fieldCount) fields a row, found \(reader.header.count)",
                    hint: "see the table of fields in docs/formats.md")
            }
            var columns = IntervalColumns()
            columns.positions = positions
            return (reader, columns)
        }
        let first = try CSVReader(input)
        // Titles may stand above the header: the first line whose names make an interval is it.
        var header = first.header
        var found = isHeader(header) ? header : nil
        var rest = first
        var looked = 0
        while found == nil, looked < 50, let record = rest.next() {
            header = (0..<record.count).map { record[$0].trimmingBlanks() }
            if isHeader(header) { found = header }
            looked += 1
        }
        guard let found else { throw noColumns(input.name, first.header) }
        let reader = try CSVReader(input, dialect: first.dialect, headerWith: found)
        var columns = IntervalColumns()
        columns.positions = IntervalColumn.positions(in: reader.header)
        columns.keys = layout.keys.compactMap { reader.column($0) }
        return (reader, columns)
    }

    private static func hasNames(_ input: InputBytes) throws(TabularError) -> Bool {
        try CSVReader(input).header.contains { IntervalColumn.role(of: IntervalColumn.normalised($0)) != nil }
    }

    private static func isHeader(_ names: [String]) -> Bool {
        let roles = IntervalColumn.roles(of: names)
        let hasTime = roles.contains(.start) || roles.contains(.time) || roles.contains(.date)
        return hasTime && roles.contains(where: \.isVolume)
    }

    private static func noColumns(_ name: String, _ header: [String]) -> TabularError {
        let roles = IntervalColumn.roles(of: header)
        var missing: [String] = []
        if !roles.contains(.start), !roles.contains(.time) { missing.append("the start of the interval") }
        if !roles.contains(where: \.isVolume) { missing.append("contacts offered or answered") }
        return .badData(
            Place(file: name, line: 1),
            message: "no column is known to hold \(missing.joined(separator: ", nor "));"
                + " found: \(ColumnNames.listed(header))",
            hint: "name the columns in a mapping file (see docs/formats.md)")
    }

    // MARK: Lengths

    /// Gives rows without a stated length the least distance of two starts.
    private mutating func settleLengths(stated: Int?) {
        guard rows.contains(where: { $0.counts.intervalSeconds == 0 }) else { return }
        let starts = Set(rows.map(\.counts.start.seconds)).sorted()
        let least = zip(starts, starts.dropFirst()).map { $1 - $0 }.min()
        let seconds = min(stated ?? least ?? 1800, 86_400)
        decisions.append(
            stated != nil
                ? "intervals are of \(seconds / 60) minutes, as the mapping says"
                : least == nil
                    ? "the length of the interval is not stated and taken for \(seconds / 60) minutes"
                    : "intervals are of \(seconds / 60) minutes: the least distance of two starts")
        for index in rows.indices where rows[index].counts.intervalSeconds == 0 {
            rows[index].counts.intervalSeconds = seconds
        }
    }
}
