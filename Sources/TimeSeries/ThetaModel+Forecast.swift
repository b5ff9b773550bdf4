extension ThetaModel {
    /// The `steps` values after the series and their standard deviations.
    ///
    /// Each forecast is taken for the value, and level and line move on by it. The deviation is that of the linear
    /// recursion driven by errors of `residualDeviation`, times the season's factor: σ √(1 + (h − 1) α²) where the
    /// line stands still.
    ///
    /// - Parameter steps: 0 or more.
    /// - Complexity: O(steps)
    /// Source: Fiorucci et al. 2016, eq. 10 and §3.3; covariance of a linear recursion for the dynamic kinds.
    public func forecast(steps: Int) -> SeriesPrediction {
        precondition(steps >= 0, "a forecast has no negative length")
        var mean = [Double](repeating: 0, count: steps)
        var deviation = mean
        var state = finalState
        var spread = ThetaSpread(variance: residualDeviation * residualDeviation)
        var power = power(of: 1 - alpha, count)
        let m = season?.figures.count ?? 1
        var phase = count % m
        for h in 0..<steps {
            let i = Double(count + h)
            let reach = (1 - power * (1 - alpha)) / alpha
            let forecast = state.level + lineShare * (state.intercept * power + state.slope * reach)
            var variance: Double
            if kind.isDynamic {
                // How the forecast answers to level, mean and slope; A is mean − B (i + 1) / 2.
                let answer = SIMD3(1, lineShare * power, lineShare * (reach - power * (i + 1) / 2))
                variance = spread.step(answer: answer, alpha: alpha, index: i)
                let next = (i * state.mean + forecast) / (i + 1)
                state.slope = ((i - 1) * state.slope + 6 * (forecast - state.mean) / (i + 1)) / (i + 2)
                state.intercept = next - state.slope * (i + 2) / 2
                state.mean = next
            } else {
                variance = spread.noise * (1 + Double(h) * alpha * alpha)
            }
            variance = max(0, variance)
            state.level += alpha * (forecast - state.level)
            power *= 1 - alpha
            mean[h] = forecast
            deviation[h] = variance.squareRoot()
            if let season {
                if season.kind == .additive {
                    mean[h] += season.figures[phase]
                } else {
                    mean[h] *= season.figures[phase]
                    deviation[h] *= season.figures[phase]
                }
                phase = phase + 1 == m ? 0 : phase + 1
            }
        }
        return SeriesPrediction(mean: mean, standardDeviation: deviation)
    }

    private func power(of base: Double, _ exponent: Int) -> Double {
        var result = 1.0
        var factor = base
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result *= factor }
            factor *= factor
            left >>= 1
        }
        return result
    }
}

/// Covariance of level, mean and slope as errors come in.
private struct ThetaSpread {
    let noise: Double
    private var columns = (SIMD3<Double>(), SIMD3<Double>(), SIMD3<Double>())

    init(variance: Double) { noise = variance }

    /// The variance of the value at `index` (0-based), then the covariance after it.
    mutating func step(answer h: SIMD3<Double>, alpha: Double, index i: Double) -> Double {
        let seen = times(h)
        let variance = (h * seen).sum() + noise
        // Rows of the transition: level ← (1 − α) level + α y, mean ← (i mean + y) / (i + 1),
        // slope ← ((i − 1) slope + 6 (y − mean) / (i + 1)) / (i + 2).
        let gain = SIMD3(alpha, 1 / (i + 1), 6 / ((i + 1) * (i + 2)))
        let rows = (
            SIMD3(1 - alpha, 0, 0) + alpha * h,
            SIMD3(0, i / (i + 1), 0) + gain[1] * h,
            SIMD3(0, -gain[2], (i - 1) / (i + 2)) + gain[2] * h
        )
        let moved = (times(rows.0), times(rows.1), times(rows.2))
        func column(_ row: SIMD3<Double>, _ share: Double) -> SIMD3<Double> {
            SIMD3((moved.0 * row).sum(), (moved.1 * row).sum(), (moved.2 * row).sum()) + share * noise * gain
        }
        columns = (column(rows.0, gain[0]), column(rows.1, gain[1]), column(rows.2, gain[2]))
        return variance
    }

    private func times(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        vector[0] * columns.0 + vector[1] * columns.1 + vector[2] * columns.2
    }
}
