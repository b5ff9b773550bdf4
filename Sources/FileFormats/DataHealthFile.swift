import ContactCenter
import Tabular

/// `health.json`: what was found and decided about the files of an import.
public enum DataHealthFile {
    /// Writes `files`, `accounting`, `rejects_by_code`, `streams`, `outbound`, `notes`.
    public static func write(_ health: DataHealth) -> [UInt8] {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        let accounting = health.accounting
        return JSONValue.object([
            .init(
                "files",
                .array(
                    health.files.map { file in
                        .object([
                            .init("file", .string(file.name)), .init("bytes", .integer(file.bytes)),
                            .init("format", .string(file.format)), .init("delimiter", .string(file.delimiter)),
                            .init("columns", list(file.columns)), .init("records", .integer(file.records)),
                            .init("decisions", list(file.decisions)),
                        ])
                    })),
            .init(
                "accounting",
                .object([
                    .init("read", .integer(accounting.read)), .init("accepted", .integer(accounting.accepted)),
                    .init("identical_duplicates", .integer(accounting.identicalDuplicates)),
                    .init("superseded", .integer(accounting.superseded)),
                    .init("rejected", .integer(accounting.rejected)),
                ])),
            .init(
                "rejects_by_code",
                .object(health.rejectsByCode.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })),
            .init(
                "streams",
                .array(
                    health.streams.map { stream in
                        .object([
                            .init("queue", .string(stream.stream.queue)),
                            .init("channel", .string(stream.stream.channel.name)),
                            .init("inbound", .integer(stream.inbound)),
                        ])
                    })),
            .init("outbound", .integer(health.outbound)), .init("notes", list(health.notes)),
        ]).serialised()
    }

    /// Reads what ``write(_:)`` wrote; names that it does not know are ignored.
    ///
    /// - Throws: `TabularError.badData` for a text that is no such report.
    public static func read(_ input: InputBytes) throws(TabularError) -> DataHealth {
        let root = try JSONValue.parse(input)
        guard let accounting = root["accounting"], let files = root["files"]?.array else {
            throw .badData(
                Place(file: input.name), message: "expected a data-health report with files and accounting",
                hint: "wfm plan and wfm import --health write it")
        }
        func texts(_ value: JSONValue?) -> [String] { value?.array?.compactMap(\.string) ?? [] }
        var health = DataHealth()
        health.files = files.map { file in
            DataHealth.File(
                name: file["file"]?.string ?? "", bytes: file["bytes"]?.int ?? 0, format: file["format"]?.string ?? "",
                delimiter: file["delimiter"]?.string ?? "", columns: texts(file["columns"]),
                decisions: texts(file["decisions"]), records: file["records"]?.int ?? 0)
        }
        health.accounting.read = accounting["read"]?.int ?? 0
        health.accounting.accepted = accounting["accepted"]?.int ?? 0
        health.accounting.identicalDuplicates = accounting["identical_duplicates"]?.int ?? 0
        health.accounting.superseded = accounting["superseded"]?.int ?? 0
        health.accounting.rejected = accounting["rejected"]?.int ?? 0
        for member in root["rejects_by_code"]?.members ?? [] {
            health.rejectsByCode[member.name] = member.value.int
        }
        health.streams = (root["streams"]?.array ?? []).compactMap { item in
            guard let queue = item["queue"]?.string, let name = item["channel"]?.string else { return nil }
            let channel = Channel(name) ?? Channel(name: name, service: .immediate)
            return DataHealth.Stream(
                stream: QueueChannel(queue: queue, channel: channel), inbound: item["inbound"]?.int ?? 0)
        }
        health.outbound = root["outbound"]?.int ?? 0
        health.notes = texts(root["notes"])
        return health
    }
}
