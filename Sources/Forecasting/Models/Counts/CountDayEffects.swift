#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How busy each open day is: calendar effects and an autoregressive random day effect, from counts of whole days.
///
/// Y(d) ~ negative binomial with mean e(d) exp(b₀ + x(d)·b + g(d)); b has normal priors as wide as such effects usually
/// are, g is a chain over the open days. Fisher scoring moves b and g together: the chain is eliminated by a
/// tridiagonal solution, which leaves a system as small as b. The variance and correlation of g and the dispersion of
/// the counts are those of the highest evidence at the b of the moment.
/// Source: Ibrahim & L'Ecuyer, "Forecasting call center arrivals: fixed-effects, mixed-effects, and bivariate models",
/// M&SOM 15 (2013) 72–85, §3; Breslow & Clayton, JASA 88 (1993) 9–25, §2 (penalised quasi-likelihood).
struct CountDayEffects {
    /// Variance of a day's effect, correlation from one open day to the next, dispersion of a day's count.
    private(set) var law: CountChain.Law
    /// b₀, then one coefficient a column.
    private(set) var coefficients: [Double]
    private var chain: CountChain
    private let precisions: [Double]
    /// Change of a logarithm below which the fit has settled.
    private static let tolerance = 1e-3

    /// Effects that have learnt nothing.
    ///
    /// - Parameter priorDeviations: Standard deviation of the prior of each column's coefficient.
    init(priorDeviations: [Double]) {
        // The level itself is free.
        precisions = [1e-4] + priorDeviations.map { 1 / ($0 * $0) }
        coefficients = [Double](repeating: 0, count: precisions.count)
        chain = CountChain(counts: [], exposures: [])
        law = CountChain.Law(variance: 0.01, correlation: 0.8, dispersion: 0.01)
    }

    /// The fixed part b₀ + x·b of a day with the calendar `row`.
    func fixedPart(_ row: [CalendarEffects.Entry]) -> Double {
        row.reduce(coefficients[0]) { $0 + $1.value * coefficients[$1.column + 1] }
    }

    /// Expected busyness of the day `index` learnt from.
    func busyness(_ index: Int, row: [CalendarEffects.Entry]) -> Double {
        exp(min(fixedPart(row) + chain.logRates[index] + chain.variances[index] / 2, 40))
    }

    /// Expected busyness of a day `steps` open days after the last one learnt from.
    func busyness(stepsAhead steps: Int, row: [CalendarEffects.Entry]) -> Double {
        exp(min(fixedPart(row), 40)) * chain.expectedRate(stepsAhead: steps, law)
    }

    /// Learns from the open days in order.
    ///
    /// - Parameters:
    ///   - counts: What was counted on each day.
    ///   - exposures: What would be expected of the slots known of that day at a busyness of 1; 0 = unknown day.
    ///   - rows: Calendar facts of the days.
    ///   - isFirst: Whether to look for the law far and wide; otherwise around the last one.
    /// - Complexity: O(days · effects · effects of a day), some ten passes, and some sixty passes over the days
    mutating func learn(
        counts: [Double], exposures: [Double], rows: [[CalendarEffects.Entry]], isFirst: Bool
    ) {
        let known = chain.logRates
        chain = CountChain(counts: counts, exposures: exposures)
        chain.move(
            logRates: (0..<counts.count).map { known.indices.contains($0) ? known[$0] : (known.last ?? 0) })
        if isFirst {
            let total = counts.reduce(0, +)
            let exposure = exposures.reduce(0, +)
            if total > 0, exposure > 0 { coefficients[0] = log(total / exposure) }
        }
        fitTogether(rows)
        chooseLaw(rows, isFirst: isFirst)
        fitTogether(rows)
    }

    // MARK: - The law

    /// Climbs the evidence along log α, log σ² and the logarithm of the memory in days, coordinate by coordinate.
    private mutating func chooseLaw(_ rows: [[CalendarEffects.Entry]], isFirst: Bool) {
        var search = chain
        search.exposures = chain.exposures.indices.map { chain.exposures[$0] * exp(fixedPart(rows[$0])) }
        var place = Self.place(of: law)
        func evidence(_ place: SIMD3<Double>) -> Double {
            // Weak priors keep the search from running away where the counts say nothing.
            let miss = (place - Self.usual) / Self.reach
            return search.fit(Self.law(at: place)) - (miss * miss).sum() / 2
        }
        var best = evidence(place)
        for size in isFirst ? [1.6, 0.8, 0.4] : [0.4] {
            for coordinate in 0..<3 {
                var hasMoved = false
                for direction in [1.0, -1.0] where !hasMoved {
                    for _ in 0..<4 {
                        var next = place
                        next[coordinate] += direction * size
                        let value = evidence(next)
                        guard value > best else { break }
                        (place, best, hasMoved) = (next, value, true)
                    }
                }
            }
        }
        law = Self.law(at: place)
    }

