import ContactCenter

/// Where a constraint of an agent comes from.
enum RuleOrigin: Hashable, Sendable {
    /// Least paid minutes of a week (H7).
    case contractLeast
    /// Most paid minutes of a week (H7).
    case contractMost
    /// Most working days of a week (H8).
    case contractDays
    /// Shift kinds of the contract (H1).
    case contractKinds
    /// Rest between two shifts (H4).
    case rest
    /// Working days in a row (H5).
    case daysInRow
    /// Free weekends (H9).
    case freeWeekends
    /// A record of leave or unavailability (H6), by its index in the instance.
    case availability(Int)
    /// A rule of the rule book, by its index.
    case rule(Int)
}
