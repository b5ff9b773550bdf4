import Glibc

/// A law of patience ready to be evaluated: survival, its complement and the integral of the complement, each to its own
/// relative precision, so that nothing is lost where hardly anybody gives up.
struct PatienceLaw {
    /// What the line needs to know at one wait x.
    struct Point {
        /// P(patience > x).
        var survival: Double
        /// P(patience ≤ x).
        var lost: Double
        /// D(x) = ∫₀ˣ P(patience ≤ u) du = x − E min(x, patience).
        var lostIntegral: Double
    }

    private enum Shape {
        case never
        case exponential(mean: Double)
        case weibull(shape: Double, scale: Double, mean: Double)
        case hyperexponential(share: Double, first: Double, second: Double)
        case balking(share: Double, mean: Double)
        case deterministic(seconds: Double)
        case erlang2(rate: Double)
        /// Exponential (or endless) patience, and at a wait of `threshold` a share of those still there leaves.
        case leaving(share: Double, threshold: Double, rate: Double)
    }

    private let shape: Shape
    /// Mean patience, in seconds; infinite where somebody never gives up.
    let mean: Double
    /// The wait above 0 at which the law is not smooth.
    let kink: Double?
    /// P(patience = ∞).
    let endless: Double

    /// Nobody gives up.
    static let never = PatienceLaw(shape: .never, mean: .infinity, kink: nil, endless: 1)

    private init(shape: Shape, mean: Double, kink: Double?, endless: Double) {
        self.shape = shape
        self.mean = mean
        self.kink = kink
        self.endless = endless
    }

    init(exponentialMean mean: Double) {
        self.init(shape: .exponential(mean: mean), mean: mean, kink: nil, endless: 0)
    }

    /// Exponential patience of mean `mean` (`nil` = endless); at `threshold` a `share` of those still there leaves.
    init(leaving share: Double, at threshold: Double, mean: Double?) {
        let rate = mean.map { 1 / $0 } ?? 0
        let ends = mean ?? .infinity
        let stay = mean == nil && share == 1 ? threshold : ends * (1 - share) + share * -expm1(-rate * threshold) * ends
        self.init(
            shape: .leaving(share: share, threshold: threshold, rate: rate), mean: stay.isNaN ? .infinity : stay,
            kink: threshold, endless: mean == nil ? 1 - share : 0)
    }

    /// A law whose parameters lie in their domains.
    init(_ patience: GeneralPatience) {
        switch patience {
        case .exponential(let mean): self.init(exponentialMean: mean)
        case .weibull(let shape, let scale):
            let mean = scale * tgamma(1 + 1 / shape)
            self.init(shape: .weibull(shape: shape, scale: scale, mean: mean), mean: mean, kink: nil, endless: 0)
        case .hyperexponential(let share, let first, let second):
            self.init(
                shape: .hyperexponential(share: share, first: first, second: second),
                mean: share * first + (1 - share) * second, kink: nil, endless: 0)
        case .balking(let share, let mean):
            self.init(
                shape: .balking(share: share, mean: mean), mean: (1 - share) * mean, kink: nil, endless: 0)
        case .deterministic(let seconds):
            self.init(shape: .deterministic(seconds: seconds), mean: seconds, kink: seconds, endless: 0)
        case .erlang2(let mean): self.init(shape: .erlang2(rate: 2 / mean), mean: mean, kink: nil, endless: 0)
        }
    }

