/// An agent of a rostering instance.
public struct Agent: Hashable, Sendable {
    /// Identifier, unique in the instance.
    public var id: String
    /// Name of the agent's contract.
    public var contract: String
    /// Skills, in the order given.
    public var skills: [String]
    /// Name of the team the agent belongs to; empty = none.
    public var team: String

    /// Agent `id` under `contract` with `skills`.
    public init(id: String, contract: String, skills: [String], team: String = "") {
        self.id = id
        self.contract = contract
        self.skills = skills
        self.team = team
    }
}

/// What a contract allows.
public struct Contract: Hashable, Sendable {
    /// Name of the contract.
    public var name: String
    /// Paid minutes of a week (with leave credits), least and most.
    public var weeklyPaidMinutes: ClosedRange<Int>
    /// Most working days of a week.
    public var maximumDaysPerWeek: Int
    /// Names of the allowed shift kinds.
    public var shiftKinds: [String]

    /// Contract `name` with its weekly band of paid minutes.
    public init(name: String, weeklyPaidMinutes: ClosedRange<Int>, maximumDaysPerWeek: Int, shiftKinds: [String]) {
        self.name = name
        self.weeklyPaidMinutes = weeklyPaidMinutes
        self.maximumDaysPerWeek = maximumDaysPerWeek
        self.shiftKinds = shiftKinds
    }
}

/// A break of a shift kind; its start may move in a window.
public struct BreakTemplate: Hashable, Sendable {
    /// Length in minutes.
    public var minutes: Int
    /// Whether it is paid.
    public var isPaid: Bool
    /// Earliest and latest start, in minutes after the shift's start.
    public var startOffsets: ClosedRange<Int>

    /// A break of `minutes` that starts `startOffsets` minutes into the shift.
    public init(minutes: Int, isPaid: Bool, startOffsets: ClosedRange<Int>) {
        self.minutes = minutes
        self.isPaid = isPaid
        self.startOffsets = startOffsets
    }
}

/// A kind of shift.
public struct ShiftKind: Hashable, Sendable {
    /// Name of the kind.
    public var name: String
    /// Minutes from start to end, breaks included.
    public var presenceMinutes: Int
    /// Paid minutes.
    public var paidMinutes: Int
    /// Earliest and latest start, in minutes after midnight.
    public var starts: ClosedRange<Int>
    /// Grid of starts from the earliest, in minutes.
    public var startStepMinutes: Int
    /// Breaks in order of sequence.
    public var breaks: [BreakTemplate]

    /// A kind `name` of `presenceMinutes` that starts in `starts`.
    public init(
        name: String, presenceMinutes: Int, paidMinutes: Int, starts: ClosedRange<Int>, startStepMinutes: Int,
        breaks: [BreakTemplate]
    ) {
        self.name = name
        self.presenceMinutes = presenceMinutes
        self.paidMinutes = paidMinutes
        self.starts = starts
        self.startStepMinutes = startStepMinutes
        self.breaks = breaks
    }
}

/// A span of one day in which an agent cannot, or would rather not, work.
public struct Availability: Hashable, Sendable {
    /// How binding it is.
    public enum Kind: String, Sendable, CaseIterable {
        /// Hard; its credit counts as paid time of the week.
        case leave
        /// Hard.
        case unavailable
        /// Soft: costs its weight when a shift touches it.
        case avoid
    }

    /// The agent.
    public var agent: String
    /// The date.
    public var date: CivilDate
    /// Minutes after midnight, 1440 = end of day.
    public var span: Range<Int>
    /// How binding it is.
    public var kind: Kind
    /// Minutes credited to the week's paid time (leave).
    public var creditMinutes: Int
    /// Cost when violated (avoid).
    public var weight: Int

    /// Agent `agent` is `kind` in `span` of `date`.
    public init(
        agent: String, date: CivilDate, span: Range<Int>, kind: Kind, creditMinutes: Int = 0, weight: Int = 0
    ) {
        self.agent = agent
        self.date = date
        self.span = span
        self.kind = kind
        self.creditMinutes = creditMinutes
        self.weight = weight
    }
}

