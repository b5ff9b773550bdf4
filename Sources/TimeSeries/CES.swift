#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Complex exponential smoothing: level and a potential "information" component smoothed together by one complex
/// parameter α₀ + iα₁, which covers stationary and trending series without choosing a trend.
///
/// The state of each complex component is (s₀, s₁); with the error e of one step it moves to
/// s₀ − (1 − α₁) s₁ + (α₀ − α₁) e and s₀ + (1 − α₀) s₁ + (α₀ + α₁) e. The forecast is s₀, or the sum of the s₀ of level
/// and season. Initial states are a plain guess, improved by running the model backwards over the series and
/// forwards again.
///
/// Source: Svetunkov, Kourentzes & Ord, "Complex exponential smoothing", Naval Research Logistics 69 (2022)
/// 1108–1123; initial states, bounds and information criteria as the statsforecast library has them.
public struct CES: Hashable, Sendable {
    /// Which component has a season.
    public enum Seasonality: String, Hashable, Sendable, CaseIterable {
        /// No season.
        case none
        /// One complex component for each place in the cycle, no common level.
        case simple
        /// A common complex level and real seasonal indices.
        case partial
        /// A complex level and complex seasonal indices.
        case full

        /// States of the model, as its information criteria count them.
        var components: Int {
            switch self {
            case .none, .simple: 2
            case .partial: 3
            case .full: 4
            }
        }

        /// Smoothing parameters to be estimated.
        var freeParameters: Int {
            switch self {
            case .none, .simple: 2
            case .partial: 3
            case .full: 4
            }
        }
    }

    /// The smoothing parameters.
    public struct Parameters: Hashable, Sendable {
        /// Real part of α.
        public var alpha0: Double
        /// Imaginary part of α.
        public var alpha1: Double
        /// Real part of the seasonal β; unused without season or with a simple one.
        public var beta0: Double
        /// Imaginary part of the seasonal β; used with full seasonality only.
        public var beta1: Double

        /// Smoothing parameters; the defaults are where estimation starts with full seasonality.
        public init(alpha0: Double = 1.3, alpha1: Double = 1, beta0: Double = 1.3, beta1: Double = 1) {
            self.alpha0 = alpha0
            self.alpha1 = alpha1
            self.beta0 = beta0
            self.beta1 = beta1
        }
    }

    /// Which component has a season.
    public let seasonality: Seasonality
    /// Points of a cycle; 1 without season.
    public let seasonLength: Int
    /// The smoothing parameters.
    public let parameters: Parameters
    /// What the model expected of each value one step before it.
    public let fitted: [Double]
    /// −½ n log Σe², the normal log likelihood but for a constant.
    public let logLikelihood: Double
    /// Akaike's criterion, −2 logLikelihood + 2 k, where k is the states of one time and the variance.
    public let aic: Double
    /// Akaike's criterion corrected for short series.
    public let aicc: Double
    /// Schwarz's criterion.
    public let bic: Double
    /// Variance of the one-step errors, Σe² / (n − k − 1).
    public let residualVariance: Double
    private let level: [Double]
    /// The seasonal states, those of the next step first.
    private let season: [[Double]]

    /// Runs the model with given parameters over `values`.
    ///
    /// - Throws: ``TimeSeriesError`` when the series is shorter than two cycles or than the criteria need, a value or a
    ///   parameter is not finite, or the recursion diverges.
    /// - Complexity: O(n)
    public init(
        _ values: [Double], seasonality: Seasonality, seasonLength: Int = 1, parameters: Parameters
    ) throws(TimeSeriesError) {
        try CES.check(values, seasonality: seasonality, seasonLength: seasonLength)
        var kernel = CESKernel(values, seasonality: seasonality, seasonLength: seasonLength)
        try self.init(values, &kernel, parameters)
    }

