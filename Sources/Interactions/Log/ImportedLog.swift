import ContactCenter
import Tabular

/// An import with its books closed: what its intervals and its repeats are counted from.
public struct ImportedLog: Sendable {
    private var rows: ImportedRows
    private let streamNames: [QueueChannel]
    private let zone: ZoneRules
    /// Where the rows went: read = accepted + identical duplicates + superseded + rejected.
    public let accounting: PlanSummary.Accounting
    /// Refused rows in the order of the files.
    public let rejects: [Reject]
    /// What was decided on the way, in words.
    public let notes: [String]
    private let health: DataHealth

    init(
        rows: ImportedRows, streams: [QueueChannel], zone: ZoneRules, accounting: PlanSummary.Accounting,
        rejects: [Reject], notes: [String], health: DataHealth
    ) {
        self.rows = rows
        streamNames = streams
        self.zone = zone
        self.accounting = accounting
        self.rejects = rejects
        self.notes = notes
        self.health = health
    }

    /// First-contact resolution by the repeat rule, per queue; as ``FirstContactResolution/byQueue(_:windowSeconds:)``.
    ///
    /// Reasons must have been kept. - Throws: `inputOutput` when a file can no longer be read.
    public func resolutions(windowSeconds: Int, threads: Int) async throws -> [QueueResolution] {
        try await RepeatSearch(rows: rows, streams: streamNames, windowSeconds: windowSeconds).run(threads: threads)
    }

    /// The contacts by stream, ready to be counted by interval. Gives back the memory of the rows on the way.
    ///
    /// - Parameter intervalSeconds: Length of an interval; divides a day.
    public consuming func streams(intervalSeconds: Int, target: ServiceTarget) -> StreamHistories {
        var total = [Int](repeating: 0, count: streamNames.count)
        var inbound = [Int](repeating: 0, count: streamNames.count)
        var outbound = 0
        var earliest = UInt32.max
        var latest: UInt32 = 0
        rows.forEachStanding { _, contact in
            total[contact.stream] += 1
            if contact.isInbound {
                inbound[contact.stream] += 1
                earliest = min(earliest, contact.createdSeconds)
                latest = max(latest, contact.createdSeconds)
            } else {
                outbound += 1
            }
        }
        var contacts: [[CompactContact]] = inbound.map { count in
            var list: [CompactContact] = []
            list.reserveCapacity(count)
            return list
        }
        let dropped = rows.dropped
        var next = 0
        for index in rows.stretches.indices {
            let first = rows.stretches[index].firstRow
            for (place, contact) in rows.takeContacts(of: index).enumerated() {
                if next < dropped.count, dropped[next] == first + place {
                    next += 1
                } else if contact.isInbound {
                    contacts[contact.stream].append(contact)
                }
            }
        }
        let order = total.indices.filter { total[$0] > 0 }.sorted { streamNames[$0] < streamNames[$1] }
        var grid: IntervalGrid?
        if earliest <= latest {
            grid = IntervalGrid(
                zone: zone, intervalSeconds: intervalSeconds,
                from: zone.localTime(at: Instant(seconds: Int(earliest))).date,
                to: zone.localTime(at: Instant(seconds: Int(latest))).date)
        }
        var health = self.health
        health.outbound = outbound
        health.streams = order.map { DataHealth.Stream(stream: streamNames[$0], inbound: inbound[$0]) }
        return StreamHistories(
            streams: order.map { streamNames[$0].guarded }, health: health, contacts: order.map { contacts[$0] },
            wide: rows.wide, grid: grid,
            target: target, intervalSeconds: intervalSeconds)
    }
}

extension QueueChannel {
    /// The stream under a name that no spreadsheet takes for a formula: an apostrophe stands before `=`, `+`, `-`, `@`.
    /// (OWASP, "CSV Injection".)
    package var guarded: QueueChannel {
        QueueChannel(queue: FormulaGuard.guarded(queue), channel: channel)
    }
}
