import ContactCenter

/// The queue of one interval of work that waits on the line, asked about its service level at any number of servers.
struct IntervalQueue {
    let traffic: OfferedTraffic
    let patienceSeconds: Double?
    let target: ServiceTarget
    private let model: any QueueingModel

    /// - Throws: ``QueueingError`` for a patience outside its domain.
    init(
        _ traffic: OfferedTraffic, patienceSeconds: Double?, target: ServiceTarget
    ) throws(QueueingError) {
        self.traffic = traffic
        self.patienceSeconds = patienceSeconds
        self.target = target
        if let patienceSeconds {
            model = try ErlangA(traffic, patienceSeconds: patienceSeconds)
        } else {
            model = ErlangC(traffic)
        }
    }

    var goal: StaffingGoal {
        .serviceLevel(
            formula: target.formula, target: target.serviceLevel, withinSeconds: target.withinSeconds,
            shortAbandonSeconds: target.shortAbandonSeconds)
    }

    func measures(servers: Double) throws(QueueingError) -> QueueMeasures {
        try model.evaluate(
            agents: servers, withinSeconds: target.withinSeconds, shortAbandonSeconds: target.shortAbandonSeconds)
    }

    /// Least number of servers that meets the service level.
    func servers(_ kind: RequirementOptions.Servers) throws(QueueingError) -> Double {
        switch kind {
        case .whole: Double(try model.minimumAgents(goals: [goal]))
        case .real: try model.realAgents(goals: [goal])
        }
    }

    /// Least real number of servers that keeps the occupancy at or below `cap`.
    func servers(occupancyCap cap: Double) throws(QueueingError) -> Double {
        try model.realAgents(goals: [.occupancy(cap: cap)])
    }

    /// The queue of the same work at a rate that the forecast does not know.
    func uncertain(_ law: ArrivalRateLaw) throws(QueueingError) -> UncertainArrivals {
        try UncertainArrivals(law, ahtSeconds: traffic.ahtSeconds, patienceSeconds: patienceSeconds)
    }

    /// Least number of servers with which the service level expected over the law meets the target, or the probability
    /// of meeting it reaches what is asked.
    func servers(
        over law: ArrivalRateLaw, risk: ForecastRisk, _ kind: RequirementOptions.Servers
    ) throws(QueueingError) -> Double {
        let certain = try servers(kind)
        guard !law.isCertain, traffic.load > 0 else { return certain }
        let model = try uncertain(law)
        let goal = goal
        let shortage: (Double) -> Double
        switch risk {
        case .ignored, .reported: return certain
        case .expected:
            shortage = { servers in
                let measures = try? model.evaluate(
                    agents: servers, withinSeconds: target.withinSeconds,
                    shortAbandonSeconds: target.shortAbandonSeconds)
                return target.serviceLevel - (measures?.serviceLevel(target.formula) ?? 1)
            }
        case .probability(let wanted):
            shortage = { servers in wanted - ((try? model.probability(of: goal, agents: servers)) ?? 1) }
        }
        switch kind {
        case .whole:
            // From the answer for a certain rate: the answers lie close together.
            return Double(MonotoneSearch.smallest(from: max(1, Int(certain)), atLeast: 1) { shortage(Double($0)) <= 0 })
        case .real:
            let low = 1e-6 * max(1, traffic.load)
            guard shortage(low) > 0 else { return low }
            var high = max(certain, 1)
            while shortage(high) > 0 { high *= 2 }
            return MonotoneSearch.root(low: low, high: high, of: shortage)
        }
    }
}
