/// The season of a series by ratios to, or differences from, its centred moving average.
///
/// Source: Persons, "Indices of business conditions", Review of Economic Statistics 1 (1919) 5–107; as R `decompose`
/// and statsmodels `seasonal_decompose` do it.
public enum ClassicalDecomposition {
    /// How the season enters.
    public enum Kind: Hashable, Sendable {
        /// y = trend + season
        case additive
        /// y = trend · season
        case multiplicative
    }

    /// One season figure a phase, phase 0 at the first value: their mean is 0 (additive) or 1 (multiplicative).
    ///
    /// - Parameters:
    ///   - values: Finite; positive for a multiplicative season.
    ///   - seasonLength: At least 2.
    /// - Returns: `nil` with less than two seasons of values, or where the moving average is not positive under a
    ///   multiplicative season.
    /// - Complexity: O(values)
    public static func season(of values: [Double], seasonLength m: Int, kind: Kind) -> [Double]? {
        let n = values.count
        guard m >= 2, n >= 2 * m else { return nil }
        let half = m / 2
        // The window spans m steps around t; with even m its two ends count half.
        var sums = [Double](repeating: 0, count: m)
        var counts = [Int](repeating: 0, count: m)
        var window = 0.0
        for i in 0..<m { window += values[i] }
        var phase = half % m
        for t in half..<(n - half) {
            let first = t - half
            let trend: Double
            if m % 2 == 0 {
                trend = (window + 0.5 * (values[first + m] - values[first])) / Double(m)
                window += values[first + m] - values[first]
            } else {
                trend = window / Double(m)
                if first + m < n { window += values[first + m] - values[first] }
            }
            switch kind {
            case .additive: sums[phase] += values[t] - trend
            case .multiplicative:
                guard trend > 0 else { return nil }
                sums[phase] += values[t] / trend
            }
            counts[phase] += 1
            phase = phase + 1 == m ? 0 : phase + 1
        }
        var season = [Double](repeating: 0, count: m)
        for j in 0..<m {
            guard counts[j] > 0 else { return nil }
            season[j] = sums[j] / Double(counts[j])
        }
        let mean = season.reduce(0, +) / Double(m)
        switch kind {
        case .additive: return season.map { $0 - mean }
        case .multiplicative: return mean > 0 ? season.map { $0 / mean } : nil
        }
    }
}
