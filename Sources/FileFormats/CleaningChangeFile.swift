import ContactCenter
import Tabular

/// `changes.csv`: what cleaning found in a history, and what is needed to undo it.
public enum CleaningChangeFile {
    /// One interval of a finding.
    public struct Row: Hashable, Sendable {
        /// Number of the finding, from 1; its intervals share it.
        public var change: Int
        /// What was found, e.g. `outlier_day`.
        public var kind: String
        /// The stream.
        public var stream: QueueChannel
        /// Start of the interval.
        public var start: Instant
        /// Length in seconds.
        public var intervalSeconds: Int
        /// Contacts counted in all intervals of the finding; `nil` = not asked.
        public var offered: Int?
        /// Contacts usual in all of them; `nil` = not asked.
        public var usual: Double?
        /// Why, in words.
        public var reason: String
        /// The record of the history as it was; `nil` for a finding that is only reported.
        public var original: String?

        /// One interval of the finding number `change`.
        public init(
            change: Int, kind: String, stream: QueueChannel, start: Instant, intervalSeconds: Int, offered: Int?,
            usual: Double?, reason: String, original: String?
        ) {
            self.change = change
            self.kind = kind
            self.stream = stream
            self.start = start
            self.intervalSeconds = intervalSeconds
            self.offered = offered
            self.usual = usual
            self.reason = reason
            self.original = original
        }
    }

    /// Columns in the order written.
    public static let columns = [
        "change", "kind", "queue", "channel", "interval_start", "interval_seconds", "offered", "usual", "reason",
        "original",
    ]

    /// Reads rows in file order.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes, channels: [Channel] = []) throws(TabularError) -> [Row] {
        var table = try Table(input, required: columns)
        var key = StreamColumns(table, channels: channels)
        let change = table.column("change")
        let kind = table.column("kind")
        let offered = table.column("offered")
        let usual = table.column("usual")
        let reason = table.column("reason")
        let original = table.column("original")
        var rows: [Row] = []
        while let row = try table.next() {
            // A day that begins a new level may have an interval that is marked as well: only records stand once.
            let isReport = row.isEmpty(original)
            var ownKey = isReport ? StreamColumns(table, channels: channels) : key
            let (stream, start, seconds) = try ownKey.read(row)
            if !isReport { key = ownKey }
            rows.append(
                Row(
                    change: try row.int(change, in: 1...TableRow.counts.upperBound), kind: try row.text(kind),
                    stream: stream, start: start, intervalSeconds: seconds, offered: try row.optionalInt(offered),
                    usual: try row.optionalDouble(usual), reason: row.optionalText(reason),
                    original: isReport ? nil : row.optionalText(original)))
        }
        return rows
    }

    /// Writes rows in the order given, times with the zone's offset.
    public static func write(_ rows: [Row], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.change)
            writer.add(row.kind)
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            writer.add(row.offered)
            writer.add(row.usual, decimals: Decimals.volume)
            writer.add(row.reason)
            writer.add(row.original ?? "")
            writer.endRow()
        }
        return writer.bytes
    }
}
