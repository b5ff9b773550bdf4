import NumericalMethods

/// Equally likely courses of one or several series over the horizon.
///
/// One contiguous array, path × series × slot. Totals over slots and series are taken path by path, so that they agree
/// with their parts.
public struct SamplePaths: Hashable, Sendable {
    /// Names of the series.
    public let names: [String]
    /// Number of paths.
    public let pathCount: Int
    /// Slots of the horizon.
    public let slotCount: Int
    /// Slots in a day.
    public let slotsPerDay: Int
    /// Place of the first slot in its day.
    public let firstSlotOfDay: Int
    /// All values, path × series × slot; never negative or NaN.
    public private(set) var values: [Double]

    init(
        names: [String], pathCount: Int, slotCount: Int, slotsPerDay: Int, firstSlotOfDay: Int, values: [Double]
    ) {
        self.names = names
        self.pathCount = pathCount
        self.slotCount = slotCount
        self.slotsPerDay = slotsPerDay
        self.firstSlotOfDay = firstSlotOfDay
        self.values = values
    }

    /// The value of a path, series and slot.
    public subscript(path path: Int, series series: Int, slot slot: Int) -> Double {
        values[start(path: path, series: series) + slot]
    }

    /// One path of a series, a value a slot.
    public func path(_ path: Int, series: Int) -> ArraySlice<Double> {
        let start = start(path: path, series: series)
        return values[start..<start + slotCount]
    }

    private func start(path: Int, series: Int) -> Int { (path * names.count + series) * slotCount }

    // MARK: Days

    /// Days that the horizon touches.
    public var dayCount: Int { slotCount == 0 ? 0 : (firstSlotOfDay + slotCount + slotsPerDay - 1) / slotsPerDay }

    /// The horizon's slots on a day, counted from the first day.
    public func slots(ofDay day: Int) -> Range<Int> {
        let first = day * slotsPerDay - firstSlotOfDay
        return max(0, first)..<min(slotCount, first + slotsPerDay)
    }

    // MARK: Totals

    /// Sum over `slots` (all by default) and `series` on each path.
    public func totals(of series: [Int], slots: Range<Int>? = nil) -> [Double] {
        let slots = slots ?? 0..<slotCount
        return (0..<pathCount).map { path in
            series.reduce(0) { sum, series in
                let start = start(path: path, series: series)
                return values[start + slots.lowerBound..<start + slots.upperBound].reduce(sum, +)
            }
        }
    }

    /// Work on each path: Σ volume × handle time over `slots` (all by default), in seconds.
    public func workSeconds(volume: Int, handleTime: Int, slots: Range<Int>? = nil) -> [Double] {
        let slots = slots ?? 0..<slotCount
        return (0..<pathCount).map { path in
            let (volumes, times) = (start(path: path, series: volume), start(path: path, series: handleTime))
            return slots.reduce(0) { $0 + values[volumes + $1] * values[times + $1] }
        }
    }

    // MARK: Quantiles

    /// Quantiles of a series in one slot, one a level.
    public func quantiles(_ levels: [Double], series: Int, slot: Int) -> [Double] {
        SamplePaths.quantiles(levels, of: (0..<pathCount).map { self[path: $0, series: series, slot: slot] })
    }

    /// Quantiles of the sum of `series` on each day, day by day one a level.
    public func dayQuantiles(_ levels: [Double], series: [Int]) -> [[Double]] {
        (0..<dayCount).map { SamplePaths.quantiles(levels, of: totals(of: series, slots: slots(ofDay: $0))) }
    }

    /// Quantiles of one number a path (type 7), one a level.
    public static func quantiles(_ levels: [Double], of totals: [Double]) -> [Double] {
        let sorted = totals.sorted()
        return levels.map { Quantile.type7(sorted: sorted, $0) ?? 0 }
    }

    // MARK: Whole numbers

    /// Makes a series whole numbers: the fraction of a slot is carried to the next, from a random start each day.
    ///
    /// Every slot keeps its mean, and every day total stays within 1 of what it was (rounding slot by slot would add
    /// noise to the sums).
    mutating func roundVolumes(series: Int, seed: UInt64) {
        for path in 0..<pathCount {
            // Far from the units of the draws.
            var stream = RandomStream(seed: seed, unit: UInt64(path) &+ UInt64(series + 1) << 32)
            let start = start(path: path, series: series)
            for day in 0..<dayCount {
                var carried = stream.uniform()
                for slot in slots(ofDay: day) {
                    let sum = carried + values[start + slot]
                    let whole = sum.rounded(.down)
                    values[start + slot] = whole
                    carried = sum - whole
                }
            }
        }
    }
}
