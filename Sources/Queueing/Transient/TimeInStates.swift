/// Expected time spent with n contacts in the system, from the laws at both ends of a stretch of constant rates.
///
/// What moved across the edge between n and n + 1 is known from the ends: λ I(n) − d(n+1) I(n+1) = F(n), the mass that
/// left 0…n for above. With Σ I(n) = the time, this fixes I; solved outward from the mode of λ/d, where both recursions
/// forget their errors. It saves a second accumulation in every step of the uniformization.
///
/// Source: own (the integrated forward equations of a birth-death chain, summed).
enum TimeInStates {
    /// The time in the states of row 0, by number in the system.
    ///
    /// - Parameters:
    ///   - before: Row 0 at the start.
    ///   - after: Row 0 at the end.
    ///   - inflow: Mass that came from the rows of extra agents, by number in the system.
    ///   - seconds: Total time in row 0.
    static func between(
        _ before: StateLaw.Row, _ after: StateLaw.Row, inflow: StateLaw.Row, seconds: Double, _ rates: StaffedRates
    ) -> StateLaw.Row {
        let parts = [before, after, inflow].filter { !$0.mass.isEmpty }
        guard let low = parts.map(\.low).min(), let end = parts.map(\.end).max() else { return .empty }
        guard end - low > 1 else { return StateLaw.Row(low: low, mass: [seconds]) }
        guard rates.arrival > 0 || rates.departure(end) > 0 else {
            // Nothing moves: every state keeps its share.
            let share = seconds / before.total
            return StateLaw.Row(low: before.low, mass: before.mass.map { $0 * share })
        }
        var up = [Double](repeating: 0, count: end - low)
        var sum = 0.0
        for index in up.indices {
            sum += before[low + index] + inflow[low + index] - after[low + index]
            up[index] = sum
        }
        let pivot = mode(rates, low: low, end: end)
        var time = [Double](repeating: 0, count: end - low)
        var stationary = time
        stationary[pivot - low] = 1
        for n in (pivot - low)..<(end - low - 1) {
            let out = rates.departure(low + n + 1)
            time[n + 1] = (rates.arrival * time[n] - up[n]) / out
            stationary[n + 1] = rates.arrival * stationary[n] / out
        }
        for n in (0..<(pivot - low)).reversed() {
            let out = rates.departure(low + n + 1)
            time[n] = (out * time[n + 1] + up[n]) / rates.arrival
            stationary[n] = out * stationary[n + 1] / rates.arrival
        }
        let factor = (seconds - time.reduce(0, +)) / stationary.reduce(0, +)
        for n in time.indices { time[n] += factor * stationary[n] }
        return StateLaw.Row(low: low, mass: time)
    }

    /// Largest number, within the states, out of which contacts go no faster than they come.
    private static func mode(_ rates: StaffedRates, low: Int, end: Int) -> Int {
        var (first, last) = (low, end - 1)
        while first < last {
            let middle = (first + last + 1) / 2
            if rates.departure(middle) <= rates.arrival { first = middle } else { last = middle - 1 }
        }
        return first
    }
}
