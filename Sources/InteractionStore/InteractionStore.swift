import ContactCenter

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Interactions of many files in one SQLite database: each contact once, with its earlier versions.
///
/// What a store holds depends on which files were imported, not on their order: files are ranked by their newest
/// contact and then by the hash of their content, and all that is decided is decided by that rank. So its history is
/// that of `wfm import` over the same files in the order of ``batches()``.
///
/// ```swift
/// let store = try InteractionStore.open("centre.store", creatingFor: "Europe/London")
/// guard case .open(var batch) = try store.begin(BatchFile(…), key: key) else { return }
/// try batch.add(interactions)
/// guard case .stored(let report) = try batch.finish(read: 2, rejected: 0) else { … }
/// ```
/// One connection, for one thread at a time.
public final class InteractionStore {
    /// Path as given.
    public let path: String
    /// Clock of the centre: IANA name.
    public let timeZone: String
    /// Whether it was made by this call.
    public let isNew: Bool
    /// Schema version it was brought up from; `nil` = it was up to date.
    public let migratedFrom: Int?
    let database: Database
    let settings: StoreSettings

    /// Whether this wfm was built with the store.
    public static var isBuilt: Bool { Database.isBuilt }

    private init(_ database: Database, timeZone: String, isNew: Bool, migratedFrom: Int?) {
        self.database = database
        settings = StoreSettings(database: database)
        path = database.path
        self.timeZone = timeZone
        self.isNew = isNew
        self.migratedFrom = migratedFrom
    }

    /// Opens a store.
    ///
    /// - Parameter timeZone: Clock of the centre, for a store that is made now; another clock than that of an existing
    ///   store is refused.
    /// - Parameter creates: Whether a missing store is made.
    /// - Parameter waitSeconds: How long to wait for another process that writes to it.
    /// - Parameter mostPages: For tests: pages of 4 KiB after which the disk counts as full.
    /// - Throws: ``StoreError`` when there is none, it is no store, is newer, locked, or cannot be made.
    public static func open(
        _ path: String, timeZone: String? = nil, creates: Bool = false, waitSeconds: Double = 10, mostPages: Int? = nil
    ) throws(StoreError) -> InteractionStore {
        guard isBuilt else { throw .notBuilt }
        try prepareFile(path, creates: creates)
        let database = try Database(path: path, creates: creates, waitSeconds: waitSeconds)
        var version = try check(database)
        if version == nil, !creates { throw .noStore(path: path) }
        if version ?? 0 < StoreSchema.version { version = try makeOrMigrate(database, timeZone: timeZone) }
        try database.useLog()
        try database.execute(
            """
            PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536
            """)
        if let mostPages { try database.execute("PRAGMA max_page_count = \(mostPages)") }
        guard let zone = try StoreSettings(database: database).text(.timeZone) else {
            throw .damaged(path: path, reason: "its clock is missing")
        }
        if let timeZone, timeZone != zone { throw .otherZone(path: path, zone: zone, asked: timeZone) }
        let migratedFrom = version.flatMap { $0 > 0 && $0 < StoreSchema.version ? $0 : nil }
        return InteractionStore(database, timeZone: zone, isNew: version == 0, migratedFrom: migratedFrom)
    }

    /// Makes an empty file that only its owner may read, because SQLite would let everybody.
    private static func prepareFile(_ path: String, creates: Bool) throws(StoreError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw .cannotCreate(path: path, reason: "is no file")
            }
            return
        }
        guard creates else { throw .noStore(path: path) }
        let descriptor = systemCreate(path)
        guard descriptor >= 0 else { throw .cannotCreate(path: path, reason: String(cString: strerror(errno))) }
        close(descriptor)
    }

    /// The schema version; `nil` for an empty database.
    private static func check(_ database: Database) throws(StoreError) -> Int? {
        let version = try database.integer("PRAGMA user_version") ?? 0
        let application = try database.integer("PRAGMA application_id") ?? 0
        if application == 0, try database.integer("SELECT count(*) FROM sqlite_schema") == 0 { return nil }
        guard application == StoreSchema.applicationID else { throw .notAStore(path: database.path) }
        guard version <= StoreSchema.version else {
            throw .newer(path: database.path, version: version, known: StoreSchema.version)
        }
        return version
    }

    /// Makes the tables that are missing; returns the version there was before.
    private static func makeOrMigrate(_ database: Database, timeZone: String?) throws(StoreError) -> Int {
        // A page once freed is filled with zeros from the first row on.
        try database.useLog()
        try database.execute("PRAGMA secure_delete = ON")
        return try database.transaction { () throws(StoreError) -> Int in
            // Another process may have been quicker.
            let found = try check(database)
            if found == nil {
                try database.execute("PRAGMA application_id = \(StoreSchema.applicationID)")
            }
            try StoreSchema.migrate(database, from: found ?? 0)
            if found == nil { try StoreSettings(database: database).set(.timeZone, timeZone ?? "UTC") }
            return found ?? 0
        }
    }
}

/// `open(2)` of a new file, which the type's own method would hide.
private func systemCreate(_ path: String) -> Int32 { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
