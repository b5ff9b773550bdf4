import Testing

@testable import Queueing

@Suite("Staffing a day") struct DayStaffingTests {
    private func day(patience: Double? = 100) throws -> DayCase {
        try DayCase(
            name: "small", contacts: [9, 16, 7, 12], agents: [1, 1, 1, 1], intervalSeconds: 600, ahtSeconds: 150,
            patienceSeconds: patience, targetSeconds: 15)
    }

    /// All placements of four numbers of agents an interval, with their results.
    private func everyPlacement(_ day: DayCase) throws -> [(agents: [Int], result: TransientResult)] {
        var all: [(agents: [Int], result: TransientResult)] = []
        for code in 0..<(4 * 4 * 4 * 4) {
            let agents = [3 + code % 4, 4 + code / 4 % 4, 3 + code / 16 % 4, 3 + code / 64]
            all.append((agents, try TransientDay(day.staffed(agents)).evaluate(waits: false)))
        }
        return all
    }

    @Test("The cheapest agents are those of trying all, for the day and for every interval")
    func cheapest() throws {
        let day = try day()
        let all = try everyPlacement(day)
        let staffing = try DayStaffing(day, bounds: [3...6, 4...7, 3...6, 3...6])
        for target in [0.7, 0.85] {
            let best = all.filter { ($0.result.serviceLevel ?? 0) >= target }.map { $0.agents.reduce(0, +) }.min()
            let plan = try staffing.leastCost(dayServiceLevel: target)
            #expect(plan.isMet)
            #expect(plan.agents.reduce(0, +) == best)
            #expect(try #require(plan.result.serviceLevel) >= target)
            let bestOfEvery = all.filter { placement in
                placement.result.intervals.allSatisfy { ($0.serviceLevel ?? 1) >= target }
            }.map { $0.agents.reduce(0, +) }.min()
            let every = try staffing.everyInterval(serviceLevel: target)
            #expect(every.isMet && every.missed.isEmpty)
            #expect(every.agents.reduce(0, +) == bestOfEvery)
            #expect(every.cost >= plan.cost)
        }
    }

