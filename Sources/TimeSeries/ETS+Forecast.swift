extension ETS {
    /// The `steps` values after the series: what the model gives without further errors, and their standard
    /// deviations.
    ///
    /// The mean of step h is (ℓ + (φ + … + φʰ) b) with the season of that step. R `forecast` before 2026 and
    /// statsforecast 2.1 use 2φ in place of φ + φ² under a damped trend, and so on; both have corrected it since
    /// (statsforecast pull request 1219).
    ///
    /// - Parameter steps: 0 or more.
    /// - Complexity: O(steps), O(steps²) under multiplicative errors.
    public func forecast(steps: Int) -> SeriesPrediction {
        precondition(steps >= 0, "a forecast has no negative length")
        let mean = means(steps: steps)
        let deviations = variances(means: mean).map { max(0, $0).squareRoot() }
        return SeriesPrediction(mean: mean, standardDeviation: deviations)
    }

    func means(steps: Int) -> [Double] {
        var means = [Double](repeating: 0, count: steps)
        var fade = 1.0
        var reach = 0.0
        var phase = 0
        for h in 0..<steps {
            fade *= smoothing.phi
            reach += fade
            var mean = finalState.level + reach * finalState.slope
            switch form.season {
            case .none: break
            case .additive: mean += finalState.season[phase]
            case .multiplicative: mean *= finalState.season[phase]
            }
            if form.season != .none { phase = phase + 1 == seasonLength ? 0 : phase + 1 }
            means[h] = mean
        }
        return means
    }
}
