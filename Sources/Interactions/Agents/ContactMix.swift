import ContactCenter

/// What contacts take on average by what they are about: queue, channel and reason.
///
/// A reason with few contacts in its stream says more about the agents who had them than about itself, so reasons with
/// fewer than 20 are taken together, stream by stream.
struct ContactMix {
    struct Cell: Hashable {
        var stream: QueueChannel
        var reason: String?
    }

    /// Mean and variance of a measure in a cell.
    struct Moments {
        var count = 0
        var sum = 0.0
        var squares = 0.0
        var mean: Double { count > 0 ? sum / Double(count) : 0 }
        var variance: Double {
            count > 1 ? max(0, (squares - sum * sum / Double(count)) / Double(count - 1)) : 0
        }

        mutating func add(_ value: Double) {
            count += 1
            sum += value
            squares += value * value
        }
    }

    static let leastContacts = 20

    private var cells: [Cell: Moments] = [:]
    private var rare: [QueueChannel: Moments] = [:]
    let all: Moments

    /// The mix of measured contacts.
    init(_ measured: [(stream: QueueChannel, reason: String?, value: Double)]) {
        var all = Moments()
        var cells: [Cell: Moments] = [:]
        for one in measured {
            cells[Cell(stream: one.stream, reason: one.reason), default: Moments()].add(one.value)
            all.add(one.value)
        }
        // In the order of the contacts: sums must not depend on that of a dictionary.
        for one in measured {
            let count = cells[Cell(stream: one.stream, reason: one.reason)]?.count ?? 0
            if count < ContactMix.leastContacts { rare[one.stream, default: Moments()].add(one.value) }
        }
        self.cells = cells
        self.all = all
    }

    /// What a contact of this stream and reason takes on average.
    func moments(_ stream: QueueChannel, _ reason: String?) -> Moments {
        let own = cells[Cell(stream: stream, reason: reason)] ?? Moments()
        return own.count < ContactMix.leastContacts ? rare[stream] ?? own : own
    }
}
