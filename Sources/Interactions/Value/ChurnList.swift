import ContactCenter

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Customers who may have left: by the model, and by their own habit.
///
/// The model lists who is more likely gone than not, P(alive) < ½. The habit lists whoever has been away so long as a
/// buyer of the customer's own rate would be with a probability below 5 %: e^(−days/gap) < 0.05, about three gaps
/// (purchases at random times; own). The second needs two repeats, and no model at all.
public enum ChurnList {
    /// P(alive) below which a customer is listed.
    public static let likelyGone = 0.5
    /// Probability of so long a silence below which a customer is listed.
    public static let unlikelySilence = 0.05

    /// The list, most revenue at risk first; customers without a repeat purchase are never on it (of them a model knows
    /// nothing: P(alive) = 1).
    public static func list(_ customers: [CustomerValue]) -> [ChurnRisk] {
        customers.compactMap(risk).sorted { a, b in
            let (x, y) = (a.value.revenueAtRisk ?? a.value.total, b.value.revenueAtRisk ?? b.value.total)
            return x != y ? x > y : a.value.customer < b.value.customer
        }
    }

    private static func risk(_ row: CustomerValue) -> ChurnRisk? {
        guard row.repeats >= 1 else { return nil }
        var reasons: [String] = []
        let gap = row.repeats >= 2 && row.recencyDays > 0 ? Double(row.recencyDays) / Double(row.repeats) : nil
        if let alive = row.probabilityAlive, alive < likelyGone {
            reasons.append("still there with a probability of \(percent(alive))")
        }
        if let gap, exp(-Double(row.daysSinceLast) / gap) < unlikelySilence {
            reasons.append("\(row.daysSinceLast) days without a purchase, usually \(Int(gap.rounded()))")
        }
        guard !reasons.isEmpty else { return nil }
        return ChurnRisk(value: row, usualGapDays: gap, reason: reasons.joined(separator: "; "))
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
