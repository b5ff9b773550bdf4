#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Counts in a row whose log rates follow a stationary Gaussian autoregression of the first order, by Laplace's method.
///
/// yᵢ ~ negative binomial with mean eᵢ exp(gᵢ) and variance μ + αμ² (α = 0: Poisson); g ~ AR(1) with mean 0, variance
/// σ² and correlation ρ between neighbours. The mode of g is found by Fisher scoring, each step a tridiagonal system;
/// the evidence of (α, σ², ρ) is the likelihood with g integrated out around it.
/// Source: Breslow & Clayton, "Approximate inference in generalized linear mixed models", JASA 88 (1993) 9–25, §2;
/// Rue, Martino & Chopin, JRSS B 71 (2009) 319–392, eq. 3.
struct CountChain {
    /// What is assumed of the rates and the counts.
    struct Law: Hashable {
        /// σ², > 0.
        var variance: Double
        /// ρ, 0 ≤ ρ < 1.
        var correlation: Double
        /// α, ≥ 0.
        var dispersion: Double

        /// Precision of an innovation of the autoregression, 1 / (σ²(1 − ρ²)).
        var innovationPrecision: Double { 1 / (variance * (1 - correlation * correlation)) }
    }

    /// y, whole or not, ≥ 0.
    var counts: [Double]
    /// e ≥ 0; 0 where nothing was seen.
    var exposures: [Double]
    /// g.
    private(set) var logRates: [Double]
    /// Variance of each gᵢ given the counts.
    private(set) var variances: [Double]

    /// Steps of Fisher scoring at most.
    private static let maximumSteps = 12
    /// Change of a log rate below which it has settled.
    private static let tolerance = 1e-3

    /// The chain with all rates 1.
    init(counts: [Double], exposures: [Double]) {
        precondition(counts.count == exposures.count, "one exposure a count")
        self.counts = counts
        self.exposures = exposures
        logRates = [Double](repeating: 0, count: counts.count)
        variances = logRates
    }

    /// Goes to the mode of g under `law`, from where it is.
    ///
    /// With `isMean` the expected counts use exp(gᵢ + varianceᵢ/2), so that g settles at its mean rather than its mode
    /// and exp(g + variance/2) sums to what was counted (Gaussian variational approximation: Ormerod & Wand, J. Comput.
    /// Graph. Stat. 21 (2012) 2–17).
    /// - Returns: The logarithm of the evidence without terms of y alone.
    /// - Complexity: O(counts) a step
    @discardableResult
    mutating func fit(_ law: Law, isMean: Bool = false) -> Double {
        let n = counts.count
        guard n > 0 else { return 0 }
        let precision = law.innovationPrecision
        let offDiagonal = -precision * law.correlation
        let inner = precision * (1 + law.correlation * law.correlation)
        let outer = n == 1 ? 1 / law.variance : precision
        if !isMean { variances = [Double](repeating: 0, count: n) }
        var diagonal = [Double](repeating: 0, count: n)
        var step = diagonal
        var factor = TridiagonalFactor(diagonal: [], offDiagonal: 0)
        for _ in 0..<Self.maximumSteps {
            for i in 0..<n {
                let own = i == 0 || i == n - 1 ? outer : inner
                var pull = own * logRates[i]
                if i > 0 { pull += offDiagonal * logRates[i - 1] }
                if i + 1 < n { pull += offDiagonal * logRates[i + 1] }
                let mean = exposures[i] * exp(logRates[i] + (isMean ? variances[i] / 2 : 0))
                let damping = 1 / (1 + law.dispersion * mean)
                diagonal[i] = own + mean * damping
                step[i] = (counts[i] - mean) * damping - pull
            }
            factor = TridiagonalFactor(diagonal: diagonal, offDiagonal: offDiagonal)
            factor.solve(&step)
            var largest = 0.0
            for i in 0..<n { largest = max(largest, abs(step[i])) }
            // A step of more than two on the logarithm overshoots where little was counted.
            let size = largest > 2 ? 2 / largest : 1
            for i in 0..<n { logRates[i] += size * step[i] }
            if isMean { variances = factor.inverseDiagonal }
            if largest < Self.tolerance { break }
        }
        if !isMean {
            // Around the mode the curvature itself counts, not what is expected of it.
            for i in 0..<n where law.dispersion > 0 {
                let mean = exposures[i] * exp(logRates[i])
                let damping = 1 / (1 + law.dispersion * mean)
                diagonal[i] =
                    (i == 0 || i == n - 1 ? outer : inner)
                    + mean * damping * damping * (1 + law.dispersion * counts[i])
            }
            factor = TridiagonalFactor(diagonal: diagonal, offDiagonal: offDiagonal)
            variances = factor.inverseDiagonal
        }
        let determinant = Double(n) * log(precision) + log(1 - law.correlation * law.correlation)
        return logLikelihood(law.dispersion) - energy(outer, inner, offDiagonal)
            + (determinant - factor.logDeterminant) / 2
    }

    /// ½ gᵀQg.
    private func energy(_ outer: Double, _ inner: Double, _ offDiagonal: Double) -> Double {
        let n = counts.count
        var sum = 0.0
        for i in 0..<n {
            sum += (i == 0 || i == n - 1 ? outer : inner) * logRates[i] * logRates[i]
            if i > 0 { sum += 2 * offDiagonal * logRates[i] * logRates[i - 1] }
        }
        return sum / 2
    }

    /// Σ log P(yᵢ | gᵢ) without log yᵢ!.
    private func logLikelihood(_ dispersion: Double) -> Double {
        var sum = 0.0
        for i in counts.indices where exposures[i] > 0 {
            let logMean = log(exposures[i]) + logRates[i]
            sum += counts[i] * logMean - (dispersion > 0 ? 0 : exp(logMean))
            guard dispersion > 0 else { continue }
            let shape = 1 / dispersion
            sum -= (counts[i] + shape) * log1p(dispersion * exp(logMean))
            sum += Self.logGammaRatio(shape, counts[i])
        }
        return sum
    }

    /// log(Γ(r + y) / (Γ(r) rʸ)).
    static func logGammaRatio(_ shape: Double, _ count: Double) -> Double {
        guard count > 0 else { return 0 }
        if count < 20, count == count.rounded() {
            var sum = 0.0
            for k in 0..<Int(count) { sum += log1p(Double(k) / shape) }
            return sum
        }
        // Stirling's series needs an argument of some size; below it the recursion Γ(x + 1) = xΓ(x) raises both.
        var low = shape
        var sum = 0.0
        while low < 8 {
            sum += log(low) - log(low + count)
            low += 1
        }
        let high = low + count
        func series(_ x: Double) -> Double { (1 / 12.0 - (1 / 360.0 - 1 / (1260 * x * x)) / (x * x)) / x }
        let ratio = (high - 0.5) * log(high) - (low - 0.5) * log(low) - count + series(high) - series(low)
        return ratio + sum - count * log(shape)
    }

    /// What is expected of the rate `steps` (≥ 1) places after the last, as a mean of exp(g).
    func expectedRate(stepsAhead steps: Int, _ law: Law) -> Double {
        guard let last = logRates.last, let variance = variances.last else { return exp(law.variance / 2) }
        let fade = pow(law.correlation, Double(steps))
        return exp(fade * last + (fade * fade * variance + (1 - fade * fade) * law.variance) / 2)
    }

    /// Puts the rates, and their variances, where another fit ended.
    mutating func move(logRates: [Double], variances: [Double]? = nil) {
        precondition(logRates.count == counts.count, "one rate a count")
        self.logRates = logRates
        if let variances { self.variances = variances }
    }
}
