import ContactCenter
import NumericalMethods

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Searches a shift design by simulated annealing over heads of (shift, day), among designs of equal cost for the one
/// with the least shortage and surplus.
///
/// Source of the neighbourhoods: Musliu, Schaerf & Slany, European Journal of Operational Research 153, 2004; Di Gaspero
/// et al., "The minimum shift design problem", Annals of Operations Research 155, 2007.
public struct ShiftDesignSearch: Sendable {
    /// Independent chains, of which the best wins, whatever the number of threads.
    static let chains = 2
    /// By how much more than it costs a deviation counts on the way of each chain: the first chain may cut through
    /// designs with deviations, the second stays close to those without.
    static let deviationShares = [0.05, 0.5]
    /// Annealings of each chain, one after another, each from the best so far.
    static let reheats = 4

    let instance: ShiftDesignInstance
    let iterations: Int
    let seed: UInt64
    let threads: Int

    /// A search of `iterations` moves in each of two chains.
    public init(_ instance: ShiftDesignInstance, iterations: Int, seed: UInt64 = 1, threads: Int = 1) {
        self.instance = instance
        self.iterations = iterations
        self.seed = seed
        self.threads = max(1, threads)
    }

    /// Searches until the moves are over, `shareOfTimeUsed` reaches 1, or `shouldStop` says so.
    public func run(
        shouldStop: @escaping @Sendable () -> Bool = { false }, shareOfTimeUsed: (@Sendable () -> Double)? = nil,
        progress: (@Sendable (_ cost: Double, _ share: Double) -> Void)? = nil
    ) -> ShiftDesign {
        guard !instance.shifts.isEmpty else { return ShiftDesign() }
        return IndependentChains.cheapest(of: ShiftDesignSearch.chains, threads: threads) { chain in
            var annealing = ShiftDesignAnnealing(
                instance, random: RandomStream(seed: seed, unit: UInt64(chain)),
                deviationShare: ShiftDesignSearch.deviationShares[chain])
            var done = 0
            while done < iterations, !shouldStop() {
                let share = max(Double(done) / Double(max(1, iterations)), shareOfTimeUsed?() ?? 0)
                guard share < 1 else { break }
                let cycle = share * Double(ShiftDesignSearch.reheats)
                let inside = cycle - cycle.rounded(.down)
                annealing.enter(cycle: Int(cycle))
                let slot = Double(instance.slotMinutes)
                let hottest = cycle < 1 ? 4 * slot : 1.5 * slot
                let block = min(5000, iterations - done)
                let temperature = hottest * pow(0.15 * slot / hottest, inside)
                for _ in 0..<block { annealing.step(temperature: temperature) }
                done += block
                if chain == 0 { progress?(annealing.best.objective, share) }
            }
            return (annealing.best, annealing.design())
        } ?? ShiftDesign()
    }
}
