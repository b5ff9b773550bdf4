/// One shift of one agent.
public struct Shift: Hashable, Sendable {
    /// A break taken in the shift.
    public struct Break: Hashable, Sendable {
        /// Start in minutes after the shift's start.
        public var offsetMinutes: Int
        /// Length in minutes.
        public var minutes: Int
        /// A break of `minutes` that starts `offsetMinutes` into the shift.
        public init(offsetMinutes: Int, minutes: Int) {
            self.offsetMinutes = offsetMinutes
            self.minutes = minutes
        }
    }

    /// Time of the shift given to something else than contacts: training, coaching, a meeting.
    public struct Activity: Hashable, Sendable {
        /// Name of the activity.
        public var name: String
        /// Start in minutes after the shift's start.
        public var offsetMinutes: Int
        /// Length in minutes.
        public var minutes: Int
        /// Whether the time is paid.
        public var isPaid: Bool
        /// `minutes` of `name` that start `offsetMinutes` into the shift.
        public init(name: String, offsetMinutes: Int, minutes: Int, isPaid: Bool = true) {
            self.name = name
            self.offsetMinutes = offsetMinutes
            self.minutes = minutes
            self.isPaid = isPaid
        }
    }

    /// The agent.
    public var agent: String
    /// Name of the shift kind.
    public var kind: String
    /// Start on the wall clock.
    public var start: LocalTime
    /// Breaks in order of time.
    public var breaks: [Break]
    /// Activities in order of time; none of them over a break.
    public var activities: [Activity]

    /// A shift of `kind` that `agent` starts at `start`.
    public init(agent: String, kind: String, start: LocalTime, breaks: [Break], activities: [Activity] = []) {
        self.agent = agent
        self.kind = kind
        self.start = start
        self.breaks = breaks
        self.activities = activities
    }
}

/// Who works when. Shifts are in the order of the instance's agents, then time.
public struct Roster: Hashable, Sendable {
    /// All shifts.
    public var shifts: [Shift]
    /// A roster of `shifts`.
    public init(shifts: [Shift] = []) { self.shifts = shifts }
}

/// What a roster costs under its instance's prices, part by part.
public struct RosterScore: Hashable, Sendable {
    /// Agent-hours short.
    public var underAgentHours = 0.0
    /// Agent-hours too many.
    public var overAgentHours = 0.0
    /// Cost of the shortfall.
    public var costUnder = 0.0
    /// Cost of the surplus.
    public var costOver = 0.0
    /// Cost of violated wishes.
    public var costAvoid = 0.0
    /// Cost of weekends beyond two in four weeks.
    public var costWeekend = 0.0
    /// Cost of the soft rules of a rule book.
    public var costRules = 0.0
    /// Paid hours of all shifts.
    public var paidHours = 0.0

    /// A score of zero.
    public init() {}

    /// All costs together.
    public var costTotal: Double { costUnder + costOver + costAvoid + costWeekend + costRules }
}

/// A hard rule that a roster breaks.
public struct RosterViolation: Hashable, Sendable, CustomStringConvertible {
    /// Rule `H0`…`H9` of the folder format, or the identifier of a rule of the rule book.
    public var rule: String
    /// The agent.
    public var agent: String
    /// What is wrong, in words.
    public var message: String

    /// `agent` breaks `rule`.
    public init(rule: String, agent: String, message: String) {
        self.rule = rule
        self.agent = agent
        self.message = message
    }

    /// `H4 a0007: rest 9.50 h before …`.
    public var description: String { "\(rule) \(agent): \(message)" }
}
