import Glibc

/// The transient law of the queue while its rates are constant, by uniformization over a moving window of states.
///
///     p(t) = Σ_k e^(−qt) (qt)ᵏ / k! · p(0) Pᵏ,   P = I + Q/q,   q ≥ every rate out of a state
///
/// All terms are positive. Each power is one sweep over the states that have mass: a state at the edge of the window
/// joins when it gains ``negligible`` mass, and leaves when it loses it. The vectors are kept from one interval to the
/// next.
///
/// Source: Jensen (1953); Grassmann, "Transient solutions in Markovian queueing systems", Computers & Operations
/// Research 4 (1977) 47–53; Fox & Glynn, Comm. ACM 31 (1988) 440–445.
struct Uniformization {
    /// Mass below which a state at the edge is dropped: over a day of 96 intervals less than 1e-10 is lost.
    static let negligible = 1e-16
    /// Most states taken: beyond, the day has no business to be solved exactly.
    static let mostStates = 1_000_000
    /// Zeros around a row, so that a sweep may read and write beyond the window.
    static let padding = 16

    /// The states of a row with mass; none where `high` < `low`.
    struct Window {
        var low = 0
        var high = -1

        var isEmpty: Bool { high < low }

        mutating func include(_ other: Window) {
            guard !other.isEmpty else { return }
            self = isEmpty ? other : Window(low: min(low, other.low), high: max(high, other.high))
        }
    }

    var rates = StaffedRates(arrival: 0, service: 1, abandon: 0, agents: 0)
    /// q.
    var rate = 0.0
    /// Most extra agents.
    var extra = 0
    /// Largest number in the system.
    var highest = 0
    /// Distance between rows.
    var stride = 0
    /// Vectors of one row for each number of extra agents: the current power, the next, the sum of the law, the sum of
    /// the time; then for the two kinds of rows what stays and what comes down.
    var storage: [Double] = []
    /// Per number of extra agents.
    var windows: [Window] = []

    /// Length of a vector of `storage`.
    var block: Int { (extra + 1) * stride }

    /// Makes ready for `rates` over `seconds` from `law`.
    ///
    /// - Parameter room: Contacts that may join while nobody takes from the queue, beyond those usual; more where mass
    ///   was lost at the upper end.
    /// - Throws: ``QueueingError/invalidValue(what:value:place:hint:)`` where the number of contacts in the system could
    ///   grow beyond ``mostStates``.
    mutating func prepare(
        _ rates: StaffedRates, from law: StateLaw, seconds: Double, room: Int = 0
    ) throws(QueueingError) {
        self.rates = rates
        highest = Uniformization.reach(of: law, rates, seconds: seconds, room: room)
        guard highest < Uniformization.mostStates else {
            throw .invalidValue(
                what: "the number of contacts in the system", value: "\(highest) or more", place: nil,
                hint: "far more arrive than the agents handle and nobody gives up: add agents or state a patience")
        }
        rate = rates.arrival + rates.departure(highest)
        if law.extra > 0 {
            rate = max(
                rate,
                rates.arrival + Double(rates.agents + law.extra) * rates.service
                    + Double(highest - rates.agents) * rates.abandon)
        }
        let needed = highest + 1 + 2 * Uniformization.padding
        if needed > stride || law.extra != extra || storage.isEmpty {
            extra = law.extra
            stride = max(stride, needed + needed / 4)
            storage = [Double](repeating: 0, count: 4 * block + 4 * stride)
            windows = [Window](repeating: Window(), count: extra + 1)
        }
        fillCoefficients(kind: 0) { rates.departure($0) }
        if extra > 0 { fillCoefficients(kind: 1) { Double($0) * rates.abandon } }
    }

    /// Row 0 knows departures from the system, the others those from the queue.
    private mutating func fillCoefficients(kind: Int, departure: (Int) -> Double) {
        let stay = 4 * block + 2 * kind * stride + Uniformization.padding
        let down = stay + stride
        let scale = rate > 0 ? 1 / rate : 0
        for number in 0...highest {
            let out = departure(number) * scale
            storage[stay + number] = 1 - (rates.arrival * scale + out)
            if number > 0 { storage[down + number - 1] = out }
        }
        storage[down + highest] = 0
        for number in (highest + 1)..<(highest + Uniformization.padding) {
            storage[stay + number] = 0
            storage[down + number] = 0
        }
    }

