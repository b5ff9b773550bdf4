import ContactCenter
import Glibc

/// The delay formula with abandonment (M/M/s+M, Palm's model): contacts wait in order of arrival and give up after an
/// exponential patience. Always stable.
///
///     let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
///     try model.minimumAgents(goals: [.serviceLevel(target: 0.8, withinSeconds: 20)])   // 32
///
/// Exact: the states in which somebody waits are summed to the precision of a `Double`, all measures from positive
/// terms; where their number is large the density of the offered wait is integrated instead.
///
/// Source: Palm (1957); Baccelli & Hebuterne, Performance '81; Garnett, Mandelbaum & Reiman, M&SOM 4 (2002);
/// Mandelbaum & Zeltyn, "The Palm/Erlang-A queue" (2005).
public struct ErlangA: QueueingModel, SearchableQueue, Hashable {
    /// The contacts and their handle time.
    public let traffic: OfferedTraffic
    /// Mean patience 1/θ, in seconds.
    public let patienceSeconds: Double

    /// The model for some traffic whose mean patience is 1e-15 to 1e15 seconds.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for any other patience.
    public init(_ traffic: OfferedTraffic, patienceSeconds: Double) throws(QueueingError) {
        try Domain.requirePatience(patienceSeconds)
        self.traffic = traffic
        self.patienceSeconds = patienceSeconds
    }

    /// The steady state with `agents` on contacts. With no agents everybody gives up.
    ///
    /// - Complexity: O(√agents + √(patience / handle time · load)), at most a few microseconds beyond the first term.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// Fewest whole agents, at least 1, that meet all goals at once; 0 with no contacts.
    ///
    /// Searched from 1 agent, not from the load: with abandonment fewer agents than Erlang may do.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int {
        try searchedMinimum(goals)
    }

    /// Least real number of agents that meets all goals at once; 0 with no contacts.
    public func realAgents(goals: [StaffingGoal]) throws(QueueingError) -> Double { try searchedReal(goals) }

    var load: Double { traffic.load }
    var customersAbandon: Bool { true }

    /// Below this load the next contact never meets another one.
    private static let leastLoad = 1e-100

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        guard traffic.load > 0 else {
            measures.setNoContacts()
            return measures
        }
        let abandon = 1 / patienceSeconds
        guard agents > 0 else {
            measures.setNobodyAnswers(
                PatienceLaw(exponentialMean: patienceSeconds), arrival: traffic.contactsPerSecond, within: within,
                shortAbandon: shortAbandon)
            return measures
        }
        guard traffic.load >= ErlangA.leastLoad else {
            measures.answeredWithin = 1
            measures.asaSeconds = 0
            return measures
        }
        let odds = BlockingOdds(agents: agents, load: traffic.load)
        let line = WaitingSums(
            WaitingSums.Rates(
                arrival: traffic.contactsPerSecond, answer: agents / traffic.ahtSeconds,
                excess: -traffic.slack(agents: agents) / traffic.ahtSeconds, abandon: abandon, within: within,
                short: shortAbandon))
        measures.setLine(
            atOnce: odds.complement, full: odds.blocking, line: line, arrival: traffic.contactsPerSecond)
        // Little's law for the waiting places, to the precision of the abandonment.
        measures.meanWaitSeconds = measures.abandonment * patienceSeconds
        measures.meanQueue = traffic.contactsPerSecond * measures.meanWaitSeconds
        measures.occupancy = min(1, measures.answered * (traffic.load / agents))
        return measures
    }
}
