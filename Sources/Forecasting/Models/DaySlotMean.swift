/// Mean by time of day over all days: what remains when the history is too short to tell weekdays apart.
public struct DaySlotMean: ForecastModel {
    /// `day-mean`.
    public let name = "day-mean"
    /// `mean by time of day`.
    public let title = "mean by time of day"
    /// The simplest of all.
    public let complexity = -1

    /// The mean by time of day.
    public init() {}

    /// The mean of the known values at each horizon slot's time of day; the mean of all for a time never seen.
    public func path(for task: ForecastTask) -> [Double] {
        let means = task.meansByTimeOfDay(before: task.cutoff)
        return (0..<task.horizonSlots).map { means[task.timeline.slotOfDay(task.cutoff + $0)] }
    }
}
