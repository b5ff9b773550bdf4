import ContactCenter

/// Where the rows of one batch are: read = accepted + identical duplicates + superseded + rejected + removed.
///
/// A version of a contact belongs to the batch that states it first; every further row that states it is an identical
/// duplicate. So a later batch can turn accepted rows of an earlier one into superseded ones.
public struct BatchAccounting: Hashable, Sendable {
    /// Data records of the file.
    public var read = 0
    /// Rows whose version stands.
    public var accepted = 0
    /// Rows that state what another row states.
    public var identicalDuplicates = 0
    /// Rows whose version another one has replaced.
    public var superseded = 0
    /// Rows that could not be read as a contact.
    public var rejected = 0
    /// Rows that were kept once, or would have been, but for retention and erasure.
    public var removed = 0

    /// No row.
    public init() {}

    /// Whether every row is somewhere, and none twice.
    public var addsUp: Bool { read == accepted + identicalDuplicates + superseded + rejected + removed }

    /// The sums.
    public static func + (a: BatchAccounting, b: BatchAccounting) -> BatchAccounting {
        var sum = a
        sum.read += b.read
        sum.accepted += b.accepted
        sum.identicalDuplicates += b.identicalDuplicates
        sum.superseded += b.superseded
        sum.rejected += b.rejected
        sum.removed += b.removed
        return sum
    }
}

/// One imported file.
public struct Batch: Hashable, Sendable {
    /// Name of the file as it was given.
    public var name: String
    /// SHA-256 of its (unpacked) content, in hexadecimal digits.
    public var content: String
    /// Its (unpacked) length.
    public var bytes: Int
    /// How it was read.
    public var reading: String
    /// Start of the newest contact in it.
    public var newest: Instant
    /// Where its rows are.
    public var accounting: BatchAccounting
}

/// Changes of the accounting of batches, written at once.
struct BatchLedger {
    private(set) var changes: [Int: BatchAccounting] = [:]

    mutating func change(_ batch: Int, _ path: WritableKeyPath<BatchAccounting, Int>, by count: Int) {
        changes[batch, default: BatchAccounting()][keyPath: path] += count
    }

    func write(to database: Database) throws(StoreError) {
        let statement = try database.prepare(
            """
            UPDATE batch SET read = read + ?, accepted = accepted + ?, identical = identical + ?,
                superseded = superseded + ?, rejected = rejected + ?, removed = removed + ? WHERE batch = ?
            """)
        for (batch, change) in changes {
            for count in [
                change.read, change.accepted, change.identicalDuplicates, change.superseded, change.rejected,
                change.removed, batch,
            ] {
                statement.bind(count)
            }
            try statement.run()
        }
    }
}
