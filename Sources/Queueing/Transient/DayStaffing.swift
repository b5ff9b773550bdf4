/// Finds the agents of a day by exact transient evaluation: the day as it is lived, with backlogs carried over, staff
/// that leaves, and peaks that come late.
///
///     let staffing = try DayStaffing(day, bounds: 2...200)
///     try staffing.leastCost(dayServiceLevel: 0.8)             // agents where they help most
///     try staffing.everyInterval(serviceLevel: 0.8)            // no interval below 80 %
///     try staffing.leastCost(dayServiceLevel: 0.8, probability: 0.9, under: try DayDemand.gamma(day, variation: 0.1))
///
/// Stationary models of the offered load rank the first placement; every number reported is exact.
public struct DayStaffing: Sendable {
    /// The day; its agents do not matter.
    public let day: DayCase
    /// What happens where fewer agents are scheduled than are busy.
    public let convention: StaffDropConvention
    /// Fewest and most agents by interval.
    public let bounds: [ClosedRange<Int>]
    /// Cost of an agent by interval.
    public let costs: [Double]

    /// A question.
    ///
    /// - Parameters:
    ///   - day: Contacts, handle times, patience, T.
    ///   - bounds: Fewest and most agents of an interval.
    ///   - costs: Cost of an agent by interval, above 0; its length in hours when `nil`.
    ///   - convention: What happens where fewer agents are scheduled than are busy.
    /// - Throws: ``QueueingError`` for bounds outside 0…1,000,000, lists of another length, or a cost not above 0.
    public init(
        _ day: DayCase, bounds: ClosedRange<Int> = 0...DayCase.mostAgents, costs: [Double]? = nil,
        convention: StaffDropConvention = .finishCall
    ) throws(QueueingError) {
        try self.init(day, bounds: day.intervals.map { _ in bounds }, costs: costs, convention: convention)
    }

    /// A question with bounds by interval.
    ///
    /// - Throws: As the other initialiser.
    public init(
        _ day: DayCase, bounds: [ClosedRange<Int>], costs: [Double]? = nil,
        convention: StaffDropConvention = .finishCall
    ) throws(QueueingError) {
        let costs = costs ?? day.intervals.map { $0.seconds / 3600 }
        for (what, count) in [("the list of bounds", bounds.count), ("the list of costs", costs.count)]
        where count != day.intervals.count {
            throw .invalidValue(
                what: what, value: "\(count) long for \(day.intervals.count) intervals", place: day.name,
                hint: "give one per interval")
        }
        for (index, range) in bounds.enumerated() {
            guard range.lowerBound >= 0, range.upperBound <= DayCase.mostAgents else {
                throw .invalidValue(
                    what: "the bounds of the agents", value: "\(range)", place: "\(day.name), interval \(index)",
                    hint: "give whole numbers from 0 to \(DayCase.mostAgents)")
            }
        }
        for (index, cost) in costs.enumerated() {
            do throws(QueueingError) {
                try Domain.requirePositive(cost, "the cost of an agent", hint: "give a cost above 0")
            } catch {
                throw error.placed(at: "\(day.name), interval \(index)")
            }
        }
        self.day = day
        self.convention = convention
        self.bounds = bounds
        self.costs = costs
    }

    static func validate(target: Double) throws(QueueingError) {
        guard target >= 0, target <= 1 else {
            throw .invalidValue(
                what: "the service level target", value: "\(target)", place: nil,
                hint: "a target is a share from 0 to below 1: 80 % is 0.8")
        }
        guard target < 1 else {
            throw .unreachableGoal(
                goal: "a service level of 1.0", place: nil,
                hint: "somebody always waits; ask for a little less, e.g. 0.99")
        }
    }

    func cost(_ agents: [Int]) -> Double { zip(agents, costs).reduce(0) { $0 + Double($1.0) * $1.1 } }

    /// The plan of a placement, with the worth of every agent.
    func plan(
        _ evaluator: inout DayEvaluator, missed: [Int], isMet: Bool
    ) throws(QueueingError) -> DayPlan {
        let agents = evaluator.day.agents
        let contacts = day.contacts
        var prices: [DayPlan.ShadowPrice] = []
        for index in agents.indices {
            var price = DayPlan.ShadowPrice(pointsGained: nil, pointsLost: nil, cost: costs[index])
            if contacts > 0 {
                if agents[index] < bounds[index].upperBound,
                    let change = try evaluator.trial(
                        index, agents: agents[index] + 1, tolerance: DayStaffing.priceTolerance)
                {
                    price.pointsGained = 100 * change.gain / contacts
                }
                if agents[index] > bounds[index].lowerBound,
                    let change = try evaluator.trial(
                        index, agents: agents[index] - 1, tolerance: DayStaffing.priceTolerance)
                {
                    price.pointsLost = -100 * change.gain / contacts
                }
            }
            prices.append(price)
        }
        let result = try TransientDay(evaluator.day, convention: convention).evaluate()
        return DayPlan(
            agents: agents, cost: cost(agents), result: result, shadowPrices: prices, missed: missed, isMet: isMet)
    }

    /// Distance of two laws below which the worth of an agent is settled.
    private static let priceTolerance = 1e-5
}
