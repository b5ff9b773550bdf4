import ContactCenter
import Tabular

/// Changes to the text of a `history.csv` that leave every other byte alone, so that they can be undone to the byte.
public enum HistoryEdit {
    /// One interval of one stream.
    public struct Interval: Hashable, Sendable {
        let stream: QueueChannel
        let start: Instant

        /// The interval of `stream` at `start`.
        public init(stream: QueueChannel, start: Instant) {
            self.stream = stream
            self.start = start
        }
    }

    /// A history with marked records, and these as they were.
    public struct Marked: Hashable, Sendable {
        /// The bytes of the file.
        public var bytes: [UInt8]
        /// The records as they stood, without their line ends.
        public var originals: [Interval: String]
    }

    /// Sets the status of `intervals` to outage.
    ///
    /// - Throws: `TabularError.badData` when the file has no column `status`, is not UTF-8, or at its first fault.
    public static func markOutage(
        _ intervals: Set<Interval>, in input: InputBytes, channels: [Channel] = []
    ) throws(TabularError) -> Marked {
        var originals: [Interval: String] = [:]
        let bytes = try edit(input, channels: channels, required: ["status"]) { table, row, interval in
            guard intervals.contains(interval) else { return nil }
            let record = table.raw(row)
            originals[interval] = record
            return replacing(
                field: table.column("status").index ?? 0, of: record, by: IntervalCounts.Status.outage.rawValue,
                dialect: table.dialect)
        }
        return Marked(bytes: bytes, originals: originals)
    }

    /// Puts records back as they were.
    ///
    /// - Throws: `TabularError.badData` when a record is not there, or at the file's first fault.
    public static func restore(
        _ originals: [Interval: String], in input: InputBytes, channels: [Channel] = []
    ) throws(TabularError) -> [UInt8] {
        var left = originals
        let bytes = try edit(input, channels: channels, required: []) { _, _, interval in
            left.removeValue(forKey: interval).map { Array($0.utf8) }
        }
        if let (interval, _) = left.min(by: { ($0.key.stream, $0.key.start) < ($1.key.stream, $1.key.start) }) {
            throw .badData(
                Place(file: input.name),
                message: "\(interval.stream) at \(interval.start.iso8601(offsetSeconds: 0)) is not in the file"
                    + (left.count > 1 ? ", nor are \(left.count - 1) other intervals of the changes" : ""),
                hint: "undo the changes on the file that 'wfm clean' wrote with them")
        }
        return bytes
    }

    /// The file's bytes with the records for which `replacement` gives something else.
    private static func edit(
        _ input: InputBytes, channels: [Channel], required: [String],
        _ replacement: (_ table: Table, _ row: TableRow, _ interval: Interval) -> [UInt8]?
    ) throws(TabularError) -> [UInt8] {
        var table = try Table(input, required: StreamColumns.names + required)
        var key = StreamColumns(table, channels: channels)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(input.bytes.count)
        var copied = 0
        while let row = try table.next() {
            let (stream, start, _) = try key.read(row)
            guard let new = replacement(table, row, Interval(stream: stream, start: start)) else { continue }
            let old = Array(table.raw(row).utf8)
            let place = row.record.byteOffset
            guard place + old.count <= input.bytes.count, input.bytes[place..<place + old.count].elementsEqual(old)
            else {
                throw row.error(
                    "the file is not UTF-8, so its records cannot be changed in place",
                    hint: "save it as UTF-8 and clean that file")
            }
            bytes += input.bytes[copied..<place]
            bytes += new
            copied = place + old.count
        }
        bytes += input.bytes[copied...]
        return bytes
    }

    /// A record with another text in one field.
    private static func replacing(
        field: Int, of record: String, by text: String, dialect: CSVDialect
    ) -> [UInt8] {
        let bytes = Array(record.utf8)
        var current = 0
        var start = 0
        var isQuoted = false
        var end = bytes.count
        for (i, byte) in bytes.enumerated() {
            if byte == dialect.quote { isQuoted.toggle() }
            guard byte == dialect.delimiter, !isQuoted else { continue }
            if current == field {
                end = i
                break
            }
            current += 1
            start = i + 1
        }
        return Array(bytes[..<start]) + Array(text.utf8) + Array(bytes[end...])
    }
}
