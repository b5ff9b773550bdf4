import ContactCenter

/// Purchases up to a day → what every customer is worth from then on.
public struct CustomerValuation: Sendable {
    /// One row a customer, in alphabetical order.
    public let customers: [CustomerValue]
    /// The fit of how often customers buy; `nil` when nobody bought twice.
    public let buying: RepeatBuyingFit?
    /// The fit of what a purchase brings; `nil` when no repeat purchase brought anything.
    public let value: PurchaseValueFit?
    /// Concentration of what was paid up to the end.
    public let concentration: ValueConcentration
    /// Last day of the observation.
    public let end: CivilDate
    /// Days looked ahead.
    public let horizonDays: Int
    /// Last day of the file, where later purchases test the prediction; `nil` when the file ends with the observation.
    public let holdoutDays: Int?
    /// Rows with a negative amount.
    public let refunds: Int
    /// Purchases that a new customer is expected to repeat, by weeks since the first.
    public let newCustomerRepeats: [(weeks: Int, purchases: Double)]

    /// Values customers by their `purchases` up to `end` (the last day of all when `nil`).
    ///
    /// - Returns: `nil` when there is no purchase up to the end.
    public init?(_ purchases: [Purchase], end: CivilDate? = nil, horizonDays: Int) {
        guard let lastDay = purchases.lazy.map(\.day).max() else { return nil }
        let end = end ?? lastDay
        let histories = PurchaseHistory.summarise(purchases, through: end)
        guard !histories.isEmpty else { return nil }
        self.end = end
        self.horizonDays = horizonDays
        refunds = purchases.count { $0.amount < 0 && $0.day <= end }
        buying = RepeatBuyingFit.fit(histories)
        value = PurchaseValueFit.fit(histories)
        concentration = ValueConcentration(histories.map(\.total))
        holdoutDays = lastDay > end ? min(horizonDays, lastDay - end) : nil
        var predictor = buying.map(RepeatBuyingPredictor.init)
        newCustomerRepeats = [13, 26, 39, 52].compactMap { weeks in
            predictor?.expectedRepeatsOfNewCustomer(weeks: Double(weeks)).asPair(weeks)
        }
        let actual = holdoutDays.map { CustomerValuation.occasions(purchases, after: end, days: $0) }
        let scores = RecencyFrequencyMonetary.score(histories, reference: end + 1)
        var rows: [CustomerValue] = []
        rows.reserveCapacity(histories.count)
        for (history, score) in zip(histories, scores) {
            var row = CustomerValue(
                customer: history.customer, repeats: history.repeats, recencyDays: history.recencyDays,
                observedDays: history.observedDays,
                meanRepeatValue: history.repeats > 0 ? history.meanRepeatValue : nil, total: score.monetary,
                daysSinceLast: score.recencyDays, recencyScore: score.recencyScore,
                frequencyScore: score.frequencyScore, monetaryScore: score.monetaryScore)
            func outlook(_ days: Int) -> RepeatBuyingPredictor.Outlook? {
                predictor?.outlook(
                    repeats: history.repeats, recency: Double(history.recencyDays) / 7,
                    observed: Double(history.observedDays) / 7, horizonWeeks: Double(days) / 7)
            }
            if let outlook = outlook(horizonDays) {
                row.probabilityAlive = outlook.probabilityAlive
                row.expectedPurchases = outlook.expectedPurchases
                row.expectedIfAlive = outlook.expectedIfAlive
            }
            row.expectedValue = value?.expectedValue(of: history)
            // A prediction is tested over the days that it is for.
            row.expectedInHoldout = holdoutDays.flatMap {
                $0 == horizonDays ? row.expectedPurchases : outlook($0)?.expectedPurchases
            }
            row.actualPurchases = actual.map { $0[history.customer] ?? 0 }
            rows.append(row)
        }
        customers = rows
    }

    /// Days with a purchase, by customer, in the `days` after `end`.
    private static func occasions(_ purchases: [Purchase], after end: CivilDate, days: Int) -> [String: Int] {
        var seen: [String: Set<Int>] = [:]
        for purchase in purchases where purchase.day > end && purchase.day <= end + days && purchase.amount >= 0 {
            seen[purchase.customer, default: []].insert(purchase.day.dayNumber)
        }
        return seen.mapValues(\.count)
    }
}

extension Double {
    fileprivate func asPair(_ weeks: Int) -> (weeks: Int, purchases: Double) { (weeks, self) }
}
