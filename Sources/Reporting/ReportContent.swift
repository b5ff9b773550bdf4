import ContactCenter

/// Language of a report's own words. Names, reasons and notes of the plan appear as they are.
public enum ReportLanguage: String, Hashable, Sendable, CaseIterable {
    /// English.
    case english = "en"
    /// Simplified Chinese; a word without translation appears in English.
    case simplifiedChinese = "zh-Hans"
}

/// Everything a report shows, as values: what each stage of a plan left behind.
///
/// Any list may be empty and any figure absent: the section that would show it says what is missing and how to get it.
public struct ReportContent: Sendable {
    /// The plan in figures.
    public var summary: PlanSummary
    /// Clock of the centre: every time of day in the report is on it.
    public var zone: ZoneRules
    /// Interval history, any order.
    public var history: [IntervalCounts]
    /// Interval forecast, any order.
    public var forecast: [ForecastInterval]
    /// Scores of every model tried on every stream.
    public var accuracy: [ForecastAccuracy]
    /// Interval requirements, any order.
    public var requirements: [RequirementInterval]
    /// Segments of the roster, any order.
    public var roster: [RosterSegment]
    /// Simulated performance of the roster, any order.
    public var performance: [PerformanceInterval]
    /// What was found and decided about the interactions; `nil` = not known.
    public var health: DataHealth?
    /// What the roster means for each agent, in the order of the team; empty = not known.
    public var fairness: [AgentRosterFigures] = []
    /// Language of headings and sentences.
    public var language: ReportLanguage
    /// Skill an agent needs per queue; a queue that is not named needs the skill of its own name.
    public var skillOfQueue: [String: String]

    /// A report of `summary` with the parts that exist.
    public init(
        summary: PlanSummary, zone: ZoneRules = .utc, history: [IntervalCounts] = [],
        forecast: [ForecastInterval] = [], accuracy: [ForecastAccuracy] = [],
        requirements: [RequirementInterval] = [], roster: [RosterSegment] = [],
        performance: [PerformanceInterval] = [], health: DataHealth? = nil, language: ReportLanguage = .english,
        skillOfQueue: [String: String] = [:]
    ) {
        self.summary = summary
        self.zone = zone
        self.history = history
        self.forecast = forecast
        self.accuracy = accuracy
        self.requirements = requirements
        self.roster = roster
        self.performance = performance
        self.health = health
        self.language = language
        self.skillOfQueue = skillOfQueue
    }
}
