/// How one model did on one series in the rolling-origin backtest, one row of `accuracy.csv`.
public struct ForecastAccuracy: Hashable, Sendable {
    /// The stream of work, or `nil` for a series of a benchmark file.
    public var stream: QueueChannel?
    /// Name of the series.
    public var series: String
    /// Name of the model.
    public var model: String
    /// Steps ahead scored.
    public var horizon: Int
    /// Number of forecast origins.
    public var cutoffs: Int
    /// Σ|error| / Σ|actual|; `nil` when the actuals sum to zero.
    public var wape: Double?
    /// Σ(forecast − actual) / Σ|actual|.
    public var bias: Double?
    /// Mean absolute error over the in-sample mean absolute error of the seasonal naive forecast.
    public var mase: Double?
    /// Root mean squared scaled error.
    public var rmsse: Double?
    /// Share of actuals inside the 80 % interval, 0…1.
    public var coverage80: Double?
    /// Share of actuals inside the 95 % interval, 0…1.
    public var coverage95: Double?
    /// Continuous ranked probability score from the quantiles, over the mean absolute actual.
    public var scaledCRPS: Double?
    /// Whether the backtest chose this model.
    public var isChosen: Bool

    /// The scores of `model` on `series`.
    public init(
        stream: QueueChannel? = nil, series: String, model: String, horizon: Int, cutoffs: Int, wape: Double? = nil,
        bias: Double? = nil, mase: Double? = nil, rmsse: Double? = nil, coverage80: Double? = nil,
        coverage95: Double? = nil, scaledCRPS: Double? = nil, isChosen: Bool = false
    ) {
        self.stream = stream
        self.series = series
        self.model = model
        self.horizon = horizon
        self.cutoffs = cutoffs
        self.wape = wape
        self.bias = bias
        self.mase = mase
        self.rmsse = rmsse
        self.coverage80 = coverage80
        self.coverage95 = coverage95
        self.scaledCRPS = scaledCRPS
        self.isChosen = isChosen
    }
}
