import ContactCenter

/// What a model is asked: the volumes up to a cutoff, and the slots after it.
public struct ForecastTask: Sendable {
    /// Name of the series.
    public let series: String
    /// The grid of history and horizon.
    public let timeline: SlotTimeline
    /// Volume of each slot before the cutoff; NaN where closed or unknown. Never negative or infinite.
    public let values: [Double]
    /// Slots to forecast after the cutoff.
    public let horizonSlots: Int
    /// What is known ahead, on the same grid, the horizon included.
    public let drivers: [ExternalDriver]

    /// The task of forecasting `horizonSlots` slots after the end of `series`.
    ///
    /// Values that are negative or not finite, and those in an outage of the calendar, count as unknown.
    /// - Throws: ``ForecastingError`` for a horizon below 1, a slot that does not divide a day, or a series without
    ///   any known value.
    public init(series: VolumeSeries, calendar: CentreCalendar, horizonSlots: Int) throws(ForecastingError) {
        guard horizonSlots >= 1 else { throw .notPositive(name: "the horizon", value: horizonSlots, series: series.id) }
        let timeline = try SlotTimeline(series: series, calendar: calendar, horizonSlots: horizonSlots)
        let values = ForecastTask.known(series, calendar: calendar, timeline: timeline)
        guard values.contains(where: { !$0.isNaN }) else { throw .nothingKnown(series: series.id) }
        self.init(
            series: series.id, timeline: timeline, values: values, horizonSlots: horizonSlots, drivers: series.drivers)
    }

    init(
        series: String, timeline: SlotTimeline, values: [Double], horizonSlots: Int, drivers: [ExternalDriver] = []
    ) {
        precondition(values.count + horizonSlots <= timeline.count, "the horizon must lie on the grid")
        self.series = series
        self.timeline = timeline
        self.values = values
        self.horizonSlots = horizonSlots
        self.drivers = drivers
    }

    /// First slot to forecast.
    public var cutoff: Int { values.count }

    /// The same task as it stood at an earlier cutoff: nothing after it is seen.
    func earlier(cutoff: Int, horizonSlots: Int) -> ForecastTask {
        ForecastTask(
            series: series, timeline: timeline, values: Array(values[..<cutoff]), horizonSlots: horizonSlots,
            drivers: drivers)
    }

    private static func known(_ series: VolumeSeries, calendar: CentreCalendar, timeline: SlotTimeline) -> [Double] {
        var values = series.values
        for slot in values.indices where !series.isOpen[slot] || !values[slot].isFinite || values[slot] < 0 {
            values[slot] = .nan
        }
        for specials in calendar.specialDays.values {
            for special in specials {
                guard case .outage(let span) = special.kind else { continue }
                let day = special.date - series.start.date
                guard timeline.days.indices.contains(day) else { continue }
                for slot in timeline.slots(ofDay: day) where slot < values.count {
                    if span.contains(timeline.slotOfDay(slot) * timeline.slotMinutes) { values[slot] = .nan }
                }
            }
        }
        return values
    }

    /// Makes a model's raw path from `cutoff` lawful: closed slots 0, nothing negative; a slot the model knows nothing
    /// about takes the mean of its time of day, or the mean of all.
    func makeLawful(_ path: inout [Double], cutoff: Int) {
        var fallback: [Double]?
        let isOpen = timeline.isOpen.span
        var path = path.mutableSpan
        for i in path.indices {
            // Nearly all are.
            if isOpen[cutoff + i], path[i] >= 0, path[i] < .infinity { continue }
            if !isOpen[cutoff + i] {
                path[i] = 0
            } else if path[i].isFinite {
                path[i] = max(0, path[i])
            } else {
                let means = fallback ?? meansByTimeOfDay(before: cutoff)
                fallback = means
                path[i] = means[timeline.slotOfDay(cutoff + i)]
            }
        }
    }

    /// Mean of the known values at each time of day over the last eight weeks that knew any; the mean of all where
    /// a time of day was never open, 0 without any value.
    func meansByTimeOfDay(before cutoff: Int) -> [Double] {
        var sums = [Double](repeating: 0, count: timeline.slotsPerDay)
        var counts = sums
        let known = values[..<cutoff].lastIndex { !$0.isNaN } ?? 0
        for slot in max(0, known + 1 - 8 * timeline.slotsPerWeek)..<cutoff where !values[slot].isNaN {
            sums[timeline.slotOfDay(slot)] += values[slot]
            counts[timeline.slotOfDay(slot)] += 1
        }
        let total = counts.reduce(0, +)
        let overall = total > 0 ? sums.reduce(0, +) / total : 0
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : overall }
    }
}
