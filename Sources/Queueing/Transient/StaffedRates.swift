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
        let ratio: (Double) -> Double
        let mode: Int
        let shape = abandon > 0 ? c / abandon : 0
        if abandon > 0 {
            let x = -expm1(-abandon * seconds)
            let b = shape + 1
            ratio = { (b + $0 - 1) / $0 * x }
            mode = Int((b - 1) * expm1(abandon * seconds))
        } else {
            let mean = c * seconds
            ratio = { mean / $0 }
            mode = Int(mean)
        }
        var terms = PoissonWeights.aroundMode(mode, cutoff: 1e-20, ratio: ratio)
        // terms.values[i] = P(exactly first + i departures); tails from the far end.
        var tail = 0.0
        for index in terms.values.indices.reversed() {
            let term = terms.values[index]
            terms.values[index] = tail
            tail += term
        }
        var starts: [Double] = []
        starts.reserveCapacity(min(limit, terms.first + terms.values.count))
        for k in 0..<min(limit, terms.first + terms.values.count) {
            let served = k < terms.first ? 1 : terms.values[k - terms.first]
            guard served > 1e-17 else { break }
            starts.append(abandon > 0 ? served * (shape / (shape + Double(k) + 1)) : served)
        }
        return starts
    }
}
