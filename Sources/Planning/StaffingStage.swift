import ContactCenter
import Interactions
import Queueing

/// Forecast → requirement: the people every interval needs.
public struct StaffingStage: Sendable {
    private let workspace: PlanWorkspace

    /// The staffing stage of a plan.
    public init(_ workspace: PlanWorkspace) { self.workspace = workspace }

    /// Requirements of every interval of the forecast, ordered by stream and time.
    ///
    /// - Parameter history: Interval history from which patience is estimated where the plan asks for it; where it
    ///   holds too few abandoned contacts to tell, customers are taken not to give up.
    /// - Throws: `PlanningError.missingPart` when patience is to be estimated and there is no history.
    public func run(
        forecast: [ForecastInterval], history: [IntervalCounts]?, context: StageContext
    ) throws -> [RequirementInterval] {
        if history == nil, let stream = workspace.streams.first(where: \.needsPatienceEstimate) {
            throw PlanningError.missingPart(
                "the patience of \(stream.stream) is to be estimated, but there is no history",
                hint: "give --history history.csv, or state patience_seconds in the plan")
        }
        let byStream = Dictionary(grouping: forecast, by: \.stream)
        let historyByStream = Dictionary(grouping: history ?? [], by: \.stream)
        var requirements: [RequirementInterval] = []
        let streams = workspace.streams.sorted { $0.stream < $1.stream }
        for (index, stream) in streams.enumerated() {
            try context.checkInterruption()
            guard let rows = byStream[stream.stream]?.sorted(by: { $0.start < $1.start }) else { continue }
            let isOpen = rows.map { stream.openingCalendar.isOpen(at: workspace.zone.localTime(at: $0.start)) }
            requirements += try RequirementBuilder.requirements(
                forecast: rows, isOpen: isOpen, target: stream.target,
                patienceSeconds: StaffingStage.patienceSeconds(
                    of: stream, history: historyByStream[stream.stream] ?? []),
                shrinkage: workspace.plan.shrinkage, service: stream.stream.channel.service)
            context.report(PlanProgress(.staffing, share: Double(index + 1) / Double(streams.count)))
        }
        guard !requirements.isEmpty else {
            throw PlanningError.missingRows(
                file: "forecast",
                what: "no row belongs to a queue × channel of the plan"
                    + " (\(workspace.streams.map(\.stream.description).joined(separator: ", ")))")
        }
        return requirements
    }

    /// Mean patience in seconds; `nil` = nobody gives up, or too few did to tell.
    static func patienceSeconds(of stream: PlannedStream, history: [IntervalCounts]) -> Double? {
        switch stream.patience {
        case .unlimited: return nil
        case .meanSeconds(let seconds): return seconds
        case .estimated:
            guard stream.needsPatienceEstimate else { return nil }
            return PatienceEstimate.meanSeconds(from: history)
        }
    }
}
