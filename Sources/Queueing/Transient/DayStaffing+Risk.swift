extension DayStaffing {
    /// A plan and what it promises under uncertain volumes.
    public struct RiskPlan: Hashable, Sendable {
        /// The plan, evaluated for the scenario that decides.
        public var plan: DayPlan
        /// The scenario, by its place in the demand, that just has to meet the target.
        public var decidingScenario: Int
        /// The distribution of the day's service level.
        public var outlook: DayOutlook
        /// P(the day's service level is at least the target).
        public var probability: Double
    }

    /// Cheap agents with which the day's service level is at least `target` with at least `probability`.
    ///
    /// With enough agents for the scenario at rank 1 − `probability` from the worst, all better ones meet the target as
    /// well; where scenarios differ in shape and not only in size, the next worse scenario is tried until the
    /// probability is reached.
    ///
    /// - Parameters:
    ///   - target: Share of the day's contacts whose service starts within T, from 0 to below 1.
    ///   - probability: 0 to below 1.
    ///   - demand: What the day may bring.
    /// - Throws: ``QueueingError`` for a target or probability outside its range, or scenarios of other intervals.
    public func leastCost(
        dayServiceLevel target: Double, probability: Double, under demand: DayDemand
    ) throws(QueueingError) -> RiskPlan {
        try DayStaffing.validate(target: target)
        guard probability >= 0, probability < 1 else {
            throw .invalidValue(
                what: "the probability to meet the target", value: "\(probability)", place: nil,
                hint: "give a share from 0 to below 1: nine days of ten are 0.9")
        }
        // With the agents for the mean day, the scenarios fall into an order of difficulty.
        var agents = try StationaryStart(day).placement(dayServiceLevel: target, bounds: bounds, costs: costs)
        var outlook = try DayOutlook(day.staffed(agents), demand: demand, convention: convention)
        var rank = deciding(outlook, probability)
        while true {
            let scenario = outlook.outcomes[rank].scenario
            let scenarioDay = day.with(contacts: demand.scenarios[scenario].contacts)
            let staffing = try DayStaffing(scenarioDay, bounds: bounds, costs: costs, convention: convention)
            let plan = try staffing.leastCost(dayServiceLevel: target)
            agents = plan.agents
            let next = try DayOutlook(day.staffed(agents), demand: demand, convention: convention)
            let reached = next.probability(atLeast: target)
            if reached >= probability || rank == 0 || !plan.isMet {
                return RiskPlan(plan: plan, decidingScenario: scenario, outlook: next, probability: reached)
            }
            // The order may have changed with the agents; never a better scenario than before.
            let position = next.outcomes.firstIndex { $0.scenario == scenario } ?? rank
            outlook = next
            rank = max(0, min(rank, position) - 1)
        }
    }

    /// The rank, from the worst, of the best scenario that has to meet the target.
    private func deciding(_ outlook: DayOutlook, _ probability: Double) -> Int {
        var below = 0.0
        var rank = 0
        for (index, outcome) in outlook.outcomes.enumerated() {
            guard below + outcome.weight / 2 <= 1 - probability + 1e-12 else { break }
            rank = index
            below += outcome.weight
        }
        return rank
    }
}
