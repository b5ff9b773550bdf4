import ContactCenter

/// First-contact resolution of one queue.
public struct QueueResolution: Hashable, Sendable {
    /// Queue of the contacts judged.
    public var queue: String
    /// Contacts old enough to be judged.
    public var eligible: Int
    /// Those of them that were not followed by a repeat.
    public var firstContact: Int

    /// The resolution of `queue`.
    public init(queue: String, eligible: Int, firstContact: Int) {
        self.queue = queue
        self.eligible = eligible
        self.firstContact = firstContact
    }

    /// `firstContact / eligible`, 0…1; `nil` when nothing is eligible.
    public var rate: Double? { eligible > 0 ? Double(firstContact) / Double(eligible) : nil }
}

/// First-contact resolution by the repeat rule: a contact is resolved when the same customer does not come back with
/// the same reason within a window.
///
/// Only inbound contacts of identified customers are judged, and only answered ones that lie at least the window before
/// the last inbound contact of the log (later ones have not had their chance to repeat). The next contact decides, in
/// any queue or channel, answered or not; exactly at the end of the window it still is a repeat. Unknown reasons are
/// one reason. Contacts at the same second are ordered by id.
public enum FirstContactResolution {
    /// Seven days in seconds.
    public static let sevenDaySeconds = 7 * 86_400

    /// The share of eligible contacts resolved at first contact within seven days, 0…1; `nil` when none is eligible.
    public static func sevenDay(of interactions: [Interaction]) -> Double? {
        let queues = byQueue(interactions)
        let eligible = queues.reduce(0) { $0 + $1.eligible }
        guard eligible > 0 else { return nil }
        return Double(queues.reduce(0) { $0 + $1.firstContact }) / Double(eligible)
    }

    /// The rule per queue, ordered by queue; queues without an eligible contact are left out.
    public static func byQueue(_ interactions: [Interaction], windowSeconds: Int = sevenDaySeconds) -> [QueueResolution]
    {
        guard let last = interactions.lazy.filter({ $0.direction == .inbound }).map(\.createdAt).max() else {
            return []
        }
        var queues: [String: QueueResolution] = [:]
        let sequences = ContactSequences(interactions)
        sequences.forEachSequence { sequence in
            for (position, index) in sequence.enumerated() {
                let contact = interactions[index]
                guard contact.outcome == .answered, last - contact.createdAt >= windowSeconds else { continue }
                var isRepeated = false
                if position + 1 < sequence.endIndex - sequence.startIndex {
                    let next = interactions[sequence[sequence.startIndex + position + 1]]
                    isRepeated = next.createdAt - contact.createdAt <= windowSeconds
                }
                let queue = contact.stream.queue
                queues[queue, default: QueueResolution(queue: queue, eligible: 0, firstContact: 0)].eligible += 1
                if !isRepeated { queues[queue]?.firstContact += 1 }
            }
        }
        return queues.values.sorted { $0.queue < $1.queue }
    }

    /// How many contacts customers needed: the number of chains by length. A chain is a run of inbound contacts of one
    /// customer with one reason in which each follows the one before within the window.
    public static func chainLengths(
        _ interactions: [Interaction], windowSeconds: Int = sevenDaySeconds
    ) -> [Int: Int] {
        var chains: [Int: Int] = [:]
        ContactSequences(interactions).forEachSequence { sequence in
            var length = 0
            var last: Instant?
            for index in sequence {
                let time = interactions[index].createdAt
                if let last, time - last > windowSeconds {
                    chains[length, default: 0] += 1
                    length = 0
                }
                length += 1
                last = time
            }
            if length > 0 { chains[length, default: 0] += 1 }
        }
        return chains
    }
}

/// Inbound contacts of identified customers, by customer and reason, in order of time.
struct ContactSequences {
    private let order: [Int]
    private let ends: [Int]

    init(_ interactions: [Interaction]) {
        var groups: [Key: Int] = [:]
        var members: [(group: Int, seconds: Int, index: Int)] = []
        for (index, contact) in interactions.enumerated() where contact.direction == .inbound {
            guard let customer = contact.customerID else { continue }
            let key = Key(customer: customer, reason: contact.reason)
            let next = groups.count
            var group = next
            if let known = groups[key] { group = known } else { groups[key] = next }
            members.append((group, contact.createdAt.seconds, index))
        }
        members.sort { a, b in
            if a.group != b.group { return a.group < b.group }
            if a.seconds != b.seconds { return a.seconds < b.seconds }
            return interactions[a.index].id < interactions[b.index].id
        }
        order = members.map(\.index)
        ends = members.indices.filter { $0 + 1 == members.count || members[$0].group != members[$0 + 1].group }.map {
            $0 + 1
        }
    }

    func forEachSequence(_ body: (ArraySlice<Int>) -> Void) {
        var start = 0
        for end in ends {
            body(order[start..<end])
            start = end
        }
    }

    private struct Key: Hashable {
        var customer: String
        var reason: String?
    }
}
