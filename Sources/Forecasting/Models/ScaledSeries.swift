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
    /// Slots in a day and in a week.
    let slotsPerDay: Int
    let slotsPerWeek: Int
    /// Slots of an average day at which something was ever known, at least 1.
    let knownSlotsPerDay: Double
    /// Whether the scale is logarithmic.
    let isLogarithm: Bool
    private let timeline: SlotTimeline

    /// Slot of the task's grid after the last value.
    var end: Int { firstSlot + values.count }
    /// Place in the week of a value, by the weekday that its day is worked like.
    func slotOfWeek(_ index: Int) -> Int { timeline.slotOfWeek(firstSlot + index) }
    /// Where the values from `index` on whose places in the week go on one by one end, `limit` at the latest.
    func endOfWeekRun(from index: Int, limit: Int) -> Int {
        timeline.endOfWeekRun(from: firstSlot + index, limit: firstSlot + limit) - firstSlot
    }

    /// The values of `slots`, which lie before the task's cutoff.
    init(_ task: ForecastTask, scale: DoubleSeasonalHoltWinters.Scale, slots: Range<Int>) {
        timeline = task.timeline
        slotsPerDay = task.timeline.slotsPerDay
        slotsPerWeek = task.timeline.slotsPerWeek
        firstSlot = slots.lowerBound
        isLogarithm = scale == .multiplicative
        var known = [Bool](repeating: false, count: slotsPerWeek)
        var least = Double.infinity
        var first = slots.lowerBound
        while first < slots.upperBound {
            let end = task.timeline.endOfWeekRun(from: first, limit: slots.upperBound)
            var key = task.timeline.slotOfWeek(first)
            for slot in first..<end {
                let value = task.values[slot]
                if !value.isNaN {
                    known[key] = true
                    least = min(least, value)
                }
                key += 1
                if key == slotsPerWeek { key = 0 }
            }
            first = end
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
