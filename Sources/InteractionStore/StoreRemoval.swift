import ContactCenter

/// What was removed from a store.
public struct RemovalReport: Hashable, Sendable {
    /// Contacts of which nothing is left.
    public var contacts: Int
    /// Versions of contacts, those that did not stand too.
    public var versions: Int
}

extension InteractionStore {
    /// Removes contacts before `floor`, and lets none before it in again.
    ///
    /// - Parameter zone: The rules of ``timeZone``.
    /// - Throws: ``StoreError/scrubUnfinished(path:reason:)`` when they are removed but their bytes may still be there.
    public func retain(from floor: Instant, zone: ZoneRules) throws(StoreError) -> RemovalReport {
        let report = try database.transaction { () throws(StoreError) -> RemovalReport in
            let known = try settings.integer(.keptFrom) ?? .min
            try settings.set(.keptFrom, max(known, floor.seconds))
            return try remove(where: "created_at < ?1", zone: zone) { $0.bind(floor.seconds) }
        }
        try scrub()
        return report
    }

    /// Removes everything that is known of customers.
    ///
    /// - Parameter blocks: Whether their pseudonyms are kept, so that a later file does not bring them back.
    /// - Parameter zone: The rules of ``timeZone``.
    /// - Throws: As ``retain(from:zone:)``; `wrongKey`.
    public func erase(
        _ customers: [String], key: CustomerKey, blocks: Bool, zone: ZoneRules
    ) throws(StoreError) -> RemovalReport {
        let report = try database.transaction { () throws(StoreError) -> RemovalReport in
            try checkKey(key)
            var total = RemovalReport(contacts: 0, versions: 0)
            for customer in customers {
                let pseudonym = key.pseudonym(of: customer)
                let report = try remove(where: "customer = ?1", zone: zone) { $0.bind(pseudonym) }
                total.contacts += report.contacts
                total.versions += report.versions
                if blocks { try ErasedCustomers.add(pseudonym, to: database) }
            }
            return total
        }
        try scrub()
        return report
    }

    /// Removes the versions that a condition names, and with a standing one all of its contact; inside a transaction.
    private func remove(
        where condition: String, zone: ZoneRules, bind: (Statement) -> Void
    ) throws(StoreError) -> RemovalReport {
        var report = RemovalReport(contacts: 0, versions: 0)
        var ledger = BatchLedger()
        let dirty = try DirtyIntervals(self, zone: zone)
        let earlier = "\(condition) OR contact IN (SELECT contact FROM contact WHERE \(condition))"
        let counts = try database.prepare(
            "SELECT first_batch, count(*) FROM superseded WHERE \(earlier) GROUP BY first_batch")
        bind(counts)
        while try counts.step() {
            ledger.change(counts.integer(0), \.superseded, by: -counts.integer(1))
            ledger.change(counts.integer(0), \.removed, by: counts.integer(1))
            report.versions += counts.integer(1)
        }
        let standing = try database.prepare("SELECT stream, created_at, first_batch FROM contact WHERE \(condition)")
        bind(standing)
        while try standing.step() {
            ledger.change(standing.integer(2), \.accepted, by: -1)
            ledger.change(standing.integer(2), \.removed, by: 1)
            report.contacts += 1
            try dirty.mark(stream: standing.integer(0), createdAt: standing.integer(1))
        }
        report.versions += report.contacts
        for deletion in ["DELETE FROM superseded WHERE \(earlier)", "DELETE FROM contact WHERE \(condition)"] {
            let statement = try database.prepare(deletion)
            bind(statement)
            try statement.run()
        }
        try ledger.write(to: database)
        _ = try dirty.finish()
        try removeOrphans()
        if let counted = try HistorySettings(settings) { _ = try recountDirty(counted, zone: zone) }
        try settings.set(.scrubPending, 1)
        return report
    }

    /// Names that nobody uses any more may themselves say something about somebody.
    private func removeOrphans() throws(StoreError) {
        let used = ["contact", "superseded"].flatMap { table in
            ["agent", "disposition", "reason"].map { "SELECT \($0) FROM \(table) WHERE \($0) IS NOT NULL" }
        }
        try database.execute(
            """
            DELETE FROM term WHERE term NOT IN (\(used.joined(separator: " UNION ")));
            DELETE FROM stream WHERE stream NOT IN (SELECT stream FROM superseded)
                AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.stream = stream.stream);
            DELETE FROM interval WHERE stream NOT IN (SELECT stream FROM stream);
            DELETE FROM dirty WHERE stream NOT IN (SELECT stream FROM stream)
            """)
    }

    /// Rewrites the file and empties its log, so that no byte of a removed row is left in either. Deleted cells are
    /// overwritten already (`secure_delete`); the log, and pages given back, may hold older copies.
    ///
    /// Source: SQLite documentation, "PRAGMA secure_delete", "PRAGMA wal_checkpoint", "VACUUM".
    func scrub() throws(StoreError) {
        do throws(StoreError) {
            try emptyLog()
            try database.execute("VACUUM")
            try emptyLog()
            try database.transaction { () throws(StoreError) in try settings.remove(.scrubPending) }
            try emptyLog()
        } catch {
            switch error {
            case .locked: throw .scrubUnfinished(path: path, reason: "another process is using the store")
            case .scrubUnfinished: throw error
            default: throw .scrubUnfinished(path: path, reason: error.description)
            }
        }
    }

    private func emptyLog() throws(StoreError) {
        guard try database.integer("PRAGMA wal_checkpoint(TRUNCATE)") == 0 else {
            throw .scrubUnfinished(path: path, reason: "another process is using the store")
        }
    }
}
