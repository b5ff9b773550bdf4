#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exponential smoothing with a level, a daily and a weekly season, and autocorrelated errors, outliers bounded.
///
/// With xₜ the volume (additive) or its logarithm (multiplicative), s the time of day and w the slot of the week:
/// x̂ₜ = ℓ + dₛ + ω_w + φ uₜ₋₁; εₜ = xₜ − x̂ₜ bounded to ±3 running deviations; v = ε + φ uₜ₋₁ the whole deviation from
/// level and seasons; dₛ += δₖ v; ω_w += γₖ (1 − δₖ) v; ℓ += α v; uₜ = v − α φ uₜ₋₁. k steps ahead the error's part is
/// φᵏ u. The gains start as those of a mean and settle: δₖ = max(δ, 1/(k + 1)), γₖ = max(γ, 1/(k + 4)) at a slot's k-th
/// value, so a young weekly season is shrunk to the daily one. Unknown slots only let u fade.
///
/// Eight settings of (α, δ, γ, φ) run side by side (``HoltWintersLanes``); the path is their mean on the scale, each
/// weighing (least error / its error)⁴⁰. The error is that of whole paths over the horizon, at most a week of it (four of
/// daily volumes), from every second day, older ones counting less; so the weights follow the series at every cutoff
/// and a whole backtest is one run.
///
/// Source: Taylor, "Short-term electricity demand forecasting using double seasonal exponential smoothing", JORS 54
/// (2003) 799–805; error-correction form: De Livera, Hyndman & Snyder, JASA 106 (2011) 1513–1527, §2; bounds: Gelper,
/// Fried & Croux, J. Forecasting 29 (2010) 285–300. Own: seasons learn from the whole deviation, not from the
/// innovation alone (with a large φ they would never learn); the gains; the weights by paths.
public struct DoubleSeasonalHoltWinters: ForecastModel {
    /// What the components add up to.
    public enum Scale: String, Sendable, CaseIterable {
        /// The volume.
        case additive
        /// The logarithm of the volume, so that seasons are factors.
        case multiplicative
    }

    /// What the components add up to.
    public let scale: Scale

    /// Holt–Winters on a scale.
    public init(scale: Scale) { self.scale = scale }

    /// `holt-winters-additive` or `holt-winters-multiplicative`.
    public var name: String { "holt-winters-\(scale.rawValue)" }
    /// `double seasonal Holt–Winters (additive)` and the like.
    public var title: String { "double seasonal Holt–Winters (\(scale.rawValue))" }
    /// A state per slot of the week, and weights of eight settings.
    public var complexity: Int { scale == .additive ? 5 : 6 }

    /// Weeks over which the state runs at most.
    static let maximumWeeks = 104

    /// Expected volumes; NaN for a slot of the week never known.
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots).first ?? []
    }

    /// Days between two paths that are scored.
    static let originDays = 2
    /// What an error still counts at the next scored path.
    static let memory: Float = 0.88

    /// Expected volumes from each cutoff, in one run over the history.
    ///
    /// - Complexity: O(slots of history + scored slots)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        guard let first = cutoffs.first, let last = cutoffs.last else { return [] }
        let reach = Self.maximumWeeks * task.timeline.slotsPerWeek
        let series = ScaledSeries(task, scale: scale, slots: max(0, min(first - reach / 4, last - reach))..<last)
        guard var lanes = HoltWintersLanes(series) else {
            return cutoffs.map { [Double](repeating: .nan, count: min(horizonSlots, task.timeline.count - $0)) }
        }
        // Of daily volumes a week is little to judge by.
        let steps = min(horizonSlots, (series.slotsPerDay == 1 ? 4 : 1) * series.slotsPerWeek)
        let ends = cutoffs.map { $0 - series.firstSlot }
        var scores = [Lanes](repeating: Lanes(repeating: 0), count: cutoffs.count)
        // A week to settle, then every second day.
        var origin = series.slotsPerWeek + series.slotsPerDay
        var position = 0
        return ends.enumerated().map { place, end in
            while origin < end {
                lanes.run(series, position..<origin)
                position = origin
                lanes.addPathErrors(
                    series, origin: origin, steps: steps, cutoffs: ends, to: &scores, memory: Self.memory)
                origin += Self.originDays * series.slotsPerDay
            }
            lanes.run(series, position..<end)
            position = end
            return path(
                lanes, weights: Self.weights(scores[place]), from: end,
                steps: min(horizonSlots, task.timeline.count - cutoffs[place]), series: series)
        }
    }

    private typealias Lanes = HoltWintersLanes.Lanes

    /// (Least error / error)⁴⁰, 1 in sum; equal weights without any error.
    private static func weights(_ scores: Lanes) -> Lanes {
        let least = scores.least + .leastNormalMagnitude
        let ratio = least / (scores + .leastNormalMagnitude)
        let fourth = (ratio * ratio) * (ratio * ratio)
        let eighth = fourth * fourth
        let sixteenth = eighth * eighth
        let weights = eighth * sixteenth * sixteenth
        return weights / weights.total
    }

    private func path(
        _ lanes: HoltWintersLanes, weights: Lanes, from start: Int, steps: Int, series: ScaledSeries
    ) -> [Double] {
        var level = (weights * lanes.level).total
        if series.isLogarithm {
            // A logarithm's mean is not the mean's logarithm: the ratio of recent sums corrects it (Duan, JASA 78, 1983).
            let correction = lanes.meanCorrection
            for lane in weights.indices { level += weights[lane] * log(correction[lane]) }
        }
        let daily = lanes.daily.map { (weights * $0).total }
        var path = [Double](repeating: .nan, count: steps)
        var target = path.mutableSpan
        let weekly = lanes.weekly.span
        let times = daily.span
        var error = weights * lanes.error
        var key = (series.firstSlotOfWeek + start) % series.slotsPerWeek
        var time = key % series.slotsPerDay
        for step in 0..<steps {
            error *= HoltWintersLanes.phi
            if lanes.knows(key) {
                let x = level + times[time] + (weights * weekly[key] + error).total
                target[step] = series.isLogarithm ? Double(exp(min(x, 40))) - series.offset : Double(x)
            }
            key += 1
            time += 1
            if time == series.slotsPerDay {
                time = 0
                if key == series.slotsPerWeek { key = 0 }
            }
        }
        return path
    }
}
