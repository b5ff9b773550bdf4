import NumericalMethods

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Regression of log day totals on what the calendar says of the day, a slowly moving level and a day effect.
///
/// log(total + ½) = m + x(day)·b + level(day) + a(day) + noise, where b is penalised by how large such effects
/// usually are (λⱼ = σ²/τⱼ², so that a quiet series learns fine effects and a noisy one only coarse ones), outlying
/// days are bounded (Huber), older days count less (half-life 26 weeks), the level is an exponentially weighted mean
/// of residuals, and a is first-order autoregressive. Level and effects are fitted in turns (backfitting).
/// Source: own; Huber, Robust Statistics, 1981, §7.8 (weights); Hastie & Tibshirani, Generalized Additive Models,
/// 1990, §4.4 (backfitting); E log(X + ½) ≈ log μ for Poisson counts: Cox, Biometrika 42 (1955).
struct DayLevelRegression {
    /// The total of one day of history.
    struct Sample {
        /// Index of the day.
        var day: Int
        /// Volume of the full day.
        var total: Double
        /// Share of it that was observed, 0…1.
        var knownShare: Double
    }

    /// Half-life of a day's weight in the calendar effects, in days.
    static let memoryHalfLifeDays = 182.0
    /// Half-lives tried for the level, in days.
    static let levelHalfLivesDays = [7.0, 14, 28, 56, 112]

    /// Index of the last day of history that counted.
    private(set) var lastDay: Int
    private var effects: CalendarEffects
    private var coefficients: [Double]
    private var level = 0.0
    private var lastDayEffect = 0.0
    private var autocorrelation = 0.0
    private var meanCorrection = 1.0

    /// Fits the model; `nil` without any sample.
    init?(samples: [Sample], days: [ForecastDay]) {
        guard let last = samples.last, let first = samples.first else { return nil }
        lastDay = last.day
        effects = CalendarEffects(samples: samples.map(\.day), days: days, spanDays: last.day - first.day + 1)
        let rows = samples.count
        let columns = effects.count
        let matrix = effects.matrix(days: samples.map { days[$0.day] })
        let y = samples.map { log($0.total + 0.5) }
        let age = samples.map { Double(last.day - $0.day) }
        let meanTotal = samples.reduce(0) { $0 + $1.total } / Double(rows)
        let weekdayMeans = Self.weekdayMeans(samples, days: days)
        // Small days say little in logarithms: the Poisson part of the variance is 1/μ beside a day effect of 1/50.
        let prior = samples.indices.map { i in
            let mean = weekdayMeans[days[samples[i].day].weekday] + 0.5
            return exp2(-age[i] / Self.memoryHalfLifeDays) * samples[i].knownShare * mean / (mean + 50)
        }
        // Below half a Poisson error a spread is luck or an artefact (many equal days).
        let leastSpread = 0.5 / (meanTotal + 0.5).squareRoot()
        var spread = max(leastSpread, 0.1)
        var bounded = [Double](repeating: 1, count: rows)
        var levels = [Double](repeating: 0, count: rows)
        var fitted = [Double](repeating: 0, count: rows)
        coefficients = [Double](repeating: 0, count: columns)
        for _ in 0..<5 {
            let penalties = effects.priorDeviations.map { $0.isFinite ? spread * spread / ($0 * $0) : 0 }
            let weights = zip(prior, bounded).map { $0 * $1 }
            let target = zip(y, levels).map { $0 - $1 }
            guard
                let solution = LeastSquares.ridge(
                    matrix: matrix, rightHandSide: target, weights: weights, penalties: penalties)
            else { break }
            coefficients = solution
            fitted = Self.product(matrix, solution, rows: rows)
            let residuals = zip(y, fitted).map { $0 - $1 }
            levels = Self.twoSidedLevel(residuals, weights: bounded, age: age, halfLife: 28)
            let noise = zip(residuals, levels).map { abs($0 - $1) }
            spread = max(leastSpread, 1.4826 * (Quantile.median(noise) ?? 0))
            bounded = zip(noise, samples).map { min(1, 2 * spread / max($0, 1e-12)) * $1.knownShare }
        }
        let residuals = zip(y, fitted).map { $0 - $1 }
        setLevel(residuals: residuals, weights: bounded, age: age, spread: spread)
        // The mean of a skewed total is not the exponential of its logarithm's mean; far days are cut on both sides.
        var actual = 0.0
        var expected = 0.0
        for i in 0..<rows {
            let centre = exp(fitted[i] + levels[i])
            let cut = exp(2.5 * spread)
            actual += prior[i] * bounded[i] * (min(max(samples[i].total + 0.5, centre / cut), centre * cut) - 0.5)
            expected += prior[i] * bounded[i] * centre
        }
        meanCorrection = expected > 0 ? min(max(actual / expected, 0), 2) : 0
    }

