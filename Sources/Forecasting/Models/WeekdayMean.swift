/// The planner's mean: the average of the same slot of the week over its last few known weeks.
///
/// Source: own (the custom of the trade; "SWA" in statsforecast's WindowAverage family).
public struct WeekdayMean: ForecastModel {
    /// Known weeks averaged.
    public let weeks: Int

    /// The mean of the last `weeks` known weeks, at least one.
    public init(weeks: Int) {
        precondition(weeks >= 1, "a mean needs a week")
        self.weeks = weeks
    }

    /// `mean-4-weeks` and the like.
    public var name: String { "mean-\(weeks)-weeks" }
    /// `4-week mean` and the like.
    public var title: String { "\(weeks)-week mean" }
    /// The yardstick every other model has to beat; the shorter the mean, the sooner it is taken.
    public var complexity: Int { weeks <= 4 ? 0 : 1 }

    /// Mean over the last ``weeks`` known values of each horizon slot's slot of the week (fewer when fewer are
    /// known); NaN where there is none.
    ///
    /// - Complexity: O(slots of the week × weeks looked back)
    public func path(for task: ForecastTask) -> [Double] {
        let timeline = task.timeline
        var means = [Double](repeating: .nan, count: timeline.slotsPerWeek)
        var isDone = [Bool](repeating: false, count: timeline.slotsPerWeek)
        return (0..<task.horizonSlots).map { step in
            let key = timeline.slotOfWeek(task.cutoff + step)
            if !isDone[key] {
                isDone[key] = true
                means[key] = mean(task, beforeSlot: task.cutoff + step)
            }
            return means[key]
        }
    }

    private func mean(_ task: ForecastTask, beforeSlot slot: Int) -> Double {
        let season = task.timeline.slotsPerWeek
        var sum = 0.0
        var count = 0
        var index = slot - season
        while index >= 0 && count < weeks {
            if index < task.values.count, !task.values[index].isNaN {
                sum += task.values[index]
                count += 1
            }
            index -= season
        }
        return count > 0 ? sum / Double(count) : .nan
    }
}
