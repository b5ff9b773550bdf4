import ContactCenter
import Tabular

/// What was found and decided about the files of an import, for people and for programs.
public struct DataHealth: Sendable {
    /// One file.
    public struct File: Sendable {
        /// Path as given.
        public var name: String
        /// Bytes, unpacked and in UTF-8.
        public var bytes: Int
        /// What it was recognised as, or stated to be.
        public var format = SourceFormat.wfm
        /// Byte between fields; empty for files that have none.
        public var delimiter: String
        /// Columns of the header.
        public var columns: [String]
        /// Decisions about encoding, dialect, header and forms, in words.
        public var decisions: [String]
        /// Records with content.
        public var records: Int
    }

    /// Contacts of one stream that count.
    public struct Stream: Sendable {
        /// Queue × channel.
        public var stream: QueueChannel
        /// Inbound contacts.
        public var inbound: Int
    }

    /// The files in the order given.
    public var files: [File] = []
    /// Where the rows went.
    public var accounting = PlanSummary.Accounting()
    /// Refused rows by code.
    public var rejectsByCode: [String: Int] = [:]
    /// Streams by name.
    public var streams: [Stream] = []
    /// Outbound contacts.
    public var outbound = 0
    /// Everything else that was decided, in words.
    public var notes: [String] = []

    /// The report as JSON: `files`, `accounting`, `rejects_by_code`, `streams`, `outbound`, `notes`.
    public var json: JSONValue {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        return .object([
            .init(
                "files",
                .array(
                    files.map { file in
                        .object([
                            .init("file", .string(file.name)), .init("bytes", .integer(file.bytes)),
                            .init("format", .string(file.format.rawValue)),
                            .init("delimiter", .string(file.delimiter)), .init("columns", list(file.columns)),
                            .init("records", .integer(file.records)), .init("decisions", list(file.decisions)),
                        ])
                    })),
            .init("accounting", accounting.json),
            .init(
                "rejects_by_code",
                .object(rejectsByCode.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })),
            .init(
                "streams",
                .array(
                    streams.map { stream in
                        .object([
                            .init("queue", .string(stream.stream.queue)),
                            .init("channel", .string(stream.stream.channel.name)),
                            .init("inbound", .integer(stream.inbound)),
                        ])
                    })),
            .init("outbound", .integer(outbound)), .init("notes", list(notes)),
        ])
    }
}
