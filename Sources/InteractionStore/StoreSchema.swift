/// The tables of a store, as the steps by which they came to be. docs/formats.md describes them.
///
/// A step, once released, is never changed: another follows it.
enum StoreSchema {
    /// Marks an SQLite file as a store: "wfms".
    static let applicationID = 0x7766_6D73
    /// Version that the last step leads to.
    static var version: Int { steps.count }

    /// Columns of a version of a contact, but for its key; the order in which they are written and read.
    static let versionColumns = [
        "stream", "created_at", "is_outbound", "is_abandoned", "customer", "answered_at", "ended_at", "updated_at",
        "wait_s", "talk_s", "hold_s", "wrap_s", "agent", "disposition", "reason", "is_resolved", "is_transferred",
        "revenue_cents", "first_batch", "first_row", "last_batch", "last_row",
    ]

    private static let versionDefinition = """
        stream INTEGER NOT NULL, created_at INTEGER NOT NULL, is_outbound INTEGER NOT NULL,
        is_abandoned INTEGER NOT NULL, customer BLOB, answered_at INTEGER, ended_at INTEGER, updated_at INTEGER,
        wait_s REAL, talk_s REAL, hold_s REAL, wrap_s REAL, agent INTEGER, disposition INTEGER, reason INTEGER,
        is_resolved INTEGER, is_transferred INTEGER, revenue_cents INTEGER,
        first_batch INTEGER NOT NULL, first_row INTEGER NOT NULL, last_batch INTEGER, last_row INTEGER
        """

    /// Step n leads from version n to n + 1.
    static let steps = [
        // 1: what was read.
        """
        CREATE TABLE setting(name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE batch(
            batch INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, reading TEXT NOT NULL, name TEXT NOT NULL,
            bytes INTEGER NOT NULL, newest INTEGER NOT NULL, read INTEGER NOT NULL, accepted INTEGER NOT NULL,
            identical INTEGER NOT NULL, superseded INTEGER NOT NULL, rejected INTEGER NOT NULL,
            removed INTEGER NOT NULL) STRICT;
        CREATE TABLE stream(
            stream INTEGER PRIMARY KEY, queue TEXT NOT NULL, channel TEXT NOT NULL, UNIQUE(queue, channel)) STRICT;
        CREATE TABLE term(term INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE contact(contact INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, \(versionDefinition)) STRICT;
        CREATE INDEX contact_by_time ON contact(stream, created_at);
        CREATE TABLE superseded(
            superseded INTEGER PRIMARY KEY, contact INTEGER NOT NULL, digest BLOB NOT NULL, \(versionDefinition),
            UNIQUE(contact, digest)) STRICT;
        """,
        // 2: the history counted so far, what of it is out of date, and customers who must not come back.
        """
        CREATE TABLE interval(
            stream INTEGER NOT NULL, start INTEGER NOT NULL, seconds INTEGER NOT NULL, first_created INTEGER NOT NULL,
            last_created INTEGER NOT NULL, contacts INTEGER NOT NULL, offered INTEGER NOT NULL,
            answered INTEGER NOT NULL, abandoned INTEGER NOT NULL, short_abandoned INTEGER NOT NULL,
            answered_within INTEGER NOT NULL, abandoned_within INTEGER NOT NULL, talk_s REAL NOT NULL,
            hold_s REAL NOT NULL, wrap_s REAL NOT NULL, handle_s REAL NOT NULL, wait_answered_s REAL NOT NULL,
            wait_abandoned_s REAL NOT NULL, max_wait_s REAL NOT NULL, customers INTEGER NOT NULL,
            unknown_handle INTEGER NOT NULL, PRIMARY KEY(stream, start)) STRICT, WITHOUT ROWID;
        CREATE TABLE dirty(
            stream INTEGER NOT NULL, start INTEGER NOT NULL, PRIMARY KEY(stream, start)) STRICT, WITHOUT ROWID;
        CREATE TABLE erased(customer BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
        """,
    ]

    /// Brings a database of version `from` to ``version``, inside a transaction.
    static func migrate(_ database: Database, from: Int) throws(StoreError) {
        for step in steps[from...] { try database.execute(step) }
        try database.execute("PRAGMA user_version = \(version)")
    }
}
