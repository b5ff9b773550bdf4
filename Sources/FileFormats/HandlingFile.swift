import ContactCenter
import Tabular

/// `handling.csv`: handle time by arrival, by the contacts' end, and true to interval.
public enum HandlingFile {
    /// Columns in the order written.
    public static let columns = [
        "queue", "channel", "interval_start", "interval_seconds", "handled_by_arrival", "handle_s_by_arrival",
        "handled_by_end", "handle_s_by_end", "handle_s_worked",
    ]

    /// Writes rows in the order given, times with the zone's offset.
    public static func write(_ rows: [BookedHandling], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            writer.add(row.handledByArrival)
            writer.add(row.arrivalSeconds, decimals: Decimals.seconds)
            writer.add(row.handledByEnd)
            writer.add(row.endSeconds, decimals: Decimals.seconds)
            writer.add(row.workedSeconds, decimals: Decimals.seconds)
            writer.endRow()
        }
        return writer.bytes
    }
}