    /// The law at a wait of `x` ≥ 0 seconds.
    func callAsFunction(_ x: Double) -> Point {
        switch shape {
        case .never: return Point(survival: 1, lost: 0, lostIntegral: 0)
        case .exponential(let mean): return PatienceLaw.exponential(x, mean)
        case .weibull(let shape, let scale, let mean):
            return PatienceLaw.weibull(x, shape: shape, scale: scale, mean: mean)
        case .hyperexponential(let share, let first, let second):
            let (a, b) = (PatienceLaw.exponential(x, first), PatienceLaw.exponential(x, second))
            let rest = 1 - share
            return Point(
                survival: share * a.survival + rest * b.survival, lost: share * a.lost + rest * b.lost,
                lostIntegral: share * a.lostIntegral + rest * b.lostIntegral)
        case .balking(let share, let mean):
            let stay = PatienceLaw.exponential(x, mean)
            let rest = 1 - share
            return Point(
                survival: rest * stay.survival, lost: share + rest * stay.lost,
                lostIntegral: share * x + rest * stay.lostIntegral)
        case .deterministic(let seconds):
            guard x >= seconds else { return Point(survival: 1, lost: 0, lostIntegral: 0) }
            return Point(survival: 0, lost: 1, lostIntegral: x - seconds)
        case .erlang2(let rate): return PatienceLaw.erlang2(x, rate)
        case .leaving(let share, let threshold, let rate):
            let base = rate > 0 ? PatienceLaw.exponential(x, 1 / rate) : Point(survival: 1, lost: 0, lostIntegral: 0)
            guard x >= threshold else { return base }
            // Those who leave: `share` of all who would still be there.
            let beyond = x - threshold
            let reached = exp(-rate * threshold)
            let gone = rate > 0 ? -expm1(-rate * beyond) / rate : beyond
            return Point(
                survival: (1 - share) * base.survival, lost: base.lost + share * base.survival,
                lostIntegral: base.lostIntegral + share * reached * gone)
        }
    }

    private static func exponential(_ x: Double, _ mean: Double) -> Point {
        let u = x / mean
        return Point(survival: exp(-u), lost: -expm1(-u), lostIntegral: mean * Curvature.below(u))
    }

    /// With z = (x/b)^k: ∫₀ˣ e^(−(u/b)^k) du = x e^(−z) Σ zⁿ / ((1/k + 1)…(1/k + n)) = (b/k) γ(1/k, z).
    private static func weibull(_ x: Double, shape k: Double, scale: Double, mean: Double) -> Point {
        guard x > 0 else { return Point(survival: 1, lost: 0, lostIntegral: 0) }
        let z = pow(x / scale, k)
        let survival = exp(-z)
        let lost = -expm1(-z)
        if z < 0.7 {
            var term = 1.0
            var sum = 0.0
            var n = 1.0
            while true {
                term *= -z / n
                let next = sum - term / (n * k + 1)
                if next == sum { break }
                sum = next
                n += 1
            }
            return Point(survival: survival, lost: lost, lostIntegral: x * sum)
        }
        let a = 1 / k
        if z < a + 3 {
            var term = 1.0
            var sum = 1.0
            var n = a
            repeat {
                n += 1
                term *= z / n
                sum += term
            } while term > 1e-17 * sum
            return Point(survival: survival, lost: lost, lostIntegral: x - x * survival * sum)
        }
        guard survival > 0 else { return Point(survival: 0, lost: 1, lostIntegral: x - mean) }
        // Γ(a, z) = e^(−z) zᵃ / (z + 1 − a − 1(1 − a)/(z + 3 − a − …)), modified Lentz.
        var b = z + 1 - a
        var c = Double.greatestFiniteMagnitude
        var d = 1 / b
        var fraction = d
        for i in 1..<500 {
            let numerator = Double(i) * (a - Double(i))
            b += 2
            d = 1 / (b + numerator * d)
            c = b + numerator / c
            fraction *= c * d
            if abs(c * d - 1) < 1e-16 { break }
        }
        return Point(survival: survival, lost: lost, lostIntegral: x - (mean - x * a * survival * fraction))
    }

    private static func erlang2(_ x: Double, _ rate: Double) -> Point {
        let u = rate * x
        let decay = exp(-u)
        let survival = decay * (1 + u)
        guard u < 1.5 else {
            return Point(survival: survival, lost: 1 - survival, lostIntegral: (u - 2 + decay * (2 + u)) / rate)
        }
        // e^(−u) Σ_{n≥2} uⁿ/n! and e^(−u) Σ_{n≥3} (n − 2) uⁿ/n!
        var term = u * u / 2
        var lost = term
        var integral = 0.0
        var n = 3.0
        while true {
            term *= u / n
            lost += term
            let next = integral + (n - 2) * term
            if next == integral { break }
            integral = next
            n += 1
        }
        return Point(survival: survival, lost: decay * lost, lostIntegral: decay * integral / rate)
    }
}
