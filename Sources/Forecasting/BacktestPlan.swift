/// Where a backtest cuts the history.
///
/// Cutoffs lie whole steps before the end, so that they fall on the same weekday and time as the forecast itself.
struct BacktestPlan: Hashable {
    /// Slots forecast from each scored cutoff.
    var horizon: Int
    /// Scored cutoffs, latest first.
    var cutoffs: [Int]
    /// Slots between cutoffs.
    var step: Int
    /// Earliest cutoff at which a model may be asked.
    var earliest: Int

    /// Weeks of history a model needs before its forecast says anything about it.
    static let minimumWeeks = 2

    /// A plan for a history of `count` slots; no cutoff at all when it is shorter than two weeks and a day.
    ///
    /// The history proper starts at `firstKnown`. A horizon that leaves no room for the origins asked is shortened, down to one step.
    init(count: Int, horizonSlots: Int, origins: Int, stepSlots: Int, slotsPerWeek: Int, firstKnown: Int = 0) {
        step = stepSlots
        let length = count - firstKnown
        earliest = firstKnown + min(max(Self.minimumWeeks * slotsPerWeek, length / 2), 8 * slotsPerWeek)
        let available = count - earliest
        horizon = max(0, min(horizonSlots, available, max(stepSlots, available - (origins - 1) * stepSlots)))
        cutoffs = []
        guard available >= max(1, slotsPerWeek / 7) else { return }
        let last = count - horizon
        for k in 0..<origins where last - k * stepSlots >= earliest { cutoffs.append(last - k * stepSlots) }
    }

    /// Up to `count` cutoffs whole steps before `end`, latest first: those whose errors are known at `end`.
    func calibrationCutoffs(before end: Int, count: Int) -> [Int] {
        (1...max(1, count)).map { end - $0 * step }.filter { $0 >= earliest }
    }
}
