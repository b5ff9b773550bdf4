/// Work with a deadline that nobody waits for on the line (e-mail, tickets, back office), as a fluid: what arrives in an
/// interval may be done from that interval on, in the open ones, and must be done by the end of its last interval.
///
///     let day = try DeferredWork(
///         workSeconds: [3600, 7200, 0, 0], isOpen: [true, true, true, true], intervalSeconds: 3600,
///         deadlineIntervals: 1)
///     day.leastCapacity()?.agents   // 1: the 2 hours of interval 1 have 2 hours of time
public struct DeferredWork: Hashable, Sendable {
    /// Work that arrives in every interval, in agent-seconds.
    public let workSeconds: [Double]
    /// Whether anybody works in the interval.
    public let isOpen: [Bool]
    /// Length of every interval, in seconds.
    public let lengthSeconds: [Double]
    /// The last interval, open or not, in which the work of an interval is still in time.
    public let lastInterval: [Int]

    /// Work on a grid of intervals of one length, due at the end of the interval `deadlineIntervals` after its own.
    ///
    /// - Throws: ``QueueingError`` for negative work, a length not above 0, a negative deadline, or lists of different
    ///   lengths.
    public init(
        workSeconds: [Double], isOpen: [Bool], intervalSeconds: Double, deadlineIntervals: Int
    ) throws(QueueingError) {
        try Domain.requireNonNegative(
            Double(deadlineIntervals), "the deadline in intervals", hint: "0 is the interval of arrival itself")
        let last = workSeconds.count - 1
        try self.init(
            workSeconds: workSeconds, isOpen: isOpen,
            lengthSeconds: Array(repeating: intervalSeconds, count: workSeconds.count),
            lastInterval: workSeconds.indices.map { $0 > last - deadlineIntervals ? last : $0 + deadlineIntervals })
    }

    /// Work whose last intervals are given; they must not fall from one interval to the next.
    init(
        workSeconds: [Double], isOpen: [Bool], lengthSeconds: [Double], lastInterval: [Int]
    ) throws(QueueingError) {
        guard isOpen.count == workSeconds.count else {
            throw .invalidValue(
                what: "the list of opening states", value: "\(isOpen.count) long for \(workSeconds.count) intervals",
                place: nil, hint: "give one state per interval")
        }
        for work in workSeconds {
            try Domain.requireNonNegative(work, "the work of an interval in seconds", hint: "give 0 or more seconds")
        }
        for length in lengthSeconds {
            try Domain.requirePositive(length, "the length of an interval in seconds", hint: "give a length above 0")
        }
        self.workSeconds = workSeconds
        self.isOpen = isOpen
        self.lengthSeconds = lengthSeconds
        self.lastInterval = lastInterval
    }

    /// The least number of agents, the same in every open interval, with which nothing is late.
    public struct LeastCapacity: Hashable, Sendable {
        /// Agents, a real number.
        public var agents: Double
        /// First interval of the stretch that needs them.
        public var firstInterval: Int
        /// Last interval whose arrivals are in the stretch.
        public var lastInterval: Int
    }

    /// The least constant capacity: the largest, over all i ≤ j, of the work that arrives in i…j over the open time from
    /// i to the deadline of j.
    ///
    /// `nil` when some work has no open interval before its deadline. Without any work it is 0 agents.
    /// - Complexity: O(intervals²).
    /// - Source: Earliest-deadline-first is feasible exactly if no window holds more work than time (demand-bound test of
    ///   Baruah, Rosier & Howell, 1990), for deadlines in the order of arrival.
    public func leastCapacity() -> LeastCapacity? {
        var openUpTo = [0.0]
        for index in workSeconds.indices {
            openUpTo.append(openUpTo[index] + (isOpen[index] ? lengthSeconds[index] : 0))
        }
        var least = LeastCapacity(agents: 0, firstInterval: 0, lastInterval: 0)
        for first in workSeconds.indices where workSeconds[first] > 0 {
            var work = 0.0
            for last in first..<workSeconds.count {
                work += workSeconds[last]
                let time = openUpTo[lastInterval[last] + 1] - openUpTo[first]
                guard time > 0 else { return nil }
                if work > least.agents * time {
                    least = LeastCapacity(agents: work / time, firstInterval: first, lastInterval: last)
                }
            }
        }
        return least
    }
}
