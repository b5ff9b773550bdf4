import ContactCenter

/// A capacity plan in a line for each scenario, for people.
public enum CapacityWords {
    /// One line a scenario, and one for the price of a point of service level.
    public static func inWords(_ result: CapacityResult) -> [String] {
        var lines = result.plans.map { plan in
            let proof =
                plan.provenGap.map { "within \(decimal(100 * $0, 2)) % of the best" } ?? "not proven"
            let hires = plan.classes.reduce(0) { $0 + $1.size }
            let classes = plan.classes.reduce(0) { $0 + $1.classes }
            return "\(plan.scenario.rawValue) volume: \(hires) hires in \(classes) classes,"
                + " \(decimal(plan.totals.leavers, 1)) leavers, \(decimal(plan.totals.headsAtEnd, 1)) heads at the end,"
                + " cost \(decimal(plan.totals.cost, 0)), \(plan.totals.weeksShort) weeks short (\(proof))"
        }
        let prices = result.serviceLevelPrices
        if !prices.isEmpty {
            let mean = prices.reduce(0) { $0 + $1.cost } / Double(prices.count)
            lines.append("a point of service level costs \(decimal(mean, 0)) a week on average")
        }
        return lines
    }

    /// A number with so many places, trailing zeros kept.
    private static func decimal(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (value * scale).rounded()
        guard scaled.magnitude < 1e15 else { return "\(value)" }
        let digits = String(Int(scaled.magnitude))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = padded.dropLast(places)
        return (scaled < 0 ? "-" : "") + whole + (places > 0 ? "." + padded.suffix(places) : "")
    }
}
