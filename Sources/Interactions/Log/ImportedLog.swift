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

    /// Calls `body` with every contact that stands, in the order of the files, each with the file that it came from: the
    /// door for whoever needs contacts as values (customers, agents, a store). The files are read once more.
    ///
    /// - Throws: What `body` throws; `inputOutput` when a file can no longer be read.
    /// - Complexity: O(bytes); nothing is held but what `body` keeps.
    public func forEachInteraction(_ body: (Interaction, InteractionBatch) throws -> Void) throws {
        var reader = VersionReader(rows)
        let batches = batchesOfFiles()
        var failure: (any Error)?
        rows.forEachStanding { row, _ in
            guard failure == nil else { return }
            do {
                let (contact, source) = try reader.interaction(row)
                let batch = batches[rows.stretches[rows.place(of: row).stretch].file]
                try body(contact, batch[min(source, batch.count - 1)])
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// All contacts that stand, in the order of the files.
    public func interactions() throws -> [Interaction] {
        var contacts: [Interaction] = []
        contacts.reserveCapacity(accounting.accepted)
        try forEachInteraction { contact, _ in contacts.append(contact) }
        return contacts
    }

    /// The batches of each file that was read; a transcript has one for each export that it was made of.
    private func batchesOfFiles() -> [[InteractionBatch]] {
        var next = 0
        return rows.files.map { file in
            let count = file.transcript?.inputs.count ?? 1
            defer { next += count }
            return (next..<next + count).map { index in
                let known = health.files[min(index, health.files.count - 1)]
                return InteractionBatch(
                    name: known.name, format: SourceFormat(rawValue: known.format) ?? .wfm, bytes: known.bytes,
                    number: index)
            }
        }
    }

    /// The contacts by stream, ready to be counted by interval. Gives back the memory of the rows on the way.
    ///
    /// - Parameter intervalSeconds: Length of an interval; divides a day.
    public consuming func streams(intervalSeconds: Int, target: ServiceTarget) -> StreamHistories {
        let counts = countsOfStreams()
        let settings = counts.indices.filter { counts[$0].all > 0 }.map {
            StreamSettings(stream: streamNames[$0], target: target)
        }
        var histories = (consume self).streams(intervalSeconds: intervalSeconds, settings: settings)
        histories.guardNames()
        return histories
    }

    /// The contacts of the streams in `settings`, each named once, ready to be counted by interval from the day of the
    /// first inbound contact of theirs to the day of the last. Gives back the memory of the rows on the way.
    public consuming func streams(intervalSeconds: Int, settings: [StreamSettings]) -> StreamHistories {
        let counts = countsOfStreams()
        let settings = settings.sorted { $0.stream < $1.stream }
        let numbers = Dictionary(uniqueKeysWithValues: streamNames.enumerated().map { ($1, $0) })
        /// Place in the result, by number of the stream; −1 = not asked for.
        var place = [Int](repeating: -1, count: streamNames.count)
        for (index, setting) in settings.enumerated() {
            if let number = numbers[setting.stream] { place[number] = index }
        }
        var contacts: [[CompactContact]] = settings.map { setting in
            var list: [CompactContact] = []
            list.reserveCapacity(numbers[setting.stream].map { counts[$0].inbound } ?? 0)
            return list
        }
        let dropped = rows.dropped
        var next = 0
        for index in rows.stretches.indices {
            let first = rows.stretches[index].firstRow
            let wideBefore = rows.stretches[index].wideBefore
            for (row, var contact) in rows.takeContacts(of: index).enumerated() {
                if next < dropped.count, dropped[next] == first + row {
                    next += 1
                } else if contact.isInbound, place[contact.stream] >= 0 {
                    contact.shiftWide(by: wideBefore)
                    contacts[place[contact.stream]].append(contact)
                }
            }
        }
        var earliest = UInt32.max
        var latest: UInt32 = 0
        var unplanned: [QueueChannel: Int] = [:]
        for (number, count) in counts.enumerated() where count.inbound > 0 {
            if place[number] >= 0 {
                earliest = min(earliest, count.earliest)
                latest = max(latest, count.latest)
            } else {
                unplanned[streamNames[number]] = count.inbound
            }
        }
        var grid: IntervalGrid?
        if earliest <= latest {
            grid = IntervalGrid(
                zone: zone, intervalSeconds: intervalSeconds,
                from: zone.localTime(at: Instant(seconds: Int(earliest))).date,
                to: zone.localTime(at: Instant(seconds: Int(latest))).date)
        }
        var health = self.health
        health.outbound = counts.reduce(0) { $0 + $1.all - $1.inbound }
        health.streams = counts.indices.filter { counts[$0].all > 0 }.sorted { streamNames[$0] < streamNames[$1] }.map {
            DataHealth.Stream(stream: streamNames[$0], inbound: counts[$0].inbound)
        }
        return StreamHistories(
            settings: settings, unplanned: unplanned, health: health, contacts: contacts, wide: rows.wide, grid: grid,
            zone: zone)
    }

    /// Contacts of a stream that stand.
    private struct StreamCount {
        var all = 0
        var inbound = 0
        var earliest = UInt32.max
        var latest: UInt32 = 0
    }

    private func countsOfStreams() -> [StreamCount] {
        var counts = [StreamCount](repeating: StreamCount(), count: streamNames.count)
        rows.forEachStanding { _, contact in
            counts[contact.stream].all += 1
            guard contact.isInbound else { return }
            counts[contact.stream].inbound += 1
            counts[contact.stream].earliest = min(counts[contact.stream].earliest, contact.createdSeconds)
            counts[contact.stream].latest = max(counts[contact.stream].latest, contact.createdSeconds)
        }
        return counts
    }
}

extension IntervalCounts {
    /// The counts under a name of the queue that no spreadsheet takes for a formula.
    public var guarded: IntervalCounts {
        var copy = self
        copy.stream = stream.guarded
        return copy
    }
}

extension QueueChannel {
    /// The stream under a name that no spreadsheet takes for a formula: an apostrophe stands before `=`, `+`, `-`, `@`.
    /// (OWASP, "CSV Injection".)
    package var guarded: QueueChannel {
        QueueChannel(queue: FormulaGuard.guarded(queue), channel: channel)
    }
}

/// Where contacts came from: one file of an import.
public struct InteractionBatch: Hashable, Sendable {
    /// Path as given.
    public let name: String
    /// What it was recognised as, or stated to be.
    public let format: SourceFormat
    /// Bytes, unpacked.
    public let bytes: Int
    /// Number among the files of the import, from 0.
    public let number: Int
}
