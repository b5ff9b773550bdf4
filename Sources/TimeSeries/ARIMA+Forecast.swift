extension ARIMA {
    /// Expected values and standard deviations of the coming steps.
    ///
    /// The mean continues the model equation with the filter's final state. The variance of step h is
    /// σ² (Σ_{i<h} ψᵢ² + ξᵀPξ), ψ the coefficients of θΘ/(φΦ(1−B)ᵈ(1−Bˢ)ᴰ), ξ those of 1/(φΦ(1−B)ᵈ(1−Bˢ)ᴰ) that reach
    /// the step from the state, P the covariance of the state's error, which is zero for long series. The coefficients
    /// count as known.
    /// Source: Box & Jenkins 1970, §5.1; Harvey 1989, §3.5 (finite samples).
    ///
    /// - Parameters:
    ///   - steps: Number of steps; 0 or less gives none.
    ///   - futureRegressors: The regressors' coming values, `steps` each, in the order of the fit.
    /// - Throws: `invalidParameter` when the regressors do not fit the model, `notFinite`.
    public func forecast(
        steps: Int, futureRegressors: [[Double]] = []
    ) throws(TimeSeriesError) -> SeriesPrediction {
        let steps = max(0, steps)
        try checkFuture(futureRegressors, steps: steps)
        let phi = coefficients.fullAutoregressive(seasonLength: order.seasonLength)
        let delta = ARIMAPolynomial.differencing(order)
        var path = tail
        var differenced: [Double] = []
        differenced.reserveCapacity(steps)
        let lags = phi.indices.filter { phi[$0] != 0 }
        let differences = delta.indices.filter { delta[$0] != 0 }
        for h in 0..<steps {
            var next = h < state.count ? state[h] : 0
            for i in lags where i < h { next += phi[i] * differenced[h - 1 - i] }
            differenced.append(next)
            for i in differences { next += delta[i] * path[path.count - 1 - i] }
            path.append(next)
        }
        var mean = Array(path.suffix(steps))
        for h in mean.indices {
            mean[h] += Self.constantPart(constant, constant != nil, order, step: length + h + 1)
            for (k, regressor) in futureRegressors.enumerated() { mean[h] += regressionCoefficients[k] * regressor[h] }
        }
        return SeriesPrediction(mean: mean, standardDeviation: deviations(steps, integrated(phi, delta)))
    }

    /// φ(B)·(1−B)ᵈ(1−Bˢ)ᴰ in the sign convention of an autoregression.
    private func integrated(_ phi: [Double], _ delta: [Double]) -> [Double] {
        ARIMAPolynomial.product(phi, delta, seasonLength: 1, sign: -1)
    }

    private func deviations(_ steps: Int, _ autoregression: [Double]) -> [Double] {
        let theta = coefficients.fullMovingAverage(seasonLength: order.seasonLength)
        let psi = ARIMAPolynomial.impulseResponse(autoregressive: autoregression, movingAverage: theta, count: steps)
        let xi =
            stateCovariance.isEmpty
            ? [] : ARIMAPolynomial.impulseResponse(autoregressive: autoregression, movingAverage: [], count: steps)
        let r = state.count
        var sum = 0.0
        return (0..<steps).map { h in
            sum += psi[h] * psi[h]
            var extra = 0.0
            if !stateCovariance.isEmpty {
                for i in 0...min(h, r - 1) {
                    extra += xi[h - i] * xi[h - i] * stateCovariance[i * r + i]
                    for j in (i + 1)..<max(i + 1, min(h + 1, r)) {
                        extra += 2 * xi[h - i] * xi[h - j] * stateCovariance[i * r + j]
                    }
                }
            }
            return (innovationVariance * max(0, sum + extra)).squareRoot()
        }
    }

    private func checkFuture(_ regressors: [[Double]], steps: Int) throws(TimeSeriesError) {
        let model = "ARIMA\(order)"
        if regressors.count != regressionCoefficients.count {
            throw .invalidParameter(
                model: model, name: "number of future regressors", value: "\(regressors.count)",
                domain: "\(regressionCoefficients.count), as in the fit")
        }
        for (k, regressor) in regressors.enumerated() {
            if regressor.count != steps {
                throw .invalidParameter(
                    model: model, name: "length of future regressor \(k + 1)", value: "\(regressor.count)",
                    domain: "\(steps), the number of steps")
            }
            if let index = regressor.firstIndex(where: { !$0.isFinite }) {
                throw .notFinite(model: "\(model), future regressor \(k + 1)", index: index)
            }
        }
    }
}
