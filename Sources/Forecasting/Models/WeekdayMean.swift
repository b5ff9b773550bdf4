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
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots)[0]
    }

    /// ``path(for:)`` from each cutoff, without a copy of the history.
    ///
    /// - Complexity: O(slots + cutoffs × slots of the week × weeks looked back)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        let timeline = task.timeline
        let season = timeline.slotsPerWeek
        guard timeline.makeUpDays.isEmpty else {
            return cutoffs.map { pathByWeekday(task, cutoff: $0, steps: min(horizonSlots, timeline.count - $0)) }
        }
        let firsts = firstKnown(task)
        let first = firsts.span
        let values = task.values.span
        return cutoffs.map { cutoff in
            let steps = min(horizonSlots, timeline.count - cutoff)
            var path = sums(values, cutoff: cutoff, steps: steps, season: season)
            let scale = Double(weeks)
            var key = cutoff % season
            var target = path.mutableSpan
            for step in 0..<min(steps, season) {
                if !target[step].isNaN {
                    target[step] /= scale
                } else {
                    target[step] = mean(values, before: cutoff + step, first: first[key], season: season)
                }
                key = key + 1 == season ? 0 : key + 1
            }
            for step in min(steps, season)..<steps { target[step] = target[step - season] }
            return path
        }
    }

    /// Sums of the ``weeks`` values before each of the first season's slots, NaN where one of them is not known, and after
    /// the first season: week by week, so that neighbours lie side by side.
    private func sums(_ values: Span<Double>, cutoff: Int, steps: Int, season: Int) -> [Double] {
        guard cutoff >= weeks * season else { return [Double](repeating: .nan, count: steps) }
        let count = min(steps, season)
        var path = [Double](repeating: .nan, count: steps)
        var target = path.mutableSpan
        for step in 0..<count { target[step] = 0 }
        for week in 1...weeks {
            let own = values.extracting(cutoff - week * season..<cutoff - week * season + count)
            for step in own.indices { target[step] += own[step] }
        }
        return path
    }

    /// The mean of the last known values whole seasons before a slot, none of them before `first`; NaN without any.
    private func mean(_ values: Span<Double>, before slot: Int, first: Int, season: Int) -> Double {
        var index = slot - season
        var sum = 0.0
        var count = 0
        while index >= first && count < weeks {
            let value = values[index]
            if !value.isNaN {
                sum += value
                count += 1
            }
            index -= season
        }
        return count > 0 ? sum / Double(count) : .nan
    }

    /// The path where make-up working days put slots of the week elsewhere than a week apart.
    private func pathByWeekday(_ task: ForecastTask, cutoff: Int, steps: Int) -> [Double] {
        let timeline = task.timeline
        var means = [Double?](repeating: nil, count: timeline.slotsPerWeek)
        return (cutoff..<cutoff + steps).map { slot in
            let key = timeline.slotOfWeek(slot)
            if let mean = means[key] { return mean }
            var sum = 0.0
            var count = 0
            // Days back from the cutoff that have the time of day.
            var index = slot - (slot - cutoff + timeline.slotsPerDay) / timeline.slotsPerDay * timeline.slotsPerDay
            while index >= 0 && count < weeks {
                if !task.values[index].isNaN, timeline.slotOfWeek(index) == key {
                    sum += task.values[index]
                    count += 1
                }
                index -= timeline.slotsPerDay
            }
            let mean = count > 0 ? sum / Double(count) : .nan
            means[key] = mean
            return mean
        }
    }

    /// The first known slot among those a whole number of weeks after each of the first week's; without one beyond the
    /// history, so that nobody looks for it.
    private func firstKnown(_ task: ForecastTask) -> [Int] {
        let season = task.timeline.slotsPerWeek
        var first = [Int](repeating: Int.max, count: season)
        var missing = season
        var key = 0
        for slot in task.values.indices {
            if first[key] == Int.max, !task.values[slot].isNaN {
                first[key] = slot
                missing -= 1
                if missing == 0 { break }
            }
            key = key + 1 == season ? 0 : key + 1
        }
        return first
    }
}
