import Glibc

extension ErlangC {
    /// Fewest whole agents, above the load, that meet all goals at once; 0 with no contacts.
    ///
    /// 1/B is summed once, at the first stable number of agents, and carried upward by
    /// 1/B(n+1) = 1 + (n+1)/a · 1/B(n). The occupancy goal is decided exactly.
    ///
    ///     let model = ErlangC(try OfferedTraffic(callsPerHour: 1800, ahtSeconds: 300))
    ///     try model.minimumAgents(goals: [.occupancy(cap: 0.75)])   // 200
    ///
    /// - Complexity: O(√load + agents above the load).
    public func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int {
        for goal in goals { try goal.validate(customersAbandon: false) }
        guard traffic.load > 0 else { return 0 }
        var agents = traffic.fewestStableAgents
        for goal in goals {
            guard case .occupancy(let cap) = goal else { continue }
            agents = max(agents, fewestAgents(occupancyAtMost: cap))
        }
        var excess = BlockingOdds(agents: Double(agents), load: traffic.load).excess
        while !isMet(goals, agents: Double(agents), excess: excess) {
            agents += 1
            excess = Double(agents) / traffic.load * (1 + excess)
        }
        return agents
    }

    /// Least real number of agents that meets all goals at once; 0 with no contacts.
    ///
    /// The goals of wait are roots of the formula for real-valued agents above the load; the occupancy goal is
    /// load / cap.
    public func realAgents(goals: [StaffingGoal]) throws(QueueingError) -> Double {
        for goal in goals { try goal.validate(customersAbandon: false) }
        guard traffic.load > 0 else { return 0 }
        var agents = traffic.load
        for goal in goals {
            if case .occupancy(let cap) = goal {
                agents = max(agents, traffic.load / cap)
            } else if goal.isAboutWaits {
                agents = max(agents, root(of: goal))
            }
        }
        return agents
    }

    /// Smallest n with load / n ≤ cap.
    private func fewestAgents(occupancyAtMost cap: Double) -> Int {
        MonotoneSearch.smallest(from: Int((traffic.load / cap).rounded()), atLeast: 1) {
            traffic.isOccupancy(ofAgents: Double($0), atMost: cap)
        }
    }

    private func isMet(_ goals: [StaffingGoal], agents: Double, excess blockingExcess: Double) -> Bool {
        let slack = traffic.slack(agents: agents)
        let probability = 1 / (1 + slack / agents * blockingExcess)
        let rate = slack / traffic.ahtSeconds
        return goals.allSatisfy { goal in
            switch goal {
            case .serviceLevel(_, _, let within, _): probability * exp(-rate * within) <= goal.limit
            case .asa(let seconds): probability <= seconds * rate
            case .waitQuantile(_, let within): probability * exp(-rate * within) <= goal.limit
            case .abandonment, .occupancy, .blocking: true
            }
        }
    }

    /// Where the goal is just met, on the logarithm of what it limits: nearly straight in the agents.
    private func root(of goal: StaffingGoal) -> Double {
        let logLimit = log(goal.limit)
        func overshoot(_ agents: Double) -> Double {
            let delay = Delay(traffic, agents: agents)
            guard delay.rate > 0 else { return 1 }
            if case .asa = goal { return delay.logProbability - log(delay.rate) - logLimit }
            return delay.logProbability - delay.rate * goal.waits.within - logLimit
        }
        let low = traffic.load
        var step = traffic.load.squareRoot() + 1
        while overshoot(low + step) > 0 { step *= 2 }
        guard overshoot(low.nextUp) > 0 else { return low }
        return MonotoneSearch.root(low: low.nextUp, high: low + step, of: overshoot)
    }
}
