#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// How hot the search is, and how far the prices it sees are from the true ones, over the course of its budget.
///
/// The temperature falls geometrically (Kirkpatrick, Gelatt & Vecchi 1983, Science 220). So does the width over which
/// the kink between a head too many and a head too few is smoothed (``PriceGuide``): with true prices most rosters near
/// the optimum cost the same and nothing leads from one to a better one; smoothed, slots with little surplus attract
/// heads from slots with much, until whole hours can be spared.
///
/// A shortage costs many times a surplus, which makes the roster stiff long before it is good. For most of the budget
/// it is therefore shown hardly dearer than a surplus, as long as shortages stay rare, and climbs to its true price
/// near the end. The last part of the budget is plain descent at true prices.
///
/// A roster that is given keeps true prices of shortages and begins half-way down: it must not melt. Neither is
/// anything learnt where slots need only a handful of heads: there whole heads decide, and more heat.
struct AnnealingSchedule: Sendable {
    /// Share of the budget at which descent at true prices begins.
    static let descentBegins = 0.97
    /// Share of the budget at which shortages begin to climb to their true price.
    static let climbBegins = 0.7
    /// Share of the budget over which prices of slots are averaged.
    static let memory = 0.05
    /// Least heads required in a slot, on average, for prices to be learnt.
    static let fewestHeadsToLearn = 8.0
    /// How fast the price of a shortage follows the shortages: its logarithm per budget.
    static let shortageSpeed = 17.0
    /// How many times its usual price a head on duty costs in addition, once that is known well.
    static let steepestTilt = 3.0
    /// Share of the heads required that may be short at the beginning before shortages get dearer.
    static let shortShareAtFirst = 0.05
    /// Heads short in a slot, on average, at the climb, where slots need few heads.
    static let shortHeadsAtLast = 0.05
    /// Heads in a slot up to which that holds; the more there are, the surer a roster without any shortage exists, and
    /// the fewer may be short at the climb: ``fewestShortHeadsAtLast`` at the least.
    static let manyHeads = 40.0
    static let fewestShortHeadsAtLast = 0.003

    /// Temperature of a cold search at its beginning, in prices of a surplus head in one slot.
    static let coldHeat = 0.08
    /// Width of a cold search, in heads.
    static let coldWidth = 0.05

    /// Temperature at the beginning, in whole units of cost.
    let hottest: Double
    /// Temperature at the end.
    let coldest: Double
    /// Width of smoothing at the beginning, in heads.
    let widest: Double
    /// Width at the end.
    let narrowest: Double
    /// Whether prices of slots are learnt.
    let learns: Bool
    /// Whether shortages are easy at first.
    let easesShortages: Bool
    /// Share of the way down at which the search begins.
    let begin: Double
    /// Least price of a head short in one slot, in whole units.
    let easiestShortage: Double
    /// Price of a head short at the end.
    let dearestShortage: Double
    /// Mean heads required in a slot with any.
    private let meanRequired: Double

    /// The schedule for `instance`, or with `isCold` that of a search which only mends a roster near its optimum:
    /// nearly descent, with shortages easy at first all the same, so that a head short is cured by heads that lie
    /// elsewhere and not by hours more. Temperatures that `options` leave open follow the price of a surplus head, the
    /// width follows the heads required.
    init(_ instance: CompiledInstance, options: RosterSearchOptions, isRevision: Bool, isCold: Bool = false) {
        let prices = instance.prices
        let slot = max(Double(prices.over), Double(prices.under) / 10, 1)
        let required = instance.totalDemand.filter { $0 > 0 }
        let mean = Double(required.reduce(0) { $0 + Int($1) }) / Double(max(1, required.count))
        learns = !isRevision && !isCold && mean >= AnnealingSchedule.fewestHeadsToLearn
        easesShortages = learns || isCold
        begin = isRevision ? 0.5 : 0
        meanRequired = max(1, mean)
        dearestShortage = Double(max(prices.under, prices.underExcess, 1))
        easiestShortage = min(slot, dearestShortage)
        widest = isCold ? AnnealingSchedule.coldWidth : min(32, max(1, mean / 4))
        // The fewer heads a slot has, the less can be smoothed, and the higher the steps that heat must climb.
        let heat = isCold ? slot * AnnealingSchedule.coldHeat : slot * (learns ? 8 : 16) / min(8, max(1, mean / 8))
        hottest = options.hottest.map { max($0, 1e-6) * prices.unitsPerCost } ?? heat
        coldest =
            options.coldest.map { max($0, 1e-6) * prices.unitsPerCost }
            ?? min(hottest, heat / (isCold ? 2 : learns ? 10 : 64))
        narrowest = learns ? 0.1 : 0.05
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

    /// Share of the heads required that may be short before shortages get dearer.
    func toleratedShortShare(at share: Double) -> Double {
        let first = AnnealingSchedule.shortShareAtFirst
        let scarcity = min(1, AnnealingSchedule.manyHeads / meanRequired)
        let heads = max(
            AnnealingSchedule.fewestShortHeadsAtLast, AnnealingSchedule.shortHeadsAtLast * scarcity * scarcity)
        let last = min(first, heads / meanRequired)
        return first * pow(last / first, min(1, max(0, share) / AnnealingSchedule.climbBegins))
    }

    /// Most that a head short in one slot costs when `share` of the budget is used, `easy` being what it cost before
    /// the climb.
    func shortage(at share: Double, easy: Double) -> Double {
        guard easesShortages, share < AnnealingSchedule.descentBegins else { return .infinity }
        let length = AnnealingSchedule.descentBegins - AnnealingSchedule.climbBegins
        return easy * pow(dearestShortage / easy, max(0, share - AnnealingSchedule.climbBegins) / length)
    }

    /// How many times its usual price a head on duty costs in addition: nothing until prices are known a little, then
    /// more and more up to half-way.
    func tilt(at share: Double) -> Double {
        guard learns, share < AnnealingSchedule.descentBegins else { return 0 }
        return AnnealingSchedule.steepestTilt * min(1, max(0, (share - 0.1) / 0.5))
    }

    private func way(at share: Double) -> Double {
        begin + (1 - begin) * max(0, share) / AnnealingSchedule.descentBegins
    }
}
