/// A stretch of one agent's day spent on one activity; one row of the planner's `roster.csv`.
public struct RosterSegment: Hashable, Sendable {
    /// What the agent does.
    public enum Activity: String, Sendable, CaseIterable {
        /// Available for contacts.
        case work
        /// A paid break.
        case rest = "break"
        /// An unpaid break.
        case lunch
        /// Training, coaching, a meeting: ``RosterSegment/activityName``.
        case activity
        /// Leave.
        case leave
    }

    /// The agent.
    public var agent: String
    /// Day on which the shift starts.
    public var date: CivilDate
    /// Name of the shift kind.
    public var kind: String
    /// What the agent does.
    public var activity: Activity
    /// Skills joined by a bar for work, empty otherwise: what the agent can be given.
    public var skill: String
    /// Start.
    public var start: Instant
    /// End.
    public var end: Instant
    /// Whether the time is paid.
    public var isPaid: Bool
    /// The skill that the plan counts on the agent for; empty = not said, or no work.
    public var assignedSkill: String
    /// Name of the activity; empty for everything else.
    public var activityName: String

    /// `agent` does `activity` from `start` to `end`.
    public init(
        agent: String, date: CivilDate, kind: String, activity: Activity, skill: String, start: Instant, end: Instant,
        isPaid: Bool, assignedSkill: String = "", activityName: String = ""
    ) {
        self.agent = agent
        self.date = date
        self.kind = kind
        self.activity = activity
        self.skill = skill
        self.start = start
        self.end = end
        self.isPaid = isPaid
        self.assignedSkill = assignedSkill
        self.activityName = activityName
    }
}
