#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Eight smoothers of ``DoubleSeasonalHoltWinters`` with different settings, side by side in the lanes of a vector.
///
/// Three are for series whose level hardly moves from week to week while the seasons do slowly, in weeks or in days, one
/// for a level that moves; the others are for days that go on from hour to hour, and for levels that jump, each with a slow
/// and a fast weekly season. Single precision is ample for counts.
struct HoltWintersLanes {
    /// One value for each setting.
    typealias Lanes = SIMD8<Float>

    /// Share of a persistent change that the level has taken over after a day.
    static let alphaPerDay = Lanes(0.003, 0.003, 0.003, 0.15, 0.15, 0.15, 0.8, 0.8)
    /// Least gain of the weekly season, a week.
    static let gamma = Lanes(0.01, 0.1, 0.4, 0.03, 0.05, 0.4, 0.05, 0.4)
    /// Least gain of the daily season, a day.
    static let delta = Lanes(0.01, 0.04, 0.1, 0.01, 0.1, 0.1, 0.4, 0.4)
    /// Autocorrelation of the deviation, a slot.
    static let phi = Lanes(0, 0, 0, 0, 0.95, 0.95, 0.95, 0.95)
    /// Values by which a young weekly season is shrunk to the daily one.
    static let kappa: Float = 4

    /// Level by setting.
    private(set) var level: Lanes
    /// Daily season by time of day and setting.
    private(set) var daily: [Lanes]
    /// Weekly season by slot of the week and setting.
    private(set) var weekly: [Lanes]
    /// Last deviation from level and seasons, the autocorrelated part.
    private(set) var error = Lanes(repeating: 0)
    private var dailyCounts: [Float]
    private var weeklyCounts: [Float]
    private var deviation: Lanes
    private var actualSum = Lanes(repeating: 0)
    private var expectedSum = Lanes(repeating: 0)
    private let alpha: Lanes

    /// The mean and the daily season of the first week with a value; `nil` without a value.
    init?(_ series: ScaledSeries) {
        guard let first = series.values.firstIndex(where: { !$0.isNaN }) else { return nil }
        let week = first..<min(series.values.count, first + series.slotsPerWeek)
        var sum: Float = 0
        var count: Float = 0
        for index in week where !series.values[index].isNaN {
            sum += series.values[index]
            count += 1
        }
        let mean = sum / count
        var sums = [Float](repeating: 0, count: series.slotsPerDay)
        var counts = sums
        for index in week where !series.values[index].isNaN {
            let time = (series.firstSlotOfWeek + index) % series.slotsPerDay
            sums[time] += series.values[index] - mean
            counts[time] += 1
        }
        let season = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        var square: Float = 0
        for index in week where !series.values[index].isNaN {
            let miss = series.values[index] - mean - season[(series.firstSlotOfWeek + index) % series.slotsPerDay]
            square += miss * miss
        }
        level = Lanes(repeating: mean)
        daily = season.map { Lanes(repeating: $0) }
        weekly = [Lanes](repeating: Lanes(repeating: 0), count: series.slotsPerWeek)
        dailyCounts = counts
        weeklyCounts = [Float](repeating: 0, count: series.slotsPerWeek)
        deviation = Lanes(repeating: (square / count).squareRoot())
        var alpha = Self.alphaPerDay
        for lane in alpha.indices { alpha[lane] = 1 - pow(1 - alpha[lane], 1 / Float(series.knownSlotsPerDay)) }
        self.alpha = alpha
    }

    /// Whether a slot of the week had a value yet.
    func knows(_ slotOfWeek: Int) -> Bool { weeklyCounts[slotOfWeek] > 0 }

    /// Actual over expected volumes on the natural scale, with a memory of about a thousand slots.
    var meanCorrection: Lanes {
        let ratio = actualSum / expectedSum
        return ratio.clamped(lowerBound: Lanes(repeating: 0.5), upperBound: Lanes(repeating: 2))
            .replacing(with: 1, where: .!(expectedSum .> 0))
    }

    /// eˣ to four digits for |x| up to 4, two up to 8: (1 + y + y²/2 + y³/6)¹⁶ with y = x/16.
    @inline(__always) private static func exponential(_ x: Lanes) -> Lanes {
        let y = x * 0.0625
        let first = 1 + y * (1 + y * (0.5 + y * Float(1.0 / 6)))
        let second = first * first
        let fourth = second * second
        let eighth = fourth * fourth
        return eighth * eighth
    }

