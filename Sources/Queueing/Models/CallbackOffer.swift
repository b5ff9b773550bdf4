import Glibc

/// Callbacks: who has waited `thresholdSeconds` is offered one, and a share accepts, hangs up and becomes work with a
/// deadline (``DeferredWork``).
///
///     let model = try CallbackOffer(traffic, thresholdSeconds: 120, acceptance: 0.6, patienceSeconds: 180)
///     let outcome = try model.callbackMeasures(agents: 28, withinSeconds: 20)
///     outcome.callbackWorkPerSecond   // agents that the promised calls keep busy
///
/// To the line an accepted callback is a caller who leaves at the threshold: M/M/s+G whose patience is exponential with
/// a jump of the acceptance at the threshold, solved exactly. The promised calls are made by other agents, or in idle
/// time through ``DeferredWork``; they are no calls of this line.
///
/// Source: own, on Baccelli & Hebuterne (1981); offers by elapsed wait.
public struct CallbackOffer: SearchableQueue, Hashable {
    /// The contacts and their handle time.
    public let traffic: OfferedTraffic
    /// The wait after which a callback is offered, in seconds.
    public let thresholdSeconds: Double
    /// Share of those offered a callback who accept it, 0…1.
    public let acceptance: Double
    /// Mean patience in seconds; `nil` = nobody gives up.
    public let patienceSeconds: Double?

    /// The line and what it promises.
    public struct Measures: Hashable, Sendable {
        /// The line. Its ``QueueMeasures/abandonment`` counts the accepted callbacks too: they left unanswered.
        public var line: QueueMeasures
        /// Share of contacts that accept a callback.
        public var callbackShare: Double
        /// Share of contacts that give up for good.
        public var lostShare: Double
        /// Callbacks per second.
        public var callbacksPerSecond: Double
        /// Agent-seconds of callbacks that arise per second, a callback taking as long as a call.
        public var callbackWorkPerSecond: Double
    }

    /// The model for a threshold of 0 or more seconds, an acceptance of 0…1 and a patience above 0.
    public init(
        _ traffic: OfferedTraffic, thresholdSeconds: Double, acceptance: Double, patienceSeconds: Double? = nil
    ) throws(QueueingError) {
        try Domain.requireNonNegative(
            thresholdSeconds, "the wait after which a callback is offered, in seconds", hint: "give 0 or more seconds")
        guard acceptance >= 0, acceptance <= 1 else {
            throw .invalidValue(
                what: "the share that accepts a callback", value: "\(acceptance)", place: nil,
                hint: "give a share from 0 to 1")
        }
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        self.traffic = traffic
        self.thresholdSeconds = thresholdSeconds
        self.acceptance = acceptance
        self.patienceSeconds = patienceSeconds
    }

    /// The line with `agents` on it; abandonment counts the accepted callbacks.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// As ``evaluate(agents:withinSeconds:shortAbandonSeconds:)``, with the callbacks.
    public func callbackMeasures(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> Measures {
        let line = try evaluate(
            agents: agents, withinSeconds: withinSeconds, shortAbandonSeconds: shortAbandonSeconds)
        // Who is offered a callback would wait beyond the threshold and has not given up before.
        let reaching = measures(agents: agents, within: thresholdSeconds, shortAbandon: 0).virtuallyLate
        let patient = patienceSeconds.map { exp(-thresholdSeconds / $0) } ?? 1
        let share = traffic.load > 0 ? reaching * patient * acceptance : 0
        let rate = share * traffic.contactsPerSecond
        return Measures(
            line: line, callbackShare: share, lostShare: max(0, line.abandonment - share), callbacksPerSecond: rate,
            callbackWorkPerSecond: rate * traffic.ahtSeconds)
    }

    /// Fewest whole agents on the line that meet all goals at once; 0 with no contacts. The callbacks need agents beside
    /// them: ``Measures/callbackWorkPerSecond``.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int { try searchedMinimum(goals) }

    var load: Double { traffic.load }
    var customersAbandon: Bool { patienceSeconds != nil || acceptance > 0 }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        PatientQueue(
            traffic: traffic, patience: PatienceLaw(leaving: acceptance, at: thresholdSeconds, mean: patienceSeconds)
        ).measures(agents: agents, within: within, shortAbandon: shortAbandon)
    }
}
