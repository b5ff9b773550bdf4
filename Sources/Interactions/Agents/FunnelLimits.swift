import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How far chance alone moves an agent's figure from what the same contacts take on average.
///
/// Source: D. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005)
/// 1185–1202, doi 10.1002/sim.1970.
enum FunnelLimits {
    /// Two-sided false-alarm rates of the two pairs of limits.
    static let warning = 0.05
    static let action = 0.002

    /// Least and most successes of `trials` that chance brings with a probability of 1 − `alpha`: each tail beyond
    /// holds at most alpha/2.
    ///
    /// Exact for equal probabilities. For a mix of probabilities with this mean the true tails are lighter (W.
    /// Hoeffding, Annals of Mathematical Statistics 27 (1956) 713–721), so the false-alarm rate is at most `alpha`.
    static func successes(trials: Int, p: Double, alpha: Double) -> (least: Int, most: Int) {
        let tail = alpha / 2
        // Smallest k with P(X ≤ k) > tail.
        let least = first(0...trials) { BetaDistribution.binomialCDF($0, trials: trials, p: p) > tail }
        // Smallest k with P(X > k) ≤ tail.
        let most = first(0...trials) { 1 - BetaDistribution.binomialCDF($0, trials: trials, p: p) <= tail }
        return (least, most)
    }

    /// Limits of a sum of positive times with this mean and variance: those of the gamma distribution that has them,
    /// skew as handle times are. Exact for sums of exponential times.
    static func sum(mean: Double, variance: Double, alpha: Double) -> ClosedRange<Double> {
        guard variance > 0, mean > 0 else { return mean...mean }
        let shape = mean * mean / variance
        // Beyond a shape of 10⁶ the gamma distribution is the normal one to seven digits.
        if shape > 1e6 {
            let half = NormalDistribution.quantile(1 - alpha / 2) * variance.squareRoot()
            return (mean - half)...(mean + half)
        }
        let scale = variance / mean
        return
            (GammaFunctions.quantile(shape, alpha / 2) * scale)...(GammaFunctions.quantile(shape, 1 - alpha / 2)
            * scale)
    }

    /// The first element for which a condition holds that holds for all later ones; the last when for none.
    private static func first(_ range: ClosedRange<Int>, _ holds: (Int) -> Bool) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// How much agents differ beyond chance, by the method of moments.
///
/// Source: R. DerSimonian, N. Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials 7 (1986) 177–188,
/// equation 8; shrinkage as in C. Morris, JASA 78 (1983) 47–55.
struct BetweenAgents {
    /// Variance of the agents' true ratios.
    let variance: Double

    /// - Parameter agents: Each agent's ratio of observed to expected, and the variance that chance gives it.
    init(_ agents: [(ratio: Double, variance: Double)]) {
        let known = agents.filter { $0.variance > 0 }
        guard known.count > 1 else {
            variance = 0
            return
        }
        let weights = known.map { 1 / $0.variance }
        let total = weights.reduce(0, +)
        let mean = zip(known, weights).reduce(0) { $0 + $1.0.ratio * $1.1 } / total
        let q = zip(known, weights).reduce(0) { $0 + $1.1 * ($1.0.ratio - mean) * ($1.0.ratio - mean) }
        let scale = total - weights.reduce(0) { $0 + $1 * $1 } / total
        variance = scale > 0 ? max(0, (q - Double(known.count - 1)) / scale) : 0
    }

    /// The ratio drawn towards 1 by the share of its variance that is chance.
    func shrunken(_ ratio: Double, variance chance: Double) -> Double {
        guard chance > 0 else { return ratio }
        return 1 + (ratio - 1) * variance / (variance + chance)
    }
}
