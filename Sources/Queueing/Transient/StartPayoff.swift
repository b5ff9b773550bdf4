/// The expected contacts answered in time among those that arrive while T sees the staff change, as one number per
/// power of the chain and state: the quadrature over arrival times is summed into the powers beforehand, so that the
/// uniformization passes the states once for all nodes.
///
///     ∫ p(t) F(t) dt ≈ Σ_j w_j p(t_j) F_j = Σ_k v_k G_k,   G_k = Σ_j w_j e^(−q t_j) (q t_j)ᵏ / k! · F_j
struct StartPayoff {
    /// An arrival time of the quadrature.
    struct Node {
        /// Since the start of the sweep.
        var seconds: Double
        var weight: Double
        var starts: StartProbability
    }

    /// Agents scheduled: from here on a contact waits.
    let agents: Int
    /// Numbers waiting with a value.
    let count: Int
    /// Most extra agents.
    let extra: Int
    /// Value of every state with a free agent, by power.
    private(set) var free: [Double]
    /// By power, e and number waiting.
    private(set) var values: [Double]

    /// Doubles per power.
    var size: Int { (extra + 1) * count }

    /// - Parameters:
    ///   - nodes: Arrival times.
    ///   - rate: q of the sweep.
    ///   - powers: Number of powers of the sweep.
    init(_ nodes: [Node], rate: Double, powers: Int, agents: Int) {
        self.agents = agents
        count = nodes.reduce(0) { max($0, $1.starts.count) }
        extra = nodes.reduce(0) { max($0, $1.starts.extra) }
        free = [Double](repeating: 0, count: powers)
        values = [Double](repeating: 0, count: powers * (extra + 1) * count)
        for node in nodes {
            let weights = PoissonWeights(mean: rate * node.seconds)
            let width = node.starts.count
            for (index, probability) in weights.values.enumerated() where weights.first + index < powers {
                let k = weights.first + index
                let weight = node.weight * probability
                free[k] += weight
                for e in 0...node.starts.extra {
                    let to = k * size + e * count
                    for m in 0..<width { values[to + m] += weight * node.starts.values[e * width + m] }
                }
            }
        }
    }

    /// Σ of the first power over a law, where nothing ever moves.
    func expectation(_ law: StateLaw) -> Double {
        var sum = 0.0
        for (e, row) in law.rows.enumerated() {
            for (index, mass) in row.mass.enumerated() {
                let waiting = row.low + index - (e == 0 ? agents : 0)
                if waiting < 0 {
                    sum += mass * free[0]
                } else if waiting < count, e <= extra {
                    sum += mass * values[e * count + waiting]
                }
            }
        }
        return sum
    }
}
