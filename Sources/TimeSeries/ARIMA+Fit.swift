extension ARIMA {
    /// Fits a model of given orders by exact maximum likelihood.
    ///
    /// - Parameters:
    ///   - values: The series, finite.
    ///   - order: Orders and season length.
    ///   - includesConstant: A mean when nothing is differenced, a drift with one difference; nothing with more,
    ///     where a constant would be a polynomial trend.
    ///   - regressors: Columns of further explanatory values, each as long as `values`.
    /// - Throws: `notFinite`, `tooShort`, `invalidParameter`, or `noFit` when regressors are collinear.
    /// - Complexity: A few hundred evaluations of O(n (p+q+P+Q) + r³), r the larger polynomial degree.
    /// Source: Gardner, Harvey & Phillips 1980 and Jones 1980 (exact likelihood); see `ARIMALikelihood`.
    public static func fit(
        _ values: [Double], order: ARIMAOrder, includesConstant: Bool = true, regressors: [[Double]] = []
    ) throws(TimeSeriesError) -> ARIMA {
        try order.validate()
        let hasConstant = includesConstant && order.totalDifferences <= 1
        try check(values, order: order, hasConstant: hasConstant, regressors: regressors)
        let design = try ARIMADesign(
            values, order: order,
            regressors: explanatoryColumns(values.count, order, hasConstant: hasConstant) + regressors)
        guard let estimate = ARIMAEstimator.maximumLikelihood(order: order, design: design, precision: .full) else {
            throw .noFit(model: "ARIMA\(order)", reason: "the likelihood has no finite value")
        }
        return ARIMA(
            order: order, hasConstant: hasConstant, values: values, regressors: regressors, design: design,
            estimate: estimate)
    }

    /// The column of a constant: ones, or the number of the step.
    static func explanatoryColumns(_ count: Int, _ order: ARIMAOrder, hasConstant: Bool) -> [[Double]] {
        guard hasConstant else { return [] }
        return [(1...max(1, count)).map { order.totalDifferences == 0 ? 1 : Double($0) }]
    }

    /// Throws what makes a fit impossible.
    static func check(
        _ values: [Double], order: ARIMAOrder, hasConstant: Bool, regressors: [[Double]]
    ) throws(TimeSeriesError) {
        let model = "ARIMA\(order)"
        if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(model: model, index: index) }
        let needed = order.lostValues + order.coefficientCount + (hasConstant ? 1 : 0) + regressors.count + 1
        if values.count < needed { throw .tooShort(model: model, needed: needed, found: values.count) }
        for (k, regressor) in regressors.enumerated() {
            if regressor.count != values.count {
                throw .invalidParameter(
                    model: model, name: "length of regressor \(k + 1)", value: "\(regressor.count)",
                    domain: "\(values.count), that of the series")
            }
            if let index = regressor.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(model: "\(model), regressor \(k + 1)", index: index)
            }
        }
    }
}
