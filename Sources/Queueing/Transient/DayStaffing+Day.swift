extension DayStaffing {
    /// The cheapest agents with which the day's service level reaches `target`, as far as the search sees: from a
    /// stationary placement agents are added where they help most for their cost, taken away where they are missed
    /// least, and moved while that helps. Estimates rank the steps; every step is evaluated before it is kept.
    ///
    /// - Parameter target: Share of the day's contacts whose service starts within T, from 0 to below 1.
    /// - Returns: A plan; where the most agents allowed are not enough, with ``DayPlan/isMet`` false.
    /// - Complexity: Some hundred evaluations of a few intervals each.
    public func leastCost(dayServiceLevel target: Double) throws(QueueingError) -> DayPlan {
        try DayStaffing.validate(target: target)
        let start = try StationaryStart(day).placement(dayServiceLevel: target, bounds: bounds, costs: costs)
        // The pre-emptive day differs little and is solved much faster; it finds the placement for both conventions.
        let guide = try DayStaffing(day, bounds: bounds, costs: costs, convention: .preemptive)
        var search = try DaySearch(guide, target: target, start: start)
        try search.run()
        if convention != .preemptive {
            search = try DaySearch(self, target: target, start: search.evaluator.day.agents)
            try search.run(isClose: true)
        }
        return try plan(&search.evaluator, missed: [], isMet: search.isMet)
    }
}
