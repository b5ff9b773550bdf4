import ContactCenter
import Dispatch
import NumericalMethods
import Synchronization

/// Searches a lawful roster of low cost: construction by dynamic programming over each agent's days, then simulated
/// annealing over days, starts, kinds and breaks together.
///
/// No hard rule is ever broken on the way, so the search may be stopped at any time. Agents without any lawful
/// pattern are named and left without shifts.
///
/// Source of the method: own, after the measurements in `docs/methods/scheduling.md`.
public struct RosterSearch: Sendable {
    private let instance: CompiledInstance
    private let options: RosterSearchOptions
    private let revision: CompiledRevision?

    /// A search on `instance`, from nothing or from the roster of `revision`.
    /// - Throws: ``SchedulingError/invalidInstance(_:)`` with everything that is wrong,
    ///   ``SchedulingError/tooManySkillCombinations(found:limit:)``.
    public init(
        _ instance: RosteringInstance, options: RosterSearchOptions, revision: RosterRevision? = nil
    ) throws(SchedulingError) {
        let compiled = try CompiledInstance(instance)
        self.instance = compiled
        self.options = options
        if let revision {
            self.revision = try CompiledRevision(revision, in: compiled)
        } else {
            self.revision = nil
        }
    }

    /// Searches until every chain has used its iterations, or `shouldStop` says so, or the caller's own budget is
    /// used up.
    ///
    /// The closures are called every few thousand moves, possibly from several threads at once.
    /// - Parameters:
    ///   - shouldStop: true ends the search; the best roster so far is returned.
    ///   - shareOfTimeUsed: share 0…1 of a time budget; cooling then follows the larger of this and the share of
    ///     iterations, and the search ends at 1. A search by the clock is not reproducible.
    ///   - progress: called at most about a hundred times for each chain.
    public func run(
        shouldStop: @escaping @Sendable () -> Bool = { false },
        shareOfTimeUsed: (@Sendable () -> Double)? = nil,
        progress: (@Sendable (RosterSearchProgress) -> Void)? = nil
    ) -> RosterSearchResult {
        let chains = max(1, options.chains)
        let workers = min(chains, max(1, options.threads))
        let outcomes = Mutex([Outcome?](repeating: nil, count: chains))
        let watch = ProgressWatch(chains: chains, unitsPerCost: instance.prices.unitsPerCost)
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for chain in stride(from: worker, to: chains, by: workers) {
                let outcome = runChain(chain) { cost, best, share in
                    let used = max(share, shareOfTimeUsed?() ?? 0)
                    if let progress { watch.note(chain: chain, cost: cost, best: best, share: used, progress) }
                    return shouldStop() ? nil : used
                }
                outcomes.withLock { $0[chain] = outcome }
            }
        }
        let finished = outcomes.withLock { $0.compactMap { $0 } }
        // Chains stand in order of their index, so the first of the cheapest wins.
        let winner = finished.min { $0.cost < $1.cost }
        let changed =
            winner.map { winner in
                revision.map { zip(winner.cells, $0.reference).count { $0 != $1 } } ?? 0
            } ?? 0
        let changeCost = changed * (revision?.changePrice ?? 0)
        return RosterSearchResult(
            roster: winner.map { Self.roster(of: $0.cells, in: instance) } ?? Roster(),
            cost: Double((winner?.cost ?? 0) - changeCost) / instance.prices.unitsPerCost,
            changedDays: changed, changeCost: Double(changeCost) / instance.prices.unitsPerCost,
            unrosterable: winner?.unrosterable ?? [],
            movesTried: finished.reduce(0) { $0 + $1.movesTried },
            movesAccepted: finished.reduce(0) { $0 + $1.movesAccepted },
            wasStopped: finished.contains { !$0.isComplete })
    }

    private struct Outcome: Sendable {
        let cost: Int
        let cells: [Cell]
        let unrosterable: [UnrosterableAgent]
        let movesTried: Int
        let movesAccepted: Int
        let isComplete: Bool
    }

    private func runChain(
        _ chain: Int, report: (_ cost: Int, _ best: Int, _ share: Double) -> Double?
    ) -> Outcome {
        let random = RandomStream(seed: options.seed, unit: UInt64(chain))
        var construction = RosterConstruction(instance, revision: revision, random: random)
        let (state, unrosterable) = construction.build()
        let left = Set(unrosterable.map(\.agent))
        let days = instance.days
        let agents = instance.source.agents.indices.filter { agent in
            !left.contains(instance.source.agents[agent].id)
                && (state.isLocked.isEmpty || state.isLocked[agent * days..<(agent + 1) * days].contains(false))
        }
        let moves = RosterMoves(
            state: state, agents: agents,
            random: RandomStream(seed: options.seed, unit: UInt64(chain) &+ 0x5EA7_0000))
        let units = instance.prices.unitsPerCost
        // A roster that is given must not melt: its search begins cool.
        let hottest = revision == nil ? options.hottest : min(options.hottest, options.revisionHottest)
        var annealing = AnnealingChain(
            moves: moves, hottest: max(hottest, 1e-6) * units, coldest: max(options.coldest, 1e-6) * units)
        let isComplete = annealing.run(iterations: options.iterations, report: report)
        return Outcome(
            cost: annealing.moves.state.best.cost, cells: annealing.moves.state.bestCells(),
            unrosterable: unrosterable, movesTried: annealing.movesTried, movesAccepted: annealing.movesAccepted,
            isComplete: isComplete)
    }

    /// The shifts of `cells`.
    static func roster(of cells: [Cell], in instance: CompiledInstance) -> Roster {
        var shifts: [Shift] = []
        for agent in instance.source.agents.indices {
            shifts += self.shifts(
                of: cells[agent * instance.days..<(agent + 1) * instance.days], agent: agent, in: instance)
        }
        return Roster(shifts: shifts)
    }

    /// The shifts of one agent, whose days are `cells`.
    static func shifts(of cells: ArraySlice<Cell>, agent: Int, in instance: CompiledInstance) -> [Shift] {
        zip(0..., cells).compactMap { day, cell in
            guard cell.works else { return nil }
            let option = instance.shifts.options[Int(cell.option)]
            let breaks = (0..<Int(option.breakCount)).map { pause in
                let window = instance.shifts.windows[Int(option.windowStart) + pause]
                return Shift.Break(
                    offsetMinutes: Int(window.earliest + cell.position(pause)) * instance.source.gridMinutes,
                    minutes: Int(window.minutes))
            }
            return Shift(
                agent: instance.source.agents[agent].id, kind: instance.source.shiftKinds[Int(option.kind)].name,
                start: LocalTime(date: instance.source.startDate + day, minuteOfDay: Int(option.startMinute)),
                breaks: breaks)
        }
    }
}

/// Puts the chains' reports together, a hundred for each chain.
private final class ProgressWatch: Sendable {
    private struct Chain {
        var best = Int.max
        var share = 0.0
    }

    private let chains: Mutex<[Chain]>
    private let unitsPerCost: Double

    init(chains: Int, unitsPerCost: Double) {
        self.chains = Mutex([Chain](repeating: Chain(), count: chains))
        self.unitsPerCost = unitsPerCost
    }

    func note(chain: Int, cost: Int, best: Int, share: Double, _ progress: (RosterSearchProgress) -> Void) {
        let report: RosterSearchProgress? = chains.withLock { all in
            let isDue = share >= 1 || Int(share * 100) > Int(all[chain].share * 100)
            all[chain].best = best
            guard isDue else { return nil }
            all[chain].share = share
            let cheapest = all.map(\.best).min() ?? best
            let done = all.reduce(0) { $0 + $1.share } / Double(all.count)
            return RosterSearchProgress(
                cost: Double(cost) / unitsPerCost, bestCost: Double(cheapest) / unitsPerCost, shareDone: min(1, done))
        }
        if let report { progress(report) }
    }
}
