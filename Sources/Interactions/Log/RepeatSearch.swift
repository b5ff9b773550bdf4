import ContactCenter
import Tabular

/// First-contact resolution over the rows of an import; the rule of ``FirstContactResolution``.
struct RepeatSearch: Sendable {
    private let rows: ImportedRows
    private let streams: [QueueChannel]
    private let windowSeconds: Int

    /// Customers of one part are looked at together; parts are sorted while they lie in the cache.
    private static let contactsAPart = 1 << 17

    init(rows: ImportedRows, streams: [QueueChannel], windowSeconds: Int) {
        self.rows = rows
        self.streams = streams
        self.windowSeconds = windowSeconds
    }

    /// What the rule needs of a contact.
    private struct Contact: Sendable {
        var customer: UInt64
        var createdSeconds: UInt32
        var reason: UInt32
        var row: UInt32
        /// Number of the stream, and whether it was answered in the lowest bit.
        var stream: UInt32
    }

    private struct Count: Sendable {
        var eligible = 0
        var firstContact = 0
    }

    func run(threads: Int) async throws -> [QueueResolution] {
        var latest: UInt32?
        var count = 0
        rows.forEachStanding { _, contact in
            guard contact.isInbound else { return }
            latest = max(latest ?? 0, contact.createdSeconds)
            count += 1
        }
        guard let last = latest else { return [] }
        var parts = 1
        while parts < 1024, parts * RepeatSearch.contactsAPart < count { parts *= 2 }
        let threads = max(1, min(threads, parts))
        let (partCount, expected) = (parts, count)
        let search = self
        let counts = try await withThrowingTaskGroup(of: [Count].self) { group in
            for thread in 0..<threads {
                group.addTask {
                    var counts = [Count](repeating: Count(), count: search.streams.count)
                    for group in search.rounds(parts: partCount, thread: thread, threads: threads) {
                        var lists = search.contacts(of: group, parts: partCount, expected: expected)
                        for index in lists.indices {
                            try search.count(&lists[index], last: last, into: &counts)
                            lists[index] = []
                        }
                    }
                    return counts
                }
            }
            var total = [Count](repeating: Count(), count: search.streams.count)
            for try await counts in group {
                for (index, count) in counts.enumerated() {
                    total[index].eligible += count.eligible
                    total[index].firstContact += count.firstContact
                }
            }
            return total
        }
        var queues: [String: QueueResolution] = [:]
        for (stream, count) in zip(streams, counts) where count.eligible > 0 {
            let queue = stream.queue
            queues[queue, default: QueueResolution(queue: queue, eligible: 0, firstContact: 0)].eligible +=
                count.eligible
            queues[queue]?.firstContact += count.firstContact
        }
        return queues.values.sorted { $0.queue < $1.queue }
    }

    /// The parts of one thread, a quarter at a time, so that not all contacts are held twice.
    private func rounds(parts: Int, thread: Int, threads: Int) -> [Range<Int>] {
        let from = parts * thread / threads
        let to = parts * (thread + 1) / threads
        let size = max(1, (to - from + 3) / 4)
        return stride(from: from, to: to, by: size).map { $0..<min(to, $0 + size) }
    }

    private func contacts(of group: Range<Int>, parts: Int, expected: Int) -> [[Contact]] {
        let shift = UInt64(64 - parts.trailingZeroBitCount)
        var lists = [[Contact]](repeating: [], count: group.count)
        for index in lists.indices { lists[index].reserveCapacity(expected / parts * 9 / 8 + 64) }
        var next = 0
        let dropped = rows.dropped
        for stretch in rows.stretches {
            for (index, contact) in stretch.contacts.enumerated() {
                let row = stretch.firstRow + index
                if next < dropped.count, dropped[next] == row {
                    next += 1
                    continue
                }
                guard contact.isInbound, contact.customer != 0 else { continue }
                let part = parts == 1 ? 0 : Int((contact.customer &* 0x9E37_79B9_7F4A_7C15) >> shift)
                guard group.contains(part) else { continue }
                lists[part - group.lowerBound].append(
                    Contact(
                        customer: contact.customer, createdSeconds: contact.createdSeconds,
                        reason: stretch.reasons[index], row: UInt32(row),
                        stream: UInt32(contact.stream) << 1 | (contact.isAnswered ? 1 : 0)))
            }
        }
        return lists
    }

    private func count(_ contacts: inout [Contact], last: UInt32, into counts: inout [Count]) throws(TabularError) {
        contacts.sort { a, b in
            if a.customer != b.customer { return a.customer < b.customer }
            if a.reason != b.reason { return a.reason < b.reason }
            if a.createdSeconds != b.createdSeconds { return a.createdSeconds < b.createdSeconds }
            return a.row < b.row
        }
        try orderTies(&contacts)
        for (index, contact) in contacts.enumerated() {
            guard contact.stream & 1 == 1, Int(last) - Int(contact.createdSeconds) >= windowSeconds else { continue }
            let stream = Int(contact.stream >> 1)
            counts[stream].eligible += 1
            if index + 1 < contacts.count {
                let next = contacts[index + 1]
                if next.customer == contact.customer, next.reason == contact.reason,
                    Int(next.createdSeconds) - Int(contact.createdSeconds) <= windowSeconds
                {
                    continue
                }
            }
            counts[stream].firstContact += 1
        }
    }

    /// Contacts of one customer and reason at the same second go by their ids, which are read again.
    private func orderTies(_ contacts: inout [Contact]) throws(TabularError) {
        var start = 0
        while start < contacts.count {
            var end = start + 1
            while end < contacts.count, contacts[end].customer == contacts[start].customer,
                contacts[end].reason == contacts[start].reason,
                contacts[end].createdSeconds == contacts[start].createdSeconds
            {
                end += 1
            }
            // Only where they differ in what is counted does their order matter.
            if end - start > 1, contacts[start..<end].contains(where: { $0.stream != contacts[start].stream }) {
                var reader = VersionReader(rows)
                var keyed: [(key: String, contact: Contact)] = []
                for contact in contacts[start..<end] {
                    keyed.append((try reader.version(Int(contact.row)).key, contact))
                }
                keyed.sort { $0.key < $1.key }
                for (place, entry) in keyed.enumerated() { contacts[start + place] = entry.contact }
            }
            start = end
        }
    }
}
