import NumericalMethods

extension RowMaster {
    /// Generates rows until none helps, `rounds` are over or the bound says that nothing below `cutoff` is left.
    /// Returns false when `shouldStop` said so.
    @discardableResult
    mutating func generate(
        rounds: Int, cutoff: Int, smoothing: Double = 0.5, shouldStop: () -> Bool = { false }
    ) throws(SchedulingError) -> Bool {
        for _ in 0..<rounds {
            if shouldStop() { return false }
            try solve()
            if fixed.isEmpty, lowerBound >= cutoff || Double(lowerBound) >= value - 1e-6 { return true }
            if try price(smoothing: fixed.isEmpty ? smoothing : 0) { continue }
            // Smoothing may miss rows that the plain duals want.
            guard fixed.isEmpty, smoothing > 0 else { return true }
            if try !price(smoothing: 0) { return true }
        }
        return true
    }

    /// Fixes rows one after another, pricing anew in between, until every employee has one; `nil` when stopped or when
    /// the program says that nothing below `cutoff` is left.
    ///
    /// `randomness` 0 takes the largest weight; above, weights are shaken by that much.
    mutating func dive(
        rounds: Int, cutoff: Int, randomness: Double, random: inout RandomStream, shouldStop: () -> Bool
    ) throws(SchedulingError) -> [[UInt8]]? {
        defer { release() }
        try solve()
        while fixed.count < employees.count {
            var choice: (index: Int, weight: Double)?
            for index in columns.indices where fixed[columns[index].employee] == nil {
                let weight = weights[index]
                guard weight > 1e-6 else { continue }
                if weight > 0.999 {
                    fix(index)
                    continue
                }
                let shaken = weight + (randomness > 0 ? random.uniform() * randomness : 0)
                if shaken > choice?.weight ?? 0 { choice = (index, shaken) }
            }
            if let choice, fixed[columns[choice.index].employee] == nil { fix(choice.index) }
            guard try generate(rounds: rounds, cutoff: cutoff, shouldStop: shouldStop) else { return nil }
            // The last round may have added rows that have no weight yet.
            if weights.count < columns.count { try solve() }
            if value > Double(cutoff) - 1e-6 { return nil }
        }
        return employees.map { columns[fixed[$0] ?? 0].cells }
    }
}
