import ContactCenter
import Tabular

/// `version-accuracy.csv`: how versions of a forecast did against what came, by distance ahead.
public enum VersionAccuracyFile {
    /// Columns in the order written.
    public static let columns = [
        "version", "queue", "channel", "lead", "forecast", "author", "days", "intervals", "actual", "expected", "wape",
        "bias", "coverage_80", "coverage_95",
    ]

    /// Writes rows in the order given; queue and channel are empty for all together, author for all intervals.
    public static func write(_ rows: [VersionAccuracy]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.version)
            writer.add(row.stream?.queue ?? "")
            writer.add(row.stream?.channel.name ?? "")
            writer.add(row.lead.rawValue)
            writer.add(row.source.rawValue)
            writer.add(row.author ?? "")
            writer.add(row.days)
            writer.add(row.intervals)
            writer.add(row.actual, decimals: Decimals.volume)
            writer.add(row.expected, decimals: Decimals.volume)
            for share in [row.wape, row.bias, row.coverage80, row.coverage95] {
                writer.add(share, decimals: Decimals.share)
            }
            writer.endRow()
        }
        return writer.bytes
    }
}
