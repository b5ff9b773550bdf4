/// Splits a series with several seasons (day and week) into one part a season, a trend and a remainder, by repeated STL.
///
/// Source: Bandara, Hyndman & Bergmeir, "MSTL: A seasonal-trend decomposition algorithm for time series with multiple
/// seasonal patterns" (2021), arXiv:2107.13462, algorithm 1. As R `forecast::mstl` it smooths seasons with degree 0.
public struct MSTL: Hashable, Sendable {
    /// The parts of a series.
    public struct Decomposition: Hashable, Sendable {
        /// The periods used, shortest first.
        public var periods: [Int]
        /// One seasonal part a period, in their order.
        public var seasonal: [[Double]]
        /// The slow part.
        public var trend: [Double]
        /// What is left.
        public var remainder: [Double]
        /// Weight of each point in the last STL, 0…1.
        public var robustnessWeights: [Double]

        /// The series without its seasons: trend + remainder.
        public var seasonallyAdjusted: [Double] { trend.indices.map { trend[$0] + remainder[$0] } }

        /// The seasonal parts of the following `steps` steps: each repeats its last cycle.
        public func seasonalNaive(steps: Int) -> [Double] {
            var sum = [Double](repeating: 0, count: max(0, steps))
            for (period, part) in zip(periods, seasonal) {
                let first = part.count - period
                for step in sum.indices { sum[step] += part[first + step % period] }
            }
            return sum
        }
    }

    /// Points of each cycle, shortest first, each ≥ 2.
    public var periods: [Int]
    /// Seasonal smoother's length in cycles for each period, odd.
    public var windows: [Int]
    /// Turns over all seasons, ≥ 1; with one season a single turn is made.
    public var iterations: Int
    /// Degree of the seasonal smoothers, 0 or 1.
    public var seasonalDegree: Int
    /// Whether outlying points get less weight.
    public var isRobust: Bool

    /// A decomposition by these periods, repeats dropped.
    ///
    /// - Parameter windows: A length for each period as given; nil = 11, 15, 19, … from the shortest period on.
    public init(
        periods: [Int], windows: [Int]? = nil, iterations: Int = 2, seasonalDegree: Int = 0, isRobust: Bool = false
    ) {
        precondition(windows.map { $0.count == periods.count } ?? true, "one window a period")
        var pairs: [(period: Int, window: Int)] = []
        for (index, period) in periods.enumerated() where !pairs.contains(where: { $0.period == period }) {
            pairs.append((period, windows?[index] ?? 0))
        }
        pairs.sort { $0.period < $1.period }
        self.periods = pairs.map(\.period)
        self.windows = pairs.indices.map { windows == nil ? 11 + 4 * $0 : pairs[$0].window }
        self.iterations = iterations
        self.seasonalDegree = seasonalDegree
        self.isRobust = isRobust
    }

    /// Splits `values`. Periods that do not fit twice into the series, with a point to spare, are left out.
    ///
    /// - Throws: ``TimeSeriesError`` when no period fits, a value is not finite, or a parameter is out of its domain.
    /// - Complexity: that of ``STL/decompose(_:)`` times iterations × periods
    public func decompose(_ values: [Double]) throws(TimeSeriesError) -> Decomposition {
        guard let shortest = periods.first else {
            throw .invalidParameter(model: "MSTL", name: "periods", value: "none", domain: "at least one period")
        }
        guard iterations >= 1 else {
            throw .invalidParameter(model: "MSTL", name: "iterations", value: String(iterations), domain: "at least 1")
        }
        var stls: [STL] = []
        for (period, window) in zip(periods, windows) {
            let stl = STL(period: period, seasonalLength: window, seasonalDegree: seasonalDegree, isRobust: isRobust)
            try stl.validate()
            if 2 * period < values.count { stls.append(stl) }
        }
        guard !stls.isEmpty else { throw .tooShort(model: "MSTL", needed: 2 * shortest + 1, found: values.count) }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: "MSTL", index: index) }

        let count = values.count
        var kernels = stls.map { STLKernel($0, count: count) }
        var seasonal = [[Double]](repeating: [Double](repeating: 0, count: count), count: stls.count)
        var rest = values
        for _ in 0..<(stls.count == 1 ? 1 : iterations) {
            for k in stls.indices {
                for i in 0..<count { rest[i] += seasonal[k][i] }
                kernels[k].run(rest)
                for i in 0..<count {
                    let season = kernels[k].season[i]
                    seasonal[k][i] = season
                    rest[i] -= season
                }
            }
        }
        let last = kernels[kernels.count - 1]
        return Decomposition(
            periods: stls.map(\.period), seasonal: seasonal, trend: last.trend,
            remainder: (0..<count).map { rest[$0] - last.trend[$0] }, robustnessWeights: last.robustness)
    }

    /// Forecasts `values`: each season repeats its last cycle, `trend` forecasts the seasonally adjusted series. The
    /// standard deviations are the trend forecaster's; the seasons count as known.
    ///
    /// - Throws: ``TimeSeriesError`` as ``decompose(_:)`` and the trend forecaster do.
    public func forecast(
        _ values: [Double], steps: Int, trend: any TrendForecaster = ETSTrend()
    ) throws(TimeSeriesError) -> SeriesPrediction {
        let parts = try decompose(values)
        var prediction = try trend.forecast(of: parts.seasonallyAdjusted, steps: steps)
        let seasonal = parts.seasonalNaive(steps: steps)
        for step in prediction.mean.indices { prediction.mean[step] += seasonal[step] }
        return prediction
    }
}
