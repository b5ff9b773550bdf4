import ContactCenter
import Interactions

/// Marks the intervals of the counted history whose contacts have changed.
final class DirtyIntervals {
    /// Marks held before they are written.
    private static let mostHeld = 1 << 16

    private struct Interval: Hashable {
        var stream: Int
        var start: Int
    }

    private let zone: ZoneRules
    /// `nil` = nothing has been counted, and all will be.
    private let intervalSeconds: Int?
    private let insert: Statement
    private let database: Database
    private var held: Set<Interval> = []
    private var marked = 0

    init(_ store: InteractionStore, zone: ZoneRules) throws(StoreError) {
        self.zone = zone
        database = store.database
        intervalSeconds = try HistorySettings(store.settings)?.intervalSeconds
        insert = try database.prepare("INSERT OR IGNORE INTO dirty(stream, start) VALUES(?, ?)")
    }

    /// A contact has come, gone or changed.
    func mark(_ content: VersionContent) throws(StoreError) {
        try mark(stream: content.stream, createdAt: content.createdAt)
    }

    func mark(stream: Int, createdAt: Int) throws(StoreError) {
        guard let intervalSeconds else { return }
        let start = IntervalGrid.start(
            of: Instant(seconds: createdAt), zone: zone, intervalSeconds: intervalSeconds)
        held.insert(Interval(stream: stream, start: start.seconds))
        if held.count >= DirtyIntervals.mostHeld { try write() }
    }

    /// Writes what is held; returns how many intervals have become dirty.
    func finish() throws(StoreError) -> Int {
        try write()
        return marked
    }

    private func write() throws(StoreError) {
        for interval in held {
            insert.bind(interval.stream)
            insert.bind(interval.start)
            try insert.run()
            marked += database.changes
        }
        held.removeAll(keepingCapacity: true)
    }
}
