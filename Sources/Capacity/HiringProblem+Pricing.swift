/// What a hiring plan comes to.
extension HiringProblem {
    /// What is left to decide when the hires are known, and its price.
    public struct Outcome: Sendable {
        /// Heads hired by week of their first day.
        public var hires: [Int]
        /// Money spent by week.
        public var money: [Double]
        /// FTE at work by week, overtime and the rest apart.
        public var available: [Double]
        var uses: [FlexibleHours.Use]
        /// What the shortage is taken to cost.
        public var shortageCost: Double
        /// Whether it keeps within the budget.
        public var isWithinBudget: Bool

        /// FTE short by week.
        public var shortage: [Double] { uses.map(\.shortage) }
        /// Money spent in all.
        public var totalMoney: Double { money.reduce(0, +) }
        /// What plans are compared by.
        public var objective: Double { totalMoney + shortageCost }
    }

    /// The cheapest use of overtime, outsourcing and time off with `hires`, within the budget where that can be.
    ///
    /// - Parameter hires: Heads by week; lawful.
    public func outcome(_ hires: [Int]) -> Outcome {
        var available = available
        var money = fixedMoney
        for (start, heads) in hires.enumerated() where heads > 0 {
            let heads = Double(heads)
            for week in start..<weeks {
                available[week] += heads * availability(ofHeadFrom: start, in: week)
                money[week] += heads * newcomer.heads[week - start] * weeklyWage
            }
            money[start] += heads * (costs.hire + costs.training)
            money[start] += Double(classes(of: hires[start]) ?? 0) * costs.perClass
        }
        var uses = zip(required, available).map { flexible.use(required: $0, available: $1) }
        var isWithinBudget = true
        if let budget {
            var total = FlexibleHours.Use()
            for use in uses { total += use }
            let excess = money.reduce(0, +) + flexible.money(total) - budget
            if excess > 0 {
                if let relief = flexible.relief(total, weeks: weeks, excess: excess) {
                    uses = flexible.relieved(uses, by: relief)
                } else {
                    isWithinBudget = false
                }
            }
        }
        for (week, use) in uses.enumerated() { money[week] += flexible.money(use) }
        return Outcome(
            hires: hires, money: money, available: available, uses: uses,
            shortageCost: uses.reduce(0) { $0 + $1.shortage } * flexible.shortagePrice, isWithinBudget: isWithinBudget)
    }

    /// Money and shortage of a plan with `available` FTE whose wages and classes cost `money`; `.infinity` beyond the
    /// budget. The same as ``outcome(_:)`` without its weeks.
    func objective(available: [Double], money: Double) -> Double {
        var total = FlexibleHours.Use()
        for week in 0..<weeks { total += flexible.use(required: required[week], available: available[week]) }
        let spent = money + flexible.money(total)
        let objective = spent + total.shortage * flexible.shortagePrice
        guard let budget, spent > budget else { return objective }
        guard let relief = flexible.relief(total, weeks: weeks, excess: spent - budget) else { return .infinity }
        return budget + (total.shortage + relief.shortage) * flexible.shortagePrice
    }
}