    /// Expected total of a day, `openDaysAhead` open days after ``lastDay``.
    func total(ofDay day: Int, openDaysAhead: Int) -> Double {
        var logTotal = level + pow(autocorrelation, Double(openDaysAhead)) * lastDayEffect
        let row = effects.row(day)
        for j in row.indices { logTotal += row[j] * coefficients[j] }
        return meanCorrection * exp(logTotal)
    }

    /// The last level, with the half-life that forecast the residuals best a week ahead, and the autoregressive day
    /// effect around it over the last sixty days.
    private mutating func setLevel(residuals: [Double], weights: [Double], age: [Double], spread: Double) {
        var best = (error: Double.infinity, level: 0.0)
        for halfLife in Self.levelHalfLivesDays.reversed() {
            let (error, level) = Self.weekAheadError(residuals, weights: weights, age: age, halfLife: halfLife)
            // One per cent has to speak for the quicker level.
            if error < best.error * 0.99 || best.error == .infinity { best = (error, level) }
        }
        level = best.level
        let reach = 2.5 * spread
        let recent = residuals.suffix(60).map { min(max($0 - level, -reach), reach) }
        var product = 0.0
        var square = 0.0
        for i in recent.indices {
            square += recent[i] * recent[i]
            if i > 0 { product += recent[i] * recent[i - 1] }
        }
        let count = Double(recent.count)
        autocorrelation = square > 0 ? min(0.95, max(0, product / square) * count / (count + 5)) : 0
        lastDayEffect = recent.last ?? 0
    }

    /// Weighted absolute error of the one-sided level against the residuals at least seven days later, and the last
    /// level.
    private static func weekAheadError(
        _ residuals: [Double], weights: [Double], age: [Double], halfLife: Double
    ) -> (error: Double, level: Double) {
        var levels: [Double] = []
        levels.reserveCapacity(residuals.count)
        var sum = 0.0
        var weight = 0.0
        for i in residuals.indices {
            let decay = i > 0 ? exp2(-(age[i - 1] - age[i]) / halfLife) : 1
            sum = sum * decay + weights[i] * residuals[i]
            weight = weight * decay + weights[i]
            levels.append(weight > 0 ? sum / weight : 0)
        }
        var error = 0.0
        var from = 0
        // The first four weeks only warm the level up.
        let oldest = (age.first ?? 0) - 28
        for i in residuals.indices where age[i] <= oldest {
            while from + 1 < i && age[from + 1] >= age[i] + 7 { from += 1 }
            if age[from] >= age[i] + 7 {
                error += weights[i] * abs(residuals[i] - levels[from]) * exp2(-age[i] / memoryHalfLifeDays)
            }
        }
        return (error, levels.last ?? 0)
    }

    /// Exponentially weighted mean of the residuals on both sides of each day.
    static func twoSidedLevel(_ residuals: [Double], weights: [Double], age: [Double], halfLife: Double) -> [Double] {
        var sums = [Double](repeating: 0, count: residuals.count)
        var masses = sums
        for isForward in [true, false] {
            var sum = 0.0
            var mass = 0.0
            var previous: Int?
            for index in residuals.indices {
                let i = isForward ? index : residuals.count - 1 - index
                let decay = previous.map { exp2(-abs(age[$0] - age[i]) / halfLife) } ?? 1
                sum *= decay
                mass *= decay
                if !isForward {
                    sums[i] += sum
                    masses[i] += mass
                }
                sum += weights[i] * residuals[i]
                mass += weights[i]
                if isForward {
                    sums[i] += sum
                    masses[i] += mass
                }
                previous = i
            }
        }
        return zip(sums, masses).map { $1 > 0 ? $0 / $1 : 0 }
    }

    private static func product(_ matrix: [Double], _ x: [Double], rows: Int) -> [Double] {
        var result = [Double](repeating: 0, count: rows)
        for j in x.indices {
            for i in 0..<rows { result[i] += matrix[j * rows + i] * x[j] }
        }
        return result
    }

    private static func weekdayMeans(_ samples: [Sample], days: [ForecastDay]) -> [Double] {
        var sums = [Double](repeating: 0, count: 7)
        var counts = sums
        for sample in samples {
            sums[days[sample.day].weekday] += sample.total
            counts[days[sample.day].weekday] += 1
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    }
}
