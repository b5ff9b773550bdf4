/// A stationary queue that can be measured at any number of agents and asked how many it needs.
public protocol QueueingModel: Sendable {
    /// The contacts and their handle time.
    var traffic: OfferedTraffic { get }

    /// The steady state with `agents` on contacts.
    ///
    /// - Parameters:
    ///   - agents: 0…1e9, whole or not.
    ///   - withinSeconds: T of the service levels, 0 or more.
    ///   - shortAbandonSeconds: Longest wait of a short abandon, 0 or more.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` outside these ranges.
    func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double
    ) throws(QueueingError) -> QueueMeasures

    /// Fewest whole agents that meet all goals at once; 0 with no contacts.
    ///
    /// - Throws: ``QueueingError`` for a goal outside its domain or that nobody can reach.
    func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int

    /// Least real number of agents that meets all goals at once (to about 1e-12 of it); 0 with no contacts.
    ///
    /// - Throws: As ``minimumAgents(goals:)``.
    func realAgents(goals: [StaffingGoal]) throws(QueueingError) -> Double
}
