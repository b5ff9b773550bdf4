import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Exponential smoothing with a level, a daily and a weekly season, and autocorrelated errors, outliers bounded.
///
/// With xₜ the volume (additive) or log(volume + 1) (multiplicative), s the time of day and w the slot of the week:
/// x̂ₜ = ℓ + dₛ + ω_w + φ uₜ₋₁; εₜ = xₜ − x̂ₜ; ℓ += α ε, dₛ += δ ε, ω_w += γ ε; uₜ = xₜ − (ℓ + dₛ + ω_w) before the update;
/// k steps ahead the error's part is φᵏ u. Closed and unknown slots leave the state alone. α, δ, γ, φ minimise the
/// squared errors one step and one week ahead over the last weeks; ε is bounded to ±3 of its running deviation.
/// Source: Taylor, "Short-term electricity demand forecasting using double seasonal exponential smoothing", JORS 54
/// (2003) 799–805; error-correction form: De Livera, Hyndman & Snyder, JASA 106 (2011) 1513–1527, §2; bounds: Gelper,
/// Fried & Croux, J. Forecasting 29 (2010) 285–300. The week-ahead term is own: plans look weeks ahead.
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
    /// Four parameters and a state per slot of the week.
    public var complexity: Int { scale == .additive ? 5 : 6 }

    /// Weeks over which the parameters are estimated.
    static let fittingWeeks = 8
    /// Weeks over which the state runs at most.
    static let maximumWeeks = 104

    /// Expected volumes of the horizon; NaN for a slot of the week never known.
    ///
    /// - Complexity: O(slots of eight weeks × 60 + slots of history)
    public func path(for task: ForecastTask) -> [Double] {
        let observations = Observations(task, scale: scale)
        guard let start = State(observations, slotsPerDay: task.timeline.slotsPerDay) else {
            return [Double](repeating: .nan, count: task.horizonSlots)
        }
        let fitted = fittedParameters(observations, start: start)
        var state = start
        state.run(observations, 0..<observations.values.count, fitted)
        // A logarithm's mean is not the mean's logarithm: the ratio of recent sums corrects it (Duan, JASA 78, 1983).
        let correction = scale == .multiplicative ? state.meanCorrection : 1
        var error = state.error
        return (0..<task.horizonSlots).map { step in
            let slot = task.cutoff + step
            guard task.timeline.isOpen[slot] else { return .nan }
            error *= fitted.phi
            let x = state.expected(task.timeline.slotOfWeek(slot)) + error
            return scale == .additive ? x : (exp(min(x, 40)) * correction - 1)
        }
    }

    private func fittedParameters(_ observations: Observations, start: State) -> Parameters {
        let count = observations.values.count
        let perWeek = max(1, observations.perWeek)
        let from = max(0, count - (Self.fittingWeeks + 1) * perWeek)
        guard count - from > 2 * perWeek else { return Parameters(alpha: 0.01, delta: 0.02, gamma: 0.1, phi: 0.3) }
        // The state at the start of the window, reached with middling parameters.
        var warm = start
        warm.run(observations, 0..<from, Parameters(alpha: 0.01, delta: 0.02, gamma: 0.1, phi: 0.3))
        let search = NelderMead(
            bounds: [0...0.2, 0...0.3, 0...0.5, 0...0.95], maximumEvaluations: 60, relativeTolerance: 1e-4)
        let found = search.minimise(from: [0.01, 0.02, 0.1, 0.3], step: 0.15) { p in
            var state = warm
            return state.run(
                observations, from..<count, Parameters(alpha: p[0], delta: p[1], gamma: p[2], phi: p[3]),
                scoredFrom: from + perWeek)
        }
        return Parameters(alpha: found.point[0], delta: found.point[1], gamma: found.point[2], phi: found.point[3])
    }

    /// Smoothing weights.
    struct Parameters {
        var alpha: Double
        var delta: Double
        var gamma: Double
        var phi: Double
    }

    /// The known values in order, on the model's scale, with their slots of the week.
    struct Observations {
        var values: [Double] = []
        var slots: [Int] = []
        var perWeek: Int
        var isLogarithm: Bool

        init(_ task: ForecastTask, scale: Scale) {
            isLogarithm = scale == .multiplicative
            let season = task.timeline.slotsPerWeek
            for slot in max(0, task.cutoff - DoubleSeasonalHoltWinters.maximumWeeks * season)..<task.cutoff
            where !task.values[slot].isNaN {
                values.append(isLogarithm ? log(task.values[slot] + 1) : task.values[slot])
                slots.append(task.timeline.slotOfWeek(slot))
            }
            perWeek = Set(slots).count
        }
    }
}
