/// Customers with the same repeats, recency and observation counted together: all that the likelihood needs.
struct PurchaseCounts: Sendable {
    struct Row: Sendable {
        /// Repeat purchases.
        var repeats: Int
        /// From the first purchase to the last, in weeks.
        var recency: Double
        /// From the first purchase to the end, in weeks.
        var observed: Double
        /// Customers.
        var weight: Double
    }

    /// Distinct rows, ordered.
    let rows: [Row]
    /// Most repeats of a customer.
    let mostRepeats: Int
    /// Repeats of all customers.
    let totalRepeats: Double
    /// Weeks of all customers.
    let totalWeeks: Double
    /// Customers.
    let customers: Double

    init(_ histories: [PurchaseHistory]) {
        self.init(
            histories.map { (repeats: $0.repeats, recencyDays: $0.recencyDays, observedDays: $0.observedDays) },
            days: { Double($0) / 7 })
    }

    /// - Parameter days: Weeks of a number of days.
    init(_ customers: [(repeats: Int, recencyDays: Int, observedDays: Int)], days: (Int) -> Double) {
        var rows: [Row] = []
        let sorted = customers.sorted {
            ($0.repeats, $0.recencyDays, $0.observedDays) < ($1.repeats, $1.recencyDays, $1.observedDays)
        }
        var index = 0
        while index < sorted.count {
            let row = sorted[index]
            var end = index
            while end < sorted.count, sorted[end] == row { end += 1 }
            rows.append(
                Row(
                    repeats: row.repeats, recency: days(row.recencyDays), observed: days(row.observedDays),
                    weight: Double(end - index)))
            index = end
        }
        self.rows = rows
        mostRepeats = rows.last?.repeats ?? 0
        totalRepeats = rows.reduce(0) { $0 + $1.weight * Double($1.repeats) }
        totalWeeks = rows.reduce(0) { $0 + $1.weight * $1.observed }
        self.customers = rows.reduce(0) { $0 + $1.weight }
    }
}
