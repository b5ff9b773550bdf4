/// Where the work stands, for whoever shows it.
public struct PlanProgress: Sendable {
    /// The stages of the cycle.
    public enum Stage: String, Sendable, CaseIterable {
        /// Reading interactions.
        case importing = "import"
        /// Forecasting.
        case forecasting = "forecast"
        /// Computing requirements.
        case staffing = "staff"
        /// Building the roster.
        case scheduling = "schedule"
        /// Simulating it.
        case simulating = "simulate"
        /// Planning capacity.
        case capacity
        /// Writing files and the report.
        case reporting = "report"
    }

    /// The stage.
    public var stage: Stage
    /// Share of the stage done, 0…1.
    public var share: Double
    /// A figure worth seeing, e.g. the roster's cost.
    public var detail: String

    /// `share` of `stage` is done.
    public init(_ stage: Stage, share: Double, detail: String = "") {
        self.stage = stage
        self.share = share
        self.detail = detail
    }
}
