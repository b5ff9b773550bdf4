#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An exponential smoothing model in state space form, fitted to a series.
///
///     let model = try ETS.fit(dailyCalls, seasonLength: 7)
///     model.form.description                    // "ETS(M,N,M)"
///     let week = model.forecast(steps: 7)       // mean and standard deviation of each day
///
/// ŷ = ℓ + φb (+ s or · s), and with the error e = y − ŷ, or its share of ŷ under multiplicative errors, the states
/// move by α, β and γ times it. `logLikelihood` leaves out constants, as R `forecast` and statsforecast do.
///
/// Source: Hyndman, Koehler, Ord & Snyder, "Forecasting with Exponential Smoothing", 2008, ch. 2 and 5.
public struct ETS: Sendable {
    /// Level, slope and season at one moment.
    public struct State: Hashable, Sendable {
        /// ℓ.
        public var level: Double
        /// b; 0 without a trend.
        public var slope: Double
        /// The season figure of the next step, of the one after, and so on; empty without a season.
        public var season: [Double]

        /// A state.
        public init(level: Double, slope: Double = 0, season: [Double] = []) {
            self.level = level
            self.slope = slope
            self.season = season
        }
    }

    /// What forms are compared by; the least is taken.
    public enum Criterion: Hashable, Sendable, CaseIterable {
        /// Akaike's criterion corrected for short series.
        case aicc
        /// Akaike's criterion.
        case aic
        /// Schwarz' criterion.
        case bic
    }

    /// A form that was fitted on the way, with its criterion.
    public struct Candidate: Hashable, Sendable {
        /// The form.
        public var form: ETSForm
        /// Its value of the criterion asked for.
        public var criterion: Double
    }

    /// Error, trend and season.
    public let form: ETSForm
    /// Steps in a season; 1 without one.
    public let seasonLength: Int
    /// α, β, γ, φ.
    public let smoothing: ETSSmoothing
    /// The states before the first value. The seasons have mean 0, or 1 under a multiplicative season.
    public let initialState: State
    /// The states after the last value.
    public let finalState: State
    /// One-step forecasts, one a value.
    public let fitted: [Double]
    /// e, one a value: y − ŷ, or (y − ŷ) / ŷ under multiplicative errors.
    public let residuals: [Double]
    /// −(n/2) log Σ e², less Σ log ŷ under multiplicative errors.
    public let logLikelihood: Double
    /// Parameters and free initial states, and one for the variance.
    public let parameterCount: Int
    /// σ²: Σ e² over the degrees of freedom left, as statsforecast counts them (n − `parameterCount` − 1).
    public let residualVariance: Double
    /// Every form that was compared, in the order tried; the chosen one alone when there was no choice.
    public internal(set) var candidates: [Candidate] = []

    /// −2 log L + 2k.
    public var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }

    /// AIC + 2k (k + 1) / (n − k − 1), infinite where that has no positive value.
    public var aicc: Double {
        let k = Double(parameterCount)
        let left = Double(fitted.count) - k - 1
        return left > 0 ? aic + 2 * k * (k + 1) / left : .infinity
    }

    /// −2 log L + k log n.
    public var bic: Double { -2 * logLikelihood + Double(parameterCount) * log(Double(fitted.count)) }

    /// The value of a criterion.
    public func value(of criterion: Criterion) -> Double {
        switch criterion {
        case .aicc: aicc
        case .aic: aic
        case .bic: bic
        }
    }

    /// The model of given parameters and initial states run over a series; nothing is estimated.
    ///
    /// - Parameters:
    ///   - values: The series, finite.
    ///   - form: Admissible or not; positive values under multiplicative errors or seasons.
    ///   - initial: States before the first value; as many seasons as `seasonLength` with a seasonal form.
    /// - Throws: `TimeSeriesError.tooShort` for an empty series, `.notFinite`, `.invalidParameter` where the seasons
    ///   are not as many as `seasonLength`, `.noFit` where the recursion leaves the finite, or the positive under
    ///   multiplicative errors.
    /// - Complexity: O(values)
    public init(
        values: [Double], form: ETSForm, seasonLength: Int = 1, smoothing: ETSSmoothing, initial: State
    ) throws(TimeSeriesError) {
        let name = form.description
        guard !values.isEmpty else { throw .tooShort(model: name, needed: 1, found: 0) }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: name, index: index) }
        let length = form.season == .none ? 1 : seasonLength
        guard initial.season.count == (form.season == .none ? 0 : length), length >= 1 else {
            throw .invalidParameter(
                model: name, name: "initial seasons", value: "\(initial.season.count)",
                domain: form.season == .none ? "none" : "as many as seasonLength, \(seasonLength)")
        }
        var likelihood = ETSLikelihood(form: form, values: values, seasonLength: length)
        let value = likelihood.value(smoothing: smoothing, initial: initial)
        guard value.isFinite else {
            throw .noFit(model: name, reason: "its forecasts of this series are not finite and positive")
        }
        let count = form.parameterCount(seasonLength: length) + 1
        self.form = form
        self.seasonLength = length
        self.smoothing = smoothing
        initialState = initial
        finalState = likelihood.finalState
        fitted = likelihood.fitted
        residuals = zip(values, fitted).map { form.error == .additive ? $0 - $1 : ($0 - $1) / $1 }
        logLikelihood = -value
        parameterCount = count
        residualVariance = likelihood.outcome.squares / Double(max(1, values.count - count - 1))
        candidates = [Candidate(form: form, criterion: 0)]
        candidates = [Candidate(form: form, criterion: aicc)]
    }
}
