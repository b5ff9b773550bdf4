import ContactCenter
import Interactions

/// The counted history of a store, stream by stream: the rows that `wfm import` of its files would write.
public struct StoredHistory {
    /// One stream, ready to be completed.
    public struct Stream: Sendable {
        /// Name as it is written.
        public let stream: QueueChannel
        let intervals: [CountedInterval]
        let grid: IntervalGrid?

        /// Every interval of the period, those without a contact too, and what was decided, in words.
        public func history() -> StreamHistories.StreamHistory {
            guard let grid else { return StreamHistories.StreamHistory(intervals: [], note: nil) }
            var history: [IntervalCounts] = []
            history.reserveCapacity(grid.starts.count)
            var unknown: [Int] = []
            var next = 0
            for (slot, start) in grid.starts.enumerated() {
                while next < intervals.count, intervals[next].counts.start < start { next += 1 }
                if next < intervals.count, intervals[next].counts.start == start {
                    var counts = intervals[next].counts
                    counts.stream = stream
                    unknown += Array(repeating: history.count, count: intervals[next].unknownHandle)
                    history.append(counts)
                } else {
                    history.append(
                        IntervalCounts(stream: stream, start: start, intervalSeconds: grid.seconds(of: slot)))
                }
            }
            let note = UnknownHandleTime.fill(unknown, of: stream, history: &history)
            return StreamHistories.StreamHistory(intervals: history, note: note)
        }
    }

    private let store: InteractionStore
    private let numbers: [Int]
    private let streams: [Int: QueueChannel]
    private let strays: DateSpread.Strays
    private let grid: IntervalGrid?
    private let select: Statement
    /// What was decided, in words.
    public let notes: [String]
    /// Contacts that are more than a year away from every other and are not counted.
    public let strayContacts: Int

    init(_ store: InteractionStore, settings: HistorySettings, zone: ZoneRules) throws(StoreError) {
        self.store = store
        let streams = try store.streams()
        self.streams = streams
        var spread = DateSpread()
        let all = try store.database.prepare(
            "SELECT stream, start, first_created, last_created, contacts, offered FROM interval")
        while try all.step() {
            spread.add(from: all.integer(2), to: all.integer(3), contacts: all.integer(4))
        }
        let strays = spread.strays()
        self.strays = strays
        var contacts: [Int: Int] = [:]
        var (outbound, stray) = (0, 0)
        var (earliest, latest) = (Int.max, Int.min)
        while try all.step() {
            if strays.contain(all.integer(2)) {
                stray += all.integer(4)
                continue
            }
            contacts[all.integer(0), default: 0] += all.integer(4)
            outbound += all.integer(4) - all.integer(5)
            if all.integer(5) > 0 {
                earliest = min(earliest, all.integer(1))
                latest = max(latest, all.integer(1))
            }
        }
        let ordered = contacts.keys.compactMap { number in streams[number].map { (number, $0) } }
            .sorted { $0.1 < $1.1 }
        numbers = ordered.map(\.0)
        grid =
            earliest > latest
            ? nil
            : IntervalGrid(
                zone: zone, intervalSeconds: settings.intervalSeconds,
                from: zone.localTime(at: Instant(seconds: earliest)).date,
                to: zone.localTime(at: Instant(seconds: latest)).date)
        var notes: [String] = []
        if stray > 0 {
            notes.append("\(stray) contacts lie more than a year away from every other contact and are not counted")
        }
        if outbound > 0 { notes.append("\(outbound) outbound contacts are not counted as demand") }
        for (_, name) in ordered where name.guarded != name {
            notes.append("\(name) is written as \(name.guarded), so that no spreadsheet takes it for a formula")
        }
        self.notes = notes
        strayContacts = stray
        select = try store.database.prepare(
            "SELECT \(CountedInterval.columns.joined(separator: ", ")) FROM interval WHERE stream = ? ORDER BY start")
    }

    /// Number of streams.
    public var count: Int { numbers.count }

    /// Stream `index` in the order of every file.
    public func stream(_ index: Int) throws(StoreError) -> Stream {
        let number = numbers[index]
        guard let name = streams[number] else { throw .damaged(path: store.path, reason: "a stream is gone") }
        var intervals: [CountedInterval] = []
        select.bind(number)
        while try select.step() {
            let interval = CountedInterval(select, stream: name)
            if interval.counts.offered > 0, !strays.contain(interval.firstCreated) { intervals.append(interval) }
        }
        return Stream(stream: name.guarded, intervals: intervals, grid: grid)
    }
}

extension InteractionStore {
    /// The history as ``refreshHistory(_:zone:)`` has left it.
    public func history(_ settings: HistorySettings, zone: ZoneRules) throws(StoreError) -> StoredHistory {
        try StoredHistory(self, settings: settings, zone: zone)
    }
}
