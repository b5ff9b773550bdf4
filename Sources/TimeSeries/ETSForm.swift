/// The error, trend and season of an exponential smoothing model, written ETS(A,Ad,M).
///
/// Source: Hyndman, Koehler, Ord & Snyder, "Forecasting with Exponential Smoothing", 2008, ch. 2.
public struct ETSForm: Hashable, Sendable {
    /// How the error enters: added to the forecast, or as a share of it.
    public enum ErrorKind: String, Hashable, Sendable, CaseIterable {
        /// y = f + ε
        case additive = "A"
        /// y = f (1 + ε)
        case multiplicative = "M"
    }

    /// How the level moves. Multiplicative trends are left out, as R `forecast` and statsforecast do by default.
    public enum Trend: String, Hashable, Sendable, CaseIterable {
        /// No trend.
        case none = "N"
        /// A slope that goes on for ever.
        case additive = "A"
        /// A slope that fades by φ a step.
        case damped = "Ad"
    }

    /// How the season enters.
    public enum Season: String, Hashable, Sendable, CaseIterable {
        /// No season.
        case none = "N"
        /// Added to the level.
        case additive = "A"
        /// Multiplies the level.
        case multiplicative = "M"
    }

    /// The error.
    public var error: ErrorKind
    /// The trend.
    public var trend: Trend
    /// The season.
    public var season: Season

    /// A form by its parts.
    public init(error: ErrorKind, trend: Trend, season: Season) {
        self.error = error
        self.trend = trend
        self.season = season
    }

    /// A form by its letters, `AAdM`, or its name, `ETS(A,Ad,M)`; `nil` when they name none.
    public init?(_ text: String) {
        let plain = text.hasPrefix("ETS(") && text.hasSuffix(")") ? text.dropFirst(4).dropLast() : text[...]
        let letters = plain.filter { $0 != "," }
        guard let first = letters.first, let last = letters.last, letters.count >= 3,
            let error = ErrorKind(rawValue: String(first)),
            let trend = Trend(rawValue: String(letters.dropFirst().dropLast())),
            let season = Season(rawValue: String(last))
        else { return nil }
        self.init(error: error, trend: trend, season: season)
    }

    /// Whether the model is stable enough to be used: all but additive errors with a multiplicative season, whose
    /// variance is infinite.
    ///
    /// Source: Hyndman et al. 2008, §15.2.
    public var isAdmissible: Bool { !(error == .additive && season == .multiplicative) }

    /// The fifteen admissible forms, simplest first.
    public static let admissible: [ETSForm] = {
        var forms: [ETSForm] = []
        for season in Season.allCases {
            for trend in Trend.allCases {
                for error in ErrorKind.allCases {
                    let form = ETSForm(error: error, trend: trend, season: season)
                    if form.isAdmissible { forms.append(form) }
                }
            }
        }
        return forms
    }()

    /// Whether the search for `other` starts from this form: the same season, no richer error and trend.
    func leads(to other: ETSForm) -> Bool {
        let trends = Trend.allCases
        return season == other.season && (error == .additive || error == other.error)
            && (trends.firstIndex(of: trend) ?? 0) <= (trends.firstIndex(of: other.trend) ?? 0)
    }

    /// Smoothing parameters and free initial states with a season of `seasonLength` steps; the error's variance is
    /// not counted.
    func parameterCount(seasonLength: Int) -> Int {
        let trendCount = trend == .none ? 0 : trend == .additive ? 2 : 3
        return 2 + trendCount + (season == .none ? 0 : seasonLength)
    }
}

extension ETSForm: CustomStringConvertible {
    /// `ETS(A,Ad,M)`.
    public var description: String { "ETS(\(error.rawValue),\(trend.rawValue),\(season.rawValue))" }
}
