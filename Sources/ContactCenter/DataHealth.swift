/// What was found and decided about the files of an import, for people and for programs.
public struct DataHealth: Hashable, Sendable {
    /// One file.
    public struct File: Hashable, Sendable {
        /// Path as given.
        public var name: String
        /// Bytes, unpacked and in UTF-8.
        public var bytes: Int
        /// Name of the format that it was recognised as, or stated to be.
        public var format: String
        /// Byte between fields; empty for files that have none.
        public var delimiter: String
        /// Columns of the header.
        public var columns: [String]
        /// Decisions about encoding, dialect, header and forms, in words.
        public var decisions: [String]
        /// Records with content.
        public var records: Int

        /// What was found of one file.
        public init(
            name: String, bytes: Int, format: String, delimiter: String, columns: [String], decisions: [String],
            records: Int
        ) {
            self.name = name
            self.bytes = bytes
            self.format = format
            self.delimiter = delimiter
            self.columns = columns
            self.decisions = decisions
            self.records = records
        }
    }

    /// Contacts of one stream that count.
    public struct Stream: Hashable, Sendable {
        /// Queue × channel.
        public var stream: QueueChannel
        /// Inbound contacts.
        public var inbound: Int

        /// Contacts of `stream`.
        public init(stream: QueueChannel, inbound: Int) {
            self.stream = stream
            self.inbound = inbound
        }
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

    /// Nothing found yet.
    public init() {}
}
