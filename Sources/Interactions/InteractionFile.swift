import ContactCenter
import Tabular

/// Writes `interactions.csv`.
public enum InteractionFile {
    /// Columns in the order written.
    public static let columns = [
        "interaction_id", "customer_id", "channel", "queue", "direction", "created_at", "answered_at", "ended_at",
        "wait_s", "talk_s", "hold_s", "wrap_s", "agent_id", "disposition", "reason", "resolved", "transferred",
        "revenue", "outcome", "updated_at",
    ]

    /// Writes a table piece by piece.
    public struct Writer {
        private let zone: ZoneRules
        private let columns: Int
        private var table: CSVWriter

        /// A table with times on the clock of `zone`.
        ///
        /// - Parameter extra: Columns after ``InteractionFile/columns``.
        public init(zone: ZoneRules, extra: [String] = []) {
            self.zone = zone
            columns = InteractionFile.columns.count + extra.count
            table = CSVWriter(header: InteractionFile.columns + extra)
        }

        /// Bytes that wait to be taken.
        public var count: Int { table.bytes.count }

        /// What was written since the last time.
        public mutating func take() -> [UInt8] {
            defer { table = CSVWriter(columns: columns) }
            return table.bytes
        }

        /// Adds a contact. An apostrophe stands before text that a spreadsheet would take for a formula.
        public mutating func add(_ contact: Interaction, _ extra: [String] = []) {
            add(contact.id)
            add(contact.customerID)
            add(contact.stream.channel.name)
            add(contact.stream.queue)
            add(contact.direction.rawValue)
            for instant in [contact.createdAt, contact.answeredAt, contact.endedAt] { add(instant) }
            for seconds in [contact.waitSeconds, contact.talkSeconds, contact.holdSeconds, contact.wrapSeconds] {
                table.add(seconds, decimals: 9)
            }
            for text in [contact.agentID, contact.disposition, contact.reason] { add(text) }
            for truth in [contact.isResolved, contact.isTransferred] { table.add(truth.map { $0 ? 1 : 0 }) }
            table.add(contact.revenueCents.map(Cents.text) ?? "")
            add(contact.outcome.rawValue)
            add(contact.updatedAt)
            for text in extra { table.add(text) }
            table.endRow()
        }

        private mutating func add(_ text: String?) { table.add(text.map(FormulaGuard.guarded) ?? "") }
        private mutating func add(_ instant: Instant?) { table.add(instant.map(zone.iso8601) ?? "") }
    }
}
