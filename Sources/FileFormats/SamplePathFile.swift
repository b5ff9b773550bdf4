import ContactCenter
import Tabular

/// `paths.csv`: equally likely courses of all queues and channels together.
public enum SamplePathFile {
    /// Columns in the order written.
    public static let columns = ["path"] + StreamColumns.names + ["volume", "aht_s"]

    /// The header line.
    public static var head: [UInt8] { CSVWriter(header: columns).bytes }

    /// The rows of path `number` (1, 2, …), without the header line.
    public static func rows(path number: Int, _ rows: [SamplePathInterval], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        let start = writer.bytes.count
        for row in rows {
            writer.add(number)
            writer.addInterval(row.stream, row.start, row.intervalSeconds, zone: zone)
            writer.add(row.volume, decimals: Decimals.volume)
            writer.add(row.ahtSeconds, decimals: Decimals.seconds)
            writer.endRow()
        }
        return Array(writer.bytes[start...])
    }
}

/// `days.csv`: totals of days with prediction intervals of their own.
public enum DayForecastFile {
    /// Columns in the order written.
    public static let columns =
        ["queue", "channel", "date"]
        + ["volume", "work_s"].flatMap { name in
            [name] + [80, 95].flatMap { ["\(name)-lo-\($0)", "\(name)-hi-\($0)"] }
        }

    /// Writes rows in the order given; queue and channel are empty for all together.
    public static func write(_ rows: [DayForecast]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.stream?.queue ?? "")
            writer.add(row.stream?.channel.name ?? "")
            writer.add(row.date.description)
            let totals: [(DayForecast.Total?, decimals: Int)] = [(row.volume, Decimals.volume), (row.workSeconds, 0)]
            for (total, decimals) in totals {
                writer.add(total?.mean, decimals: decimals)
                for band in [total?.band80, total?.band95] {
                    writer.add(band?.lower, decimals: decimals)
                    writer.add(band?.upper, decimals: decimals)
                }
            }
            writer.endRow()
        }
        return writer.bytes
    }
}
