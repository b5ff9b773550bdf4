#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bayesian dynamic regression of log day totals on the calendar, run forward day by day.
///
/// log(total + ½) = level + x(day)·b + a(day) + noise. The level is a random walk, b has normal priors as wide as
/// such effects usually are, a is a first-order autoregressive day effect, and the noise adds the counting error 1/μ
/// to the day's own. One Kalman filter is run for each of eight settings of the variances, side by side in the lanes
/// of a vector; a forecast weighs them by how well they have lately predicted a week ahead. A surprise beyond two
/// deviations counts as if its day had been noisier, so that a single odd day does not move the level; where the state
/// itself is uncertain (the first day after a closure) more is needed to count as odd. Several large surprises in one
/// direction mean a new level. Since the state at the end of a day is all that a forecast from there needs, the
/// forecasts of a whole backtest fall out of one run.
/// Source: West & Harrison, Bayesian Forecasting and Dynamic Models, 2nd ed. 1997, §4.3 (filter), §11.5 (intervention
/// when surprises run), §12.2 (mixtures of models); bounded surprises: Masreliez & Martin, IEEE Trans. Automatic
/// Control 22 (1977) 361–371; E log(X + ½) ≈ log μ for counts: Cox, Biometrika 42 (1955). The settings are own.
struct DayTotalFilter {
    /// One value for each setting of the variances.
    typealias Lanes = SIMD8<Double>

    /// Day-to-day noise of each setting, as a share of the series' own scale.
    private static let noise = Lanes(0.4, 0.4, 0.4, 0.8, 0.8, 0.8, 0.8, 0.8)
    /// Variance of the level's daily step over that of the noise.
    private static let levelStep = Lanes(0.002, 0.02, 0.15, 0.001, 0.001, 0.02, 0.05, 0.2)
    /// Autocorrelation of the day effect.
    private static let autocorrelation = Lanes(0.9, 0.9, 0.9, 0.95, 0.8, 0.5, 0.95, 0.95)
    /// Variance of the day effect's daily innovation over that of the noise.
    private static let dayEffect = Lanes(0.3, 0.3, 0.3, 0.2, 0.3, 0.5, 0.15, 0.15)
    /// Days ahead by whose errors the settings are weighed.
    static let scoredLead = 7
    /// Daily memory of the settings' errors.
    private static let errorMemory = 0.98
    /// Deviations beyond which a surprise is bounded.
    private static let bound = 2.0

    /// Deviations beyond which a surprise is large.
    private static let shiftBound = 1.5
    /// Large surprises in one direction that make a new level.
    private static let shiftDays = 3

    private let size: Int
    private let noiseVariance: Lanes
    private let levelVariance: Lanes
    private let effectVariance: Lanes
    private var mean: [Lanes]
    /// Lower triangle of the states' covariance, row by row.
    private var covariance: [Lanes]
    /// What each setting expected of the next days, ``scoredLead`` days before, by day modulo that lead.
    private var pending: [(day: Int, expected: Lanes)]
    private var errors = Lanes(repeating: 0)
    private let scale: Double
    private var gain: [Lanes]
    /// Length, signed, and sum of the present run of large surprises in one direction.
    private var run = (length: 0, sum: 0.0)
    private var lastDay: Int?
    private var learnt = 0
    private var actualSum = 0.0
    private var expectedSum = 0.0

    /// A filter that has seen nothing.
    ///
    /// - Parameters:
    ///   - scale: Usual day-to-day deviation of the log total, > 0.
    ///   - level: First guess of the log total.
    init(effects: CalendarEffects, scale: Double, level: Double) {
        size = effects.count + 2
        self.scale = scale
        pending = [(day: Int, expected: Lanes)](
            repeating: (-1, Lanes(repeating: 0)), count: Self.scoredLead)
        noiseVariance = scale * scale * Self.noise * Self.noise
        levelVariance = noiseVariance * Self.levelStep
        effectVariance = noiseVariance * Self.dayEffect
        mean = [Lanes](repeating: Lanes(repeating: 0), count: size)
        mean[0] = Lanes(repeating: level)
        gain = mean
        covariance = [Lanes](repeating: Lanes(repeating: 0), count: size * (size + 1) / 2)
        covariance[0] = Lanes(repeating: 1)
        for (column, deviation) in effects.priorDeviations.enumerated() {
            covariance[Self.index(column + 1, column + 1)] = Lanes(repeating: deviation * deviation)
        }
        covariance[covariance.count - 1] = effectVariance / (1 - Self.autocorrelation * Self.autocorrelation)
    }

    private static func index(_ row: Int, _ column: Int) -> Int { row * (row + 1) / 2 + column }

    /// Learns from the total of `day`, of which the share `knownShare` was seen.
    mutating func learn(day: Int, row: [CalendarEffects.Entry], total: Double, knownShare: Double) {
        let logTotal = log(total + 0.5)
        judge(day: day, logTotal: logTotal)
        let weights = weights
        advance(to: day)
        let last = size - 1
        let expected = expectedLog(row: row, fade: Lanes(repeating: 1))
        // The counting error that the mean forecast implies, not the one the (lucky) total does.
        let guess = exp(min(max((weights * expected).total, -5), 25))
        let counting = 1 / (guess + 0.5)
        let variance = (noiseVariance + counting) / max(knownShare, 0.05)
        setGain(row)
        var spread = variance + gain[0] + gain[last]
        for entry in row { spread += entry.value * gain[entry.column + 1] }
        let surprise = logTotal - expected
        // |surprise| / √spread over bound · √(spread / variance): what the state does not know yet (a first closure) may be
        // surprising without being an accident.
        let size = surprise.replacing(with: -surprise, where: surprise .< 0)
        let excess = size * variance.squareRoot() / (Self.bound * spread)
        let inflation = excess.replacing(with: 1, where: excess .< 1)
        let meanSpread = (weights * spread).total
        watchForShift((weights * surprise).total, spread: meanSpread)
        noteMean(total: total, guess: guess, spread: meanSpread, share: knownShare)
        let inverse = 1 / (spread * inflation)
        let step = surprise * inverse
        update(step: step, inverse: inverse)
        learnt += 1
    }

