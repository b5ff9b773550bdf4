import Glibc

/// Customers who call again: a share of those who gave up redials, a share of those answered reconnects. Every further
/// call joins the first calls as fresh Poisson traffic of the steady state ("Erlang X").
///
///     total = first + redial · abandoned + reconnect · answered
///
///     let model = try Retrials(
///         firstCalls: traffic, patienceSeconds: 120, redialShare: 0.5, reconnectShare: 0.1)
///     try model.totalCallsPerSecond(agents: 31)
///
/// All measures are per attempt. The fixed point is the root of first + x (redial P(ab) + reconnect (1 − P(ab)) − 1),
/// which falls in x.
///
/// Source: Ding, Remerova, van der Mei & Zwart (2013), "Fluid approximation of a call center model with redials and
/// reconnects"; the fixed point is its stationary limit.
public struct Retrials: SearchableQueue, Hashable {
    /// First calls and the handle time of all calls.
    public let firstCalls: OfferedTraffic
    /// Mean patience in seconds; `nil` = nobody gives up.
    public let patienceSeconds: Double?
    /// Share of abandoned calls that call again, 0…1.
    public let redialShare: Double
    /// Share of answered calls that call again, 0 to below 1.
    public let reconnectShare: Double

    /// The model for shares in their domains.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for a redial share outside 0…1, a reconnect share
    ///   not below 1, or a patience not above 0.
    public init(
        firstCalls: OfferedTraffic, patienceSeconds: Double?, redialShare: Double, reconnectShare: Double
    ) throws(QueueingError) {
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        guard redialShare >= 0, redialShare <= 1 else {
            throw .invalidValue(
                what: "the share of abandoned calls that redial", value: "\(redialShare)", place: nil,
                hint: "give a share from 0 to 1")
        }
        guard reconnectShare >= 0, reconnectShare < 1 else {
            throw .invalidValue(
                what: "the share of answered calls that reconnect", value: "\(reconnectShare)", place: nil,
                hint: "give a share from 0 to below 1; if every answered call came back the calls would never end")
        }
        self.firstCalls = firstCalls
        self.patienceSeconds = patienceSeconds
        self.redialShare = redialShare
        self.reconnectShare = reconnectShare
    }

    /// All attempts per second in the steady state; `.infinity` where there is none, because nobody gives up for good and
    /// the agents cannot answer everybody.
    public func totalCallsPerSecond(agents: Double) throws(QueueingError) -> Double {
        try Domain.requireAgents(agents)
        return total(agents: agents)
    }

    /// The steady state with `agents` on contacts, per attempt.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// Fewest whole agents, at least 1, that meet all goals at once; 0 with no contacts.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int { try searchedMinimum(goals) }

    var load: Double { firstCalls.load }
    var customersAbandon: Bool { patienceSeconds != nil }

    /// Where nobody gives up for good the agents must be able to answer everybody.
    var fewestAgents: Int {
        guard patienceSeconds == nil || redialShare == 1 else { return 1 }
        return Int(firstCalls.load / (1 - reconnectShare)) + 1
    }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        let rate = total(agents: agents)
        guard rate.isFinite, let line = queue(rate) else {
            var measures = QueueMeasures(load: firstCalls.load, agents: agents)
            measures.setUnstable()
            return measures
        }
        return line.measures(agents: agents, within: within, shortAbandon: shortAbandon)
    }

    /// The queue at a total rate per second; `nil` beyond all loads.
    private func queue(_ rate: Double) -> (any SearchableQueue)? {
        guard let traffic = try? OfferedTraffic(contacts: rate, perSeconds: 1, ahtSeconds: firstCalls.ahtSeconds)
        else { return nil }
        guard let patienceSeconds else { return ErlangC(traffic) }
        return try? ErlangA(traffic, patienceSeconds: patienceSeconds)
    }

    private func total(agents: Double) -> Double {
        let first = firstCalls.contactsPerSecond
        guard first > 0 else { return 0 }
        let served = first / (1 - reconnectShare)
        guard patienceSeconds != nil else { return served }
        if redialShare == 1 && served * firstCalls.ahtSeconds >= agents { return .infinity }
        /// First calls that are not accounted for at a total of e^`logRate` · first, per total.
        func missing(_ logRate: Double) -> Double {
            guard let line = queue(first * exp(logRate)) else { return -1 }
            let abandoned = line.measures(agents: agents, within: 0, shortAbandon: 0).abandonment
            return exp(-logRate) - ((1 - redialShare) * abandoned + (1 - reconnectShare) * (1 - abandoned))
        }
        guard missing(0) > 0 else { return first }
        var high = 0.5
        while missing(high) > 0 {
            high *= 2
            if high > 60 { return .infinity }
        }
        return first * exp(MonotoneSearch.root(low: 0, high: high, of: missing))
    }
}
