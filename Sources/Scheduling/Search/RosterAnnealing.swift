import Dispatch
import NumericalMethods
import Synchronization

/// Simulated annealing of one roster by several lanes at once.
///
/// The budget is cut into epochs. In each, every lane has agents and days of its own (``LanePartition``): its moves
/// touch only cells and slots that no other lane reads, so the lanes need not wait for each other, and their changes of
/// cost add up. At the end of an epoch each lane takes over what the others changed. Lanes and epochs do not depend on
/// threads, so neither does the result.
struct RosterAnnealing {
    /// Most moves of a lane in one epoch.
    static let longestEpoch = 32_768
    /// Moves of the descent that ends a search which was stopped.
    static let lastDescent = 200_000
    /// Moves of a lane after which prices are shown anew: that looks at every slot.
    static let movesBetweenLooks = 4096

    /// Cells of the best roster met at the end of an epoch.
    private(set) var bestCells: [Cell]
    /// Its cost in whole units.
    private(set) var bestCost: Int
    /// Moves tried by all lanes.
    private(set) var movesTried = 0
    /// Moves carried out by all lanes.
    var movesAccepted: Int { lanes.reduce(0) { $0 + $1.withLock(\.movesAccepted) } }

    private let lanes: [LaneBox]
    private let agents: [Int32]
    private let instance: CompiledInstance
    private let threads: Int
    private var random: RandomStream
    private var coverageCost: Int
    private var otherCost: Int
    private var cost: Int { coverageCost + otherCost }
    /// Prices shown now; `nil` before the first epoch.
    private var guide: PriceGuide?
    /// Moves since the prices were last looked at.
    private var movesUnseen = 0

    /// Annealing of `state`, moving `agents`, on at most `threads` threads; agents of one contract exchange their days
    /// as often as `exchanges` says.
    init(
        _ state: RosterState, agents: [Int], instance: CompiledInstance, options: RosterSearchOptions,
        exchanges: RosterMoves.Exchanges = .never
    ) {
        self.instance = instance
        self.agents = agents.map(Int32.init)
        threads = max(1, options.threads)
        bestCells = state.cells
        bestCost = state.cost
        coverageCost = state.coverage.cost
        otherCost = state.otherCost
        random = RandomStream(seed: options.seed, unit: 0x1A4E)
        let count = LanePartition.lanes(atMost: options.lanes, agents: agents.count, days: instance.days)
        lanes = (0..<count).map { lane in
            var moves = RosterMoves(
                state: state, random: RandomStream(seed: options.seed, unit: UInt64(lane) &+ 0x5EA7_0000))
            moves.exchanges = exchanges
            return LaneBox(RosterLane(moves: moves))
        }
    }

    /// Tries moves until each lane has used `iterations` or `report` says no. `report` is called after every epoch
    /// with the cost now, the best cost and the share of iterations used; it answers with the share of the whole
    /// budget used (it may know a clock), or `nil` to stop. Returns whether the budget was used up.
    mutating func run(
        iterations: Int, schedule: AnnealingSchedule, report: (_ cost: Int, _ best: Int, _ share: Double) -> Double?
    ) -> Bool {
        guard !agents.isEmpty, iterations > 0 else { return true }
        var share = 0.0
        var used = 0
        var learner = PriceLearner(
            lanes[0].withLock { $0.moves.state.coverage }, schedule: schedule, instance: instance)
        let epoch = min(RosterAnnealing.longestEpoch, max(64, iterations / 400))
        while used < iterations, share < 1 {
            let count = min(epoch, iterations - used)
            showPrices(&learner, share: share, moves: count)
            runEpoch(count: count, temperature: schedule.temperature(at: share))
            used += count
            let known = Double(used) / Double(iterations)
            guard let reported = report(cost, bestCost, known) else {
                // Half-way down a roster is rough; a moment of descent makes it worth keeping.
                show(.trueCost)
                for _ in 0..<8 { runEpoch(count: RosterAnnealing.lastDescent / 8, temperature: 0) }
                return false
            }
            share = min(1, max(share, reported))
        }
        return true
    }

    /// Shows the lanes the prices that belong to `share` of the budget; every few thousand moves, since that looks at
    /// every slot.
    private mutating func showPrices(_ learner: inout PriceLearner, share: Double, moves: Int) {
        movesUnseen += moves
        guard
            guide == nil || movesUnseen >= RosterAnnealing.movesBetweenLooks
                || share >= AnnealingSchedule.descentBegins
        else { return }
        movesUnseen = 0
        learner.look(at: lanes[0].withLock { $0.moves.state.coverage }, share: share)
        show(learner.guide(), slotPrices: learner.slotPrices)
    }

    private mutating func show(_ guide: PriceGuide, slotPrices: [Double] = []) {
        guard guide != self.guide else { return }
        self.guide = guide
        for box in lanes { box.withLock { $0.moves.state.show(guide, slotPrices: slotPrices) } }
    }

    private mutating func runEpoch(count: Int, temperature: Double) {
        let partition = LanePartition(
            agents: agents, dayCount: instance.days, lanes: lanes.count, random: &random)
        let lanes = lanes
        let workers = min(threads, lanes.count)
        for (lane, box) in lanes.enumerated() {
            box.withLock { $0.moves.restrict(toAgents: partition.agents[lane], days: partition.days[lane]) }
        }
        if workers == 1 {
            for box in lanes { box.withLock { $0.run(count: count, temperature: temperature) } }
        } else {
            DispatchQueue.concurrentPerform(iterations: workers) { worker in
                for lane in stride(from: worker, to: lanes.count, by: workers) {
                    lanes[lane].withLock { $0.run(count: count, temperature: temperature) }
                }
            }
        }
        movesTried += count * lanes.count
        exchange(partition)
        if lanes.count > 1, instance.weeks > 0, instance.days < 14 * lanes.count {
            // Few lanes ever hold a whole week: the first rebuilds some on all days while the others wait.
            let whole = LanePartition(allTo: lanes.count, agents: agents, dayCount: instance.days)
            let rebuilds = max(1, count / 1024)
            lanes[0].withLock {
                $0.moves.restrict(toAgents: whole.agents[0], days: whole.days[0])
                $0.rebuildWeeks(count: rebuilds, temperature: temperature)
            }
            movesTried += rebuilds
            exchange(whole)
        }
        if cost < bestCost {
            bestCost = cost
            bestCells = lanes[0].withLock { $0.moves.state.cells }
        }
    }

    /// Lets every lane take over what the others changed.
    private mutating func exchange(_ partition: LanePartition) {
        let states = lanes.map { $0.withLock { $0.moves.state } }
        let changes = states.map { (coverage: $0.coverage.cost - coverageCost, other: $0.otherCost - otherCost) }
        for (lane, box) in lanes.enumerated() {
            box.withLock { own in
                for other in states.indices where other != lane {
                    own.moves.state.takeOver(
                        from: states[other], agents: partition.agents[other], days: partition.days[other],
                        coverageCostChange: changes[other].coverage, otherCostChange: changes[other].other)
                }
            }
        }
        coverageCost += changes.reduce(0) { $0 + $1.coverage }
        otherCost += changes.reduce(0) { $0 + $1.other }
    }
}

/// A lane that a thread may take and give back.
private final class LaneBox: Sendable {
    private let lane: Mutex<RosterLane>

    init(_ lane: RosterLane) { self.lane = Mutex(lane) }

    func withLock<Result: Sendable>(_ body: (inout sending RosterLane) -> sending Result) -> Result {
        lane.withLock(body)
    }
}
