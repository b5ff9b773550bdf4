/// Orders of a seasonal ARIMA model, (p,d,q)(P,D,Q)[s].
///
/// φ(B) Φ(Bˢ) (1−B)ᵈ (1−Bˢ)ᴰ yₜ = θ(B) Θ(Bˢ) aₜ with φ of degree p, Φ of degree P, θ of degree q, Θ of degree Q and
/// independent normal aₜ.
/// Source: Box & Jenkins, Time Series Analysis, Forecasting and Control (1970), ch. 9.
public struct ARIMAOrder: Hashable, Sendable {
    /// Three orders, of the values or of the seasons: autoregressive terms, differences, moving-average terms.
    public struct Part: Hashable, Sendable {
        /// Lagged values, p or P.
        public var autoregressive: Int
        /// Times differenced, d or D.
        public var differences: Int
        /// Lagged innovations, q or Q.
        public var movingAverage: Int

        /// Three orders, none of them negative.
        public init(_ autoregressive: Int, _ differences: Int, _ movingAverage: Int) {
            self.autoregressive = autoregressive
            self.differences = differences
            self.movingAverage = movingAverage
        }
    }

    /// (p,d,q), at lags 1, 2, ….
    public var regular: Part
    /// (P,D,Q), at lags s, 2s, …; all zero when the season length is 1.
    public var seasonal: Part
    /// Values a season, s ≥ 1; 1 = no season.
    public var seasonLength: Int

    /// The orders (p,d,q)(P,D,Q)[s].
    public init(
        _ autoregressive: Int, _ differences: Int, _ movingAverage: Int, seasonal: Part = Part(0, 0, 0),
        seasonLength: Int = 1
    ) {
        regular = Part(autoregressive, differences, movingAverage)
        self.seasonal = seasonal
        self.seasonLength = seasonLength
    }

    /// All differences, d + D; a constant is a mean with 0, a drift with 1 and has no place with more.
    public var totalDifferences: Int { regular.differences + seasonal.differences }

    /// Values lost to differencing, d + s·D.
    public var lostValues: Int { regular.differences + seasonLength * seasonal.differences }

    /// Coefficients of the four polynomials, p + q + P + Q.
    public var coefficientCount: Int {
        regular.autoregressive + regular.movingAverage + seasonal.autoregressive + seasonal.movingAverage
    }

    /// Degree of φ(B) Φ(Bˢ).
    var autoregressiveDegree: Int { regular.autoregressive + seasonLength * seasonal.autoregressive }

    /// Degree of θ(B) Θ(Bˢ).
    var movingAverageDegree: Int { regular.movingAverage + seasonLength * seasonal.movingAverage }

    /// Throws when an order is negative or a seasonal order comes without a season.
    func validate() throws(TimeSeriesError) {
        for part in [regular, seasonal] {
            let least = min(part.autoregressive, part.differences, part.movingAverage)
            if least < 0 {
                throw .invalidParameter(model: "ARIMA", name: "order", value: "\(self)", domain: "three orders ≥ 0")
            }
        }
        if seasonLength < 1 {
            throw .invalidParameter(
                model: "ARIMA", name: "season length", value: "\(seasonLength)", domain: "at least 1")
        }
        if seasonLength == 1, seasonal != Part(0, 0, 0) {
            throw .invalidParameter(
                model: "ARIMA", name: "season length", value: "1", domain: "at least 2 with seasonal orders")
        }
    }
}

extension ARIMAOrder: CustomStringConvertible {
    /// As the field writes it: `(2,0,1)(0,1,1)[7]`, or `(2,0,1)` without seasonal terms.
    public var description: String {
        let text = "(\(regular.autoregressive),\(regular.differences),\(regular.movingAverage))"
        guard seasonal != Part(0, 0, 0) else { return text }
        let season = "(\(seasonal.autoregressive),\(seasonal.differences),\(seasonal.movingAverage))"
        return text + season + "[\(seasonLength)]"
    }
}
