/// How the requirement of a plan becomes heads, hours and money.
public struct StaffingPlan: Hashable, Sendable {
    /// Whether queues that the same agents answer are staffed as one.
    public enum Pooling: String, Sendable, CaseIterable {
        /// Every queue × channel by itself, nothing else is said.
        case none
        /// Every queue × channel by itself; the pooled requirement is reported beside it.
        case report
    }

    /// Which queues the same agents answer.
    public enum SkillGroups: Hashable, Sendable {
        /// Those that need the same skill.
        case sameSkill
        /// Skills that some agent of the team has together, directly or over others.
        case team
        /// Named groups of skills, in file order.
        case named([NamedGroup])
    }

    /// Skills whose queues the same agents answer.
    public struct NamedGroup: Hashable, Sendable {
        /// Name for the summary.
        public var name: String
        /// Skills, each in one group only.
        public var skills: [String]
        /// A group of skills.
        public init(name: String, skills: [String]) {
            self.name = name
            self.skills = skills
        }
    }

    /// Contract hours of a full-time agent in a week; `nil` = no FTE are computed.
    public var fteHoursPerWeek: Double?
    /// Most agents on contacts at once in the whole centre; `nil` = no limit.
    public var staffCap: Int?
    /// Price of a paid hour; `nil` = no cost is computed.
    public var paidHourCost: Double?
    /// What the forecast's uncertainty does to the requirement.
    public var risk: ForecastRisk
    /// What the service level of calls and chats is promised of.
    public var dayGoal: DayGoal
    /// Whether queues are staffed together.
    public var pooling: Pooling
    /// Which queues that would be.
    public var skillGroups: SkillGroups

    /// No FTE, no cap, no price; the forecast taken at its word; every queue × channel by itself.
    public init(
        fteHoursPerWeek: Double? = nil, staffCap: Int? = nil, paidHourCost: Double? = nil,
        risk: ForecastRisk = .ignored, dayGoal: DayGoal = .interval, pooling: Pooling = .none,
        skillGroups: SkillGroups = .sameSkill
    ) {
        self.fteHoursPerWeek = fteHoursPerWeek
        self.staffCap = staffCap
        self.paidHourCost = paidHourCost
        self.risk = risk
        self.dayGoal = dayGoal
        self.pooling = pooling
        self.skillGroups = skillGroups
    }
}

/// What the forecast's uncertainty does to the requirement of an interval.
public enum ForecastRisk: Hashable, Sendable {
    /// The volume is taken as forecast.
    case ignored
    /// The volume is taken as forecast; what the band would do to the service level is reported.
    case reported
    /// The service level expected over the band meets the target.
    case expected
    /// The interval meets its target with at least this probability, above 0 and below 1.
    case probability(Double)
}
