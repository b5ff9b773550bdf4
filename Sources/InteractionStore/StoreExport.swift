import ContactCenter
import Interactions

extension InteractionStore {
    /// Hands the contacts in the order of their ids to `emit`, some thousands at a time, as bytes of a table.
    ///
    /// - Parameter allVersions: Whether versions that do not stand are among them, and each row says in which files it
    ///   stands: the whole content of a store, in an order that does not depend on how it came in.
    /// - Parameter zone: The rules of ``timeZone``.
    public func export(allVersions: Bool, zone: ZoneRules, emit: ([UInt8]) throws -> Void) throws {
        let columns = StoreSchema.versionColumns.joined(separator: ", ")
        let standing = try database.prepare("SELECT contact, id, \(columns) FROM contact ORDER BY id")
        let earlier = try database.prepare("SELECT \(columns) FROM superseded WHERE contact = ?")
        let ranking = try BatchRanking(database)
        let names = try ExportNames(self, ranking: ranking)
        var table = InteractionFile.Writer(zone: zone, extra: allVersions ? ExportNames.columns : [])
        while try standing.step() {
            let id = standing.text(1)
            let version = StoredVersion(standing, from: 2)
            table.add(
                try names.interaction(version.content, id: id), allVersions ? names.extra(version, stands: true) : [])
            if allVersions {
                var versions: [StoredVersion] = []
                earlier.bind(standing.integer(0))
                while try earlier.step() { versions.append(StoredVersion(earlier, from: 0)) }
                for version in versions.sorted(by: { ranking.stands($0, over: $1) }) {
                    table.add(
                        try names.interaction(version.content, id: id), names.extra(version, stands: false))
                }
            }
            if table.count >= 1 << 20 { try emit(table.take()) }
        }
        try emit(table.take())
    }
}

/// Numbers of a store as the names they stand for.
private struct ExportNames {
    static let columns = ["stands", "first_file", "first_row", "last_file", "last_row"]

    private let path: String
    private let streams: [Int: QueueChannel]
    private let terms: [Int: String]
    private let batches: [Int: String]

    init(_ store: InteractionStore, ranking: BatchRanking) throws(StoreError) {
        path = store.path
        streams = try store.streams()
        var terms: [Int: String] = [:]
        let statement = try store.database.prepare("SELECT term, text FROM term")
        while try statement.step() { terms[statement.integer(0)] = statement.text(1) }
        self.terms = terms
        batches = ranking.keys.mapValues { hexadecimal($0.content) }
    }

    func extra(_ version: StoredVersion, stands: Bool) -> [String] {
        [
            stands ? "1" : "0", batches[version.first.batch] ?? "", String(version.first.row),
            batches[version.last.batch] ?? "", String(version.last.row),
        ]
    }

    func interaction(_ content: VersionContent, id: String) throws(StoreError) -> Interaction {
        guard let stream = streams[content.stream] else { throw .damaged(path: path, reason: "a stream is gone") }
        var contact = Interaction(
            id: id, stream: stream, createdAt: Instant(seconds: content.createdAt),
            outcome: content.isAbandoned ? .abandoned : .answered)
        contact.direction = content.isOutbound ? .outbound : .inbound
        contact.customerID = content.customer?.hexadecimal
        contact.answeredAt = content.answeredAt.map { Instant(seconds: $0) }
        contact.endedAt = content.endedAt.map { Instant(seconds: $0) }
        contact.updatedAt = content.updatedAt.map { Instant(seconds: $0) }
        contact.waitSeconds = content.waitSeconds
        contact.talkSeconds = content.talkSeconds
        contact.holdSeconds = content.holdSeconds
        contact.wrapSeconds = content.wrapSeconds
        contact.agentID = content.agent.flatMap { terms[$0] }
        contact.disposition = content.disposition.flatMap { terms[$0] }
        contact.reason = content.reason.flatMap { terms[$0] }
        contact.isResolved = content.isResolved
        contact.isTransferred = content.isTransferred
        contact.revenueCents = content.revenueCents
        return contact
    }
}
