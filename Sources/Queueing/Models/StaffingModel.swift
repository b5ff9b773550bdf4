import Glibc

/// A stationary queue that can be measured with some agents and asked how many it needs: what all models share.
///
///     let line: any StaffingModel = try FiniteLines(traffic, lines: 40, patienceSeconds: 120)
///     try line.staff(goals: [.serviceLevel(target: 0.8, withinSeconds: 20)], limits: StaffingLimits(maximumAgents: 30))
public protocol StaffingModel: Sendable {
    /// The steady state with `agents` on contacts.
    ///
    /// - Parameters:
    ///   - agents: 0…1e9; whole where the model counts people one by one (it says so).
    ///   - withinSeconds: T of the service levels, 0 or more.
    ///   - shortAbandonSeconds: Longest wait of a short abandon, 0 or more.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` outside these ranges.
    func evaluate(
        agents: Double, withinSeconds: Double, shortAbandonSeconds: Double
    ) throws(QueueingError) -> QueueMeasures

    /// Fewest whole agents that meet all goals at once; 0 with no contacts.
    ///
    /// - Throws: ``QueueingError`` for a goal outside its domain or that nobody can reach.
    func minimumAgents(goals: [StaffingGoal]) throws(QueueingError) -> Int

    /// The wait that a share `probability` of all contacts, answered or not, does not exceed, in seconds: 0 when enough
    /// do not wait at all, `.infinity` where the queue grows without bound.
    ///
    /// - Parameter probability: From 0 to below 1.
    func waitQuantileSeconds(_ probability: Double, agents: Double) throws(QueueingError) -> Double
}

/// A staffing model whose number of agents may be any real number.
public protocol QueueingModel: StaffingModel {
    /// The contacts and their handle time.
    var traffic: OfferedTraffic { get }

    /// Least real number of agents that meets all goals at once (to about 1e-12 of it); 0 with no contacts.
    ///
    /// - Throws: As ``StaffingModel/minimumAgents(goals:)``.
    func realAgents(goals: [StaffingGoal]) throws(QueueingError) -> Double
}

extension StaffingModel {
    /// Fewest agents for `goals`, kept within `limits`; a cap below the requirement shows as a shortfall.
    public func staff(
        goals: [StaffingGoal], limits: StaffingLimits = StaffingLimits()
    ) throws(QueueingError) -> StaffingAnswer {
        try limits.validate()
        return limits.answer(required: try minimumAgents(goals: goals))
    }

    /// The root of P(W > t) = 1 − `probability`; where W has an atom, the wait at which the share is passed.
    /// - Parameter probability: From 0 to below 1.
    public func waitQuantileSeconds(_ probability: Double, agents: Double) throws(QueueingError) -> Double {
        guard probability >= 0, probability < 1 else {
            throw .invalidValue(
                what: "the share of a wait quantile", value: "\(probability)", place: nil,
                hint: "give a share from 0 to below 1")
        }
        func late(_ seconds: Double) throws(QueueingError) -> Double {
            let measures = try evaluate(agents: agents, withinSeconds: seconds, shortAbandonSeconds: 0)
            return measures.missedServiceLevel(.abandonedWithinCountAsGood) ?? 0
        }
        let limit = 1 - probability
        guard try late(0) > limit else { return 0 }
        let mean = try evaluate(agents: agents, withinSeconds: 0, shortAbandonSeconds: 0).meanWaitSeconds
        guard mean.isFinite else { return .infinity }
        // Markov: P(W > t) ≤ E W / t, so that the root is not beyond E W / (1 − p).
        let high = mean / limit * (1 + 1e-9)
        return MonotoneSearch.root(low: 0, high: high) { seconds in
            let share = (try? late(seconds)) ?? 0
            return max(-700, min(700, log(share / limit)))
        }
    }
}
