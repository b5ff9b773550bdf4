import ContactCenter
import NumericalMethods

/// Improves a roster by solving parts of it exactly with CP-SAT: large neighbourhood search (Shaw 1998, CP98, LNCS 1520).
///
/// A round frees some agent-days, models them exactly and asks for a cheaper roster. What the solver finds counts only when
/// ``RosterChecker`` says that the whole roster is cheaper and breaks nothing that it did not break before: a roster never
/// comes out worse than it went in. With a budget of rounds the result depends on the seed alone, not on threads.
public struct RosterPolish: Sendable {
    /// How long and how a roster is polished.
    public struct Options: Hashable, Sendable {
        /// Rounds; each looks at ``neighbourhoodsPerRound`` neighbourhoods.
        public var rounds: Int
        /// Seed.
        public var seed: UInt64
        /// Threads.
        public var threads: Int
        /// Most work on one neighbourhood in the solver's deterministic time (about seconds).
        public var workPerNeighbourhood: Double

        /// A polish of `rounds` rounds.
        public init(rounds: Int = 100, seed: UInt64 = 1, threads: Int = 1, workPerNeighbourhood: Double = 2) {
            self.rounds = rounds
            self.seed = seed
            self.threads = threads
            self.workPerNeighbourhood = workPerNeighbourhood
        }
    }

    /// What came of it.
    public struct Result: Hashable, Sendable {
        /// The roster.
        public var roster: Roster
        /// Cost by the checker of the roster given, changed agent-days at their price.
        public var costBefore: Double
        /// The same of the roster that came of it.
        public var costAfter: Double
        /// Neighbourhoods looked at.
        public var neighbourhoods: Int
        /// Those that made the roster cheaper.
        public var gains: Int
        /// Neighbourhoods proven to be as cheap as they can be.
        public var proven: Int
        /// Whether somebody stopped it before its budget was used.
        public var wasStopped: Bool
    }

    /// Neighbourhoods of a round; they are solved at the same time when there are threads.
    static let neighbourhoodsPerRound = 2

    private let instance: CompiledInstance
    private let options: Options
    private let library: CPSATLibrary
    private let rules: PolishRules
    private let revision: CompiledRevision?

    /// A polish on `instance`; the days that `revision` locks stay, and changes cost what it says.
    /// - Throws: ``SchedulingError/invalidInstance(_:)``, ``SchedulingError/tooManySkillCombinations(found:limit:)``.
    public init(
        _ instance: RosteringInstance, options: Options, library: CPSATLibrary, revision: RosterRevision? = nil
    ) throws(SchedulingError) {
        let compiled = try CompiledInstance(instance)
        self.instance = compiled
        if let revision {
            self.revision = try CompiledRevision(revision, in: compiled)
        } else {
            self.revision = nil
        }
        self.options = options
        self.library = library
        rules = PolishRules(self.instance)
    }

