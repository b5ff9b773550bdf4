/// From where a backtest forecasts.
///
/// Origins lie whole days before the end, so that they fall on the time of day of the forecast itself, five days apart
/// so that every weekday comes up, closer where history is short. Late origins see only a part of their horizon come
/// true, which is as good a test of the first steps.
struct BacktestPlan: Hashable {
    /// Slots forecast from each origin at most.
    var horizon: Int
    /// Numbers of slots known at each origin, rising.
    var cutoffs: [Int]

    /// Days of history that a model needs before its forecast says anything about it.
    static let minimumDays = 14
    /// Days between origins where history allows.
    static let usualStepDays = 5
    /// Origins at most, of intraday and of daily volumes: a day's error says less about the next day than a slot's about
    /// the next slot, and a daily path costs little.
    static let mostOrigins = (intraday: 24, daily: 72)
    /// Forecast slots of all origins together, about: long horizons on fine grids get fewer origins.
    static let slotBudget = 20_000

    /// A plan for a history known up to slot `count`; without origins when it is shorter than two weeks and two days.
    ///
    /// - Parameters:
    ///   - firstKnown: Slot at which the history proper starts.
    ///   - origins: Largest number of origins; `nil` = as many as the budget gives, 6…``mostOrigins``.
    ///   - stepSlots: Slots between origins; `nil` = five days, fewer in a short history.
    init(
        count: Int, firstKnown: Int, horizonSlots: Int, slotsPerDay: Int, origins: Int? = nil, stepSlots: Int? = nil
    ) {
        horizon = horizonSlots
        cutoffs = []
        let days = (count - firstKnown) / slotsPerDay
        let trainingDays = min(max(Self.minimumDays, days / 2), 56)
        let testDays = days - trainingDays
        guard testDays >= 2 else { return }
        let most = slotsPerDay == 1 ? Self.mostOrigins.daily : Self.mostOrigins.intraday
        let wanted = origins ?? min(most, max(6, Self.slotBudget / max(1, horizonSlots)))
        let stepDays = max(1, min(Self.usualStepDays, testDays / wanted))
        let step = stepSlots ?? stepDays * slotsPerDay
        // The last origin lies a step before the end: something of its horizon has come true.
        for k in (1...max(1, wanted)).reversed() {
            let cutoff = count - k * step
            if cutoff >= firstKnown + trainingDays * slotsPerDay { cutoffs.append(cutoff) }
        }
    }
}
