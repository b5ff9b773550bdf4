/// What was forecast from earlier origins and what came true: the errors from which the future's are drawn.
///
/// Contiguous, origin by origin. Every origin lies whole days before the forecast's own, so that lead slot k has the
/// same time of day in all of them.
public struct OriginErrors: Hashable, Sendable {
    /// Slots kept of each origin.
    public let slotsPerOrigin: Int
    /// Number of origins.
    public private(set) var originCount = 0
    /// Forecasts, `originCount × slotsPerOrigin`; NaN where there is none.
    public private(set) var forecasts: [Double] = []
    /// What came true, in the same order; NaN where closed or unknown.
    public private(set) var actuals: [Double] = []

    /// No origin yet; each will have `slotsPerOrigin` slots.
    public init(slotsPerOrigin: Int) {
        precondition(slotsPerOrigin >= 0, "a number of slots is not negative")
        self.slotsPerOrigin = slotsPerOrigin
    }

    /// `unknownOrigins` origins of which nothing is known: a series without a past beside others that have one.
    public init(unknownOrigins: Int, slotsPerOrigin: Int) {
        self.init(slotsPerOrigin: slotsPerOrigin)
        for _ in 0..<unknownOrigins { addOrigin(forecast: [Double](), actual: [Double]()) }
    }

    /// Adds an origin; what is missing at the end of either is unknown, what is too long is cut.
    public mutating func addOrigin(forecast: some Collection<Double>, actual: some Collection<Double>) {
        forecasts += padded(forecast)
        actuals += padded(actual)
        originCount += 1
    }

    private func padded(_ values: some Collection<Double>) -> [Double] {
        let kept = Array(values.prefix(slotsPerOrigin))
        return kept + repeatElement(.nan, count: slotsPerOrigin - kept.count)
    }

    /// What the numbers are: it decides how an error is made comparable between busy and quiet slots.
    public enum Measure: Hashable, Sendable {
        /// Contacts: counting noise and a relative error.
        case volume
        /// An average such as a handle time: a relative error.
        case average
    }

    /// (actual − forecast) / σ(forecast) of every slot, NaN where either is unknown.
    ///
    /// σ(f) = √(f + κ² f²) for volumes, κ² the mean squared error beyond counting noise over f²; f for averages.
    func scaled(_ measure: Measure) -> [Double] {
        var relativeSquare = 0.0
        if measure == .volume {
            var excess = 0.0
            var square = 0.0
            for (f, y) in zip(forecasts, actuals) where f.isFinite && y.isFinite && f >= 0 {
                // A single flood must not set the scale of all.
                let error = min(abs(y - f), 4 * f.squareRoot() + 0.5 * f)
                excess += error * error - f
                square += f * f
            }
            relativeSquare = square > 0 ? max(0, excess / square) : 0
        }
        return zip(forecasts, actuals).map { f, y in
            guard f.isFinite, y.isFinite, f >= 0 else { return .nan }
            let level = max(f, 0.1)
            let spread = measure == .volume ? (level + relativeSquare * level * level).squareRoot() : level
            return (y - f) / spread
        }
    }
}
