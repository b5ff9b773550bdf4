import ContactCenter
import Tabular

/// `history.csv`: counts and sums per interval of each queue × channel.
public enum HistoryFile {
    /// Columns in the order written.
    public static let columns =
        StreamColumns.names + [
            "offered", "answered", "abandoned", "short_abandoned", "answered_within", "abandoned_within", "talk_s",
            "hold_s", "wrap_s", "handle_s", "wait_answered_s", "wait_abandoned_s", "max_wait_s", "customers", "status",
        ]

    /// Reads rows in file order.
    ///
    /// An empty cell is unknown, never zero (``IntervalCounts/unknown``), and so is a column that is not there; `status`
    /// may be absent (open). `offered` may be empty only where the status is `closed` or `outage`: an open interval
    /// without it is not an interval without contacts.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes, channels: [Channel] = []) throws(TabularError) -> [IntervalCounts] {
        var table = try Table(
            input, required: StreamColumns.names + ["offered", "answered", "abandoned", "handle_s"])
        var key = StreamColumns(table, channels: channels)
        let status = table.column("status")
        let columns = Columns(table)
        var rows: [IntervalCounts] = []
        while let row = try table.next() {
            let (stream, start, seconds) = try key.read(row)
            var counts = IntervalCounts(stream: stream, start: start, intervalSeconds: seconds)
            if !row.isEmpty(status) { counts.status = try row.choice(status, IntervalCounts.Status.self) }
            try columns.read(row, into: &counts)
            rows.append(counts)
        }
        return rows
    }

    /// Writes rows in the order given, times with the zone's offset.
    public static func write(_ rows: [IntervalCounts], zone: ZoneRules) -> [UInt8] {
        write(rows, zone: zone, to: CSVWriter(header: columns))
    }

    /// The header line alone, for a history that is written stream by stream.
    public static var header: [UInt8] { CSVWriter(header: columns).bytes }

    /// Rows to follow the ``header``.
    public static func writeRows(_ rows: [IntervalCounts], zone: ZoneRules) -> [UInt8] {
        write(rows, zone: zone, to: CSVWriter(columns: columns.count))
    }

    private static func write(_ rows: [IntervalCounts], zone: ZoneRules, to writer: consuming CSVWriter) -> [UInt8] {
        for row in rows {
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            let saysNothing = row.unknown == .all && row.status != .open
            writer.add(saysNothing ? nil : row.offered)
            for (_, measure, path) in Columns.counts {
                writer.add(row.unknown.contains(measure) ? nil : row[keyPath: path])
            }
            for (_, measure, path) in Columns.seconds {
                writer.add(row.unknown.contains(measure) ? nil : row[keyPath: path], decimals: Decimals.seconds)
            }
            writer.add(row.unknown.contains(.customers) ? nil : row.customers)
            writer.add(row.status.rawValue)
            writer.endRow()
        }
        return writer.bytes
    }

    /// The number columns, described once for reading and writing.
    private struct Columns {
        typealias Path<Value> = WritableKeyPath<IntervalCounts, Value> & Sendable

        static let counts: [(name: String, measure: IntervalCounts.Measures, path: Path<Int>)] = [
            ("answered", .answered, \.answered), ("abandoned", .abandoned, \.abandoned),
            ("short_abandoned", .shortAbandoned, \.shortAbandoned),
            ("answered_within", .answeredWithin, \.answeredWithin),
            ("abandoned_within", .abandonedWithin, \.abandonedWithin),
        ]
        static let seconds: [(name: String, measure: IntervalCounts.Measures, path: Path<Double>)] = [
            ("talk_s", .talk, \.talkSeconds), ("hold_s", .hold, \.holdSeconds), ("wrap_s", .wrap, \.wrapSeconds),
            ("handle_s", .handle, \.handleSeconds), ("wait_answered_s", .waitAnswered, \.waitAnsweredSeconds),
            ("wait_abandoned_s", .waitAbandoned, \.waitAbandonedSeconds),
            ("max_wait_s", .longestWait, \.maxWaitSeconds),
        ]

        let offered: TableColumn
        let counts: [(TableColumn, IntervalCounts.Measures, Path<Int>)]
        let seconds: [(TableColumn, IntervalCounts.Measures, Path<Double>)]

        init(_ table: Table) {
            offered = table.column("offered")
            counts = (Columns.counts + [("customers", .customers, \.customers)]).map {
                (table.column($0.name), $0.measure, $0.path)
            }
            seconds = Columns.seconds.map { (table.column($0.name), $0.measure, $0.path) }
        }

        func read(_ row: TableRow, into counts: inout IntervalCounts) throws(TabularError) {
            if let value = try row.optionalInt(offered) {
                counts.offered = value
            } else if counts.status == .open {
                throw row.error(
                    offered, "expected a whole number, found nothing",
                    hint: "write 0 for none; an interval whose numbers are unknown has the status outage")
            }
            for (column, measure, path) in self.counts {
                if let value = try row.optionalInt(column) {
                    counts[keyPath: path] = value
                } else {
                    counts.unknown.insert(measure)
                }
            }
            for (column, measure, path) in seconds {
                if let value = try row.optionalDouble(column) {
                    counts[keyPath: path] = value
                } else {
                    counts.unknown.insert(measure)
                }
            }
        }
    }
}
