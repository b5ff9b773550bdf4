/// The plan in figures: `summary.json`. Names become snake_case in the file; unknown is `nil` (absent).
public struct PlanSummary: Hashable, Sendable, Codable {
    /// Where the rows of the interactions went: read = accepted + identical duplicates + superseded + rejected.
    public struct Accounting: Hashable, Sendable, Codable {
        /// Data records read.
        public var read = 0
        /// Records used.
        public var accepted = 0
        /// Repeats of a record, the same in every field.
        public var identicalDuplicates = 0
        /// Records replaced by a later one of the same id.
        public var superseded = 0
        /// Records refused, each in the rejects file.
        public var rejected = 0
        /// Nothing read yet.
        public init() {}
    }

    /// One queue × channel.
    public struct Stream: Hashable, Sendable, Codable {
        /// Queue.
        public var queue: String
        /// Channel.
        public var channel: String
        /// Contacts offered in the history.
        public var historyOffered = 0
        /// Service level of the history, 0…1.
        public var historyServiceLevel: Double?
        /// Average handle time of the history, in seconds.
        public var historyAhtSeconds: Double?
        /// Share of contacts abandoned in the history, 0…1.
        public var historyAbandonment: Double?
        /// Contacts forecast.
        public var forecastVolume = 0.0
        /// Model chosen.
        public var model = ""
        /// Why, in words.
        public var modelReason = ""
        /// Backtest WAPE of the chosen model, 0…1.
        public var backtestWape: Double?
        /// Backtest signed bias of the chosen model.
        public var backtestBias: Double?
        /// Mean patience used, in seconds.
        public var patienceSeconds: Double?
        /// Target service level, 0…1.
        public var targetServiceLevel: Double?
        /// Time of the target, in seconds.
        public var targetWithinSeconds: Double?
        /// Agent-hours required (available), shrinkage not included.
        public var requiredAgentHours = 0.0
        /// Service level the requirement promises, 0…1.
        public var requiredServiceLevel: Double?
        /// Service level of the simulated roster, 0…1.
        public var simulatedServiceLevel: Double?
        /// Average speed of answer of the simulated roster, in seconds.
        public var simulatedAsaSeconds: Double?
        /// Share abandoned in the simulated roster, 0…1.
        public var simulatedAbandonment: Double?
        /// A stream with nothing known yet.
        public init(queue: String, channel: String) {
            self.queue = queue
            self.channel = channel
        }
    }

    /// The roster in figures.
    public struct RosterFigures: Hashable, Sendable, Codable {
        /// Agents of the team.
        public var agents = 0
        /// Shifts given.
        public var shifts = 0
        /// Paid hours of the shifts.
        public var paidHours = 0.0
        /// Agent-hours required, shrinkage included.
        public var requiredHours = 0.0
        /// Agent-hours short of the requirement.
        public var underAgentHours = 0.0
        /// Agent-hours above the requirement.
        public var overAgentHours = 0.0
        /// Cost by the plan's prices.
        public var cost = 0.0
        /// Proven lower bound of the cost; `nil` without a solver library.
        public var lowerBound: Double?
        /// Hard rules broken (always 0; found by the independent checker).
        public var violations = 0
        /// A roster of nobody.
        public init() {}
    }

    /// Name of the plan.
    public var name: String
    /// Version of wfm.
    public var version: String
    /// Seed.
    public var seed: UInt64
    /// IANA time zone.
    public var timeZone: String
    /// First day of the history.
    public var historyStart = ""
    /// Last day of the history.
    public var historyEnd = ""
    /// First day of the forecast.
    public var forecastStart = ""
    /// Last day of the forecast.
    public var forecastEnd = ""
    /// Where the rows went.
    public var accounting = Accounting()
    /// Figures per queue × channel.
    public var streams: [Stream] = []
    /// The roster; `nil` when the plan has no team.
    public var roster: RosterFigures?
    /// First-contact resolution by the seven-day repeat rule, 0…1.
    public var firstContactResolution: Double?
    /// What the plan could not meet, in words.
    public var shortfalls: [String] = []
    /// What was decided on the way, in words.
    public var notes: [String] = []

    /// A summary of the plan `name`, to be filled.
    public init(name: String, version: String, seed: UInt64, timeZone: String) {
        self.name = name
        self.version = version
        self.seed = seed
        self.timeZone = timeZone
    }
}
