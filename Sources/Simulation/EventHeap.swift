/// What will happen to a contact, unless it no longer applies by then.
struct Event: Sendable {
    enum Kind: UInt64 {
        /// Its handling ends.
        case completion
        /// Its patience ends.
        case abandonment
        /// It has waited long enough for further groups.
        case overflow
    }

    var timeSeconds: Double
    /// Kind (2 bits), contact (30 bits) and the contact's serial number (32 bits) in one word.
    private var word: UInt64

    init(timeSeconds: Double, kind: Kind, contact: Int, serial: UInt32) {
        self.timeSeconds = timeSeconds
        word = kind.rawValue << 62 | UInt64(contact) << 32 | UInt64(serial)
    }

    var kind: Kind { Kind(rawValue: word >> 62) ?? .completion }
    var contact: Int { Int(word >> 32 & 0x3FFF_FFFF) }
    var serial: UInt32 { UInt32(truncatingIfNeeded: word) }
}

/// Pending events, earliest first: a binary heap in one array that keeps its storage between replications.
///
/// - Complexity: O(log n) for `push` and `pop`.
struct EventHeap: Sendable {
    private var items: [Event] = []

    /// Time of the earliest event; infinite when there is none.
    var nextSeconds: Double { items.isEmpty ? .infinity : items[0].timeSeconds }

    mutating func removeAll() { items.removeAll(keepingCapacity: true) }

    mutating func push(_ event: Event) {
        var hole = items.count
        items.append(event)
        while hole > 0 {
            let parent = (hole - 1) >> 1
            if items[parent].timeSeconds <= event.timeSeconds { break }
            items[hole] = items[parent]
            hole = parent
        }
        items[hole] = event
    }

    mutating func pop() -> Event? {
        guard let last = items.popLast() else { return nil }
        guard let first = items.first else { return last }
        let count = items.count
        var hole = 0
        var child = 1
        while child < count {
            if child + 1 < count, items[child + 1].timeSeconds < items[child].timeSeconds { child += 1 }
            if items[child].timeSeconds >= last.timeSeconds { break }
            items[hole] = items[child]
            hole = child
            child = 2 * hole + 1
        }
        items[hole] = last
        return first
    }
}
