import Glibc

/// Chats handled several at a time, where a chat takes longer the more its agent has in hand.
///
/// Chats are spread as evenly as possible over the agents at every instant; an agent with j chats finishes them at the
/// rate j / AHT(j), j = 1…concurrency. A chat waits only while every agent has a full hand.
///
///     let model = try ChatConcurrency(
///         chatsPerHour: 120, ahtSecondsByConcurrency: [300, 420], patienceSeconds: 180)
///     try model.minimumAgents(goals: [.serviceLevel(target: 0.8, withinSeconds: 30)])
///
/// With a concurrency of 1 it is ``ErlangC`` or ``ErlangA``. Occupancy is the share of agents with at least one chat.
///
/// Source: Tezcan & Zhang, Oper. Res. 62 (2014): many-server chat systems; the birth-and-death equations here are exact
/// for the even spread (own).
public struct ChatConcurrency: SearchableQueue, Hashable {
    /// Chats, with the handle time of an agent that has a single one.
    public let traffic: OfferedTraffic
    /// Handle time in seconds of a chat whose agent has 1, 2, … chats in hand.
    public let ahtSecondsByConcurrency: [Double]
    /// Mean patience in seconds; `nil` = nobody gives up.
    public let patienceSeconds: Double?

    /// Measures of the queue and of the chats in hand.
    public struct Measures: Hashable, Sendable {
        /// The queue; waits are the time to the first answer.
        public var queue: QueueMeasures
        /// Chats in service, on average.
        public var chatsInProgress: Double
        /// Chats in service per agent; 0 with no agents.
        public var chatsPerAgent: Double
        /// Share of agents without a chat.
        public var idleShare: Double
        /// Mean time in service of a chat, in seconds; `nil` when none is served.
        public var chatSeconds: Double?
    }

