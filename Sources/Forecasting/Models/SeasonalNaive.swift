/// The value of the same slot of the week when it was last open and known.
///
/// Source: Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed. 2021, §5.2, with closed and
/// unknown weeks skipped.
public struct SeasonalNaive: ForecastModel {
    /// `seasonal-naive`.
    public let name = "seasonal-naive"
    /// `last week repeated`.
    public let title = "last week repeated"
    /// More than a mean: it trusts a single week.
    public let complexity = 2

    /// The seasonal naive forecast.
    public init() {}

    /// The last known value of each horizon slot's slot of the week; NaN where there is none.
    ///
    /// - Complexity: O(slots)
    public func path(for task: ForecastTask) -> [Double] {
        let timeline = task.timeline
        var last = [Double](repeating: .nan, count: timeline.slotsPerWeek)
        for slot in task.values.indices where !task.values[slot].isNaN {
            last[timeline.slotOfWeek(slot)] = task.values[slot]
        }
        return (0..<task.horizonSlots).map { last[timeline.slotOfWeek(task.cutoff + $0)] }
    }
}
