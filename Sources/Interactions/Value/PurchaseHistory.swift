import ContactCenter

/// What the value models know of one customer: recency, frequency and mean value of the repeat purchases.
///
/// Purchases of a customer on one day are one occasion, their amounts added up. A refund (negative amount) lowers what
/// the customer brought in all but is no occasion. The first occasion opens the customer's account and is no repeat.
public struct PurchaseHistory: Hashable, Sendable {
    /// Key of the customer.
    public var customer: String
    /// Days on which the customer bought.
    public var occasions: Int
    /// First and last of them.
    public var firstDay: CivilDate
    /// Last day of a purchase.
    public var lastDay: CivilDate
    /// Days from the first purchase to the end of the observation.
    public var observedDays: Int
    /// Mean amount of the repeat occasions; 0 without any.
    public var meanRepeatValue: Double
    /// Everything paid, refunds taken off.
    public var total: Double

    /// Repeat purchases, `x`.
    public var repeats: Int { occasions - 1 }
    /// Days from the first purchase to the last, `t_x`.
    public var recencyDays: Int { lastDay - firstDay }

    /// The histories of all customers that bought by `end`, ordered by customer.
    ///
    /// - Complexity: O(n log n) in the purchases.
    public static func summarise(_ purchases: [Purchase], through end: CivilDate) -> [PurchaseHistory] {
        var rows: [(customer: Int, day: Int, amount: Double)] = []
        rows.reserveCapacity(purchases.count)
        var numbers: [String: Int] = [:]
        var names: [String] = []
        for purchase in purchases where purchase.day <= end {
            let number: Int
            if let known = numbers[purchase.customer] {
                number = known
            } else {
                number = names.count
                numbers[purchase.customer] = number
                names.append(purchase.customer)
            }
            rows.append((number, purchase.day.dayNumber, purchase.amount))
        }
        // Amounts too, so that sums do not depend on the order of the file.
        rows.sort { a, b in
            if a.customer != b.customer { return a.customer < b.customer }
            return a.day != b.day ? a.day < b.day : a.amount < b.amount
        }
        var histories: [PurchaseHistory] = []
        var index = 0
        while index < rows.count {
            let customer = rows[index].customer
            var history = PurchaseHistory(
                customer: names[customer], occasions: 0, firstDay: end, lastDay: end, observedDays: 0,
                meanRepeatValue: 0, total: 0)
            var repeated = 0.0
            while index < rows.count, rows[index].customer == customer {
                let day = rows[index].day
                var paid = 0.0
                var isOccasion = false
                while index < rows.count, rows[index].customer == customer, rows[index].day == day {
                    let amount = rows[index].amount
                    history.total += amount
                    if amount >= 0 {
                        isOccasion = true
                        paid += amount
                    }
                    index += 1
                }
                guard isOccasion else { continue }
                if history.occasions == 0 { history.firstDay = CivilDate(dayNumber: day) } else { repeated += paid }
                history.lastDay = CivilDate(dayNumber: day)
                history.occasions += 1
            }
            guard history.occasions > 0 else { continue }
            history.observedDays = end - history.firstDay
            if history.repeats > 0 { history.meanRepeatValue = repeated / Double(history.repeats) }
            histories.append(history)
        }
        return histories.sorted { $0.customer < $1.customer }
    }
}
