import Glibc

/// Sums over the states in which a contact that may give up has to wait, relative to a weight for the states in which
/// it is answered at once.
///
/// With c = s μ the answering rate, θ = 1 / patience and π(s) = 1, the states with k contacts waiting weigh
/// t(k) = λᵏ / ((c+θ)(c+2θ)…(c+kθ)). Everything is divided by ``scale`` so that nothing overflows.
struct WaitingSums {
    /// Weight of a state with s busy agents and nobody waiting, after scaling.
    var scale = 1.0
    /// Contacts that find all agents busy.
    var waiting = 0.0
    /// … and are answered in the end.
    var answered = 0.0
    /// … and are answered within T.
    var answeredWithin = 0.0
    /// … and are answered after T.
    var answeredLate = 0.0
    /// … and give up.
    var abandoned = 0.0
    /// … and give up within T.
    var abandonedWithin = 0.0
    /// … and give up within the wait of a short abandon.
    var shortAbandoned = 0.0
    /// … and would wait longer than T if they never gave up.
    var virtuallyLate = 0.0
    /// Seconds waited by those answered.
    var waitOfAnswered = 0.0
    /// Seconds waited by those who gave up.
    var waitOfAbandoned = 0.0

    /// Rates and waits of one question.
    struct Rates {
        /// Arrivals λ, per second.
        var arrival: Double
        /// Answers with all agents busy c = s μ, per second; above 0.
        var answer: Double
        /// λ − c without cancellation.
        var excess: Double
        /// Loss of patience θ, per second; above 0.
        var abandon: Double
        /// T, in seconds.
        var within: Double
        /// Longest wait of a short abandon, in seconds.
        var short: Double
    }

    /// The sums by the cheaper of two exact methods.
    @inline(__always)
    init(_ rates: Rates) {
        if WaitingSums.isShort(rates) {
            self.init(series: rates)
        } else {
            self.init(quadrature: rates)
        }
        // A difference of nearly equal sums, or the far side of a peak: the integral over 0…T keeps its precision.
        if rates.within > 0, answeredWithin < WaitingSums.smallShare * answered {
            let sums = OfferedWait(rates, patience: PatienceLaw(exponentialMean: 1 / rates.abandon)).sums()
            let share = sums.answeredWithin / sums.waiting
            if share.isFinite { answeredWithin = share * waiting }
        }
    }

    /// Shares answered within T below this are integrated.
    private static let smallShare = 1e-4

    /// Nobody has waited yet.
    init() {}

    /// Nobody gives up: geometric weights, λ < c. P(W > t) of those who wait is e^(−(c − λ)t).
    init(delay rates: Rates) {
        self.init()
        let slack = -rates.excess
        let decay = -slack * rates.within
        waiting = rates.answer / slack
        answered = waiting
        answeredLate = waiting * exp(decay)
        answeredWithin = -waiting * expm1(decay)
        virtuallyLate = answeredLate
        waitOfAnswered = waiting / slack
    }

    /// Most terms of the series; beyond, the quadrature costs less.
    private static let mostTerms = 2000.0

    /// Largest exponent the heaviest term of the series may have.
    private static let largestExponent = 500.0

    /// A tail below this share of half the sum does not change a `Double`.
    private static let negligible = 1e-16

    /// Whether the series ends soon and stays in range.
    private static func isShort(_ rates: Rates) -> Bool {
        let reach: Double
        if rates.excess <= 0 {
            let decay = -rates.excess / rates.answer
            reach = 80 / (decay + (decay * decay + 80 * rates.abandon / rates.answer).squareRoot())
        } else {
            reach = rates.excess / rates.abandon + (80 * rates.arrival / rates.abandon).squareRoot()
            let mode = log1p(rates.excess / rates.answer)
            if rates.answer / rates.abandon * Curvature.above(mode) > largestExponent { return false }
        }
        return reach <= mostTerms
    }

    /// Sums t(k) upward from k = 1, with R for the arrival rates λ e^(−θT) and λ e^(−θτ) beside it: the law of the offered
    /// wait beyond t is that of a queue with the rate λ e^(−θt).
    ///
    /// A contact that finds k − 1 waiting is answered with probability c / (c+kθ); h(k) = Σ 1/(c+jθ) is its mean offered
    /// wait weighted by e^(−θV), and g(k) = Σ jθ/(c+jθ) what it adds to the wait of those who give up. Two terms at a time
    /// share a division and a step of the running product.
    @inline(__always)
    init(series rates: Rates) {
        self.init()
        let (arrival, answer, abandon) = (rates.arrival, rates.answer, rates.abandon)
        let ends = Waits(rates)
        let stay = ends.stay
        let lateRates = arrival * stay
        var term = 1.0
        var lateTerm = SIMD2(1.0, 1.0)
        var lateSum = SIMD2<Double>.zero
        // Lanes of the following are the odd and the even terms.
        var termSums = SIMD2<Double>.zero
        var queueSums = SIMD2<Double>.zero
        var answeredWaits = SIMD2<Double>.zero
        var abandonedWaits = SIMD2<Double>.zero
        /// h and g.
        var waits = SIMD2<Double>.zero
        var k = SIMD2(1.0, 2.0)
        while true {
            let loss = k * abandon
            let inverse = 1 / (answer + loss)
            let ratio = arrival * inverse
            let terms = term * SIMD2(ratio[0], ratio[0] * ratio[1])
            term = terms[1]
            termSums += terms
            let queued = terms * k
            queueSums += queued
            let lost = loss * inverse
            let both = SIMD2(inverse[0] + inverse[1], lost[0] + lost[1])
            let next = waits + both
            answeredWaits += terms * SIMD2(waits[0] + inverse[0], next[0])
            abandonedWaits += terms * SIMD2(waits[1] + lost[0], next[1])
            waits = next
            let first = lateRates * inverse[0]
            let second = first * (lateRates * inverse[1])
            lateSum += lateTerm * (first + second)
            lateTerm *= second
            if queued[1] <= WaitingSums.negligible * queueSums[1] * (1 - ratio[1]) { break }
            k += 2
        }
        let sums = SIMD2(termSums[0] + termSums[1], queueSums[0] + queueSums[1])
        let weightedWaits = SIMD2(answeredWaits[0] + answeredWaits[1], abandonedWaits[0] + abandonedWaits[1])
        let answerShare = answer / arrival
        let abandonShare = abandon / arrival
        let late = ends.beyond
        waiting = 1 + sums[0]
        answered = answerShare * sums[0]
        answeredLate = answerShare * late[0] * lateSum[0]
        answeredWithin = max(0, answered - answeredLate)
        abandoned = abandonShare * sums[1]
        // What flows into the waiting states flows out: θ K = λ (1 + R) − c R.
        let abandonedLate = late * (stay * (1 + lateSum) - answerShare * lateSum)
        abandonedWithin = min(abandoned, max(0, abandoned - abandonedLate[0]))
        shortAbandoned = min(abandoned, max(0, abandoned - abandonedLate[1]))
        virtuallyLate = late[0] * (1 + lateSum[0])
        waitOfAnswered = answerShare * weightedWaits[0]
        waitOfAbandoned = weightedWaits[1] / arrival
    }

