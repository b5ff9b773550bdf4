#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exponentially weighted mean of the same slot of the week over all history, outliers cut.
///
/// mₖ = (Σⱼ λʲ x₍ₖ₋ⱼ₎) / (Σⱼ λʲ) over the known weeks, λ = 2^(−1/half-life). The half-life is the one of
/// 2, 3, 4, 8, 16, 32, 64 weeks or ∞ with the least absolute error one week ahead over the history before the cutoff. A value further
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
    static let halfLives: [Double] = [2, 3, 4, 8, 16, 32, 64, .infinity]

    /// The weighted mean with estimated half-life.
    public init() {}

    /// A longer memory is usually worth a little.
    public func usualAdvantage(for timeline: SlotTimeline) -> Double { -0.03 }

    /// The smoothed value of each slot's slot of the week at each cutoff; NaN where it was never known before it.
    ///
    /// - Complexity: O(slots × half-lives)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        let timeline = task.timeline
        var smoother = Smoother(timeline)
        var position = 0
        return cutoffs.map { cutoff in
            smoother.run(task.values, position..<max(position, cutoff))
            position = max(position, cutoff)
            return smoother.means(
                from: timeline.slotOfWeek(cutoff), steps: min(horizonSlots, timeline.count - cutoff))
        }
    }

    /// The path from the end of the history.
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots)[0]
    }

    /// The running means of every half-life side by side in the lanes of a vector, and their errors so far.
    private struct Smoother {
        private typealias Lanes = SIMD8<Double>

        private let decay: Lanes
        private var sums: [Lanes]
        /// One over the sum of the weights of so many values: it depends on nothing else.
        private let shares: [Lanes]
        private var counts: [Int]
        private var errors = Lanes(repeating: 0)
        private var key: Int

        init(_ timeline: SlotTimeline) {
            var decay = Lanes(repeating: 1)
            for (lane, halfLife) in WeekdayEWMA.halfLives.enumerated() where halfLife.isFinite {
                decay[lane] = exp2(-1 / halfLife)
            }
            self.decay = decay
            sums = [Lanes](repeating: Lanes(repeating: 0), count: timeline.slotsPerWeek)
            counts = [Int](repeating: 0, count: timeline.slotsPerWeek)
            var weight = Lanes(repeating: 0)
            shares = (0...timeline.count / timeline.slotsPerWeek + 1).map { count in
                if count > 0 { weight = weight * decay + 1 }
                return 1 / weight
            }
            key = timeline.firstSlotOfWeek
        }

        /// The means with the half-life that has had the least error, for the slots from `slotOfWeek` on.
        func means(from slotOfWeek: Int, steps: Int) -> [Double] {
            var best = 0
            for lane in 1..<WeekdayEWMA.halfLives.count where errors[lane] < errors[best] * (1 - 1e-9) { best = lane }
            var path = [Double](repeating: .nan, count: steps)
            var key = slotOfWeek
            for step in 0..<steps {
                if counts[key] > 0 { path[step] = sums[key][best] * shares[counts[key]][best] }
                key = key + 1 == sums.count ? 0 : key + 1
            }
            return path
        }

        /// Runs on over a range, adding up the absolute errors one week ahead after the first four known weeks of each
        /// slot.
        mutating func run(_ values: [Double], _ range: Range<Int>) {
            let values = values.span
            let shareArray = shares
            let shares = shareArray.span
            let decay = decay
            var errors = errors
            var key = key
            // Out of `self`: otherwise every step asks whether the arrays are shared.
            var (sumsArray, countsArray) = (sums, counts)
            (sums, counts) = ([], [])
            var sums = sumsArray.mutableSpan
            var counts = countsArray.mutableSpan
            for index in range {
                let value = values[index]
                if !value.isNaN {
                    var x = Lanes(repeating: value)
                    let sum = sums[key]
                    let count = counts[key]
                    if count >= 4 {
                        let mean = sum * shares[count]
                        let miss = x - mean
                        let size = miss.replacing(with: -miss, where: miss .< 0)
                        errors += size
                        // |miss| > 4 √variance + 1, without the root.
                        let beyond = size - 1
                        let excess = beyond * beyond - (16 * mean + mean * mean)
                        if any((excess .> 0) .& (beyond .> 0)) {
                            let reach = 4 * (mean + 0.0625 * mean * mean).squareRoot() + 1
                            x.clamp(lowerBound: mean - reach, upperBound: mean + reach)
                        }
                    }
                    sums[key] = sum * decay + x
                    counts[key] = count + 1
                }
                key = key + 1 == sums.count ? 0 : key + 1
            }
            (self.sums, self.counts) = (sumsArray, countsArray)
            self.errors = errors
            self.key = key
        }
    }
}
