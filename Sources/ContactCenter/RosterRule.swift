/// A rule of a rule file: what it asks, of whom, and how binding it is.
public struct RosterRule: Hashable, Sendable {
    /// How binding a rule is.
    public enum Level: String, Sendable, CaseIterable {
        /// Never broken.
        case hard
        /// Costs its weight for each unit of excess.
        case soft
    }

    /// Whom a rule binds: everybody who fits every list given; an empty list is not asked.
    public struct Scope: Hashable, Sendable {
        /// Identifiers of agents.
        public var agents: Set<String>
        /// Names of contracts.
        public var contracts: Set<String>
        /// Skills, of which the agent has one.
        public var skills: Set<String>

        /// Everybody, or those named.
        public init(agents: Set<String> = [], contracts: Set<String> = [], skills: Set<String> = []) {
            self.agents = agents
            self.contracts = contracts
            self.skills = skills
        }

        /// Whether the rule binds `agent`.
        public func binds(_ agent: Agent) -> Bool {
            (agents.isEmpty || agents.contains(agent.id))
                && (contracts.isEmpty || contracts.contains(agent.contract))
                && (skills.isEmpty || agent.skills.contains(where: skills.contains))
        }
    }

    /// Identifier, unique in a rule book.
    public var id: String
    /// What it asks.
    public var term: RuleTerm
    /// Whom it binds.
    public var scope: Scope
    /// How binding it is.
    public var level: Level
    /// Cost of a unit of excess of a soft rule: an hour of time, or one day, night, weekend or shift.
    public var weight: Double
    /// Where it stands: file and line, or the article of a law.
    public var source: String

    /// Rule `id`.
    public init(
        id: String, term: RuleTerm, scope: Scope = Scope(), level: Level = .hard, weight: Double = 0,
        source: String = ""
    ) {
        self.id = id
        self.term = term
        self.scope = scope
        self.level = level
        self.weight = weight
        self.source = source
    }
}

/// Over which days something is counted.
public enum RuleSpan: Hashable, Sendable {
    /// Blocks of whole weeks from the horizon's first day.
    case weeks(Int)
    /// Any so many consecutive days.
    case rolling(days: Int)
}

/// When a shift is a night shift.
public struct NightWindow: Hashable, Sendable {
    /// Begin of the night in minutes after midnight.
    public var from: Int
    /// End of the night in minutes after midnight; before ``from`` when the night passes midnight.
    public var to: Int
    /// Minutes a shift must spend in it to be a night shift.
    public var leastMinutes: Int

    /// The night from `from` to `to`.
    public init(from: Int = 1380, to: Int = 360, leastMinutes: Int = 180) {
        self.from = from
        self.to = to
        self.leastMinutes = leastMinutes
    }

    /// Minutes of the span `start ..< end` (minutes after midnight of one day) that lie in a night.
    public func minutes(in span: Range<Int>) -> Int {
        let length = to > from ? to - from : to + 1440 - from
        return [-1440, 0, 1440, 2880].reduce(0) { sum, shift in
            sum + max(0, min(span.upperBound, from + shift + length) - max(span.lowerBound, from + shift))
        }
    }

    /// Whether a shift of `span` is a night shift.
    public func holds(_ span: Range<Int>) -> Bool { minutes(in: span) >= max(1, leastMinutes) }
}

/// What is asked of the days of a kind: to be off, to be worked, or to be worked in a certain way.
public struct DayRequest: Hashable, Sendable {
    /// Weekdays it speaks of, 0 = Monday; empty = all.
    public var weekdays: Set<Int>
    /// Dates it speaks of; `nil` = all.
    public var dates: ClosedRange<CivilDate>?
    /// The day is to be worked.
    public var mustWork: Bool
    /// The day is to be off.
    public var mustBeOff: Bool
    /// Kinds a shift may have; empty = any.
    public var kinds: Set<String>
    /// Starts a shift may have, in minutes after midnight; `nil` = any.
    public var starts: ClosedRange<Int>?
    /// Span that must hold the shift, in minutes after midnight; `nil` = any.
    public var within: Range<Int>?

    /// A request without content: everything is allowed.
    public init(
        weekdays: Set<Int> = [], dates: ClosedRange<CivilDate>? = nil, mustWork: Bool = false, mustBeOff: Bool = false,
        kinds: Set<String> = [], starts: ClosedRange<Int>? = nil, within: Range<Int>? = nil
    ) {
        self.weekdays = weekdays
        self.dates = dates
        self.mustWork = mustWork
        self.mustBeOff = mustBeOff
        self.kinds = kinds
        self.starts = starts
        self.within = within
    }

    /// Whether it speaks of `date`.
    public func concerns(_ date: CivilDate) -> Bool {
        (weekdays.isEmpty || weekdays.contains(date.weekday)) && (dates.map { $0.contains(date) } ?? true)
    }
}

/// What is shared out fairly.
public enum FairnessMeasure: Hashable, Sendable {
    /// Weekends worked.
    case weekends
    /// Night shifts.
    case nights(NightWindow)
    /// Days worked on these weekdays (0 = Monday).
    case weekdays(Set<Int>)

    /// The name under which `history.csv` carries its count.
    public var name: String {
        switch self {
        case .weekends: "weekends"
        case .nights: "nights"
        case .weekdays: "weekdays"
        }
    }
}

