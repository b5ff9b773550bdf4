#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exponential smoothing with a level, a daily and a weekly season, and autocorrelated errors, outliers bounded.
///
/// With xₜ the volume (additive) or its logarithm (multiplicative), s the time of day and w the slot of the week:
/// x̂ₜ = ℓ + dₛ + ω_w + φ uₜ₋₁; εₜ = xₜ − x̂ₜ bounded to ±3 running deviations; v = ε + φ uₜ₋₁ the whole deviation from
/// level and seasons; dₛ += δₖ v; ω_w += γₖ (1 − δₖ) v; ℓ += α ε or α v; uₜ = φ uₜ₋₁ + ε less what the level took of
/// φ uₜ₋₁. k steps ahead the error's part is φᵏ u. The gains start as those of a mean and settle: δₖ = max(δ, 1/(k + 1)),
/// γₖ = max(γ, 1/(k + κ)) at a slot's k-th value, so a young weekly season is shrunk to the daily one. Unknown slots
/// only let u fade. The parameters are the best of a small lattice by the absolute errors of whole paths over the last
/// weeks (``HoltWintersFitting``).
///
/// Source: Taylor, "Short-term electricity demand forecasting using double seasonal exponential smoothing", JORS 54
/// (2003) 799–805; error-correction form: De Livera, Hyndman & Snyder, JASA 106 (2011) 1513–1527, §2; bounds: Gelper,
/// Fried & Croux, J. Forecasting 29 (2010) 285–300. Own: seasons learn from the whole deviation, not from the
/// innovation alone (with a large φ they would never learn); the gains; the estimation by paths.
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
    /// Six parameters and a state per slot of the week.
    public var complexity: Int { scale == .additive ? 5 : 6 }

    /// Weeks over which the state runs at most.
    static let maximumWeeks = 104

    /// Expected volumes; NaN for a slot of the week never known.
    public func path(for task: ForecastTask) -> [Double] {
        paths(for: task, cutoffs: [task.cutoff], horizonSlots: task.horizonSlots).first ?? []
    }

    /// Expected volumes from each cutoff. The parameters of the last path are estimated from all that is known at its
    /// cutoff; those of the others once, from what was known at the first.
    ///
    /// - Complexity: O(slots of history + slots of ten weeks × 50)
    public func paths(for task: ForecastTask, cutoffs: [Int], horizonSlots: Int) -> [[Double]] {
        guard let first = cutoffs.first, let last = cutoffs.last else { return [] }
        let reach = Self.maximumWeeks * task.timeline.slotsPerWeek
        let series = ScaledSeries(task, scale: scale, slots: max(0, min(first - reach / 4, last - reach))..<last)
        guard let start = State(series) else {
            return cutoffs.map { [Double](repeating: .nan, count: min(horizonSlots, task.timeline.count - $0)) }
        }
        var paths: [[Double]] = []
        paths.reserveCapacity(cutoffs.count)
        for group in [cutoffs.dropLast(), cutoffs.suffix(1)] {
            guard let estimated = group.first else { continue }
            let fitting = HoltWintersFitting(
                series, start: start, horizonSlots: horizonSlots, count: estimated - series.firstSlot)
            let parameters = fitting.parameters()
            var state = fitting.warm
            var position = fitting.from
            for cutoff in group {
                state.run(series, position..<cutoff - series.firstSlot, parameters)
                position = cutoff - series.firstSlot
                let steps = min(horizonSlots, task.timeline.count - cutoff)
                paths.append(path(from: state, at: cutoff, steps: steps, task: task, series: series, parameters))
            }
        }
        return paths
    }

    private func path(
        from state: State, at cutoff: Int, steps: Int, task: ForecastTask, series: ScaledSeries,
        _ parameters: HoltWintersParameters
    ) -> [Double] {
        // A logarithm's mean is not the mean's logarithm: the ratio of recent sums corrects it (Duan, JASA 78, 1983).
        let correction = scale == .multiplicative ? state.meanCorrection : 1
        var path = [Double](repeating: .nan, count: steps)
        var error = state.error
        var key = task.timeline.slotOfCalendarWeek(cutoff)
        for step in 0..<steps {
            error *= parameters.phi
            if state.knows(key) {
                let x = state.expected(key) + error
                path[step] = scale == .additive ? x : (exp(min(x, 40)) * correction - series.offset)
            }
            key += 1
            if key == task.timeline.slotsPerWeek { key = 0 }
        }
        return path
    }
}
