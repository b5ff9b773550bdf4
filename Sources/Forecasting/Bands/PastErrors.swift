#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a model's forecasts from earlier origins missed, slot by slot.
struct PastErrors {
    /// Errors of known slots in a row, on one day, from one origin and of one lead group.
    struct Stretch {
        /// Their places among the errors.
        var range: Range<Int>
        /// Slot of the day of the first.
        var firstSlot: Int
        /// Day of the timeline that they fell on.
        var day: Int
        /// Their lead group.
        var lead: Int
        /// What each counts: halving with age.
        var weight: Double
    }

    private(set) var forecasts: [Double] = []
    /// Actual minus forecast.
    private(set) var errors: [Double] = []
    /// Where the errors lie, in their order.
    private(set) var stretches: [Stretch] = []
    /// Days on which anything was known.
    private(set) var days = 0
    /// The same, a day that several origins forecast counting for each.
    private(set) var originDays = 0

    /// Number of errors.
    private(set) var count = 0

    /// The errors, which are then no longer here: to be scaled in place.
    mutating func takeErrors() -> [Double] {
        defer { errors = [] }
        return errors
    }

    /// The errors of `paths`, made at `cutoffs`, against what is known before slot `end`.
    init(paths: [[Double]], cutoffs: ArraySlice<Int>, task: ForecastTask, knownBefore end: Int) {
        let timeline = task.timeline
        let capacity = zip(paths, cutoffs).reduce(0) { $0 + max(0, min($1.0.count, end - $1.1)) }
        forecasts.reserveCapacity(capacity)
        errors.reserveCapacity(capacity)
        var isSeen = [Bool](repeating: false, count: timeline.days.count)
        for (path, cutoff) in zip(paths, cutoffs) {
            let known = max(0, min(path.count, end - cutoff))
            var lead = 0
            while lead < known {
                let day = timeline.day(cutoff + lead)
                let dayEnd = min(known, timeline.slots(ofDay: day).upperBound - cutoff)
                let isKnown = add(path, cutoff: cutoff, leads: lead..<dayEnd, day: day, end: end, task: task)
                if isKnown {
                    if !isSeen[day] { days += 1 }
                    isSeen[day] = true
                    originDays += 1
                }
                lead = dayEnd
            }
        }
        count = errors.count
    }

    /// Adds the known slots of a day; whether there are any.
    private mutating func add(
        _ path: [Double], cutoff: Int, leads: Range<Int>, day: Int, end: Int, task: ForecastTask
    ) -> Bool {
        let perDay = task.timeline.slotsPerDay
        let firstSlot = task.timeline.slotOfDay(cutoff + leads.lowerBound) - leads.lowerBound
        let values = task.values.span
        let path = path.span
        var weight: Double?
        var lead = leads.lowerBound
        while lead < leads.upperBound {
            guard !values[cutoff + lead].isNaN else {
                lead += 1
                continue
            }
            // Slots of a day differ little in age: the first tells for all.
            let own = weight ?? exp2(-Double(end - cutoff - lead) / Double(perDay) / PredictionBands.halfLifeDays)
            weight = own
            let start = errors.count
            let slot = firstSlot + lead
            let group = PredictionBands.leadGroup(lead, slotsPerDay: perDay)
            // A lead group ends with a day from the origin.
            let groupEnd = min(leads.upperBound, (lead / perDay + 1) * perDay)
            while lead < groupEnd, !values[cutoff + lead].isNaN {
                forecasts.append(path[lead])
                errors.append(values[cutoff + lead] - path[lead])
                lead += 1
            }
            stretches.append(
                Stretch(range: start..<errors.count, firstSlot: slot, day: day, lead: group, weight: own))
        }
        return weight != nil
    }
}
