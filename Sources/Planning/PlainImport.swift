import ContactCenter
import Interactions
import Tabular

/// Interactions → interval history without a plan: every queue × channel of the files, open around the clock.
public struct PlainImport: Sendable {
    private let mappingPath: String?
    private let zone: ZoneRules
    private let intervalSeconds: Int
    private let withinSeconds: Double

    /// An import to intervals of `intervalSeconds` on the clock of `zone`, with a service level within `withinSeconds`.
    public init(mappingPath: String?, zone: ZoneRules, intervalSeconds: Int, withinSeconds: Double) {
        self.mappingPath = mappingPath
        self.zone = zone
        self.intervalSeconds = intervalSeconds
        self.withinSeconds = withinSeconds
    }

    /// Reads `paths`; first-contact resolution is looked at only with a `repeatWindowDays`.
    public func run(
        paths: [String], repeatWindowDays: Int?, context: StageContext
    ) throws -> HistoryStage.Outcome {
        let mapping = try mappingPath.map { try ColumnMapping.read(InputBytes.read($0)) } ?? .native
        let result = try InteractionImporter(mapping: mapping, zone: zone).run(paths.map { try InputBytes.read($0) })
        try HistoryStage.checkAnythingAccepted(result)
        try context.checkInterruption()
        let streams = Set(result.interactions.lazy.map(\.stream)).sorted()
        let aggregator = IntervalAggregator(
            intervalSeconds: intervalSeconds, zone: zone,
            streams: streams.map {
                StreamSettings(
                    stream: $0, target: ServiceTarget(withinSeconds: withinSeconds), calendar: CentreCalendar())
            })
        let aggregated = aggregator.history(of: result.interactions)
        context.report(PlanProgress(.importing, share: 1, detail: "\(aggregated.history.count) intervals"))
        return HistoryStage.Outcome(
            history: aggregated.history, accounting: result.accounting, rejects: result.rejects,
            resolutions: repeatWindowDays.map {
                FirstContactResolution.byQueue(result.interactions, windowSeconds: $0 * 86_400)
            } ?? [],
            notes: result.notes + aggregated.notes)
    }
}
