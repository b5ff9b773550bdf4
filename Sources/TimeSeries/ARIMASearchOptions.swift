/// Limits and starting point of the automatic choice of ARIMA orders.
///
/// The defaults are those of R's `forecast::auto.arima` and of statsforecast's `AutoARIMA`, but for
/// ``minimumRootModulus``.
public struct ARIMASearchOptions: Hashable, Sendable {
    /// Differences d; nil = by the KPSS test.
    public var differences: Int?
    /// Seasonal differences D; nil = by the strength of the season.
    public var seasonalDifferences: Int?
    /// Largest orders of each part; the differences of a part bound the tests.
    public var maximum = ARIMAOrder.Part(5, 2, 5)
    /// Largest seasonal orders, likewise.
    public var seasonalMaximum = ARIMAOrder.Part(2, 1, 2)
    /// p and q of the first model tried (its differences are not read).
    public var start = ARIMAOrder.Part(2, 0, 2)
    /// P and Q of the first model tried.
    public var seasonalStart = ARIMAOrder.Part(1, 0, 1)
    /// What to choose by.
    public var criterion = ARIMACriterion.aicc
    /// Whether models with a mean are tried when nothing is differenced.
    public var allowsMean = true
    /// Whether models with a drift are tried with one difference.
    public var allowsDrift = true
    /// Whether models are ranked by conditional least squares and only the best few are fitted exactly; `nil` = where a season
    /// is longer than ``longestExactSeason``.
    public var ranksByConditionalFit: Bool?
    /// How many of the conditional ranking are fitted exactly.
    static let finalists = 4
    /// The longest season whose models are all fitted exactly: the likelihood takes cubic time in the largest lag, which
    /// up to two days of hours is little, and with a week of hours seconds a series.
    public static let longestExactSeason = 60
    /// Models with a root of one of the four polynomials nearer to the origin than this do not count: φ and θ in B, Φ and
    /// Θ in Bˢ. 1 refuses none.
    ///
    /// The peers take 1.01 too, but of the product polynomials, where a seasonal root counts as its s-th root: with
    /// s = 24 they refuse a seasonal coefficient beyond 1.01⁻²⁴ = 0.79, which is where most of such seasons lie, and
    /// choose a model that is hundreds of AICc worse.
    public var minimumRootModulus = 1.01
    /// Models tried at most.
    public var maximumModels = 94

    /// The defaults.
    public init() {}
}
