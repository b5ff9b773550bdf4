/// Contacts that wait, by what is before them: the expected number with m contacts waiting before it while e extra
/// agents are still at work. A contact that waits meets the same rates as in ``StartProbability``.
struct WaitingProfile {
    /// Expected number below which nobody is worth following.
    private static let negligible = 1e-13
    /// Expected number below which a place is empty.
    private static let empty = 1e-16

    private(set) var extra: Int
    private(set) var count: Int
    /// By e · count + m.
    private(set) var values: [Double]

    /// All who wait under a law: the m-th place is taken where more than m wait.
    init(allWaiting law: StateLaw, agents: Int) {
        extra = law.extra
        count = law.mostWaiting(agents: agents)
        values = [Double](repeating: 0, count: (extra + 1) * count)
        for (e, row) in law.rows.enumerated() {
            var tail = 0.0
            var number = row.end - 1
            let first = e == 0 ? agents : 0
            for m in (0..<count).reversed() {
                while number > first + m, number >= row.low {
                    tail += row.mass[number - row.low]
                    number -= 1
                }
                values[e * count + m] = tail
            }
        }
    }

    /// Those put back at the head of the queue when the staff falls from `old` to `new`, pre-emptively.
    init(putBack law: StateLaw, from old: Int, to new: Int) {
        extra = 0
        count = max(0, old - new)
        values = [Double](repeating: 0, count: count)
        for (index, mass) in law.rows[0].mass.enumerated() {
            let back = min(law.rows[0].low + index, old) - new
            for m in 0..<max(0, back) { values[m] += mass }
        }
    }

    /// Nobody left worth following.
    var isEmpty: Bool { values.allSatisfy { $0 < WaitingProfile.negligible } }

    /// Takes away those that another profile counts.
    mutating func subtract(_ other: WaitingProfile) {
        for e in 0...min(extra, other.extra) {
            for m in 0..<min(count, other.count) {
                values[e * count + m] = max(0, values[e * count + m] - other.values[e * other.count + m])
            }
        }
    }

    /// The same contacts after the schedule changes; those whom a free agent takes no longer wait.
    mutating func restaff(from old: Int, to new: Int, convention: StaffDropConvention) {
        let change = new - old
        guard change != 0, count > 0 else { return }
        let afterExtra = convention == .preemptive ? 0 : max(0, extra - change)
        let afterCount = convention == .preemptive ? max(0, count - change) : count
        var after = [Double](repeating: 0, count: (afterExtra + 1) * afterCount)
        for e in 0...extra {
            for m in 0..<count {
                let stays = convention == .finishCall && e >= change
                let place = stays ? m : m - (change - (convention == .preemptive ? 0 : e))
                guard place >= 0 else { continue }
                after[(stays ? e - change : 0) * afterCount + place] += values[e * count + m]
            }
        }
        (extra, count, values) = (afterExtra, afterCount, after)
    }

    /// Lives some seconds of constant staff.
    ///
    /// - Returns: Seconds waited, all contacts together.
    mutating func wait(_ rates: StaffedRates, seconds: Double) -> Double {
        let theta = rates.abandon
        let rate = Double(rates.agents + extra) * rates.service + Double(count) * theta
        guard rate > 0, count > 0 else { return seconds * values.reduce(0, +) }
        let weights = PoissonWeights(mean: rate * seconds)
        var sum = [Double](repeating: 0, count: values.count)
        var waited = 0.0
        var later = 1.0
        // The queue before a contact only gets shorter, so the far places empty first.
        var places = count
        for k in 0...weights.last {
            if k >= weights.first {
                let weight = weights.values[k - weights.first]
                later -= weight
                for e in 0...extra {
                    for index in (e * count)..<(e * count + places) { sum[index] += weight * values[index] }
                }
            }
            while places > 0, (0...extra).allSatisfy({ values[$0 * count + places - 1] < WaitingProfile.empty }) {
                places -= 1
            }
            var waiting = 0.0
            for e in 0...extra {
                for index in (e * count)..<(e * count + places) { waiting += values[index] }
            }
            waited += max(0, later) * waiting
            if k == weights.last || waiting < WaitingProfile.negligible { break }
            step(rates, 1 / rate, places)
        }
        values = sum
        return waited / rate
    }

    /// One step of the chain in place: upward in e and m, so that what flows in is still the old value.
    private mutating func step(_ rates: StaffedRates, _ scale: Double, _ places: Int) {
        let theta = rates.abandon * scale
        for e in 0...extra {
            let finish = Double(rates.agents + e) * rates.service * scale
            let row = e * count
            for m in 0..<places {
                let ahead = Double(m + 1) * theta
                var value = values[row + m] * (1 - finish - ahead)
                if m + 1 < count { value += values[row + m + 1] * (ahead + (e == 0 ? finish : 0)) }
                if e < extra {
                    value += values[row + count + m] * Double(rates.agents + e + 1) * rates.service * scale
                }
                values[row + m] = value
            }
        }
    }

    /// Seconds still to wait under a staff that stays for ever; `.infinity` where somebody waits and nobody ever answers
    /// or gives up.
    func waitToEnd(_ rates: StaffedRates) -> Double {
        guard !isEmpty else { return 0 }
        let theta = rates.abandon
        guard rates.capacity > 0 || theta > 0 else { return .infinity }
        var waited = 0.0
        var before = [Double](repeating: 0, count: count)
        for e in 0...extra {
            let finish = Double(rates.agents + e) * rates.service
            var last = 0.0
            for m in 0..<count {
                let ahead = Double(m) * theta
                let work = e == 0 ? (finish + ahead) * last : finish * before[m] + ahead * last
                last = (1 + work) / (finish + ahead + theta)
                before[m] = last
                waited += values[e * count + m] * last
            }
        }
        return waited
    }
}
