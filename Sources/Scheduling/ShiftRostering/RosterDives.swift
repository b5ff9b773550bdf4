import NumericalMethods

/// Dives from the column generation over the whole horizon, some at a time, each with its own threshold and seed.
struct RosterDives: Sendable {
    /// Thresholds in turn.
    private static let thresholds = [0.9, 0.75, 0.85, 0.95]

    private let generation: RowGeneration
    private let problem: CompiledShiftRostering
    private let seed: UInt64
    private let threads: Int
    /// Dives so far.
    private var count = 0

    init(_ generation: RowGeneration, seed: UInt64, threads: Int) {
        self.generation = generation
        problem = generation.problem
        self.seed = seed
        self.threads = threads
    }

    /// Whether the next dives are the first ones.
    var isFirst: Bool { count == 0 }

    /// The rosters of the next `lanes` dives that cost less than `cutoff` on their way; `cells` fills the rows of
    /// employees that are not free.
    mutating func next(
        lanes: Int, cells: [UInt8], cutoff: Int, shouldStop: @escaping @Sendable () -> Bool
    ) -> [[UInt8]] {
        // A dive over half a year or more has time for few rounds.
        let isLong = problem.days > ShiftRosterSearch.longestSeeded
        let wait = isLong ? 2 : isFirst ? 6 : 12
        let cap = max(2, generation.employees.count * problem.days / (isLong ? 40 : isFirst ? 100 : 300))
        let (generation, seed, first) = (generation, seed, count)
        let found = IndependentChains.outcomes(of: lanes, threads: threads) { lane in
            var own = generation
            own.threads = 1
            own.shouldStop = shouldStop
            var random = RandomStream(seed: seed, unit: UInt64(7700 + first + lane))
            return own.dive(
                threshold: RosterDives.thresholds[(first + lane) % RosterDives.thresholds.count], wait: wait,
                cap: cap, cutoff: cutoff, random: &random)
        }
        count += lanes
        return found.compactMap(\.self).map { rows in
            var whole = cells
            for (employee, row) in zip(generation.employees, rows) {
                whole.replaceSubrange(employee * problem.days..<(employee + 1) * problem.days, with: row)
            }
            return whole
        }
    }
}
