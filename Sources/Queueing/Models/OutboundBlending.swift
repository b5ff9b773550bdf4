import Glibc

/// Inbound calls and outbound work on the same agents: an outbound call starts whenever more than `reservedIdle` agents
/// are idle, and takes as long as an inbound call. Outbound work never runs out.
///
///     let model = try OutboundBlending(traffic, reservedIdle: 2, patienceSeconds: 120)
///     try model.blendedMeasures(agents: 34, withinSeconds: 20).outboundPerSecond
///
/// With all agents reserved it is ``ErlangC`` or ``ErlangA``; with none reserved nobody is ever idle.
///
/// Source: Bhulai & Koole, IEEE Trans. Automatic Control 48 (2003) 1434–1438: the threshold policy.
public struct OutboundBlending: SearchableQueue, Hashable {
    /// Inbound contacts and the handle time of both directions.
    public let traffic: OfferedTraffic
    /// Agents kept idle for inbound calls.
    public let reservedIdle: Int
    /// Mean patience of inbound customers in seconds; `nil` = nobody gives up.
    public let patienceSeconds: Double?

    /// Measures of the inbound queue and the outbound work done beside it.
    public struct Measures: Hashable, Sendable {
        /// The inbound queue; its occupancy counts both directions.
        public var inbound: QueueMeasures
        /// Outbound calls per second.
        public var outboundPerSecond: Double
    }

    /// The model for 0 or more reserved agents and a mean patience above 0.
    public init(
        _ traffic: OfferedTraffic, reservedIdle: Int, patienceSeconds: Double? = nil
    ) throws(QueueingError) {
        guard reservedIdle >= 0, reservedIdle <= 10_000_000 else {
            throw .invalidValue(
                what: "the number of reserved idle agents", value: "\(reservedIdle)", place: nil,
                hint: "give 0 to 10,000,000 agents")
        }
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        self.traffic = traffic
        self.reservedIdle = reservedIdle
        self.patienceSeconds = patienceSeconds
    }

    /// The steady state with `agents` on contacts.
    ///
    /// - Parameter agents: A whole number, at least ``reservedIdle``.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for any other number of agents.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try blendedMeasures(
            agents: agents, withinSeconds: withinSeconds, shortAbandonSeconds: shortAbandonSeconds
        ).inbound
    }

    /// As ``evaluate(agents:withinSeconds:shortAbandonSeconds:)``, with the outbound work.
    public func blendedMeasures(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> Measures {
        try Domain.requireWholeAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        guard agents >= Double(reservedIdle) else {
            throw .invalidValue(
                what: "the number of reserved idle agents", value: "\(reservedIdle) of \(Int(agents))", place: nil,
                hint: "no more agents can be kept idle than there are")
        }
        return blended(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// Fewest whole agents, at least ``reservedIdle``, that meet all goals at once; 0 with no inbound contacts.
    ///
    /// - Throws: ``QueueingError/unreachableGoal(goal:place:hint:)`` for an occupancy cap: outbound work fills all idle time
    ///   but that of the reserved agents, however many there are.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int {
        for goal in goals {
            guard case .occupancy(let cap) = goal, cap < 1 else { continue }
            try goal.validate(customersAbandon: customersAbandon)
            throw .unreachableGoal(
                goal: goal.description, place: nil,
                hint:
                    "outbound work fills all idle time but that of \(reservedIdle) agents: reserve more of them instead"
            )
        }
        return try searchedMinimum(goals)
    }

    var load: Double { traffic.load }
    var customersAbandon: Bool { patienceSeconds != nil }
    var fewestAgents: Int { max(1, reservedIdle, patienceSeconds == nil ? traffic.fewestStableAgents : 1) }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        blended(agents: agents, within: within, shortAbandon: shortAbandon).inbound
    }

    private func blended(agents: Double, within: Double, shortAbandon: Double) -> Measures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        let lowest = agents - Double(reservedIdle)
        guard traffic.load > 0 else {
            // All agents but the reserved ones are on outbound work.
            measures.occupancy = agents > 0 ? lowest / agents : 1
            return Measures(inbound: measures, outboundPerSecond: lowest / max(traffic.ahtSeconds, 1e-9))
        }
        let rates = WaitingSums.Rates(
            arrival: traffic.contactsPerSecond, answer: agents / traffic.ahtSeconds,
            excess: -traffic.slack(agents: agents) / traffic.ahtSeconds, abandon: patienceSeconds.map { 1 / $0 } ?? 0,
            within: within, short: shortAbandon)
        guard agents > 0 else {
            if let patienceSeconds {
                measures.setNobodyAnswers(
                    PatienceLaw(exponentialMean: patienceSeconds), arrival: rates.arrival, within: within,
                    shortAbandon: shortAbandon)
            } else {
                measures.setUnstable()
            }
            return Measures(inbound: measures, outboundPerSecond: 0)
        }
        guard patienceSeconds != nil || rates.excess < 0 else {
            measures.setUnstable()
            return Measures(inbound: measures, outboundPerSecond: 0)
        }
        let states = BusyStates(agents: agents, reserved: reservedIdle, load: traffic.load)
        let line = WaitingSums(line: rates)
        measures.setLine(atOnce: states.atOnce, full: states.full, line: line, arrival: rates.arrival)
        let all = states.atOnce * line.scale + states.full * line.waiting
        let outbound = states.lowest * line.scale / all * lowest / traffic.ahtSeconds
        measures.occupancy = min(
            1, (rates.arrival * measures.answered + outbound) * traffic.ahtSeconds / agents)
        return Measures(inbound: measures, outboundPerSecond: outbound)
    }
}

/// Weights of the states with fewer busy agents than all, from the lowest that outbound work leaves.
struct BusyStates {
    /// All states in which a contact is answered at once.
    private(set) var atOnce = 0.0
    /// The state with all agents busy and nobody waiting.
    private(set) var full = 1.0
    /// The lowest state.
    private(set) var lowest = 1.0

    /// Upward from s − r busy agents: each further one weighs a / busy times the one before.
    init(agents: Double, reserved: Int, load: Double) {
        var term = 1.0
        var busy = agents - Double(reserved)
        for _ in 0..<reserved {
            atOnce += term
            busy += 1
            term *= load / busy
            if term > 1e200 {
                term *= 1e-200
                atOnce *= 1e-200
                lowest *= 1e-200
            }
        }
        full = term
    }
}

extension WaitingSums {
    /// The sums for exponential patience, or for none (θ = 0), where λ < c must hold.
    init(line rates: Rates) {
        if rates.abandon > 0 {
            self.init(rates)
        } else {
            self.init(delay: rates)
        }
    }
}
