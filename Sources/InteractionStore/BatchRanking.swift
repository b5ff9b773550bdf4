/// The order of batches: by the newest contact in them, then by the hash of their content.
///
/// Later files correct earlier ones. Their names and the order in which somebody imports them say little about which is
/// later; what stands in them does. (Own rule.)
struct BatchRanking {
    /// What a batch is ranked by.
    struct Key: Comparable {
        var newest: Int
        var content: [UInt8]

        static func < (a: Key, b: Key) -> Bool {
            a.newest == b.newest ? a.content.lexicographicallyPrecedes(b.content) : a.newest < b.newest
        }
    }

    private(set) var keys: [Int: Key] = [:]
    private var ranks: [Int: Int] = [:]

    init(_ database: Database) throws(StoreError) {
        let statement = try database.prepare("SELECT batch, newest, content FROM batch")
        while try statement.step() {
            keys[statement.integer(0)] = Key(newest: statement.integer(1), content: statement.bytes(2))
        }
        rank()
    }

    /// Adds a batch.
    mutating func insert(_ key: Key, batch: Int) {
        keys[batch] = key
        rank()
    }

    private mutating func rank() {
        let ordered = keys.sorted { $0.value < $1.value }
        ranks = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.key, $0) })
    }

    /// Numbers of the batches in order.
    var ordered: [Int] { ranks.sorted { $0.value < $1.value }.map(\.key) }

    /// Place of a batch in the order.
    func rank(of batch: Int) -> Int { ranks[batch] ?? 0 }

    /// Whether a row comes before another.
    func precedes(_ a: Occurrence, _ b: Occurrence) -> Bool {
        a.batch == b.batch ? a.row < b.row : rank(of: a.batch) < rank(of: b.batch)
    }

    /// Whether a version of a contact stands and not `other`: the one changed last at its source; of those changed at
    /// the same time, or when nobody knows, the one stated last.
    func stands(_ version: StoredVersion, over other: StoredVersion) -> Bool {
        let (change, otherChange) = (version.content.updatedAt ?? .min, other.content.updatedAt ?? .min)
        return change == otherChange ? precedes(other.last, version.last) : change > otherChange
    }
}
