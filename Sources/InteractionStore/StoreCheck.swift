import ContactCenter

extension InteractionStore {
    /// Looks for contradictions: pages and indexes of the database, references between its tables, the accounting of
    /// every batch, which version of each contact stands, and the counted history against the contacts.
    ///
    /// - Parameter zone: The rules of ``timeZone``.
    /// - Returns: What was found, in words; empty for a sound store.
    public func problems(zone: ZoneRules) throws(StoreError) -> [String] {
        var problems: [String] = []
        let integrity = try database.prepare("PRAGMA integrity_check(20)")
        while try integrity.step() {
            if integrity.text(0) != "ok" { problems.append(integrity.text(0)) }
        }
        // What follows cannot be trusted on damaged pages.
        guard problems.isEmpty else { return problems }
        try checkReferences(into: &problems)
        try checkAccounting(into: &problems)
        try checkVersions(into: &problems)
        try checkHistory(zone, into: &problems)
        if try settings.integer(.scrubPending) == 1 {
            problems.append("bytes of removed rows may still be in the file; run 'retain' or 'erase' again")
        }
        return problems
    }

    private func checkReferences(into problems: inout [String]) throws(StoreError) {
        func check(_ what: String, _ condition: String) throws(StoreError) {
            let count = try database.integer("SELECT count(*) FROM \(condition)") ?? 0
            if count > 0 { problems.append("\(count) \(what)") }
        }
        try check("versions without a contact", "superseded WHERE contact NOT IN (SELECT contact FROM contact)")
        for table in ["contact", "superseded"] {
            try check("rows of \(table) without a stream", "\(table) WHERE stream NOT IN (SELECT stream FROM stream)")
            try check(
                "rows of \(table) without a batch",
                "\(table) WHERE first_batch NOT IN (SELECT batch FROM batch)"
                    + " OR last_batch NOT IN (SELECT batch FROM batch)")
            for term in ["agent", "disposition", "reason"] {
                try check("rows of \(table) without a \(term)", "\(table) WHERE \(term) NOT IN (SELECT term FROM term)")
            }
        }
    }

    private func checkAccounting(into problems: inout [String]) throws(StoreError) {
        var accepted: [Int: Int] = [:]
        var superseded: [Int: Int] = [:]
        func count(_ table: String, into counts: inout [Int: Int]) throws(StoreError) {
            let statement = try database.prepare("SELECT first_batch, count(*) FROM \(table) GROUP BY first_batch")
            while try statement.step() { counts[statement.integer(0)] = statement.integer(1) }
        }
        try count("contact", into: &accepted)
        try count("superseded", into: &superseded)
        let statement = try database.prepare(
            """
            SELECT batch, name, accepted, superseded, read - accepted - identical - superseded - rejected - removed
            FROM batch
            """)
        while try statement.step() {
            let (batch, name) = (statement.integer(0), statement.text(1))
            if statement.integer(4) != 0 { problems.append("\(name): \(statement.integer(4)) rows are nowhere") }
            if statement.integer(2) != accepted[batch] ?? 0 {
                problems.append("\(name): \(statement.integer(2)) rows accepted, \(accepted[batch] ?? 0) found")
            }
            if statement.integer(3) != superseded[batch] ?? 0 {
                problems.append("\(name): \(statement.integer(3)) rows superseded, \(superseded[batch] ?? 0) found")
            }
        }
    }

    private func checkVersions(into problems: inout [String]) throws(StoreError) {
        let ranking = try BatchRanking(database)
        let digest = try Digest()
        func columns(_ table: String) -> String {
            StoreSchema.versionColumns.map { "\(table).\($0)" }.joined(separator: ", ")
        }
        let statement = try database.prepare(
            """
            SELECT contact.id, superseded.digest, \(columns("contact")), \(columns("superseded"))
            FROM superseded JOIN contact USING(contact)
            """)
        while try statement.step() {
            let standing = StoredVersion(statement, from: 2)
            let earlier = StoredVersion(statement, from: 2 + Int32(StoreSchema.versionColumns.count))
            if !ranking.stands(standing, over: earlier) || standing.content == earlier.content {
                problems.append("\(statement.text(0)): not the newest version stands")
            }
            if earlier.content.digest(digest) != statement.bytes(1) {
                problems.append("\(statement.text(0)): a version was changed by somebody else")
            }
            if problems.count > 20 { return }
        }
    }

    /// Counts the whole history once more and compares what is not dirty.
    private func checkHistory(_ zone: ZoneRules, into problems: inout [String]) throws(StoreError) {
        guard let counted = try HistorySettings(settings) else { return }
        let counter = try IntervalCounter(self, zone: zone, settings: counted)
        let columns = CountedInterval.columns.joined(separator: ", ")
        let held = try database.prepare("SELECT \(columns) FROM interval WHERE stream = ?")
        let dirty = try database.prepare("SELECT start FROM dirty WHERE stream = ?")
        for (number, stream) in try streams().sorted(by: { $0.key < $1.key }) {
            var intervals: [Int: CountedInterval] = [:]
            held.bind(number)
            while try held.step() {
                let interval = CountedInterval(held, stream: stream)
                intervals[interval.counts.start.seconds] = interval
            }
            var changed: Set<Int> = []
            dirty.bind(number)
            while try dirty.step() { changed.insert(dirty.integer(0)) }
            var wrong = 0
            try counter.count(stream: number) { (interval) throws(StoreError) in
                let start = interval.counts.start.seconds
                let known = intervals.removeValue(forKey: start)
                if known != interval, !changed.contains(start) { wrong += 1 }
            }
            wrong += intervals.keys.count { !changed.contains($0) }
            if wrong > 0 { problems.append("\(stream): \(wrong) intervals are not what the contacts say") }
        }
    }
}
