/// The test of Kwiatkowski, Phillips, Schmidt and Shin: is a series stationary around a level?
///
/// Source: Kwiatkowski, Phillips, Schmidt & Shin, "Testing the null hypothesis of stationarity against the alternative
/// of a unit root", Journal of Econometrics 54 (1992) 159–178, eq. 13 and table 1.
public enum UnitRootKPSS {
    /// Critical value of the statistic at 5 %.
    public static let criticalValue5Percent = 0.463

    /// η = n⁻² Σ Sₜ² / s²(l) of the partial sums S of the deviations from the mean; s² with Bartlett weights.
    ///
    /// - Parameters:
    ///   - values: The series, finite.
    ///   - lags: Autocovariances in s²; trunc(3√n/13) when not given.
    /// - Returns: nil when the series has no variance to speak of.
    public static func statistic(_ values: [Double], lags: Int? = nil) -> Double? {
        let n = values.count
        guard n > 1 else { return nil }
        let truncation = lags ?? Int(3 * Double(n).squareRoot() / 13)
        let mean = values.reduce(0, +) / Double(n)
        let deviations = values.map { $0 - mean }
        var partial = 0.0
        var sumOfSquares = 0.0
        for deviation in deviations {
            partial += deviation
            sumOfSquares += partial * partial
        }
        var variance = deviations.reduce(0) { $0 + $1 * $1 }
        for lag in 1..<max(1, min(truncation, n - 1) + 1) {
            var covariance = 0.0
            for t in lag..<n { covariance += deviations[t] * deviations[t - lag] }
            variance += 2 * (1 - Double(lag) / Double(truncation + 1)) * covariance
        }
        guard variance > 0 else { return nil }
        let statistic = sumOfSquares / (Double(n) * variance)
        return statistic.isFinite ? statistic : nil
    }
}
