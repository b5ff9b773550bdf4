import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Prediction intervals from a model's own past errors.
///
/// An error is divided by σ(f) = √(f + κ² f²) — counting noise and a relative error κ — times a factor for its time
/// of day and one for its lead time, both shrunk to 1; the empirical quantiles of what is left, newer errors counting
/// more, widened for how few independent ones there are and by how large the newest days' errors are against the older
/// ones', times the same factors, are the intervals of the horizon. While few days are known they are never narrower
/// than counting noise alone.
/// Source: own; Lei et al., "Distribution-free predictive inference for regression", JASA 113 (2018) 1094–1111, §5
/// (locally weighted conformal); weights: Barber et al., Annals of Statistics 51 (2023) 816–845; counting noise by
/// (√f + z/2)², Anscombe, Biometrika 35 (1948).
public struct PredictionBands: Sendable {
    /// Relative error assumed without any past error.
    static let assumedRelativeError = 0.2
    /// Days of errors from which the errors alone tell.
    static let sufficientDays = 14
    /// Half-life of an error's weight, in days: the shape of the errors needs many days.
    static let halfLifeDays = 120.0

    private var relativeError = assumedRelativeError
    private var slotFactors: [Double]
    private var leadFactors: [Double] = [1]
    private var histogram: ErrorHistogram?
    private var days = 0
    private var independentErrors = 1.0
    private let slotsPerDay: Int
    /// Relative standard deviation that each slot of a path has beside its error (``AnniversaryEffects``); slots beyond
    /// its end have none.
    var departures: [Double] = []

    /// Learns from the errors of `paths`, made at `cutoffs`, against what is known before slot `end` of the task; with
    /// fewer than two days of errors the intervals are normal with κ = 0.2.
    init(paths: [[Double]], cutoffs: ArraySlice<Int>, task: ForecastTask, knownBefore end: Int) {
        slotsPerDay = task.timeline.slotsPerDay
        slotFactors = [Double](repeating: 1, count: slotsPerDay)
        var errors = PastErrors(paths: paths, cutoffs: cutoffs, task: task, knownBefore: end)
        days = errors.days
        guard days >= 2, errors.count > 0 else { return }
        learn(&errors)
    }

    private mutating func learn(_ errors: inout PastErrors) {
        relativeError = Self.relativeError(errors)
        var scaled = errors.takeErrors()
        var sizes = 0.0
        var weight = 0.0
        var target = scaled.mutableSpan
        let forecasts = errors.forecasts.span
        for stretch in errors.stretches {
            var size = 0.0
            for i in stretch.range {
                target[i] /= spread(forecasts[i])
                size += abs(target[i])
            }
            sizes += stretch.weight * size
            weight += stretch.weight * Double(stretch.range.count)
        }
        let mean = sizes / weight
        if mean > 0 {
            slotFactors = Self.slotFactors(scaled, of: errors, count: slotsPerDay, mean: mean)
            Self.divide(&scaled, of: errors, bySlot: slotFactors)
            leadFactors = Self.leadFactors(scaled, of: errors, mean: mean, days: days)
            Self.divide(&scaled, of: errors, byLead: leadFactors)
        }
        let byDay = DailyErrors(scaled, of: errors)
        independentErrors = byDay.independentErrors
        let recent = byDay.recentFactor
        var histogram = ErrorHistogram()
        for stretch in errors.stretches {
            histogram.add(scaled.span.extracting(stretch.range), factor: recent, weight: stretch.weight)
        }
        self.histogram = histogram
    }

    /// κ: what errors are beyond counting noise, as a share of the forecast.
    private static func relativeError(_ errors: PastErrors) -> Double {
        let forecasts = errors.forecasts.span
        let misses = errors.errors.span
        var excess = 0.0
        var square = 0.0
        for stretch in errors.stretches {
            var (ownExcess, ownSquare) = (0.0, 0.0)
            for i in stretch.range {
                let f = forecasts[i]
                var error = abs(misses[i])
                // At most 4 √f + f/2; mostly it is less, and no root is needed.
                let beyond = error - 0.5 * f
                if beyond > 0, beyond * beyond > 16 * f { error = 4 * f.squareRoot() + 0.5 * f }
                ownExcess += error * error - f
                ownSquare += f * f
            }
            excess += stretch.weight * ownExcess
            square += stretch.weight * ownSquare
        }
        return square > 0 ? max(0.0025, excess / square).squareRoot() : assumedRelativeError
    }

    /// Day ahead, rest of the first week, then week by week.
    static func leadGroup(_ lead: Int, slotsPerDay: Int) -> Int {
        let day = lead / slotsPerDay
        return day < 1 ? 0 : 1 + day / 7
    }

    /// How large the errors of each slot of the day are against the mean, drawn to 1 as by twenty errors.
    private static func slotFactors(
        _ scaled: [Double], of errors: PastErrors, count: Int, mean: Double
    ) -> [Double] {
        let prior = 20.0
        var sumArray = [Double](repeating: prior * mean, count: count)
        var massArray = [Double](repeating: prior, count: count)
        var sums = sumArray.mutableSpan
        var masses = massArray.mutableSpan
        let scaled = scaled.span
        for stretch in errors.stretches {
            var slot = stretch.firstSlot
            for i in stretch.range {
                sums[slot] += stretch.weight * abs(scaled[i])
                masses[slot] += stretch.weight
                slot += 1
            }
        }
        return zip(sumArray, massArray).map { max(0.2, $0 / $1 / mean) }
    }

