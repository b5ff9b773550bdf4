import ContactCenter
import Tabular

/// Finds the rows of an import that share a key: identical ones count once, otherwise the last one stands.
///
/// Rows whose keys have the same hash of 64 bits are candidates; whether their keys are the same, and whether the rows
/// say the same, is decided by reading them again. So a collision of hashes costs a look at the file and never a row.
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

    /// Rows whose hashes are looked at together: their table stays in the cache.
    private static let rowsAPass = 1 << 18

    private let rows: ImportedRows
    private let passes: Int

    init(_ rows: ImportedRows) {
        self.rows = rows
        var passes = 1
        while passes < 4096, passes * DuplicateSearch.rowsAPass < rows.count { passes *= 2 }
        self.passes = passes
    }

    /// Looks at all rows with `threads` threads.
    func run(threads: Int) async throws -> Result {
        let search = self
        let passes = self.passes
        let threads = max(1, min(threads, passes))
        // Each pass looks at the rows whose hash has certain upper bits.
        let pairs = await withTaskGroup(of: [Pair].self) { group in
            for thread in 0..<threads {
                group.addTask {
                    var pairs: [Pair] = []
                    for pass in stride(from: thread, to: passes, by: threads) { pairs += search.candidates(pass: pass) }
                    return pairs
                }
            }
            var pairs: [Pair] = []
            for await found in group { pairs += found }
            return pairs
        }
        return try decide(pairs.sorted())
    }

    /// A row and the first row with the same hash.
    private struct Pair: Comparable, Sendable {
        var first: Int
        var row: Int
        static func < (a: Pair, b: Pair) -> Bool { (a.first, a.row) < (b.first, b.row) }
    }

    private func candidates(pass: Int) -> [Pair] {
        let shift = UInt64(64 - passes.trailingZeroBitCount)
        let wanted = UInt64(pass)
        let size = max(1024, 4 * (rows.count / passes + 1))
        let mask = (1 << (Int.bitWidth - size.leadingZeroBitCount)) - 1
        // A slot: the upper half of a number made of the hash, and the row plus one.
        var slots = [UInt64](repeating: 0, count: mask + 1)
        var pairs: [Pair] = []
        for stretch in rows.stretches {
            for (index, hash) in stretch.idHashes.enumerated() where passes == 1 || hash >> shift == wanted {
                let mixed = hash &* 0x9E37_79B9_7F4A_7C15
                let tag = mixed & 0xFFFF_FFFF_0000_0000
                let row = stretch.firstRow + index
                var slot = Int(truncatingIfNeeded: mixed >> 8) & mask
                while slots[slot] != 0 {
                    if slots[slot] & 0xFFFF_FFFF_0000_0000 == tag {
                        let first = Int(slots[slot] & 0xFFFF_FFFF) - 1
                        if hashOfKey(of: first) == hash {
                            pairs.append(Pair(first: first, row: row))
                            break
                        }
                    }
                    slot = (slot + 1) & mask
                }
                if slots[slot] == 0 { slots[slot] = tag | UInt64(row + 1) }
            }
        }
        return pairs
    }

    private func hashOfKey(of row: Int) -> UInt64 {
        let (stretch, index) = rows.place(of: row)
        return rows.stretches[stretch].idHashes[index]
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
                    result.rows.append(before.row)
                    standing[version.key] = version
                }
            }
        }
        result.rows.sort()
        return result
    }
}
