import ContactCenter
import Interactions
import Tabular

/// Interactions → interval history, cleaned: the first stage of the cycle.
public struct HistoryStage: Sendable {
    /// What came out.
    public struct Outcome: Sendable {
        /// History by stream and time, complete from the first day to the last.
        public var history: [IntervalCounts]
        /// Where the rows went.
        public var accounting: PlanSummary.Accounting
        /// Refused rows with their reasons.
        public var rejects: [Reject]
        /// First-contact resolution by the repeat rule, per queue.
        public var resolutions: [QueueResolution]
        /// What was decided on the way, in words: encodings, delimiters, cleaning steps, streams left out.
        public var notes: [String]
        /// What was found and decided about the files.
        public var health: DataHealth
    }

    private let workspace: PlanWorkspace

    /// The import stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Days within which a customer who comes back was not helped the first time.
    public static let repeatWindowDays = 7

    /// Reads the plan's interactions, or `source` instead of them: contacts of any known format, or tables of intervals.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when the interactions hold nothing of a
    ///   queue × channel that the plan names; ``TooManyRejects`` when more rows are refused than the source allows.
    public func run(
        source: ContactSource? = nil, repeatWindowDays: Int = repeatWindowDays, context: StageContext
    ) async throws -> Outcome {
        let source = source ?? ContactSource(workspace)
        let sources = try ImportSources.open(source.paths, as: source.choice)
        switch sources.content {
        case .contacts(let groups, let mapping):
            let log = try await source.reader.run(
                groups, mapping: mapping, recognised: sources.notes, keepsReasons: true, context: context)
            return try await outcome(of: log, repeatWindowDays: repeatWindowDays, context: context)
        case .intervals(let files, let mapping):
            let read = try IntervalImport(zone: workspace.zone, knownChannels: workspace.channels)
                .run(files, mapping: mapping)
            try read.check(mostRejects: source.mostRejects)
            return try outcome(of: read, recognised: sources.notes, context: context)
        }
    }

    private func outcome(
        of log: consuming ImportedLog, repeatWindowDays: Int, context: StageContext
    ) async throws -> Outcome {
        try context.checkInterruption()
        let (accounting, rejects, notes) = (log.accounting, log.rejects, log.notes)
        context.report(PlanProgress(.importing, share: 0.9, detail: "\(accounting.accepted) interactions"))
        let resolutions = try await log.resolutions(
            windowSeconds: repeatWindowDays * 86_400, threads: context.threads)
        let settings = workspace.inboundStreams.map {
            StreamSettings(stream: $0.stream, target: $0.target, calendar: $0.arrivalCalendar)
        }
        let histories = (consume log).streams(
            intervalSeconds: workspace.plan.intervalMinutes * 60, settings: settings)
        var found: [IntervalCounts] = []
        var foundNotes: [String] = []
        if histories.outbound > 0 {
            foundNotes.append("\(histories.outbound) outbound contacts are not counted as demand")
        }
        for index in histories.streams.indices {
            let history = histories.history(of: index, withEmptyIntervals: true)
            found += history.intervals
            if let note = history.note { foundNotes.append(note) }
        }
        return try outcome(
            of: found, unplanned: histories.unplanned, accounting: accounting, rejects: rejects,
            resolutions: resolutions, notes: notes + foundNotes, health: histories.health, context: context)
    }

    private func outcome(
        of read: IntervalImport.Outcome, recognised: [String], context: StageContext
    ) throws -> Outcome {
        let seconds = workspace.plan.intervalMinutes * 60
        var read = read
        let calendars = Dictionary(
            uniqueKeysWithValues: workspace.inboundStreams.map { ($0.stream, $0.arrivalCalendar) })
        var unplanned: [QueueChannel: Int] = [:]
        for row in read.rows where calendars[row.stream] == nil { unplanned[row.stream, default: 0] += row.offered }
        read.rows.removeAll { calendars[$0.stream] == nil }
        let history = try IntervalHistory(read, intervalSeconds: seconds, zone: workspace.zone)
        let rows = history.intervals.map { row in
            var row = row
            let isOpen = calendars[row.stream]?.isOpen(at: workspace.zone.localTime(at: row.start)) ?? true
            if !isOpen, row.status == .open { row.status = .closed }
            return row
        }
        return try outcome(
            of: rows, unplanned: unplanned, accounting: read.accounting, rejects: read.rejects, resolutions: [],
            notes: recognised + read.health.files.flatMap(\.decisions) + history.notes, health: read.health,
            context: context)
    }

    private func outcome(
        of found: [IntervalCounts], unplanned: [QueueChannel: Int], accounting: PlanSummary.Accounting,
        rejects: [Reject], resolutions: [QueueResolution], notes: [String], health: DataHealth, context: StageContext
    ) throws -> Outcome {
        try checkEveryStreamHasContacts(found, unplanned)
        let cleaned = HistoryCleaner(
            zone: workspace.zone,
            calendars: Dictionary(
                uniqueKeysWithValues: workspace.inboundStreams.map { ($0.stream, $0.arrivalCalendar) })
        ).clean(found)
        try context.checkInterruption()
        context.report(PlanProgress(.importing, share: 1, detail: "\(cleaned.history.count) intervals"))
        return Outcome(
            history: cleaned.history, accounting: accounting, rejects: rejects, resolutions: resolutions,
            notes: workspace.notes + holidayNotes(cleaned.history) + notes + unplannedNotes(unplanned)
                + cleaned.changes.map(\.description), health: health)
    }

    /// A stream of the plan without a single contact is a misspelt name or a wrong file, never a quiet centre.
    private func checkEveryStreamHasContacts(
        _ history: [IntervalCounts], _ unplanned: [QueueChannel: Int]
    ) throws(PlanningError) {
        let seen = Set(history.lazy.filter { $0.offered > 0 }.map(\.stream))
        let found = (seen.union(unplanned.keys)).sorted()
        guard !seen.isEmpty else {
            throw .noContactsForPlan(
                queues: workspace.inboundStreams.map(\.stream.description), found: found.map(\.description))
        }
        // A queue that is announced may still be without contacts.
        for stream in workspace.inboundStreams.filter({ !$0.isAnnounced }).map(\.stream) where !seen.contains(stream) {
            throw .unknownName(
                what: "queue × channel", name: stream.description, place: "the plan '\(workspace.plan.name)'",
                known: found.map(\.description))
        }
    }

    private func holidayNotes(_ history: [IntervalCounts]) -> [String] {
        guard let last = history.map(\.start).max() else { return [] }
        return workspace.holidayNotes(historyEnd: workspace.zone.localTime(at: last).date)
    }

    private func unplannedNotes(_ unplanned: [QueueChannel: Int]) -> [String] {
        unplanned.sorted { $0.key < $1.key }.map {
            "\($0.value) interactions of \($0.key) were left out: the plan does not name this queue × channel"
        }
    }
}

extension HistoryStage.Outcome {
    /// Share of eligible contacts of all queues resolved at first contact, 0…1; `nil` when none is eligible.
    public var firstContactResolution: Double? {
        let eligible = resolutions.reduce(0) { $0 + $1.eligible }
        return eligible > 0 ? Double(resolutions.reduce(0) { $0 + $1.firstContact }) / Double(eligible) : nil
    }
}
