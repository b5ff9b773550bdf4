import ContactCenter

/// One thing cleaning did to the history, with what it needs to be undone.
public struct CleaningChange: Hashable, Sendable, CustomStringConvertible {
    /// What was found.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The calendar announces an outage.
        case announcedOutage = "announced_outage"
        /// Open intervals without a single contact, or with hardly any, where many are usual.
        case silence
        /// A day far from its weekday's usual volume.
        case outlierDay = "outlier_day"
        /// An interval far from its usual volume.
        case outlierInterval = "outlier_interval"
        /// Open intervals of which the history has no row: unknown, never zero. Reported.
        case missing
        /// The volume changed for good on a day. Reported: the forecast follows it, nothing is wrong with the numbers.
        case levelShift = "level_shift"

        /// Whether the finding is only reported and no row is changed.
        public var isReport: Bool { self == .missing || self == .levelShift }
    }

    /// Stream.
    public var stream: QueueChannel
    /// Start of the first interval.
    public var start: Instant
    /// End of the last interval.
    public var end: Instant
    /// What was found.
    public var kind: Kind
    /// Contacts counted in these intervals; of a level shift, those of a usual day after it.
    public var offered: Int
    /// Contacts usual in these intervals, of a level shift those of a usual day before it; `nil` when not asked.
    public var usual: Double?
    /// Why, in words.
    public var reason: String
    /// The rows as they were. In the cleaned history their status is ``IntervalCounts/Status/outage``: their numbers
    /// stand but are not to be believed (unknown, not zero).
    public var originals: [IntervalCounts]
    /// The start on the centre's clock, for messages.
    public var localStart: LocalTime

    /// What, where and why, one line.
    public var description: String {
        kind.isReport
            ? "\(stream) \(localStart): \(reason)"
            : "\(stream) \(localStart): \(originals.count) \(originals.count == 1 ? "interval" : "intervals") with \(offered)"
                + " contacts not used: \(reason)"
    }
}

/// A history after cleaning.
public struct CleanedHistory: Sendable {
    /// All rows in their order; those not to be believed have status outage.
    public var history: [IntervalCounts]
    /// What was done, by stream and time.
    public var changes: [CleaningChange]

    /// The history with some changes undone (all by default).
    public func undoing(_ undone: [CleaningChange]? = nil) -> [IntervalCounts] {
        var originals: [Key: IntervalCounts] = [:]
        for change in undone ?? changes {
            for row in change.originals { originals[Key(stream: row.stream, start: row.start)] = row }
        }
        return history.map { originals[Key(stream: $0.stream, start: $0.start)] ?? $0 }
    }

    private struct Key: Hashable {
        var stream: QueueChannel
        var start: Instant
    }
}
