import ContactCenter
import Interactions

/// Counts the contacts of a store by interval, by the rules of ``Interactions/IntervalAggregator``.
///
/// Within an interval the contacts are added in the order of their files and rows, so that sums of fractions come out
/// as they do for an import of the files.
struct IntervalCounter {
    private let zone: ZoneRules
    private let settings: HistorySettings
    private let ranking: BatchRanking
    private let rows: Statement
    private let streams: [Int: QueueChannel]

    init(_ store: InteractionStore, zone: ZoneRules, settings: HistorySettings) throws(StoreError) {
        self.zone = zone
        self.settings = settings
        ranking = try BatchRanking(store.database)
        streams = try store.streams()
        rows = try store.database.prepare(
            """
            SELECT created_at, is_outbound, is_abandoned, customer, wait_s, talk_s, hold_s, wrap_s, first_batch,
                first_row FROM contact WHERE stream = ? AND created_at >= ? AND created_at < ? ORDER BY created_at
            """)
    }

    private struct Row {
        var place: Occurrence
        var contact: Interaction
        var customer: CustomerPseudonym?
    }

    /// End of the interval that starts at `start`.
    func end(ofIntervalAt start: Int) -> Int {
        IntervalGrid.next(
            after: Instant(seconds: start), zone: zone, intervalSeconds: settings.intervalSeconds
        ).seconds
    }

    /// Counts the contacts of a stream in `from` ..< `to` and hands each interval that has any to `emit`, in order.
    func count(
        stream number: Int, from: Int = .min, to: Int = .max, emit: (CountedInterval) throws(StoreError) -> Void
    ) throws(StoreError) {
        guard let stream = streams[number] else { return }
        rows.bind(number)
        rows.bind(from)
        rows.bind(to)
        defer { rows.reset() }
        var held: [Row] = []
        var start = Instant(seconds: 0)
        var end = Int.min
        while try rows.step() {
            let created = Instant(seconds: rows.integer(0))
            if created.seconds >= end {
                if !held.isEmpty { try emit(interval(held, stream, start, end)) }
                held.removeAll(keepingCapacity: true)
                start = IntervalGrid.start(of: created, zone: zone, intervalSeconds: settings.intervalSeconds)
                end = self.end(ofIntervalAt: start.seconds)
            }
            held.append(row(stream, created))
        }
        if !held.isEmpty { try emit(interval(held, stream, start, end)) }
    }

    private func row(_ stream: QueueChannel, _ created: Instant) -> Row {
        var contact = Interaction(
            id: "", stream: stream, createdAt: created, outcome: rows.integer(2) == 0 ? .answered : .abandoned)
        contact.direction = rows.integer(1) == 0 ? .inbound : .outbound
        contact.waitSeconds = rows.optionalReal(4)
        contact.talkSeconds = rows.optionalReal(5)
        contact.holdSeconds = rows.optionalReal(6)
        contact.wrapSeconds = rows.optionalReal(7)
        return Row(
            place: Occurrence(batch: rows.integer(8), row: rows.integer(9)), contact: contact,
            customer: rows.customer(3))
    }

    private func interval(_ rows: [Row], _ stream: QueueChannel, _ start: Instant, _ end: Int) -> CountedInterval {
        var interval = CountedInterval(stream: stream, start: start, intervalSeconds: end - start.seconds)
        var customers: Set<CustomerPseudonym> = []
        for row in rows.sorted(by: { ranking.precedes($0.place, $1.place) }) {
            let contact = row.contact
            interval.contacts += 1
            interval.firstCreated = min(interval.firstCreated, contact.createdAt.seconds)
            interval.lastCreated = max(interval.lastCreated, contact.createdAt.seconds)
            guard contact.direction == .inbound else { continue }
            interval.counts.add(contact, target: settings.target)
            if contact.outcome == .answered, contact.talkSeconds == nil { interval.unknownHandle += 1 }
            if let customer = row.customer { customers.insert(customer) }
        }
        interval.counts.customers = customers.count
        return interval
    }
}

extension InteractionStore {
    /// The streams by their numbers.
    func streams() throws(StoreError) -> [Int: QueueChannel] {
        var streams: [Int: QueueChannel] = [:]
        let statement = try database.prepare("SELECT stream, queue, channel FROM stream")
        while try statement.step() {
            let name = statement.text(2)
            streams[statement.integer(0)] = QueueChannel(
                queue: statement.text(1), channel: Channel(name) ?? Channel(name: name, service: .immediate))
        }
        return streams
    }
}
