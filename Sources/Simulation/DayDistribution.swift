import NumericalMethods

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

    /// Standard deviation over days; `nil` with fewer than two.
    ///
    /// Its half width holds for any distribution (bad days have long tails): the variance of s is about
    /// (m₄ − s⁴) / (4 s² n), m₄ being the fourth central moment. Source: M. Kendall & A. Stuart, "The Advanced Theory of
    /// Statistics" 1 (4th ed., 1977), 10.9.
    public var standardDeviation: Estimate? {
        guard let deviation else { return nil }
        guard deviation > 0 else { return Estimate(value: 0, halfWidth95: 0) }
        let mean = values.reduce(0, +) / count
        let square = deviation * deviation
        let fourth = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) } / count
        let variance = max(0, fourth - square * square) / (4 * square * count)
        return Estimate(value: deviation, halfWidth95: spread * variance.squareRoot())
    }

    /// Share of days with at least `level`, 0…1; `nil` without a day.
    ///
    /// Its half width is that of Agresti and Coull, which stays above 0 when all days or none reach the level. Source:
    /// L. D. Brown, T. T. Cai & A. DasGupta, Statistical Science 16 (2001) 101–133, doi:10.1214/ss/1009213286.
    public func share(atLeast level: Double) -> Estimate? {
        guard !values.isEmpty else { return nil }
        let share = Double(values.count - lowerBound(level)) / count
        guard values.count > 1 else { return Estimate(value: share) }
        let enlarged = count + spread * spread
        let centre = (share * count + spread * spread / 2) / enlarged
        return Estimate(value: share, halfWidth95: spread * (centre * (1 - centre) / enlarged).squareRoot())
    }

    /// The value that a share `probability` (0…1) of days stays below, interpolated; `nil` without a day.
    public func quantile(_ probability: Double) -> Double? { Quantile.type7(sorted: values, probability) }

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
