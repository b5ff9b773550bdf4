/// A row of a batch: number of the batch, and of the row among the usable ones of its file.
struct Occurrence: Equatable {
    var batch: Int
    var row: Int
}

/// What one version of a contact says. Names are numbers of the tables `stream` and `term`.
struct VersionContent: Equatable {
    var stream: Int
    var createdAt: Int
    var isOutbound: Bool
    var isAbandoned: Bool
    var customer: CustomerPseudonym?
    var answeredAt: Int?
    var endedAt: Int?
    var updatedAt: Int?
    var waitSeconds: Double?
    var talkSeconds: Double?
    var holdSeconds: Double?
    var wrapSeconds: Double?
    var agent: Int?
    var disposition: Int?
    var reason: Int?
    var isResolved: Bool?
    var isTransferred: Bool?
    var revenueCents: Int?
}

/// One version of a contact and the first and last rows that state it, in the order of batches.
struct StoredVersion: Equatable {
    var content: VersionContent
    var first: Occurrence
    var last: Occurrence

    init(content: VersionContent, first: Occurrence, last: Occurrence) {
        self.content = content
        self.first = first
        self.last = last
    }

    /// The columns of ``StoreSchema/versionColumns`` from `column` on.
    init(_ statement: Statement, from column: Int32) {
        func truth(_ place: Int32) -> Bool? { statement.optionalInteger(column + place).map { $0 != 0 } }
        content = VersionContent(
            stream: statement.integer(column), createdAt: statement.integer(column + 1),
            isOutbound: statement.integer(column + 2) != 0, isAbandoned: statement.integer(column + 3) != 0,
            customer: statement.customer(column + 4), answeredAt: statement.optionalInteger(column + 5),
            endedAt: statement.optionalInteger(column + 6), updatedAt: statement.optionalInteger(column + 7),
            waitSeconds: statement.optionalReal(column + 8), talkSeconds: statement.optionalReal(column + 9),
            holdSeconds: statement.optionalReal(column + 10), wrapSeconds: statement.optionalReal(column + 11),
            agent: statement.optionalInteger(column + 12), disposition: statement.optionalInteger(column + 13),
            reason: statement.optionalInteger(column + 14), isResolved: truth(15), isTransferred: truth(16),
            revenueCents: statement.optionalInteger(column + 17))
        first = Occurrence(batch: statement.integer(column + 18), row: statement.integer(column + 19))
        // The same as the first where nothing else is stated: most contacts are read once.
        last =
            statement.isNull(column + 20)
            ? first : Occurrence(batch: statement.integer(column + 20), row: statement.integer(column + 21))
    }

    /// Binds the columns of ``StoreSchema/versionColumns``.
    func bind(to statement: Statement) {
        statement.bind(content.stream)
        statement.bind(content.createdAt)
        statement.bind(content.isOutbound)
        statement.bind(content.isAbandoned)
        statement.bind(content.customer)
        statement.bind(content.answeredAt)
        statement.bind(content.endedAt)
        statement.bind(content.updatedAt)
        statement.bind(content.waitSeconds)
        statement.bind(content.talkSeconds)
        statement.bind(content.holdSeconds)
        statement.bind(content.wrapSeconds)
        statement.bind(content.agent)
        statement.bind(content.disposition)
        statement.bind(content.reason)
        statement.bind(content.isResolved)
        statement.bind(content.isTransferred)
        statement.bind(content.revenueCents)
        bindOccurrences(to: statement)
    }

    /// Binds the last four of them alone.
    func bindOccurrences(to statement: Statement) {
        statement.bind(first.batch)
        statement.bind(first.row)
        let isOther = last != first
        statement.bind(isOther ? last.batch : nil)
        statement.bind(isOther ? last.row : nil)
    }
}

extension VersionContent {
    /// 16 bytes by which a superseded version is found among those of its contact: of SHA-256 over its fields.
    func digest(_ digest: Digest) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ value: UInt64?) {
            bytes.append(value == nil ? 0 : 1)
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: (value ?? 0) >> shift))
            }
        }
        func add(_ value: Int?) { add(value.map { UInt64(bitPattern: Int64($0)) }) }
        func add(_ value: Double?) { add(value.map(\.bitPattern)) }
        func add(_ value: Bool?) { add(value.map { $0 ? 1 : 0 as UInt64 }) }
        add(stream as Int?)
        add(createdAt as Int?)
        add(isOutbound as Bool?)
        add(isAbandoned as Bool?)
        add(customer?.high)
        add(customer?.low)
        for value in [answeredAt, endedAt, updatedAt, agent, disposition, reason, revenueCents] { add(value) }
        for value in [waitSeconds, talkSeconds, holdSeconds, wrapSeconds] { add(value) }
        for value in [isResolved, isTransferred] { add(value) }
        digest.add(bytes)
        return Array(digest.finish().prefix(16))
    }
}
