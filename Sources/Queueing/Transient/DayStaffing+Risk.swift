extension DayStaffing {
    /// A plan and what it promises under uncertain volumes.
    public struct RiskPlan: Hashable, Sendable {
        /// The plan, evaluated for the day that decides.
        public var plan: DayPlan
        /// Contacts by interval of the day that decides: one that just has to meet the target.
        public var decidingContacts: [Double]
        /// The distribution of the day's service level.
        public var outlook: DayOutlook
        /// P(the day's service level is at least the target).
        public var probability: Double
    }

    /// Cheap agents with which the day's service level is at least `target` with at least `probability`.
    ///
    /// With enough agents for the day of which a share 1 − `probability` of the scenarios is worse, all better ones meet
    /// the target as well, where scenarios differ in size only. Where they differ in shape, agents are added for the
    /// scenarios that lack least until enough of them meet the target, and those that none of them needs go again.
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
        let start = try StationaryStart(day).placement(dayServiceLevel: target, bounds: bounds, costs: costs)
        var outlook = try DayOutlook(day.staffed(start), demand: demand, convention: convention)
        let order = outlook
        let resolution = 1 / Double(demand.scenarios.count)
        var contacts: [Double] = []
        var staffing = self
        var plan: DayPlan
        // A little worse than the share asked: between two scenarios the service level is not quite a straight line.
        var share = 1 - probability - 0.1 * resolution
        repeat {
            contacts = order.contacts(atShare: share, of: demand)
            staffing = try DayStaffing(
                day.with(contacts: contacts), bounds: bounds, costs: costs, convention: convention)
            plan = try staffing.leastCost(dayServiceLevel: target)
            outlook = try DayOutlook(day.staffed(plan.agents), demand: demand, convention: convention)
            share -= 0.3 * resolution
        } while plan.isMet && share > 1 - probability - resolution
            && outlook.probability(atLeast: target) < probability
            && outlook.probability(atLeast: target) > probability - resolution
        if plan.isMet, outlook.probability(atLeast: target) < probability {
            var search = try ScenarioSearch(
                self, agents: plan.agents, target: target, probability: probability, demand: demand, outlook: outlook)
            let isMet = try search.run()
            var evaluator = try DayEvaluator(staffing.day.staffed(search.agents), convention: convention)
            plan = try staffing.plan(&evaluator, missed: [], isMet: isMet)
            outlook = try DayOutlook(day.staffed(plan.agents), demand: demand, convention: convention)
        }
        return RiskPlan(
            plan: plan, decidingContacts: contacts, outlook: outlook,
            probability: outlook.probability(atLeast: target))
    }
}
