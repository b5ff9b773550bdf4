/// Agents for several scenarios at once: as many of the demand's scenarios as the probability asks, those that lack least,
/// all have to meet the day's target.
struct ScenarioSearch {
    private let staffing: DayStaffing
    /// Days of the scenarios that have to meet the target.
    private var evaluators: [DayEvaluator] = []
    private var needed: [Double] = []
    private(set) var agents: [Int]

    init(
        _ staffing: DayStaffing, agents: [Int], target: Double, probability: Double, demand: DayDemand,
        outlook: DayOutlook
    ) throws(QueueingError) {
        self.staffing = staffing
        self.agents = agents
        var weight = 0.0
        for outcome in outlook.outcomes.reversed() {
            // Half of the last one, as the outlook counts it.
            if weight - outcome.weight / 2 >= probability { break }
            let contacts = demand.scenarios[outcome.scenario].contacts
            let day = try staffing.day.with(contacts: contacts).staffed(agents)
            evaluators.append(try DayEvaluator(day, convention: staffing.convention))
            needed.append(target * contacts.reduce(0, +))
            weight += outcome.weight
        }
    }

    /// Adds and removes; `false` where the most agents allowed are not enough.
    mutating func run() throws(QueueingError) -> Bool {
        while let index = try bestAddition() { try change(index, by: 1) }
        guard lacking.allSatisfy({ $0 <= 0 }) else { return false }
        for index in agents.indices.sorted(by: { (staffing.costs[$0], $1) > (staffing.costs[$1], $0) }) {
            while agents[index] > staffing.bounds[index].lowerBound {
                try change(index, by: -1)
                if lacking.contains(where: { $0 > 0 }) {
                    try change(index, by: 1)
                    break
                }
            }
        }
        return true
    }

    /// Contacts in time that each scenario lacks.
    private var lacking: [Double] { zip(evaluators, needed).map { $1 - $0.answeredWithin } }

    /// Where one agent more brings most, for its cost, of what scenarios lack.
    private mutating func bestAddition() throws(QueueingError) -> Int? {
        let lacking = lacking
        guard lacking.contains(where: { $0 > 0 }) else { return nil }
        var best: (index: Int, value: Double)?
        for index in agents.indices where agents[index] < staffing.bounds[index].upperBound {
            var gain = 0.0
            for (position, lack) in lacking.enumerated() where lack > 0 {
                gain += min(lack, try evaluators[position].estimate(index, agents: agents[index] + 1))
            }
            let value = gain / staffing.costs[index]
            if value > best?.value ?? 1e-9 { best = (index, value) }
        }
        return best?.index
    }

    private mutating func change(_ index: Int, by step: Int) throws(QueueingError) {
        agents[index] += step
        for position in evaluators.indices {
            try evaluators[position].setAgents(agents[index], at: index, tolerance: DayEvaluator.alike)
        }
    }
}
