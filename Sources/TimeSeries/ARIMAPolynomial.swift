/// Polynomials in the backshift operator, by their coefficients from lag 1 on.
///
/// Signs follow the model equation: an autoregressive φ stands for 1 − Σ φᵢ Bⁱ, a moving-average θ for 1 + Σ θⱼ Bʲ.
enum ARIMAPolynomial {
    /// Coefficients of the stationary autoregression with these partial autocorrelations, each in (−1, 1).
    ///
    /// φⱼ⁽ᵏ⁾ = φⱼ⁽ᵏ⁻¹⁾ − rₖ φₖ₋ⱼ⁽ᵏ⁻¹⁾, φₖ⁽ᵏ⁾ = rₖ.
    /// Source: Durbin 1960; Jones, "Maximum likelihood fitting of ARMA models to time series with missing
    /// observations", Technometrics 22 (1980) 389–395, §3.
    static func coefficients(partialAutocorrelations partials: some Collection<Double>) -> [Double] {
        var phi: [Double] = []
        phi.reserveCapacity(partials.count)
        for r in partials {
            let k = phi.count
            for j in 0..<(k / 2) {
                let low = phi[j]
                let high = phi[k - 1 - j]
                phi[j] = low - r * high
                phi[k - 1 - j] = high - r * low
            }
            if k % 2 == 1 { phi[k / 2] -= r * phi[k / 2] }
            phi.append(r)
        }
        return phi
    }

    /// The partial autocorrelations of an autoregression, or nil when it is not stationary.
    static func partialAutocorrelations(_ coefficients: some Collection<Double>) -> [Double]? {
        var phi = Array(coefficients)
        for k in stride(from: phi.count - 1, through: 0, by: -1) {
            let r = phi[k]
            guard abs(r) < 1 else { return nil }
            let scale = 1 / (1 - r * r)
            for j in 0..<(k / 2) {
                let low = phi[j]
                let high = phi[k - 1 - j]
                phi[j] = (low + r * high) * scale
                phi[k - 1 - j] = (high + r * low) * scale
            }
            if k % 2 == 1 { phi[k / 2] *= (1 + r) * scale }
        }
        return phi
    }

    /// Partial autocorrelations no larger than `limit`, of the autoregression whose roots are moved outwards until
    /// that holds. The start of a search must be inside the admissible region, not on its wall.
    static func admissiblePartials(_ coefficients: some Collection<Double>, limit: Double = 0.97) -> [Double] {
        var phi = Array(coefficients)
        for _ in 0..<60 {
            if let partials = partialAutocorrelations(phi), partials.allSatisfy({ abs($0) <= limit }) {
                return partials
            }
            var factor = 1.0
            for i in phi.indices {
                factor *= 0.95
                phi[i] *= factor
            }
        }
        return [Double](repeating: 0, count: phi.count)
    }

    /// Coefficients of (1 + sign·Σ aᵢBⁱ)(1 + sign·Σ bⱼBʲˢ), in the same sign convention.
    static func product(_ regular: [Double], _ seasonal: [Double], seasonLength: Int, sign: Double) -> [Double] {
        var full = [Double](repeating: 0, count: regular.count + seasonLength * seasonal.count)
        for (i, a) in regular.enumerated() { full[i] = a }
        for (j, b) in seasonal.enumerated() {
            let lag = seasonLength * (j + 1)
            full[lag - 1] += b
            for (i, a) in regular.enumerated() { full[lag + i] += sign * a * b }
        }
        return full
    }

    /// δ with yₜ = wₜ + Σ δᵢ yₜ₋ᵢ, where w is y differenced as the order says.
    static func differencing(_ order: ARIMAOrder) -> [Double] {
        var polynomial = [1.0]
        func multiply(lag: Int) {
            polynomial.append(contentsOf: repeatElement(0, count: lag))
            for i in stride(from: polynomial.count - 1, through: lag, by: -1) { polynomial[i] -= polynomial[i - lag] }
        }
        for _ in 0..<order.regular.differences { multiply(lag: 1) }
        for _ in 0..<order.seasonal.differences { multiply(lag: order.seasonLength) }
        return polynomial.dropFirst().map { -$0 }
    }

    /// `values` differenced as the order says; shorter by `order.lostValues`.
    static func difference(_ values: [Double], _ order: ARIMAOrder) -> [Double] {
        var result = values
        for _ in 0..<order.seasonal.differences { result = difference(result, lag: order.seasonLength) }
        for _ in 0..<order.regular.differences { result = difference(result, lag: 1) }
        return result
    }

    /// Each value minus the one `lag` before; empty when there are no more than `lag` values.
    static func difference(_ values: [Double], lag: Int) -> [Double] {
        guard values.count > lag else { return [] }
        return (lag..<values.count).map { values[$0] - values[$0 - lag] }
    }

    /// The first `count` coefficients of (1 + Σ θⱼBʲ) / (1 − Σ φᵢBⁱ), from lag 0 on.
    static func impulseResponse(autoregressive phi: [Double], movingAverage theta: [Double], count: Int) -> [Double] {
        var psi = [Double](repeating: 0, count: count)
        let lags = phi.indices.filter { phi[$0] != 0 }
        for k in 0..<count {
            var value = k == 0 ? 1 : (k <= theta.count ? theta[k - 1] : 0)
            for i in lags {
                if i >= k { break }
                value += phi[i] * psi[k - 1 - i]
            }
            psi[k] = value
        }
        return psi
    }

    /// Whether every root of 1 − Σ φᵢBⁱ lies beyond `radius` from the origin.
    ///
    /// The roots of φ(B·radius) lie `radius` times nearer, so this is stationarity of the coefficients φᵢ·radiusⁱ,
    /// which needs no root to be found.
    static func rootsExceed(_ coefficients: [Double], radius: Double) -> Bool {
        var factor = 1.0
        let scaled = coefficients.map { (coefficient: Double) -> Double in
            factor *= radius
            return coefficient * factor
        }
        return partialAutocorrelations(scaled) != nil
    }
}
