/// The strength of a season: how much of the detrended variance it explains.
///
/// F = max(0, 1 − Var(remainder) / Var(season + remainder)) of a seasonal-trend decomposition by loess with a seasonal
/// window of 11 cycles, degree 0, as R `forecast` and statsforecast take it.
/// Source: Wang, Smith & Hyndman, "Characteristic-based clustering for time series data", Data Mining and Knowledge
/// Discovery 13 (2006) 335–364.
public enum StationaritySeasonalStrength {
    /// Between 0 (no season) and 1 (nothing else); 0 when there are fewer than two seasons or nothing varies.
    public static func strength(_ values: [Double], seasonLength: Int) -> Double {
        guard seasonLength > 1, values.count >= 2 * seasonLength,
            let parts = try? STL(period: seasonLength, seasonalLength: 11, seasonalDegree: 0).decompose(values)
        else { return 0 }
        let whole = variance(values.indices.map { parts.seasonal[$0] + parts.remainder[$0] })
        guard whole > 0 else { return 0 }
        let strength = 1 - variance(parts.remainder) / whole
        return strength.isFinite ? min(1, max(0, strength)) : 0
    }

    private static func variance(_ x: [Double]) -> Double {
        let mean = x.reduce(0, +) / Double(x.count)
        return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}
