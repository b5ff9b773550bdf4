/// What `wfm plan` is told to do: the plan file as a value. Paths are as written, relative to the plan file.
public struct Plan: Hashable, Sendable {
    /// Name of the centre or plan, for the report.
    public var name: String
    /// IANA time zone of the centre.
    public var timeZone: String
    /// Seed of everything random.
    public var seed: UInt64
    /// Where the interactions come from.
    public var interactions: InteractionSource
    /// Length of an interval in minutes.
    public var intervalMinutes: Int
    /// Files of special days, `.csv` or `.ics`, in order.
    public var calendarFiles: [String]
    /// Public holidays to keep; `nil` = none.
    public var holidays: HolidayPlan?
    /// Queues in file order.
    public var queues: [QueuePlan]
    /// What to forecast.
    public var forecast: ForecastPlan
    /// Shrinkage of all queues.
    public var shrinkage: Shrinkage
    /// How the requirement becomes heads, hours and money.
    public var staffing: StaffingPlan
    /// Folder with agents, contracts, shift kinds, breaks and availability; `nil` = no roster is built.
    public var teamFolder: String?
    /// How to build the roster.
    public var schedule: SchedulePlan
    /// How to simulate it.
    public var simulation: SimulationPlan

    /// A plan of `queues` with defaults for the rest.
    public init(
        name: String, timeZone: String, seed: UInt64 = 1, interactions: InteractionSource, intervalMinutes: Int = 30,
        calendarFiles: [String] = [], holidays: HolidayPlan? = nil, queues: [QueuePlan],
        forecast: ForecastPlan = ForecastPlan(),
        shrinkage: Shrinkage = Shrinkage(), staffing: StaffingPlan = StaffingPlan(), teamFolder: String? = nil,
        schedule: SchedulePlan = SchedulePlan(),
        simulation: SimulationPlan = SimulationPlan()
    ) {
        self.name = name
        self.timeZone = timeZone
        self.seed = seed
        self.interactions = interactions
        self.intervalMinutes = intervalMinutes
        self.calendarFiles = calendarFiles
        self.holidays = holidays
        self.queues = queues
        self.forecast = forecast
        self.shrinkage = shrinkage
        self.staffing = staffing
        self.teamFolder = teamFolder
        self.schedule = schedule
        self.simulation = simulation
    }
}

/// Files of interactions and how their columns are named.
public struct InteractionSource: Hashable, Sendable {
    /// Files, in order.
    public var files: [String]
    /// Mapping file; `nil` = the native `interactions.csv`.
    public var mappingFile: String?
    /// Minutes of work of one reply to a ticket; `nil` = the handle time of tickets is unknown.
    public var touchMinutes: Double?
    /// `files` read through `mappingFile`.
    public init(files: [String], mappingFile: String? = nil, touchMinutes: Double? = nil) {
        self.files = files
        self.mappingFile = mappingFile
        self.touchMinutes = touchMinutes
    }
}

/// Public holidays that a plan keeps.
public struct HolidayPlan: Hashable, Sendable {
    /// Where.
    public var country: HolidayCountry
    /// Whether the centre is closed on them; if not, they are events: open as usual, demand differs.
    public var isClosed: Bool
    /// Names of the holidays that are kept; `nil` = all.
    public var include: [String]?
    /// Names of holidays that are not kept.
    public var exclude: [String]
    /// Files of holidays that the user knows better than the rules.
    public var files: [String]
    /// The holidays of `country`, closed on all of them.
    public init(
        country: HolidayCountry, isClosed: Bool = true, include: [String]? = nil, exclude: [String] = [],
        files: [String] = []
    ) {
        self.country = country
        self.isClosed = isClosed
        self.include = include
        self.exclude = exclude
        self.files = files
    }

    /// Whether a holiday of that name is kept.
    public func keeps(_ name: String) -> Bool { (include?.contains(name) ?? true) && !exclude.contains(name) }
}

/// One queue of a plan.
public struct QueuePlan: Hashable, Sendable {
    /// Name as in the interactions.
    public var name: String
    /// Skill an agent needs to work on it; the queue's name by default.
    public var skill: String
    /// The usual week.
    public var openingHours: OpeningHours
    /// Channels in file order.
    public var channels: [ChannelPlan]
    /// Queue that this one resembles while it is new; `nil` = the others together.
    public var like: String?
    /// Queue `name` with `channels`.
    public init(
        name: String, skill: String, openingHours: OpeningHours, channels: [ChannelPlan], like: String? = nil
    ) {
        self.like = like
        self.name = name
        self.skill = skill
        self.openingHours = openingHours
        self.channels = channels
    }
}

