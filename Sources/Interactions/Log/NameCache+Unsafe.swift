import Tabular

/// Numbers of texts that repeat, found by their bytes: the queue and channel of a row, its reason.
///
/// A dictionary of strings would make and hash a string for every row; this compares bytes where they lie, two texts of up
/// to 16 bytes as four numbers (about 7 ns a row against 90).
struct NameCache {
    /// The bytes of a pair of texts.
    private struct Key: Equatable {
        /// Of texts of up to 16 bytes all they say; of longer ones the hash of each.
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var firstCount = 0
        var secondCount = 0

        @inline(__always)
        static func == (a: Key, b: Key) -> Bool {
            (a.words.0 ^ b.words.0) | (a.words.1 ^ b.words.1) | (a.words.2 ^ b.words.2) | (a.words.3 ^ b.words.3) == 0
                && a.firstCount == b.firstCount && a.secondCount == b.secondCount
        }

        @inline(__always)
        var hash: UInt64 {
            KeyCode.mixed(words.0 ^ words.3 &* 5, words.1 ^ 0x8EBC_6AF0_9C88_C6E3)
                ^ KeyCode.mixed(words.2 ^ UInt64(truncatingIfNeeded: firstCount))
        }
    }

    private struct Entry {
        var key = Key()
        var start = 0
        /// One more than the number; 0 = an empty place.
        var place: UInt32 = 0
    }

    /// By hash; a power of two of them.
    private var entries = [Entry](repeating: Entry(), count: 512)
    private var count = 0
    /// The long texts, whose hashes alone prove nothing.
    private var texts: [UInt8] = []
    /// Beyond this the texts are no categories, and remembering them costs more than it saves.
    private static let most = 1 << 16
    private static let shortBytes = 16
    /// Room after the last byte of a text that may be read.
    static let readBeyond = 24

    /// The number of a pair of texts; `nil` when it has not been remembered.
    ///
    /// ``readBeyond`` bytes past either text may be read.
    @inline(__always)
    func number(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> UInt32? {
        let key = NameCache.key(first, second)
        return entries.withUnsafeBufferPointer { entries in
            var slot = Int(truncatingIfNeeded: key.hash) & (entries.count &- 1)
            while true {
                let entry = entries[slot]
                if entry.place == 0 { return nil }
                if entry.key == key, isEqual(entry, first, second) { return entry.place &- 1 }
                slot = (slot &+ 1) & (entries.count &- 1)
            }
        }
    }

    /// Remembers the number of a pair of texts that has none.
    mutating func remember(
        _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>, number: UInt32
    ) {
        guard count < NameCache.most, self.number(first, second) == nil else { return }
        let entry = Entry(key: NameCache.key(first, second), start: texts.count, place: number + 1)
        if max(first.count, second.count) > NameCache.shortBytes {
            texts.append(contentsOf: first)
            texts.append(contentsOf: second)
        }
        count += 1
        if count * 2 > entries.count {
            let before = entries
            entries = [Entry](repeating: Entry(), count: before.count * 2)
            for entry in before where entry.place > 0 { insert(entry) }
        }
        insert(entry)
    }

    private mutating func insert(_ entry: Entry) {
        var slot = Int(truncatingIfNeeded: entry.key.hash) & (entries.count - 1)
        while entries[slot].place != 0 { slot = (slot + 1) & (entries.count - 1) }
        entries[slot] = entry
    }

    @inline(__always)
    private func isEqual(
        _ entry: Entry, _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        if max(first.count, second.count) <= NameCache.shortBytes { return true }
        return texts.withUnsafeBufferPointer { texts in
            for index in 0..<first.count where texts[entry.start + index] != first[index] { return false }
            let start = entry.start + first.count
            for index in 0..<second.count where texts[start + index] != second[index] { return false }
            return true
        }
    }

    @inline(__always)
    private static func key(_ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>) -> Key {
        var key = Key()
        (key.firstCount, key.secondCount) = (first.count, second.count)
        if let base = first.baseAddress { (key.words.0, key.words.1) = words(base, first.count) }
        if let base = second.baseAddress { (key.words.2, key.words.3) = words(base, second.count) }
        return key
    }

    @inline(__always)
    private static func words(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
        if count > shortBytes { return (KeyCode.hash(bytes, count), 0) }
        return (ByteWord.load(bytes, min(count, 8)), ByteWord.load(bytes + 8, max(count &- 8, 0)))
    }
}
