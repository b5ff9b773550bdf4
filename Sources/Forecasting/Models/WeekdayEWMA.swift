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
            while position < cutoff {
                let end = timeline.endOfWeekRun(from: position, limit: cutoff)
                smoother.run(task.values, position..<end, from: timeline.slotOfWeek(position))
                position = end
            }
            let horizonEnd = min(cutoff + horizonSlots, timeline.count)
            var path: [Double] = []
            path.reserveCapacity(horizonEnd - cutoff)
            var slot = cutoff
            while slot < horizonEnd {
                let end = timeline.endOfWeekRun(from: slot, limit: horizonEnd)
                smoother.appendMeans(to: &path, from: timeline.slotOfWeek(slot), steps: end - slot)
                slot = end
            }
            return path
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

        init(_ timeline: SlotTimeline) {
            var decay = Lanes(repeating: 1)
            for (lane, halfLife) in WeekdayEWMA.halfLives.enumerated() where halfLife.isFinite {
                decay[lane] = exp2(-1 / halfLife)
            }
            self.decay = decay
            sums = [Lanes](repeating: Lanes(repeating: 0), count: timeline.slotsPerWeek)
            counts = [Int](repeating: 0, count: timeline.slotsPerWeek)
            var weight = Lanes(repeating: 0)
            let most = timeline.count / timeline.slotsPerWeek + 1 + timeline.makeUpDays.count
            shares = (0...most).map { count in
                if count > 0 { weight = weight * decay + 1 }
                return 1 / weight
            }
        }

        /// Appends the means with the half-life that has had the least error, for the slots from `slotOfWeek` on.
        func appendMeans(to path: inout [Double], from slotOfWeek: Int, steps: Int) {
            var best = 0
            for lane in 1..<WeekdayEWMA.halfLives.count where errors[lane] < errors[best] * (1 - 1e-9) { best = lane }
            var key = slotOfWeek
            for _ in 0..<steps {
                path.append(counts[key] > 0 ? sums[key][best] * shares[counts[key]][best] : .nan)
                key = key + 1 == sums.count ? 0 : key + 1
            }
        }

        /// Runs on over a range that begins at a slot of the week, adding up the absolute errors one week ahead after
        /// the first four known weeks of each slot.
        mutating func run(_ values: [Double], _ range: Range<Int>, from slotOfWeek: Int) {
            let values = values.span
            let shareArray = shares
            let shares = shareArray.span
            let decay = decay
            var errors = errors
            var key = slotOfWeek
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
        }
    }
}
