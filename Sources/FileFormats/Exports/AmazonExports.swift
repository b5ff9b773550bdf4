import ContactCenter
import Tabular

/// Ids of queues in Amazon Connect, by their names: a table `queue,queue_id`.
public enum QueueIDFile {
    /// Reads the table.
    ///
    /// - Throws: `TabularError.badData` at the first fault, and for a queue named twice.
    public static func read(_ input: InputBytes) throws(TabularError) -> [String: String] {
        var table = try Table(input, required: ["queue", "queue_id"])
        let queue = table.column("queue")
        let id = table.column("queue_id")
        var ids: [String: String] = [:]
        while let row = try table.next() {
            let name = try row.text(queue)
            guard ids.updateValue(try row.text(id), forKey: name) == nil else {
                throw row.error(queue, "queue '\(name)' is named twice")
            }
        }
        return ids
    }
}

/// History and forecast overrides for Amazon Connect.
///
/// Source: Amazon Connect Administrator Guide, "Import historical data for forecasting" and "Override a forecast": UTC,
/// volumes whole, `IntervalDuration` 15mins, 30mins or daily.
public enum AmazonConnectFile {
    private static let format = "Amazon Connect"
    private static let lengths = [900, 1800, 86_400]
    /// Columns of an override in the order written.
    public static let overrideColumns = [
        "QueueName", "QueueId", "ChannelType", "TimeStamp", "IntervalDuration", "IncomingContactVolume",
        "AverageHandleTime",
    ]
    /// Columns of a history in the order written.
    public static let historyColumns = overrideColumns + ["ContactsHandled"]

    /// Writes open intervals with a contact, by queue and time.
    ///
    /// - Throws: ``ExportError``
    public static func write(history rows: [IntervalCounts], ids: [String: String]) throws(ExportError) -> [UInt8] {
        var writer = CSVWriter(header: historyColumns)
        for row in rows.sorted(by: { ($0.stream, $0.start) < ($1.stream, $1.start) })
        where row.status != .outage && row.offered > 0 {
            guard row.unknown.isDisjoint(with: [.answered, .handle]) else {
                throw .missing(
                    row.stream, measure: "handle_s", start: ZoneRules.utc.iso8601(row.start), format: format)
            }
            try writer.addKey(row.stream, row.start, row.intervalSeconds, ids)
            writer.add(row.offered)
            writer.add(row.ahtSeconds ?? 0, decimals: 3)
            writer.add(row.answered)
            writer.endRow()
        }
        return writer.bytes
    }

    /// Writes a forecast as an override, by queue and time; volumes become whole contacts.
    ///
    /// - Throws: ``ExportError``
    public static func write(override rows: [ForecastInterval], ids: [String: String]) throws(ExportError) -> [UInt8] {
        var writer = CSVWriter(header: overrideColumns)
        for (stream, unordered) in Dictionary(grouping: rows, by: \.stream).sorted(by: { $0.key < $1.key }) {
            let intervals = unordered.sorted { $0.start < $1.start }
            let volumes = WholeVolumes.rounded(intervals.map(\.volume))
            for (row, volume) in zip(intervals, volumes) {
                guard row.ahtSeconds != nil || volume == 0 else {
                    throw .missing(
                        stream, measure: "aht_s", start: ZoneRules.utc.iso8601(row.start), format: format)
                }
                try writer.addKey(stream, row.start, row.intervalSeconds, ids)
                writer.add(volume)
                writer.add(row.ahtSeconds ?? 0, decimals: 3)
                writer.endRow()
            }
        }
        return writer.bytes
    }

    fileprivate static func duration(_ stream: QueueChannel, _ seconds: Int) throws(ExportError) -> String {
        switch seconds {
        case 900: return "15mins"
        case 1800: return "30mins"
        case 86_400: return "daily"
        default: throw .intervalLength(stream, seconds: seconds, format: format, known: lengths)
        }
    }

    fileprivate static func channel(_ stream: QueueChannel) throws(ExportError) -> String {
        switch stream.channel.name {
        case "voice", "phone", "telephone", "call": return "VOICE"
        case "chat", "webchat", "web", "messaging": return "CHAT"
        default: throw .unknownChannel(stream, format: format, known: ["voice", "chat"])
        }
    }

    /// Letters, digits and `- _ . ( )` and blanks, as the guide allows.
    fileprivate static func name(_ queue: String) throws(ExportError) -> String {
        let isAllowed = queue.allSatisfy { $0.isLetter || $0.isNumber || "-_.() ".contains($0) }
        guard isAllowed, queue.first != "-" else {
            throw .name(queue, format: format, rule: "letters, digits, - _ . ( ) and blanks")
        }
        return queue
    }
}

extension CSVWriter {
    fileprivate mutating func addKey(
        _ stream: QueueChannel, _ start: Instant, _ seconds: Int, _ ids: [String: String]
    ) throws(ExportError) {
        add(try AmazonConnectFile.name(stream.queue))
        addGuarded(ids[stream.queue] ?? "")
        add(try AmazonConnectFile.channel(stream))
        add(ZoneRules.utc.iso8601(start))
        add(try AmazonConnectFile.duration(stream, seconds))
    }
}
