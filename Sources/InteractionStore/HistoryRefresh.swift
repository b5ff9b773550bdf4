import ContactCenter

/// What was counted to bring a store's history up to date.
public struct HistoryRefresh: Hashable, Sendable {
    /// Intervals counted.
    public var counted: Int
    /// Whether that was all of them: at the first time, and when other settings are asked for.
    public var isWhole: Bool
}

extension InteractionStore {
    /// Brings the counted history up to date: only the intervals are counted whose contacts have changed.
    ///
    /// - Parameter zone: The rules of ``timeZone``.
    public func refreshHistory(_ wanted: HistorySettings, zone: ZoneRules) throws(StoreError) -> HistoryRefresh {
        if try HistorySettings(settings) == wanted, try database.integer("SELECT count(*) FROM dirty") == 0 {
            return HistoryRefresh(counted: 0, isWhole: false)
        }
        return try database.transaction { () throws(StoreError) -> HistoryRefresh in
            if try HistorySettings(settings) == wanted {
                return HistoryRefresh(counted: try recountDirty(wanted, zone: zone), isWhole: false)
            }
            return HistoryRefresh(counted: try countAll(wanted, zone: zone), isWhole: true)
        }
    }

    private func countAll(_ wanted: HistorySettings, zone: ZoneRules) throws(StoreError) -> Int {
        try database.execute("DELETE FROM interval; DELETE FROM dirty")
        try wanted.write(to: settings)
        let insert = try insertInterval()
        let counter = try IntervalCounter(self, zone: zone, settings: wanted)
        var counted = 0
        for stream in try streams().keys.sorted() {
            try counter.count(stream: stream) { (interval) throws(StoreError) in
                try write(interval, of: stream, insert)
                counted += 1
            }
        }
        return counted
    }

    /// Counts the dirty intervals again, inside a transaction; returns how many they were.
    func recountDirty(_ counted: HistorySettings, zone: ZoneRules) throws(StoreError) -> Int {
        let insert = try insertInterval()
        let counter = try IntervalCounter(self, zone: zone, settings: counted)
        let remove = try database.prepare("DELETE FROM interval WHERE stream = ? AND start = ?")
        let dirty = try database.prepare("SELECT stream, start FROM dirty ORDER BY stream, start")
        var count = 0
        while try dirty.step() {
            let (stream, start) = (dirty.integer(0), dirty.integer(1))
            remove.bind(stream)
            remove.bind(start)
            try remove.run()
            try counter.count(stream: stream, from: start, to: counter.end(ofIntervalAt: start)) {
                (interval) throws(StoreError) in try write(interval, of: stream, insert)
            }
            count += 1
        }
        try database.execute("DELETE FROM dirty")
        return count
    }

    private func insertInterval() throws(StoreError) -> Statement {
        let columns = CountedInterval.columns.joined(separator: ", ")
        let places = CountedInterval.columns.map { _ in "?" }.joined(separator: ", ")
        return try database.prepare("INSERT INTO interval(stream, \(columns)) VALUES(?, \(places))")
    }

    private func write(_ interval: CountedInterval, of stream: Int, _ insert: Statement) throws(StoreError) {
        insert.bind(stream)
        interval.bind(to: insert)
        try insert.run()
    }
}
