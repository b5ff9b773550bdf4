#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the handle time as a whole stands and goes, from the daily ratios of spent over expected seconds.
///
/// A day's ratio is level + passing deviation + day effect + the noise of its contacts; the level is a random walk
/// with a damped slope, the deviation autoregressive. Four kinds of dynamics — constant, passing, wandering, trending —
/// in several sizes are filtered, and their forecasts averaged with the weights that the past gives them (half of the
/// prior weight to trends, the rest in equal parts). Outlying days are bounded in the filter. So a drift is followed
/// as fast as it is credible, and noise is averaged away.
/// Source: Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, §4.5 (components, damped
/// slope); Hoeting et al., Statistical Science 14 (1999) (averaging); Masreliez & Martin, IEEE TAC 22 (1977)
/// (bounded innovations). The grid is own.
struct HandleTimeLevel {
    /// The dynamics of one candidate, deviations relative to the level.
    struct Dynamics: Hashable {
        /// Daily step of the level.
        var step = 0.0
        /// Stationary deviation of the passing part.
        var passing = 0.0
        /// Effect of a single day.
        var dayEffect = 0.0
        /// Prior deviation of the daily slope.
        var slope = 0.0
        /// Share of the prior weight.
        var prior = 0.0
    }

    /// Share of the slope that is left a day later.
    static let damping = 0.97
    /// Share of a passing deviation that is left a day later.
    static let persistence = 0.85
    /// Days that are looked at.
    static let memoryDays = 91
    /// Deviations at which a day's surprise is bounded.
    static let bound = 3.0

    /// Every dynamics tried.
    static let candidates: [Dynamics] = {
        var list: [Dynamics] = []
        func add(_ kinds: [Dynamics], share: Double) {
            for kind in kinds {
                for dayEffect in [0, 0.03, 0.08] {
                    var kind = kind
                    kind.dayEffect = dayEffect
                    kind.prior = share / Double(3 * kinds.count)
                    list.append(kind)
                }
            }
        }
        add([Dynamics()], share: 1.0 / 6)
        add([0.02, 0.04, 0.08].map { Dynamics(passing: $0) }, share: 1.0 / 6)
        add([0.005, 0.01, 0.02, 0.04].map { Dynamics(step: $0) }, share: 1.0 / 6)
        add(
            [0, 0.005, 0.01, 0.02].flatMap { step in [0.005, 0.015].map { Dynamics(step: step, slope: $0) } },
            share: 0.5)
        return list
    }()

    /// Expected level on each of the days ahead (index 0 = the first day after the last known one).
    private(set) var mean: [Double]
    /// Variance of a day's level around it, the day's own effect included.
    private(set) var variance: [Double]

    /// The level `daysAhead` ≥ 1 days ahead, from daily `ratios` (NaN = unknown) of noise variance `noise`.
    init(ratios: ArraySlice<Double>, noise: ArraySlice<Double>, daysAhead: Int) {
        mean = [Double](repeating: 1, count: daysAhead)
        variance = [Double](repeating: 0, count: daysAhead)
        guard ratios.contains(where: { $0.isFinite }) else { return }
        var logs: [Double] = []
        var means: [[Double]] = []
        var spreads: [[Double]] = []
        for dynamics in Self.candidates {
            var filter = Filter(dynamics)
            for (ratio, noise) in zip(ratios, noise) { filter.observe(ratio, noise: noise) }
            logs.append(filter.logLikelihood + log(dynamics.prior))
            let ahead = filter.ahead(days: daysAhead)
            means.append(ahead.mean)
            spreads.append(ahead.variance)
        }
        let best = logs.max() ?? 0
        let weights = logs.map { exp($0 - best) }
        let total = weights.reduce(0, +)
        for day in 0..<daysAhead {
            var first = 0.0
            var second = 0.0
            for i in weights.indices {
                first += weights[i] / total * means[i][day]
                second += weights[i] / total * (spreads[i][day] + means[i][day] * means[i][day])
            }
            mean[day] = max(0.1, first)
            variance[day] = max(0, second - first * first)
        }
    }

    /// A Kalman filter over level, slope and passing deviation.
    private struct Filter {
        private let dynamics: Dynamics
        private var level = 1.0
        private var slope = 0.0
        private var passing = 0.0
        // Variances and covariances of (level, slope, passing).
        private var p00 = 0.04
        private var p01 = 0.0
        private var p02 = 0.0
        private var p11: Double
        private var p12 = 0.0
        private var p22: Double
        private var isStarted = false
        /// Product of the variances and of Student's terms since the last logarithm: one logarithm for many days.
        private var variances = 1.0
        private var surprises = 1.0
        private var logs = 0.0
        var logLikelihood: Double { logs - 0.5 * log(variances) - 3.5 * log(surprises) }

        init(_ dynamics: Dynamics) {
            self.dynamics = dynamics
            p11 = dynamics.slope * dynamics.slope
            p22 = dynamics.passing * dynamics.passing
        }

        private mutating func advance() {
            let d = HandleTimeLevel.damping
            let a = HandleTimeLevel.persistence
            level += d * slope
            slope *= d
            passing *= a
            p00 += 2 * d * p01 + d * d * p11 + dynamics.step * dynamics.step
            p01 = d * (p01 + d * p11)
            p02 = a * (p02 + d * p12)
            p11 *= d * d
            p12 *= d * a
            p22 = a * a * p22 + dynamics.passing * dynamics.passing * (1 - a * a)
        }

        mutating func observe(_ ratio: Double, noise: Double) {
            if isStarted { advance() }
            isStarted = true
            guard ratio.isFinite, noise.isFinite else { return }
            let g0 = p00 + p02
            let g1 = p01 + p12
            let g2 = p02 + p22
            // Without any noise two equal days would make the likelihood infinite.
            let own = max(noise, 1e-8) + dynamics.dayEffect * dynamics.dayEffect
            var total = g0 + g2 + own
            let error = ratio - level - passing
            // Student's t with six degrees of freedom: one wild day must not choose the dynamics.
            variances *= total
            surprises *= 1 + error * error / (6 * total)
            if variances < 1e-200 || surprises > 1e200 {
                logs = logLikelihood
                variances = 1
                surprises = 1
            }
            let excess = error * error / (total * HandleTimeLevel.bound * HandleTimeLevel.bound)
            if excess > 1 { total += own * (excess - 1) }
            level += g0 / total * error
            slope += g1 / total * error
            passing += g2 / total * error
            p00 -= g0 * g0 / total
            p01 -= g0 * g1 / total
            p02 -= g0 * g2 / total
            p11 -= g1 * g1 / total
            p12 -= g1 * g2 / total
            p22 -= g2 * g2 / total
        }

        func ahead(days: Int) -> (mean: [Double], variance: [Double]) {
            var filter = self
            var mean: [Double] = []
            var variance: [Double] = []
            mean.reserveCapacity(days)
            variance.reserveCapacity(days)
            for _ in 0..<days {
                filter.advance()
                mean.append(filter.level + filter.passing)
                variance.append(
                    max(0, filter.p00 + 2 * filter.p02 + filter.p22) + dynamics.dayEffect * dynamics.dayEffect)
            }
            return (mean, variance)
        }
    }
}
