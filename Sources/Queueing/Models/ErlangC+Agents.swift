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
        var walk = DelayWalk(traffic, agents: agents)
        for goal in goals { walk.advance(to: goal) }
        return walk.agents
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

/// A walk upward from some number of agents to the first that meets a goal.
///
/// 1/B is summed once, to 1e-8 or better at any load, and carried upward; a step costs neither a division nor an exponential. Where a goal is
/// met or missed by so little that this might decide wrongly, the exact formula decides.
struct DelayWalk {
    private let traffic: OfferedTraffic
    private let inverseLoad: Double
    private let serviceRate: Double
    /// The number of agents reached.
    private(set) var agents: Int
    /// 1/B − 1 at `agents`.
    private var excess: Double

    /// Relative margin below which a comparison is left to the exact formula: far above the error of the walk.
    private static let doubtfulMargin = 1e-7

    init(_ traffic: OfferedTraffic, agents: Int) {
        self.traffic = traffic
        self.agents = agents
        inverseLoad = 1 / traffic.load
        serviceRate = 1 / traffic.ahtSeconds
        excess =
            Double(agents) <= traffic.load + 1
            ? BlockingOdds.excessSeries(agents: Double(agents), load: traffic.load, negligible: 1e-12)
            : BlockingOdds(agents: Double(agents), load: traffic.load).excess
    }

    /// Walks to the fewest agents, from here on, that meet `goal`.
    mutating func advance(to goal: StaffingGoal) {
        guard goal.isAboutWaits else { return }
        var n = Double(agents)
        var slack = traffic.slack(agents: n)
        var limit = goal.limit
        var decay = 1.0
        var decayPerAgent = 1.0
        var isSpeed = false
        if case .asa = goal {
            limit *= serviceRate
            isSpeed = true
        } else {
            let within = goal.waits.within * serviceRate
            decay = exp(-slack * within)
            decayPerAgent = exp(-within)
        }
        var x = excess
        var previousMargin = Double.infinity
        // P(wait) = n / (n + slack x).
        var bound = (isSpeed ? limit * slack : limit) * (n + slack * x)
        while decay * n > bound {
            previousMargin = decay * n - bound
            n += 1
            slack = traffic.slack(agents: n)
            x = n * inverseLoad * (1 + x)
            decay *= decayPerAgent
            bound = (isSpeed ? limit * slack : limit) * (n + slack * x)
        }
        excess = x
        let start = agents
        agents = Int(n)
        let doubt = DelayWalk.doubtfulMargin * n * max(decay, .leastNormalMagnitude)
        if bound - decay * n < doubt || previousMargin < doubt { settle(goal, from: start) }
    }

    /// Lets the exact formula decide around the number of agents reached.
    private mutating func settle(_ goal: StaffingGoal, from start: Int) {
        let model = ErlangC(traffic)
        func isMet(_ agents: Int) -> Bool { goal.isMet(by: model.measures(of: goal, agents: Double(agents))) }
        while agents > start, isMet(agents - 1) { agents -= 1 }
        while !isMet(agents) { agents += 1 }
        excess = BlockingOdds(agents: Double(agents), load: traffic.load).excess
    }
}
