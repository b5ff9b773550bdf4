import ContactCenter
import Tabular

/// The columns that every table of intervals begins with: `queue,channel,interval_start,interval_seconds`.
///
/// Refuses an interval given twice, which would be counted twice by whatever reads the rows.
struct StreamColumns: Sendable {
    static let names = ["queue", "channel", "interval_start", "interval_seconds"]

    private let queue: TableColumn
    private let channel: TableColumn
    private let start: TableColumn
    private let seconds: TableColumn
    private let channels: [String: Channel]
    private let longestSeconds: Int
    private var lastNames: (queue: String, channel: String)?
    private var lastStream: QueueChannel?
    private var lineOfInterval: [Key: Int] = [:]

    private struct Key: Hashable {
        let stream: QueueChannel
        let start: Instant
    }

    /// - Parameters:
    ///   - channels: Channels under names of the centre's own, beside the known names.
    ///   - longestSeconds: Longest interval that is taken.
    init(_ table: Table, channels: [Channel], longestSeconds: Int = 86_400) {
        self.longestSeconds = longestSeconds
        queue = table.column("queue")
        channel = table.column("channel")
        start = table.column("interval_start")
        seconds = table.column("interval_seconds")
        self.channels = Dictionary(channels.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Stream, start and length of a row's interval.
    mutating func read(_ row: TableRow) throws(TabularError) -> (
        stream: QueueChannel, start: Instant, intervalSeconds: Int
    ) {
        let stream = try stream(row)
        let instant = try row.instant(start)
        let length = try row.int(seconds, in: 1...longestSeconds)
        if let earlier = lineOfInterval.updateValue(row.line, forKey: Key(stream: stream, start: instant)) {
            throw row.error(
                "\(stream) at '\(row.optionalText(start))' is given twice (first on line \(earlier))",
                hint: "keep one row an interval")
        }
        return (stream, instant, length)
    }

    /// Queue and channel of a row.
    mutating func stream(_ row: TableRow) throws(TabularError) -> QueueChannel {
        let queueName = try row.text(queue)
        let channelName = try row.text(channel)
        if let lastNames, let lastStream, lastNames == (queueName, channelName) { return lastStream }
        guard let known = channels[channelName.lowercased()] ?? Channel(channelName) else {
            let names = channels.keys.sorted() + Channel.knownNames.keys.sorted()
            throw row.error(
                channel, "unknown channel '\(channelName)'",
                hint: nearestName(to: channelName, among: names).map { "did you mean '\($0)'?" }
                    ?? "channels known by name: \(Channel.knownNames.keys.sorted().joined(separator: ", "))")
        }
        let stream = QueueChannel(queue: queueName, channel: known)
        lastNames = (queueName, channelName)
        lastStream = stream
        return stream
    }
}

/// Places after the point of the numbers of the native files: finer than any decision, and short.
enum Decimals {
    /// Contacts.
    static let volume = 4
    /// Seconds.
    static let seconds = 3
    /// Agents and Erlangs.
    static let agents = 4
    /// Shares and ratios.
    static let share = 6
}

extension CSVWriter {
    /// The columns that every table of intervals begins with.
    mutating func addInterval(_ stream: QueueChannel, _ start: Instant, _ intervalSeconds: Int, zone: ZoneRules) {
        add(stream.queue)
        add(stream.channel.name)
        add(zone.iso8601(start))
        add(intervalSeconds)
    }
}
