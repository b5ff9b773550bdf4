/// A stretch of operation to simulate: demand, people and routing, on one grid of intervals.
public struct SimulationCase: Hashable, Sendable {
    /// A stream of contacts.
    public struct Queue: Hashable, Sendable {
        /// Name, e.g. `sales/voice`.
        public var name: String
        /// How its contacts are served.
        public var service: Channel.Service
        /// Expected contacts per interval.
        public var contactsPerInterval: [Double]
        /// Mean handle time of contacts that arrive in the interval, in seconds.
        public var ahtSeconds: [Double]
        /// Coefficient of variation of the handle time (lognormal); 1 with ``isExponential`` true = exponential.
        public var handleTimeVariation: Double
        /// Exponential handle times (overrides ``handleTimeVariation``).
        public var isExponential: Bool
        /// Mean of the exponential patience, in seconds; `nil` = never gives up.
        public var patienceSeconds: Double?
        /// Time T of the service level, in seconds.
        public var targetSeconds: Double
        /// Contacts an agent serves at once (1 for voice).
        public var concurrency: Int
        /// Smaller numbers are served first by an agent who becomes free.
        public var priority: Int
        /// Deferrable work that an agent lays aside when a contact of a better priority arrives.
        public var isInterruptible: Bool

        /// A stream with its demand.
        public init(
            name: String, service: Channel.Service = .immediate, contactsPerInterval: [Double], ahtSeconds: [Double],
            handleTimeVariation: Double = 1, isExponential: Bool = true, patienceSeconds: Double? = nil,
            targetSeconds: Double = 20, concurrency: Int = 1, priority: Int = 0, isInterruptible: Bool = false
        ) {
            self.name = name
            self.service = service
            self.contactsPerInterval = contactsPerInterval
            self.ahtSeconds = ahtSeconds
            self.handleTimeVariation = handleTimeVariation
            self.isExponential = isExponential
            self.patienceSeconds = patienceSeconds
            self.targetSeconds = targetSeconds
            self.concurrency = concurrency
            self.priority = priority
            self.isInterruptible = isInterruptible
        }
    }

    /// Agents who can do the same things.
    public struct Group: Hashable, Sendable {
        /// Name, e.g. the skills joined by a bar.
        public var name: String
        /// Indices of the queues the group serves, in order of preference for an arriving contact of the queue.
        public var queues: [Int]
        /// Agents on duty per interval.
        public var agents: [Double]

        /// A group that serves `queues` with `agents` on duty.
        public init(name: String, queues: [Int], agents: [Double]) {
            self.name = name
            self.queues = queues
            self.agents = agents
        }
    }

    /// Length of an interval, in seconds.
    public var intervalSeconds: Int
    /// Streams of contacts.
    public var queues: [Queue]
    /// Groups of agents.
    public var groups: [Group]
    /// Coefficient of variation of a Gamma factor that multiplies a whole day's rates (0 = none).
    public var dayFactorVariation: Double
    /// Intervals of one day, over which the day factor holds.
    public var intervalsPerDay: Int
    /// Share of scheduled agents who are available, 0…1: 1 − shrinkage.
    public var availability: Double

    /// Demand and people on a grid of `intervalSeconds`.
    public init(
        intervalSeconds: Int, queues: [Queue], groups: [Group], dayFactorVariation: Double = 0, intervalsPerDay: Int,
        availability: Double = 1
    ) {
        self.intervalSeconds = intervalSeconds
        self.queues = queues
        self.groups = groups
        self.dayFactorVariation = dayFactorVariation
        self.intervalsPerDay = intervalsPerDay
        self.availability = availability
    }

    /// Number of intervals.
    public var intervalCount: Int { queues.first?.contactsPerInterval.count ?? 0 }
}
