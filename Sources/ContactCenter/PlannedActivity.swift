/// Something agents do off the contacts: training, coaching, a meeting. It is to be placed inside their shifts.
public struct PlannedActivity: Hashable, Sendable {
    /// Who is to attend.
    public enum Selector: Hashable, Sendable {
        /// Every agent.
        case everyone
        /// One agent.
        case agent(String)
        /// Everybody with a skill.
        case skill(String)
        /// Everybody under a contract.
        case contract(String)
        /// Everybody of a team.
        case team(String)

        /// Whether it means `agent`.
        public func holds(_ agent: Agent) -> Bool {
            switch self {
            case .everyone: true
            case .agent(let name): agent.id == name
            case .skill(let name): agent.skills.contains(name)
            case .contract(let name): agent.contract == name
            case .team(let name): agent.team == name
            }
        }
    }

    /// How attendees meet.
    public enum Form: String, Sendable, CaseIterable {
        /// Each attendee by itself, at a time of its own.
        case oneByOne = "each"
        /// All attendees at once; with ``PlannedActivity/seats`` in groups of at most that many.
        case together
    }

    /// Name, unique in a list.
    public var name: String
    /// Who is to attend; an agent that any of them means.
    public var attendees: [Selector]
    /// Length of a session in minutes.
    public var minutes: Int
    /// How attendees meet.
    public var form: Form
    /// Sessions of each attendee, at most one a day.
    public var sessions: Int
    /// Days on which a session may take place.
    public var dates: ClosedRange<CivilDate>
    /// Minutes after midnight between which a session lies.
    public var hours: Range<Int>
    /// The start, where it is fixed.
    public var fixedStart: LocalTime?
    /// Whether the time is paid.
    public var isPaid: Bool
    /// Together: most attendees of a session. One by one: most sessions at the same time. `nil` = no limit.
    public var seats: Int?
    /// The agent who leads every session and is off the contacts meanwhile.
    public var trainer: String?
    /// Together: fewest attendees of a session. `nil` = all, or in groups of ``seats`` one.
    public var leastAttendees: Int?
    /// Whether the time is told as shrinkage.
    public var isShrinkage: Bool

    /// An activity of `minutes` for `attendees` on one of `dates`.
    public init(
        name: String, attendees: [Selector], minutes: Int, form: Form = .oneByOne, sessions: Int = 1,
        dates: ClosedRange<CivilDate>, hours: Range<Int> = 0..<1440, fixedStart: LocalTime? = nil, isPaid: Bool = true,
        seats: Int? = nil, trainer: String? = nil, leastAttendees: Int? = nil, isShrinkage: Bool = true
    ) {
        self.name = name
        self.attendees = attendees
        self.minutes = minutes
        self.form = form
        self.sessions = sessions
        self.dates = dates
        self.hours = hours
        self.fixedStart = fixedStart
        self.isPaid = isPaid
        self.seats = seats
        self.trainer = trainer
        self.leastAttendees = leastAttendees
        self.isShrinkage = isShrinkage
    }

    /// Whether `agent` is to attend; the trainer leads and does not attend.
    public func concerns(_ agent: Agent) -> Bool {
        agent.id != trainer && attendees.contains { $0.holds(agent) }
    }

    /// Fewest attendees of a session, of `invited` in all.
    public func fewest(of invited: Int) -> Int {
        switch form {
        case .oneByOne: 1
        case .together: leastAttendees ?? (seats == nil ? invited : 1)
        }
    }
}

/// A session of an activity that has its place.
public struct ActivitySession: Hashable, Sendable {
    /// Name of the activity.
    public var activity: String
    /// Start on the wall clock.
    public var start: LocalTime
    /// Length in minutes.
    public var minutes: Int
    /// Who attends, in the order of the agents.
    public var attendees: [String]
    /// Who leads it.
    public var trainer: String?

    /// A session of `activity` at `start`.
    public init(activity: String, start: LocalTime, minutes: Int, attendees: [String], trainer: String? = nil) {
        self.activity = activity
        self.start = start
        self.minutes = minutes
        self.attendees = attendees
        self.trainer = trainer
    }
}
