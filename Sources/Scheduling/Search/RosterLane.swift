import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// One searcher on its own part of the roster: some agents on some days, which nobody else touches meanwhile.
struct RosterLane: Sendable {
    /// The roster as this lane knows it, and its moves.
    var moves: RosterMoves
    /// Moves carried out.
    private(set) var movesAccepted = 0
    private let thresholds: [Double]

    /// A lane on the roster of `moves`.
    init(moves: RosterMoves) {
        self.moves = moves
        // A move that costs d is accepted with probability exp(−d / T), that is when d ≤ −T ln u for a uniform u.
        thresholds = (0..<4096).map { -log((Double($0) + 0.5) / 4096) }
    }

    /// Tries `count` moves at `temperature`.
    mutating func run(count: Int, temperature: Double) {
        guard !moves.isEmpty else { return }
        var accepted = 0
        for _ in 0..<count {
            let draw = Int(truncatingIfNeeded: moves.random.next() >> 52)
            if moves.step(threshold: Int(temperature * thresholds[draw])) { accepted &+= 1 }
        }
        movesAccepted += accepted
    }

    /// Rebuilds `count` random weeks at `temperature`.
    mutating func rebuildWeeks(count: Int, temperature: Double) {
        guard !moves.isEmpty else { return }
        for _ in 0..<count {
            let draw = Int(truncatingIfNeeded: moves.random.next() >> 52)
            if moves.rebuildWeek(threshold: Int(temperature * thresholds[draw])) { movesAccepted += 1 }
        }
    }
}
