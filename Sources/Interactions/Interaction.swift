import ContactCenter

/// One contact of a customer with the centre: a row of `interactions.csv`.
///
/// `nil` means unknown (or "did not happen"), never zero.
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
    public var answeredAt: Instant?
    /// When it was over (after-contact work not included).
    public var endedAt: Instant?
    /// Seconds in the queue, to the answer or to the abandonment.
    public var waitSeconds: Double?
    /// Seconds of talk.
    public var talkSeconds: Double?
    /// Seconds on hold.
    public var holdSeconds: Double?
    /// Seconds of after-contact work.
    public var wrapSeconds: Double?
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
    public var revenueCents: Int?

    /// A contact of which only the necessary is known.
    public init(id: String, stream: QueueChannel, createdAt: Instant, outcome: Outcome) {
        self.id = id
        self.stream = stream
        self.createdAt = createdAt
        self.outcome = outcome
        direction = .inbound
    }

    /// Talk + hold + after-contact work in seconds, hold and work counting nothing where unknown; `nil` when the talk
    /// is unknown.
    public var handleSeconds: Double? { talkSeconds.map { $0 + (holdSeconds ?? 0) + (wrapSeconds ?? 0) } }
}