    /// The largest number that any state reaches with mass worth keeping.
    ///
    /// P(X(t) ≥ n) falls by λ/d(n) a state once departures win, because the stationary law above the start dominates;
    /// and nobody can be there who has not arrived (Poisson).
    private static func reach(of law: StateLaw, _ rates: StaffedRates, seconds: Double, room: Int) -> Int {
        let expected = rates.arrival * seconds
        let arrivals = Int(min(1e9, expected + 9.5 * expected.squareRoot() + 40))
        var low = law.rows[0].mass.isEmpty ? Int.max : law.rows[0].low
        var end = law.rows[0].end
        for row in law.rows.dropFirst() where !row.mass.isEmpty {
            low = min(low, rates.agents + row.low)
            end = max(end, rates.agents + row.end)
        }
        if low == .max { return 0 }
        if law.extra > 0 { end += min(arrivals, joining(law.extra, rates, seconds: seconds) + room) }
        var level = 0.0
        var number = low
        let most = min(end + arrivals, mostStates)
        while number < most {
            let out = rates.departure(number)
            if rates.arrival < out { level *= rates.arrival / out }
            for (e, row) in law.rows.enumerated() { level += row[e == 0 ? number : number - rates.agents] }
            if number >= end, level < negligible { break }
            number += 1
        }
        return number
    }

    /// Contacts that join until `extra` agents have gone, or wait at most where customers give up; more are rare among
    /// those with a law's own tail.
    private static func joining(_ extra: Int, _ rates: StaffedRates, seconds: Double) -> Int {
        var (mean, variance) = (0.0, 0.0)
        for e in 1...extra {
            let each = rates.arrival / (Double(rates.agents + e) * rates.service)
            mean += each
            variance += each + each * each
        }
        var most = mean + 5 * variance.squareRoot() + 5
        if rates.abandon > 0 {
            let waiting = rates.arrival / rates.abandon * -expm1(-rates.abandon * seconds)
            most = min(most, waiting + 7 * waiting.squareRoot() + 12)
        }
        return Int(min(1e9, most))
    }

    /// Moves `law` on by `seconds` and adds the time spent with extra agents to `extraTime`, by e − 1 and number waiting.
    ///
    /// - Parameter nodes: Arrival times of contacts whose probability to start in time is summed.
    /// - Returns: Σ over the nodes of weight · probability to start in time.
    /// - Complexity: O((qt + 8√qt) · states in the window).
    @discardableResult
    mutating func advance(
        _ law: inout StateLaw, seconds: Double, extraTime: inout [StateLaw.Row],
        nodes: [StartPayoff.Node] = []
    ) -> Double {
        guard seconds > 0, rate > 0 else {
            if seconds > 0 {
                for (e, row) in law.rows.enumerated().dropFirst() {
                    for (index, value) in row.mass.enumerated() {
                        extraTime[e - 1].add(value * seconds, at: row.low + index)
                    }
                }
            }
            return StartPayoff(nodes, rate: 0, powers: 1, agents: rates.agents).expectation(law)
        }
        load(law)
        let weights = PoissonWeights(mean: rate * seconds)
        let payoff =
            nodes.isEmpty ? nil : StartPayoff(nodes, rate: rate, powers: weights.last + 1, agents: rates.agents)
        let (kept, timed, paid) = run(weights, payoff: payoff)
        law = StateLaw(rows: (0...extra).map { take(vector: 2, row: $0, kept[$0]) }).trimmed()
        for e in 0..<extra {
            let row = take(vector: 3, row: e + 1, timed[e + 1])
            for (index, value) in row.mass.enumerated() { extraTime[e].add(value, at: row.low + index) }
        }
        return paid
    }

    private func start(vector: Int, row: Int) -> Int { vector * block + row * stride + Uniformization.padding }

    private mutating func load(_ law: StateLaw) {
        for e in 0...extra {
            let row = e < law.rows.count ? law.rows[e] : .empty
            windows[e] = Window(low: row.low, high: row.end - 1)
            let start = start(vector: 0, row: e) + row.low
            for (index, value) in row.mass.enumerated() { storage[start + index] = value }
        }
    }

    /// What a sum holds in a window; the sum is zero afterwards.
    private mutating func take(vector: Int, row: Int, _ window: Window) -> StateLaw.Row {
        guard !window.isEmpty else { return .empty }
        let start = start(vector: vector, row: row)
        var first = window.low
        var last = window.high
        while first < last, storage[start + first] < Uniformization.negligible { first += 1 }
        while last > first, storage[start + last] < Uniformization.negligible { last -= 1 }
        let mass = Array(storage[(start + first)...(start + last)])
        for index in (start + window.low)...(start + window.high + 8) { storage[index] = 0 }
        return mass.count == 1 && mass[0] < Uniformization.negligible ? .empty : StateLaw.Row(low: first, mass: mass)
    }
}
