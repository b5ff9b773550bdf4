import ContactCenter
import Glibc

/// The queue of one interval of work that waits on the line, asked about its service level at any number of servers.
struct IntervalQueue {
    let traffic: OfferedTraffic
    let intervalSeconds: Double
    let patienceSeconds: Double?
    let target: ServiceTarget
    private let model: any QueueingModel

    /// - Throws: ``QueueingError`` for a patience outside its domain.
    init(
        _ traffic: OfferedTraffic, intervalSeconds: Double, patienceSeconds: Double?, target: ServiceTarget
    ) throws(QueueingError) {
        self.traffic = traffic
        self.intervalSeconds = intervalSeconds
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

    // MARK: The forecast's uncertainty

    /// Share of contacts served in time over all rates of the law, every rate weighed by its contacts.
    func expectedServiceLevel(over law: VolumeLaw, servers: Double) -> Double? {
        // Without abandonment the queue grows without bound from this volume on.
        let critical = patienceSeconds == nil ? servers * intervalSeconds / traffic.ahtSeconds : .infinity
        let good = law.integral(kink: critical) { $0 * (serviceLevel(volume: $0, servers: servers) ?? 0) }
        let contacts = law.integral(kink: critical) { $0 }
        return contacts > 0 ? min(1, good / contacts) : nil
    }

    /// Probability that the rate is one at which the service level is met.
    func probabilityOfTarget(over law: VolumeLaw, servers: Double) -> Double {
        func missed(_ volume: Double) -> Double {
            // The logarithm of the share missed is nearly straight in the volume.
            let level = missedShare(volume: volume, servers: servers)
            return max(-700, min(700, log(level / (1 - target.serviceLevel))))
        }
        guard let first = law.quantiles.first, let last = law.quantiles.last else { return 0 }
        if missed(last.volume) <= 0 { return 1 }
        if missed(first.volume) > 0 { return 0 }
        // The root is looked for from the missed side: `root` wants the sign to fall.
        let turning = -MonotoneSearch.root(low: -last.volume, high: -first.volume) { missed(-$0) }
        return law.probability(atMost: turning)
    }

    /// Least number of servers with which the service level expected over the law meets the target, or the probability
    /// of meeting it reaches what is asked.
    func servers(
        over law: VolumeLaw, risk: ForecastRisk, _ kind: RequirementOptions.Servers
    ) throws(QueueingError) -> Double {
        let certain = try servers(kind)
        guard !law.isCertain, traffic.load > 0 else { return certain }
        func shortage(_ servers: Double) -> Double {
            switch risk {
            case .ignored, .reported: 0
            case .expected:
                target.serviceLevel - (expectedServiceLevel(over: law, servers: servers) ?? 1)
            case .probability(let wanted): wanted - probabilityOfTarget(over: law, servers: servers)
            }
        }
        switch (risk, kind) {
        case (.ignored, _), (.reported, _): return certain
        case (_, .whole):
            return Double(MonotoneSearch.smallest(from: max(1, Int(certain)), atLeast: 1) { shortage(Double($0)) <= 0 })
        case (_, .real):
            let low = 1e-6 * max(1, traffic.load)
            guard shortage(low) > 0 else { return low }
            var high = max(certain, 1)
            while shortage(high) > 0 { high *= 2 }
            return MonotoneSearch.root(low: low, high: high, of: shortage)
        }
    }

    private func serviceLevel(volume: Double, servers: Double) -> Double? {
        measures(volume: volume, servers: servers)?.serviceLevel(target.formula)
    }

    private func missedShare(volume: Double, servers: Double) -> Double {
        measures(volume: volume, servers: servers)?.missedServiceLevel(target.formula) ?? 0
    }

    private func measures(volume: Double, servers: Double) -> QueueMeasures? {
        guard volume > 0,
            let other = try? OfferedTraffic(
                contacts: volume, perSeconds: intervalSeconds, ahtSeconds: traffic.ahtSeconds)
        else { return nil }
        let model: any QueueingModel
        if let patienceSeconds {
            guard let line = try? ErlangA(other, patienceSeconds: patienceSeconds) else { return nil }
            model = line
        } else {
            model = ErlangC(other)
        }
        return try? model.evaluate(
            agents: servers, withinSeconds: target.withinSeconds, shortAbandonSeconds: target.shortAbandonSeconds)
    }
}