/// When paid time is overtime, and how it is paid. An hour is overtime once only: by the holiday, else by the rest day,
/// else by the day, else by the week.
public struct OvertimePay: Hashable, Sendable {
    /// Paid minutes beyond a mark, at a rate in percent of the ordinary pay.
    public struct Tier: Hashable, Sendable {
        /// Minutes from which the rate holds.
        public var beyond: Int
        /// Percent of the ordinary pay: 150 for one and a half times.
        public var percent: Int
        /// Minutes beyond `beyond` at `percent`.
        public init(beyond: Int, percent: Int) {
            self.beyond = beyond
            self.percent = percent
        }
    }

    /// Of a day, in ascending order.
    public var daily: [Tier] = []
    /// Of a week, of the minutes that are no overtime otherwise.
    public var weekly: Tier?
    /// Working days of a week after which a further one is a rest day.
    public var restDayAfter: Int?
    /// Rates of a rest day, in ascending order.
    public var restDay: [Tier] = []
    /// Public holidays.
    public var holidays: Set<CivilDate> = []
    /// Percent of the ordinary pay on a holiday.
    public var holidayPercent = 300

    /// No overtime.
    public init() {}

    /// Percent-minutes of pay of `minutes` under `tiers`, and the minutes below the first.
    public static func pay(_ minutes: Int, _ tiers: [Tier]) -> (percentMinutes: Int, ordinary: Int) {
        guard let first = tiers.first else { return (0, minutes) }
        var pay = 0
        for (index, tier) in tiers.enumerated() {
            let end = index + 1 < tiers.count ? min(minutes, tiers[index + 1].beyond) : minutes
            pay += max(0, end - tier.beyond) * tier.percent
        }
        return (pay, min(minutes, first.beyond))
    }
}

/// What a rule asks. Times are minutes; hours count paid minutes of the shifts that start in the span.
public enum RuleTerm: Hashable, Sendable {
    /// Most paid minutes of a day.
    case dailyHours(most: Int)
    /// Paid minutes in a span; with leave credits if so said.
    case hours(RuleSpan, least: Int?, most: Int?, withCredits: Bool)
    /// Working days in a span.
    case workingDays(RuleSpan, least: Int?, most: Int?)
    /// Most weekends with work in every so many weeks.
    case weekends(weeks: Int, most: Int)
    /// Working days in a row.
    case daysInRow(least: Int?, most: Int?)
    /// Days off in a row.
    case daysOffInRow(least: Int?, most: Int?)
    /// Least time between two shifts.
    case rest(least: Int)
    /// Least uninterrupted time off that begins in every week, or lies in it.
    case weeklyRest(least: Int)
    /// Most night shifts in a span.
    case nights(NightWindow, RuleSpan, most: Int)
    /// Most night shifts on consecutive days.
    case nightsInRow(NightWindow, most: Int)
    /// Least time between a night shift and a following shift that is none.
    case restAfterNight(NightWindow, least: Int)
    /// No shift of the second kinds the day after one of the first.
    case sequence(after: Set<String>, never: Set<String>)
    /// Kinds of the days of a cycle that begins on a date; an empty entry is a day off, `*` any kind.
    case rotation([Set<String>], from: CivilDate)
    /// What certain days must be: availability, allowed kinds and starts, locks, preferences.
    case day(DayRequest)
    /// Most minutes between the earliest and the latest start of a week.
    case startSpread(most: Int)
    /// Overtime (paid minutes of a week beyond a mark) of every so many weeks, most.
    case overtime(beyond: Int, weeks: Int, most: Int)
    /// What overtime is paid: hours of pay beyond the ordinary ones.
    case overtimePay(OvertimePay)
    /// Most paid minutes of a night shift.
    case nightShiftHours(NightWindow, most: Int)
    /// Most paid minutes, in so many weeks, of those who have at least so many night shifts in them.
    case nightWorkerHours(NightWindow, leastNights: Int, weeks: Int, most: Int)
    /// Longest work without a break.
    case longestStretch(most: Int)
    /// Shifts longer than a mark have so many breaks of a length, the last of them begun by an offset.
    case breakTime(shiftsOver: Int, count: Int, minutes: Int, latestStart: Int?, isPaid: Bool?)
    /// Most agents present at once.
    case seats(most: Int)
    /// Fewest agents on duty, with a skill if one is named, on weekdays in a span of the day.
    case minimumCover(skill: String?, heads: Int, weekdays: Set<Int>, span: Range<Int>)
    /// Agents who work the same days, present together — or who are never present at the same time.
    case pairing(agents: [String], together: Bool)
    /// Squares of counts, carried over from before, are kept small, so that everybody gets the same.
    case fairness(FairnessMeasure)
    /// A changed agent-day of a re-planned roster.
    case change
    /// Skills in the order in which their required heads are served where not all can be; those not named come last.
    case skillPriority([String])
}

/// What an agent brings along from before the horizon.
public struct RosterHistory: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// Name of the measure (``FairnessMeasure/name``).
    public var measure: String
    /// How often, before the horizon.
    public var count: Int

    /// `agent` has had `measure` `count` times.
    public init(agent: String, measure: String, count: Int) {
        self.agent = agent
        self.measure = measure
        self.count = count
    }
}
