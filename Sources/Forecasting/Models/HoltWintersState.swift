#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Smoothing weights of ``DoubleSeasonalHoltWinters``.
struct HoltWintersParameters: Equatable {
    /// Share of a persistent change that the level has taken over after a day.
    var alphaPerDay: Double
    /// Least gain of the daily season, a day.
    var delta: Double
    /// Least gain of the weekly season, a week.
    var gamma: Double
    /// Autocorrelation of the error, a slot.
    var phi: Double
    /// Values by which a young weekly season is shrunk to the daily one.
    var kappa: Double
    /// Whether the level learns from the whole deviation (1) or from the innovation (0).
    var levelShare: Double
}

extension DoubleSeasonalHoltWinters {
    /// Level, seasons and last error of the smoother.
    struct State {
        private(set) var level: Double
        private(set) var daily: [Double]
        private(set) var weekly: [Double]
        /// Last deviation from level and seasons, the autocorrelated part.
        private(set) var error = 0.0
        private var dailyCounts: [Double]
        private var weeklyCounts: [Double]
        private var deviation: Double
        private var actualSum = 0.0
        private var expectedSum = 0.0

        /// The mean and the daily season of the first week with a value; `nil` without a value.
        init?(_ series: ScaledSeries) {
            guard let first = series.values.firstIndex(where: { !$0.isNaN }) else { return nil }
            let week = first..<min(series.values.count, first + series.slotsPerWeek)
            var sum = 0.0
            var count = 0.0
            for index in week where !series.values[index].isNaN {
                sum += series.values[index]
                count += 1
            }
            let mean = sum / count
            var sums = [Double](repeating: 0, count: series.slotsPerDay)
            var counts = sums
            for index in week where !series.values[index].isNaN {
                let time = (series.firstSlotOfWeek + index) % series.slotsPerDay
                sums[time] += series.values[index] - mean
                counts[time] += 1
            }
            let season = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
            var square = 0.0
            for index in week where !series.values[index].isNaN {
                let miss = series.values[index] - mean - season[(series.firstSlotOfWeek + index) % series.slotsPerDay]
                square += miss * miss
            }
            level = mean
            daily = season
            weekly = [Double](repeating: 0, count: series.slotsPerWeek)
            dailyCounts = counts
            weeklyCounts = weekly
            deviation = (square / count).squareRoot()
        }

        /// Level and seasons of a slot of the week, without the autocorrelated part.
        func expected(_ slotOfWeek: Int) -> Double { level + daily[slotOfWeek % daily.count] + weekly[slotOfWeek] }

        /// Whether a slot of the week had a value yet.
        func knows(_ slotOfWeek: Int) -> Bool { weeklyCounts[slotOfWeek] > 0 }

        /// Actual over expected volumes on the natural scale, with a memory of about a thousand slots.
        var meanCorrection: Double { expectedSum > 0 ? min(max(actualSum / expectedSum, 0.5), 2) : 1 }

        /// Smooths over a range of the series.
        ///
        /// - Parameter correcting: whether the sums behind ``meanCorrection`` are kept (a logarithmic scale only).
        mutating func run(
            _ series: ScaledSeries, _ range: Range<Int>, _ p: HoltWintersParameters, correcting: Bool = true
        ) {
            guard !range.isEmpty else { return }
            let alpha = 1 - pow(1 - p.alphaPerDay, 1 / series.knownSlotsPerDay)
            let corrects = correcting && series.isLogarithm
            var key = (series.firstSlotOfWeek + range.lowerBound) % series.slotsPerWeek
            var time = key % series.slotsPerDay
            // Everything moves into locals: fields of `self` would be reloaded and checked at every step.
            var (level, error, deviation) = (level, error, deviation)
            var (actualSum, expectedSum) = (actualSum, expectedSum)
            var (dailyArray, weeklyArray) = (daily, weekly)
            var (dailyCountArray, weeklyCountArray) = (dailyCounts, weeklyCounts)
            (daily, weekly, dailyCounts, weeklyCounts) = ([], [], [], [])
            let values = series.values.span
            var daily = dailyArray.mutableSpan
            var weekly = weeklyArray.mutableSpan
            var dailyCounts = dailyCountArray.mutableSpan
            var weeklyCounts = weeklyCountArray.mutableSpan
            for index in range {
                let x = values[index]
                let carried = p.phi * error
                if x.isNaN {
                    error = carried
                } else {
                    let base = level + daily[time] + weekly[key]
                    let miss = x - base - carried
                    let reach = 3 * deviation
                    let bounded = deviation > 0 ? min(max(miss, -reach), reach) : miss
                    if corrects {
                        actualSum = 0.999 * actualSum + exp(min(x, base + reach))
                        expectedSum = 0.999 * expectedSum + exp(base)
                    }
                    deviation += 0.01 * (min(abs(miss), reach + abs(bounded)) * 1.2533 - deviation)
                    dailyCounts[time] += 1
                    weeklyCounts[key] += 1
                    let dailyGain = max(p.delta, 1 / (dailyCounts[time] + 1))
                    let weeklyGain = max(p.gamma, 1 / (weeklyCounts[key] + p.kappa))
                    let whole = bounded + carried
                    let taken = alpha * p.levelShare * carried
                    level += alpha * bounded + taken
                    daily[time] += dailyGain * whole
                    weekly[key] += weeklyGain * (1 - dailyGain) * whole
                    error = whole - taken
                }
                key += 1
                time += 1
                if time == daily.count {
                    time = 0
                    if key == weekly.count { key = 0 }
                }
            }
            (self.daily, self.weekly) = (dailyArray, weeklyArray)
            (self.dailyCounts, self.weeklyCounts) = (dailyCountArray, weeklyCountArray)
            (self.level, self.error, self.deviation) = (level, error, deviation)
            (self.actualSum, self.expectedSum) = (actualSum, expectedSum)
        }
    }
}
