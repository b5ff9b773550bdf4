import ContactCenter
import Tabular

/// The interval aggregate in the columns other tools' reference queries write, for comparison row by row:
/// `queue,channel,interval_start,offered,answered,abandoned,answered_20s,handle_s,customers`, one row per interval with
/// a contact, starts in seconds since 1970.
///
/// `answered_20s` is the history's `answered_within`: aggregate with a target of 20 seconds.
public enum ReferenceIntervals {
    /// The table of `history` (any order).
    public static func write(_ history: [IntervalCounts]) -> [UInt8] {
        var writer = CSVWriter(header: [
            "queue", "channel", "interval_start", "offered", "answered", "abandoned", "answered_20s", "handle_s",
            "customers",
        ])
        let rows = history.filter { $0.offered > 0 }.sorted {
            ($0.stream.queue, $0.stream.channel.name, $0.start) < ($1.stream.queue, $1.stream.channel.name, $1.start)
        }
        for row in rows {
            writer.add(row.stream.queue)
            writer.add(row.stream.channel.name)
            writer.add(row.start.seconds)
            writer.add(row.offered)
            writer.add(row.answered)
            writer.add(row.abandoned)
            writer.add(row.answeredWithin)
            writer.add(row.handleSeconds, decimals: 3)
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