/// Hard rules that hold for every agent.
public struct RosterRules: Hashable, Sendable {
    /// Least rest between two shifts, in minutes.
    public var minimumRestMinutes = 660
    /// Most working days in a row.
    public var maximumConsecutiveDays = 6
    /// Weekends free of shifts in every four weeks.
    public var minimumFreeWeekendsPerFourWeeks = 1
    /// Least minutes between the end of a break and the start of the next.
    public var minimumGapBetweenBreaksMinutes = 30

    /// The rules of the European benchmark instances: 11 h rest, 6 days in a row, 1 weekend in 4 free.
    public init() {}
}

/// Prices of a roster.
public struct CoverageCosts: Hashable, Sendable {
    /// An agent-hour short, up to ``excessShare`` of the slot's requirement.
    public var underAgentHour = 10.0
    /// An agent-hour short beyond it.
    public var underExcessAgentHour = 30.0
    /// Share of the slot's requirement (rounded up to heads) at which the higher price begins.
    public var excessShare = 0.10
    /// An agent-hour too many.
    public var overAgentHour = 1.0
    /// One unit of weight of a violated wish.
    public var avoidWeightUnit = 1.0
    /// A weekend worked beyond two in four weeks.
    public var weekendBeyondTwoPerFourWeeks = 4.0

    /// The prices of the benchmark instances.
    public init() {}
}

/// A rostering problem: who may work when, and who is needed when. Times are wall-clock times; the only thing known
/// of changes of the clock are ``clockGaps``.
public struct RosteringInstance: Hashable, Sendable {
    /// Name of the instance.
    public var name: String
    /// First day; weeks are counted from it.
    public var startDate: CivilDate
    /// Days of the horizon.
    public var days: Int
    /// Length of a coverage slot in minutes.
    public var gridMinutes: Int
    /// Length of a requirement interval in minutes.
    public var intervalMinutes: Int
    /// Opening in minutes after midnight.
    public var open: Int
    /// Closing in minutes after midnight (1440 = midnight).
    public var close: Int
    /// Skills; their order is the index used in ``requirements``.
    public var skills: [String]
    /// Agents in file order.
    public var agents: [Agent]
    /// Contracts in file order.
    public var contracts: [Contract]
    /// Shift kinds in file order.
    public var shiftKinds: [ShiftKind]
    /// Leave, absences and wishes.
    public var availability: [Availability]
    /// Heads required: `requirements[skill][interval]`, interval 0 at midnight of ``startDate``; 0 = nobody.
    public var requirements: [[Int]]
    /// Hard rules.
    public var rules: RosterRules
    /// Prices.
    public var costs: CoverageCosts
    /// What heads missing in an interval cost, `[skill][interval][heads − 1]`: the price, for the whole interval, of the
    /// first head missing, of the second, …, never falling; beyond the last one the last. `nil` = by agent-hours, as
    /// ``costs`` says.
    public var shortagePrices: [[[Double]]]?
    /// Rules of a rule file, besides ``rules``.
    public var ruleBook: [RosterRule] = []
    /// What agents bring along from before the horizon.
    public var history: [RosterHistory] = []
    /// Shifts before ``startDate``, to which rules look back. All days from the earliest shift on count as known.
    public var before: [Shift] = []
    /// Times that the clock on the wall skips; no shift starts in them.
    public var clockGaps: [Range<LocalTime>] = []

    /// A rostering problem over `days` days from `startDate`.
    public init(
        name: String, startDate: CivilDate, days: Int, gridMinutes: Int, intervalMinutes: Int, open: Int, close: Int,
        skills: [String], agents: [Agent], contracts: [Contract], shiftKinds: [ShiftKind],
        availability: [Availability], requirements: [[Int]], rules: RosterRules = RosterRules(),
        costs: CoverageCosts = CoverageCosts()
    ) {
        self.name = name
        self.startDate = startDate
        self.days = days
        self.gridMinutes = gridMinutes
        self.intervalMinutes = intervalMinutes
        self.open = open
        self.close = close
        self.skills = skills
        self.agents = agents
        self.contracts = contracts
        self.shiftKinds = shiftKinds
        self.availability = availability
        self.requirements = requirements
        self.rules = rules
        self.costs = costs
    }

    /// Days before the horizon that ``before`` knows.
    public var priorDays: Int {
        before.reduce(0) { max($0, startDate - $1.start.date) }
    }

    /// Requirement intervals in the horizon.
    public var intervalCount: Int { days * 1440 / intervalMinutes }
}
