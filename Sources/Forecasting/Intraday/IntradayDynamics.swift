#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a day's relative deviation from its forecast behaves: a part that stays all day, a part that fades, and one that
/// belongs to the opening.
///
/// In block b (half an hour, or a longer slot) the residual is (y − F)/√F = √F (A + B(b) + C γ^(b − o)) + ε,
/// A ~ N(0, σ² a/F̄) for the whole day, B mean-reverting with variance σ² b/F̄ and correlation ρ between blocks,
/// C ~ N(0, σ² c/F̄) from the opening block o on, ε ~ N(0, σ²): so recent blocks tell more of the next ones, a busy
/// block more than a quiet one, and what only the rush (or lull) at the opening brought is not carried on. σ² is the
/// counts' dispersion.
/// Source: own; the additive state of a day and of the time within it after Avramidis, Deslauriers & L'Ecuyer,
/// "Modeling daily arrivals to a telephone call center", Management Science 50 (2004) 896–908, §3; Kalman filter:
/// Harvey, 1989, §3.2.
struct IntradayDynamics: Hashable {
    /// Variances a and b tried, in units of the noise of an average block.
    static let signals = [0.0, 0.03, 0.1, 0.3, 1, 3, 10]
    /// Correlations ρ tried between two blocks of half an hour.
    static let correlations = [0.5, 0.7, 0.8, 0.87, 0.92, 0.96]
    /// Variances c tried, in the same units: the first half hours may differ by far more than any later one.
    static let openings = [0.0, 1, 3, 10, 30, 100]
    /// Shares γ tried of the opening's deviation that are left half an hour later.
    static let decays = [0.5, 0.7, 0.85]

    /// One day in blocks.
    struct Day: Hashable {
        /// Expected volume by block, over the slots whose volume is known.
        var expected: [Double]
        /// (y − F)/√F by block, bounded; NaN where nothing is known or expected.
        var residual: [Double]
        /// The first block in which anything is expected, known or not.
        var opening = 0
        /// Weight of the day, 0…1: a day quite unlike its forecast tells little of ordinary days.
        var weight = 1.0
    }

    /// What the blocks so far say of a day.
    struct State: Hashable {
        /// Expected A, B and what is left of C in the current block.
        var day = 0.0
        var passing = 0.0
        var opening = 0.0
        // Variances and covariances of the three, over σ².
        var v00: Double
        var v01 = 0.0
        var v02 = 0.0
        var v11: Double
        var v12 = 0.0
        var v22: Double
        /// Variance of what is left of C before anything was known, over σ².
        var openingPrior: Double

        /// Expected relative deviation of the current block.
        var deviation: Double { day + passing + opening }
        /// Variance of the current block's relative deviation, over σ².
        var variance: Double { max(0, v00 + v11 + v22 + 2 * (v01 + v02 + v12)) }
    }

    /// a/F̄, b/F̄, c/F̄.
    private(set) var dayVariance = 0.0
    private(set) var passingVariance = 0.0
    private(set) var openingVariance = 0.0
    /// ρ.
    private(set) var persistence = 0.5
    /// γ.
    private(set) var decay = 0.5
    /// σ².
    private(set) var dispersion = 1.0

    /// The dynamics that make `days` likeliest.
    ///
    /// - Complexity: O(days · blocks) for each of about a hundred trials
    init(days: [Day], blockMinutes: Int) {
        var volume = 0.0
        var blocks = 0.0
        for day in days {
            for (f, r) in zip(day.expected, day.residual) where !r.isNaN {
                volume += f
                blocks += 1
            }
        }
        guard volume > 0 else { return }
        let mean = volume / blocks
        let power = Double(blockMinutes) / 30
        func trial(_ place: [Int]) -> IntradayDynamics {
            var trial = self
            trial.dayVariance = Self.signals[place[0]] / mean
            trial.passingVariance = Self.signals[place[1]] / mean
            trial.persistence = pow(Self.correlations[place[2]], power)
            trial.openingVariance = Self.openings[place[3]] / mean
            trial.decay = pow(Self.decays[place[4]], power)
            return trial
        }
        let sizes = [
            Self.signals.count, Self.signals.count, Self.correlations.count, Self.openings.count, Self.decays.count,
        ]
        typealias Fit = (fit: Double, place: [Int], dispersion: Double)
        /// One coordinate at a time; a correlation or decay of nothing is not looked at.
        func climb(from place: [Int], coordinates: [Int]) -> Fit {
            var current: Fit = (-.infinity, place, 1)
            for _ in 0..<4 {
                let before = current.fit
                for coordinate in coordinates {
                    if coordinate == 2 && current.place[1] == 0 || coordinate == 4 && current.place[3] == 0 { continue }
                    for value in 0..<sizes[coordinate] {
                        var place = current.place
                        place[coordinate] = value
                        let (fit, dispersion) = trial(place).logLikelihood(of: days)
                        if fit > current.fit { current = (fit, place, dispersion) }
                    }
                }
                if !(current.fit > before) { break }
            }
            return current
        }
        // From a fading and from a lasting day: without an opening the likelihood has at most these two hills.
        var best: Fit = (-.infinity, [0, 0, 0, 0, 1], 1)
        for start in [[0, 4, 2, 0, 1], [3, 0, 2, 0, 1]] {
            let found = climb(from: start, coordinates: [1, 2, 0])
            if found.fit > best.fit { best = found }
        }
        // The opening's part from the middle of its grid, then everything with it.
        var place = best.place
        place[3] = Self.openings.count / 2
        let found = climb(from: place, coordinates: [3, 4, 1, 2, 0])
        if found.fit > best.fit { best = found }
        self = trial(best.place)
        dispersion = best.dispersion
    }

