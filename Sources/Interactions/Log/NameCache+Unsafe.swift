import CDelimiterMask
import Tabular

/// Numbers of texts that repeat, found by their bytes: the queue and channel of a row, its reason.
///
/// A dictionary of strings would make and hash a string for every row; this compares bytes where they lie (about 5 ns
/// a row against 90).
struct NameCache {
    private struct Entry {
        var hash: UInt64
        var start: Int
        var firstCount: Int
        var secondCount: Int
        var number: UInt32
    }

    /// Places in ``entries`` by hash, plus one; a power of two of them.
    private var slots = [Int32](repeating: 0, count: 512)
    private var entries: [Entry] = []
    private var texts: [UInt8] = []
    /// Beyond this the texts are no categories, and remembering them costs more than it saves.
    private static let most = 1 << 16

    /// The number of a pair of texts; `nil` when it has not been remembered.
    ///
    /// 8 bytes past either text may be read.
    @inline(__always)
    func number(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let hash = NameCache.hash(first, second)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while true {
            let place = slots[slot]
            if place == 0 { return nil }
            let entry = entries[Int(place) - 1]
            if entry.hash == hash, entry.firstCount == first.count, entry.secondCount == second.count,
                isEqual(entry, first, second)
            {
                return entry.number
            }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    /// Remembers the number of a pair of texts that has none.
    mutating func remember(
        _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>, number: UInt32
    ) {
        guard entries.count < NameCache.most, self.number(first, second) == nil else { return }
        let hash = NameCache.hash(first, second)
        entries.append(
            Entry(
                hash: hash, start: texts.count, firstCount: first.count, secondCount: second.count, number: number))
        texts.append(contentsOf: first)
        texts.append(contentsOf: second)
        if entries.count * 2 > slots.count {
            slots = [Int32](repeating: 0, count: slots.count * 2)
            for index in entries.indices { insert(index) }
        } else {
            insert(entries.count - 1)
        }
    }

    private mutating func insert(_ index: Int) {
        var slot = Int(truncatingIfNeeded: entries[index].hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(index + 1)
    }

    @inline(__always)
    private func isEqual(
        _ entry: Entry, _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        texts.withUnsafeBufferPointer { texts in
            for index in 0..<first.count where texts[entry.start + index] != first[index] { return false }
            let start = entry.start + first.count
            for index in 0..<second.count where texts[start + index] != second[index] { return false }
            return true
        }
    }

    @inline(__always)
    private static func hash(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0
        if let base = first.baseAddress { hash = KeyCode.hash(base, first.count) }
        if let base = second.baseAddress { hash ^= KeyCode.hash(base, second.count) &* 3 }
        return hash
    }
}
