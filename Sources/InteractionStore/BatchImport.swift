import ContactCenter
import Interactions

/// What becomes of customers at an import.
public enum CustomerHandling {
    /// They are kept as pseudonyms under a key; without one, a file that names customers is refused.
    case hidden(CustomerKey?)
    /// They are not kept.
    case leftOut
}

/// How an import of a file begins.
public enum BatchStart {
    /// The same content was imported before, under this name and reading; there is nothing to do.
    case known(name: String, reading: String)
    /// Its rows may be added.
    case open(BatchImport)
}

/// How an import of a file ends.
public enum BatchEnd: Sendable {
    /// It is in the store.
    case stored(BatchReport)
    /// It was taken for the newest file and is not: begin again with the second this tells.
    case beginAgain(newest: Int)
}

/// What an import of a file brought.
public struct BatchReport: Hashable, Sendable {
    /// Where its rows are.
    public var accounting: BatchAccounting
    /// Contacts that were not known.
    public var newContacts: Int
    /// Known contacts that say something else now.
    public var correctedContacts: Int
    /// Rows that say something else than the standing version of their contact, and do not take its place.
    public var outrankedRows: Int
    /// Intervals of the counted history that have to be counted again.
    public var dirtyIntervals: Int
}

/// The import of one file: one transaction, which other processes see as a whole or not at all.
///
/// Which of two versions of a contact stands depends on the rank of their files, and that on the newest contact of the
/// file, which is known only at its end. So a file is taken for the newest of all, as it mostly is; if it was not, and
/// it mattered, all is taken back and done again with the rank known.
public final class BatchImport {
    private let store: InteractionStore
    private let file: BatchFile
    private let customers: CustomerHandling
    private let assumedNewest: Int?
    private let batch: Int
    private var ranking: BatchRanking
    private let names: NameTable
    private let dirty: DirtyIntervals
    private var ledger = BatchLedger()
    private var row = 0
    private var newest = Int.min
    private var metOtherBatch = false
    private var newContacts = 0
    private var correctedContacts = 0
    private var outrankedRows = 0
    private let keptFrom: Int
    private let erased: Set<CustomerPseudonym>
    private let digest: Digest
    private let statements: ContactStatements

    /// Begins the transaction; `nil` when the content is known.
    init?(
        _ store: InteractionStore, file: BatchFile, customers: CustomerHandling, assumedNewest: Int?, zone: ZoneRules
    ) throws(StoreError) {
        self.store = store
        self.file = file
        self.customers = customers
        self.assumedNewest = assumedNewest
        let database = store.database
        guard let batch = try BatchImport.insert(file, newest: assumedNewest, into: database) else { return nil }
        self.batch = batch
        ranking = try BatchRanking(database)
        names = try NameTable(database)
        dirty = try DirtyIntervals(store, zone: zone)
        digest = try Digest()
        statements = try ContactStatements(database)
        keptFrom = try store.settings.integer(.keptFrom) ?? .min
        erased = try ErasedCustomers.all(database)
    }

    /// The number of the batch; `nil` when its content is known.
    private static func insert(
        _ file: BatchFile, newest: Int?, into database: Database
    ) throws(StoreError) -> Int? {
        let insert = try database.prepare(
            """
            INSERT INTO batch(content, reading, name, bytes, newest, read, accepted, identical, superseded, rejected,
                removed) VALUES(?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0) ON CONFLICT(content) DO NOTHING
            """)
        insert.bind(file.content)
        insert.bind(file.reading)
        insert.bind(file.name)
        insert.bind(file.bytes)
        insert.bind(newest ?? .max)
        try insert.run()
        return database.changes == 1 ? database.lastRow : nil
    }

    /// Takes back what was added.
    public func cancel() { store.database.rollBack() }

    /// Adds rows in the order of the file.
    ///
    /// - Throws: ``StoreError``; nothing of the file is in the store then.
    public func add(_ interactions: [Interaction]) throws(StoreError) {
        do throws(StoreError) {
            for interaction in interactions { try add(interaction) }
        } catch {
            cancel()
            throw error
        }
    }

    private func add(_ interaction: Interaction) throws(StoreError) {
        row += 1
        newest = max(newest, interaction.createdAt.seconds)
        let customer = try pseudonym(of: interaction)
        if interaction.createdAt.seconds < keptFrom || customer.map(erased.contains) == true {
            ledger.change(batch, \.removed, by: 1)
            return
        }
        let here = Occurrence(batch: batch, row: row)
        let version = StoredVersion(content: try content(of: interaction, customer), first: here, last: here)
        if try statements.insert(version, id: interaction.id) {
            newContacts += 1
            ledger.change(batch, \.accepted, by: 1)
            try dirty.mark(version.content)
        } else {
            try merge(version, id: interaction.id)
        }
    }

    private func pseudonym(of interaction: Interaction) throws(StoreError) -> CustomerPseudonym? {
        guard let customer = interaction.customerID, case .hidden(let key) = customers else { return nil }
        guard let key else { throw .keyMissing(file: file.name) }
        return key.pseudonym(of: customer)
    }

    private func content(
        of interaction: Interaction, _ customer: CustomerPseudonym?
    ) throws(StoreError) -> VersionContent {
        VersionContent(
            stream: try names.number(of: interaction.stream), createdAt: interaction.createdAt.seconds,
            isOutbound: interaction.direction == .outbound, isAbandoned: interaction.outcome == .abandoned,
            customer: customer, answeredAt: interaction.answeredAt?.seconds, endedAt: interaction.endedAt?.seconds,
            updatedAt: interaction.updatedAt?.seconds, waitSeconds: interaction.waitSeconds,
            talkSeconds: interaction.talkSeconds, holdSeconds: interaction.holdSeconds,
            wrapSeconds: interaction.wrapSeconds, agent: try names.number(of: interaction.agentID),
            disposition: try names.number(of: interaction.disposition),
            reason: try names.number(of: interaction.reason), isResolved: interaction.isResolved,
            isTransferred: interaction.isTransferred, revenueCents: interaction.revenueCents)
    }

