import Tabular

/// A mapping file for a table of intervals: which column holds what, where names alone do not tell.
public struct IntervalMapping: Sendable {
    /// Byte between fields; `nil` = found from the content.
    var delimiter: UInt8?
    /// Columns by role.
    var names: [IntervalColumn.Role: String] = [:]
    /// Units of bare numbers.
    var units: [IntervalColumn.Role: ColumnMapping.DurationField.Unit] = [:]
    /// Queue of every row.
    var queue: String?
    /// Channel of every row.
    var channel: String?
    /// Channels by the names of the file.
    var channelNames: [String: String] = [:]
    /// Length of every interval.
    var intervalSeconds: Int?

    /// Keys of numbers, by role.
    private static let numbers: [(key: String, role: IntervalColumn.Role)] = [
        ("offered", .offered), ("answered", .answered), ("abandoned", .abandoned),
        ("short_abandoned", .shortAbandoned), ("answered_within", .answeredWithin),
        ("abandoned_within", .abandonedWithin), ("customers", .customers), ("service_level", .serviceLevel),
        ("abandonment", .abandonmentShare),
    ]
    /// Keys of lengths of time, by role.
    private static let durations: [(key: String, role: IntervalColumn.Role)] = [
        ("talk_s", .talkTotal), ("hold_s", .holdTotal), ("wrap_s", .wrapTotal), ("handle_s", .handleTotal),
        ("mean_talk_s", .talkMean), ("mean_hold_s", .holdMean), ("mean_wrap_s", .wrapMean), ("aht_s", .handleMean),
        ("wait_answered_s", .waitAnsweredTotal), ("wait_abandoned_s", .waitAbandonedTotal), ("asa_s", .speedOfAnswer),
        ("max_wait_s", .longestWait),
    ]

    /// Whether a mapping file maps intervals, not contacts.
    static func isOne(_ root: YAMLNode) -> Bool {
        guard case .mapping(let entries) = root.content else { return false }
        return entries.contains { $0.key == "interval_start" }
    }

    /// Reads a mapping file: `interval_start` is a column or `{date, time}`; `queue` and `channel` a column or
    /// `{constant}`, `channel` also `{column, values}`; numbers are columns; lengths of time columns or `{column, unit}`;
    /// `interval_seconds` is a number or a column.
    ///
    /// - Throws: `badData` with line and key for anything unknown, missing or of the wrong kind.
    init(_ root: YAMLNode) throws(TabularError) {
        let keys = ["version", "delimiter", "interval_start", "interval_seconds", "queue", "channel"]
        try root.allowOnly(
            keys + IntervalMapping.numbers.map(\.key) + IntervalMapping.durations.map(\.key))
        _ = try root.required("version").int(in: 1...1)
        let start = try root.required("interval_start")
        if case .scalar = start.content {
            names[.start] = try start.text()
        } else {
            try start.allowOnly(["date", "time"])
            names[.date] = try start.required("date").text()
            names[.time] = try start.required("time").text()
        }
        if let node = try root.optional("interval_seconds") {
            let text = try node.text()
            if let seconds = Int(text) { intervalSeconds = seconds } else { names[.length] = text }
        }
        if let node = try root.optional("queue") {
            if case .scalar = node.content {
                names[.queue] = try node.text()
            } else {
                try node.allowOnly(["constant"])
                queue = try node.required("constant").text()
            }
        }
        if let node = try root.optional("channel") {
            if case .scalar = node.content {
                names[.channel] = try node.text()
            } else {
                try node.allowOnly(["constant", "column", "values"])
                if let constant = try node.optional("constant") {
                    channel = try constant.text()
                } else {
                    names[.channel] = try node.required("column").text()
                    for entry in try node.optional("values")?.entries() ?? [] {
                        channelNames[entry.key] = try entry.value.text()
                    }
                }
            }
        }
        for (key, role) in IntervalMapping.numbers {
            if let node = try root.optional(key) { names[role] = try node.text() }
        }
        for (key, role) in IntervalMapping.durations {
            guard let node = try root.optional(key) else { continue }
            units[role] = .seconds
            if case .scalar = node.content {
                names[role] = try node.text()
            } else {
                try node.allowOnly(["column", "unit"])
                names[role] = try node.required("column").text()
                units[role] = try node.optional("unit")?.choice(ColumnMapping.DurationField.Unit.self) ?? .seconds
            }
        }
        guard names[.offered] != nil || names[.answered] != nil else {
            throw root.error(
                "neither 'offered' nor 'answered' names a column", hint: "say which column counts contacts")
        }
        if let node = try root.optional("delimiter") {
            delimiter = try node.choice([
                (word: ",", value: UInt8(ascii: ",")), (word: ";", value: UInt8(ascii: ";")),
                (word: "tab", value: UInt8(ascii: "\t")), (word: "|", value: UInt8(ascii: "|")),
            ])
        }
    }

    /// The columns that a file must have.
    var columns: [String] { Set(names.values).sorted() }

    /// The positions in one file.
    func resolved(in reader: CSVReader) throws(TabularError) -> IntervalColumns {
        _ = try reader.require(columns)
        var found = IntervalColumns()
        for (role, name) in names { found.positions[role] = reader.column(name) }
        found.units = units
        found.queue = queue
        found.channel = channel
        found.channelNames = channelNames
        found.intervalSeconds = intervalSeconds
        return found
    }
}

/// A mapping file: of contacts or of intervals.
public enum SourceMapping: Sendable {
    /// Rows are contacts.
    case contacts(ColumnMapping)
    /// Rows are intervals.
    case intervals(IntervalMapping)

    /// Reads a mapping file; `interval_start` among its keys says that rows are intervals.
    public static func read(_ input: InputBytes) throws(TabularError) -> SourceMapping {
        let root = try YAMLNode.parse(input)
        return IntervalMapping.isOne(root)
            ? .intervals(try IntervalMapping(root)) : .contacts(try ColumnMapping.read(input))
    }
}
