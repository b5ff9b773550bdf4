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
        // The usual question, without going over the goals again and again (a fifth of the whole).
        if goals.count == 1, case .serviceLevel(_, let target, let within, let short) = goals[0],
            target >= 0, target < 1, within >= 0, within < .infinity, short >= 0, short < .infinity, traffic.load > 0
        {
            var walk = DelayWalk(traffic, agents: traffic.fewestStableAgents)
            if !walk.advance(toLateShare: 1 - target, withinSeconds: within) { walk.settle(goals[0]) }
            return walk.agents
        }
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
/// 1/B is known at the start, to 1e-7 or better at any load, and carried upward; a step costs neither a division nor an
/// exponential. Where a goal is met or missed by so little that this might decide wrongly, the exact formula decides.
struct DelayWalk {
    private let traffic: OfferedTraffic
    private let inverseLoad: Double
    private let serviceRate: Double
    /// The number of agents reached.
    private(set) var agents: Int
    /// The number of agents at which the last walk began.
    private var start: Int
    /// 1/B − 1 at `agents`.
    private var excess: Double

    /// Relative margin below which a comparison is left to the exact formula: far above the error of the walk.
    private static let doubtfulMargin = 1e-6

    /// Inlined, as ``advance(to:)`` is: returned through memory the walk costs a quarter of the whole search.
    @inline(__always)
    init(_ traffic: OfferedTraffic, agents: Int) {
        self.traffic = traffic
        self.agents = agents
        start = agents
        inverseLoad = 1 / traffic.load
        serviceRate = 1 / traffic.ahtSeconds
        let above = Double(agents) - traffic.load
        if above > 1 {
            excess = BlockingOdds(agents: Double(agents), load: traffic.load).excess
        } else if traffic.load < BlockingNearLoad.leastLoad {
            excess = BlockingOdds.excessSeries(agents: Double(agents), load: traffic.load, negligible: 1e-12)
        } else {
            excess = BlockingNearLoad.excess(
                agentsAbove: max(0, above), load: traffic.load, inverseLoad: inverseLoad)
        }
    }

    /// Walks to the fewest agents, from here on, that meet `goal`.
    ///
    /// With x = 1/B − 1, P(wait) = n / (n + slack x). A share that may be missed allows decay · n ≤ limit · (n + slack x),
    /// an average speed of answer n ≤ seconds · μ · slack · (n + slack x).
    @inline(__always)
    mutating func advance(to goal: StaffingGoal) {
        guard goal.isAboutWaits else { return }
        let isSure: Bool
        if case .asa(let seconds) = goal {
            let perSlack = seconds * serviceRate
            isSure = walk { n, slack, x, _ in n - (perSlack * slack) * (n + slack * x) }
        } else {
            isSure = advance(toLateShare: goal.limit, withinSeconds: goal.waits.within)
        }
        if !isSure { settle(goal) }
    }

    /// Walks to the fewest agents of whose contacts at most `limit` wait longer than `seconds`; whether that is sure.
    @inline(__always)
    mutating func advance(toLateShare limit: Double, withinSeconds seconds: Double) -> Bool {
        let within = seconds * serviceRate
        let slack = traffic.slack(agents: Double(agents))
        let decay: SIMD2<Double>
        if max(slack, 1) * within <= ShortDecay.longest {
            decay = 1 - ShortDecay.lost(SIMD2(slack, 1) * within)
        } else {
            decay = SIMD2(exp(-slack * within), exp(-within))
        }
        return walk(decay: decay[0], perAgent: decay[1]) { n, slack, x, decay in
            n * (decay - limit) - limit * (slack * x)
        }
    }

    /// Walks while `margin` is above 0; whether it is clearly so one agent before and clearly not at the end.
    ///
    /// x(n+1) = r(1 + x(n)) with r = (n+1)/a. Two steps are one of twice the length for the number that everything waits
    /// for, and the goal is looked at every fourth step only, until it is met; the last four are looked at one by one.
    ///
    /// - Parameter margin: Of n, n − a, 1/B − 1 and the decay at n; on the scale of n · decay. Falls in n.
    @inline(__always)
    private mutating func walk(
        decay decayAtStart: Double = 1, perAgent: Double = 1,
        margin: (_ n: Double, _ slack: Double, _ x: Double, _ decay: Double) -> Double
    ) -> Bool {
        start = agents
        var n = Double(agents)
        var slack = traffic.slack(agents: n)
        var x = excess
        var decay = decayAtStart
        var previous = Double.infinity
        var last = margin(n, slack, x, decay)
        if last > 0 {
            let perPair = perAgent * perAgent
            let perFour = perPair * perPair
            while true {
                let (r1, r2) = ((n + 1) * inverseLoad, (n + 2) * inverseLoad)
                let (r3, r4) = ((n + 3) * inverseLoad, (n + 4) * inverseLoad)
                let middle = (r2 + r2 * r1) + (r2 * r1) * x
                let far = (r4 + r4 * r3) + (r4 * r3) * middle
                let farMargin = margin(n + 4, slack + 4, far, decay * perFour)
                if farMargin > 0 {
                    n += 4
                    slack += 4
                    x = far
                    decay *= perFour
                    last = farMargin
                    continue
                }
                repeat {
                    previous = last
                    n += 1
                    slack += 1
                    x = n * inverseLoad * (1 + x)
                    decay *= perAgent
                    last = margin(n, slack, x, decay)
                } while last > 0
                break
            }
        }
        excess = x
        agents = Int(n)
        let doubt = DelayWalk.doubtfulMargin * n * max(decay, .leastNormalMagnitude)
        return -last >= doubt && previous >= doubt
    }

    /// Lets the exact formula decide around the number of agents reached.
    @inline(never)
    mutating func settle(_ goal: StaffingGoal) {
        let model = ErlangC(traffic)
        func isMet(_ agents: Int) -> Bool { goal.isMet(by: model.measures(of: goal, agents: Double(agents))) }
        while agents > start, isMet(agents - 1) { agents -= 1 }
        while !isMet(agents) { agents += 1 }
        excess = BlockingOdds(agents: Double(agents), load: traffic.load).excess
    }
}
