/// How often a series is to be differenced before an ARMA model is fitted to it.
public enum StationarityDifferences {
    /// Differences until the KPSS test no longer rejects a level at 5 %, or a constant series is left.
    ///
    /// Source: Hyndman & Khandakar, "Automatic time series forecasting: the forecast package for R", Journal of
    /// Statistical Software 27(3) (2008), §3.1.
    public static func regular(_ values: [Double], maximum: Int = 2) -> Int {
        var rest = values
        var differences = 0
        while differences < maximum, !isConstant(rest), let statistic = UnitRootKPSS.statistic(rest),
            statistic > UnitRootKPSS.criticalValue5Percent
        {
            differences += 1
            rest = ARIMAPolynomial.difference(rest, lag: 1)
        }
        return differences
    }

    /// Seasonal differences until the strength of the season is 0.64 or less.
    ///
    /// A series of two seasons or less is not differenced.
    /// Source: Wang, Smith & Hyndman, "Characteristic-based clustering for time series data", Data Mining and Knowledge
    /// Discovery 13 (2006) 335–364 (strength); Hyndman & Athanasopoulos, Forecasting: Principles and Practice, 3rd ed.
    /// (2021), §4.3, §9.1 (limit).
    public static func seasonal(_ values: [Double], seasonLength: Int, maximum: Int = 1) -> Int {
        guard seasonLength > 1, values.count > 2 * seasonLength else { return 0 }
        var rest = values
        var differences = 0
        while differences < maximum, rest.count >= 2 * seasonLength, !isConstant(rest),
            StationaritySeasonalStrength.strength(rest, seasonLength: seasonLength) > 0.64
        {
            differences += 1
            rest = ARIMAPolynomial.difference(rest, lag: seasonLength)
        }
        return differences
    }

    static func isConstant(_ values: [Double]) -> Bool {
        guard let first = values.first else { return true }
        return values.allSatisfy { $0 == first }
    }
}
