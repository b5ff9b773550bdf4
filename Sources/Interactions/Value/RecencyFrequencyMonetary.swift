import ContactCenter

/// Recency, frequency and monetary value of a customer, each scored 1 to 5 (5 is best).
public struct RecencyFrequencyMonetary: Hashable, Sendable {
    /// Key of the customer.
    public var customer: String
    /// Days from the last purchase to the reference day.
    public var recencyDays: Int
    /// Days on which the customer bought.
    public var frequency: Int
    /// Everything paid.
    public var monetary: Double
    /// Scores of the three.
    public var recencyScore: Int
    /// Score of the frequency.
    public var frequencyScore: Int
    /// Score of the value.
    public var monetaryScore: Int

    /// The three scores as one number, for example 5-4-4 → 544.
    public var code: Int { recencyScore * 100 + frequencyScore * 10 + monetaryScore }

    /// Scores by rank among all customers: 1 + ⌊5 (rank − 1)/n⌋, rank 1 = worst; ties by customer.
    ///
    /// - Parameters:
    ///   - histories: One a customer, ordered by customer.
    ///   - reference: Day that recency is counted to.
    public static func score(_ histories: [PurchaseHistory], reference: CivilDate) -> [RecencyFrequencyMonetary] {
        var rows = histories.map {
            RecencyFrequencyMonetary(
                customer: $0.customer, recencyDays: reference - $0.lastDay, frequency: $0.occasions,
                // Sums of amounts that are equal on paper are equal here too.
                monetary: ($0.total * 10_000).rounded() / 10_000, recencyScore: 0, frequencyScore: 0, monetaryScore: 0)
        }
        let n = rows.count
        func assign(_ path: WritableKeyPath<RecencyFrequencyMonetary, Int>, _ isWorse: (Int, Int) -> Bool?) {
            let order = rows.indices.sorted { isWorse($0, $1) ?? (rows[$0].customer < rows[$1].customer) }
            for (rank, index) in order.enumerated() { rows[index][keyPath: path] = 1 + 5 * rank / n }
        }
        assign(\.recencyScore) {
            rows[$0].recencyDays == rows[$1].recencyDays ? nil : rows[$0].recencyDays > rows[$1].recencyDays
        }
        assign(\.frequencyScore) {
            rows[$0].frequency == rows[$1].frequency ? nil : rows[$0].frequency < rows[$1].frequency
        }
        assign(\.monetaryScore) { rows[$0].monetary == rows[$1].monetary ? nil : rows[$0].monetary < rows[$1].monetary }
        return rows
    }
}
