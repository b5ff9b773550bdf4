import ContactCenter
import Tabular

/// `patience.csv`: how long customers are willing to wait.
public enum PatienceFile {
    /// Columns in the order written.
    public static let columns = [
        "queue", "channel", "from_s", "to_s", "at_risk", "abandoned", "answered", "hazard_per_s", "willing",
        "willing-lo-95", "willing-hi-95", "exponential",
    ]

    /// Writes rows in the order given; what is not known is empty.
    public static func write(_ rows: [PatienceInterval]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.addGuarded(row.stream.queue)
            writer.addGuarded(row.stream.channel.name)
            writer.add(row.fromSeconds, decimals: Decimals.seconds)
            writer.add(row.toSeconds, decimals: Decimals.seconds)
            writer.add(row.atRisk)
            writer.add(row.abandoned)
            writer.add(row.answered)
            writer.add(row.hazardPerSecond, decimals: 9)
            writer.add(row.willing, decimals: Decimals.share)
            writer.add(row.willing95?.lowerBound, decimals: Decimals.share)
            writer.add(row.willing95?.upperBound, decimals: Decimals.share)
            writer.add(row.exponential, decimals: Decimals.share)
            writer.endRow()
        }
        return writer.bytes
    }
}
