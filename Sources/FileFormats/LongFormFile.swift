import ContactCenter
import Tabular

/// The long form of forecasting benchmarks: `unique_id,ds,y[,drivers]`, local times without offset.
public enum LongFormFile {
    /// What a file held.
    public struct Content: Sendable {
        /// Series in the order of their first row.
        public var series: [LongSeries]
        /// What was decided about the rows, in words.
        public var notes: [String]
    }

    /// Bytes that one task reads at a time: they stay in a core's own cache.
    static let usualStretchBytes = 512 << 10

    /// Series in the order of their first row; see ``table(_:)``.
    public static func read(_ input: InputBytes) throws(TabularError) -> [LongSeries] {
        try readWithNotes(input).series
    }

    /// Series in the order of their first row and what was decided about them; see ``table(_:)``.
    public static func readWithNotes(_ input: InputBytes) throws(TabularError) -> Content {
        let table = try table(input)
        return Content(series: table.ids.indices.map(table.series), notes: table.notes)
    }

    /// Reads series and what was decided about their rows.
    ///
    /// Rows may come in any order; rows of one series and time are added up (unknown when one of them is), with a
    /// note. An empty `y` is unknown, so is `NaN`, `NA`, `N/A`, `null` or `None`. Other columns that hold nothing but numbers
    /// are drivers; the rest is not used, with a note. `ds` is a date or `YYYY-MM-DDTHH:MM[:SS]`; an offset is left out,
    /// with a note. The slot of a series is the most frequent difference of neighbouring times; a time that does not lie on
    /// that grid is refused, so is a slot that neither divides a day nor is whole days. A series of one row takes the
    /// slot of the file's first longer series.
    ///
    /// - Throws: `TabularError.badData` at the first fault.
    /// - Complexity: O(rows), O(rows log rows) when unsorted
    public static func table(_ input: InputBytes) throws(TabularError) -> LongTable {
        let access = RandomAccessInput(input)
        guard let (layout, columns) = try plainLayout(of: access) else { return try generalTable(input) }
        let parser = LongRowParser(layout: layout, columns: columns, file: input.name)
        let rows = try access.withLines(from: layout.dataStart) { parser.rows(of: $0) }
        return try table([rows], layout: layout, columns: columns, input: access)
    }

    /// As ``table(_:)-(InputBytes)``, several stretches of the file at once; the result does not depend on `threads`.
    ///
    /// A plain file (UTF-8, no quote that spans lines) is never in memory as a whole.
    public static func table(_ input: RandomAccessInput, threads: Int) async throws -> LongTable {
        try await table(input, threads: threads, stretchBytes: usualStretchBytes)
    }

    static func table(_ input: RandomAccessInput, threads: Int, stretchBytes: Int) async throws -> LongTable {
        guard let (layout, columns) = try plainLayout(of: input) else { return try generalTable(input.whole()) }
        let parser = LongRowParser(layout: layout, columns: columns, file: input.name)
        let stretches = try await input.mapLines(
            from: layout.dataStart, stretchBytes: stretchBytes, threads: threads, endsIt: { $0.fault != nil }
        ) { parser.rows(of: $0) }
        return try table(stretches, layout: layout, columns: columns, input: input)
    }

    private static func plainLayout(
        of input: RandomAccessInput
    ) throws(TabularError) -> (PlainCSVLayout, LongColumns)? {
        guard let layout = try PlainCSVLayout(input) else { return nil }
        let columns = LongColumns(header: layout.header, column: layout.column)
        let areThere = [columns.id, columns.time, columns.value].allSatisfy { $0.index != nil }
        return areThere ? (layout, columns) : nil
    }

    private static func table(
        _ stretches: [LongRows], layout: PlainCSVLayout, columns: LongColumns, input: RandomAccessInput
    ) throws(TabularError) -> LongTable {
        switch stretches.last?.fault {
        case .notPlain: return try generalTable(input.whole())
        case .refused(let error):
            guard case .badData(var place, let message, let hint) = error else { throw error }
            let linesBefore = stretches.dropLast().reduce(layout.firstLine) { $0 + $1.lines }
            place.line = place.line.map { $0 + linesBefore }
            throw .badData(place, message: message, hint: hint)
        case nil:
            return try LongTable(
                file: input.name, columns: columns, stretches: stretches, firstLine: layout.firstLine)
        }
    }

    /// Reads any file that ``CSVReader`` reads.
    static func generalTable(_ input: InputBytes) throws(TabularError) -> LongTable {
        var table = try Table(input, required: LongColumns.required)
        let columns = LongColumns(header: table.header) { table.column($0).index }
        var rows = LongRows(otherColumns: columns.others.count)
        var names = SeriesNames()
        while let row = try table.next() { try columns.add(row, to: &rows, line: row.line, names: &names) }
        rows.ids = names.ids
        return try LongTable(file: input.name, columns: columns, stretches: [rows], firstLine: 0)
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