    // MARK: A contact that is known already

    private func merge(_ version: StoredVersion, id: String) throws(StoreError) {
        guard let (contact, standing) = try statements.find(id) else {
            throw .damaged(path: store.path, reason: "the index of contacts does not know '\(id)'")
        }
        metOtherBatch = metOtherBatch || standing.first.batch != batch || standing.last.batch != batch
        if standing.content == version.content {
            var merged = standing
            note(version.first, in: &merged, \.accepted)
            try statements.update(contact, to: merged, onlyOccurrences: true)
            // The order in which seconds are added up is that of the first rows.
            if merged.first != standing.first { try dirty.mark(merged.content) }
            return
        }
        let versionDigest = version.content.digest(digest)
        if let (number, earlier) = try statements.findSuperseded(contact, versionDigest) {
            metOtherBatch = metOtherBatch || earlier.first.batch != batch || earlier.last.batch != batch
            var merged = earlier
            note(version.first, in: &merged, \.superseded)
            if ranking.stands(merged, over: standing) {
                try statements.removeSuperseded(number)
                ledger.change(merged.first.batch, \.superseded, by: -1)
                try replace(contact, standing, by: merged)
            } else {
                outrankedRows += 1
                try statements.updateSuperseded(number, to: merged)
            }
        } else if ranking.stands(version, over: standing) {
            try replace(contact, standing, by: version)
        } else {
            outrankedRows += 1
            try statements.insertSuperseded(version, of: contact, digest: versionDigest)
            ledger.change(batch, \.superseded, by: 1)
        }
    }

    /// Takes a row into a version that says the same.
    private func note(
        _ here: Occurrence, in version: inout StoredVersion, _ kind: WritableKeyPath<BatchAccounting, Int>
    ) {
        if ranking.precedes(here, version.first) {
            ledger.change(version.first.batch, kind, by: -1)
            ledger.change(version.first.batch, \.identicalDuplicates, by: 1)
            ledger.change(here.batch, kind, by: 1)
            version.first = here
        } else {
            ledger.change(here.batch, \.identicalDuplicates, by: 1)
        }
        if ranking.precedes(version.last, here) { version.last = here }
    }

    private func replace(
        _ contact: Int, _ standing: StoredVersion, by version: StoredVersion
    ) throws(StoreError) {
        correctedContacts += 1
        try statements.insertSuperseded(standing, of: contact, digest: standing.content.digest(digest))
        try statements.update(contact, to: version, onlyOccurrences: false)
        ledger.change(standing.first.batch, \.accepted, by: -1)
        ledger.change(standing.first.batch, \.superseded, by: 1)
        ledger.change(version.first.batch, \.accepted, by: 1)
        try dirty.mark(standing.content)
        try dirty.mark(version.content)
    }

    // MARK: The end

    /// Ends the transaction.
    ///
    /// - Parameter read: Data records of the file.
    /// - Parameter rejected: Those of them that were not handed over.
    public func finish(read: Int, rejected: Int) throws(StoreError) -> BatchEnd {
        do throws(StoreError) {
            let key = BatchRanking.Key(newest: row == 0 ? 0 : newest, content: file.content)
            if assumedNewest == nil, metOtherBatch, ranking.keys.contains(where: { $0.key != batch && $0.value > key })
            {
                cancel()
                return .beginAgain(newest: key.newest)
            }
            ledger.change(batch, \.read, by: read)
            ledger.change(batch, \.rejected, by: rejected)
            try ledger.write(to: store.database)
            try store.database.execute("UPDATE batch SET newest = \(key.newest) WHERE batch = \(batch)")
            let dirtyIntervals = try dirty.finish()
            let accounting = ledger.changes[batch] ?? BatchAccounting()
            precondition(accounting.addsUp, "every row of a batch is accounted for")
            try store.database.execute("COMMIT")
            return .stored(
                BatchReport(
                    accounting: accounting, newContacts: newContacts, correctedContacts: correctedContacts,
                    outrankedRows: outrankedRows, dirtyIntervals: dirtyIntervals))
        } catch {
            cancel()
            throw error
        }
    }
}

extension InteractionStore {
    /// Begins the import of a file.
    ///
    /// - Parameter zone: The rules of ``timeZone``.
    /// - Parameter newest: Start of the newest contact in it, where an import before has found that it matters.
    public func begin(
        _ file: BatchFile, customers: CustomerHandling, zone: ZoneRules, newest: Int? = nil
    ) throws(StoreError) -> BatchStart {
        try database.execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            if case .hidden(let key?) = customers { try checkKey(key) }
            if let batch = try BatchImport(self, file: file, customers: customers, assumedNewest: newest, zone: zone) {
                return .open(batch)
            }
            database.rollBack()
            let statement = try database.prepare("SELECT name, reading FROM batch WHERE content = ?")
            statement.bind(file.content)
            guard try statement.step() else { throw .damaged(path: path, reason: "a batch is gone") }
            return .known(name: statement.text(0), reading: statement.text(1))
        } catch {
            database.rollBack()
            throw error
        }
    }

    /// Refuses a key that is not the store's; the first one becomes it.
    func checkKey(_ key: CustomerKey) throws(StoreError) {
        if let known = try settings.bytes(.keyCheck) {
            guard known == key.checkValue else { throw .wrongKey(path: path) }
        } else {
            try settings.set(.keyCheck, key.checkValue)
        }
    }
}
