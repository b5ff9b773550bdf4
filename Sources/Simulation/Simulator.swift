import ContactCenter
import Dispatch
import Synchronization

/// Replays a roster against a forecast: a discrete-event simulation of queues, groups of agents and routing.
///
/// ```swift
/// let simulator = try Simulator(simulationCase)
/// let result = simulator.run(replications: 100, seed: 1, threads: 2)
/// print(result.queues[0].total.serviceLevel?.value ?? 0)
/// ```
///
/// The rules are in `docs/methods/simulation.md`. Replications differ only in their random numbers, which come from
/// (seed, replication, queue): the result is the same at any number of threads, and two rosters under one seed meet the
/// same customers.
public struct Simulator: Sendable {
    /// Replications are handed out in at most this many parts, so that sums are always formed in the same order.
    private static let parts = 64

    private let plan: CompiledCase

    /// A simulator of `simulationCase`.
    ///
    /// - Throws: ``SimulationError`` naming the first value that is outside its domain.
    public init(_ simulationCase: SimulationCase) throws(SimulationError) {
        plan = try CompiledCase(simulationCase)
    }

    /// Simulates the case `replications` (≥ 1) times on up to `threads` (≥ 1) threads.
    ///
    /// `shouldStop` is asked at the end of every interval of every replication; once it says so, the result is that of the
    /// replications finished until then (``SimulationResult/replications``, perhaps 0).
    ///
    /// - Complexity: O(log n) per contact with n contacts in the system; about a million contacts a second and thread.
    public func run(
        replications: Int, seed: UInt64, threads: Int = 1, shouldStop: @Sendable () -> Bool = { false }
    ) -> SimulationResult {
        precondition(replications >= 1 && threads >= 1, "a simulation needs a replication and a thread")
        let partSize = (replications + Simulator.parts - 1) / Simulator.parts
        let partCount = (replications + partSize - 1) / partSize
        let workers = min(threads, partCount)
        let ledger = Mutex(Ledger(Tally(plan)))
        @Sendable func work(_ worker: Int) {
            var replication = Replication(plan)
            while let part = ledger.withLock({ $0.take(of: partCount) }) {
                let first = part * partSize
                var tally = Tally(plan)
                for number in first..<min(first + partSize, replications) {
                    guard replication.run(seed: seed, replication: number, shouldStop: shouldStop) else { break }
                    tally.add(replication.counts, plan: plan, keepsBands: number < Tally.bandReplications)
                }
                ledger.withLock { $0.hand(in: tally, part: part) }
            }
        }
        if workers == 1 {
            work(0)
        } else {
            DispatchQueue.concurrentPerform(iterations: workers, execute: work)
        }
        return SimulationResult(ledger.withLock { $0.total }, plan)
    }
}

/// Hands out parts of the work and adds what comes back in the order of the parts, whichever thread is faster.
private struct Ledger: Sendable {
    private(set) var total: Tally
    private var taken = 0
    private var added = 0
    private var waiting: [Int: Tally] = [:]

    init(_ empty: Tally) { total = empty }

    mutating func take(of count: Int) -> Int? {
        guard taken < count else { return nil }
        taken += 1
        return taken - 1
    }

    mutating func hand(in tally: Tally, part: Int) {
        waiting[part] = tally
        while let next = waiting.removeValue(forKey: added) {
            total.append(next)
            added += 1
        }
    }
}
