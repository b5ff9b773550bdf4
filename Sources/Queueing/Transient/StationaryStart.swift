import ContactCenter

/// The service level of an interval by a stationary model of its offered load: where the exact search starts.
///
/// Source: Jennings, Mandelbaum, Massey & Whitt, Mgmt Sci 42 (1996): the modified offered load instead of λ · AHT.
struct StationaryStart {
    private let traffic: [OfferedTraffic?]
    private let contacts: [Double]
    private let patienceSeconds: Double?
    private let targetSeconds: Double

    init(_ day: DayCase) throws(QueueingError) {
        let aht = day.contacts > 0 ? day.intervals.reduce(0) { $0 + $1.contacts * $1.ahtSeconds } / day.contacts : 1
        let curve = try OfferedLoadCurve(
            contacts: day.intervals.map { $0.contacts * $0.ahtSeconds / aht },
            lengthSeconds: day.intervals.map(\.seconds), ahtSeconds: aht)
        var traffic: [OfferedTraffic?] = []
        var start = 0.0
        for interval in day.intervals {
            let load = curve.load(atSeconds: start + interval.seconds / 2)
            traffic.append(
                interval.contacts > 0 && load > 0
                    ? try OfferedTraffic(load: load, ahtSeconds: interval.ahtSeconds) : nil)
            start += interval.seconds
        }
        self.traffic = traffic
        contacts = day.intervals.map(\.contacts)
        patienceSeconds = day.patienceSeconds
        targetSeconds = day.targetSeconds
    }

    /// Service level of interval `index` with `agents`; 1 where nobody arrives.
    func serviceLevel(_ index: Int, agents: Int) throws(QueueingError) -> Double {
        guard let traffic = traffic[index] else { return 1 }
        guard agents > 0 else { return 0 }
        let measures: QueueMeasures
        if let patienceSeconds {
            measures = try ErlangA(traffic, patienceSeconds: patienceSeconds).evaluate(
                agents: Double(agents), withinSeconds: targetSeconds)
        } else {
            measures = try ErlangC(traffic).evaluate(agents: Double(agents), withinSeconds: targetSeconds)
        }
        return measures.serviceLevel(.offered) ?? 1
    }

    /// Fewest agents, within bounds, with at least `target`; the upper bound where none has.
    func fewest(_ index: Int, target: Double, within bounds: ClosedRange<Int>) throws(QueueingError) -> Int {
        guard let traffic = traffic[index] else { return bounds.lowerBound }
        var agents = max(bounds.lowerBound, min(bounds.upperBound, Int(traffic.load / 2)))
        while agents < bounds.upperBound, try serviceLevel(index, agents: agents) < target { agents += 1 }
        while agents > bounds.lowerBound, try serviceLevel(index, agents: agents - 1) >= target { agents -= 1 }
        return agents
    }

    /// A placement that would give the day its target if every interval were in its steady state: from plenty, agents
    /// go where they are missed least for their cost.
    func placement(
        dayServiceLevel target: Double, bounds: [ClosedRange<Int>], costs: [Double]
    ) throws(QueueingError) -> [Int] {
        var agents: [Int] = []
        var levels: [Double] = []
        for (index, range) in bounds.enumerated() {
            agents.append(try fewest(index, target: max(0.999, target), within: range))
            levels.append(try serviceLevel(index, agents: agents[index]))
        }
        let total = contacts.reduce(0, +)
        var answered = zip(contacts, levels).reduce(0) { $0 + $1.0 * $1.1 }
        var losses: [Double] = []
        for index in agents.indices {
            losses.append(try loss(index, agents[index], levels[index], bounds[index], costs[index]))
        }
        while let index = losses.indices.min(by: { losses[$0] < losses[$1] }), losses[index] < .infinity {
            let lost = losses[index] * costs[index]
            guard answered - lost >= target * total else { break }
            answered -= lost
            agents[index] -= 1
            levels[index] = try serviceLevel(index, agents: agents[index])
            losses[index] = try loss(index, agents[index], levels[index], bounds[index], costs[index])
        }
        return agents
    }

    /// Contacts in time that one agent fewer loses, per cost.
    private func loss(
        _ index: Int, _ agents: Int, _ level: Double, _ bounds: ClosedRange<Int>, _ cost: Double
    ) throws(QueueingError) -> Double {
        guard agents > bounds.lowerBound else { return .infinity }
        return contacts[index] * (level - (try serviceLevel(index, agents: agents - 1))) / cost
    }
}
