import NumericalMethods

extension ThetaModel {
    /// The kind of `kinds` with the least `scaledSquares`, fitted to a series.
    ///
    /// The season is taken out by classical decomposition when the autocorrelation one season back is significant at
    /// 90 %: |r_m| > 1.645 √((1 + 2 Σ r_k²) / n), k < m. A multiplicative season needs values above 0 and factors of
    /// at least 0.01; else it is additive. Deterministic.
    ///
    /// - Parameters:
    ///   - values: The series, at least four finite values.
    ///   - seasonLength: Steps in a season, 1 or more; below 4 no season is taken out.
    ///   - kinds: Kinds to choose among; of equals the first is taken.
    ///   - decomposition: The season's kind where the values allow it.
    /// - Throws: `TimeSeriesError.tooShort`, `.notFinite`, `.invalidParameter` for a season below 1, `.noFit` for no
    ///   kinds.
    /// - Complexity: O(values · kinds), some forty passes over the series a kind, and O(values · seasonLength).
    /// Source: Fiorucci et al. 2016, §3 and §5; season test: Assimakopoulos & Nikolopoulos, Int. J. Forecasting 16
    /// (2000) 521–530. The search is our own (`ThetaSearch`).
    public static func fit(
        _ values: [Double], seasonLength: Int = 1, kinds: [Kind] = Kind.allCases,
        decomposition: ClassicalDecomposition.Kind = .multiplicative
    ) throws(TimeSeriesError) -> ThetaModel {
        let name = kinds.count == 1 ? kinds[0].rawValue : "theta"
        guard seasonLength >= 1 else {
            throw .invalidParameter(
                model: name, name: "seasonLength", value: "\(seasonLength)", domain: "1 or more")
        }
        guard values.count > warmUp else {
            throw .tooShort(model: name, needed: warmUp + 1, found: values.count)
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: name, index: index) }
        let season = season(of: values, seasonLength: seasonLength, wanted: decomposition)
        let adjusted = season.map { remove($0, from: values) } ?? values
        var best: ThetaSearch.Point?
        var chosen: Kind?
        for isDynamic in [false, true] where kinds.contains(where: { $0.isDynamic == isDynamic }) {
            let search = ThetaSearch(values: adjusted, isDynamic: isDynamic)
            for kind in kinds where kind.isDynamic == isDynamic {
                let point = search.run(isOptimised: kind.isOptimised)
                // A fitted θ is never worse than 2 but for rounding; only a real gain makes it the choice.
                if let best, point.squares >= best.squares * (1 - 1e-9) { continue }
                best = point
                chosen = kind
            }
        }
        guard let best, let chosen else { throw .noFit(model: name, reason: "no kind was asked for") }
        return ThetaModel(
            kind: chosen, values: values, adjusted: adjusted, seasonLength: seasonLength, season: season,
            alpha: best.alpha,
            lineShare: best.lineShare, initialLevel: best.level)
    }

    /// A season worth taking out, or `nil`.
    static func season(
        of values: [Double], seasonLength m: Int, wanted: ClassicalDecomposition.Kind
    ) -> Season? {
        guard m >= 4, values.count >= 2 * m, isSeasonal(values, seasonLength: m) else { return nil }
        if wanted == .multiplicative, values.allSatisfy({ $0 > 0 }),
            let figures = ClassicalDecomposition.season(of: values, seasonLength: m, kind: .multiplicative),
            figures.allSatisfy({ $0 >= 0.01 })
        {
            return Season(kind: .multiplicative, figures: figures)
        }
        return ClassicalDecomposition.season(of: values, seasonLength: m, kind: .additive).map {
            Season(kind: .additive, figures: $0)
        }
    }

    private static func isSeasonal(_ values: [Double], seasonLength m: Int) -> Bool {
        let n = values.count
        let mean = values.reduce(0, +) / Double(n)
        let deviations = values.map { $0 - mean }
        func covariance(_ lag: Int) -> Double {
            let x = deviations.span
            var sums = SIMD4<Double>()
            var t = 0
            while t + lag + 4 <= n {
                let a = SIMD4(x[t], x[t + 1], x[t + 2], x[t + 3])
                let b = SIMD4(x[t + lag], x[t + lag + 1], x[t + lag + 2], x[t + lag + 3])
                sums += a * b
                t += 4
            }
            var sum = sums.sum()
            while t + lag < n {
                sum += x[t] * x[t + lag]
                t += 1
            }
            return sum
        }
        let variance = covariance(0)
        guard variance > 0 else { return false }
        var sum = 0.0
        for lag in 1..<m {
            let correlation = covariance(lag) / variance
            sum += correlation * correlation
        }
        let limit = NormalDistribution.quantile(0.95) * ((1 + 2 * sum) / Double(n)).squareRoot()
        return abs(covariance(m) / variance) > limit
    }

    static func remove(_ season: Season, from values: [Double]) -> [Double] {
        var phase = -1
        return values.map { value in
            phase = phase + 1 == season.figures.count ? 0 : phase + 1
            return season.kind == .additive ? value - season.figures[phase] : value / season.figures[phase]
        }
    }

    /// The model of given parameters run over a series.
    init(
        kind: Kind, values: [Double], adjusted: [Double], seasonLength: Int, season: Season?, alpha: Double,
        lineShare: Double, initialLevel: Double
    ) {
        let line = ThetaLine(values: adjusted, isDynamic: kind.isDynamic)
        let n = adjusted.count
        var level = initialLevel
        var power = 1.0
        var fitted = [Double](repeating: 0, count: n)
        var squares = 0.0
        var size = 0.0
        var misses: [Double] = []
        misses.reserveCapacity(n)
        for t in 0..<n {
            // (1 − α)^t, and the sum of the powers up to it.
            let reach = (1 - power * (1 - alpha)) / alpha
            let forecast = level + lineShare * (line.intercepts[t] * power + line.slopes[t] * reach)
            fitted[t] = forecast
            let miss = adjusted[t] - forecast
            misses.append(miss)
            if t >= Self.warmUp { squares += miss * miss }
            size += abs(adjusted[t]) / Double(n)
            level += alpha * (adjusted[t] - level)
            power *= 1 - alpha
        }
        let counted = misses.count - Self.warmUp >= 2 ? misses.dropFirst(Self.warmUp) : misses[...]
        let centre = counted.reduce(0, +) / Double(counted.count)
        let spread = counted.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
        if let season {
            let m = season.figures.count
            for t in 0..<n {
                if season.kind == .additive {
                    fitted[t] += season.figures[t % m]
                } else {
                    fitted[t] *= season.figures[t % m]
                }
            }
        }
        self.kind = kind
        self.seasonLength = seasonLength
        self.alpha = alpha
        theta = min(1 / (1 - lineShare), ThetaSearch.greatestTheta)
        self.initialLevel = initialLevel
        self.season = season
        self.fitted = fitted
        residuals = zip(values, fitted).map { $0 - $1 }
        scaledSquares = squares / max(size, 1e-10)
        residualDeviation = (spread / Double(max(1, counted.count - 1))).squareRoot()
        count = n
        finalState = State(level: level, mean: line.mean, intercept: line.intercepts[n], slope: line.slopes[n])
    }
}
