import ContactCenter
import Tabular

/// `overrides.csv`: planners' corrections of the forecast.
public enum OverrideFile {
    /// Columns in the order written.
    public static let columns = [
        "queue", "channel", "from", "to", "kind", "value", "author", "reason", "created_at",
    ]

    /// Reads rows in file order.
    ///
    /// An empty `queue` or `channel` means all of them. `from`, `to` and `created_at` are times with offset, or dates on
    /// the clock of `zone`: from the start of that day, to the end of it.
    /// - Throws: `TabularError.badData` at the first fault.
    public static func read(_ input: InputBytes, zone: ZoneRules) throws(TabularError) -> [ForecastOverride] {
        var table = try Table(input, required: columns)
        let queue = table.column("queue")
        let channel = table.column("channel")
        let from = table.column("from")
        let to = table.column("to")
        let kind = table.column("kind")
        let value = table.column("value")
        let author = table.column("author")
        let reason = table.column("reason")
        let created = table.column("created_at")
        var overrides: [ForecastOverride] = []
        while let row = try table.next() {
            let start = try instant(row, from, zone: zone, daysLater: 0)
            let end = try instant(row, to, zone: zone, daysLater: 1)
            guard end > start else {
                throw row.error(to, "'\(row.optionalText(to))' is not after '\(row.optionalText(from))'")
            }
            let what = try row.choice(kind, ForecastOverride.Kind.self)
            // Only what is added may be negative.
            let number = try row.double(value, atLeast: what == .add ? -TableRow.largest : 0)
            let names = try row.names(author)
            guard let name = names.first, names.count == 1 else {
                throw row.error(author, "expected one name, found '\(row.optionalText(author))'")
            }
            overrides.append(
                ForecastOverride(
                    queue: row.isEmpty(queue) ? nil : row.optionalText(queue),
                    channel: row.isEmpty(channel) ? nil : row.optionalText(channel).lowercased(), from: start, to: end,
                    kind: what, value: number, author: name, reason: try row.text(reason),
                    createdAt: try instant(row, created, zone: zone, daysLater: 0)))
        }
        return overrides
    }

    /// Writes rows in the order given, times with the zone's offset.
    public static func write(_ overrides: [ForecastOverride], zone: ZoneRules) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for override in overrides {
            writer.add(override.queue ?? "")
            writer.add(override.channel ?? "")
            writer.add(zone.iso8601(override.from))
            writer.add(zone.iso8601(override.to))
            writer.add(override.kind.rawValue)
            writer.add(override.value, decimals: Decimals.share)
            writer.add(override.author)
            writer.add(override.reason)
            writer.add(zone.iso8601(override.createdAt))
            writer.endRow()
        }
        return writer.bytes
    }

    /// A time with offset, or midnight of a date on the clock of `zone`, `daysLater` days later.
    private static func instant(
        _ row: TableRow, _ column: TableColumn, zone: ZoneRules, daysLater: Int
    ) throws(TabularError) -> Instant {
        if let date = CivilDate(row.optionalText(column)) {
            return zone.instant(of: LocalTime(date: date + daysLater))
        }
        return try row.instant(column)
    }
}