    /// The same for each lead group. A day's errors move together, so a lead of few days says little: the prior is worth
    /// four days.
    private static func leadFactors(
        _ scaled: [Double], of errors: PastErrors, mean: Double, days: Int
    ) -> [Double] {
        let prior = 4 * Double(errors.count) / Double(days)
        let count = (errors.stretches.lazy.map(\.lead).max() ?? 0) + 1
        var sums = [Double](repeating: prior * mean, count: count)
        var masses = [Double](repeating: prior, count: count)
        let scaled = scaled.span
        for stretch in errors.stretches {
            var sum = 0.0
            for i in stretch.range { sum += abs(scaled[i]) }
            sums[stretch.lead] += stretch.weight * sum
            masses[stretch.lead] += stretch.weight * Double(stretch.range.count)
        }
        return zip(sums, masses).map { max(0.2, $0 / $1 / mean) }
    }

    private static func divide(_ scaled: inout [Double], of errors: PastErrors, bySlot factors: [Double]) {
        let inverseArray = factors.map { 1 / $0 }
        let inverse = inverseArray.span
        var scaled = scaled.mutableSpan
        for stretch in errors.stretches {
            var slot = stretch.firstSlot
            for i in stretch.range {
                scaled[i] *= inverse[slot]
                slot += 1
            }
        }
    }

    private static func divide(_ scaled: inout [Double], of errors: PastErrors, byLead factors: [Double]) {
        var scaled = scaled.mutableSpan
        for stretch in errors.stretches {
            let inverse = 1 / factors[stretch.lead]
            for i in stretch.range { scaled[i] *= inverse }
        }
    }

    /// How much wider a quantile has to be for having been learnt from so many independent errors: Student's t over the
    /// normal, and the error of the next one itself.
    /// Source: t from the normal quantile: Abramowitz & Stegun, Handbook of Mathematical Functions, 1964, 26.7.5.
    static func widening(normal z: Double, independentErrors: Double) -> Double {
        let freedom = max(independentErrors - 1, 1)
        guard z > 0 else { return 1 }
        let first = (z * z * z + z) / (4 * freedom)
        let second = (5 * z * z * z * z * z + 16 * z * z * z + 3 * z) / (96 * freedom * freedom)
        return (z + first + second) / z * (1 + 1 / max(independentErrors, 1)).squareRoot()
    }

    /// √(error² + departure²); nearly always there is no departure, and no root is needed.
    private static func together(_ error: Double, _ departure: Double) -> Double {
        departure == 0 ? abs(error) : hypot(error, departure)
    }

    private func spread(_ forecast: Double) -> Double {
        let f = max(forecast, 0.1)
        return (f + relativeError * relativeError * f * f).squareRoot()
    }

    /// The central interval that holds the share `level` at each slot of a path that starts at `cutoff`: ends around
    /// the mean, not below 0, both 0 where closed.
    func interval(level: Double, mean: [Double], cutoff: Int, timeline: SlotTimeline) -> PredictionInterval {
        var interval = PredictionInterval(level: level, lower: mean, upper: mean)
        let normal = NormalDistribution.quantile(0.5 + level / 2)
        let widening = histogram == nil ? 1 : Self.widening(normal: normal, independentErrors: independentErrors)
        let low = widening * (histogram?.quantile(0.5 - level / 2) ?? -normal)
        let high = widening * (histogram?.quantile(0.5 + level / 2) ?? normal)
        let isCountingKnown = days >= Self.sufficientDays
        var slotOfDay = timeline.slotOfDay(cutoff)
        for step in mean.indices {
            if timeline.isOpen[cutoff + step] {
                let group = min(Self.leadGroup(step, slotsPerDay: slotsPerDay), leadFactors.count - 1)
                let unit = spread(mean[step]) * slotFactors[slotOfDay] * leadFactors[group]
                let departure = step < departures.count ? normal * departures[step] * mean[step] : 0
                var lower = mean[step] - Self.together(min(0, low * unit), departure)
                var upper = mean[step] + Self.together(max(0, high * unit), departure)
                if !isCountingKnown {
                    let root = mean[step].squareRoot()
                    let below = max(0, root - normal / 2)
                    lower = min(lower, below * below)
                    upper = max(upper, (root + normal / 2) * (root + normal / 2))
                }
                interval.lower[step] = max(0, lower)
                interval.upper[step] = upper
            }
            slotOfDay = slotOfDay + 1 == slotsPerDay ? 0 : slotOfDay + 1
        }
        return interval
    }
}

/// A central prediction interval at every slot of a path.
public struct PredictionInterval: Hashable, Sendable {
    /// Share of outcomes that it should hold, 0…1.
    public var level: Double
    /// Lower ends.
    public var lower: [Double]
    /// Upper ends.
    public var upper: [Double]

    /// The interval that holds `level` of the outcomes.
    public init(level: Double, lower: [Double], upper: [Double]) {
        self.level = level
        self.lower = lower
        self.upper = upper
    }
}
