/// A contact drawn for a quality check; one row of `quality-sample.csv`.
public struct QualityDraw: Hashable, Sendable {
    /// Agent who served it.
    public var agent: String
    /// Whether it is one of the contacts more likely to have gone wrong.
    public var isRisky: Bool
    /// Key of the contact.
    public var interaction: String
    /// When it came.
    public var createdAt: Instant
    /// Queue and channel.
    public var stream: QueueChannel
    /// Reason; empty = not known.
    public var reason: String
    /// Contacts that it stands for: those of its stratum over those drawn from it.
    public var weight: Double

    /// A contact drawn.
    public init(
        agent: String, isRisky: Bool, interaction: String, createdAt: Instant, stream: QueueChannel, reason: String,
        weight: Double
    ) {
        self.agent = agent
        self.isRisky = isRisky
        self.interaction = interaction
        self.createdAt = createdAt
        self.stream = stream
        self.reason = reason
        self.weight = weight
    }
}

/// What a quality sample can tell of an agent, or of all.
public struct SamplePrecision: Hashable, Sendable {
    /// The agent; empty = all together.
    public var agent: String
    /// Contacts to choose from.
    public var contacts: Int
    /// Contacts drawn.
    public var drawn: Int
    /// Half of the 95 % interval of a share estimated from the sample, at worst (a true share of one half).
    public var halfWidth: Double?

    /// The precision of a sample.
    public init(agent: String, contacts: Int, drawn: Int, halfWidth: Double?) {
        self.agent = agent
        self.contacts = contacts
        self.drawn = drawn
        self.halfWidth = halfWidth
    }
}
