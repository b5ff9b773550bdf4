import ContactCenter

@testable import Interactions

/// Interval history and what did not get into it.
public struct AggregatedHistory: Sendable {
    /// Counts by stream, then time: every interval of the period, also those without a contact.
    public var history: [IntervalCounts]
    /// Inbound contacts of streams that were not asked for.
    public var unplanned: [QueueChannel: Int]
    /// Outbound contacts: work, but not demand.
    public var outbound: Int
    /// Inbound contacts of the streams outside the period asked for.
    public var outsidePeriod: Int
    /// What was decided on the way, in words.
    public var notes: [String]
}

/// Counts interactions by interval, contact by contact: the judge of ``StreamHistories``.
///
/// Every contact is booked, wait and handle time included, to the interval in which it entered the queue. Closed
/// intervals are marked; contacts that came in them are counted all the same. Waits up to and including the target's
/// seconds are "within".
public struct IntervalAggregator: Sendable {
    /// Length of an interval in seconds; divides a day.
    public let intervalSeconds: Int
    /// Clock of the centre.
    public let zone: ZoneRules
    /// The streams to count.
    public let streams: [StreamSettings]

    /// An aggregator over `streams`, each named once.
    public init(intervalSeconds: Int, zone: ZoneRules, streams: [StreamSettings]) {
        precondition(intervalSeconds > 0 && 86_400 % intervalSeconds == 0, "an interval divides a day")
        self.intervalSeconds = intervalSeconds
        self.zone = zone
        self.streams = streams.sorted { $0.stream < $1.stream }
    }

    /// The history of `interactions` on the days `from` … `to` (inclusive); by default from the day of the first inbound
    /// contact of the streams to the day of the last.
    ///
    /// An answered contact whose handle time is unknown takes the mean of its stream, and a note says how many.
    public func history(
        of interactions: [Interaction], from: CivilDate? = nil, to: CivilDate? = nil
    ) -> AggregatedHistory {
        var result = AggregatedHistory(history: [], unplanned: [:], outbound: 0, outsidePeriod: 0, notes: [])
        var rankOfStream: [QueueChannel: Int] = [:]
        for (rank, settings) in streams.enumerated() { rankOfStream[settings.stream] = rank }
        var counted: [(rank: Int, index: Int)] = []
        counted.reserveCapacity(interactions.count)
        for (index, contact) in interactions.enumerated() {
            if contact.direction == .outbound {
                result.outbound += 1
            } else if let rank = rankOfStream[contact.stream] {
                counted.append((rank, index))
            } else {
                result.unplanned[contact.stream, default: 0] += 1
            }
        }
        if result.outbound > 0 { result.notes.append("\(result.outbound) outbound contacts are not counted as demand") }
        let seconds = counted.lazy.map { interactions[$0.index].createdAt }
        guard let first = from ?? seconds.min().map({ zone.localTime(at: $0).date }),
            let last = to ?? seconds.max().map({ zone.localTime(at: $0).date }), first <= last
        else { return result }

        let grid = IntervalGrid(zone: zone, intervalSeconds: intervalSeconds, from: first, to: last)
        var history = emptyHistory(grid)
        var customers = DistinctCustomers()
        var unknownHandle: [(cell: Int, rank: Int)] = []
        for (rank, index) in counted {
            let contact = interactions[index]
            guard let slot = grid.index(of: contact.createdAt) else {
                result.outsidePeriod += 1
                continue
            }
            let cell = rank * grid.starts.count + slot
            history[cell].add(contact, target: streams[rank].target)
            if contact.outcome == .answered, contact.talkSeconds == nil { unknownHandle.append((cell, rank)) }
            if let customer = contact.customerID { customers.add(customer, cell: cell) }
        }
        if result.outsidePeriod > 0 {
            result.notes.append("\(result.outsidePeriod) contacts lie outside \(first) to \(last)")
        }
        for (cell, count) in customers.countByCell() { history[cell].customers = count }
        fillUnknownHandle(unknownHandle, slots: grid.starts.count, history: &history, notes: &result.notes)
        result.history = history
        return result
    }

    private func emptyHistory(_ grid: IntervalGrid) -> [IntervalCounts] {
        let localTimes = grid.starts.map { zone.localTime(at: $0) }
        var history: [IntervalCounts] = []
        history.reserveCapacity(streams.count * grid.starts.count)
        for settings in streams {
            for (slot, start) in grid.starts.enumerated() {
                history.append(
                    IntervalCounts(
                        stream: settings.stream, start: start, intervalSeconds: grid.seconds(of: slot),
                        status: settings.calendar.isOpen(at: localTimes[slot]) ? .open : .closed))
            }
        }
        return history
    }

    private func fillUnknownHandle(
        _ unknown: [(cell: Int, rank: Int)], slots: Int, history: inout [IntervalCounts], notes: inout [String]
    ) {
        for (rank, group) in Dictionary(grouping: unknown, by: \.rank).sorted(by: { $0.key < $1.key }) {
            let rows = history[(rank * slots)..<((rank + 1) * slots)]
            let known = rows.reduce(0) { $0 + $1.answered } - group.count
            let total = rows.reduce(0) { $0 + $1.handleSeconds }
            let stream = streams[rank].stream
            guard known > 0 else {
                notes.append("\(stream): no answered contact has a handle time")
                for (cell, _) in group { history[cell].unknown.formUnion([.talk, .hold, .wrap, .handle]) }
                continue
            }
            let mean = total / Double(known)
            for (cell, _) in group {
                history[cell].talkSeconds += mean
                history[cell].handleSeconds += mean
            }
            notes.append("\(stream): \(group.count) answered contacts without handle time count with the stream's mean")
        }
    }
}

/// Counts different customers per cell.
private struct DistinctCustomers {
    private var numberOfCustomer: [String: Int] = [:]
    private var visits: [(cell: Int, customer: Int)] = []

    mutating func add(_ customer: String, cell: Int) {
        let next = numberOfCustomer.count
        var number = next
        if let known = numberOfCustomer[customer] { number = known } else { numberOfCustomer[customer] = next }
        visits.append((cell, number))
    }

    func countByCell() -> [(cell: Int, count: Int)] {
        var counts: [(cell: Int, count: Int)] = []
        var last: (cell: Int, customer: Int)?
        for visit in visits.sorted(by: { ($0.cell, $0.customer) < ($1.cell, $1.customer) }) {
            if last?.cell != visit.cell { counts.append((visit.cell, 0)) }
            if last?.cell != visit.cell || last?.customer != visit.customer { counts[counts.count - 1].count += 1 }
            last = visit
        }
        return counts
    }
}
