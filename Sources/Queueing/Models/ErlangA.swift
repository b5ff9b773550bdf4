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
public struct ErlangA: QueueingModel, Hashable {
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
        for goal in goals { try goal.validate(customersAbandon: true) }
        guard traffic.load > 0 else { return 0 }
        var agents = 1
        for goal in goals {
            agents = MonotoneSearch.smallest(from: Int(traffic.load), atLeast: agents) {
                goal.isMet(by: measures(of: goal, agents: Double($0)))
            }
        }
        return agents
    }

    /// Least real number of agents that meets all goals at once; 0 with no contacts.
    public func realAgents(goals: [StaffingGoal]) throws(QueueingError) -> Double {
        for goal in goals { try goal.validate(customersAbandon: true) }
        guard traffic.load > 0 else { return 0 }
        var agents = 0.0
        for goal in goals { agents = max(agents, root(of: goal)) }
        return agents
    }

    private func measures(of goal: StaffingGoal, agents: Double) -> QueueMeasures {
        measures(agents: agents, within: goal.waits.within, shortAbandon: goal.waits.shortAbandon)
    }

    private func root(of goal: StaffingGoal) -> Double {
        let limit = goal.limit
        func overshoot(_ agents: Double) -> Double {
            let misses = goal.misses(in: measures(of: goal, agents: agents))
            return max(-700, min(700, log(misses / limit)))
        }
        let low = ErlangA.fewestRealAgents * max(1, traffic.load)
        guard overshoot(low) > 0 else { return 0 }
        var high = traffic.load + traffic.load.squareRoot() + 1
        while overshoot(high) > 0 { high *= 2 }
        return MonotoneSearch.root(low: low, high: high, of: overshoot)
    }

    /// Share of the load below which a real number of agents is nobody.
    private static let fewestRealAgents = 1e-6

    /// Below this load the next contact never meets another one.
    private static let leastLoad = 1e-100

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        guard traffic.load > 0 else {
            measures.occupancy = agents > 0 ? 0 : 1
            return measures
        }
        let abandon = 1 / patienceSeconds
        guard agents > 0 else {
            return nobodyAnswers(measures, abandon: abandon, within: within, shortAbandon: shortAbandon)
        }
        guard traffic.load >= ErlangA.leastLoad else {
            measures.answeredWithin = 1
            measures.asaSeconds = 0
            return measures
        }
        let odds = BlockingOdds(agents: agents, load: traffic.load)
        let sums = WaitingSums(
            WaitingSums.Rates(
                arrival: traffic.contactsPerSecond, answer: agents / traffic.ahtSeconds,
                excess: -traffic.slack(agents: agents) / traffic.ahtSeconds, abandon: abandon, within: within,
                short: shortAbandon))
        let atOnce = odds.complement * sums.scale
        let total = atOnce + odds.blocking * sums.waiting
        let wait = odds.blocking / total
        measures.probabilityOfWait = min(1, wait * sums.waiting)
        measures.abandonment = wait * sums.abandoned
        measures.answeredWithin = atOnce / total + wait * sums.answeredWithin
        measures.answeredLate = wait * sums.answeredLate
        measures.abandonedWithin = wait * sums.abandonedWithin
        measures.shortAbandoned = wait * sums.shortAbandoned
        measures.virtuallyLate = min(1, wait * sums.virtuallyLate)
        let answered = atOnce / total + wait * sums.answered
        measures.occupancy = min(1, answered * (traffic.load / agents))
        measures.meanWaitSeconds = measures.abandonment / abandon
        measures.meanQueue = traffic.contactsPerSecond * measures.meanWaitSeconds
        measures.asaSeconds = answered > 0 ? wait * sums.waitOfAnswered / answered : nil
        measures.meanWaitOfAbandonedSeconds = sums.abandoned > 0 ? sums.waitOfAbandoned / sums.abandoned : nil
        return measures
    }

    /// No agents: every contact waits out its patience.
    private func nobodyAnswers(
        _ initial: QueueMeasures, abandon: Double, within: Double, shortAbandon: Double
    ) -> QueueMeasures {
        var measures = initial
        measures.probabilityOfWait = 1
        measures.abandonment = 1
        measures.occupancy = 1
        measures.meanWaitSeconds = 1 / abandon
        measures.meanQueue = traffic.contactsPerSecond / abandon
        measures.meanWaitOfAbandonedSeconds = measures.meanWaitSeconds
        measures.abandonedWithin = -expm1(-abandon * within)
        measures.shortAbandoned = -expm1(-abandon * shortAbandon)
        measures.virtuallyLate = 1
        return measures
    }
}
