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
        /// First-contact resolution by the seven-day repeat rule, 0…1; `nil` when no cohort is mature.
        public var firstContactResolution: Double?
        /// What was decided on the way, in words: encodings, delimiters, cleaning steps, streams left out.
        public var notes: [String]
    }

    private let workspace: PlanWorkspace

    /// The import stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Reads the plan's interactions, or `paths` instead of them.
    public func run(paths: [String]? = nil, context: StageContext) throws -> Outcome {
        let paths = paths ?? workspace.interactionPaths
        let mapping = try workspace.mappingPath.map { try ColumnMapping.read(InputBytes.read($0)) } ?? .native
        let importer = InteractionImporter(mapping: mapping, zone: workspace.zone)
        let inputs = try paths.map { try InputBytes.read($0) }
        context.report(PlanProgress(.importing, share: 0.2, detail: "parsing"))
        let result = try importer.run(inputs)
        try context.checkInterruption()
        context.report(PlanProgress(.importing, share: 0.7, detail: "\(result.accounting.accepted) interactions"))
        return try outcome(of: result, context: context)
    }

    private func outcome(of result: ImportResult, context: StageContext) throws -> Outcome {
        let streams = workspace.streams
        let aggregator = IntervalAggregator(
            intervalSeconds: workspace.plan.intervalMinutes * 60, zone: workspace.zone,
            streams: streams.map {
                StreamSettings(stream: $0.stream, target: $0.target, calendar: $0.arrivalCalendar)
            })
        let aggregated = aggregator.history(of: result.interactions)
        guard !aggregated.history.isEmpty else {
            throw PlanningError.noContactsForPlan(
                queues: streams.map(\.stream.description), found: aggregated.unplanned.keys.sorted().map(\.description))
        }
        let cleaned = HistoryCleaner(
            zone: workspace.zone,
            calendars: Dictionary(uniqueKeysWithValues: streams.map { ($0.stream, $0.arrivalCalendar) })
        ).clean(aggregated.history)
        try context.checkInterruption()
        let fcr = FirstContactResolution.sevenDay(of: result.interactions)
        context.report(PlanProgress(.importing, share: 1, detail: "\(cleaned.history.count) intervals"))
        return Outcome(
            history: cleaned.history, accounting: result.accounting, rejects: result.rejects,
            firstContactResolution: fcr,
            notes: result.notes + unplannedNotes(aggregated.unplanned) + cleaned.changes.map(\.description))
    }

    private func unplannedNotes(_ unplanned: [QueueChannel: Int]) -> [String] {
        unplanned.sorted { $0.key < $1.key }.map {
            "\($0.value) interactions of \($0.key) were left out: the plan does not name this queue × channel"
        }
    }
}
