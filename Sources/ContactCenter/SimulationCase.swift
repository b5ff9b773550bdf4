/// A stretch of operation to simulate: demand and routing on one grid of intervals, people on the same or a finer one.
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
        /// Mean of the exponential patience, in seconds; `nil` = never gives up (deferrable work never does).
        public var patienceSeconds: Double?
        /// Time T of the service level, in seconds.
        public var targetSeconds: Double
        /// Contacts an agent serves at once; used only where ``service`` is `concurrent`.
        public var concurrency: Int
        /// Smaller numbers are served first by an agent who becomes free; deferrable work always comes last.
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

    /// That a group serves a queue, and how.
    public struct Eligibility: Hashable, Sendable {
        /// Index of the queue.
        public var queue: Int
        /// An arriving contact of the queue takes an idle agent of the group with the smallest number first.
        public var preference: Int
        /// The group serves contacts of the queue only once they have waited this long, in seconds (overflow).
        public var availableAfterWaitSeconds: Double
        /// Mean handle time of the group for the queue, in seconds; `nil` = the queue's own.
        public var ahtSeconds: Double?

        /// The group serves `queue`.
        public init(
            queue: Int, preference: Int = 0, availableAfterWaitSeconds: Double = 0, ahtSeconds: Double? = nil
        ) {
            self.queue = queue
            self.preference = preference
            self.availableAfterWaitSeconds = availableAfterWaitSeconds
            self.ahtSeconds = ahtSeconds
        }
    }

    /// Agents who can do the same things.
    public struct Group: Hashable, Sendable {
        /// Name, e.g. the skills joined by a bar.
        public var name: String
        /// The queues the group serves, each once.
        public var eligibility: [Eligibility]
        /// Agents on duty per agent slot: ``SimulationCase/agentSlotsPerInterval`` values an interval.
        public var agents: [Double]

        /// A group that serves the queues of `eligibility` with `agents` on duty.
        public init(name: String, eligibility: [Eligibility], agents: [Double]) {
            self.name = name
            self.eligibility = eligibility
            self.agents = agents
        }

        /// A group that serves `queues` with `agents` on duty; a queue's place in the list is its preference: a contact
        /// of a queue takes first a group that names the queue first.
        public init(name: String, queues: [Int], agents: [Double]) {
            self.init(
                name: name,
                eligibility: queues.enumerated().map { Eligibility(queue: $0.element, preference: $0.offset) },
                agents: agents)
        }

        /// Indices of the queues the group serves.
        public var queues: [Int] { eligibility.map(\.queue) }
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
    /// Equal parts of an interval (≥ 1) in which the number of agents may differ: 2 for half hours of demand and a
    /// roster whose breaks last a quarter of an hour. Demand and results stay per interval.
    public var agentSlotsPerInterval: Int

    /// Demand and people on a grid of `intervalSeconds`.
    public init(
        intervalSeconds: Int, queues: [Queue], groups: [Group], dayFactorVariation: Double = 0, intervalsPerDay: Int,
        availability: Double = 1, agentSlotsPerInterval: Int = 1
    ) {
        self.intervalSeconds = intervalSeconds
        self.queues = queues
        self.groups = groups
        self.dayFactorVariation = dayFactorVariation
        self.intervalsPerDay = intervalsPerDay
        self.availability = availability
        self.agentSlotsPerInterval = agentSlotsPerInterval
    }

    /// Number of intervals.
    public var intervalCount: Int { queues.first?.contactsPerInterval.count ?? 0 }
}
