import ContactCenter

/// Whom to offer what: customers by expected value less the cost of the agents' time.
public struct OfferRanking: Sendable {
    /// Customers worth the cost, the most valuable first; each once, with the offer that is worth most.
    public let candidates: [OfferCandidate]
    /// What was decided on the way, in words.
    public let notes: [String]

    /// Customers by whom an estimated acceptance is steadied: so many of everybody's count as the reason's own.
    static let priorCustomers = 20.0

    /// Ranks customers for `offers`.
    ///
    /// A lead got in touch and never bought; cross-selling goes to those who bought. Acceptance is the offer's; where it
    /// states none, the share of buyers among the customers with its reasons, drawn towards that of all customers. For
    /// cross-selling it is spread over the customers in proportion to P(alive), its mean kept.
    ///
    /// - Parameters:
    ///   - reasons: Known customers with the reasons they got in touch for.
    ///   - values: Customers who bought.
    public init(_ offers: [Offer], reasons: [String: Set<String>], values: [CustomerValue]) {
        let bought = Dictionary(values.map { ($0.customer, $0) }, uniquingKeysWith: { first, _ in first })
        let everyone = Set(reasons.keys).union(bought.keys)
        var best: [String: OfferCandidate] = [:]
        var notes: [String] = []
        for offer in offers {
            let wanted = Set(offer.reasons)
            let unwanted = Set(offer.exceptReasons)
            let asked = everyone.filter { customer in
                let own = reasons[customer] ?? []
                return (wanted.isEmpty || !own.isDisjoint(with: wanted)) && own.isDisjoint(with: unwanted)
            }
            for reason in offer.reasons where !reasons.values.contains(where: { $0.contains(reason) }) {
                notes.append("offer '\(offer.name)': no contact of a known customer has the reason '\(reason)'")
            }
            let acceptance: Double
            if let stated = offer.acceptance {
                acceptance = stated
            } else {
                let overall = everyone.isEmpty ? 0 : Double(bought.count) / Double(everyone.count)
                let buyers = Double(asked.count { bought[$0] != nil })
                acceptance =
                    (buyers + OfferRanking.priorCustomers * overall)
                    / (Double(asked.count) + OfferRanking.priorCustomers)
                notes.append(
                    "offer '\(offer.name)': acceptance estimated as \(percent(acceptance)): \(Int(buyers)) of"
                        + " \(asked.count) customers with its reasons bought, drawn towards \(percent(overall)) of all")
            }
            // In a fixed order: sums must not depend on that of a set.
            let eligible = asked.filter { (bought[$0] != nil) == (offer.kind == .crossSell) }.sorted()
            let alive = eligible.compactMap { bought[$0]?.probabilityAlive }
            let meanAlive = alive.isEmpty ? 0 : alive.reduce(0, +) / Double(alive.count)
            var unvalued = 0
            let meanValue = values.lazy.compactMap(\.expectedValue).first.map { _ in
                values.reduce(0) { $0 + ($1.expectedValue ?? 0) } / Double(values.count)
            }
            for customer in eligible {
                guard let value = offer.value ?? bought[customer]?.expectedValue ?? meanValue else {
                    unvalued += 1
                    continue
                }
                var own = acceptance
                if let alive = bought[customer]?.probabilityAlive, meanAlive > 0 {
                    own = min(1, acceptance * alive / meanAlive)
                }
                let candidate = OfferCandidate(
                    customer: customer, offer: offer.name, kind: offer.kind, reach: offer.reach, acceptance: own,
                    expectedValue: offer.reach * own * value, cost: offer.workSeconds / 3600 * offer.costPerHour,
                    attempts: offer.expectedAttempts, workSeconds: offer.workSeconds)
                guard candidate.netValue > 0 else { continue }
                if let other = best[customer], other.netValue >= candidate.netValue { continue }
                best[customer] = candidate
            }
            if unvalued > 0 {
                notes.append(
                    "offer '\(offer.name)': \(unvalued) customers left out: it states no value and no purchase tells one"
                )
            }
        }
        candidates = best.values.sorted { a, b in
            a.netValue != b.netValue ? a.netValue > b.netValue : a.customer < b.customer
        }
        self.notes = notes
    }
}

private func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
