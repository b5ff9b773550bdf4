extension CES {
    /// The model of one kind that fits `values` best.
    ///
    /// The squared errors are minimised over the box α₀ ≤ 1.8, α₁ ≤ 1.9, β ≤ 1.5, all ≥ 0.01, from one start; the optimum
    /// is a local one, that of the statsforecast library.
    /// - Throws: ``TimeSeriesError`` as the initialiser does.
    /// - Complexity: O(n) an evaluation of four parameter sets, 30 to 300 evaluations
    public static func fit(
        _ values: [Double], seasonality: Seasonality, seasonLength: Int = 1
    ) throws(TimeSeriesError) -> CES {
        try check(values, seasonality: seasonality, seasonLength: seasonLength)
        var kernel = CESKernel(values, seasonality: seasonality, seasonLength: seasonLength)
        let parameters = CESSearch.minimise(&kernel)
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
        for seasonality in hasSeason ? Seasonality.allCases : [.none] where values.count >= seasonality.components + 3 {
            guard let model = try? fit(values, seasonality: seasonality, seasonLength: seasonLength) else { continue }
            if model.aicc < best?.aicc ?? .infinity { best = model }
        }
        guard let best else { throw .noFit(model: "CES", reason: "every kind diverges") }
        return best
    }
}
