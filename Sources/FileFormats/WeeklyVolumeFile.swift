import ContactCenter
import Tabular

/// `weeks.csv`: volume and handle time by week of each queue × channel.
public enum WeeklyVolumeFile {
    /// Columns in the order written.
    public static let columns = ["week", "queue", "channel", "volume", "aht_s", "volume-lo-80", "volume-hi-80"]

    static let requiredColumns = ["week", "queue", "channel", "volume"]

    /// Whether a table is one of weeks: it has a column `week`.
    public static func isWeekly(_ input: InputBytes) throws(TabularError) -> Bool {
        try Table(input, required: []).header.contains { $0.lowercased() == "week" }
    }

    /// Reads rows in file order. `week` is the week's Monday; where the 80 % interval is not given, the volume itself is.
    ///
    /// - Parameter channels: Channels under names of the centre's own, beside the known names.
    /// - Throws: `TabularError.badData` at the first fault, a week that is given twice among them.
    public static func read(_ input: InputBytes, channels: [Channel] = []) throws(TabularError) -> [WeeklyVolume] {
        var table = try Table(input, required: requiredColumns)
        let week = table.column("week")
        var key = StreamColumns(table, channels: channels)
        let volume = table.column("volume")
        let aht = table.column("aht_s")
        let lower = table.column("volume-lo-80")
        let upper = table.column("volume-hi-80")
        var rows: [WeeklyVolume] = []
        var lineOfWeek: [Key: Int] = [:]
        while let row = try table.next() {
            let monday = try row.date(week)
            guard monday.weekday == 0 else {
                throw row.error(
                    week, "\(monday) is no Monday", hint: "weeks begin on Monday: \(monday.monday)")
            }
            let stream = try key.stream(row)
            if let line = lineOfWeek.updateValue(row.line, forKey: Key(week: monday, stream: stream)) {
                throw row.error(
                    "the week of \(monday) of \(stream) is given twice (first on line \(line))",
                    hint: "keep one row a week")
            }
            let expected = try row.double(volume)
            let band = ForecastInterval.Band(
                lower: try row.optionalDouble(lower) ?? expected, upper: try row.optionalDouble(upper) ?? expected)
            guard band.lower <= band.upper else {
                throw row.error(lower, "the lower end \(band.lower) is above the upper end \(band.upper)")
            }
            let handleTime = try row.optionalDouble(aht)
            guard expected == 0 || (handleTime ?? 0) > 0 else {
                throw row.error(aht, "\(expected) contacts need a handle time above 0 seconds")
            }
            rows.append(
                WeeklyVolume(week: monday, stream: stream, volume: expected, volume80: band, ahtSeconds: handleTime))
        }
        return rows
    }

    /// Writes rows in the order given.
    public static func write(_ rows: [WeeklyVolume]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows {
            writer.add(row.week.description)
            writer.add(row.stream.queue)
            writer.add(row.stream.channel.name)
            writer.add(row.volume, decimals: Decimals.volume)
            writer.add(row.ahtSeconds, decimals: Decimals.seconds)
            writer.add(row.volume80.lower, decimals: Decimals.volume)
            writer.add(row.volume80.upper, decimals: Decimals.volume)
            writer.endRow()
        }
        return writer.bytes
    }

    private struct Key: Hashable {
        let week: CivilDate
        let stream: QueueChannel
    }
}
