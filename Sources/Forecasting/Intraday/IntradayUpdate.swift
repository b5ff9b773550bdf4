import ContactCenter

/// Updating the rest of a day from its morning, as past days teach it.
public enum IntradayUpdate {
    /// Days needed before anything is updated.
    public static let minimumDays = 10

    /// Learns how the mornings of `days` carried over to the rest.
    ///
    /// - Parameters:
    ///   - days: Past days in order, all with the same number of slots, each with the forecast made before it began.
    ///   - slotMinutes: Length of a slot.
    /// - Complexity: O(days · blocks · grid), blocks of half an hour
    public static func learn(from days: [IntradayDay], slotMinutes: Int) -> IntradayUpdater {
        IntradayUpdater(days: days, slotMinutes: slotMinutes)
    }

    /// Day-ahead forecasts of the last `count` open days before the day of slot `cutoffSlot`, with what came: each
    /// made by `model`, or by the default choice when it is `nil`, from what was known when the day began.
    ///
    /// - Throws: ``ForecastingError``.
    public static func pastDays(
        of series: VolumeSeries, calendar: CentreCalendar, cutoffSlot: Int, count: Int,
        model: (any ForecastModel)? = CalendarDayModel()
    ) throws(ForecastingError) -> [IntradayDay] {
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 1)
        let timeline = task.timeline
        guard cutoffSlot >= 0, cutoffSlot <= series.count else {
            throw .cutoff(cutoffSlot, count: series.count, series: series.id)
        }
        let first = task.values.firstIndex { !$0.isNaN } ?? 0
        // Two weeks let a model know every weekday twice.
        let earliest = timeline.day(first) + 14
        let last = timeline.day(cutoffSlot)
        let open = (min(earliest, last)..<last).filter { timeline.days[$0].isOpen }.suffix(count)
        var past: [IntradayDay] = []
        for day in open {
            let slots = timeline.slots(ofDay: day)
            guard slots.count == timeline.slotsPerDay, slots.upperBound <= task.cutoff else { continue }
            let path: [Double]
            if let model {
                path = model.lawfulPath(
                    for: task.earlier(cutoff: slots.lowerBound, horizonSlots: timeline.slotsPerDay))
            } else {
                path = try paths(
                    series: series, calendar: calendar, cutoffSlot: slots.lowerBound,
                    horizonSlots: timeline.slotsPerDay, levels: [])[0].mean
            }
            past.append(IntradayDay(forecast: path, actual: Array(task.values[slots])))
        }
        return past
    }
}
