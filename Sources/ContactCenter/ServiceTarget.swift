/// What a queue × channel promises its customers, and the limits its staffing keeps.
public struct ServiceTarget: Hashable, Sendable {
    /// Share of contacts to be served in time, 0…1 (exclusive of 1).
    public var serviceLevel: Double
    /// The time T of the service level, in seconds. For deferrable work the time to the reply.
    public var withinSeconds: Double
    /// Which contacts count, and as what.
    public var formula: ServiceLevelFormula
    /// Abandons up to this wait are "short", in seconds.
    public var shortAbandonSeconds: Double
    /// Highest occupancy that is planned for, 0…1.
    public var occupancyCap: Double
    /// Fewest agents while open.
    public var minimumAgents: Int
    /// Most agents on contacts; `nil` = no limit.
    public var maximumAgents: Int?
    /// Contacts an agent serves at once (1 for voice).
    public var concurrency: Double

    /// `serviceLevel` (0…1) of contacts within `withinSeconds`, e.g. 80/20 by default.
    public init(
        serviceLevel: Double = 0.8, withinSeconds: Double = 20, formula: ServiceLevelFormula = .offered,
        shortAbandonSeconds: Double = 5, occupancyCap: Double = 1, minimumAgents: Int = 0, maximumAgents: Int? = nil,
        concurrency: Double = 1
    ) {
        self.serviceLevel = serviceLevel
        self.withinSeconds = withinSeconds
        self.formula = formula
        self.shortAbandonSeconds = shortAbandonSeconds
        self.occupancyCap = occupancyCap
        self.minimumAgents = minimumAgents
        self.maximumAgents = maximumAgents
        self.concurrency = concurrency
    }
}
