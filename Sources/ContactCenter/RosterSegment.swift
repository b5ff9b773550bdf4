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
    /// Skills joined by a bar for work, empty otherwise.
    public var skill: String
    /// Start.
    public var start: Instant
    /// End.
    public var end: Instant
    /// Whether the time is paid.
    public var isPaid: Bool

    /// `agent` does `activity` from `start` to `end`.
    public init(
        agent: String, date: CivilDate, kind: String, activity: Activity, skill: String, start: Instant, end: Instant,
        isPaid: Bool
    ) {
        self.agent = agent
        self.date = date
        self.kind = kind
        self.activity = activity
        self.skill = skill
        self.start = start
        self.end = end
        self.isPaid = isPaid
    }
}
