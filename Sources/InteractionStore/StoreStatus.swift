import ContactCenter

/// What a store holds.
public struct StoreStatus: Hashable, Sendable {
    /// Version of its tables.
    public var schemaVersion: Int
    /// IANA name of its clock.
    public var timeZone: String
    /// Its files in the order of their rank: later ones correct earlier ones.
    public var batches: [Batch]
    /// Contacts.
    public var contacts: Int
    /// Versions of contacts that do not stand.
    public var supersededVersions: Int
    /// Queues × channels.
    public var streams: [QueueChannel]
    /// Start of the first and last contact; `nil` without contacts.
    public var period: ClosedRange<Instant>?
    /// How the history was counted last; `nil` = not yet.
    public var history: HistorySettings?
    /// Intervals counted.
    public var intervals: Int
    /// Those of them whose contacts have changed since.
    public var dirtyIntervals: Int
    /// Contacts before this are not kept.
    public var keptFrom: Instant?
    /// Customers who are not let in.
    public var erasedCustomers: Int
    /// Whether bytes of removed rows may still be in the file.
    public var scrubPending: Bool

    /// The accounting of all batches together.
    public var accounting: BatchAccounting { batches.reduce(BatchAccounting()) { $0 + $1.accounting } }
}

extension InteractionStore {
    /// The files in the store, in the order of their rank: later ones correct earlier ones.
    public func batches() throws(StoreError) -> [Batch] {
        var found: [Int: Batch] = [:]
        let statement = try database.prepare(
            """
            SELECT batch, name, content, bytes, reading, newest, read, accepted, identical, superseded, rejected, removed
            FROM batch
            """)
        while try statement.step() {
            var accounting = BatchAccounting()
            accounting.read = statement.integer(6)
            accounting.accepted = statement.integer(7)
            accounting.identicalDuplicates = statement.integer(8)
            accounting.superseded = statement.integer(9)
            accounting.rejected = statement.integer(10)
            accounting.removed = statement.integer(11)
            found[statement.integer(0)] = Batch(
                name: statement.text(1), content: hexadecimal(statement.bytes(2)), bytes: statement.integer(3),
                reading: statement.text(4), newest: Instant(seconds: statement.integer(5)), accounting: accounting)
        }
        return try BatchRanking(database).ordered.compactMap { found[$0] }
    }

    /// What the store holds.
    ///
    /// - Complexity: O(contacts), reading an index.
    public func status() throws(StoreError) -> StoreStatus {
        func count(_ table: String) throws(StoreError) -> Int {
            try database.integer("SELECT count(*) FROM \(table)") ?? 0
        }
        var period: ClosedRange<Instant>?
        if let first = try database.integer("SELECT min(created_at) FROM contact INDEXED BY contact_by_time"),
            let last = try database.integer("SELECT max(created_at) FROM contact INDEXED BY contact_by_time")
        {
            period = Instant(seconds: first)...Instant(seconds: last)
        }
        return StoreStatus(
            schemaVersion: try database.integer("PRAGMA user_version") ?? 0, timeZone: timeZone,
            batches: try batches(), contacts: try count("contact"), supersededVersions: try count("superseded"),
            streams: try streams().values.sorted(), period: period, history: try HistorySettings(settings),
            intervals: try count("interval"), dirtyIntervals: try count("dirty"),
            keptFrom: try settings.integer(.keptFrom).map { Instant(seconds: $0) },
            erasedCustomers: try count("erased"), scrubPending: try settings.integer(.scrubPending) == 1)
    }
}
