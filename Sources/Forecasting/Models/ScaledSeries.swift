#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A stretch of a task's volumes on a model's scale, on the grid, with what the slots are.
///
/// Seven digits are ample for volumes that are counts, and half the work of fifteen.
struct ScaledSeries {
    /// Volume, or the logarithm of volume + ``offset``; NaN where unknown.
    let values: [Float]
    /// Volume + ``offset``; NaN where unknown.
    let volumes: [Float]
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

    /// The values of `slots`, which lie before the task's cutoff.
    init(_ task: ForecastTask, scale: DoubleSeasonalHoltWinters.Scale, slots: Range<Int>) {
        slotsPerDay = task.timeline.slotsPerDay
        slotsPerWeek = task.timeline.slotsPerWeek
        firstSlot = slots.lowerBound
        // By the date alone: round the clock a make-up working day is left to the calendar's own model.
        firstSlotOfWeek = task.timeline.slotOfCalendarWeek(firstSlot)
        isLogarithm = scale == .multiplicative
        var known = [Bool](repeating: false, count: slotsPerWeek)
        var least = Double.infinity
        var key = firstSlotOfWeek
        let source = task.values.span
        for slot in slots {
            let value = source[slot]
            if !value.isNaN {
                known[key] = true
                if value < least { least = value }
            }
            key += 1
            if key == slotsPerWeek { key = 0 }
        }
        knownSlotsPerDay = max(1, Double(known.count { $0 }) / 7)
        let offset: Float = isLogarithm && least < 1 ? 1 : 0
        self.offset = Double(offset)
        volumes = task.values[slots].map { Float($0) + offset }
        values = isLogarithm ? volumes.map { log($0) } : volumes
    }
}