    @Test("A change is what living the whole day anew says", arguments: StaffDropConvention.allCases)
    func incremental(convention: StaffDropConvention) throws {
        let day = try DayCase(
            name: "d", contacts: [30, 40, 35, 20, 25, 30], agents: [8, 9, 9, 6, 7, 8], intervalSeconds: 900,
            ahtSeconds: 200, patienceSeconds: 90, targetSeconds: 20)
        var evaluator = try DayEvaluator(day, convention: convention)
        for (index, agents) in [(0, 9), (2, 7), (5, 4), (3, 10)] {
            var changed = day.agents
            changed[index] = agents
            let whole = try TransientDay(day.staffed(changed), convention: convention).evaluate(waits: false)
            let trial = try #require(
                try evaluator.trial(index, agents: agents, tolerance: DayEvaluator.same))
            #expect(isClose(evaluator.answeredWithin + trial.gain, whole.answeredWithin, relative: 0, absolute: 1e-8))
            #expect(evaluator.day.agents == day.agents)
            // An estimate is for ranking: within a tenth of the change.
            let estimate = try evaluator.estimate(index, agents: agents)
            #expect(isClose(estimate, trial.gain, relative: 0.1, absolute: 0.02), "\(estimate) \(trial.gain)")
            try evaluator.setAgents(agents, at: index)
            #expect(evaluator.day.agents == changed)
            #expect(isClose(evaluator.answeredWithin, whole.answeredWithin, relative: 0, absolute: 1e-8))
            try evaluator.setAgents(day.agents[index], at: index)
        }
    }

    @Test("An agent's worth is what the day gains by one more and loses by one fewer")
    func shadowPrices() throws {
        let plan = try DayStaffing(day(), bounds: 2...9).leastCost(dayServiceLevel: 0.8)
        let base = try #require(plan.result.serviceLevel)
        for (index, price) in plan.shadowPrices.enumerated() {
            for (step, points) in [(1, price.pointsGained), (-1, price.pointsLost.map { -$0 })] {
                var agents = plan.agents
                agents[index] += step
                let level = try #require(try TransientDay(day().staffed(agents)).evaluate(waits: false).serviceLevel)
                #expect(isClose(try #require(points), 100 * (level - base), relative: 0, absolute: 1e-3))
            }
            #expect(try #require(price.pointsGained) > 0)
            #expect(try #require(price.pointsLost) > 0)
        }
        let cheapest = plan.shadowPrices.compactMap(\.pointsGained).max()
        #expect(isClose(try #require(plan.costOfPoint), 600.0 / 3600 / (try #require(cheapest)), relative: 1e-12))
    }

    @Test("Dear intervals get fewer agents")
    func costs() throws {
        let even = try DayStaffing(day(), bounds: 2...9).leastCost(dayServiceLevel: 0.8)
        let dear = try DayStaffing(day(), bounds: 2...9, costs: [1, 5, 1, 1]).leastCost(dayServiceLevel: 0.8)
        #expect(dear.isMet)
        #expect(dear.agents[1] < even.agents[1])
    }

    @Test("Too few agents allowed: the plan says so and uses them")
    func tooFew() throws {
        let plan = try DayStaffing(day(), bounds: 1...2).leastCost(dayServiceLevel: 0.9)
        #expect(!plan.isMet)
        #expect(plan.agents == [2, 2, 2, 2])
        let every = try DayStaffing(day(), bounds: 1...4).everyInterval(serviceLevel: 0.85)
        #expect(!every.isMet)
        #expect(every.missed.contains(1))
    }

    @Test("A day without contacts needs the fewest agents")
    func nothingToDo() throws {
        let empty = try DayCase(
            name: "empty", contacts: [0, 0], agents: [5, 5], intervalSeconds: 900, ahtSeconds: 100,
            patienceSeconds: nil, targetSeconds: 20)
        #expect(try DayStaffing(empty, bounds: 1...9).leastCost(dayServiceLevel: 0.8).agents == [1, 1])
        #expect(try DayStaffing(empty, bounds: 0...9).everyInterval(serviceLevel: 0.8).agents == [0, 0])
    }

    @Test("Targets, bounds and costs outside their range are refused")
    func refused() throws {
        let day = try day()
        for target in [-0.1, 1.0, 1.5, .nan] {
            #expect(throws: QueueingError.self) { try DayStaffing(day).leastCost(dayServiceLevel: target) }
            #expect(throws: QueueingError.self) { try DayStaffing(day).everyInterval(serviceLevel: target) }
        }
        #expect(throws: QueueingError.self) { try DayStaffing(day, bounds: [1...2]) }
        #expect(throws: QueueingError.self) { try DayStaffing(day, bounds: -1...2) }
        #expect(throws: QueueingError.self) { try DayStaffing(day, costs: [1, 1, 0, 1]) }
        let demand = try DayDemand.gamma(day, variation: 0.1, count: 3)
        #expect(throws: QueueingError.self) {
            try DayStaffing(day).leastCost(dayServiceLevel: 0.8, probability: 1, under: demand)
        }
    }
}

@Suite("The day's service level under uncertain volumes") struct DayOutlookTests {
    private func day(_ agents: [Int] = [5, 7, 4, 6]) throws -> DayCase {
        try DayCase(
            name: "small", contacts: [9, 16, 7, 12], agents: agents, intervalSeconds: 600, ahtSeconds: 150,
            patienceSeconds: 100, targetSeconds: 15)
    }

    @Test("The Gamma law is right where it has closed forms")
    func gammaLaw() {
        // Shape 1: exponential; shape 4: 1 − e^{−4x}(1 + 4x + 8x² + 32x³/3).
        for x in [0.01, 0.3, 1, 2.5, 8] {
            #expect(isClose(GammaLaw(variation: 1).cdf(x), 1 - exponential(-x), relative: 1e-13, absolute: 1e-15))
            let z = 4 * x
            let closed = 1 - exponential(-z) * (1 + z + z * z / 2 + z * z * z / 6)
            #expect(isClose(GammaLaw(variation: 0.5).cdf(x), closed, relative: 1e-12, absolute: 1e-14))
        }
        for p in [0.001, 0.2, 0.5, 0.9, 0.9999] {
            let law = GammaLaw(variation: 0.13)
            #expect(isClose(law.cdf(law.quantile(p)), p, relative: 1e-12))
        }
    }