    /// Runs a kernel made for `values`.
    init(_ values: [Double], _ kernel: inout CESKernel, _ parameters: Parameters) throws(TimeSeriesError) {
        seasonality = kernel.seasonality
        seasonLength = kernel.period
        self.parameters = parameters
        let errorSum = kernel.run(CESKernel.Lanes(parameters), keepsErrors: true)[0]
        guard errorSum.isFinite else { throw .noFit(model: "CES", reason: "the errors grow beyond all bounds") }
        let count = Double(values.count)
        fitted = values.indices.map { values[$0] - kernel.errors[$0][0] }
        // A perfect fit would have an infinite likelihood; the floor is rounding error.
        let floor = count * (values.reduce(0) { max($0, abs($1)) } * .ulpOfOne) * .ulpOfOne
        let misfit = count * log(max(errorSum, floor, .leastNormalMagnitude))
        let k = Double(seasonality.components + 1)
        logLikelihood = -misfit / 2
        aic = misfit + 2 * k
        aicc = aic + 2 * k * (k + 1) / (count - k - 1)
        bic = misfit + log(count) * k
        residualVariance = errorSum / (count - k - 1)
        level = [kernel.level0[0], kernel.level1[0]]
        let next = values.count % seasonLength
        season = (0..<(seasonality == .none ? 0 : seasonLength)).map { step in
            let place = (next + step) % kernel.period
            return [kernel.season0[place][0], kernel.season1.isEmpty ? 0 : kernel.season1[place][0]]
        }
    }

    static func check(_ values: [Double], seasonality: Seasonality, seasonLength: Int) throws(TimeSeriesError) {
        if seasonality != .none {
            guard (2...1_000_000_000).contains(seasonLength) else {
                throw .invalidParameter(
                    model: "CES", name: "seasonLength", value: String(seasonLength), domain: "in 2…1,000,000,000")
            }
        }
        let cycles = seasonality == .none ? 0 : 2 * seasonLength
        let needed = max(cycles, seasonality.components + 3)
        guard values.count >= needed else { throw .tooShort(model: "CES", needed: needed, found: values.count) }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: "CES", index: index) }
    }

    /// The `steps` steps after the series, with standard deviations in closed form: the error of step h has variance
    /// σ² (1 + Σⱼ cⱼ²), cⱼ for j < h being what a single error of 1 adds to the forecast j steps later.
    ///
    /// - Complexity: O(steps)
    public func forecast(steps: Int) -> SeriesPrediction {
        let steps = max(0, steps)
        var mean = [Double](repeating: 0, count: steps)
        extrapolate(level: level, season: season, into: &mean)
        // An error moves the states by the gains; their extrapolation is the response.
        let p = parameters
        let levelGain = seasonality == .simple ? [0, 0] : [p.alpha0 - p.alpha1, p.alpha0 + p.alpha1]
        var seasonGain = [[Double]](repeating: [0, 0], count: season.count)
        if let last = seasonGain.indices.last {
            switch seasonality {
            case .none: break
            case .simple: seasonGain[last] = [p.alpha0 - p.alpha1, p.alpha0 + p.alpha1]
            case .partial: seasonGain[last] = [p.beta0, 0]
            case .full: seasonGain[last] = [p.beta0 - p.beta1, p.beta0 + p.beta1]
            }
        }
        var response = [Double](repeating: 0, count: steps)
        extrapolate(level: levelGain, season: seasonGain, into: &response)
        var deviation = [Double](repeating: 0, count: steps)
        var sum = 1.0
        for step in 0..<steps {
            deviation[step] = (residualVariance * sum).squareRoot()
            sum += response[step] * response[step]
        }
        return SeriesPrediction(mean: mean, standardDeviation: deviation)
    }

    /// The recursion without errors.
    private func extrapolate(level: [Double], season: [[Double]], into out: inout [Double]) {
        let p = parameters
        var (s0, s1) = (level[0], level[1])
        var season = season
        for step in out.indices {
            out[step] = seasonality == .simple ? 0 : s0
            (s0, s1) = (s0 - (1 - p.alpha1) * s1, s0 + (1 - p.alpha0) * s1)
            guard !season.isEmpty else { continue }
            let place = step % season.count
            let (q0, q1) = (season[place][0], season[place][1])
            out[step] += q0
            switch seasonality {
            case .none, .partial: break
            case .simple: season[place] = [q0 - (1 - p.alpha1) * q1, q0 + (1 - p.alpha0) * q1]
            case .full: season[place] = [q0 - (1 - p.beta1) * q1, q0 + (1 - p.beta0) * q1]
            }
        }
    }
}