    /// Polishes `roster` until the rounds are used, `shouldStop` says so, or the caller's budget of time is used up.
    /// - Parameters:
    ///   - secondsLeft: seconds of a time budget; a polish by the clock is not reproducible.
    ///   - progress: told the cost and the share done after each round.
    /// - Throws: ``SchedulingError/rosterUnusable(_:)`` for shifts that the instance cannot express.
    public func run(
        from roster: Roster, shouldStop: @escaping @Sendable () -> Bool = { false },
        secondsLeft: (@Sendable () -> Double)? = nil,
        progress: (_ cost: Double, _ rounds: Int) -> Void = { _, _ in }
    ) throws(SchedulingError) -> Result {
        let start = RosterCells(roster, in: instance)
        guard start.problems.isEmpty else { throw .rosterUnusable(start.problems.map(\.message)) }
        var judge = PolishJudge(start.cells, instance: instance, revision: revision)
        let costBefore = judge.cost
        if judge.isBroken {
            RosterPuzzle(instance, rules: rules, library: library, seed: options.seed).solve(
                &judge, shouldStop: { shouldStop() || (secondsLeft.map { $0() <= 0 } ?? false) })
        }
        // Half a lawful row could only be exchanged for another.
        let broken = judge.brokenAgents
        var chooser = NeighbourhoodChooser(
            instance, agents: instance.source.agents.indices.filter { !broken.contains(instance.source.agents[$0].id) })
        var result = Result(
            roster: roster, costBefore: costBefore, costAfter: costBefore, neighbourhoods: 0, gains: 0, proven: 0,
            wasStopped: false)
        for round in 0..<options.rounds {
            if shouldStop() || (secondsLeft.map { $0() <= 0 } ?? false) {
                result.wasStopped = shouldStop()
                break
            }
            let answers = solve(
                round: round, chooser: chooser, judge: judge, shouldStop: shouldStop, secondsLeft: secondsLeft)
            for answer in answers {
                result.neighbourhoods += 1
                if answer.isProven { result.proven += 1 }
                chooser.learn(answer.kind, wasProven: answer.isProven)
                if judge.accept(answer.changes) { result.gains += 1 }
            }
            progress(judge.cost, round + 1)
        }
        if judge.cells != start.cells { result.roster = RosterSearch.roster(of: judge.cells, in: instance) }
        result.costAfter = judge.cost
        return result
    }

    /// What the solver says of one neighbourhood.
    private struct Answer: Sendable {
        var kind: NeighbourhoodChooser.Kind
        var changes: [(place: Int, cell: Cell)] = []
        var isProven = false
    }

    private func solve(
        round: Int, chooser: NeighbourhoodChooser, judge: PolishJudge, shouldStop: @escaping @Sendable () -> Bool,
        secondsLeft: (@Sendable () -> Double)?
    ) -> [Answer] {
        let slotCosts = judge.slotCosts
        let count = RosterPolish.neighbourhoodsPerRound
        return IndependentChains.outcomes(of: count, threads: options.threads) { index in
            // One random stream for each neighbourhood, so that threads do not show.
            let number = round * count + index
            var random = RandomStream(seed: options.seed, unit: 0x9011_5400_0000 &+ UInt64(number))
            let kind = NeighbourhoodChooser.turns[number % NeighbourhoodChooser.turns.count]
            let neighbourhood = judge.unlocked(
                chooser.choose(kind, cells: judge.cells, slotCosts: slotCosts, random: &random))
            return solve(
                neighbourhood, kind, number: number, judge: judge, shouldStop: shouldStop, secondsLeft: secondsLeft)
        }
    }

    private func solve(
        _ neighbourhood: Neighbourhood, _ kind: NeighbourhoodChooser.Kind, number: Int, judge: PolishJudge,
        shouldStop: @escaping @Sendable () -> Bool, secondsLeft: (@Sendable () -> Double)?
    ) -> Answer {
        var answer = Answer(kind: kind)
        guard !neighbourhood.parts.isEmpty else { return answer }
        let built = NeighbourhoodModel(
            neighbourhood, cells: judge.cells, heads: judge.heads, rules: rules, instance: instance)
        guard built.hinted.costNow > 0 else {
            answer.isProven = true
            return answer
        }
        // The hint is the roster as it is. With the full linear relaxation nearly every neighbourhood is solved to
        // the end; a limit on the cost instead of the hint leaves most of them open (docs/experiments).
        let parameters = ConstraintSolverParameters(
            deterministicTime: options.workPerNeighbourhood, seconds: secondsLeft.map { $0() },
            seed: Int(truncatingIfNeeded: options.seed) &+ number, linearizationLevel: 2)
        // An answer that cannot be read is no gain, and the roster stays as it is.
        guard let response = try? library.solve(built.hinted.model, parameters, shouldStop: shouldStop) else {
            return answer
        }
        answer.isProven = response.status == .optimal || response.status == .infeasible
        if response.hasSolution { answer.changes = built.changes(in: response) }
        return answer
    }
}
