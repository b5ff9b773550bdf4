import NumericalMethods

/// A contact that arrives, with everything about it that does not depend on who serves it.
struct Arrival: Sendable {
    /// When, in seconds from the start; infinite = no more.
    var timeSeconds: Double
    /// The interval it arrives in.
    var interval: Int
    /// How long it would wait before giving up.
    var patienceSeconds: Double
    /// Its handle time as a multiple of the mean.
    var work: Double

    static let none = Arrival(timeSeconds: .infinity, interval: 0, patienceSeconds: .infinity, work: 0)
}

/// The arrivals of one queue in one replication, in order of time.
///
/// Every queue has a random stream of its own and every contact the same number of draws, whatever happens to it: two
/// rosters simulated under one seed meet the same customers (common random numbers), so their difference is sharp.
///
/// Arrivals are a Poisson process whose rate is constant within an interval, by inversion of the cumulated rate.
struct DemandStream: Sendable {
    private var stream: RandomStream
    private let queue: Int
    private var clockSeconds = 0.0
    private var interval = 0

    init(queue: Int, seed: UInt64, replication: Int) {
        stream = RandomStream(seed: seed, unit: DemandStream.unit(replication: replication, part: queue + 2))
        self.queue = queue
    }

    /// The number of a random stream of a replication: part 0 the days, 1 the agents, from 2 on the queues.
    static func unit(replication: Int, part: Int) -> UInt64 { UInt64(replication) << 24 | UInt64(part) }

    /// The next contact; ``Arrival/none`` after the last interval.
    mutating func next(_ plan: borrowing CompiledCase, dayFactors: borrowing [Double]) -> Arrival {
        let first = queue * plan.intervalCount
        var demand = stream.exponential(mean: 1)
        while interval < plan.intervalCount {
            let rate = plan.ratePerSecond[first + interval] * dayFactors[interval / plan.intervalsPerDay]
            let end = Double(interval + 1) * plan.intervalSeconds
            let capacity = (end - clockSeconds) * rate
            if demand < capacity {
                clockSeconds += demand / rate
                let patience = plan.queues[queue].patienceSeconds
                let work: Double
                switch plan.queues[queue].handleLaw {
                case .exponential: work = stream.exponential(mean: 1)
                case .lognormal(let parameters): work = stream.lognormal(parameters)
                }
                return Arrival(
                    timeSeconds: clockSeconds, interval: interval,
                    patienceSeconds: patience.isFinite ? stream.exponential(mean: patience) : .infinity, work: work)
            }
            demand -= capacity
            interval += 1
            clockSeconds = end
        }
        return .none
    }
}

/// What a replication draws once for all its queues and groups.
struct ReplicationDraws: Sendable {
    /// One factor a day on the rates of all queues.
    var dayFactors: [Double]
    /// One number in [0, 1) a group: with it floor(x + U) rounds a real number of agents without bias.
    var groupOffsets: [Double]

    init(_ plan: borrowing CompiledCase, seed: UInt64, replication: Int) {
        var days = RandomStream(seed: seed, unit: DemandStream.unit(replication: replication, part: 0))
        var agents = RandomStream(seed: seed, unit: DemandStream.unit(replication: replication, part: 1))
        dayFactors = []
        groupOffsets = []
        dayFactors.reserveCapacity(plan.dayCount)
        for _ in 0..<plan.dayCount { dayFactors.append(days.gammaFactor(variation: plan.dayFactorVariation)) }
        for _ in 0..<plan.groups.count { groupOffsets.append(agents.uniform()) }
    }

    /// Whole agents of a group in an agent slot.
    ///
    /// One offset a group and replication (systematic rounding): a level real number stays one whole number through the
    /// day, and the mean over replications is the real number.
    func agents(_ plan: borrowing CompiledCase, group: Int, slot: Int) -> Int {
        Int((plan.agents[group * plan.slotCount + slot] + groupOffsets[group]).rounded(.down))
    }
}
