/// The strength of a season: how much of the detrended variance it explains.
///
/// F = max(0, 1 − Var(remainder) / Var(season + remainder)) of a decomposition by loess with a seasonal span of 11
/// (degree 0), two passes, no robustness weights.
/// Source: Cleveland, Cleveland, McRae & Terpenning, "STL: a seasonal-trend decomposition procedure based on loess",
/// Journal of Official Statistics 6 (1990) 3–73; Wang, Smith & Hyndman 2006.
public enum StationaritySeasonalStrength {
    private static let seasonalSpan = 11
    private static let passes = 2

    /// Between 0 (no season) and 1 (nothing else); 0 when there are fewer than two seasons.
    public static func strength(_ values: [Double], seasonLength: Int) -> Double {
        guard seasonLength > 1, values.count >= 2 * seasonLength else { return 0 }
        let (season, trend) = decompose(values, seasonLength)
        var remainder: [Double] = []
        var detrended: [Double] = []
        for t in values.indices {
            remainder.append(values[t] - trend[t] - season[t])
            detrended.append(values[t] - trend[t])
        }
        let whole = variance(detrended)
        guard whole > 0 else { return 0 }
        return min(1, max(0, 1 - variance(remainder) / whole))
    }

    private static func decompose(_ y: [Double], _ period: Int) -> (season: [Double], trend: [Double]) {
        let n = y.count
        let odd = { (width: Int) in width % 2 == 0 ? width + 1 : width }
        let trendSpan = odd(Int((1.5 * Double(period) / (1 - 1.5 / Double(seasonalSpan))).rounded(.up)))
        let lowPassSpan = odd(period)
        var trend = [Double](repeating: 0, count: n)
        var season = trend
        for _ in 0..<passes {
            var cycle = [Double](repeating: 0, count: n + 2 * period)
            for phase in 0..<period {
                let subseries = stride(from: phase, to: n, by: period).map { y[$0] - trend[$0] }
                for k in -1...subseries.count {
                    let at = min(max(k, 0), subseries.count - 1)
                    cycle[phase + (k + 1) * period] = loess(
                        subseries, span: seasonalSpan, degree: 0, at: k, window: at)
                }
            }
            var low = average(average(average(cycle, period), period), 3)
            low = smooth(low, span: lowPassSpan)
            season = (0..<n).map { cycle[$0 + period] - low[$0] }
            trend = smooth((0..<n).map { y[$0] - season[$0] }, span: trendSpan)
        }
        return (season, trend)
    }

    private static func smooth(_ y: [Double], span: Int) -> [Double] {
        y.indices.map { loess(y, span: span, degree: 1, at: $0, window: $0) }
    }

    private static func average(_ y: [Double], _ width: Int) -> [Double] {
        var sum = y[0..<width].reduce(0, +)
        var result = [sum / Double(width)]
        for t in width..<max(width, y.count) {
            sum += y[t] - y[t - width]
            result.append(sum / Double(width))
        }
        return result
    }

    /// The local fit at position `x`, from the `span` values nearest to position `window`.
    private static func loess(_ y: [Double], span: Int, degree: Int, at x: Int, window: Int) -> Double {
        let n = y.count
        let width = min(span, n)
        let left = min(max(window - width / 2, 0), n - width)
        let right = left + width - 1
        var reach = Double(max(x - left, right - x))
        if span > n { reach += Double((span - n) / 2) }
        var total = 0.0
        var centre = 0.0
        var weights: [Double] = []
        weights.reserveCapacity(width)
        for j in left...right {
            let distance = abs(Double(j - x))
            let ratio = distance / reach
            let tricube = 1 - ratio * ratio * ratio
            let weight =
                distance <= 0.999 * reach ? (distance <= 0.001 * reach ? 1 : tricube * tricube * tricube) : 0
            weights.append(weight)
            total += weight
            centre += weight * Double(j)
        }
        guard total > 0 else { return y[min(max(x, 0), n - 1)] }
        centre /= total
        var spread = 0.0
        if degree > 0 {
            for (k, w) in weights.enumerated() {
                spread += w * (Double(left + k) - centre) * (Double(left + k) - centre)
            }
        }
        let isLine = degree > 0 && (spread / total).squareRoot() > 0.001 * Double(n - 1)
        let slope = isLine ? (Double(x) - centre) / spread : 0
        var value = 0.0
        for (k, weight) in weights.enumerated() {
            value += weight * (1 + slope * (Double(left + k) - centre) * total) / total * y[left + k]
        }
        return value
    }

    private static func variance(_ x: [Double]) -> Double {
        let mean = x.reduce(0, +) / Double(x.count)
        return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}
