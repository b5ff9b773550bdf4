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
    /// `max_wait_s`, `customers` and `status` may be absent (0, 0, open). A number may be empty only where the status
    /// is `closed` or `outage`: an open interval without its counts is not an interval without contacts.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes, channels: [Channel] = []) throws(TabularError) -> [IntervalCounts] {
        let optional: Set = ["max_wait_s", "customers", "status"]
        var table = try Table(input, required: columns.filter { !optional.contains($0) })
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
            for (_, path) in Columns.counts { writer.add(row[keyPath: path]) }
            for (_, path) in Columns.seconds { writer.add(row[keyPath: path], decimals: Decimals.seconds) }
            writer.add(row.customers)
            writer.add(row.status.rawValue)
            writer.endRow()
        }
        return writer.bytes
    }

    /// The number columns, described once for reading and writing.
    private struct Columns {
        typealias Path<Value> = WritableKeyPath<IntervalCounts, Value> & Sendable

        static let counts: [(name: String, path: Path<Int>)] = [
            ("offered", \.offered), ("answered", \.answered), ("abandoned", \.abandoned),
            ("short_abandoned", \.shortAbandoned), ("answered_within", \.answeredWithin),
            ("abandoned_within", \.abandonedWithin),
        ]
        static let seconds: [(name: String, path: Path<Double>)] = [
            ("talk_s", \.talkSeconds), ("hold_s", \.holdSeconds), ("wrap_s", \.wrapSeconds),
            ("handle_s", \.handleSeconds), ("wait_answered_s", \.waitAnsweredSeconds),
            ("wait_abandoned_s", \.waitAbandonedSeconds), ("max_wait_s", \.maxWaitSeconds),
        ]

        let counts: [(TableColumn, Path<Int>)]
        let seconds: [(TableColumn, Path<Double>)]

        init(_ table: Table) {
            counts = (Columns.counts + [("customers", \.customers)]).map { (table.column($0.name), $0.path) }
            seconds = Columns.seconds.map { (table.column($0.name), $0.path) }
        }

        func read(_ row: TableRow, into counts: inout IntervalCounts) throws(TabularError) {
            for (column, path) in self.counts {
                if let value = try row.optionalInt(column) {
                    counts[keyPath: path] = value
                } else if column.index != nil, counts.status == .open {
                    throw row.error(column, "expected a whole number, found nothing", hint: unknownHint)
                }
            }
            for (column, path) in seconds {
                if let value = try row.optionalDouble(column) {
                    counts[keyPath: path] = value
                } else if column.index != nil, counts.status == .open {
                    throw row.error(column, "expected a number, found nothing", hint: unknownHint)
                }
            }
        }

        private let unknownHint = "write 0 for none; an interval whose numbers are unknown has the status outage"
    }
}
