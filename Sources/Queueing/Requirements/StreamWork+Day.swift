import ContactCenter

/// A day's agents by the exact day instead of one stationary model an interval.
extension StreamWork {
    /// Open intervals that follow each other without a gap: a day, cut after 24 hours.
    private var days: [Range<Int>] {
        var days: [Range<Int>] = []
        var start: Int?
        for index in rows.indices {
            let follows =
                index > 0 && rows[index].start == rows[index - 1].start + rows[index - 1].intervalSeconds
            if let first = start, !isOpen[index] || !follows || rows[index].start - rows[first].start >= 86_400 {
                days.append(first..<index)
                start = nil
            }
            if isOpen[index], start == nil { start = index }
        }
        if let start { days.append(start..<rows.count) }
        return days
    }

    /// Replaces the base of every open interval by the agents that `goal` takes on the exact day; the occupancy cap, the
    /// minimum staff and the largest staff are its bounds.
    mutating func requireThroughTheDay(_ goal: DayGoal) throws(QueueingError) {
        guard goal.isThroughTheDay, service != .deferrable else { return }
        guard target.formula == .offered else {
            throw .invalidValue(
                what: "the service level of a goal for the day", value: target.formula.rawValue, place: nil,
                hint: "days are planned for sl_offered; choose it, or leave day_goal at 'interval'")
        }
        for range in days {
            let place = RequirementBuilder.place(of: forecast[range.lowerBound])
            do throws(QueueingError) {
                try require(goal, range)
            } catch {
                throw error.placed(at: place)
            }
        }
    }

    private mutating func require(_ goal: DayGoal, _ range: Range<Int>) throws(QueueingError) {
        let day = try dayCase(range, servers: range.map { _ in 0 })
        var bounds: [ClosedRange<Int>] = []
        for index in range { bounds.append(try serverBounds(index)) }
        var (plan, probability) = try plan(goal, DayStaffing(day, bounds: bounds), range)
        if !plan.isMet, target.maximumAgents != nil {
            // What is required does not know the cap; what the cap leaves short is to be said.
            let free = bounds.map { $0.lowerBound...DayCase.mostAgents }
            (plan, probability) = try self.plan(goal, DayStaffing(day, bounds: free), range)
        }
        for (position, index) in range.enumerated() {
            let servers = Double(plan.agents[position])
            rows[index].agentsBase = servers
            rows[index].agentsConcurrency = servers / concurrency
            rows[index].agentsOccupancy = rows[index].agentsConcurrency
            rows[index].agentsMinimum = max(rows[index].agentsOccupancy, Double(target.minimumAgents))
            rows[index].agentsRequired = rows[index].agentsMinimum
            rows[index].pointsGained = plan.shadowPrices[position].pointsGained.map { $0 * concurrency }
            rows[index].pointsLost = plan.shadowPrices[position].pointsLost.map { $0 * concurrency }
            rows[index].probabilityMeetsTarget = probability
        }
    }

    private func plan(
        _ goal: DayGoal, _ staffing: DayStaffing, _ range: Range<Int>
    ) throws(QueueingError) -> (plan: DayPlan, probability: Double?) {
        let level = target.serviceLevel
        switch goal {
        case .everyInterval: return (try staffing.everyInterval(serviceLevel: level), nil)
        case .interval, .day: return (try staffing.leastCost(dayServiceLevel: level), nil)
        case .dayWithProbability(let wanted):
            let risk = try staffing.leastCost(dayServiceLevel: level, probability: wanted, under: demand(range))
            return (risk.plan, risk.probability)
        }
    }

    /// Fewest and most servers of an interval: what the occupancy cap and the minimum staff ask for, what there can be.
    private func serverBounds(_ index: Int) throws(QueueingError) -> ClosedRange<Int> {
        var least = Double(target.minimumAgents) * concurrency
        if target.occupancyCap < 1, traffic[index].load > 0 {
            least = max(least, try queue(index).servers(occupancyCap: target.occupancyCap))
        }
        let fewest = Int(RequirementBuilder.wholeAgents(least))
        let most = target.maximumAgents.map { Int(Double($0) * concurrency) } ?? DayCase.mostAgents
        return min(fewest, most)...most
    }

    /// The volumes that the forecast's bands hold possible, all intervals of a day high or low together.
    private func demand(_ range: Range<Int>) throws(QueueingError) -> DayDemand {
        let laws = range.map { ArrivalRateLaw(forecast: forecast[$0]) }
        let count = 32
        return try DayDemand(
            paths: (0..<count).map { scenario in
                let share = (Double(scenario) + 0.5) / Double(count)
                return zip(range, laws).map { index, law in
                    law.callsPerHour(atShare: share) * Double(forecast[index].intervalSeconds) / 3600
                }
            })
    }

    private func dayCase(_ range: Range<Int>, servers: [Int]) throws(QueueingError) -> DayCase {
        try DayCase(
            name: "\(forecast[range.lowerBound].stream)",
            intervals: zip(range, servers).map { index, servers in
                DayCase.Interval(
                    seconds: Double(forecast[index].intervalSeconds), contacts: forecast[index].volume,
                    // Without contacts nobody is handled: any time does.
                    ahtSeconds: forecast[index].ahtSeconds ?? 1, agents: servers)
            }, patienceSeconds: patienceSeconds, targetSeconds: target.withinSeconds)
    }

    /// What the staffed agents give on the exact day, in whole servers: service level, abandonment, occupancy; the
    /// average speed of answer where nobody gives up.
    mutating func measureThroughTheDay() throws(QueueingError) {
        for range in days {
            let servers = range.map { index in
                let agents = min(
                    RequirementBuilder.wholeAgents(rows[index].agentsStaffed), rows[index].staffCap ?? .infinity)
                return Int((agents * concurrency + 1e-9).rounded(.down))
            }
            let result: TransientResult
            do throws(QueueingError) {
                result = try TransientDay(dayCase(range, servers: servers)).evaluate()
            } catch {
                throw error.placed(at: RequirementBuilder.place(of: forecast[range.lowerBound]))
            }
            for (position, index) in range.enumerated() where traffic[index].load > 0 {
                let interval = result.intervals[position]
                rows[index].serviceLevel = interval.serviceLevel
                rows[index].abandonment = interval.abandonment.map { min(1, max(0, $0)) }
                rows[index].occupancy = interval.occupancy
                rows[index].asaSeconds = patienceSeconds == nil ? interval.meanWaitSeconds : nil
            }
        }
    }
}

extension ArrivalRateLaw {
    /// The rate that is not exceeded with probability `share`, in calls per hour.
    func callsPerHour(atShare share: Double) -> Double {
        switch self {
        case .gamma(let mean, let variation):
            return variation > 0 ? mean * GammaLaw(variation: variation).quantile(share) : mean
        case .quantiles(let knots):
            guard let first = knots.first, let last = knots.last else { return 0 }
            if share <= first.probability { return first.callsPerHour }
            for (low, high) in zip(knots, knots.dropFirst()) where share <= high.probability {
                let part = (share - low.probability) / (high.probability - low.probability)
                return low.callsPerHour + part * (high.callsPerHour - low.callsPerHour)
            }
            return last.callsPerHour
        }
    }
}
