/// How long and how a roster is searched.
public struct RosterSearchOptions: Hashable, Sendable {
    /// Moves tried by each lane.
    public var iterations: Int
    /// Seed; the same seed, iterations and lanes give the same roster at any number of threads.
    public var seed: UInt64
    /// Threads, at least 1; more than ``lanes`` are not used.
    public var threads: Int
    /// Parts of the roster that are searched at the same time, at least 1; small instances use fewer.
    public var lanes: Int
    /// Temperature at the beginning, in units of cost; `nil` = fitted to the instance
    /// (1 to 16 times the price of a surplus head in one slot).
    public var hottest: Double?
    /// Temperature at the end, in units of cost; `nil` = fitted to the instance.
    public var coldest: Double?

    /// A search of `iterations` moves in each of `lanes` lanes.
    public init(
        iterations: Int = 4_000_000, seed: UInt64 = 1, threads: Int = 1, lanes: Int = 2, hottest: Double? = nil,
        coldest: Double? = nil
    ) {
        self.iterations = iterations
        self.seed = seed
        self.threads = threads
        self.lanes = lanes
        self.hottest = hottest
        self.coldest = coldest
    }
}
