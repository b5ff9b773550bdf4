import Glibc

/// What is known of an interval's arrival rate before it begins: the forecast with its uncertainty.
public enum ArrivalRateLaw: Hashable, Sendable {
    /// A Gamma law with this mean, in calls per hour, and coefficient of variation, 0…100; 0 = certain.
    case gamma(meanCallsPerHour: Double, coefficientOfVariation: Double)
    /// Quantiles of the forecast, linear between one another and constant beyond the outermost.
    case quantiles([RateQuantile])

    /// A quantile of the rate.
    public struct RateQuantile: Hashable, Sendable {
        /// Probability, 0…1.
        public var probability: Double
        /// The rate that is not exceeded with this probability, in calls per hour.
        public var callsPerHour: Double

        /// The rate that is not exceeded with some probability.
        public init(probability: Double, callsPerHour: Double) {
            self.probability = probability
            self.callsPerHour = callsPerHour
        }
    }

    /// The mean rate, in calls per hour.
    public var meanCallsPerHour: Double {
        switch self {
        case .gamma(let mean, _): return mean
        case .quantiles(let knots):
            guard let first = knots.first, let last = knots.last else { return 0 }
            var mean = first.probability * first.callsPerHour + (1 - last.probability) * last.callsPerHour
            for (low, high) in zip(knots, knots.dropFirst()) {
                mean += (high.probability - low.probability) * (low.callsPerHour + high.callsPerHour) / 2
            }
            return mean
        }
    }

    /// Throws unless the law makes sense.
    func validate() throws(QueueingError) {
        switch self {
        case .gamma(let mean, let variation):
            try Domain.requireNonNegative(mean, "the mean volume", hint: "a volume is a finite number of 0 or more")
            guard variation >= 0, variation <= 100 else {
                throw .invalidValue(
                    what: "the coefficient of variation of the rate", value: "\(variation)", place: nil,
                    hint: "give standard deviation / mean, from 0 to 100")
            }
        case .quantiles(let knots):
            guard !knots.isEmpty else {
                throw .missingValue(what: "the quantiles of the rate", place: nil, hint: "give at least one")
            }
            for knot in knots {
                try Domain.requireNonNegative(
                    knot.callsPerHour, "a quantile of the volume", hint: "a volume is a finite number of 0 or more")
                guard knot.probability >= 0, knot.probability <= 1 else {
                    throw .invalidValue(
                        what: "the probability of a quantile", value: "\(knot.probability)", place: nil,
                        hint: "give a share from 0 to 1")
                }
            }
            for (low, high) in zip(knots, knots.dropFirst())
            where low.probability >= high.probability || low.callsPerHour > high.callsPerHour {
                throw .invalidValue(
                    what: "the quantiles of the rate",
                    value:
                        "\(low.callsPerHour) at \(low.probability) before \(high.callsPerHour) at \(high.probability)",
                    place: nil, hint: "list them in rising order, every probability once")
            }
        }
    }
}

/// A stretch of the law on which rate and density are smooth: the integral over it is ∫ f(rate(u)) density(u) du.
struct RateStretch {
    enum Shape {
        /// u = ln(rate/mean); density ∝ exp(−k (e^u − 1 − u)), a Gamma law of shape k.
        case gamma(mean: Double, shape: Double, logUnit: Double)
        /// Rate linear from `low` at 0 to `high` at 1, of probability `mass`.
        case line(low: Double, high: Double, mass: Double)
    }
    let shape: Shape
    let from: Double
    let to: Double

    /// The rate at u.
    func rate(_ u: Double) -> Double {
        switch shape {
        case .gamma(let mean, _, _): mean * exp(max(u, -500))
        case .line(let low, let high, _): low + u * (high - low)
        }
    }

    /// The density at u.
    func density(_ u: Double) -> Double {
        switch shape {
        case .gamma(_, let k, let logUnit): exp(logUnit - k * Curvature.above(u))
        case .line(_, _, let mass): mass
        }
    }

    /// Where the rate is `rate`, cut to the stretch.
    func position(of rate: Double) -> Double {
        let u: Double
        switch shape {
        case .gamma(let mean, _, _): u = log(rate / mean)
        case .line(let low, let high, _): u = high > low ? (rate - low) / (high - low) : (rate < low ? 0 : 1)
        }
        return min(max(u, from), to)
    }

    /// The law as stretches; masses at single rates are stretches of no width.
    static func stretches(of law: ArrivalRateLaw) -> [RateStretch] {
        switch law {
        case .gamma(let mean, let variation):
            guard variation > 0, mean > 0 else {
                return [RateStretch(shape: .line(low: mean, high: mean, mass: 1), from: 0, to: 1)]
            }
            let k = 1 / (variation * variation)
            // k^k e^(−k) / Γ(k), the density of ln(rate/mean) at 0.
            let shape = Shape.gamma(mean: mean, shape: k, logUnit: log(k) + PoissonTerm.logarithm(k, k))
            // Beyond a drop of 45 (weighted by the calls) nothing counts; in eight parts of equal drop.
            func edge(_ sign: Double) -> Double {
                var u = sign * min(1, 10 / k.squareRoot())
                while k * Curvature.above(u) - max(0, u) < 45 { u *= 1.25 }
                return u
            }
            let (left, right) = (edge(-1), edge(1))
            return [(left, 0.0), (0, right)].flatMap { a, b in
                (0..<4).map { part in
                    RateStretch(
                        shape: shape, from: a + (b - a) * Double(part) / 4, to: a + (b - a) * Double(part + 1) / 4)
                }
            }
        case .quantiles(let knots):
            guard let first = knots.first, let last = knots.last else { return [] }
            func line(_ low: Double, _ high: Double, _ mass: Double) -> RateStretch {
                RateStretch(shape: .line(low: low, high: high, mass: mass), from: 0, to: 1)
            }
            var stretches = [line(first.callsPerHour, first.callsPerHour, first.probability)]
            for (low, high) in zip(knots, knots.dropFirst()) {
                stretches.append(line(low.callsPerHour, high.callsPerHour, high.probability - low.probability))
            }
            stretches.append(line(last.callsPerHour, last.callsPerHour, 1 - last.probability))
            return stretches
        }
    }

    /// Whether the rate is the same all over.
    var isConstant: Bool {
        if case .line(let low, let high, _) = shape { return low == high }
        return false
    }
}
