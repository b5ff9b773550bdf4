import ContactCenter
import FileFormats
import Scheduling
import Tabular

/// The whole cycle of a plan, stage after stage: what `wfm plan` does.
public struct PlanRun: Sendable {
    /// Everything the cycle made.
    public struct Outcome: Sendable {
        /// Interval history, cleaned.
        public var history: [IntervalCounts]
        /// Refused rows.
        public var rejects: [Reject]
        /// What was found and decided about the interactions.
        public var health: DataHealth
        /// Forecast by stream and time.
        public var forecast: [ForecastInterval]
        /// Backtest by stream and model.
        public var accuracy: [ForecastAccuracy]
        /// Requirement by stream and time.
        public var requirements: [RequirementInterval]
        /// The roster's segments; empty without a team.
        public var segments: [RosterSegment]
        /// What the roster means for each agent; empty without a team.
        public var fairness: [AgentRosterFigures] = []
        /// Simulated performance by stream and time.
        public var performance: [PerformanceInterval]
        /// The figures.
        public var summary: PlanSummary

        /// The files of the cycle but the report, under their names in `folder`.
        public func files(in folder: String, zone: ZoneRules) -> [OutputFile] {
            var files: [(String, [UInt8])] = [
                ("history.csv", HistoryFile.write(history, zone: zone)),
                ("forecast.csv", ForecastFile.write(forecast, zone: zone)),
                ("accuracy.csv", AccuracyFile.write(accuracy)),
                ("requirements.csv", RequirementFile.write(requirements, zone: zone)),
                ("roster.csv", PlannerRosterFile.write(segments, zone: zone)),
                ("performance.csv", PerformanceFile.write(performance, zone: zone)),
                ("rejects.csv", rejectsCSV(rejects)),
                ("health.json", DataHealthFile.write(health)),
                ("summary.json", SummaryFile.write(summary)),
            ]
            if !fairness.isEmpty { files.append(("fairness.csv", FairnessFile.write(fairness))) }
            return files.map { OutputFile(path: "\(folder)/\($0.0)", bytes: $0.1) }
        }
    }

    private let workspace: PlanWorkspace
    private let version: String

    /// A run of the plan in `workspace` by version `version` of wfm.
    public init(_ workspace: PlanWorkspace, version: String) {
        self.workspace = workspace
        self.version = version
    }

    /// Runs every stage; nothing is written.
    public func run(context: StageContext) async throws -> Outcome {
        let history = try await HistoryStage(workspace).run(context: context)
        let forecast = try await ForecastStage(workspace).run(history: history.history, context: context)
        let staffing = try StaffingStage(workspace).run(
            forecast: forecast.intervals, history: history.history, context: context)
        let requirements = staffing.requirements
        let roster =
            workspace.team == nil ? nil : try RosterStage(workspace).run(requirements: requirements, context: context)
        let performance = try SimulationStage(workspace).run(
            requirements: requirements, segments: roster?.segments, context: context)
        let summary = SummaryBuilder(workspace: workspace, version: version).summary(
            history: history, forecast: forecast, staffing: staffing, roster: roster, performance: performance)
        return Outcome(
            history: history.history, rejects: history.rejects, health: history.health, forecast: forecast.intervals,
            accuracy: forecast.accuracy, requirements: requirements, segments: roster?.segments ?? [],
            fairness: roster.map { RosterChecker.figures(of: $0.roster, in: $0.instance) } ?? [],
            performance: performance, summary: summary)
    }
}
