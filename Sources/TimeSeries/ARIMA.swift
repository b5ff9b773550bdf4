#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A fitted seasonal autoregressive integrated moving-average model, with or without regressors.
///
/// φ(B) Φ(Bˢ) (1−B)ᵈ (1−Bˢ)ᴰ (yₜ − c·(1 or t) − Σ βₖ xₖₜ) = θ(B) Θ(Bˢ) aₜ, aₜ independent N(0, σ²).
///
///     let model = try ARIMA.fit(calls, order: ARIMAOrder(1, 0, 1, seasonal: .init(0, 1, 1), seasonLength: 7))
///     let fourWeeks = try model.forecast(steps: 28)
public struct ARIMA: Hashable, Sendable {
    /// The orders.
    public let order: ARIMAOrder
    /// φ, θ, Φ, Θ.
    public let coefficients: ARIMACoefficients
    /// The mean (no differences) or the drift a step (one difference); nil when the model has neither.
    public let constant: Double?
    /// One coefficient a regressor.
    public let regressionCoefficients: [Double]
    /// σ², the sum of squared innovations by the number of values after differencing less the number of
    /// coefficients. (The maximum-likelihood value divides by the number of values alone.)
    public let innovationVariance: Double
    /// Logarithm of the exact likelihood of the differenced values at its maximum over σ² too. Positive infinity when
    /// the model fits exactly.
    public let logLikelihood: Double
    /// Values after differencing, to which the likelihood belongs.
    public let usedValues: Int
    /// Estimated numbers: coefficients, constant, regression and σ².
    public let parameterCount: Int
    /// Innovations of the values after differencing, each divided by its standard deviation and times σ; the last
    /// belongs to the last value. They are the one-step errors once the filter has settled.
    public let residuals: [Double]

    /// Values the model was fitted to.
    let length: Int
    /// The last values less constant and regression, as many as differencing needs.
    let tail: [Double]
    /// What the past adds to the coming differenced values, and the covariance of its error in units of σ².
    let state: [Double]
    let stateCovariance: [Double]

    /// Puts the parts of a fit together.
    init(
        order: ARIMAOrder, hasConstant: Bool, values: [Double], regressors: [[Double]], design: ARIMADesign,
        estimate: ARIMAEstimate
    ) {
        self.order = order
        let beta = design.original(estimate.regression)
        constant = hasConstant ? beta.first : nil
        regressionCoefficients = Array(beta.dropFirst(hasConstant ? 1 : 0))
        coefficients = estimate.coefficients
        logLikelihood = estimate.logLikelihood
        usedValues = estimate.count
        parameterCount = estimate.parameterCount
        let freedom = max(1, estimate.count - (estimate.parameterCount - 1))
        innovationVariance = estimate.sumOfSquares / Double(freedom)
        length = values.count

        var rest = design.series
        for (k, column) in design.columns.enumerated() {
            for t in rest.indices { rest[t] -= estimate.regression[k] * column[t] }
        }
        for t in rest.indices { rest[t] *= design.unit }
        let filter = ARIMAFilter(rest, order: order, coefficients: coefficients)
        residuals = filter.innovations
        state = filter.state
        stateCovariance = filter.covariance
        let first = max(0, values.count - order.lostValues)
        tail = (first..<values.count).map { t in
            var value = values[t] - Self.constantPart(beta.first, hasConstant, order, step: t + 1)
            for (k, regressor) in regressors.enumerated() { value -= beta[k + (hasConstant ? 1 : 0)] * regressor[t] }
            return value
        }
    }

    /// c for a mean, c·t for a drift.
    static func constantPart(_ value: Double?, _ exists: Bool, _ order: ARIMAOrder, step: Int) -> Double {
        guard exists, let value else { return 0 }
        return order.totalDifferences == 0 ? value : value * Double(step)
    }
}

// MARK: - Information criteria

extension ARIMA {
    /// −2 ln L + 2k, k = `parameterCount`. Akaike 1974.
    public var aic: Double { -2 * logLikelihood + 2 * Double(parameterCount) }

    /// AIC + 2k(k+1)/(n−k−1); positive infinity when n ≤ k + 1, where the correction has no meaning.
    /// Source: Hurvich & Tsai, Biometrika 76 (1989) 297–307.
    public var aicc: Double {
        ARIMACriterion.aicc.value(aic: aic, parameters: parameterCount, count: usedValues)
    }

    /// −2 ln L + k ln n. Schwarz 1978.
    public var bic: Double { ARIMACriterion.bic.value(aic: aic, parameters: parameterCount, count: usedValues) }
}

/// What to choose an ARIMA model by; smaller is better.
public enum ARIMACriterion: String, Hashable, Sendable, CaseIterable {
    /// Akaike's criterion.
    case aic
    /// Akaike's criterion corrected for short series.
    case aicc
    /// The Bayesian criterion.
    case bic

    /// The criterion from AIC, the number of estimated numbers and the number of values.
    func value(aic: Double, parameters: Int, count: Int) -> Double {
        let k = Double(parameters)
        let n = Double(count)
        switch self {
        case .aic: return aic
        case .aicc: return n > k + 1 ? aic + 2 * k * (k + 1) / (n - k - 1) : .infinity
        case .bic: return aic + k * (log(n) - 2)
        }
    }
}

extension ARIMA: CustomStringConvertible {
    /// The orders and the constant, as `ARIMA(1,1,1)(0,1,1)[12] with drift`.
    public var description: String {
        let name = "ARIMA\(order)"
        guard constant != nil else { return name }
        return name + (order.totalDifferences == 0 ? " with mean" : " with drift")
    }
}
