/// A theta model in state space form, fitted to a series after its season has been taken out.
///
///     let model = try ThetaModel.fit(dailyCalls, seasonLength: 7, kinds: [.dynamicOptimised])
///     let week = model.forecast(steps: 7)
///
/// μ_t = ℓ_{t−1} + (1 − 1/θ) (A (1 − α)^{t−1} + B (1 − (1 − α)^t) / α), ℓ_t = α y_t + (1 − α) ℓ_{t−1}, where A + B t is
/// the least squares line through the series; through its past only in the dynamic kinds.
///
/// Source: Fiorucci, Pellegrini, Louzada, Petropoulos & Koehler, "Models for optimising the theta method and their
/// relationship to state space models", Int. J. Forecasting 32 (2016) 1151–1161, eq. 4–20.
public struct ThetaModel: Sendable {
    /// The four models of the family.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// θ = 2, one line through the whole series.
        case standard = "STM"
        /// θ fitted, one line.
        case optimised = "OTM"
        /// θ = 2, the line follows the series.
        case dynamicStandard = "DSTM"
        /// θ fitted, the line follows the series.
        case dynamicOptimised = "DOTM"

        /// Whether the line follows the series.
        var isDynamic: Bool { self == .dynamicStandard || self == .dynamicOptimised }
        /// Whether θ is fitted.
        var isOptimised: Bool { self == .optimised || self == .dynamicOptimised }
    }

    /// The season that was taken out.
    public struct Season: Hashable, Sendable {
        /// Added to, or multiplied with, the rest.
        public var kind: ClassicalDecomposition.Kind
        /// One figure a phase, phase 0 at the first value.
        public var figures: [Double]
    }

    /// The level, mean and line after a step.
    struct State: Hashable, Sendable {
        var level: Double
        var mean: Double
        var intercept: Double
        var slope: Double
    }

    /// Which of the four.
    public let kind: Kind
    /// Steps in a season.
    public let seasonLength: Int
    /// Share of an error that moves the level, 0.1…0.99.
    public let alpha: Double
    /// θ, 1…10¹⁰.
    public let theta: Double
    /// ℓ₀.
    public let initialLevel: Double
    /// The season, `nil` where there is none to speak of.
    public let season: Season?
    /// One-step forecasts, season included, one a value.
    public let fitted: [Double]
    /// Value less one-step forecast.
    public let residuals: [Double]
    /// Σ e² over the mean size of the values, both without season, from the fourth value on: what kinds are compared
    /// by, as in statsforecast.
    public let scaledSquares: Double
    /// Standard deviation of the one-step errors without season, from the fourth value on.
    public let residualDeviation: Double
    /// Values in the series.
    let count: Int
    let finalState: State

    /// 1 − 1/θ.
    var lineShare: Double { 1 - 1 / theta }

    /// Values before the first that counts.
    static let warmUp = 3
}
