import Dispatch
import Synchronization

/// Pieces of work that know nothing of each other, each with a random stream of its own where it draws: the number of
/// threads does not show in what comes of them.
enum IndependentChains {
    /// The outcomes of `run(0)` … `run(count − 1)`, in that order, on at most `threads` threads (one at the least).
    static func outcomes<Outcome: Sendable>(
        of count: Int, threads: Int, _ run: @Sendable (_ chain: Int) -> Outcome
    ) -> [Outcome] {
        let workers = max(1, min(threads, count))
        let results = Mutex([Outcome?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for chain in stride(from: worker, to: count, by: workers) {
                let outcome = run(chain)
                results.withLock { $0[chain] = outcome }
            }
        }
        return results.withLock { $0 }.compactMap(\.self)
    }

    /// The first of the cheapest outcomes of searches of one problem; `nil` for no chains.
    static func cheapest<Outcome: Sendable, Cost: Comparable & Sendable>(
        of count: Int, threads: Int, _ run: @Sendable (_ chain: Int) -> (cost: Cost, outcome: Outcome)
    ) -> Outcome? {
        outcomes(of: count, threads: threads, run).min { $0.cost < $1.cost }?.outcome
    }
}
