extension CES {
    /// The model of one kind that fits `values` best.
    ///
    /// The squared errors are minimised over the box α₀ ≤ 1.8, α₁ ≤ 1.9, β ≤ 1.5, all ≥ 0.01, from several starts.
    /// - Throws: ``TimeSeriesError`` as the initialiser does.
    /// - Complexity: O(n) an evaluation of eight parameter sets, a few dozen evaluations
    public static func fit(
        _ values: [Double], seasonality: Seasonality, seasonLength: Int = 1
    ) throws(TimeSeriesError) -> CES {
        try check(values, seasonality: seasonality, seasonLength: seasonLength)
        var partial: Parameters?
        if seasonality == .full {
            var kernel = CESKernel(values, seasonality: .partial, seasonLength: seasonLength)
            partial = CESSearch.minimise(&kernel)
        }
        return try fit(values, seasonality: seasonality, seasonLength: seasonLength, partial: partial)
    }

    /// The search, where that for the full model also starts from the optimum of the `partial` one.
    private static func fit(
        _ values: [Double], seasonality: Seasonality, seasonLength: Int, partial: Parameters?
    ) throws(TimeSeriesError) -> CES {
        var kernel = CESKernel(values, seasonality: seasonality, seasonLength: seasonLength)
        // With β₁ = 1 the full model is the partial one whose β is β₀ − 1.
        let further = partial.map { Parameters(alpha0: $0.alpha0, alpha1: $0.alpha1, beta0: $0.beta0 + 1, beta1: 1) }
        let parameters = CESSearch.minimise(&kernel, further: further)
        return try CES(values, &kernel, parameters)
    }

    /// The best of all kinds by the corrected Akaike criterion; without a season when the series has no two cycles.
    ///
    /// - Throws: ``TimeSeriesError`` when no kind can be fitted.
    public static func automatic(_ values: [Double], seasonLength: Int = 1) throws(TimeSeriesError) -> CES {
        guard seasonLength >= 1 else {
            throw .invalidParameter(
                model: "CES", name: "seasonLength", value: String(seasonLength), domain: "at least 1")
        }
        try check(values, seasonality: .none, seasonLength: seasonLength)
        let hasSeason = seasonLength > 1 && values.count / 2 >= seasonLength
        var best: CES?
        var partial: Parameters?
        for seasonality in hasSeason ? Seasonality.allCases : [.none] where values.count >= seasonality.components + 3 {
            guard
                let model = try? fit(
                    values, seasonality: seasonality, seasonLength: seasonLength,
                    partial: seasonality == .full ? partial : nil)
            else { continue }
            if seasonality == .partial { partial = model.parameters }
            if model.aicc < best?.aicc ?? .infinity { best = model }
        }
        guard let best else { throw .noFit(model: "CES", reason: "every kind diverges") }
        return best
    }
}
