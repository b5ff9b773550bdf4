import Dispatch
import Synchronization

/// Several searches of one problem, each with a random stream of its own, of which the best counts.
enum IndependentChains {
    /// The first of the cheapest outcomes of `run(0)` … `run(count − 1)`, on at most `threads` threads; the number of
    /// threads does not show in it. `nil` for no chains.
    static func cheapest<Outcome: Sendable, Cost: Comparable & Sendable>(
        of count: Int, threads: Int, _ run: @Sendable (_ chain: Int) -> (cost: Cost, outcome: Outcome)
    ) -> Outcome? {
        let results = Mutex([(cost: Cost, outcome: Outcome)?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { worker in
            for chain in stride(from: worker, to: count, by: threads) {
                let result = run(chain)
                results.withLock { $0[chain] = result }
            }
        }
        return results.withLock { $0 }.compactMap(\.self).min { $0.cost < $1.cost }?.outcome
    }
}
