import Glibc

/// A queue with a limited number of lines (M/M/s/K, with patience M/M/s/K+M): a contact that finds all lines taken, by
/// calls in service or waiting, is blocked.
///
///     let model = try FiniteLines(traffic, lines: 40, patienceSeconds: 120)
///     try model.evaluate(agents: 30, withinSeconds: 20).blocked
///
/// All measures are of the contacts that got a line, ``QueueMeasures/blocked`` is the share of all contacts that did not.
/// With as many lines as agents it is ``ErlangB``, with very many ``ErlangA`` or ``ErlangC``. Always stable.
///
/// Source: birth-and-death equations; the time-dependent measures from the density of the offered wait, see
/// `docs/methods/staffing.md`.
public struct FiniteLines: SearchableQueue, Hashable {
    /// The contacts and their handle time.
    public let traffic: OfferedTraffic
    /// Lines K: contacts in service and waiting together.
    public let lines: Int
    /// Mean patience in seconds; `nil` = nobody gives up.
    public let patienceSeconds: Double?

    /// The model for some traffic, 1 to 1e7 lines and a mean patience of 1e-15 to 1e15 seconds.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` outside these ranges.
    public init(_ traffic: OfferedTraffic, lines: Int, patienceSeconds: Double? = nil) throws(QueueingError) {
        guard lines >= 1, lines <= 10_000_000 else {
            throw .invalidValue(
                what: "the number of lines", value: "\(lines)", place: nil, hint: "give 1 to 10,000,000 lines")
        }
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        self.traffic = traffic
        self.lines = lines
        self.patienceSeconds = patienceSeconds
    }

    /// The steady state with `agents` on contacts.
    ///
    /// - Parameter agents: A whole number from 0 to ``lines``. With no agents everybody who gets a line gives up.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for any other number of agents.
    /// - Complexity: O(lines) at most.
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try Domain.requireWholeAgents(agents)
        guard agents <= Double(lines) else {
            throw .invalidValue(
                what: "the number of lines", value: "\(lines), below the \(Int(agents)) agents", place: nil,
                hint: "every agent needs a line: give at least as many lines as agents")
        }
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        return measures(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// Fewest whole agents, at least 1 and at most ``lines``, that meet all goals at once; 0 with no contacts.
    ///
    /// - Throws: ``QueueingError/unreachableGoal(goal:place:hint:)`` where not even as many agents as lines meet a goal.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int { try searchedMinimum(goals) }

    var load: Double { traffic.load }
    var customersAbandon: Bool { false }
    var mostAgents: Int? { lines }
    var seatingHint: String { "give more lines" }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        guard traffic.load > 0 else {
            measures.setNoContacts()
            return measures
        }
        let patience = patienceSeconds.map { PatienceLaw(exponentialMean: $0) } ?? .never
        guard agents > 0 else {
            // Callers on hold leave one by one as busy agents would: Erlang's loss at the load of their patience.
            measures.blocked =
                patienceSeconds.map {
                    BlockingOdds(agents: Double(lines), load: traffic.contactsPerSecond * $0).blocking
                } ?? 1
            measures.setNobodyAnswers(
                patience, arrival: traffic.contactsPerSecond * (1 - measures.blocked), within: within,
                shortAbandon: shortAbandon)
            if patienceSeconds == nil { measures.meanQueue = Double(lines) }
            return measures
        }
        let odds = BlockingOdds(agents: agents, load: traffic.load)
        let rates = WaitingSums.Rates(
            arrival: traffic.contactsPerSecond, answer: agents / traffic.ahtSeconds,
            excess: -traffic.slack(agents: agents) / traffic.ahtSeconds, abandon: patienceSeconds.map { 1 / $0 } ?? 0,
            within: within, short: shortAbandon)
        let places = Double(lines) - agents
        guard places > 0 else {
            measures.blocked = odds.blocking
            measures.answeredWithin = 1
            measures.asaSeconds = 0
            measures.occupancy = min(1, traffic.load / agents * odds.complement)
            return measures
        }
        let states = LimitedLine(rates, places: places)
        let all = odds.complement * states.scale + odds.blocking * (states.sums.waiting + states.blocked)
        measures.blocked = odds.blocking * states.blocked / all
        let accepted = (odds.complement * states.scale + odds.blocking * states.sums.waiting) / all
        var line = states.sums
        line.scale = states.scale
        if line.waiting > 0 {
            line.setWaits(from: OfferedWait(rates, patience: patience, places: places).sums())
        }
        measures.setLine(
            atOnce: odds.complement, full: odds.blocking, line: line, arrival: rates.arrival * accepted)
        measures.occupancy = min(1, measures.answered * accepted * (traffic.load / agents))
        return measures
    }
}

/// The waiting states of a line with a limited number of places, summed term by term.
///
/// k waiting contacts weigh t(k) = λᵏ / ((c+θ)…(c+kθ)); who finds k < L waiting gets a place. Rescaled where the terms
/// grow large.
struct LimitedLine {
    /// Sums of all that does not depend on T.
    private(set) var sums = WaitingSums()
    /// Weight of the states in which the next contact is blocked.
    private(set) var blocked = 0.0
    /// Weight of the state with all agents busy and nobody waiting.
    private(set) var scale = 1.0

    init(_ rates: WaitingSums.Rates, places: Double) {
        let (arrival, answer, abandon) = (rates.arrival, rates.answer, rates.abandon)
        var term = 1.0
        var served = 0.0
        var queue = 0.0
        var weightedWait = 0.0
        var lostWeight = 0.0
        var answeredWait = 0.0
        var abandonedWait = 0.0
        var k = 1.0
        while k <= places {
            let loss = k * abandon
            let inverse = 1 / (answer + loss)
            sums.waiting += term
            term *= arrival * inverse
            served += term
            queue += k * term
            weightedWait += inverse
            lostWeight += loss * inverse
            answeredWait += term * weightedWait
            abandonedWait += term * lostWeight
            if term > 1e200 {
                sums.waiting *= 1e-200
                (scale, term, served, queue) = (scale * 1e-200, term * 1e-200, served * 1e-200, queue * 1e-200)
                answeredWait *= 1e-200
                abandonedWait *= 1e-200
            }
            if term == 0 { break }
            k += 1
        }
        blocked = term
        sums.answered = answer / arrival * served
        sums.abandoned = abandon / arrival * queue
        sums.waitOfAnswered = answer / arrival * answeredWait
        sums.waitOfAbandoned = abandonedWait / arrival
    }
}

extension WaitingSums {
    /// Takes the parts that depend on T from the integrals over the offered wait, brought to the unit of these sums.
    mutating func setWaits(from integrals: WaitingSums) {
        guard integrals.waiting > 0 else { return }
        let unit = waiting / integrals.waiting
        answeredWithin = integrals.answeredWithin * unit
        answeredLate = integrals.answeredLate * unit
        abandonedWithin = integrals.abandonedWithin * unit
        shortAbandoned = integrals.shortAbandoned * unit
        virtuallyLate = integrals.virtuallyLate * unit
    }
}
