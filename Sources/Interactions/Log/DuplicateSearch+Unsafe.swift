import ContactCenter
import Tabular

/// Finds the rows of an import that share a key: identical ones count once, otherwise the newest one stands where rows say
/// when they were changed, and the last one where they do not.
///
/// Rows whose keys have the same code (``KeyCode``), or the same hash of it, are candidates; whether their keys are the same, and whether the rows
/// say the same, is decided by reading them again. So a collision costs a look at the file and never a row. Numbers close together are found by
/// ``NumberedKeys``, all other keys by hashes sorted into buckets.
struct DuplicateSearch: Sendable {
    /// What was found.
    struct Result {
        /// Rows that do not count, in order.
        var rows: [Int] = []
        /// Those of them that say the same as the one that counts.
        var identical = 0
        /// Those of them that a later row replaced.
        var superseded = 0
    }

    /// Rows of a bucket: its table stays in the second-level cache.
    private static let rowsABucket = 1 << 15
    /// Buckets are filled an eighth of the rows at a time, so that hashes are not held twice.
    private static let rounds = 8

    private let rows: ImportedRows
    /// `nil` = all keys are looked for by their hashes.
    private let numbered: NumberedKeys?
    /// Bits of a hash that choose the bucket within a round; the upper bits choose the round.
    private let bucketBits: Int
    private let roundBits: Int

    init(_ rows: ImportedRows) {
        self.rows = rows
        numbered = NumberedKeys(rows)
        roundBits = rows.count > DuplicateSearch.rowsABucket ? DuplicateSearch.rounds.trailingZeroBitCount : 0
        var bits = 0
        while bits < 12, (DuplicateSearch.rowsABucket << (bits + roundBits)) < rows.count { bits += 1 }
        bucketBits = bits
    }

    /// Looks at all rows with `threads` threads.
    func run(threads: Int) async throws -> Result {
        var pairs: [Pair] = []
        numbered?.forEachRepeat(in: rows) { pairs.append(Pair(first: $0, row: $1)) }
        if numbered?.count != rows.count { pairs += await pairsByHash(threads: threads) }
        return try decide(pairs.sorted())
    }

    private func pairsByHash(threads: Int) async -> [Pair] {
        let search = self
        let rounds = 1 << roundBits
        let threads = max(1, min(threads, rounds))
        return await withTaskGroup(of: [Pair].self) { group in
            for thread in 0..<threads {
                group.addTask {
                    var pairs: [Pair] = []
                    for round in stride(from: thread, to: rounds, by: threads) {
                        pairs += search.candidates(round: UInt64(round))
                    }
                    return pairs
                }
            }
            var pairs: [Pair] = []
            for await found in group { pairs += found }
            return pairs
        }
    }

    /// A row and the first row with the same hash.
    private struct Pair: Comparable, Sendable {
        var first: Int
        var row: Int
        static func < (a: Pair, b: Pair) -> Bool { (a.first, a.row) < (b.first, b.row) }
    }

    /// A hash and its row.
    private struct Entry {
        var hash: UInt64
        var row: Int
    }

    /// The rows of one round that share their hash with an earlier one.
    ///
    /// Two passes over the hashes, one to count and one to sort them into buckets, then a table a bucket. Raw memory: the
    /// passes are over all rows eight times (0.3 s for ten million rows; a table of 8 MB over all hashes in 64 passes
    /// took 1.4 s).
    private func candidates(round: UInt64) -> [Pair] {
        let buckets = 1 << bucketBits
        var ends = [Int](repeating: 0, count: buckets)
        forEachHash(of: round) { hash, _ in ends[bucket(of: hash)] += 1 }
        var total = 0
        for index in ends.indices { (ends[index], total) = (total, total + ends[index]) }
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: max(1, total))
        defer { entries.deallocate() }
        forEachHash(of: round) { hash, row in
            let bucket = bucket(of: hash)
            (entries + ends[bucket]).initialize(to: Entry(hash: hash, row: row))
            ends[bucket] += 1
        }
        var pairs: [Pair] = []
        var table: [UInt32] = []
        var start = 0
        for end in ends {
            collect(entries + start, count: end - start, &table, into: &pairs)
            start = end
        }
        return pairs
    }

    /// Finds equal hashes of one bucket, whose rows are in order.
    private func collect(
        _ entries: UnsafeMutablePointer<Entry>, count: Int, _ table: inout [UInt32], into pairs: inout [Pair]
    ) {
        guard count > 1 else { return }
        var size = 64
        while size < 2 * count { size *= 2 }
        if table.count != size { table = [UInt32](repeating: 0, count: size) }
        table.withUnsafeMutableBufferPointer { table in
            table.update(repeating: 0)
            for index in 0..<count {
                let entry = entries[index]
                var slot = Int(truncatingIfNeeded: entry.hash) & (size - 1)
                while true {
                    let place = table[slot]
                    if place == 0 {
                        table[slot] = UInt32(index + 1)
                        break
                    }
                    let earlier = entries[Int(place) - 1]
                    if earlier.hash == entry.hash {
                        pairs.append(Pair(first: earlier.row, row: entry.row))
                        break
                    }
                    slot = (slot + 1) & (size - 1)
                }
            }
        }
    }

    @inline(__always)
    private func bucket(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: (hash << UInt64(roundBits)) >> 32) >> (32 - bucketBits)
    }

    @inline(__always)
    private func forEachHash(of round: UInt64, _ body: (UInt64, Int) -> Void) {
        for stretch in rows.stretches {
            stretch.idCodes.withUnsafeBufferPointer { codes in
                var row = stretch.firstRow
                for code in codes {
                    // Codes of short keys lie side by side; their hashes do not.
                    let hash = KeyCode.mixed(code)
                    let isOfRound = roundBits == 0 || hash >> UInt64(64 - roundBits) == round
                    if isOfRound, numbered?.contain(code) != true { body(hash, row) }
                    row += 1
                }
            }
        }
    }

    /// Reads the candidates again, in the order of the files within each group.
    private func decide(_ pairs: [Pair]) throws(TabularError) -> Result {
        var result = Result()
        var index = 0
        var reader = VersionReader(rows)
        while index < pairs.count {
            let first = pairs[index].first
            // Keys by which the group splits when hashes collide; nearly always one.
            var standing: [String: VersionReader.Version] = [:]
            let earliest = try reader.version(first)
            standing[earliest.key] = earliest
            while index < pairs.count, pairs[index].first == first {
                let version = try reader.version(pairs[index].row)
                index += 1
                guard let before = standing[version.key] else {
                    standing[version.key] = version
                    continue
                }
                if try reader.isSame(before, version) {
                    result.identical += 1
                    result.rows.append(version.row)
                } else {
                    result.superseded += 1
                    let isNewer = try reader.replaces(version, before)
                    result.rows.append(isNewer ? before.row : version.row)
                    if isNewer { standing[version.key] = version }
                }
            }
        }
        result.rows.sort()
        return result
    }
}
