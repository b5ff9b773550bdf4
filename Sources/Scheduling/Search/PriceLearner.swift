#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Learns, while a roster cools, what a head on duty is worth in each slot and how dear a shortage must be shown.
///
/// Averaged over time, the price of one head more estimates the dual y of its slot in the linear program of the cover.
/// By linear programming duality the cost of coverage is, up to a constant, Σ (what shifts cost at prices y) + Σ (what
/// surplus and shortage cost beyond y); charging every head θ·y in addition multiplies the first sum by 1 + θ and
/// leaves the optima of the program where they are. Shifts that do not fit are then given up early, while single
/// slots still give way to each other.
struct PriceLearner: Sendable {
    /// What a head of each group on duty in each slot has cost lately, in whole units: `[group * slots + slot]`.
    private(set) var slotPrices: [Double]

    private let schedule: AnnealingSchedule
    private let headsRequired: Double
    /// Price of a head short before the climb, in whole units.
    private var easyShortage: Double
    private var share = 0.0

    /// Knows nothing yet.
    init(_ coverage: Coverage, schedule: AnnealingSchedule, instance: CompiledInstance) {
        self.schedule = schedule
        slotPrices = [Double](repeating: 0, count: coverage.added.count)
        headsRequired = instance.totalDemand.reduce(0) { $0 + Double($1) }
        easyShortage = schedule.easiestShortage
    }

    /// Looks at the prices and shortages of `coverage` when `share` of the budget is used.
    mutating func look(at coverage: Coverage, share: Double) {
        let passed = share - self.share
        self.share = share
        guard schedule.learns, passed > 0, share < AnnealingSchedule.climbBegins else { return }
        coverage.average(into: &slotPrices, weight: min(1, passed / AnnealingSchedule.memory))
        let isShort = Double(coverage.headsShort) > schedule.toleratedShortShare(at: share) * headsRequired
        let factor = exp(AnnealingSchedule.shortageSpeed * passed)
        easyShortage = min(
            max(isShort ? easyShortage * factor : easyShortage / factor, schedule.easiestShortage),
            schedule.dearestShortage)
    }

    /// The prices to show now.
    func guide() -> PriceGuide {
        guard share < AnnealingSchedule.descentBegins else { return .trueCost }
        return PriceGuide(
            width: schedule.width(at: share), shortage: schedule.shortage(at: share, easy: easyShortage),
            tilt: schedule.tilt(at: share))
    }
}
