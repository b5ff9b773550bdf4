extension ETSLikelihood {
    /// The gradient at the point of the last call of `value(at:)`: the adjoint of the recursion, one backward pass.
    mutating func gradient(at point: [Double], into gradient: inout [Double]) {
        let parameters = smoothing(at: point)
        let (m, y) = (seasonLength, values)
        // d/de of (n/2) log Σ e².
        let weight = outcome.squares > leastSquares ? Double(y.count) / outcome.squares : 0
        let adjoint =
            switch (form.trend != .none, form.season, form.error) {
            case (false, .none, .additive): Self.backward(y, &trace, m, parameters, weight, false, .none, .additive)
            case (false, .none, .multiplicative):
                Self.backward(y, &trace, m, parameters, weight, false, .none, .multiplicative)
            case (true, .none, .additive): Self.backward(y, &trace, m, parameters, weight, true, .none, .additive)
            case (true, .none, .multiplicative):
                Self.backward(y, &trace, m, parameters, weight, true, .none, .multiplicative)
            case (false, .additive, .additive):
                Self.backward(y, &trace, m, parameters, weight, false, .additive, .additive)
            case (false, .additive, .multiplicative):
                Self.backward(y, &trace, m, parameters, weight, false, .additive, .multiplicative)
            case (true, .additive, .additive):
                Self.backward(y, &trace, m, parameters, weight, true, .additive, .additive)
            case (true, .additive, .multiplicative):
                Self.backward(y, &trace, m, parameters, weight, true, .additive, .multiplicative)
            case (false, .multiplicative, .additive):
                Self.backward(y, &trace, m, parameters, weight, false, .multiplicative, .additive)
            case (false, .multiplicative, .multiplicative):
                Self.backward(y, &trace, m, parameters, weight, false, .multiplicative, .multiplicative)
            case (true, .multiplicative, .additive):
                Self.backward(y, &trace, m, parameters, weight, true, .multiplicative, .additive)
            case (true, .multiplicative, .multiplicative):
                Self.backward(y, &trace, m, parameters, weight, true, .multiplicative, .multiplicative)
            }
        let least = ETSSmoothing.limits.lowerBound
        let d = adjoint.parameters
        gradient[0] = d.alpha
        gradient[1] = 0
        gradient[2] = 0
        gradient[3] = form.trend == .damped ? d.phi : 0
        gradient[4] = adjoint.level
        gradient[5] = form.trend == .none ? 0 : adjoint.slope
        if form.trend != .none {
            gradient[0] += point[1] * d.beta
            gradient[1] = (point[0] - least) * d.beta
        }
        if form.season != .none {
            gradient[0] -= point[2] * d.gamma
            gradient[2] = (1 - least - point[0]) * d.gamma
            // The backward pass leaves the adjoints of the initial seasons in the ring.
            let ring = 3 * values.count
            for j in 0..<seasonLength { gradient[Self.seasonStart + j] = trace[ring + j] }
        }
    }

    private struct Adjoint {
        var parameters: ETSSmoothing
        var level: Double
        var slope: Double
    }

    @inline(__always)
    private static func backward(
        _ values: [Double], _ array: inout [Double], _ m: Int, _ parameters: ETSSmoothing, _ weight: Double,
        _ hasTrend: Bool, _ season: ETSForm.Season, _ error: ETSForm.ErrorKind
    ) -> Adjoint {
        let (alpha, beta, gamma, phi) = (parameters.alpha, parameters.beta, parameters.gamma, parameters.phi)
        let n = values.count
        let ring = 3 * n
        var total = ETSSmoothing(alpha: 0, beta: 0, gamma: 0, phi: 0)
        var levelAdjoint = 0.0
        var slopeAdjoint = 0.0
        let y = values.span
        var trace = array.mutableSpan
        for j in 0..<m { trace[ring + j] = 0 }
        var phase = ring + (season == .none ? 0 : (n - 1) % m)
        var t = n - 1
        while t >= 0 {
            let value = y[t]
            let q = trace[3 * t]
            let pull = hasTrend ? alpha * levelAdjoint + beta * slopeAdjoint : alpha * levelAdjoint
            var pathAdjoint = levelAdjoint
            var change = value - q
            if season == .multiplicative {
                let s = trace[3 * t + 2]
                let seasonAdjoint = trace[phase]
                let forecast = q * s
                let forecastAdjoint = Self.slope(error, weight: weight, value: value, forecast: forecast)
                let ratio = value / s
                let share = value / q
                change = ratio - q
                total.gamma += seasonAdjoint * (share - s)
                pathAdjoint += forecastAdjoint * s - pull - gamma * seasonAdjoint * share / q
                trace[phase] = seasonAdjoint * (1 - gamma) + forecastAdjoint * q - pull * ratio / s
            } else {
                var seasonAdjoint = 0.0
                if season == .additive {
                    change -= trace[3 * t + 2]
                    seasonAdjoint = trace[phase]
                    total.gamma += seasonAdjoint * change
                }
                let forecastAdjoint = Self.slope(error, weight: weight, value: value, forecast: value - change)
                let net = forecastAdjoint - pull - gamma * seasonAdjoint
                pathAdjoint += net
                if season == .additive { trace[phase] = seasonAdjoint + net }
            }
            if season != .none { phase = phase == ring ? ring + m - 1 : phase - 1 }
            total.alpha += levelAdjoint * change
            levelAdjoint = pathAdjoint
            if hasTrend {
                total.beta += slopeAdjoint * change
                total.phi += trace[3 * t + 1] * (pathAdjoint + slopeAdjoint)
                slopeAdjoint = phi * (pathAdjoint + slopeAdjoint)
            }
            t -= 1
        }
        return Adjoint(parameters: total, level: levelAdjoint, slope: slopeAdjoint)
    }

    /// d/df of (n/2) log Σ e² + Σ log f with the squares held in `weight`.
    @inline(__always)
    private static func slope(
        _ error: ETSForm.ErrorKind, weight: Double, value: Double, forecast: Double
    ) -> Double {
        if error == .additive { return -weight * (value - forecast) }
        let inverse = 1 / forecast
        let ratio = value * inverse
        return inverse * (1 - weight * (ratio - 1) * ratio)
    }
}