    /// For T and τ in the two lanes: e^(−θt), and the density of an offered wait of t over its density at 0,
    /// exp(λ(1 − e^(−θt))/θ − ct).
    private struct Waits {
        let stay: SIMD2<Double>
        let beyond: SIMD2<Double>

        @inline(__always)
        init(_ rates: Rates) {
            let seconds = SIMD2(rates.within, rates.short)
            let inPatience = rates.abandon * seconds
            let lost: SIMD2<Double>
            if max(inPatience[0], inPatience[1]) <= ShortDecay.longest {
                lost = ShortDecay.lost(inPatience)
                stay = 1 - lost
            } else {
                lost = SIMD2(-expm1(-inPatience[0]), -expm1(-inPatience[1]))
                stay = SIMD2(exp(-inPatience[0]), exp(-inPatience[1]))
            }
            let exponents = (rates.arrival / rates.abandon) * lost - rates.answer * seconds
            beyond = SIMD2(exp(exponents[0]), exp(exponents[1]))
        }
    }

    /// Integrates over the density of the offered wait, f(w) ∝ exp(−α ψ(w − w₀)) on the scale w = θV, α = c/θ,
    /// ψ(u) = e^(−u) − 1 + u, which peaks at w₀ = ln(λ/c) (with λ ≤ c at 0): constant cost however long the queue, and
    /// no large exponents, since they are taken relative to the peak, as are the nodes.
    ///
    /// Source: Baccelli & Hebuterne (1981); Zeltyn & Mandelbaum, QUESTA 51 (2005).
    init(quadrature rates: Rates) {
        self.init()
        let density = WaitDensity(rates)
        let target = rates.abandon * rates.within - density.peak
        let short = rates.abandon * rates.short - density.peak
        func integrate(from start: Double, to end: Double, into sums: inout WaitingSums) {
            guard end > start else { return }
            let first = min(max(min(short, target), start), end)
            let second = min(max(max(short, target), start), end)
            var a = start
            for index in 0..<3 {
                let b = index == 0 ? first : index == 1 ? second : end
                guard b > a else { continue }
                let panels = Int((12 * (b - a) / (end - start)).rounded(.up))
                let width = (b - a) / Double(panels)
                for panel in 0..<panels {
                    let middle = a + (Double(panel) + 0.5) * width
                    GaussLegendre.sixteen(middle: middle, width: width) { u, weight in
                        sums.add(density.peak + u, weight * density(u), isWithin: u <= target, isShort: u <= short)
                    }
                }
                a = b
            }
        }
        integrate(from: -density.left, to: 0, into: &self)
        // Beyond u = 30, e^(−u) is nothing and the density a plain exponential.
        integrate(from: 0, to: min(density.right, 30), into: &self)
        integrate(from: min(density.right, 30), to: density.right, into: &self)
        scale = density.scale
        waitOfAnswered /= rates.abandon
        waitOfAbandoned /= rates.abandon
        answered = answeredWithin + answeredLate
        abandonedWithin += -expm1(-rates.abandon * rates.within) * virtuallyLate
        shortAbandoned += -expm1(-rates.abandon * rates.short) * virtuallyLong
    }

    /// Weight of offered waits longer than a short abandon's, while integrating.
    private var virtuallyLong = 0.0

    /// Adds `weight` of an offered wait of `w` (in units of the mean patience).
    private mutating func add(_ w: Double, _ weight: Double, isWithin: Bool, isShort: Bool) {
        let survival = exp(-w)
        let lost = -expm1(-w)
        let answered = weight * survival
        waiting += weight
        abandoned += weight * lost
        waitOfAnswered += answered * w
        waitOfAbandoned += w < 0.5 ? answered * Curvature.above(w) : weight * (lost - w * survival)
        if isWithin {
            answeredWithin += answered
            abandonedWithin += weight * lost
        } else {
            answeredLate += answered
            virtuallyLate += weight
        }
        if isShort {
            shortAbandoned += weight * lost
        } else {
            virtuallyLong += weight
        }
    }
}
