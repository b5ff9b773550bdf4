#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A smooth curve of deviations along the day, from noisy cells of known variance.
///
/// The curve is a mean-reverting (Ornstein–Uhlenbeck) process of deviation τ and correlation ρ between neighbouring
/// half hours; its posterior mean is found by a Kalman filter and smoother. τ and ρ are not chosen but averaged over a
/// grid, each pair weighing as much as it makes the cells likely, τ = 0 (no curve at all) among them: cells without
/// signal are shrunk to nothing, cells with signal borrow from their neighbours.
/// Source: Rauch, Tung & Striebel, "Maximum likelihood estimates of linear dynamic systems", AIAA J. 3 (1965)
/// 1445–1450; Hoeting et al., "Bayesian model averaging", Statistical Science 14 (1999) 382–417.
struct MeanRevertingSmoother {
    /// Deviations τ tried, relative to the mean.
    static let deviations = [0.02, 0.04, 0.08, 0.16, 0.32]
    /// Correlations ρ tried between two half hours.
    static let correlations = [0.0, 0.8, 0.95]

    /// Posterior mean of the deviation of each cell.
    private(set) var mean: [Double]
    /// Logarithm of the evidence of the cells under the grid, up to a constant shared by all calls on the same cells.
    private(set) var logEvidence: Double

    /// Smooths `cells`, deviations from a known mean with variance `variances` (∞ = unknown cell).
    ///
    /// - Complexity: O(cells · grid)
    init(cells: [Double], variances: [Double], slotMinutes: Int) {
        let count = cells.count
        var curves = [[Double]]()
        var logs: [Double] = []
        var none = 0.0
        for (y, v) in zip(cells, variances) where v.isFinite { none -= 0.5 * (log(v) + y * y / v) }
        curves.append([Double](repeating: 0, count: count))
        logs.append(none)
        var filtered = [Double](repeating: 0, count: count)
        var spread = filtered
        var predicted = filtered
        var predictedSpread = filtered
        for deviation in Self.deviations {
            for correlation in Self.correlations {
                let rho = correlation > 0 ? pow(correlation, Double(slotMinutes) / 30) : 0
                let stationary = deviation * deviation
                var likelihood = -log(Double(Self.correlations.count))
                var a = 0.0
                var p = stationary
                for t in 0..<count {
                    if t > 0 {
                        a = rho * filtered[t - 1]
                        p = rho * rho * spread[t - 1] + stationary * (1 - rho * rho)
                    }
                    predicted[t] = a
                    predictedSpread[t] = p
                    if variances[t].isFinite {
                        let total = p + variances[t]
                        let error = cells[t] - a
                        likelihood -= 0.5 * (log(total) + error * error / total)
                        let gain = p / total
                        filtered[t] = a + gain * error
                        spread[t] = p - gain * p
                    } else {
                        filtered[t] = a
                        spread[t] = p
                    }
                }
                if count > 1 {
                    for t in (0..<(count - 1)).reversed() where predictedSpread[t + 1] > 0 {
                        filtered[t] += rho * spread[t] / predictedSpread[t + 1] * (filtered[t + 1] - predicted[t + 1])
                    }
                }
                curves.append(filtered)
                logs.append(likelihood)
            }
        }
        let best = logs.max() ?? 0
        let weights = logs.map { exp($0 - best) }
        let total = weights.reduce(0, +)
        mean = [Double](repeating: 0, count: count)
        logEvidence = best + log(total)
        for (curve, weight) in zip(curves, weights) where weight > 1e-9 * total {
            for t in 0..<count { mean[t] += weight / total * curve[t] }
        }
    }
}
