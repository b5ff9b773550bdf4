import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// One chain of simulated annealing (Kirkpatrick, Gelatt & Vecchi, "Optimization by simulated annealing", Science
/// 220, 1983) with geometric cooling.
struct AnnealingChain: Sendable {
    /// Moves between two looks at the clock and the caller.
    static let block = 4096

    /// The roster under search and its moves.
    var moves: RosterMoves
    /// Moves tried.
    private(set) var movesTried = 0
    /// Moves carried out.
    private(set) var movesAccepted = 0

    private let hottest: Double
    private let coldest: Double
    private let thresholds: [Double]

    /// A chain that cools from `hottest` to `coldest`, both in whole units of cost.
    init(moves: RosterMoves, hottest: Double, coldest: Double) {
        self.moves = moves
        self.hottest = hottest
        self.coldest = coldest
        // A move that costs d is accepted with probability exp(−d / T), that is when d ≤ −T ln u for a uniform u.
        thresholds = (0..<4096).map { -log((Double($0) + 0.5) / 4096) }
    }

    /// Tries moves until `iterations` are used or `report` says no. `report` is called every few thousand moves with
    /// the cost now, the best cost and the share of iterations used; it answers with the share of the whole budget
    /// used (it may know a clock), or `nil` to stop.
    mutating func run(
        iterations: Int, report: (_ cost: Int, _ best: Int, _ share: Double) -> Double?
    ) -> Bool {
        guard !moves.isEmpty, iterations > 0 else { return true }
        var share = 0.0
        while movesTried < iterations, share < 1 {
            let temperature = hottest * pow(coldest / hottest, share)
            let count = min(AnnealingChain.block, iterations - movesTried)
            var accepted = 0
            for _ in 0..<count {
                let draw = Int(truncatingIfNeeded: moves.random.next() >> 52)
                if moves.step(threshold: Int(temperature * thresholds[draw])) { accepted &+= 1 }
            }
            movesTried += count
            movesAccepted += accepted
            let used = Double(movesTried) / Double(iterations)
            guard let reported = report(moves.state.cost, moves.state.best.cost, used) else { return false }
            share = min(1, max(share, reported))
        }
        return true
    }
}