    /// Smooths over a range of the series.
    mutating func run(_ series: ScaledSeries, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let isLogarithm = series.isLogarithm
        var key = (series.firstSlotOfWeek + range.lowerBound) % series.slotsPerWeek
        var time = key % series.slotsPerDay
        // Everything moves into locals: fields of `self` would be reloaded and checked at every step.
        let alpha = alpha
        var (level, error, deviation) = (level, error, deviation)
        var (actualSum, expectedSum) = (actualSum, expectedSum)
        var (dailyArray, weeklyArray) = (daily, weekly)
        var (dailyCountArray, weeklyCountArray) = (dailyCounts, weeklyCounts)
        (daily, weekly, dailyCounts, weeklyCounts) = ([], [], [], [])
        let values = series.values.span
        let volumes = series.volumes.span
        var daily = dailyArray.mutableSpan
        var weekly = weeklyArray.mutableSpan
        var dailyCounts = dailyCountArray.mutableSpan
        var weeklyCounts = weeklyCountArray.mutableSpan
        let (gamma, delta, phi) = (Self.gamma, Self.delta, Self.phi)
        for index in range {
            let x = values[index]
            let carried = phi * error
            if x.isNaN {
                error = carried
            } else {
                let whole = x - (level + daily[time] + weekly[key])
                let miss = whole - carried
                let reach = (3 * deviation).replacing(with: .greatestFiniteMagnitude, where: deviation .<= 0)
                let floor = -reach
                var bounded = miss.replacing(with: reach, where: reach .< miss)
                bounded = bounded.replacing(with: floor, where: bounded .< floor)
                let size = miss.replacing(with: -miss, where: miss .< 0)
                let twice = 2 * reach
                deviation += 0.01 * (size.replacing(with: twice, where: twice .< size) * 1.2533 - deviation)
                if isLogarithm {
                    // What is beyond reach counts as if it were at it.
                    var above = whole
                    var volume = Lanes(repeating: volumes[index])
                    // Nearly never. `any` of a mask is a call, and still half the time of a minimum by halves here.
                    let isBeyond = reach .< whole
                    if any(isBeyond) {
                        above = whole.replacing(with: reach, where: isBeyond)
                        volume *= Self.exponential(above - whole)
                    }
                    actualSum = 0.999 * actualSum + volume
                    expectedSum = 0.999 * expectedSum + volume * Self.exponential(-above)
                }
                dailyCounts[time] += 1
                weeklyCounts[key] += 1
                let dailyMean = Lanes(repeating: 1 / (dailyCounts[time] + 1))
                let weeklyMean = Lanes(repeating: 1 / (weeklyCounts[key] + Self.kappa))
                let dailyGain = delta.replacing(with: dailyMean, where: delta .< dailyMean)
                let weeklyGain = gamma.replacing(with: weeklyMean, where: gamma .< weeklyMean)
                let learnt = bounded + carried
                let step = dailyGain * learnt
                level += alpha * learnt
                daily[time] += step
                weekly[key] += weeklyGain * (learnt - step)
                error = learnt - alpha * carried
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

    /// What is expected of a slot of the week without the autocorrelated part.
    func expected(_ slotOfWeek: Int) -> Lanes { level + daily[slotOfWeek % daily.count] + weekly[slotOfWeek] }

    /// Adds the absolute errors of the paths over up to `steps` slots from `origin`, where the smoothers stand, to the
    /// scores of every cutoff after it, as far as the slots are known there: every slot up to the third, then every second.
    ///
    /// The scores of before are multiplied by `memory`.
    func addPathErrors(
        _ series: ScaledSeries, origin: Int, steps: Int, cutoffs: [Int], to scores: inout [Lanes], memory: Float
    ) {
        let values = series.values.span
        let volumes = series.volumes.span
        let daily = daily.span
        let weekly = weekly.span
        let twice = Self.phi * Self.phi
        var error = Self.phi * error
        var sum = Lanes(repeating: 0)
        var step = 0
        var key = (series.firstSlotOfWeek + origin) % series.slotsPerWeek
        var time = key % series.slotsPerDay
        for (place, cutoff) in cutoffs.enumerated() where cutoff > origin {
            let end = min(steps, cutoff - origin)
            while step < end {
                let actual = values[origin + step]
                if !actual.isNaN {
                    let miss = level + daily[time] + weekly[key] + error - actual
                    let size = miss.replacing(with: -miss, where: miss .< 0)
                    if series.isLogarithm {
                        // Beyond a factor e the natural scale's error grows faster than the logarithm's.
                        sum += volumes[origin + step] * size.replacing(with: size * size, where: size .> 1)
                    } else {
                        sum += size
                    }
                }
                let stride = step < 2 ? 1 : 2
                error *= stride == 1 ? Self.phi : twice
                step += stride
                key += stride
                time += stride
                if key >= weekly.count { key -= weekly.count }
                while time >= daily.count { time -= daily.count }
            }
            scores[place] = memory * scores[place] + sum
        }
    }
}
