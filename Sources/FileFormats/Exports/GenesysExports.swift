import ContactCenter
import Tabular

/// History for Genesys Cloud workforce management.
///
/// Source: Genesys Cloud Resource Center, "Prepare the historical data import .csv file": UTC, intervals on quarter-hours,
/// the handle time as a total.
public enum GenesysHistoryFile {
    /// Columns in the order written.
    public static let columns = [
        "Interval Start UTC Date", "Queue", "Media Type", "Skill Set", "Language", "Offered", "Interactions Handled",
        "Total Handle Time (Seconds)",
    ]

    /// Writes open intervals with a contact, by time and queue.
    ///
    /// - Throws: ``ExportError``
    public static func write(_ rows: [IntervalCounts]) throws(ExportError) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        let format = "Genesys Cloud WFM history"
        for row in rows.sorted(by: { ($0.start, $0.stream) < ($1.start, $1.stream) })
        where row.status != .outage && row.offered > 0 {
            guard row.intervalSeconds == 900 || row.intervalSeconds == 1800 || row.intervalSeconds == 3600 else {
                throw .intervalLength(
                    row.stream, seconds: row.intervalSeconds, format: format, known: [900, 1800, 3600])
            }
            guard row.unknown.isDisjoint(with: [.answered, .handle]) else {
                throw .missing(
                    row.stream, measure: "handle_s", start: ZoneRules.utc.iso8601(row.start), format: format)
            }
            writer.add(ZoneRules.utc.iso8601(row.start))
            writer.addGuarded(row.stream.queue)
            writer.add(try GenesysMedia.name(of: row.stream, format: format))
            writer.add("")
            writer.add("")
            writer.add(row.offered)
            writer.add(row.answered)
            writer.add(row.handleSeconds, decimals: Decimals.seconds)
            writer.endRow()
        }
        return writer.bytes
    }
}

/// A forecast for Genesys Cloud workforce management's "Import forecast", a planning group a queue.
///
/// Source: Genesys Cloud Resource Center, short-term forecasts, "Import Forecast": UTC; one row for each interval and
/// planning group.
public enum GenesysForecastFile {
    /// Columns in the order written.
    public static let columns = ["Interval Start UTC Date", "Planning Group", "Offered", "Average Handle Time"]

    /// Writes intervals by time and queue; the planning group has the queue's name.
    ///
    /// - Throws: ``ExportError/missing(_:measure:start:format:)`` for a volume without a handle time.
    public static func write(_ rows: [ForecastInterval]) throws(ExportError) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for row in rows.sorted(by: { ($0.start, $0.stream) < ($1.start, $1.stream) }) {
            guard row.ahtSeconds != nil || row.volume == 0 else {
                throw .missing(
                    row.stream, measure: "aht_s", start: ZoneRules.utc.iso8601(row.start),
                    format: "Genesys Cloud forecast")
            }
            writer.add(ZoneRules.utc.iso8601(row.start))
            writer.addGuarded(row.stream.queue)
            writer.add(row.volume, decimals: 2)
            writer.add(row.ahtSeconds ?? 0, decimals: 2)
            writer.endRow()
        }
        return writer.bytes
    }
}

private enum GenesysMedia {
    static func name(of stream: QueueChannel, format: String) throws(ExportError) -> String {
        switch stream.channel.name {
        case "voice", "phone", "telephone", "call": return "Voice"
        case "chat", "webchat", "web": return "Chat"
        case "email", "e-mail", "mail": return "Email"
        case "callback": return "Callback"
        case "messaging", "whatsapp", "sms", "social": return "Message"
        default:
            throw .unknownChannel(stream, format: format, known: ["voice", "chat", "email", "callback", "messaging"])
        }
    }
}
