import ContactCenter
import Tabular

/// The interval aggregate in the columns other tools' reference queries write, for comparison row by row:
/// `queue,channel,interval_start,offered,answered,abandoned,answered_20s,handle_s,customers`, one row per interval with
/// a contact, starts in seconds since 1970.
///
/// `answered_20s` is the history's `answered_within`: aggregate with a target of 20 seconds.
public enum ReferenceIntervals {
    private static let columns = [
        "queue", "channel", "interval_start", "offered", "answered", "abandoned", "answered_20s", "handle_s",
        "customers",
    ]

    /// The header line alone, for a table that is written stream by stream.
    public static var header: [UInt8] { CSVWriter(header: columns).bytes }

    /// The table of `history` (any order).
    public static func write(_ history: [IntervalCounts]) -> [UInt8] {
        let rows = history.sorted {
            ($0.stream.queue, $0.stream.channel.name, $0.start) < ($1.stream.queue, $1.stream.channel.name, $1.start)
        }
        return write(rows, to: CSVWriter(header: columns))
    }

    /// Rows of one stream in order of time, to follow the ``header``.
    public static func writeRows(_ history: [IntervalCounts]) -> [UInt8] {
        write(history, to: CSVWriter(columns: columns.count, expectedBytes: 56 * history.count))
    }

    private static func write(_ rows: [IntervalCounts], to writer: consuming CSVWriter) -> [UInt8] {
        // The names are the same from row to row; making fields of them costs more than the numbers.
        var last: QueueChannel?
        var names: [UInt8] = []
        for row in rows where row.offered > 0 {
            if row.stream != last {
                last = row.stream
                names =
                    CSVWriter.encoded(row.stream.queue) + [UInt8(ascii: ",")]
                    + CSVWriter.encoded(row.stream.channel.name)
            }
            writer.add(encoded: names, fields: 2)
            writer.add(row.start.seconds)
            writer.add(row.offered)
            writer.add(row.answered)
            writer.add(row.abandoned)
            writer.add(row.answeredWithin)
            // Whole seconds, as most logs have them, are written quicker; the bytes are the same.
            if let whole = Int(exactly: row.handleSeconds) {
                writer.add(whole)
            } else {
                writer.add(row.handleSeconds, decimals: 3)
            }
            writer.add(row.customers)
            writer.endRow()
        }
        return writer.bytes
    }

    /// First-contact resolution per queue: `queue,eligible,first_contact`.
    public static func write(_ resolutions: [QueueResolution]) -> [UInt8] {
        var writer = CSVWriter(header: ["queue", "eligible", "first_contact"])
        for row in resolutions.sorted(by: { $0.queue < $1.queue }) {
            writer.add(row.queue)
            writer.add(row.eligible)
            writer.add(row.firstContact)
            writer.endRow()
        }
        return writer.bytes
    }
}
