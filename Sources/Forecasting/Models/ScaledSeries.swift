#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A stretch of a task's volumes on a model's scale, on the grid, with what the slots are.
struct ScaledSeries {
    /// Volume, or the logarithm of volume + ``offset``; NaN where unknown.
    let values: [Double]
    /// What a unit of error on the scale is worth in volume: 1, or volume + ``offset``.
    let worth: [Double]
    /// Added to the volume before its logarithm is taken: 1 when some volume is below 1, else 0.
    let offset: Double
    /// Slot of the task's grid at which ``values`` begins.
    let firstSlot: Int
    /// Slot of the week of the first value.
    let firstSlotOfWeek: Int
    /// Slots in a day and in a week.
    let slotsPerDay: Int
    let slotsPerWeek: Int
    /// Slots of an average day at which something was ever known, at least 1.
    let knownSlotsPerDay: Double
    /// Whether the scale is logarithmic.
    let isLogarithm: Bool

    /// Slot of the task's grid after the last value.
    var end: Int { firstSlot + values.count }

    /// The values of `slots`, which lie before the task's cutoff.
    init(_ task: ForecastTask, scale: DoubleSeasonalHoltWinters.Scale, slots: Range<Int>) {
        slotsPerDay = task.timeline.slotsPerDay
        slotsPerWeek = task.timeline.slotsPerWeek
        firstSlot = slots.lowerBound
        firstSlotOfWeek = task.timeline.slotOfCalendarWeek(firstSlot)
        isLogarithm = scale == .multiplicative
        var known = [Bool](repeating: false, count: slotsPerWeek)
        var least = Double.infinity
        var key = firstSlotOfWeek
        for slot in slots {
            let value = task.values[slot]
            if !value.isNaN {
                known[key] = true
                least = min(least, value)
            }
            key += 1
            if key == slotsPerWeek { key = 0 }
        }
        knownSlotsPerDay = max(1, Double(known.count { $0 }) / 7)
        let offset = isLogarithm && least < 1 ? 1.0 : 0
        self.offset = offset
        let volumes = task.values[slots]
        if isLogarithm {
            values = volumes.map { log($0 + offset) }
            worth = volumes.map { $0 + offset }
        } else {
            values = Array(volumes)
            worth = [Double](repeating: 1, count: volumes.count)
        }
    }
}
