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
    }

    private let workspace: PlanWorkspace

    /// The import stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Days within which a customer who comes back was not helped the first time.
    public static let repeatWindowDays = 7

    /// Reads the plan's interactions, or `paths` instead of them.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when the interactions hold nothing of a
    ///   queue × channel that the plan names.
    public func run(
        paths: [String]? = nil, repeatWindowDays: Int = repeatWindowDays, context: StageContext
    ) throws -> Outcome {
        let paths = paths ?? workspace.interactionPaths
        let mapping = try workspace.mappingPath.map { try ColumnMapping.read(InputBytes.read($0)) } ?? .native
        let importer = InteractionImporter(
            mapping: mapping, zone: workspace.zone, knownChannels: workspace.channels)
        let inputs = try paths.map { try InputBytes.read($0) }
        context.report(PlanProgress(.importing, share: 0.2, detail: "parsing"))
        let result = try importer.run(inputs)
        try HistoryStage.checkAnythingAccepted(result)
        try context.checkInterruption()
        context.report(PlanProgress(.importing, share: 0.7, detail: "\(result.accounting.accepted) interactions"))
        return try outcome(of: result, repeatWindowDays: repeatWindowDays, context: context)
    }

    private func outcome(of result: ImportResult, repeatWindowDays: Int, context: StageContext) throws -> Outcome {
        let streams = workspace.streams
        let aggregator = IntervalAggregator(
            intervalSeconds: workspace.plan.intervalMinutes * 60, zone: workspace.zone,
            streams: streams.map {
                StreamSettings(stream: $0.stream, target: $0.target, calendar: $0.arrivalCalendar)
            })
        let aggregated = aggregator.history(of: result.interactions)
        try checkEveryStreamHasContacts(aggregated)
        let cleaned = HistoryCleaner(
            zone: workspace.zone,
            calendars: Dictionary(uniqueKeysWithValues: streams.map { ($0.stream, $0.arrivalCalendar) })
        ).clean(aggregated.history)
        try context.checkInterruption()
        let resolutions = FirstContactResolution.byQueue(
            result.interactions, windowSeconds: repeatWindowDays * 86_400)
        context.report(PlanProgress(.importing, share: 1, detail: "\(cleaned.history.count) intervals"))
        return Outcome(
            history: cleaned.history, accounting: result.accounting, rejects: result.rejects,
            resolutions: resolutions,
            notes: workspace.notes + holidayNotes(cleaned.history) + result.notes + aggregated.notes
                + unplannedNotes(aggregated.unplanned)
                + cleaned.changes.map(\.description))
    }

    /// Nothing can follow when every row was refused; the first of them tells why.
    static func checkAnythingAccepted(_ result: ImportResult) throws(PlanningError) {
        guard result.interactions.isEmpty, let first = result.rejects.first else { return }
        throw .everythingRejected(first, count: result.rejects.count)
    }

    /// A stream of the plan without a single contact is a misspelt name or a wrong file, never a quiet centre.
    private func checkEveryStreamHasContacts(_ aggregated: AggregatedHistory) throws(PlanningError) {
        let seen = Set(aggregated.history.lazy.filter { $0.offered > 0 }.map(\.stream))
        let found = (seen.union(aggregated.unplanned.keys)).sorted()
        guard !seen.isEmpty else {
            throw .noContactsForPlan(
                queues: workspace.streams.map(\.stream.description), found: found.map(\.description))
        }
        // A queue that is announced may still be without contacts.
        for stream in workspace.streams.filter({ !$0.isAnnounced }).map(\.stream) where !seen.contains(stream) {
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