    /// Covariance of every state with the day's expectation.
    private mutating func setGain(_ row: [CalendarEffects.Entry]) {
        let size = size
        let last = size - 1
        // A second reference to the array, not a copy of it: a span of `self` would lock the rest of it.
        let states = covariance
        let covariance = states.span
        var gain = gain.mutableSpan
        for i in 0..<size {
            var product = covariance[Self.index(i, 0)] + covariance[Self.index(last, i)]
            for entry in row {
                let j = entry.column + 1
                product += entry.value * covariance[i >= j ? Self.index(i, j) : Self.index(j, i)]
            }
            gain[i] = product
        }
    }

    private mutating func update(step: Lanes, inverse: Lanes) {
        let size = size
        let gains = gain
        let gain = gains.span
        for i in 0..<size { mean[i] += gain[i] * step }
        var covariance = covariance.mutableSpan
        var k = 0
        for i in 0..<size {
            let factor = gain[i] * inverse
            for j in 0...i {
                covariance[k] -= factor * gain[j]
                k += 1
            }
        }
    }

    /// A run of large surprises in one direction is no accident but a new level: from then on the level is as unknown
    /// as the surprises are large.
    private mutating func watchForShift(_ surprise: Double, spread: Double) {
        let sign = surprise < 0 ? -1 : 1
        guard learnt >= 14, abs(surprise) > Self.shiftBound * spread.squareRoot() else {
            run = (0, 0)
            return
        }
        run = run.length * sign > 0 ? (run.length + sign, run.sum + surprise) : (sign, surprise)
        guard abs(run.length) >= Self.shiftDays else { return }
        let mean = run.sum / Double(abs(run.length))
        covariance[0] += mean * mean
        run = (0, 0)
    }

    /// Scores the settings by what they expected of `day` a week before.
    private mutating func judge(day: Int, logTotal: Double) {
        let slot = day % Self.scoredLead
        guard pending[slot].day == day else { return }
        let miss = pending[slot].expected - logTotal
        let bound = 5 * scale
        errors *= Self.errorMemory
        let size = miss.replacing(with: -miss, where: miss .< 0)
        errors += size.replacing(with: bound, where: size .> bound)
    }

    /// Notes what each setting expects of the day ``scoredLead`` days after the last, to be judged by it then.
    mutating func anticipate(row: [CalendarEffects.Entry], openDaysAhead: Int) {
        guard let lastDay else { return }
        let day = lastDay + Self.scoredLead
        pending[day % Self.scoredLead] = (day, expectedLog(row: row, fade: Self.fade(openDaysAhead)))
    }

    private func expectedLog(row: [CalendarEffects.Entry], fade: Lanes) -> Lanes {
        var expected = mean[0] + fade * mean[size - 1]
        for entry in row { expected += entry.value * mean[entry.column + 1] }
        return expected
    }

    private static func fade(_ openDaysAhead: Int) -> Lanes {
        var fade = Lanes(repeating: 1)
        for _ in 0..<min(openDaysAhead, 200) { fade *= autocorrelation }
        return fade
    }

    /// Lets the days up to `day` pass: the level may have moved, the day effect fades with each open day learnt.
    private mutating func advance(to day: Int) {
        let gap = Double(lastDay.map { day - $0 } ?? 0)
        lastDay = day
        covariance[0] += gap * levelVariance
        let last = size - 1
        let phi = Self.autocorrelation
        mean[last] *= phi
        let start = Self.index(last, 0)
        for j in 0..<last { covariance[start + j] *= phi }
        covariance[start + last] = covariance[start + last] * phi * phi + effectVariance
    }

    /// Sums for the ratio of the mean to the exponential of the logarithm's mean, far days cut on both sides.
    private mutating func noteMean(total: Double, guess: Double, spread: Double, share: Double) {
        guard learnt >= 7 else { return }
        let cut = exp(2.5 * spread.squareRoot())
        let centre = guess
        actualSum = 0.99 * actualSum + share * (min(max(total + 0.5, centre / cut), centre * cut) - 0.5)
        expectedSum = 0.99 * expectedSum + share * centre
    }

    /// Mean of a lognormal-like total over the exponential of its logarithm's mean, with a weak prior of 1.
    var meanCorrection: Double {
        let prior = expectedSum > 0 ? 7 * expectedSum / max(Double(min(learnt, 100)), 1) : 1
        return min(max((actualSum + prior) / (expectedSum + prior), 0), 2)
    }

    /// How much each setting counts: its mean error to the power of minus four.
    var weights: Lanes {
        // A week of errors at five per cent of the scale keeps the first days from deciding.
        let errors = self.errors + 7 * 0.05 * scale
        let ratio = errors.least / errors
        let weights = ratio * ratio * ratio * ratio
        return weights / weights.total
    }

    /// Mean of the log total of a later day with the effects of `row` (or of the last one, 0 open days ahead).
    ///
    /// - Parameter weights: ``weights``, once for all days.
    func expectedLogMean(row: [CalendarEffects.Entry], openDaysAhead: Int, weights: Lanes) -> Double {
        (weights * expectedLog(row: row, fade: Self.fade(openDaysAhead))).total
    }
}