/// One channel of a queue.
public struct ChannelPlan: Hashable, Sendable {
    /// How long customers wait before they give up.
    public enum Patience: Hashable, Sendable {
        /// Estimated from the history's censored waits.
        case estimated
        /// Stated mean, in seconds.
        case meanSeconds(Double)
        /// Customers never give up.
        case unlimited
    }
    /// The channel.
    public var channel: Channel
    /// What it promises.
    public var target: ServiceTarget
    /// How long customers wait.
    public var patience: Patience
    /// Whether contacts also arrive outside opening hours (e-mail by default).
    public var arrivesAlways: Bool
    /// Contacts of an average open day that are expected while the queue is new; `nil` = not stated.
    public var expectedDailyVolume: Double?
    /// A channel with its promise.
    public init(
        channel: Channel, target: ServiceTarget, patience: Patience, arrivesAlways: Bool,
        expectedDailyVolume: Double? = nil
    ) {
        self.expectedDailyVolume = expectedDailyVolume
        self.channel = channel
        self.target = target
        self.patience = patience
        self.arrivesAlways = arrivesAlways
    }
}

/// What to forecast.
public struct ForecastPlan: Hashable, Sendable {
    /// Whether queues are made to add up to forecasts of their sums.
    public enum Reconciliation: String, Hashable, Sendable, CaseIterable {
        /// Each queue is forecast by itself.
        case none
        /// Queues give way as far as past errors say (minimum trace).
        case mint
        /// `mint` where it would have helped in the past.
        case auto
    }

    /// First day; `nil` = the Monday after the history's last day.
    public var start: CivilDate?
    /// Weeks ahead.
    public var weeks: Int
    /// Candidate models by name; `nil` = the usual ones.
    public var models: [String]?
    /// Largest number of origins of the backtest; `nil` = as many as suit the horizon.
    public var backtestOrigins: Int?
    /// File of planners' corrections (`overrides.csv`); `nil` = none.
    public var overridesFile: String?
    /// File of outbound work placed beforehand, as rows of a forecast; `nil` = none.
    public var outboundFile: String?
    /// Whether queues are made to add up to forecasts of their sums.
    public var reconciliation: Reconciliation
    /// Four weeks from the Monday after the history, the usual candidates and origins.
    public init(
        start: CivilDate? = nil, weeks: Int = 4, models: [String]? = nil, backtestOrigins: Int? = nil,
        overridesFile: String? = nil, reconciliation: Reconciliation = .none
    ) {
        self.overridesFile = overridesFile
        self.reconciliation = reconciliation
        self.start = start
        self.weeks = weeks
        self.models = models
        self.backtestOrigins = backtestOrigins
    }
}

/// How to build the roster.
public struct SchedulePlan: Hashable, Sendable {
    /// How missing heads are priced.
    public enum ShortagePricing: String, Sendable, CaseIterable {
        /// By the agent-hours that are short.
        case agentHours = "agent-hours"
        /// By the contacts that are not served within their target.
        case serviceLevel = "service-level"
    }

    /// Moves of the search.
    public var iterations: Int
    /// Grid of shifts and breaks in minutes.
    public var gridMinutes: Int
    /// Hard rules.
    public var rules: RosterRules
    /// Prices.
    public var costs: CoverageCosts
    /// What a missing head costs.
    public var shortage = ShortagePricing.agentHours
    /// Price of a contact that is not served within its target, where ``shortage`` follows the service level.
    public var lostContactPrice = 1.0
    /// Rule files and names of packs, in order.
    public var ruleFiles: [String] = []
    /// File of counts that agents bring along; `nil` = none.
    public var historyFile: String?
    /// Compact roster of the days before; `nil` = not known.
    public var beforeFile: String?
    /// File of training, coaching and meetings to be placed in the roster; `nil` = none.
    public var activitiesFile: String?
    /// The benchmark instances' rules and prices.
    public init(
        iterations: Int = 4_000_000, gridMinutes: Int = 15, rules: RosterRules = RosterRules(),
        costs: CoverageCosts = CoverageCosts()
    ) {
        self.iterations = iterations
        self.gridMinutes = gridMinutes
        self.rules = rules
        self.costs = costs
    }
}

/// How to simulate the roster.
public struct SimulationPlan: Hashable, Sendable {
    /// Independent replications of the horizon.
    public var replications: Int
    /// `replications` of the horizon.
    public init(replications: Int = 20) { self.replications = replications }
}
