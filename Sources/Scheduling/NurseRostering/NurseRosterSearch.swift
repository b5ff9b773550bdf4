import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Searches a cheap roster for an INRC-II instance by simulated annealing; moves give a nurse a new piece of row, or
/// exchange a piece of row between two nurses, over one to some days.
///
/// Skills and successions are never broken. Minimum cover is bought at a price that no soft cost reaches, so it is
/// kept as soon as it can be.
///
/// Source of the neighbourhoods: Ceschia, Guido & Schaerf, "Solving the static INRC-II nurse rostering problem by
/// simulated annealing based on large neighborhoods", Annals of Operations Research 288, 2020.
public struct NurseRosterSearch: Sendable {
    /// Independent chains, of which the best wins, whatever the number of threads.
    static let chains = 2
    /// From two wishes, or most of a rule, down to a tenth of a wish.
    private static let hottest = 20.0
    private static let coldest = 1.0

    let instance: NurseRosteringInstance
    let iterations: Int
    let seed: UInt64
    let threads: Int

    /// A search of `iterations` moves in each of two chains.
    public init(_ instance: NurseRosteringInstance, iterations: Int, seed: UInt64 = 1, threads: Int = 1) {
        self.instance = instance
        self.iterations = iterations
        self.seed = seed
        self.threads = max(1, threads)
    }

    /// Searches until the moves are over, `shareOfTimeUsed` reaches 1, or `shouldStop` says so.
    public func run(
        shouldStop: @escaping @Sendable () -> Bool = { false }, shareOfTimeUsed: (@Sendable () -> Double)? = nil,
        progress: (@Sendable (_ cost: Int, _ share: Double) -> Void)? = nil
    ) -> ShiftAssignment {
        let cells = IndependentChains.cheapest(of: NurseRosterSearch.chains, threads: threads) { chain in
            var annealing = NurseAnnealing(instance, random: RandomStream(seed: seed, unit: UInt64(chain)))
            var done = 0
            while done < iterations, !shouldStop() {
                let share = max(Double(done) / Double(max(1, iterations)), shareOfTimeUsed?() ?? 0)
                guard share < 1 else { break }
                let temperature =
                    NurseRosterSearch.hottest
                    * pow(NurseRosterSearch.coldest / NurseRosterSearch.hottest, share)
                let block = min(5000, iterations - done)
                for _ in 0..<block { annealing.step(temperature: temperature) }
                done += block
                if chain == 0 { progress?(annealing.best.cost, share) }
            }
            return (annealing.best.cost, annealing.best.cells)
        }
        return ShiftAssignment(
            days: instance.days,
            cells: cells ?? [UInt8](repeating: 0, count: instance.nurses.count * instance.days))
    }
}
