/// P(service starts within T) of a contact that finds everybody busy, when the staff may change while it waits.
///
/// The contact sees e extra agents who finish a contact in hand and leave, and m contacts waiting before it. With all
/// s + e agents busy, the next agent free takes from the queue only if e = 0:
///
///     (e, m) → (e − 1, m) at (s + e) μ      (e, m) → (e, m − 1) at m θ      gives up at θ
///     (0, m) → (0, m − 1) at s μ + m θ; from (0, 0) service starts
///
/// Solved backward from the end of T, stretch by stretch of constant staff.
struct StartProbability {
    /// Constant staff for some seconds.
    struct Stretch {
        var rates: StaffedRates
        var seconds: Double
    }

    /// Most extra agents.
    let extra: Int
    /// Number of values per number of extra agents; beyond, the probability is negligible.
    let count: Int
    /// By e · count + m.
    private(set) var values: [Double]

    /// P(start) at the beginning of the first stretch for up to `extra` extra agents and fewer than `limit` contacts
    /// waiting; the contact has the sum of the stretches' seconds.
    init(_ stretches: [Stretch], extra: Int, limit: Int, convention: StaffDropConvention) {
        self.extra = extra
        guard let only = stretches.first, stretches.count > 1 || extra > 0 else {
            values = stretches.first.map { $0.rates.startsWithin($0.seconds, limit: limit) } ?? []
            count = values.count
            return
        }
        // With the most agents of the time, and with those that a rise frees at once, so many may be served before it.
        let most = stretches.map(\.rates.capacity).max() ?? 0
        let agents = stretches.map(\.rates.agents)
        let rise = max(0, (agents.max() ?? 0) - only.rates.agents)
        let best = StaffedRates(arrival: 0, service: most, abandon: only.rates.abandon, agents: 1)
        let reach = best.startsWithin(stretches.reduce(0) { $0 + $1.seconds }, limit: limit).count + rise
        var counts = [min(limit, max(reach, 0))]
        var extras = [extra]
        for (before, after) in zip(agents, agents.dropFirst()) {
            let change = after - before
            // Contacts that are put back stand before the one that waits; a rise takes from before it.
            counts.append(convention == .preemptive ? max(counts[counts.count - 1] - change, 0) : counts[0])
            extras.append(convention == .preemptive ? 0 : max(0, extras[extras.count - 1] - change))
        }
        count = counts[0]
        values = []
        for index in stretches.indices.reversed() {
            let stretch = stretches[index]
            if index == stretches.count - 1 {
                values = [Double](repeating: 0, count: (extras[index] + 1) * counts[index])
                if extras[index] == 0 {
                    let closed = stretch.rates.startsWithin(stretch.seconds, limit: counts[index])
                    values.replaceSubrange(0..<closed.count, with: closed)
                    continue
                }
            } else {
                values = StartProbability.acrossChange(
                    values, afterCount: counts[index + 1], count: counts[index], extra: extras[index],
                    change: agents[index + 1] - agents[index], convention: convention)
            }
            StartProbability.moveBack(&values, extra: extras[index], count: counts[index], stretch)
        }
    }

    /// P(start) with `e` extra agents and `waiting` contacts before it.
    @inline(__always)
    subscript(e: Int, waiting: Int) -> Double {
        waiting < count && e <= extra ? values[e * count + waiting] : 0
    }

    /// Expected value under a law; who finds a free agent starts at once.
    func expectation(_ law: StateLaw, agents: Int) -> Double {
        expectation(law.rows[0], agents: agents) + expectationWithExtra(Array(law.rows.dropFirst()))
    }

    /// Σ over the numbers in the system without extra agents.
    func expectation(_ row: StateLaw.Row, agents: Int) -> Double {
        var sum = 0.0
        for (index, mass) in row.mass.enumerated() {
            let number = row.low + index
            if number < agents {
                sum += mass
            } else if number - agents < count {
                sum += mass * values[number - agents]
            } else {
                break
            }
        }
        return sum
    }

    /// Σ over e − 1 and the numbers waiting.
    func expectationWithExtra(_ rows: [StateLaw.Row]) -> Double {
        var sum = 0.0
        for (index, row) in rows.enumerated() {
            for (position, mass) in row.mass.enumerated() { sum += mass * self[index + 1, row.low + position] }
        }
        return sum
    }

    /// The values just before the staff changes by `change`.
    private static func acrossChange(
        _ after: [Double], afterCount: Int, count: Int, extra: Int, change: Int, convention: StaffDropConvention
    ) -> [Double] {
        func value(_ e: Int, _ waiting: Int) -> Double {
            if waiting < 0 { return 1 }
            return waiting < afterCount ? after[e * afterCount + waiting] : 0
        }
        var before = [Double](repeating: 0, count: (extra + 1) * count)
        for e in 0...extra {
            for waiting in 0..<count {
                if convention == .preemptive {
                    before[e * count + waiting] = value(0, waiting - change)
                } else if e >= change {
                    before[e * count + waiting] = value(e - change, waiting)
                } else {
                    before[e * count + waiting] = value(0, waiting - (change - e))
                }
            }
        }
        return before
    }
}
