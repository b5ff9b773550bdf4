extension DayStaffing {
    /// Few agents with which every interval's service level reaches `target`.
    ///
    /// In order of time each interval gets the fewest agents that meet its target from the queue it inherits; then
    /// agents go, the dearest first, while every interval keeps its target.
    ///
    /// - Parameter target: Share of an interval's contacts whose service starts within T, from 0 to below 1.
    /// - Returns: A plan; intervals that miss the target with the most agents allowed are in ``DayPlan/missed``.
    public func everyInterval(serviceLevel target: Double) throws(QueueingError) -> DayPlan {
        try DayStaffing.validate(target: target)
        let stationary = try StationaryStart(day)
        var start: [Int] = []
        for (index, range) in bounds.enumerated() {
            start.append(try stationary.fewest(index, target: target, within: range))
        }
        var evaluator = try DayEvaluator(day.staffed(start), convention: convention)
        try raise(&evaluator, to: target)
        try lower(&evaluator, keeping: target)
        let missed = evaluator.intervals.indices.filter { !meets(evaluator.intervals[$0], target) }
        return try plan(&evaluator, missed: missed, isMet: missed.isEmpty)
    }

    private func meets(_ interval: TransientInterval, _ target: Double) -> Bool {
        interval.contacts == 0 || interval.answeredWithin >= target * interval.contacts
    }

    /// Adds agents, in order of time, until every interval meets its target or has all it may; where its own agents do
    /// not help any more (T reaches into the next interval), the next interval's do.
    private func raise(_ evaluator: inout DayEvaluator, to target: Double) throws(QueueingError) {
        let last = day.intervals.count - 1
        for _ in 0...3 {
            var isDone = true
            for index in day.intervals.indices {
                var helper = index
                while !meets(evaluator.intervals[index], target) {
                    let agents = evaluator.day.intervals[helper].agents
                    let before = evaluator.intervals[index].answeredWithin
                    if agents < bounds[helper].upperBound {
                        let step = max(1, missing(evaluator.intervals[index], target))
                        try evaluator.setAgents(min(agents + step, bounds[helper].upperBound), at: helper)
                        isDone = false
                    }
                    if evaluator.intervals[index].answeredWithin <= before + 1e-9 {
                        guard helper < last, helper == index else { break }
                        helper += 1
                    }
                }
            }
            if isDone { return }
        }
    }

    /// A first guess of the agents missing, on the low side.
    private func missing(_ interval: TransientInterval, _ target: Double) -> Int {
        guard interval.contacts > 0 else { return 0 }
        let gap = target - interval.answeredWithin / interval.contacts
        return Int(gap * Double(interval.agents).squareRoot() / 2)
    }

    private func lower(_ evaluator: inout DayEvaluator, keeping target: Double) throws(QueueingError) {
        let order = day.intervals.indices.sorted { (costs[$0], $1) > (costs[$1], $0) }
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in order {
                while try canSpareOne(index, &evaluator, target) {
                    try evaluator.setAgents(evaluator.day.intervals[index].agents - 1, at: index)
                    isChanged = true
                }
            }
        }
    }

    /// Whether every interval that meets the target still does with one agent fewer.
    private func canSpareOne(
        _ index: Int, _ evaluator: inout DayEvaluator, _ target: Double
    ) throws(QueueingError) -> Bool {
        let agents = evaluator.day.intervals[index].agents
        guard agents > bounds[index].lowerBound else { return false }
        return try evaluator.trial(
            index, agents: agents - 1, tolerance: DayEvaluator.alike,
            stopWhere: { was, becomes in
                // One that misses the target anyway must not get worse.
                meets(was, target) ? !meets(becomes, target) : becomes.answeredWithin < was.answeredWithin - 1e-9
            }) != nil
    }
}
