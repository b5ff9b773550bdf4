import ContactCenter

/// The delay formula with abandonment of any kind (M/M/s+G): as ``ErlangA``, with one of the laws of
/// ``GeneralPatience``.
///
///     let model = try ErlangAGeneral(traffic, patience: .weibull(shape: 0.7, scaleSeconds: 150))
///     try model.evaluate(agents: 28, withinSeconds: 20).abandonment   // 0.132
///
/// Exact: the density of the offered wait is integrated to about 1e-13. With exponential patience it is ``ErlangA``.
/// A caller who balks has found all agents busy and gave up within 0 seconds.
///
/// Source: Baccelli & Hebuterne, Performance '81; Zeltyn & Mandelbaum, QUESTA 51 (2005).
public struct ErlangAGeneral: QueueingModel, SearchableQueue, Hashable {
    /// The contacts and their handle time.
    public let traffic: OfferedTraffic
    /// How long customers wait.
    public let patience: GeneralPatience

    /// The model for some traffic and patience.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for a parameter of the patience outside its domain.
    public init(_ traffic: OfferedTraffic, patience: GeneralPatience) throws(QueueingError) {
        try patience.validate()
        self.traffic = traffic
        self.patience = patience
    }

    /// The steady state with `agents` on contacts. With no agents everybody gives up.
    ///
    /// - Complexity: Some hundred values of the law; tens of microseconds.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// Fewest whole agents, at least 1, that meet all goals at once; 0 with no contacts.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int { try searchedMinimum(goals) }

    /// Least real number of agents that meets all goals at once; 0 with no contacts.
    public func realAgents(goals: [StaffingGoal]) throws(QueueingError) -> Double { try searchedReal(goals) }

    var load: Double { traffic.load }
    var customersAbandon: Bool { true }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        PatientQueue(traffic: traffic, patience: PatienceLaw(patience)).measures(
            agents: agents, within: within, shortAbandon: shortAbandon)
    }
}

/// M/M/s+G for a law of patience that is ready to be evaluated.
struct PatientQueue {
    let traffic: OfferedTraffic
    let patience: PatienceLaw

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        guard traffic.load > 0 else {
            measures.setNoContacts()
            return measures
        }
        guard agents > 0 else {
            measures.setNobodyAnswers(
                patience, arrival: traffic.contactsPerSecond, within: within, shortAbandon: shortAbandon)
            return measures
        }
        let rates = WaitingSums.Rates(
            arrival: traffic.contactsPerSecond, answer: agents / traffic.ahtSeconds,
            excess: -traffic.slack(agents: agents) / traffic.ahtSeconds, abandon: 0, within: within,
            short: shortAbandon)
        guard OfferedWait.isStable(rates, patience: patience) else {
            measures.setUnstable()
            return measures
        }
        let odds = BlockingOdds(agents: agents, load: traffic.load)
        measures.setLine(
            atOnce: odds.complement, full: odds.blocking, line: OfferedWait(rates, patience: patience).sums(),
            arrival: rates.arrival)
        measures.occupancy = min(1, measures.answered * (traffic.load / agents))
        return measures
    }
}