    /// The state at the beginning of a day that opens in block `opening`, before anything of it is known.
    func start(opening: Int = 0) -> State {
        // γ^(b − o) before the opening too: blocks in which nothing is expected are never looked at.
        let first = opening > 0 ? pow(decay, Double(-opening)) : 1
        let variance = openingVariance * first * first
        return State(v00: dayVariance, v11: passingVariance, v22: variance, openingPrior: variance)
    }

    /// Moves a state to the next block.
    func advance(_ state: inout State) {
        state.passing *= persistence
        state.opening *= decay
        state.v01 *= persistence
        state.v02 *= decay
        state.v11 = persistence * persistence * state.v11 + (1 - persistence * persistence) * passingVariance
        state.v12 *= persistence * decay
        state.v22 *= decay * decay
        state.openingPrior *= decay * decay
    }

    /// Takes in the residual of a block with expected volume `expected`; returns error and its variance over σ².
    @discardableResult
    func observe(_ state: inout State, expected: Double, residual: Double) -> (error: Double, variance: Double) {
        let root = expected.squareRoot()
        let g0 = root * (state.v00 + state.v01 + state.v02)
        let g1 = root * (state.v01 + state.v11 + state.v12)
        let g2 = root * (state.v02 + state.v12 + state.v22)
        let variance = root * (g0 + g1 + g2) + 1
        let error = residual - root * state.deviation
        state.day += g0 / variance * error
        state.passing += g1 / variance * error
        state.opening += g2 / variance * error
        state.v00 -= g0 * g0 / variance
        state.v01 -= g0 * g1 / variance
        state.v02 -= g0 * g2 / variance
        state.v11 -= g1 * g1 / variance
        state.v12 -= g1 * g2 / variance
        state.v22 -= g2 * g2 / variance
        return (error, variance)
    }

    /// Concentrated log-likelihood and the dispersion that maximises it (not below ½: that would be luck).
    private func logLikelihood(of days: [Day]) -> (fit: Double, dispersion: Double) {
        var logs = 0.0
        var squares = 0.0
        var count = 0.0
        for day in days {
            var state = start(opening: day.opening)
            // One logarithm a day: a product of variances ≥ 1 that fits long before it overflows.
            var product = 1.0
            for (f, r) in zip(day.expected, day.residual) {
                if !r.isNaN {
                    let (error, variance) = observe(&state, expected: f, residual: r)
                    product *= variance
                    if product > 1e200 {
                        logs += day.weight * log(product)
                        product = 1
                    }
                    squares += day.weight * error * error / variance
                    count += day.weight
                }
                advance(&state)
            }
            logs += day.weight * log(product)
        }
        guard count > 0 else { return (-.infinity, 1) }
        let dispersion = max(0.5, squares / count)
        return (-0.5 * (logs + squares / dispersion + count * log(dispersion)), dispersion)
    }

    /// The state at the beginning of block `block` after the blocks before it.
    func state(of day: Day, before block: Int) -> State {
        var state = start(opening: day.opening)
        for b in 0..<block {
            if !day.residual[b].isNaN { observe(&state, expected: day.expected[b], residual: day.residual[b]) }
            advance(&state)
        }
        return state
    }
}
