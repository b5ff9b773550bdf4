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

    /// Where a roster's search stands; `nil` for other work.
    public var search: SearchFigures?

    /// Cost of the best roster so far, and what no roster can be cheaper than.
    public struct SearchFigures: Hashable, Sendable {
        /// Cost of the best roster so far.
        public var cost: Double
        /// Proven lower bound; `nil` while it is not known.
        public var bound: Double?

        /// A roster of `cost` and its bound.
        public init(cost: Double, bound: Double?) {
            self.cost = cost
            self.bound = bound
        }

        /// Share of the cost that the bound leaves open, 0…1; `nil` without a bound.
        public var gap: Double? { bound.map { cost > 0 ? max(0, cost - $0) / cost : 0 } }
    }

    /// `share` of `stage` is done.
    public init(_ stage: Stage, share: Double, detail: String = "", search: SearchFigures? = nil) {
        self.stage = stage
        self.share = share
        self.detail = detail
        self.search = search
    }
}
