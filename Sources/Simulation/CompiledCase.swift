import ContactCenter
import NumericalMethods

/// A simulation case laid out for the event loop: flat arrays, routes already in the order they are tried.
struct CompiledCase: Sendable {
    /// How a queue's handle times vary about their mean.
    enum HandleLaw: Sendable {
        case exponential
        case lognormal(LognormalParameters)
    }

    /// No strings in here: the event loop copies it.
    struct QueueFacts: Sendable {
        let isDeferrable: Bool
        let isConcurrent: Bool
        let isInterruptible: Bool
        /// Chats an agent may hold when the next one of this queue joins, plus one; 1 for everything else.
        let concurrency: Int
        let patienceSeconds: Double
        let targetSeconds: Double
        let handleLaw: HandleLaw
        /// Its part of ``CompiledCase/routes``.
        let routes: Range<Int>
        /// Its part of ``CompiledCase/delays``.
        let delays: Range<Int>
    }

    struct GroupFacts: Sendable {
        let servesConcurrent: Bool
        /// Its part of ``CompiledCase/pulls``.
        let pulls: Range<Int>
    }

    /// A group that a contact of a queue may take, in the order of trying.
    struct Route: Sendable {
        let group: Int
        let preference: Int
        let delaySeconds: Double
    }

    /// A queue that a free agent of a group may serve, in the order of trying.
    struct Pull: Sendable {
        let queue: Int
        /// Smaller is served first; all deferrable work ranks behind everything a customer waits for.
        let rank: Int
        let delaySeconds: Double
    }

    let intervalSeconds: Double
    let intervalCount: Int
    let intervalsPerDay: Int
    /// Parts of an interval in which staffing may differ.
    let slotsPerInterval: Int
    let dayFactorVariation: Double
    let queueNames: [String]
    let groupNames: [String]
    let queues: [QueueFacts]
    let groups: [GroupFacts]
    let routes: [Route]
    let pulls: [Pull]
    /// Distinct positive waits after which a queue's contacts become eligible for more groups.
    let delays: [Double]
    /// Contacts per second, queue × interval.
    let ratePerSecond: [Double]
    /// Mean handle time, queue × interval.
    let ahtSeconds: [Double]
    /// The group's own mean handle time, group × queue; NaN = the queue's.
    let groupAhtSeconds: [Double]
    /// Agents available (a real number), group × agent slot.
    let agents: [Double]
    /// Most chats an agent can hold at once.
    let mostChats: Int

    /// Seconds from the start to the end of the last interval.
    var horizonSeconds: Double { Double(intervalCount) * intervalSeconds }
    /// Agent slots of all intervals.
    var slotCount: Int { intervalCount * slotsPerInterval }
    /// Days begun.
    var dayCount: Int { (intervalCount + intervalsPerDay - 1) / intervalsPerDay }

    init(_ source: SimulationCase) throws(SimulationError) {
        try source.validate()
        let seconds = Double(source.intervalSeconds)
        let count = source.intervalCount
        intervalSeconds = seconds
        intervalCount = count
        intervalsPerDay = source.intervalsPerDay
        slotsPerInterval = source.agentSlotsPerInterval
        dayFactorVariation = source.dayFactorVariation
        queueNames = source.queues.map(\.name)
        groupNames = source.groups.map(\.name)
        ratePerSecond = source.queues.flatMap { $0.contactsPerInterval.map { $0 / seconds } }
        ahtSeconds = source.queues.flatMap(\.ahtSeconds)
        agents = source.groups.flatMap { $0.agents.map { $0 * source.availability } }

        var routes: [Route] = []
        var delays: [Double] = []
        var queueFacts: [QueueFacts] = []
        for (index, queue) in source.queues.enumerated() {
            let first = routes.count
            let firstDelay = delays.count
            for (group, facts) in source.groups.enumerated() {
                for entry in facts.eligibility where entry.queue == index {
                    routes.append(
                        Route(
                            group: group, preference: entry.preference, delaySeconds: entry.availableAfterWaitSeconds))
                }
            }
            routes[first...].sort { ($0.preference, $0.group) < ($1.preference, $1.group) }
            delays += Set(routes[first...].map(\.delaySeconds).filter { $0 > 0 }).sorted()
            let isDeferrable = queue.service == .deferrable
            let isConcurrent = queue.service == .concurrent
            queueFacts.append(
                QueueFacts(
                    isDeferrable: isDeferrable, isConcurrent: isConcurrent,
                    isInterruptible: isDeferrable && queue.isInterruptible,
                    concurrency: isConcurrent ? queue.concurrency : 1,
                    patienceSeconds: isDeferrable ? .infinity : queue.patienceSeconds ?? .infinity,
                    targetSeconds: queue.targetSeconds,
                    handleLaw: queue.isExponential
                        ? .exponential
                        : .lognormal(
                            LognormalParameters(mean: 1, coefficientOfVariation: queue.handleTimeVariation)),
                    routes: first..<routes.count, delays: firstDelay..<delays.count))
        }

        var pulls: [Pull] = []
        var groupFacts: [GroupFacts] = []
        var groupAht = [Double](repeating: .nan, count: source.groups.count * source.queues.count)
        // Ranks are dense: first by whether a customer is waiting, then by priority.
        let ranks = Set(source.queues.map(\.serviceOrder)).sorted()
        for (index, group) in source.groups.enumerated() {
            let first = pulls.count
            for entry in group.eligibility {
                let rank = ranks.firstIndex(of: source.queues[entry.queue].serviceOrder) ?? 0
                pulls.append(Pull(queue: entry.queue, rank: rank, delaySeconds: entry.availableAfterWaitSeconds))
                groupAht[index * source.queues.count + entry.queue] = entry.ahtSeconds ?? .nan
            }
            pulls[first...].sort { ($0.rank, $0.queue) < ($1.rank, $1.queue) }
            groupFacts.append(
                GroupFacts(
                    servesConcurrent: group.eligibility.contains { source.queues[$0.queue].service == .concurrent },
                    pulls: first..<pulls.count))
        }
        self.routes = routes
        self.delays = delays
        self.pulls = pulls
        queues = queueFacts
        groups = groupFacts
        groupAhtSeconds = groupAht
        mostChats = queueFacts.map(\.concurrency).max() ?? 1
    }

    /// When an agent slot ends, in seconds; infinite after the last. The end of an interval comes out exact.
    func slotEndSeconds(_ slot: Int) -> Double {
        slot < slotCount ? Double(slot + 1) * intervalSeconds / Double(slotsPerInterval) : .infinity
    }

    /// Mean handle time of a contact of `queue` that arrived in `interval`, served by `group`.
    func meanHandleSeconds(queue: Int, interval: Int, group: Int) -> Double {
        let own = groupAhtSeconds[group * queues.count + queue]
        return own.isNaN ? ahtSeconds[queue * intervalCount + interval] : own
    }
}

/// The order in which a free agent serves queues.
private struct ServiceOrder: Hashable, Comparable {
    let isDeferrable: Bool
    let priority: Int

    static func < (a: ServiceOrder, b: ServiceOrder) -> Bool {
        a.isDeferrable == b.isDeferrable ? a.priority < b.priority : b.isDeferrable
    }
}

extension SimulationCase.Queue {
    fileprivate var serviceOrder: ServiceOrder {
        ServiceOrder(isDeferrable: service == .deferrable, priority: priority)
    }
}
