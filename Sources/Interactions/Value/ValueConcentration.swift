/// How much of the value few customers bring.
///
/// Customers who brought nothing, or less, are left out: they are counted in ``withoutValue``.
public struct ValueConcentration: Hashable, Sendable {
    /// What each customer brought, most first.
    public let values: [Double]
    /// Customers left out.
    public let withoutValue: Int
    /// Everything that the others brought.
    public let total: Double
    private let cumulative: [Double]

    /// The concentration of `values`, one a customer.
    public init(_ values: [Double]) {
        self.values = values.filter { $0 > 0 }.sorted(by: >)
        withoutValue = values.count - self.values.count
        var sum = 0.0
        var sums: [Double] = []
        sums.reserveCapacity(self.values.count)
        for value in self.values {
            sum += value
            sums.append(sum)
        }
        cumulative = sums
        total = sum
    }

    /// Share of the value that the best `share` (0…1) of customers bring, rounded up to whole customers; `nil` without
    /// customers.
    public func shareOfValue(byTop share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let count = min(values.count, max(0, Int((share * Double(values.count)).rounded(.up))))
        return count == 0 ? 0 : cumulative[count - 1] / total
    }

    /// Least share of customers that brings `share` (0…1) of the value; `nil` without customers.
    public func shareOfCustomers(bringing share: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let target = share * total
        var low = 0
        var high = values.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] >= target { high = middle } else { low = middle + 1 }
        }
        return Double(low + 1) / Double(values.count)
    }

    /// Gini coefficient: 0 when all bring the same, near 1 when one brings all; `nil` without customers.
    ///
    /// (2 Σ i y_i)/(n Σ y_i) − (n+1)/n over values in ascending order.
    /// Source: A. Sen, *On Economic Inequality* (1973), section 2.3.
    public var gini: Double? {
        guard !values.isEmpty else { return nil }
        let n = Double(values.count)
        var weighted = 0.0
        for (index, value) in values.enumerated() { weighted += (n - Double(index)) * value }
        return 2 * weighted / (n * total) - (n + 1) / n
    }
}
