import Glibc

/// The rates of the queue while an interval lasts, per second: contacts arrive at λ, are handled at min(n, s) μ and give
/// up at θ per waiting contact.
struct StaffedRates: Hashable, Sendable {
    /// λ.
    let arrival: Double
    /// μ.
    let service: Double
    /// θ; 0 where nobody gives up.
    let abandon: Double
    /// s.
    let agents: Int

    init(arrival: Double, service: Double, abandon: Double, agents: Int) {
        self.arrival = arrival
        self.service = service
        self.abandon = abandon
        self.agents = agents
    }

    init(_ interval: DayCase.Interval, abandon: Double) {
        self.init(
            arrival: interval.contactsPerSecond, service: 1 / interval.ahtSeconds, abandon: abandon,
            agents: interval.agents)
    }

    /// s μ: the rate at which the queue is taken while all agents are busy.
    var capacity: Double { Double(agents) * service }

    /// The rate out of the system with `n` contacts in it.
    @inline(__always)
    func departure(_ n: Int) -> Double {
        Double(min(n, agents)) * service + Double(max(n - agents, 0)) * abandon
    }

    /// P(service starts within `seconds`) of a contact that finds all agents busy and k = 0, 1, … contacts waiting, while
    /// the staff stays; the tail below 1e-17 is cut off, and at most `limit` values are given.
    ///
    /// It starts at the (k+1)-th departure from those before it, and has not given up. Without abandonment
    /// P(Poisson(sμT) > k). With it, α = sμ/θ and x = 1 − e^(−θT):
    ///
    ///     α / (α + k + 1) · I_x(k + 1, α + 1),   I_x(k + 1, b) = Σ_{j>k} C(b + j − 1, j) xʲ (1 − x)ᵇ
    ///
    /// a tail of the negative binomial law, summed from its far end.
    ///
    /// Source: Abramowitz & Stegun 26.5.24; the order statistics of exponential clocks.
    func startsWithin(_ seconds: Double, limit: Int) -> [Double] {
        let c = capacity
        guard seconds > 0, c > 0, limit > 0 else { return [] }
        let shape = abandon > 0 ? c / abandon : 0
        let served = servedBeyond(seconds, limit: limit)
        var starts: [Double] = []
        starts.reserveCapacity(served.count)
        for (k, share) in served.enumerated() {
            guard share > 1e-17 else { break }
            starts.append(abandon > 0 ? share * (shape / (shape + Double(k) + 1)) : share)
        }
        return starts
    }

    /// P(more than k departures from before a contact that does not give up) for k = 0, 1, … below `limit`, shorter where
    /// the rest is negligible.
    private func servedBeyond(_ seconds: Double, limit: Int) -> [Double] {
        let ratio: (Double) -> Double
        let mode: Double
        let mean = capacity * seconds
        let b = abandon > 0 ? capacity / abandon + 1 : 0
        let x = -expm1(-abandon * seconds)
        if abandon > 0 {
            ratio = { (b + $0 - 1) / $0 * x }
            mode = (b - 1) * expm1(abandon * seconds)
        } else {
            ratio = { mean / $0 }
            mode = mean
        }
        if mode > Double(limit) {
            // The law lies mostly beyond the numbers asked for: what lies below, from the top down.
            let top = Double(limit - 1)
            let logarithm =
                abandon > 0
                ? lgamma(b + top) - lgamma(b) - lgamma(top + 1) + top * log(x) - b * abandon * seconds
                : top * log(mean) - mean - lgamma(top + 1)
            var terms = [Double](repeating: 0, count: limit)
            var term = exp(logarithm)
            for k in (0..<limit).reversed() {
                terms[k] = term
                if k > 0 { term /= ratio(Double(k)) }
            }
            var below = 0.0
            return terms.map {
                below += $0
                return max(0, 1 - below)
            }
        }
        var law = PoissonWeights.aroundMode(Int(mode), cutoff: 1e-20, ratio: ratio)
        // Tails from the far end.
        var tail = 0.0
        for index in law.values.indices.reversed() {
            let term = law.values[index]
            law.values[index] = tail
            tail += term
        }
        return (0..<min(limit, law.first + law.values.count)).map { $0 < law.first ? 1 : law.values[$0 - law.first] }
    }
}