    private func exponential(_ x: Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for k in 1..<200 {
            term *= abs(x) / Double(k)
            sum += term
        }
        return x < 0 ? 1 / sum : sum
    }

    @Test("The probability to meet the target is that of the volume at which the day just meets it")
    func criticalVolume() throws {
        let day = try day()
        let outlook = try DayOutlook(day, demand: DayDemand.gamma(day, variation: 0.15, count: 60))
        let contacts = day.intervals.map { $0.contacts * 0.95 }
        let target = try #require(try TransientDay(day.with(contacts: contacts)).evaluate(waits: false).serviceLevel)
        let exact = GammaLaw(variation: 0.15).cdf(0.95)
        #expect(abs(outlook.probability(atLeast: target) - exact) < 0.005)
        #expect(abs(outlook.quantile(1 - exact) - target) < 0.005)
        #expect(outlook.probability(atLeast: 0) == 1)
        #expect(outlook.probability(atLeast: 1) == 0)
        #expect(outlook.quantile(0.05) < outlook.quantile(0.5))
    }

    @Test("Certain volumes give one service level")
    func certain() throws {
        let day = try day()
        let outlook = try DayOutlook(day, demand: DayDemand.gamma(day, variation: 0))
        let level = try TransientDay(day).evaluate(waits: false).serviceLevel
        #expect(outlook.outcomes.map(\.serviceLevel) == [level])
        #expect(outlook.meanServiceLevel == level)
        #expect(outlook.probability(atLeast: 0.5) == 1)
    }

    @Test("Agents for nine days of ten: the probability is met, with more agents than for the mean day")
    func nineOfTen() throws {
        let day = try day()
        let staffing = try DayStaffing(day, bounds: 2...14)
        let demand = try DayDemand.gamma(day, variation: 0.2, count: 20)
        let mean = try staffing.leastCost(dayServiceLevel: 0.8)
        let safe = try staffing.leastCost(dayServiceLevel: 0.8, probability: 0.9, under: demand)
        #expect(safe.probability >= 0.9)
        #expect(safe.plan.cost > mean.cost)
        let again = try DayOutlook(day.staffed(safe.plan.agents), demand: demand)
        #expect(again == safe.outlook)
    }

    @Test("Scenarios of different shapes: peaks at different times")
    func shapes() throws {
        let day = try day()
        let demand = try DayDemand(paths: [[20, 6, 6, 6], [6, 20, 6, 6], [6, 6, 20, 6], [6, 6, 6, 20]])
        let plan = try DayStaffing(day, bounds: 1...14).leastCost(
            dayServiceLevel: 0.8, probability: 0.7, under: demand)
        #expect(plan.probability >= 0.7)
        #expect(plan.outlook.outcomes.count == 4)
    }

    @Test("Bad scenarios are refused")
    func refused() throws {
        let day = try day()
        #expect(throws: QueueingError.self) { try DayDemand([]) }
        #expect(throws: QueueingError.self) { try DayDemand(paths: [[1, 2], [1]]) }
        #expect(throws: QueueingError.self) { try DayDemand(paths: [[1, -2]]) }
        #expect(throws: QueueingError.self) { try DayDemand([DayDemand.Scenario(contacts: [1], weight: 0)]) }
        #expect(throws: QueueingError.self) { try DayDemand.gamma(day, variation: -1) }
        #expect(throws: QueueingError.self) { try DayDemand.gamma(day, variation: 0.1, count: 0) }
        #expect(throws: QueueingError.self) { try DayOutlook(day, demand: DayDemand(paths: [[1, 2]])) }
    }
}
