#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a day's relative deviation from its forecast behaves: a part that stays all day and a part that fades.
///
/// In block b (half an hour, or a longer slot) the residual is (y − F)/√F = √F (A + B(b)) + ε, A ~ N(0, σ² a/F̄)
/// for the whole day, B mean-reverting with variance σ² b/F̄ and correlation ρ between blocks, ε ~ N(0, σ²): so recent
/// blocks tell more of the next ones, and a busy block more than a quiet one. σ² is the counts' dispersion.
/// Source: own; the additive state of a day and of the time within it after Avramidis, Deslauriers & L'Ecuyer,
/// "Modeling daily arrivals to a telephone call center", Management Science 50 (2004) 896–908, §3; Kalman filter:
/// Harvey, 1989, §3.2.
struct IntradayDynamics: Hashable {
    /// Variances a and b tried, in units of the noise of an average block.
    static let signals = [0.0, 0.03, 0.1, 0.3, 1, 3, 10]
    /// Correlations ρ tried between two blocks of half an hour.
    static let correlations = [0.5, 0.7, 0.8, 0.87, 0.92, 0.96]

    /// One day in blocks.
    struct Day: Hashable {
        /// Expected volume by block, over the slots whose volume is known.
        var expected: [Double]
        /// (y − F)/√F by block, bounded; NaN where nothing is known or expected.
        var residual: [Double]
        /// Weight of the day, 0…1: a day quite unlike its forecast tells little of ordinary days.
        var weight = 1.0
    }

    /// What the blocks so far say of a day.
    struct State: Hashable {
        /// Expected A and B of the current block.
        var day = 0.0
        var passing = 0.0
        // Variances and covariance, over σ².
        var dayVariance: Double
        var covariance = 0.0
        var passingVariance: Double
    }

    /// a/F̄, b/F̄.
    private(set) var dayVariance = 0.0
    private(set) var passingVariance = 0.0
    /// ρ.
    private(set) var persistence = 0.5
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
        func trial(_ a: Int, _ b: Int, _ rho: Int) -> IntradayDynamics {
            var trial = self
            trial.dayVariance = Self.signals[a] / mean
            trial.passingVariance = Self.signals[b] / mean
            trial.persistence = pow(Self.correlations[rho], power)
            return trial
        }
        // One coordinate at a time, from a fading and from a lasting day: the likelihood has at most these two hills.
        var best = (fit: -Double.infinity, place: [0, 0, 0], dispersion: 1.0)
        for start in [[0, 4, 2], [3, 0, 2]] {
            var current = (fit: -Double.infinity, place: start, dispersion: 1.0)
            for _ in 0..<4 {
                let before = current.fit
                for coordinate in [1, 2, 0] where coordinate != 2 || current.place[1] > 0 {
                    for value in 0..<(coordinate == 2 ? Self.correlations.count : Self.signals.count) {
                        var place = current.place
                        place[coordinate] = value
                        let (fit, dispersion) = trial(place[0], place[1], place[2]).logLikelihood(of: days)
                        if fit > current.fit { current = (fit, place, dispersion) }
                    }
                }
                if !(current.fit > before) { break }
            }
            if current.fit > best.fit { best = current }
        }
        self = trial(best.place[0], best.place[1], best.place[2])
        dispersion = best.dispersion
    }

    /// The state before a day has begun.
    var start: State { State(dayVariance: dayVariance, passingVariance: passingVariance) }

    /// Moves a state to the next block.
    func advance(_ state: inout State) {
        state.passing *= persistence
        state.covariance *= persistence
        state.passingVariance =
            persistence * persistence * state.passingVariance + (1 - persistence * persistence) * passingVariance
    }

    /// Takes in the residual of a block with expected volume `expected`; returns error and its variance over σ².
    @discardableResult
    func observe(_ state: inout State, expected: Double, residual: Double) -> (error: Double, variance: Double) {
        let root = expected.squareRoot()
        let d = root * (state.dayVariance + state.covariance)
        let p = root * (state.covariance + state.passingVariance)
        let variance = root * (d + p) + 1
        let error = residual - root * (state.day + state.passing)
        state.day += d / variance * error
        state.passing += p / variance * error
        state.dayVariance -= d * d / variance
        state.covariance -= d * p / variance
        state.passingVariance -= p * p / variance
        return (error, variance)
    }

    /// Concentrated log-likelihood and the dispersion that maximises it (not below ½: that would be luck).
    private func logLikelihood(of days: [Day]) -> (fit: Double, dispersion: Double) {
        var logs = 0.0
        var squares = 0.0
        var count = 0.0
        for day in days {
            var state = start
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
        var state = start
        for b in 0..<block {
            if !day.residual[b].isNaN { observe(&state, expected: day.expected[b], residual: day.residual[b]) }
            advance(&state)
        }
        return state
    }
}
