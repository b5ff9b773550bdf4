#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// How hot the search is, and how smooth the prices it sees are, over the course of its budget.
///
/// Both fall geometrically. The temperature (Kirkpatrick, Gelatt & Vecchi 1983, Science 220) decides what a dearer
/// roster may cost; the width smooths the kink between a head too many and a head too few
/// (``Coverage/smooth(width:)``). With true prices most rosters near the optimum cost the same and nothing leads from
/// one to a better one; smoothed, slots with little surplus attract heads from slots with much, until whole hours can
/// be spared. The last part of the budget is plain descent at true prices.
struct AnnealingSchedule: Sendable {
    /// Share of the budget at which descent at true prices begins.
    static let descentBegins = 0.97

    /// Temperature at the beginning, in whole units of cost.
    let hottest: Double
    /// Temperature at the end.
    let coldest: Double
    /// Width of smoothing at the beginning, in heads.
    let widest: Double
    /// Width at the end.
    let narrowest: Double
    /// Share of the way down at which the search begins: a roster that is given must not melt.
    let begin: Double

    /// The schedule for `instance`; temperatures that `options` leave open follow the price of a surplus head, the
    /// width follows the heads required.
    init(_ instance: CompiledInstance, options: RosterSearchOptions, isRevision: Bool) {
        let prices = instance.prices
        let slot = max(Double(prices.over), Double(prices.under) / 10, 1)
        let required = instance.totalDemand.filter { $0 > 0 }
        let mean = Double(required.reduce(0) { $0 + Int($1) }) / Double(max(1, required.count))
        widest = min(32, max(1, mean / 4))
        // The fewer heads a slot has, the less can be smoothed, and the higher the steps that heat must climb.
        let heat = slot * 16 / min(8, max(1, mean / 8))
        hottest = options.hottest.map { max($0, 1e-6) * prices.unitsPerCost } ?? heat
        coldest = options.coldest.map { max($0, 1e-6) * prices.unitsPerCost } ?? min(hottest, heat / 64)
        narrowest = 0.05
        begin = isRevision ? 0.5 : 0
    }

    /// Temperature when `share` of the budget is used; 0 = descent.
    func temperature(at share: Double) -> Double {
        guard share < AnnealingSchedule.descentBegins else { return 0 }
        return hottest * pow(coldest / hottest, way(at: share))
    }

    /// Width of smoothing when `share` of the budget is used; 0 = true prices.
    func width(at share: Double) -> Double {
        guard share < AnnealingSchedule.descentBegins else { return 0 }
        return widest * pow(narrowest / widest, way(at: share))
    }

    private func way(at share: Double) -> Double {
        begin + (1 - begin) * max(0, share) / AnnealingSchedule.descentBegins
    }
}
