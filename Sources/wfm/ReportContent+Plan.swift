import ArgumentParser
import ContactCenter
import FileFormats
import Planning
import Reporting
import Tabular

extension ReportLanguage: ExpressibleByArgument {}

extension ReportContent {
    /// The report of a run that just ended.
    init(_ outcome: PlanRun.Outcome, workspace: PlanWorkspace, language: ReportLanguage) {
        self.init(
            summary: outcome.summary, zone: workspace.zone, history: outcome.history, forecast: outcome.forecast,
            accuracy: outcome.accuracy, requirements: outcome.requirements, roster: outcome.segments,
            performance: outcome.performance, health: outcome.health, language: language,
            skillOfQueue: workspace.skillOfQueue)
        fairness = outcome.fairness
    }

    /// The report of whatever files of a plan are in `folder`.
    init(folder: String, workspace: PlanWorkspace, language: ReportLanguage) throws {
        /// Rows of a file, none when it is not there.
        func rows<Row>(_ name: String, _ read: (InputBytes) throws -> [Row]) throws -> [Row] {
            do {
                return try read(InputBytes.read("\(folder)/\(name)"))
            } catch TabularError.noInput {
                return []
            }
        }
        let summary = try SummaryFile.read(InputBytes.read("\(folder)/summary.json"))
        let channels = workspace.channels
        self.init(
            summary: summary, zone: workspace.zone,
            history: try rows("history.csv") { try HistoryFile.read($0, channels: channels) },
            forecast: try rows("forecast.csv") { try ForecastFile.read($0, channels: channels) },
            accuracy: try rows("accuracy.csv") { try AccuracyFile.read($0, channels: channels) },
            requirements: try rows("requirements.csv") { try RequirementFile.read($0, channels: channels) },
            roster: try rows("roster.csv") { try PlannerRosterFile.read($0) },
            performance: try rows("performance.csv") { try PerformanceFile.read($0, channels: channels) },
            health: try rows("health.json") { [try DataHealthFile.read($0)] }.first, language: language,
            skillOfQueue: workspace.skillOfQueue)
        fairness = try rows("fairness.csv") { try FairnessFile.read($0) }
    }
}
