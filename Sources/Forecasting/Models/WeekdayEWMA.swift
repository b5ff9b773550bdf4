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
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots).first ?? []
    }

    /// The paths from rising cutoffs in one run; each takes the half-life that was best by then.
    ///
    /// - Complexity: O(slots × half-lives)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        var smoothers = Self.halfLives.map { Smoother(task.timeline, decay: $0.isFinite ? exp2(-1 / $0) : 1) }
        var position = 0
        return cutoffs.map { cutoff in
            for index in smoothers.indices { smoothers[index].run(task.values, position..<cutoff) }
            position = cutoff
            var best = 0
            for index in smoothers.indices where smoothers[index].error < smoothers[best].error * (1 - 1e-9) {
                best = index
            }
            let smoother = smoothers[best]
            return (0..<min(horizonSlots, task.timeline.count - cutoff)).map {
                smoother.mean(task.timeline.slotOfWeek(cutoff + $0))
            }
        }
    }

    /// The running means of one half-life.
    private struct Smoother {
        /// Sum of absolute errors one week ahead after the first four known weeks of each slot.
        private(set) var error = 0.0
        private let decay: Double
        private var sums: [Double]
        private var weights: [Double]
        private var counts: [Int]
        private var key: Int

        init(_ timeline: SlotTimeline, decay: Double) {
            self.decay = decay
            sums = [Double](repeating: 0, count: timeline.slotsPerWeek)
            weights = sums
            counts = [Int](repeating: 0, count: timeline.slotsPerWeek)
            key = timeline.firstSlotOfWeek
        }

        func mean(_ slotOfWeek: Int) -> Double {
            weights[slotOfWeek] > 0 ? sums[slotOfWeek] / weights[slotOfWeek] : .nan
        }

        mutating func run(_ values: [Double], _ range: Range<Int>) {
            for index in range {
                let value = values[index]
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
                if key == sums.count { key = 0 }
            }
        }
    }
}
