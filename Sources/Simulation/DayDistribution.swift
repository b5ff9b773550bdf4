/// A quantity of single days over all simulated days: how good or bad a day can be.
public struct DayDistribution: Hashable, Sendable {
    /// The days' values in ascending order; days without contacts are left out.
    public let values: [Double]

    init(_ values: [Double]) { self.values = values.sorted() }

    /// Mean over days; `nil` without a day. Its half width takes days as independent.
    public var mean: Estimate? {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / count
        return Estimate(value: mean, halfWidth95: deviation.map { spread * $0 / count.squareRoot() })
    }

    /// Standard deviation over days; `nil` with fewer than two. Its half width is that of a normal sample.
    public var standardDeviation: Estimate? {
        deviation.map { Estimate(value: $0, halfWidth95: spread * $0 / (2 * count).squareRoot()) }
    }

    /// Share of days with at least `level`, 0…1; `nil` without a day.
    public func share(atLeast level: Double) -> Estimate? {
        guard !values.isEmpty else { return nil }
        let share = Double(values.count - lowerBound(level)) / count
        guard values.count > 1 else { return Estimate(value: share) }
        return Estimate(value: share, halfWidth95: spread * (share * (1 - share) / count).squareRoot())
    }

    /// The value that a share `probability` (0…1) of days stays below, interpolated; `nil` without a day.
    public func quantile(_ probability: Double) -> Double? { sortedQuantile(values, probability) }

    private var count: Double { Double(values.count) }
    private var spread: Double { studentQuantile975(freedom: max(1, count - 1)) }

    private var deviation: Double? {
        guard values.count > 1 else { return nil }
        let mean = values.reduce(0, +) / count
        return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot()
    }

    private func lowerBound(_ level: Double) -> Int {
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if values[middle] < level { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Quantile of values in ascending order by linear interpolation (Hyndman & Fan 1996, type 7); `nil` without values.
func sortedQuantile<Value: BinaryFloatingPoint>(_ sorted: [Value], _ probability: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let position = Double(sorted.count - 1) * min(1, max(0, probability))
    let lower = Int(position)
    guard lower + 1 < sorted.count else { return Double(last) }
    let below = Double(sorted[lower])
    return below + (position - Double(lower)) * (Double(sorted[lower + 1]) - below)
}
