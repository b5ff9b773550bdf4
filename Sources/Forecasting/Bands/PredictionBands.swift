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
        let errors = PastErrors(paths: paths, cutoffs: cutoffs, task: task, knownBefore: end)
        days = errors.days
        guard days >= 2, errors.count > 0 else { return }
        learn(errors)
    }

    private mutating func learn(_ errors: PastErrors) {
        var excess = 0.0
        var square = 0.0
        for i in 0..<errors.count {
            let f = errors.forecasts[i]
            let reach = 4 * f.squareRoot() + 0.5 * f
            let error = min(abs(errors.errors[i]), reach)
            excess += errors.weights[i] * (error * error - f)
            square += errors.weights[i] * f * f
        }
        relativeError = square > 0 ? max(0.0025, excess / square).squareRoot() : Self.assumedRelativeError
        var scaled = [Double](repeating: 0, count: errors.count)
        var sizes = 0.0
        var weight = 0.0
        for i in 0..<errors.count {
            scaled[i] = errors.errors[i] / spread(errors.forecasts[i])
            sizes += errors.weights[i] * abs(scaled[i])
            weight += errors.weights[i]
        }
        let mean = sizes / weight
        if mean > 0 {
            slotFactors = Self.factors(
                scaled, weights: errors.weights, groups: errors.slots, count: slotsPerDay, mean: mean, priorWeight: 20)
            for i in scaled.indices { scaled[i] /= slotFactors[errors.slots[i]] }
            // A day's errors move together, so a lead of few days says little: the prior is worth four days.
            leadFactors = Self.factors(
                scaled, weights: errors.weights, groups: errors.leads, count: (errors.leads.max() ?? 0) + 1,
                mean: mean, priorWeight: 4 * Double(errors.count) / Double(days))
            for i in scaled.indices { scaled[i] /= leadFactors[errors.leads[i]] }
        }
        let byDay = DailyErrors(scaled, of: errors)
        independentErrors = byDay.independentErrors
        let recent = byDay.recentFactor
        var histogram = ErrorHistogram()
        for i in scaled.indices { histogram.add(recent * scaled[i], weight: errors.weights[i]) }
        self.histogram = histogram
    }

    /// Day ahead, rest of the first week, then week by week.
    static func leadGroup(_ lead: Int, slotsPerDay: Int) -> Int {
        let day = lead / slotsPerDay
        return day < 1 ? 0 : 1 + day / 7
    }

    private static func factors(
        _ values: [Double], weights: [Double], groups: [Int], count: Int, mean: Double, priorWeight: Double
    ) -> [Double] {
        var sums = [Double](repeating: priorWeight * mean, count: count)
        var masses = [Double](repeating: priorWeight, count: count)
        for i in values.indices {
            sums[groups[i]] += weights[i] * abs(values[i])
            masses[groups[i]] += weights[i]
        }
        return zip(sums, masses).map { max(0.2, $0 / $1 / mean) }
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
                var lower = mean[step] - hypot(min(0, low * unit), departure)
                var upper = mean[step] + hypot(max(0, high * unit), departure)
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
