import ContactCenter

/// How the columns of a log become interactions: the mapping file as a value.
///
/// ``native`` reads `interactions.csv`; ``read(_:)`` reads a mapping file for any other log.
public struct ColumnMapping: Hashable, Sendable {
    /// A field made of text.
    public struct TextField: Hashable, Sendable {
        /// Columns whose texts are joined with ``separator``.
        public var columns: [String]
        /// Stands between joined texts.
        public var separator = "-"
        /// The text of every row; `columns` is empty then.
        public var constant: String?
        /// Texts that are replaced; any other passes unchanged.
        public var values: [String: String] = [:]
        /// Texts that mean "nothing here".
        public var absent: Set<String> = []
        /// Whether a file without the column is refused.
        public var isRequired = true

        /// The text of one column.
        public init(column: String) { columns = [column] }
        /// The texts of several columns, joined.
        public init(joining columns: [String], separator: String = "-") {
            self.columns = columns
            self.separator = separator
        }
        /// The same text in every row.
        public init(constant: String) {
            columns = []
            self.constant = constant
        }
    }

    /// A field that is a point in time.
    public struct StampField: Hashable, Sendable {
        /// Where it stands.
        public enum Source: Hashable, Sendable {
            /// ISO 8601 in one column; without an offset it is the wall clock of the centre's zone.
            case stamp(column: String)
            /// Seconds since 1970-01-01T00:00:00Z, times `perSecond` (1000 for milliseconds).
            case epoch(column: String, perSecond: Int)
            /// A date and a time of day in two columns, on the wall clock of the centre's zone. A time of another
            /// event more than twelve hours before the start of the contact belongs to the next day.
            case dateAndTime(date: String, time: String)
        }
        /// Where it stands.
        public var source: Source
        /// Texts (of the stamp, or of the time of day) that mean "did not happen".
        public var absent: Set<String> = []
        /// Whether a file without the column is refused.
        public var isRequired = true

        /// A point in time from `source`.
        public init(_ source: Source) { self.source = source }
    }

    /// A field that is a length of time.
    public struct DurationField: Hashable, Sendable {
        /// Unit of a number.
        public enum Unit: String, Hashable, Sendable, CaseIterable {
            /// Seconds.
            case seconds
            /// Thousandths of a second.
            case milliseconds
            /// Minutes.
            case minutes
            /// `H:MM:SS` or `MM:SS`.
            case clock
        }
        /// Where it stands.
        public enum Source: Hashable, Sendable {
            /// A number, or a clock reading, in one column.
            case column(String, Unit)
            /// From one stamp or time of day to another; over midnight between two times of day.
            case between(from: String, to: String)
        }
        /// Where it stands.
        public var source: Source
        /// Texts that mean "unknown".
        public var absent: Set<String> = []
        /// Whether a file without the column is refused.
        public var isRequired = true

        /// A length of time from `source`.
        public init(_ source: Source) { self.source = source }
    }

    /// What a text says about how a contact ended.
    public enum OutcomeValue: String, Hashable, Sendable, CaseIterable {
        /// Served by an agent.
        case answered
        /// The customer left before.
        case abandoned
        /// Not a contact: the row is refused as `ignored_by_mapping`.
        case ignore
    }

    /// The column that tells how a contact ended, and what its texts mean.
    public struct OutcomeField: Hashable, Sendable {
        /// The column.
        public var column: String
        /// What its texts mean.
        public var values: [String: OutcomeValue]
        /// Whether a file without the column is refused, and a row with any other text.
        public var isRequired = true
        /// The texts of `column`.
        public init(column: String, values: [String: OutcomeValue]) {
            self.column = column
            self.values = values
        }
    }

    /// Byte between fields; `nil` = found from the content.
    public var delimiter: UInt8?
    /// Key of the contact.
    public var interactionID: TextField
    /// Key of the customer.
    public var customerID: TextField?
    /// Channel; `nil` = voice.
    public var channel: TextField?
    /// Queue.
    public var queue: TextField
    /// `inbound` or `outbound`; `nil` = inbound.
    public var direction: TextField?
    /// Entry into the queue.
    public var createdAt: StampField
    /// Answer.
    public var answeredAt: StampField?
    /// End.
    public var endedAt: StampField?
    /// Last change of the row by its source; of two versions of a contact the newer one stands.
    public var updatedAt: StampField?
    /// Wait; derived from the stamps where absent.
    public var wait: DurationField?
    /// Talk; derived from the stamps where absent.
    public var talk: DurationField?
    /// Hold.
    public var hold: DurationField?
    /// After-contact work.
    public var wrap: DurationField?
    /// Agent.
    public var agentID: TextField?
    /// Result code.
    public var disposition: TextField?
    /// Reason code.
    public var reason: TextField?
    /// Truth value.
    public var resolved: TextField?
    /// Truth value.
    public var transferred: TextField?
    /// Amount with at most two decimals.
    public var revenue: TextField?
    /// How the contact ended; `nil`, and where it is not stated = answered when there is a stamp of the answer.
    public var outcome: OutcomeField?
    /// Whether columns that the mapping does not name are worth a note.
    public var notesUnknownColumns = false

    /// A mapping of the fields no log can do without.
    public init(interactionID: TextField, queue: TextField, createdAt: StampField) {
        self.interactionID = interactionID
        self.queue = queue
        self.createdAt = createdAt
    }

    /// The native `interactions.csv`. Only `interaction_id`, `queue` and `created_at` must be there.
    public static let native: ColumnMapping = {
        func text(_ column: String) -> TextField {
            var field = TextField(column: column)
            field.isRequired = false
            return field
        }
        func stamp(_ column: String) -> StampField {
            var field = StampField(.stamp(column: column))
            field.isRequired = false
            return field
        }
        func seconds(_ column: String) -> DurationField {
            var field = DurationField(.column(column, .seconds))
            field.isRequired = false
            return field
        }
        var mapping = ColumnMapping(
            interactionID: TextField(column: "interaction_id"), queue: TextField(column: "queue"),
            createdAt: StampField(.stamp(column: "created_at")))
        mapping.customerID = text("customer_id")
        mapping.channel = text("channel")
        mapping.direction = text("direction")
        mapping.answeredAt = stamp("answered_at")
        mapping.endedAt = stamp("ended_at")
        mapping.updatedAt = stamp("updated_at")
        mapping.wait = seconds("wait_s")
        mapping.talk = seconds("talk_s")
        mapping.hold = seconds("hold_s")
        mapping.wrap = seconds("wrap_s")
        mapping.agentID = text("agent_id")
        mapping.disposition = text("disposition")
        mapping.reason = text("reason")
        mapping.resolved = text("resolved")
        mapping.transferred = text("transferred")
        mapping.revenue = text("revenue")
        var outcome = OutcomeField(column: "outcome", values: ["answered": .answered, "abandoned": .abandoned])
        outcome.isRequired = false
        mapping.outcome = outcome
        mapping.notesUnknownColumns = true
        return mapping
    }()
}
