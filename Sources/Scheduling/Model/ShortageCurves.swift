import ContactCenter

/// What heads missing in a slot cost when shortage is priced interval by interval (``RosteringInstance/shortagePrices``)
/// instead of by agent-hours: for each component of skills the price of the first, second, … head missing.
///
/// Skills that agents connect share a curve: of their prices in an interval the cheapest come first, as if the heads at
/// hand were always given to the dearest contacts. That is the largest convex curve below every way to share a shortage
/// out among them (infimal convolution).
struct ShortageCurves: Sendable {
    /// Price of the first head short, averaged over the components and intervals with a requirement, in whole units.
    let meanFirst: Int32

    private let slotsPerInterval: Int
    private let intervalCount: Int
    /// First price of a component and interval in ``prices``: `[component * intervals + interval]`, one entry more.
    private let first: [Int32]
    /// Marginal prices in whole units for one slot, never falling.
    private let prices: [Int32]
    /// Sums of ``prices`` up to each one within its curve.
    private let sums: [Int]

    /// Dearest head of `instance` in one slot, in units of cost; 0 without such prices.
    static func dearest(in instance: RosteringInstance) -> Double {
        guard let prices = instance.shortagePrices else { return 0 }
        let share = Double(instance.gridMinutes) / Double(instance.intervalMinutes)
        return (prices.joined().joined().max() ?? 0) * share
    }

    /// The curves of `instance`; `nil` when shortage is priced by agent-hours.
    init?(_ instance: RosteringInstance, cover: SkillCover, unitsPerCost: Double) {
        guard let marginal = instance.shortagePrices else { return nil }
        slotsPerInterval = instance.intervalMinutes / instance.gridMinutes
        intervalCount = instance.intervalCount
        let scale = unitsPerCost * Double(instance.gridMinutes) / Double(instance.intervalMinutes)
        var first: [Int32] = []
        var prices: [Int32] = []
        var sums: [Int] = []
        var firstSum = 0
        var firstCount = 0
        for component in cover.subsetsOfComponent.indices {
            let members = cover.subsets[cover.subsetsOfComponent[component].lowerBound]
            let skills = instance.skills.indices.filter { members[$0] }
            for interval in 0..<intervalCount {
                first.append(Int32(prices.count))
                var curve: [Double] = []
                for skill in skills where instance.requirements[skill][interval] > 0 {
                    let known = marginal[skill][interval]
                    guard let last = known.last else { continue }
                    curve += (0..<instance.requirements[skill][interval]).map { $0 < known.count ? known[$0] : last }
                }
                curve.sort()
                var sum = 0
                for price in curve {
                    let whole = Int32((price * scale).rounded())
                    prices.append(whole)
                    sum += Int(whole)
                    sums.append(sum)
                }
                if let price = curve.first {
                    firstSum += Int((price * scale).rounded())
                    firstCount += 1
                }
            }
        }
        first.append(Int32(prices.count))
        self.first = first
        self.prices = prices
        self.sums = sums
        meanFirst = Int32(firstSum / max(1, firstCount))
    }

    /// Price of the `head`-th head short (1 = the first) of `component` in `slot`; 0 where nobody is required.
    @inline(__always)
    func price(_ component: Int, slot: Int, head: Int32) -> Int32 {
        let place = component * intervalCount + slot / slotsPerInterval
        let low = first[place]
        let high = first[place + 1]
        guard high > low else { return 0 }
        return prices[Int(min(low + head, high)) - 1]
    }

    /// Price of `heads` short of `component` in `slot`.
    @inline(__always)
    func total(_ component: Int, slot: Int, heads: Int32) -> Int {
        let place = component * intervalCount + slot / slotsPerInterval
        let low = first[place]
        let count = min(heads, first[place + 1] - low)
        return count > 0 ? sums[Int(low + count) - 1] : 0
    }

    /// Cheapest head short of any component in `slot`: every shortage costs at least this a head.
    func least(slot: Int) -> Int32 {
        let components = (first.count - 1) / max(1, intervalCount)
        let firsts = (0..<components).compactMap { component -> Int32? in
            let price = price(component, slot: slot, head: 1)
            let place = component * intervalCount + slot / slotsPerInterval
            return first[place + 1] > first[place] ? price : nil
        }
        return firsts.min() ?? 0
    }
}
