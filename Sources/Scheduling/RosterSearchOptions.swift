/// How long and how a roster is searched.
public struct RosterSearchOptions: Hashable, Sendable {
    /// Moves tried in each chain.
    public var iterations: Int
    /// Seed; the same seed and iterations give the same roster at any number of threads.
    public var seed: UInt64
    /// Threads, at least 1; more than ``chains`` are not used.
    public var threads: Int
    /// Independent chains, of which the best wins.
    public var chains: Int
    /// Temperature at the beginning, in units of cost.
    public var hottest: Double
    /// Temperature at the end, in units of cost.
    public var coldest: Double
    /// Highest temperature at the beginning when the search starts from a given roster.
    public var revisionHottest = 0.3

    /// A search of `iterations` moves in each of `chains` chains.
    public init(
        iterations: Int = 4_000_000, seed: UInt64 = 1, threads: Int = 1, chains: Int = 2, hottest: Double = 2,
        coldest: Double = 0.1
    ) {
        self.iterations = iterations
        self.seed = seed
        self.threads = threads
        self.chains = chains
        self.hottest = hottest
        self.coldest = coldest
    }
}
