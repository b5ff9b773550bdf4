/// One customer's contacts in figures; one row of `customers.csv`.
public struct CustomerProfile: Hashable, Sendable {
    /// The customer.
    public var customer: String
    /// Inbound contacts.
    public var contacts: Int
    /// Those that nobody served.
    public var abandoned: Int
    /// Demands: contacts with transfers, callbacks and redials chained.
    public var demands: Int
    /// Demands that came within seven days after an earlier one with the same reason.
    public var repeats: Int
    /// Channels used, in alphabetical order.
    public var channels: [String]
    /// First contact.
    public var firstContact: Instant
    /// Last contact.
    public var lastContact: Instant
    /// The most frequent reason; empty = none known.
    public var mainReason: String
    /// Whether the last demand was left without an answer, or its agent did not take it for solved; `nil` = not known.
    public var isLastResolved: Bool?
    /// Seconds of handling.
    public var handleSeconds: Double
    /// Revenue of the contacts; `nil` = none known.
    public var revenue: Double?

    /// The profile of a customer of whom one contact is known.
    public init(customer: String, firstContact: Instant) {
        self.customer = customer
        self.firstContact = firstContact
        lastContact = firstContact
        contacts = 0
        abandoned = 0
        demands = 0
        repeats = 0
        channels = []
        mainReason = ""
        handleSeconds = 0
    }
}

/// One contact in the life of a customer; one row of `timeline.csv`.
public struct TimelineEntry: Hashable, Sendable {
    /// The customer.
    public var customer: String
    /// Number of the customer's demand, from 1.
    public var demand: Int
    /// How the contact belongs to it: first, transfer, callback, redial.
    public var role: String
    /// Key of the contact.
    public var interaction: String
    /// When it came.
    public var createdAt: Instant
    /// Queue and channel.
    public var stream: QueueChannel
    /// `inbound` or `outbound`.
    public var direction: String
    /// `answered` or `abandoned`.
    public var outcome: String
    /// Reason; empty = not known.
    public var reason: String
    /// Agent; empty = none.
    public var agent: String
    /// Whether the agent took it for solved.
    public var isResolved: Bool?
    /// Whether its demand repeats an earlier one within seven days.
    public var isRepeat: Bool
    /// Whether the customer stayed away for seven days after its demand; `nil` = cannot be judged (yet).
    public var isFirstContactResolution: Bool?

    /// A contact in the life of a customer.
    public init(
        customer: String, demand: Int, role: String, interaction: String, createdAt: Instant, stream: QueueChannel,
        direction: String, outcome: String, reason: String, agent: String, isResolved: Bool?, isRepeat: Bool,
        isFirstContactResolution: Bool?
    ) {
        self.customer = customer
        self.demand = demand
        self.role = role
        self.interaction = interaction
        self.createdAt = createdAt
        self.stream = stream
        self.direction = direction
        self.outcome = outcome
        self.reason = reason
        self.agent = agent
        self.isResolved = isResolved
        self.isRepeat = isRepeat
        self.isFirstContactResolution = isFirstContactResolution
    }
}
