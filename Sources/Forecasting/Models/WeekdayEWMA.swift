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
public struct WeekdayEWMA: SinglePassModel {
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

    /// The smoothed value of each slot's slot of the week at each cutoff; NaN where it was never known before it.
    ///
    /// - Complexity: O(slots × half-lives)
    public func paths(for task: ForecastTask, cutoffs: [Int], steps: Int) -> [[Double]] {
        var decay = 1.0
        var least = Double.infinity
        for halfLife in Self.halfLives {
            let candidate = halfLife.isFinite ? exp2(-1 / halfLife) : 1
            var smoother = Smoother(task.timeline, decay: candidate)
            let error = smoother.run(task.values, 0..<task.cutoff)
            if error < least * (1 - 1e-9) {
                least = error
                decay = candidate
            }
        }
        var smoother = Smoother(task.timeline, decay: decay)
        var position = 0
        return cutoffs.map { cutoff in
            smoother.run(task.values, position..<max(position, cutoff))
            position = max(position, cutoff)
            return (0..<steps).map { smoother.mean(task.timeline.slotOfWeek(cutoff + $0)) }
        }
    }

    /// The running means of one half-life.
    private struct Smoother {
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

        /// Runs on over a range; returns the sum of absolute errors one week ahead after the first four known weeks
        /// of each slot.
        @discardableResult
        mutating func run(_ values: [Double], _ range: Range<Int>) -> Double {
            var error = 0.0
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
            return error
        }
    }
}
