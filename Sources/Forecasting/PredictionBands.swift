import NumericalMethods

/// Prediction intervals from a model's own past errors.
///
/// An error is divided by σ(f) = √(f + κ² f²) — counting noise and a relative error κ — times a factor for its time
/// of day and one for its lead time, both shrunk to 1; the empirical quantiles of what is left, widened for their
/// number (conformal), times the same factors, are the intervals of the horizon. They are never narrower than
/// counting noise alone.
/// Source: own; Lei et al., "Distribution-free predictive inference for regression", JASA 113 (2018) 1094–1111, §5
/// (locally weighted conformal); counting noise by (√f + z/2)², Anscombe, Biometrika 35 (1948).
struct PredictionBands {
    /// One past error.
    struct Sample {
        var forecast: Double
        var actual: Double
        /// Slots ahead, 0 = first.
        var lead: Int
        var slotOfDay: Int
        /// Distinct for each cutoff and day: errors of one day are not independent.
        var dayKey: Int
    }

    /// Lower and upper quantile levels of the 80 % and the 95 % interval.
    static let levels = [0.1, 0.9, 0.025, 0.975]
    /// Relative error assumed without any past error.
    static let assumedRelativeError = 0.2

    private var relativeError: Double
    private var slotFactors: [Double]
    private var leadFactors: [Double]
    private var quantiles: [Double]
    private let slotsPerDay: Int

    /// Learns from `samples`; with fewer than two days of them the intervals are normal with κ = 0.2.
    init(samples: [Sample], slotsPerDay: Int) {
        self.slotsPerDay = slotsPerDay
        relativeError = Self.assumedRelativeError
        slotFactors = [Double](repeating: 1, count: slotsPerDay)
        leadFactors = [1]
        quantiles = Self.levels.map { NormalDistribution.quantile($0) }
        let days = Set(samples.map(\.dayKey)).count
        guard days >= 2 else { return }
        var excess = 0.0
        var square = 0.0
        for sample in samples {
            let reach = 4 * sample.forecast.squareRoot() + 0.5 * sample.forecast
            let error = min(abs(sample.actual - sample.forecast), reach)
            excess += error * error - sample.forecast
            square += sample.forecast * sample.forecast
        }
        relativeError = square > 0 ? max(0.0025, excess / square).squareRoot() : Self.assumedRelativeError
        var scaled = samples.map { ($0.actual - $0.forecast) / spread($0.forecast) }
        let sizes = scaled.map { abs($0) }
        let mean = sizes.reduce(0, +) / Double(sizes.count)
        if mean > 0 {
            slotFactors = Self.factors(
                sizes, groups: samples.map(\.slotOfDay), count: slotsPerDay, mean: mean, priorWeight: 20)
            for i in scaled.indices { scaled[i] /= slotFactors[samples[i].slotOfDay] }
            let groups = samples.map { Self.leadGroup($0.lead, slotsPerDay: slotsPerDay) }
            // A day's errors move together, so a lead of few days says little: the prior is worth four days.
            leadFactors = Self.factors(
                scaled.map { abs($0) }, groups: groups, count: (groups.max() ?? 0) + 1, mean: mean,
                priorWeight: 4 * Double(samples.count) / Double(days))
            for i in scaled.indices { scaled[i] /= leadFactors[groups[i]] }
        }
        scaled.sort()
        let widening = 1 + 1 / Double(days)
        quantiles = Self.levels.map { level in
            let p = 0.5 + (level - 0.5) * widening
            return Quantile.type7(sorted: scaled, p) ?? 0
        }
    }

    /// Day ahead, rest of the first week, then week by week.
    static func leadGroup(_ lead: Int, slotsPerDay: Int) -> Int {
        let day = lead / slotsPerDay
        return day < 1 ? 0 : 1 + day / 7
    }

    private static func factors(
        _ sizes: [Double], groups: [Int], count: Int, mean: Double, priorWeight: Double
    ) -> [Double] {
        var sums = [Double](repeating: priorWeight * mean, count: count)
        var weights = [Double](repeating: priorWeight, count: count)
        for (size, group) in zip(sizes, groups) {
            sums[group] += size
            weights[group] += 1
        }
        return zip(sums, weights).map { max(0.2, $0 / $1 / mean) }
    }

    private func spread(_ forecast: Double) -> Double {
        let f = max(forecast, 0.1)
        return (f + relativeError * relativeError * f * f).squareRoot()
    }

    /// The quantiles of a forecast: lower and upper end of the 80 % and the 95 % interval, in the order of
    /// ``levels``, nested around the forecast and not below 0.
    func quantiles(forecast f: Double, lead: Int, slotOfDay: Int) -> [Double] {
        let group = min(Self.leadGroup(lead, slotsPerDay: slotsPerDay), leadFactors.count - 1)
        let unit = spread(f) * slotFactors[slotOfDay] * leadFactors[group]
        var ends = quantiles.map { f + $0 * unit }
        let root = f.squareRoot()
        for (i, level) in Self.levels.enumerated() {
            let z = NormalDistribution.quantile(level)
            let base = max(0, root + z / 2)
            ends[i] = level < 0.5 ? max(0, min(ends[i], base * base, f)) : max(ends[i], base * base, f)
        }
        ends[2] = min(ends[2], ends[0])
        ends[3] = max(ends[3], ends[1])
        return ends
    }

    /// The bands of a path that starts at `cutoff`; zero where closed.
    func bands(mean: [Double], cutoff: Int, timeline: SlotTimeline) -> AccuracyScores.Bands {
        var bands = AccuracyScores.Bands(lower80: mean, upper80: mean, lower95: mean, upper95: mean)
        for step in mean.indices where timeline.isOpen[cutoff + step] {
            let ends = quantiles(forecast: mean[step], lead: step, slotOfDay: timeline.slotOfDay(cutoff + step))
            bands.lower80[step] = ends[0]
            bands.upper80[step] = ends[1]
            bands.lower95[step] = ends[2]
            bands.upper95[step] = ends[3]
        }
        return bands
    }
}
