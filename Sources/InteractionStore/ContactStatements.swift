/// The statements that an import runs for its rows.
final class ContactStatements {
    private let database: Database
    private let insert: Statement
    private let find: Statement
    private let update: Statement
    private let updateOccurrences: Statement
    private let findSuperseded: Statement
    private let insertSuperseded: Statement
    private let updateSuperseded: Statement
    private let removeSuperseded: Statement

    init(_ database: Database) throws(StoreError) {
        self.database = database
        let columns = StoreSchema.versionColumns.joined(separator: ", ")
        let places = Array(repeating: "?", count: StoreSchema.versionColumns.count).joined(separator: ", ")
        let occurrences = "first_batch = ?, first_row = ?, last_batch = ?, last_row = ?"
        insert = try database.prepare(
            "INSERT INTO contact(id, \(columns)) VALUES(?, \(places)) ON CONFLICT(id) DO NOTHING")
        find = try database.prepare("SELECT contact, \(columns) FROM contact WHERE id = ?")
        update = try database.prepare("UPDATE contact SET (\(columns)) = (\(places)) WHERE contact = ?")
        updateOccurrences = try database.prepare("UPDATE contact SET \(occurrences) WHERE contact = ?")
        findSuperseded = try database.prepare(
            "SELECT superseded, \(columns) FROM superseded WHERE contact = ? AND digest = ?")
        insertSuperseded = try database.prepare(
            "INSERT INTO superseded(contact, digest, \(columns)) VALUES(?, ?, \(places))")
        updateSuperseded = try database.prepare("UPDATE superseded SET \(occurrences) WHERE superseded = ?")
        removeSuperseded = try database.prepare("DELETE FROM superseded WHERE superseded = ?")
    }

    /// Adds a contact; `false` when its id is known.
    func insert(_ version: StoredVersion, id: String) throws(StoreError) -> Bool {
        insert.bind(id)
        version.bind(to: insert)
        try insert.run()
        return database.changes == 1
    }

    /// The contact of an id and the version that stands.
    func find(_ id: String) throws(StoreError) -> (contact: Int, version: StoredVersion)? {
        find.bind(id)
        return try found(find)
    }

    /// A version of a contact that does not stand.
    func findSuperseded(
        _ contact: Int, _ digest: [UInt8]
    ) throws(StoreError) -> (number: Int, version: StoredVersion)? {
        findSuperseded.bind(contact)
        findSuperseded.bind(digest)
        return try found(findSuperseded)
    }

    private func found(_ statement: Statement) throws(StoreError) -> (Int, StoredVersion)? {
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return (statement.integer(0), StoredVersion(statement, from: 1))
    }

    /// Lets another version of a contact stand, or (`onlyOccurrences`) the same one in other rows.
    func update(_ contact: Int, to version: StoredVersion, onlyOccurrences: Bool) throws(StoreError) {
        let statement = onlyOccurrences ? updateOccurrences : update
        if onlyOccurrences { version.bindOccurrences(to: statement) } else { version.bind(to: statement) }
        statement.bind(contact)
        try statement.run()
    }

    func insertSuperseded(_ version: StoredVersion, of contact: Int, digest: [UInt8]) throws(StoreError) {
        insertSuperseded.bind(contact)
        insertSuperseded.bind(digest)
        version.bind(to: insertSuperseded)
        try insertSuperseded.run()
    }

    func updateSuperseded(_ number: Int, to version: StoredVersion) throws(StoreError) {
        version.bindOccurrences(to: updateSuperseded)
        updateSuperseded.bind(number)
        try updateSuperseded.run()
    }

    func removeSuperseded(_ number: Int) throws(StoreError) {
        removeSuperseded.bind(number)
        try removeSuperseded.run()
    }
}
