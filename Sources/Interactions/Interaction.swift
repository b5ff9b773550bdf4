import ContactCenter

/// One contact of a customer with the centre: a row of `interactions.csv`.
///
/// `nil` means unknown (or "did not happen"), never zero. Durations are not negative.
public struct Interaction: Hashable, Sendable {
    /// Who started it.
    public enum Direction: String, Hashable, Sendable, CaseIterable {
        /// The customer; these make the demand.
        case inbound
        /// The centre.
        case outbound
    }

    /// How it ended.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// An agent served it.
        case answered
        /// The customer left before an answer.
        case abandoned
    }

    /// Key of the contact, unique over all files of an import.
    public var id: String
    /// Key of the customer; `nil` = not identified.
    public var customerID: String?
    /// Queue and channel.
    public var stream: QueueChannel
    /// Who started it.
    public var direction: Direction
    /// When it entered the queue.
    public var createdAt: Instant
    /// How it ended.
    public var outcome: Outcome
    /// When an agent took it; `nil` when nobody did.
    public var answeredAt: Instant? {
        get { answeredAtStorage == Interaction.unknownInstant ? nil : answeredAtStorage }
        set { answeredAtStorage = newValue ?? Interaction.unknownInstant }
    }
    /// When it was over (after-contact work not included).
    public var endedAt: Instant? {
        get { endedAtStorage == Interaction.unknownInstant ? nil : endedAtStorage }
        set { endedAtStorage = newValue ?? Interaction.unknownInstant }
    }
    /// Seconds in the queue, to the answer or to the abandonment.
    public var waitSeconds: Double? {
        get { waitSecondsStorage < 0 ? nil : waitSecondsStorage }
        set { waitSecondsStorage = newValue ?? -1 }
    }
    /// Seconds of talk.
    public var talkSeconds: Double? {
        get { talkSecondsStorage < 0 ? nil : talkSecondsStorage }
        set { talkSecondsStorage = newValue ?? -1 }
    }
    /// Seconds on hold.
    public var holdSeconds: Double? {
        get { holdSecondsStorage < 0 ? nil : holdSecondsStorage }
        set { holdSecondsStorage = newValue ?? -1 }
    }
    /// Seconds of after-contact work.
    public var wrapSeconds: Double? {
        get { wrapSecondsStorage < 0 ? nil : wrapSecondsStorage }
        set { wrapSecondsStorage = newValue ?? -1 }
    }
    /// When the source last changed the row; of two versions of a contact the newer one stands.
    public var updatedAt: Instant? {
        get { updatedAtStorage == Interaction.unknownInstant ? nil : updatedAtStorage }
        set { updatedAtStorage = newValue ?? Interaction.unknownInstant }
    }
    /// Agent who served it.
    public var agentID: String?
    /// The centre's own code of the result.
    public var disposition: String?
    /// The centre's own code of the reason.
    public var reason: String?
    /// Whether the agent took it for solved.
    public var isResolved: Bool?
    /// Whether it was passed on.
    public var isTransferred: Bool?
    /// Revenue in hundredths of the currency.
    public var revenueCents: Int? {
        get { revenueStorage == .min ? nil : revenueStorage }
        set { revenueStorage = newValue ?? .min }
    }

    // Unknown is kept as an impossible value: optionals of eight bytes take sixteen, and logs have millions of rows.
    private static let unknownInstant = Instant(seconds: .min)
    private var answeredAtStorage = unknownInstant
    private var endedAtStorage = unknownInstant
    private var updatedAtStorage = unknownInstant
    private var waitSecondsStorage = -1.0
    private var talkSecondsStorage = -1.0
    private var holdSecondsStorage = -1.0
    private var wrapSecondsStorage = -1.0
    private var revenueStorage = Int.min

    /// A contact of which only the necessary is known.
    public init(id: String, stream: QueueChannel, createdAt: Instant, outcome: Outcome) {
        self.id = id
        self.stream = stream
        self.createdAt = createdAt
        self.outcome = outcome
        direction = .inbound
    }

    /// Whether this version of a contact, read after `earlier`, takes its place: unless it states an older change.
    func replaces(_ earlier: Interaction) -> Bool { updatedAtStorage >= earlier.updatedAtStorage }

    /// Talk + hold + after-contact work in seconds, hold and work counting nothing where unknown; `nil` when the talk
    /// is unknown.
    public var handleSeconds: Double? { talkSeconds.map { $0 + (holdSeconds ?? 0) + (wrapSeconds ?? 0) } }
}
