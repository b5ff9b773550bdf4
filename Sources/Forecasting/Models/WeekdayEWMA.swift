#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exponentially weighted mean of the same slot of the week over all history, outliers cut.
///
/// mₖ = (Σⱼ λʲ x₍ₖ₋ⱼ₎) / (Σⱼ λʲ) over the known weeks, λ = 2^(−1/half-life). The half-life is the one of
/// 2, 4, 8, 16, 32 weeks or ∞ with the least absolute error one week ahead over the history itself. A value further
/// than four times √(m + (m/4)²) from the mean of at least four weeks is cut to that distance.
/// Source: Brown, Statistical Forecasting for Inventory Control, 1959; cutting after Gelper, Fried & Croux, "Robust
/// forecasting with exponential and Holt–Winters smoothing", J. Forecasting 29 (2010) 285–300.
public struct WeekdayEWMA: ForecastModel {
    /// `ewma-weeks`.
    public let name = "ewma-weeks"
    /// `weighted mean of all weeks`.
    public let title = "weighted mean of all weeks"
    /// One parameter is estimated.
    public let complexity = 3

    /// Half-lives tried, in weeks.
    static let halfLives: [Double] = [2, 4, 8, 16, 32, .infinity]

    /// The weighted mean with estimated half-life.
    public init() {}

    /// A longer memory is usually worth a little.
    public func usualAdvantage(for timeline: SlotTimeline) -> Double { -0.03 }

    /// The smoothed value of each horizon slot's slot of the week; NaN where it was never known.
    ///
    /// - Complexity: O(slots × half-lives)
    public func path(for task: ForecastTask) -> [Double] {
        var best: (error: Double, means: [Double]) = (.infinity, [])
        for halfLife in Self.halfLives {
            let (error, means) = smooth(task, decay: halfLife.isFinite ? exp2(-1 / halfLife) : 1)
            if error < best.error * (1 - 1e-9) || best.means.isEmpty { best = (error, means) }
        }
        return (0..<task.horizonSlots).map { best.means[task.timeline.slotOfWeek(task.cutoff + $0)] }
    }

    /// Runs over the history; returns the sum of absolute errors one week ahead after the first four known weeks of
    /// each slot, and the last means.
    private func smooth(_ task: ForecastTask, decay: Double) -> (error: Double, means: [Double]) {
        let season = task.timeline.slotsPerWeek
        var sums = [Double](repeating: 0, count: season)
        var weights = sums
        var counts = [Int](repeating: 0, count: season)
        var error = 0.0
        var key = task.timeline.firstSlotOfWeek
        for value in task.values {
            if !value.isNaN {
                var x = value
                if counts[key] >= 4 {
                    let mean = sums[key] / weights[key]
                    error += abs(x - mean)
                    let reach = 4 * (mean + 0.0625 * mean * mean).squareRoot() + 1
                    x = min(max(x, mean - reach), mean + reach)
                }
                sums[key] = sums[key] * decay + x
                weights[key] = weights[key] * decay + 1
                counts[key] += 1
            }
            key += 1
            if key == season { key = 0 }
        }
        return (error, zip(sums, weights).map { $1 > 0 ? $0 / $1 : .nan })
    }
}