    /// The model for a concurrency of 1 to 100.
    ///
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` for a volume below 0, no or too many handle times,
    ///   one not above 0, or a patience not above 0.
    public init(
        chatsPerHour: Double, ahtSecondsByConcurrency: [Double], patienceSeconds: Double? = nil
    ) throws(QueueingError) {
        guard (1...100).contains(ahtSecondsByConcurrency.count) else {
            throw .invalidValue(
                what: "the concurrency", value: "\(ahtSecondsByConcurrency.count)", place: nil,
                hint: "give one handle time for every number of chats in hand, from 1 to at most 100")
        }
        for aht in ahtSecondsByConcurrency {
            guard aht >= 1e-9, aht <= 1e9 else {
                throw .invalidValue(
                    what: "a handle time by concurrency, in seconds", value: "\(aht)", place: nil,
                    hint: "every handle time must be above 0 seconds")
            }
        }
        if let patienceSeconds { try Domain.requirePatience(patienceSeconds) }
        traffic = try OfferedTraffic(callsPerHour: chatsPerHour, ahtSeconds: ahtSecondsByConcurrency[0])
        self.ahtSecondsByConcurrency = ahtSecondsByConcurrency
        self.patienceSeconds = patienceSeconds
    }

    /// Most chats an agent has in hand.
    public var concurrency: Int { ahtSecondsByConcurrency.count }

    /// The steady state with `agents` on chats, a whole number of at most 1e8 / concurrency.
    ///
    /// - Complexity: O(agents · concurrency).
    public func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> QueueMeasures {
        try chatMeasures(
            agents: agents, withinSeconds: withinSeconds, shortAbandonSeconds: shortAbandonSeconds
        ).queue
    }

    /// As ``evaluate(agents:withinSeconds:shortAbandonSeconds:)``, with the chats in hand.
    public func chatMeasures(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double = 5
    ) throws(QueueingError) -> Measures {
        try Domain.requireWholeAgents(agents)
        try Domain.requireWaits(within: withinSeconds, shortAbandon: shortAbandonSeconds)
        guard agents * Double(concurrency) <= 1e8 else {
            throw .invalidValue(
                what: "the number of agents", value: "\(agents)", place: nil,
                hint: "the chats of all agents together may be at most 1e8")
        }
        return chats(agents: agents, within: withinSeconds, shortAbandon: shortAbandonSeconds)
    }

    /// Fewest whole agents, at least 1, that meet all goals at once; 0 with no chats.
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int { try searchedMinimum(goals) }

    /// Agents that all have a full hand: what the search starts from.
    var load: Double { traffic.contactsPerSecond / fullRate }
    var customersAbandon: Bool { patienceSeconds != nil }

    /// Nobody gives up: the least staff that keeps up.
    var fewestAgents: Int { patienceSeconds == nil ? Int(load) + 1 : 1 }

    /// Chats an agent with a full hand finishes per second.
    private var fullRate: Double { Double(concurrency) / ahtSecondsByConcurrency[concurrency - 1] }

    func measures(agents: Double, within: Double, shortAbandon: Double) -> QueueMeasures {
        chats(agents: agents, within: within, shortAbandon: shortAbandon).queue
    }

    private func chats(agents: Double, within: Double, shortAbandon: Double) -> Measures {
        var measures = QueueMeasures(load: traffic.load, agents: agents)
        guard traffic.load > 0 else {
            measures.setNoContacts()
            return Measures(
                queue: measures, chatsInProgress: 0, chatsPerAgent: 0, idleShare: agents > 0 ? 1 : 0, chatSeconds: nil)
        }
        let arrival = traffic.contactsPerSecond
        let answer = agents * fullRate
        let rates = WaitingSums.Rates(
            arrival: arrival, answer: answer, excess: arrival - answer, abandon: patienceSeconds.map { 1 / $0 } ?? 0,
            within: within, short: shortAbandon)
        guard agents > 0, patienceSeconds != nil || rates.excess < 0 else {
            if agents == 0, let patienceSeconds {
                measures.setNobodyAnswers(
                    PatienceLaw(exponentialMean: patienceSeconds), arrival: arrival, within: within,
                    shortAbandon: shortAbandon)
            } else {
                measures.setUnstable()
            }
            let hands = agents * Double(concurrency)
            return Measures(
                queue: measures, chatsInProgress: hands, chatsPerAgent: agents > 0 ? Double(concurrency) : 0,
                idleShare: 0, chatSeconds: agents > 0 ? ahtSecondsByConcurrency[concurrency - 1] : nil)
        }
        let hands = ChatHands(agents: Int(agents), arrival: arrival, ahtSeconds: ahtSecondsByConcurrency)
        let line = WaitingSums(line: rates)
        measures.setLine(atOnce: hands.atOnce, full: hands.full, line: line, arrival: arrival)
        let unit = line.scale / (hands.atOnce * line.scale + hands.full * line.waiting)
        let waiting = hands.full * line.waiting / (hands.atOnce * line.scale + hands.full * line.waiting)
        let inProgress = hands.inHand * unit + waiting * agents * Double(concurrency)
        let idle = hands.idle * unit / agents
        measures.occupancy = 1 - idle
        return Measures(
            queue: measures, chatsInProgress: inProgress, chatsPerAgent: inProgress / agents, idleShare: idle,
            chatSeconds: inProgress / (arrival * measures.answered))
    }
}

/// Weights of the states in which some agent can take another chat.
struct ChatHands {
    /// All those states.
    private(set) var atOnce = 0.0
    /// The state with full hands and nobody waiting.
    private(set) var full = 1.0
    /// Weight times chats in service.
    private(set) var inHand = 0.0
    /// Weight times agents without a chat.
    private(set) var idle = 0.0

    /// Upward from 0 chats: i chats leave at the rate of their even spread, e of the agents with one chat more.
    init(agents: Int, arrival: Double, ahtSeconds: [Double]) {
        var term = 1.0
        var chats = 0.0
        let agentsCount = Double(agents)
        var lowRate = 0.0
        for hand in 1...ahtSeconds.count {
            let highRate = Double(hand) / ahtSeconds[hand - 1]
            for extra in 1...agents {
                atOnce += term
                inHand += term * chats
                if hand == 1 { idle += term * (agentsCount - chats) }
                chats += 1
                let fuller = Double(extra)
                term *= arrival / ((agentsCount - fuller) * lowRate + fuller * highRate)
                if term > 1e200 {
                    (term, atOnce, inHand, idle) = (term * 1e-200, atOnce * 1e-200, inHand * 1e-200, idle * 1e-200)
                }
            }
            lowRate = highRate
        }
        full = term
    }
}
