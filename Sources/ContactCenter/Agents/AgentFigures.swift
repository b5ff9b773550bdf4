/// One agent's measure against what the same contacts take on average; half a row of `agents.csv`.
public struct FunnelMeasure: Hashable, Sendable {
    /// Where a measure lies.
    public enum Signal: String, Hashable, Sendable, CaseIterable {
        /// Inside both limits: nothing that chance would not do.
        case none
        /// Below the 95 % limits.
        case low95
        /// Above the 95 % limits.
        case high95
        /// Below the 99.8 % limits.
        case low998
        /// Above the 99.8 % limits.
        case high998
    }

    /// Contacts or demands measured.
    public var count: Int
    /// The plain mean (share resolved, or seconds).
    public var raw: Double
    /// What all agents together would have with the same mix of queues, channels and reasons.
    public var expected: Double
    /// The overall mean × raw / expected: as if the agent had everybody's mix.
    public var adjusted: Double
    /// The adjusted mean drawn towards the overall one by as much as chance may have moved it.
    public var shrunken: Double
    /// Limits of the adjusted mean at 95 %; a false alarm in 20 agents.
    public var limits95: ClosedRange<Double>
    /// Limits of the adjusted mean at 99.8 %; a false alarm in 500 agents.
    public var limits998: ClosedRange<Double>
    /// Where the measure lies.
    public var signal: Signal

    /// A measure.
    public init(
        count: Int, raw: Double, expected: Double, adjusted: Double, shrunken: Double, limits95: ClosedRange<Double>,
        limits998: ClosedRange<Double>, signal: Signal
    ) {
        self.count = count
        self.raw = raw
        self.expected = expected
        self.adjusted = adjusted
        self.shrunken = shrunken
        self.limits95 = limits95
        self.limits998 = limits998
        self.signal = signal
    }
}

/// One agent in figures; one row of `agents.csv`.
public struct AgentFigures: Hashable, Sendable {
    /// How an agent's time was used, each share with its denominator in its name.
    public struct Time: Hashable, Sendable {
        /// Seconds of talk, hold and after-contact work, added up.
        public var handleSeconds: Double
        /// Seconds in which at least one contact was in hand (chats at once count once); `nil` without stamps.
        public var busySeconds: Double?
        /// Seconds from the first answer to the last end, day by day: the least time the agent was there.
        public var spanSeconds: Double?
        /// Seconds scheduled for work on the days of the roster.
        public var scheduledSeconds: Double?
        /// Seconds paid on those days.
        public var paidSeconds: Double?
        /// Busy seconds on those days.
        public var busyOnRosterSeconds: Double?

        /// Nothing known but the handling.
        public init(handleSeconds: Double) { self.handleSeconds = handleSeconds }

        /// Busy / observed span; an upper bound of the occupancy, since the agent was there at least so long.
        public var occupancyOfSpan: Double? { share(busySeconds, spanSeconds) }
        /// Busy / scheduled working time.
        public var occupancyOfScheduled: Double? { share(busyOnRosterSeconds, scheduledSeconds) }
        /// Busy / paid time.
        public var utilisationOfPaid: Double? { share(busyOnRosterSeconds, paidSeconds) }

        private func share(_ part: Double?, _ whole: Double?) -> Double? {
            guard let part, let whole, whole > 0 else { return nil }
            return part / whole
        }
    }

    /// The agent.
    public var agent: String
    /// Inbound contacts answered.
    public var contacts: Int
    /// Resolution; `nil` when nothing could be judged.
    public var resolution: FunnelMeasure?
    /// Handle time in seconds; `nil` when none is known.
    public var handleTime: FunnelMeasure?
    /// How the time was used.
    public var time: Time

    /// An agent in figures.
    public init(
        agent: String, contacts: Int, resolution: FunnelMeasure?, handleTime: FunnelMeasure?, time: Time
    ) {
        self.agent = agent
        self.contacts = contacts
        self.resolution = resolution
        self.handleTime = handleTime
        self.time = time
    }
}

/// One queue × channel in figures; one row of `queues.csv`.
public struct QueueFigures: Hashable, Sendable {
    /// Queue and channel.
    public var stream: QueueChannel
    /// Inbound contacts.
    public var offered = 0
    /// Answered.
    public var answered = 0
    /// Answered within the seconds of the service level.
    public var answeredWithin = 0
    /// Seconds of wait of the answered.
    public var waitAnsweredSeconds = 0.0
    /// Answered whose handle time is known.
    public var handled = 0
    /// Their seconds of handling.
    public var handleSeconds = 0.0
    /// Agents who answered.
    public var agents = 0
    /// First-contact resolution.
    public var resolution: RepeatRate?

    /// A queue of which nothing is counted yet.
    public init(stream: QueueChannel) { self.stream = stream }

    /// Abandoned.
    public var abandoned: Int { offered - answered }
    /// Answered within / offered.
    public var serviceLevel: Double? { offered > 0 ? Double(answeredWithin) / Double(offered) : nil }
    /// Mean wait of the answered, in seconds.
    public var asaSeconds: Double? { answered > 0 ? waitAnsweredSeconds / Double(answered) : nil }
    /// Mean handle time, in seconds.
    public var ahtSeconds: Double? { handled > 0 ? handleSeconds / Double(handled) : nil }
}
