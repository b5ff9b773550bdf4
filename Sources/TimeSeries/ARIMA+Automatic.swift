extension ARIMA {
    /// Chooses the orders and fits: differences by tests, the rest by a stepwise search for the best criterion.
    ///
    /// - Parameters:
    ///   - values: The series, finite, at least one value. A constant series gets the model (0,0,0) with its mean.
    ///   - seasonLength: Values a season; 1 = no season.
    ///   - options: Limits; the defaults are those of the field.
    ///   - regressors: Columns of explanatory values, each as long as `values`.
    /// - Throws: As `fit`.
    /// Source: Hyndman & Khandakar 2008; see `ARIMASearch` and `StationarityDifferences`.
    public static func automatic(
        _ values: [Double], seasonLength: Int = 1, options: ARIMASearchOptions = ARIMASearchOptions(),
        regressors: [[Double]] = []
    ) throws(TimeSeriesError) -> ARIMA {
        if seasonLength < 1 {
            throw .invalidParameter(
                model: "ARIMA", name: "season length", value: "\(seasonLength)", domain: "at least 1")
        }
        try check(values, order: ARIMAOrder(0, 0, 0), hasConstant: false, regressors: regressors)
        if StationarityDifferences.isConstant(values), regressors.isEmpty {
            return try fit(values, order: ARIMAOrder(0, 0, 0), includesConstant: options.allowsMean && values.count > 1)
        }
        let (d, seasonalD) = try chooseDifferences(values, seasonLength, options, regressors)
        let base = ARIMAOrder(0, d, 0, seasonal: .init(0, seasonalD, 0), seasonLength: seasonLength)
        let differenced = ARIMAPolynomial.difference(values, base)
        if StationarityDifferences.isConstant(differenced), regressors.isEmpty {
            return try fit(values, order: base, includesConstant: differenced.count > 1)
        }
        return try searched(values, base, options, regressors)
    }

    private static func searched(
        _ values: [Double], _ base: ARIMAOrder, _ options: ARIMASearchOptions, _ regressors: [[Double]]
    ) throws(TimeSeriesError) -> ARIMA {
        let n = values.count
        var options = options
        if n <= 3 { options.criterion = .aic }
        let season = base.seasonLength
        let isConditional = options.ranksByConditionalFit ?? (season > ARIMASearchOptions.longestExactSeason)
        options.ranksByConditionalFit = isConditional
        var maximum = ARIMASearch.Candidate(
            p: min(options.maximum.autoregressive, n / 3), q: min(options.maximum.movingAverage, n / 3),
            seasonalP: season == 1 ? 0 : min(options.seasonalMaximum.autoregressive, n / 3 / season),
            seasonalQ: season == 1 ? 0 : min(options.seasonalMaximum.movingAverage, n / 3 / season),
            hasConstant: base.totalDifferences == 0
                ? options.allowsMean : base.totalDifferences == 1 && options.allowsDrift)
        // Regular lags stay within a season.
        if maximum.seasonalP > 0 { maximum.p = min(maximum.p, season - 1) }
        if maximum.seasonalQ > 0 { maximum.q = min(maximum.q, season - 1) }
        if n - base.lostValues < 2 + regressors.count { maximum.hasConstant = false }
        var search = try ARIMASearch(
            values: values, regressors: regressors, differences: base.regular.differences,
            seasonalDifferences: base.seasonal.differences, seasonLength: season, maximum: maximum, options: options)
        var best = search.run(shortSeries: n < 10)
        if isConditional {
            // The best by their exact fits of the first in the conditional ranking whose exact fits count.
            let ranked = search.trials.enumerated().sorted {
                ($0.element.criterion, $0.offset) < ($1.element.criterion, $1.offset)
            }
            best = nil
            var finalists = 0
            for (_, trial) in ranked where finalists < ARIMASearchOptions.finalists {
                let exact = search.exact(trial.candidate, warm: trial.coefficients)
                guard exact.criterion < .infinity else { continue }
                finalists += 1
                if exact.criterion < best?.criterion ?? .infinity { best = exact }
            }
        }
        guard let best else {
            // Too short for any criterion: the differences alone.
            return try fit(values, order: base, includesConstant: false, regressors: regressors)
        }
        let order = search.order(best.candidate)
        let design = search.design(best.candidate)
        guard
            let estimate = ARIMAEstimator.maximumLikelihood(
                order: order, design: design, warm: best.coefficients, precision: .full)
        else { throw .noFit(model: "ARIMA\(order)", reason: "the likelihood has no finite value") }
        return ARIMA(
            order: order, hasConstant: best.candidate.hasConstant, values: values, regressors: regressors,
            design: design, estimate: estimate)
    }

    /// D by the strength of the season, then d by the KPSS test, on what the regressors leave.
    private static func chooseDifferences(
        _ values: [Double], _ seasonLength: Int, _ options: ARIMASearchOptions, _ regressors: [[Double]]
    ) throws(TimeSeriesError) -> (regular: Int, seasonal: Int) {
        var series = values
        if !regressors.isEmpty {
            let level = ARIMAOrder(0, 0, 0)
            let columns = explanatoryColumns(values.count, level, hasConstant: true)
            let design = try ARIMADesign(values, order: level, regressors: columns + regressors)
            series = design.series.map { $0 * design.unit }
        }
        let seasonal: Int
        if seasonLength == 1 {
            seasonal = 0
        } else {
            seasonal =
                options.seasonalDifferences
                ?? StationarityDifferences.seasonal(
                    series, seasonLength: seasonLength, maximum: options.seasonalMaximum.differences)
        }
        let order = ARIMAOrder(0, 0, 0, seasonal: .init(0, seasonal, 0), seasonLength: seasonLength)
        let differenced = ARIMAPolynomial.difference(series, order)
        let regular =
            options.differences
            ?? StationarityDifferences.regular(differenced, maximum: options.maximum.differences)
        return (regular, seasonal)
    }
}
