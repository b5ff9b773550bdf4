/// A published figure of the trade, with what it measures, where it stands and of when it is.
public struct PublishedBenchmark: Hashable, Sendable {
    /// What is measured.
    public enum Metric: String, Hashable, Sendable, CaseIterable {
        /// Share answered within a threshold.
        case serviceLevel = "service_level"
        /// Share of agents' time on contacts.
        case occupancy
        /// Share of paid time not available.
        case shrinkage
        /// Share resolved at first contact.
        case firstContactResolution = "first_contact_resolution"
        /// Share abandoned.
        case abandonment
        /// Mean wait of the answered, in seconds.
        case speedOfAnswer = "asa_s"
        /// Mean handle time, in seconds.
        case handleTime = "aht_s"
        /// Cost of a call, in pounds.
        case costPerCall = "cost_per_call_gbp"
        /// Share of agents who leave in a year.
        case attrition
        /// Agents a team leader.
        case agentsPerLeader = "agents_per_leader"
        /// Share of scheduled time in the right activity.
        case adherence
        /// Worked over scheduled time.
        case conformance
    }

    /// What is measured.
    public var metric: Metric
    /// Lower end of the figure.
    public var low: Double
    /// Upper end; equal to the lower one for a single figure.
    public var high: Double
    /// What exactly, and of whom.
    public var definition: String
    /// Who says so.
    public var source: String
    /// Year it is of; `nil` = the source does not say.
    public var year: Int?

    /// The figures that a planner is shown, as their sources give them. Nothing here is a target.
    public static let all: [PublishedBenchmark] = [
        .init(.serviceLevel, 0.8, 0.8, "answered within 20 s; a vendor's default target", "Genesys documentation", nil),
        .init(
            .occupancy, 0.80, 0.85, "of logged-in time, typical; above it burn-out", "Call Centre Helper 132518", nil),
        .init(.occupancy, 0.83, 0.83, "of logged-in time, mean", "Call Centre Helper 220060", nil),
        .init(.shrinkage, 0.13, 0.39, "of paid time, range (mean 0.27, n = 1230)", "OpsDog", nil),
        .init(.shrinkage, 0.24, 0.24, "of paid time, survey of 100 sites", "CustomerThink / Knowlagent", 2011),
        .init(
            .firstContactResolution, 0.70, 0.79, "by customer survey, 'good'", "SQM Group, quoted by revos.ai", nil),
        .init(.firstContactResolution, 0.48, 0.48, "calls that were 'one and done', by survey", "SQM Group", nil),
        .init(.abandonment, 0.03, 0.05, "of offered calls, target", "Convin", nil),
        .init(
            .speedOfAnswer, 116, 116, "United Kingdom, mean", "ContactBabel, quoted by Call Centre Helper 232966", 2024),
        .init(
            .costPerCall, 5.58, 5.58, "United Kingdom, mean, GBP", "ContactBabel, quoted by Call Centre Helper 232966",
            2024),
        .init(.handleTime, 553, 553, "United Kingdom, mean (9:13)", "CCMA", 2025),
        .init(.attrition, 0.28, 0.28, "United Kingdom, a year (0.33 the year before)", "CCMA", 2024),
        .init(.attrition, 0.27, 0.27, "United States, a year, mean", "ContactBabel", 2014),
        .init(.attrition, 0.42, 0.42, "United States, a year, mean", "ContactBabel", 2008),
        .init(.agentsPerLeader, 11.6, 11.6, "United Kingdom, mean", "CCMA", 2025),
        .init(.adherence, 0.85, 0.92, "of scheduled time", "ccplanning.com", nil),
        .init(.adherence, 0.90, 0.95, "of scheduled time", "WFM Labs", nil),
        .init(.conformance, 0.95, 0.98, "worked / scheduled", "ccplanning.com", nil),
    ]

    private init(
        _ metric: Metric, _ low: Double, _ high: Double, _ definition: String, _ source: String, _ year: Int?
    ) {
        self.metric = metric
        self.low = low
        self.high = high
        self.definition = definition
        self.source = source
        self.year = year
    }
}

/// A published figure beside the centre's own; one row of `benchmarks.csv`.
public struct BenchmarkComparison: Hashable, Sendable {
    /// The published figure.
    public var benchmark: PublishedBenchmark
    /// The centre's own figure; `nil` where the log does not tell it.
    public var own: Double?
    /// Why the two must not be compared; empty = they may.
    public var refusal: String

    /// A comparison, or the reason against one.
    public init(benchmark: PublishedBenchmark, own: Double?, refusal: String) {
        self.benchmark = benchmark
        self.own = own
        self.refusal = refusal
    }

    /// `below`, `within` or `above` the published range; empty when they must not be compared.
    public var verdict: String {
        guard refusal.isEmpty, let own else { return "" }
        return own < benchmark.low ? "below" : own > benchmark.high ? "above" : "within"
    }
}
