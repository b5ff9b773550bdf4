/// Variances of an ETS model's forecasts.
///
/// Source: Hyndman et al. 2008, ch. 6: additive errors eq. 6.1 and table 6.2; multiplicative errors without
/// multiplicative season eq. 6.6 (class 2); with it (class 3) own, exact like §6.4.3 but by two-by-two moments.
extension ETS {
    /// One variance a step, for the point forecasts of the steps.
    func variances(means: [Double]) -> [Double] {
        switch (form.error, form.season) {
        case (.additive, .none), (.additive, .additive): additiveVariances(steps: means.count)
        case (.multiplicative, .none), (.multiplicative, .additive): relativeVariances(means: means)
        case (.multiplicative, .multiplicative): seasonalVariances(steps: means.count)
        // The forecast is not linear in past errors and the errors are not relative: no form that is fitted.
        case (.additive, .multiplicative): []
        }
    }

    /// c_j = α + β (φ + … + φʲ) + γ [j is a whole number of seasons]: what an error does to the forecast j steps on.
    private func responses(count: Int) -> [Double] {
        var fade = 1.0
        var reach = 0.0
        return (0..<max(0, count)).map { index in
            fade *= smoothing.phi
            reach += fade
            let isSeason = form.season != .none && (index + 1) % seasonLength == 0
            return smoothing.alpha + smoothing.beta * reach + (isSeason ? smoothing.gamma : 0)
        }
    }

    /// σ² (1 + Σ c²).
    private func additiveVariances(steps: Int) -> [Double] {
        var sum = 1.0
        let responses = responses(count: steps - 1)
        return (0..<steps).map { h in
            if h > 0 { sum += responses[h - 1] * responses[h - 1] }
            return residualVariance * sum
        }
    }

    /// (1 + σ²) θ_h − μ_h², θ_h = μ_h² + σ² Σ c_j² θ_{h−j}.
    private func relativeVariances(means: [Double]) -> [Double] {
        let squares = responses(count: means.count - 1).map { $0 * $0 }
        var theta: [Double] = []
        theta.reserveCapacity(means.count)
        for h in means.indices {
            var sum = 0.0
            for j in 0..<h { sum += squares[j] * theta[h - 1 - j] }
            theta.append(means[h] * means[h] + residualVariance * sum)
        }
        return means.indices.map { (1 + residualVariance) * theta[$0] - means[$0] * means[$0] }
    }

    /// With z = s (ℓ, b) for the season figure s of one phase, y = (ℓ + φb) s (1 + ε) needs only the first two moments
    /// of z, and z moves by (F + Gε), times (1 + γε) at the steps of its own phase. Exact for normal errors.
    private func seasonalVariances(steps: Int) -> [Double] {
        var result = [Double](repeating: 0, count: steps)
        for phase in 0..<min(seasonLength, steps) { fillSeasonVariances(phase: phase, into: &result) }
        return result
    }

    /// The variances of the steps of one phase.
    private func fillSeasonVariances(phase: Int, into result: inout [Double]) {
        var moments = SeasonMoments(
            level: finalState.level * finalState.season[phase], slope: finalState.slope * finalState.season[phase])
        var left = phase
        for h in result.indices {
            let isOwn = left == 0
            left = isOwn ? seasonLength - 1 : left - 1
            if isOwn { result[h] = moments.variance(smoothing, residualVariance) }
            moments.step(smoothing, residualVariance, gamma: isOwn ? smoothing.gamma : 0)
        }
    }

    /// Whether the standard deviation of the forecast `steps` ahead is more than its mean, under multiplicative
    /// errors. Such a model is a walk on the logarithm that has lost its level by then: its slope only makes up for
    /// the drift of −σ²/2 a step that the walk brings along, and its mean runs away.
    ///
    /// - Parameter steps: 1 or more.
    /// Source: own, after Hyndman et al. 2008, §15.1 (long-run behaviour under multiplicative errors).
    public func runsAway(within steps: Int) -> Bool {
        precondition(steps >= 1, "a forecast looks a step ahead at least")
        guard form.error == .multiplicative else { return false }
        let means = means(steps: steps)
        let variance: Double
        if form.season == .multiplicative {
            var variances = [Double](repeating: 0, count: steps)
            fillSeasonVariances(phase: (steps - 1) % seasonLength, into: &variances)
            variance = variances[steps - 1]
        } else {
            variance = variances(means: means)[steps - 1]
        }
        return !(variance <= means[steps - 1] * means[steps - 1])
    }
}

/// Mean and second moments of (level, slope) times one season figure.
private struct SeasonMoments {
    var level: Double
    var slope: Double
    var levelSquare: Double
    var product: Double
    var slopeSquare: Double

    init(level: Double, slope: Double) {
        self.level = level
        self.slope = slope
        levelSquare = level * level
        product = level * slope
        slopeSquare = slope * slope
    }

    /// Variance of (level + φ slope)(1 + ε).
    func variance(_ p: ETSSmoothing, _ sigma2: Double) -> Double {
        let mean = level + p.phi * slope
        return (1 + sigma2) * pathSquare(p.phi) - mean * mean
    }

    private func pathSquare(_ phi: Double) -> Double {
        levelSquare + 2 * phi * product + phi * phi * slopeSquare
    }

    /// The moments after one error. With q = level + φ slope: level ← q (1 + αε)(1 + γε),
    /// slope ← (φ slope + β q ε)(1 + γε); E ε² = σ², E ε³ = 0, E ε⁴ = 3σ⁴.
    mutating func step(_ p: ETSSmoothing, _ sigma2: Double, gamma: Double) {
        let q = level + p.phi * slope
        let qq = pathSquare(p.phi)
        let qb = p.phi * (product + p.phi * slopeSquare)
        let bb = p.phi * p.phi * slopeSquare
        // Coefficients of 1, ε, ε² in q and φ·slope for both states.
        let l1 = p.alpha + gamma
        let l2 = p.alpha * gamma
        let sigma4 = 3 * sigma2 * sigma2
        level = q * (1 + l2 * sigma2)
        slope = p.phi * slope + p.beta * gamma * sigma2 * q
        // level = q (1 + l1 ε + l2 ε²); slope = B (1 + γε) + q (βε + βγε²), B = φ·slope.
        levelSquare = qq * (1 + (l1 * l1 + 2 * l2) * sigma2 + l2 * l2 * sigma4)
        let beta2 = p.beta * gamma
        product =
            qb * (1 + (l2 + l1 * gamma) * sigma2)
            + qq * ((beta2 + l1 * p.beta) * sigma2 + l2 * beta2 * sigma4)
        slopeSquare =
            bb * (1 + gamma * gamma * sigma2)
            + 2 * qb * (beta2 + gamma * p.beta) * sigma2
            + qq * (p.beta * p.beta * sigma2 + beta2 * beta2 * sigma4)
    }
}