    /// A shorter memory than two days would be dispersion by another name.
    private static let usual = SIMD3(log(0.01), log(0.01), log(10.0))
    private static let reach = SIMD3(3.0, 3, 1.5)

    private static func place(of law: CountChain.Law) -> SIMD3<Double> {
        SIMD3(log(law.dispersion), log(law.variance), log(-1 / log(law.correlation)))
    }

    private static func law(at place: SIMD3<Double>) -> CountChain.Law {
        CountChain.Law(
            variance: exp(min(max(place.y, -14), 3)), correlation: exp(-1 / exp(min(max(place.z, log(2.0)), 7))),
            dispersion: exp(min(max(place.x, -14), 3)))
    }

    // MARK: - Coefficients and chain

    private mutating func fitTogether(_ rows: [[CalendarEffects.Entry]]) {
        let n = chain.counts.count
        let p = coefficients.count
        guard n > 0 else { return }
        let precision = law.innovationPrecision
        let offDiagonal = -precision * law.correlation
        let inner = precision * (1 + law.correlation * law.correlation)
        let outer = n == 1 ? 1 / law.variance : precision
        var rates = chain.logRates
        var variances = chain.variances
        var weights = [Double](repeating: 0, count: n)
        var diagonal = weights
        var score = weights
        var spread = [Double](repeating: 0, count: n * p)
        for _ in 0..<12 {
            var pull = (0..<p).map { -precisions[$0] * coefficients[$0] }
            pull[0] = 0
            for i in 0..<n {
                let own = i == 0 || i == n - 1 ? outer : inner
                let mean = chain.exposures[i] * exp(min(fixedPart(rows[i]) + rates[i] + variances[i] / 2, 40))
                let damping = 1 / (1 + law.dispersion * mean)
                weights[i] = mean * damping
                diagonal[i] = own + weights[i]
                let residual = (chain.counts[i] - mean) * damping
                var prior = own * rates[i]
                if i > 0 { prior += offDiagonal * rates[i - 1] }
                if i + 1 < n { prior += offDiagonal * rates[i + 1] }
                score[i] = residual - prior
                pull[0] += residual
                for entry in rows[i] { pull[entry.column + 1] += residual * entry.value }
            }
            let factor = TridiagonalFactor(diagonal: diagonal, offDiagonal: offDiagonal)
            for k in spread.indices { spread[k] = 0 }
            for i in 0..<n {
                spread[i * p] = weights[i]
                for entry in rows[i] { spread[i * p + entry.column + 1] = weights[i] * entry.value }
            }
            factor.solve(&spread, width: p)
            factor.solve(&score)
            let step = Self.coefficientStep(
                rows, weights: weights, spread: spread, score: score, pull: pull, precisions: precisions)
            var largest = 0.0
            for i in 0..<n {
                for c in 0..<p { score[i] -= spread[i * p + c] * step[c] }
                largest = max(largest, abs(score[i]))
            }
            for value in step { largest = max(largest, abs(value)) }
            let size = largest > 2 ? 2 / largest : 1
            for c in 0..<p { coefficients[c] += size * step[c] }
            for i in 0..<n { rates[i] += size * score[i] }
            variances = factor.inverseDiagonal
            if largest < Self.tolerance { break }
        }
        chain.move(logRates: rates, variances: variances)
    }

    /// (XᵀWX + Λ − XᵀW M)⁻¹ (pull − XᵀW t), M = A⁻¹WX and t = A⁻¹ score.
    private static func coefficientStep(
        _ rows: [[CalendarEffects.Entry]], weights: [Double], spread: [Double], score: [Double], pull: [Double],
        precisions: [Double]
    ) -> [Double] {
        let p = precisions.count
        var matrix = [Double](repeating: 0, count: p * p)
        for c in 0..<p { matrix[c * p + c] = precisions[c] }
        var right = pull
        for i in rows.indices {
            func add(_ c: Int, _ value: Double) {
                let weight = weights[i] * value
                right[c] -= weight * score[i]
                matrix[c * p] += weight
                for other in rows[i] { matrix[c * p + other.column + 1] += weight * other.value }
                // The matrix is symmetric; its lower half is enough.
                for k in 0...c { matrix[c * p + k] -= weight * spread[i * p + k] }
            }
            add(0, 1)
            for entry in rows[i] { add(entry.column + 1, entry.value) }
        }
        PositiveDefiniteSystem.solve(&matrix, &right)
        return right
    }
}
