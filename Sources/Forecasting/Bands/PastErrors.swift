#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a model's forecasts from earlier origins missed, slot by slot.
struct PastErrors {
    private(set) var forecasts: [Double] = []
    /// Actual minus forecast.
    private(set) var errors: [Double] = []
    /// Halving with the age of the slot.
    private(set) var weights: [Double] = []
    /// Lead group of each error.
    private(set) var leads: [Int] = []
    private(set) var slots: [Int] = []
    /// Day of the timeline that each error fell on.
    private(set) var targetDays: [Int] = []
    /// Days on which anything was known.
    private(set) var days = 0
    /// The same, a day that several origins forecast counting for each.
    private(set) var originDays = 0

    /// Number of errors.
    var count: Int { errors.count }

    /// The errors of `paths`, made at `cutoffs`, against what is known before slot `end`.
    init(paths: [[Double]], cutoffs: ArraySlice<Int>, task: ForecastTask, knownBefore end: Int) {
        let timeline = task.timeline
        let capacity = zip(paths, cutoffs).reduce(0) { $0 + max(0, min($1.0.count, end - $1.1)) }
        forecasts.reserveCapacity(capacity)
        errors.reserveCapacity(capacity)
        weights.reserveCapacity(capacity)
        leads.reserveCapacity(capacity)
        slots.reserveCapacity(capacity)
        targetDays.reserveCapacity(capacity)
        var isSeen = [Bool](repeating: false, count: timeline.days.count)
        for (path, cutoff) in zip(paths, cutoffs) {
            var lastDay = -1
            var weight = 1.0
            var slotOfDay = timeline.slotOfDay(cutoff)
            for lead in 0..<max(0, min(path.count, end - cutoff)) {
                let actual = task.values[cutoff + lead]
                if !actual.isNaN {
                    let day = timeline.day(cutoff + lead)
                    if day != lastDay {
                        if !isSeen[day] { days += 1 }
                        isSeen[day] = true
                        originDays += 1
                        lastDay = day
                        weight = exp2(
                            -Double(end - cutoff - lead) / Double(timeline.slotsPerDay) / PredictionBands.halfLifeDays)
                    }
                    forecasts.append(path[lead])
                    errors.append(actual - path[lead])
                    weights.append(weight)
                    leads.append(PredictionBands.leadGroup(lead, slotsPerDay: timeline.slotsPerDay))
                    slots.append(slotOfDay)
                    targetDays.append(day)
                }
                slotOfDay = slotOfDay + 1 == timeline.slotsPerDay ? 0 : slotOfDay + 1
            }
        }
    }
}
