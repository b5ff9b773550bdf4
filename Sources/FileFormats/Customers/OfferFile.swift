import ContactCenter
import Tabular

/// `offers.csv`: what the centre may offer customers of its own accord.
public enum OfferFile {
    /// Columns; `acceptance`, `value`, `reasons` and `except_reasons` may be empty or missing.
    public static let columns = [
        "offer", "kind", "reasons", "except_reasons", "acceptance", "value", "attempts", "connect_rate", "talk_s",
        "miss_s", "cost_per_hour",
    ]

    /// Reads offers in file order.
    ///
    /// - Throws: `TabularError.badData` at the first fault, an offer that is given twice among them.
    public static func read(_ input: InputBytes) throws(TabularError) -> [Offer] {
        var table = try Table(
            input, required: ["offer", "kind", "attempts", "connect_rate", "talk_s", "miss_s", "cost_per_hour"])
        let c = columns.map { table.column($0) }
        var offers: [Offer] = []
        while let row = try table.next() {
            let offer = Offer(
                name: try row.text(c[0]), kind: try row.choice(c[1], Offer.Kind.self), reasons: try row.names(c[2]),
                exceptReasons: try row.names(c[3]), acceptance: try row.optionalShare(c[4]),
                value: try row.optionalDouble(c[5]), attempts: try row.int(c[6], in: 1...100),
                connectRate: try row.optionalShare(c[7]) ?? 0, talkSeconds: try row.double(c[8]),
                missSeconds: try row.double(c[9]), costPerHour: try row.double(c[10]))
            guard offer.connectRate > 0 else {
                throw row.error(c[7], "expected a share above 0, found '\(row.optionalText(c[7]))'")
            }
            guard !offers.contains(where: { $0.name == offer.name }) else {
                throw row.error(c[0], "the offer '\(offer.name)' is given twice")
            }
            offers.append(offer)
        }
        return offers
    }
}

/// `leads.csv` and `cross-sell.csv`: customers by expected value less cost.
public enum OfferListFile {
    /// Columns in the order written.
    public static let columns = [
        "rank", "customer_id", "offer", "reach", "acceptance", "expected_value", "cost", "net_value",
        "net_value_per_hour", "attempts", "work_s",
    ]

    /// Writes the list in the order given.
    public static func write(_ candidates: [OfferCandidate]) -> [UInt8] {
        var writer = CSVWriter(header: columns)
        for (index, row) in candidates.enumerated() {
            writer.add(index + 1)
            writer.addGuarded(row.customer)
            writer.addGuarded(row.offer)
            writer.add(row.reach, decimals: Decimals.share)
            writer.add(row.acceptance, decimals: Decimals.share)
            for money in [row.expectedValue, row.cost, row.netValue, row.netValuePerHour] {
                writer.add(money, decimals: Decimals.volume)
            }
            writer.add(row.attempts, decimals: Decimals.volume)
            writer.add(row.workSeconds, decimals: Decimals.seconds)
            writer.endRow()
        }
        return writer.bytes
    }
}
