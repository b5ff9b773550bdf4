import ContactCenter
import Tabular

/// Reads tables of intervals into one history and keeps its books.
public struct IntervalImport: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// Intervals of one length, by stream and time; those that the files leave out are not filled in.
        public var rows: [IntervalCounts]
        /// Where the rows went.
        public var accounting: PlanSummary.Accounting
        /// Refused rows in the order of the files.
        public var rejects: [Reject]
        /// What was found and decided.
        public var health: DataHealth
        /// Seconds of the intervals; 0 without any.
        public var intervalSeconds: Int
    }

    private let zone: ZoneRules
    private let channels: [String: Channel]

    /// An import on the clock of `zone`.
    ///
    /// - Parameter knownChannels: Channels accepted beyond the known ones.
    public init(zone: ZoneRules, knownChannels: [Channel] = []) {
        self.zone = zone
        channels = ChannelNames.table(knownChannels)
    }

    /// Reads files as one history. Rows of one interval, queue, channel and key: identical ones count once, otherwise
    /// the last one stands; rows that differ in their key are added up.
    ///
    /// - Throws: `badData` for a file without intervals, and when no file has a row.
    public func run(
        _ files: [(input: RandomAccessInput, format: SourceFormat)], mapping: IntervalMapping? = nil
    ) throws(TabularError) -> Outcome {
        var tables: [IntervalTable] = []
        for (index, file) in files.enumerated() {
            if file.format == .alibaba {
                tables.append(try SkillGroupReport.read(file.input, file: index, channels: channels))
            } else {
                tables.append(
                    try IntervalTable.read(
                        file.input.whole(), file: index, format: file.format, mapping: mapping,
                        settings: .init(zone: zone, channels: channels)))
            }
        }
        let records = tables.map(\.records)
        guard records.contains(where: { $0 > 0 }) else {
            throw .badData(
                Place(file: files.first?.input.name ?? ""),
                message: files.count == 1 ? "the file has a header but no rows" : "none of the files has a row",
                hint: "export a period with contacts")
        }
        var books = Books()
        for index in tables.indices { books.post(&tables[index]) }
        let seconds = books.settleLength(&tables)
        // The books hold what stands; the rows as they were read are as large again.
        for index in tables.indices { tables[index].rows = [] }
        return outcome(&books, tables, records: records, files.map(\.format), seconds)
    }

    private func outcome(
        _ books: inout Books, _ tables: [IntervalTable], records: [Int], _ formats: [SourceFormat], _ seconds: Int
    ) -> Outcome {
        var rejects: [Reject] = []
        var health = DataHealth()
        for (index, (table, format)) in zip(tables, formats).enumerated() {
            let refused = table.rejects.sorted { $0.byteOffset < $1.byteOffset }
            rejects += refused
            health.notes += IntervalImport.secondTables(refused)
            health.files.append(
                DataHealth.File(
                    name: table.name, bytes: table.bytes, format: format.rawValue,
                    delimiter: table.delimiter == 0 ? "" : String(UnicodeScalar(table.delimiter)),
                    columns: table.header, decisions: table.decisions.map { "\(table.name): \($0)" },
                    records: records[index]))
        }
        var accounting = books.accounting
        accounting.rejected = rejects.count
        accounting.accepted = books.standing
        let rows = books.takeRows()
        accounting.read = accounting.accepted + accounting.identicalDuplicates + accounting.superseded + rejects.count
        health.accounting = accounting
        for reject in rejects { health.rejectsByCode[reject.code, default: 0] += 1 }
        var inbound: [QueueChannel: Int] = [:]
        for row in rows { inbound[row.stream, default: 0] += row.offered }
        health.streams = inbound.keys.sorted().map { DataHealth.Stream(stream: $0, inbound: inbound[$0] ?? 0) }
        if books.added > 0 {
            health.notes.append(
                "\(books.added) rows that differ only in their skills or language are added to their interval")
        }
        return Outcome(
            rows: rows, accounting: accounting, rejects: rejects, health: health, intervalSeconds: seconds)
    }

    /// Where a second table may begin, in words: a header behind a line that is no row. Its rows may be other ones (pages
    /// of one report), or say the same again on another clock.
    private static func secondTables(_ refused: [Reject]) -> [String] {
        zip(refused, refused.dropFirst()).compactMap { title, header in
            guard header.code == "repeated_header", title.code != "repeated_header", title.code != "total_line",
                header.line - title.line <= 2
            else { return nil }
            return
                "\(header.file): warning: a second table seems to begin on line \(header.line), behind '\(title.raw)';"
                + " its rows are counted as more of the first: take them out if they say the same again"
        }
    }

    /// Which rows stand.
    private struct Books {
        private struct Key: Hashable {
            var stream: QueueChannel
            var start: Instant
            var seconds: Int
            var key: String
        }

        var accounting = PlanSummary.Accounting()
        private var standingRows: [Key: IntervalCounts] = [:]
        /// Rows added to another one of their interval.
        var added = 0
        var standing: Int { standingRows.count }

        mutating func post(_ table: inout IntervalTable) {
            for row in table.rows {
                let key = Key(
                    stream: row.counts.stream, start: row.counts.start, seconds: row.counts.intervalSeconds,
                    key: row.key)
                guard let before = standingRows.updateValue(row.counts, forKey: key) else { continue }
                if before == row.counts { accounting.identicalDuplicates += 1 } else { accounting.superseded += 1 }
            }
        }

        /// Refuses rows of other lengths than most: an hour beside its quarters would count twice.
        mutating func settleLength(_ tables: inout [IntervalTable]) -> Int {
            var rowsOfLength: [Int: Int] = [:]
            for key in standingRows.keys { rowsOfLength[key.seconds, default: 0] += 1 }
            guard let usual = rowsOfLength.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else { return 0 }
            guard rowsOfLength.count > 1 else { return usual }
            // The last row of a key is the one that stands; refuse that one.
            var placeOfKey: [Key: (table: Int, row: IntervalRow)] = [:]
            for (index, table) in tables.enumerated() {
                for row in table.rows where row.counts.intervalSeconds != usual {
                    placeOfKey[
                        Key(
                            stream: row.counts.stream, start: row.counts.start, seconds: row.counts.intervalSeconds,
                            key: row.key)] = (index, row)
                }
            }
            for (key, place) in placeOfKey {
                standingRows[key] = nil
                let row = place.row
                tables[place.table].rejects.append(
                    Reject(
                        file: tables[place.table].name, line: row.place.line, byteOffset: row.place.byteOffset,
                        code: "mixed_intervals",
                        message: "an interval of \(key.seconds) seconds, where most are of \(usual)", raw: row.raw))
            }
            return usual
        }

        /// The history: rows that differ in their key added up. Nothing is left in the books.
        mutating func takeRows() -> [IntervalCounts] {
            let ordered = standingRows.sorted {
                ($0.key.stream, $0.key.start, $0.key.key) < ($1.key.stream, $1.key.start, $1.key.key)
            }
            standingRows = [:]
            var rows: [IntervalCounts] = []
            rows.reserveCapacity(ordered.count)
            for (_, counts) in ordered {
                if let last = rows.last, last.stream == counts.stream, last.start == counts.start {
                    rows[rows.count - 1].add(counts)
                    added += 1
                } else {
                    rows.append(counts)
                }
            }
            return rows
        }
    }
}
