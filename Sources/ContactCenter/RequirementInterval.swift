/// The people one interval of one queue × channel needs, every step of the way its own number; one row of
/// `requirements.csv`.
///
/// The steps are real numbers; they are rounded only for show, never before they are summed over queues:
/// base → concurrency → occupancy cap → minimum → required → staffed (what a cap leaves) → in the office → scheduled
/// (paid) → paid hours → FTE.
public struct RequirementInterval: Hashable, Sendable {
    /// The stream of work.
    public var stream: QueueChannel
    /// Start of the interval.
    public var start: Instant
    /// Length of the interval, in seconds.
    public var intervalSeconds: Int
    /// Contacts expected.
    public var volume: Double
    /// Their average handle time, in seconds; `nil` when there is nothing to handle.
    public var ahtSeconds: Double?
    /// Mean patience, in seconds; `nil` = customers do not give up.
    public var patienceSeconds: Double?
    /// Offered load in Erlang.
    public var load: Double
    /// Agents by the queueing model (chat: contacts in service at once).
    public var agentsBase: Double
    /// After division by the chat concurrency.
    public var agentsConcurrency: Double
    /// After the occupancy cap.
    public var agentsOccupancy: Double
    /// After the minimum staff.
    public var agentsMinimum: Double
    /// Agents needed on contacts.
    public var agentsRequired: Double
    /// Most agents on contacts that there can be; `nil` = no limit.
    public var staffCap: Double?
    /// Agents planned on contacts: those required, or what the cap leaves of them.
    public var agentsStaffed: Double
    /// Agents in the office: staffed ones and those in meetings, training or coaching.
    public var agentsInOffice: Double
    /// Agents to schedule and to pay, all shrinkage included.
    public var agentsScheduled: Double
    /// Service level expected with `agentsStaffed` if the volume comes as forecast, 0…1; `nil` with no contacts.
    public var serviceLevel: Double?
    /// Average speed of answer, in seconds.
    public var asaSeconds: Double?
    /// Share of contacts abandoned, 0…1.
    public var abandonment: Double?
    /// Share of agents' time on contacts, 0…1.
    public var occupancy: Double?
    /// Full-time equivalents: paid hours over the contract hours of a week, so that a week's intervals add up to its
    /// FTE; `nil` when the plan does not state those hours.
    public var fte: Double?
    /// Expected service level over all volumes that the forecast's band holds possible; `nil` when it was not asked for
    /// or there are no contacts.
    public var serviceLevelExpected: Double?
    /// Probability, by that band, that the interval meets its service level; with a goal for the day, that the day does.
    public var probabilityMeetsTarget: Double?
    /// Points of its day's service level (1 point = 0.01) that one agent more would bring; `nil` where the goal is not the
    /// day's.
    public var pointsGained: Double?
    /// Points of its day's service level that one agent fewer would lose.
    public var pointsLost: Double?
    /// Definition of the service level.
    public var formula: ServiceLevelFormula

    /// A requirement of nobody.
    public init(stream: QueueChannel, start: Instant, intervalSeconds: Int, formula: ServiceLevelFormula = .offered) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
        self.formula = formula
        volume = 0
        load = 0
        agentsBase = 0
        agentsConcurrency = 0
        agentsOccupancy = 0
        agentsMinimum = 0
        agentsRequired = 0
        agentsStaffed = 0
        agentsInOffice = 0
        agentsScheduled = 0
    }

    /// Agents required beyond the cap.
    public var shortfall: Double { max(0, agentsRequired - agentsStaffed) }

    /// Length of the interval, in hours.
    public var hours: Double { Double(intervalSeconds) / 3600 }

    /// Hours paid for the interval: scheduled agents times its length.
    public var paidHours: Double { agentsScheduled * hours }
}
