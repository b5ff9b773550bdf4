import ContactCenter

/// Prices of an instance as whole numbers for one slot, so that sums are exact and independent of their order.
struct ScaledPrices: Sendable {
    /// Whole units in one unit of cost.
    let unitsPerCost: Double
    /// A head short in one slot, up to the free share of the slot's requirement; with ``ShortageCurves`` what is usual.
    private(set) var under: Int32
    /// A head short beyond it.
    private(set) var underExcess: Int32
    /// A head too many in one slot.
    let over: Int32
    /// One unit of weight of a violated wish.
    let avoidUnit: Int
    /// A weekend beyond the ones free of charge.
    let weekend: Int
    /// Share of a slot's requirement at the lower price, in whole percent (cut off, as the reference judge does).
    let freePercent: Int

    /// The prices of `costs` for slots of `gridMinutes`.
    ///
    /// The unit is 10⁻⁴ of a cost, or the power of ten above it that keeps every slot price below 2²⁰: a sum over
    /// two thousand slots then fits 32 bits.
    ///
    /// - Parameter extraPerSlot: Price of a head in one slot that comes on top of `costs`.
    init(_ costs: CoverageCosts, gridMinutes: Int, extraPerSlot: Double = 0) {
        let hours = Double(gridMinutes) / 60
        let dearest = max(costs.underAgentHour, costs.underExcessAgentHour, costs.overAgentHour) * hours + extraPerSlot
        var units = 10_000.0
        while dearest * units >= 1_048_576 { units /= 10 }
        unitsPerCost = units
        under = Int32((costs.underAgentHour * hours * units).rounded())
        underExcess = Int32((costs.underExcessAgentHour * hours * units).rounded())
        over = Int32((costs.overAgentHour * hours * units).rounded())
        avoidUnit = Int((costs.avoidWeightUnit * units).rounded())
        weekend = Int((costs.weekendBeyondTwoPerFourWeeks * units).rounded())
        freePercent = Int(costs.excessShare * 100)
    }

    /// The same with `price` for a head short: a measure for what the curves charge.
    func withShortage(_ price: Int32) -> ScaledPrices {
        var prices = self
        prices.under = price
        prices.underExcess = price
        return prices
    }

    /// Heads short that are charged the lower price when `required` heads are needed.
    func freeHeads(required: Int) -> Int { (required * freePercent + 99) / 100 }
}
