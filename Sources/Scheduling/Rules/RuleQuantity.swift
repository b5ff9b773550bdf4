import ContactCenter

/// What a rule counts of a day.
enum RuleQuantity: Hashable, Sendable {
    /// Paid minutes.
    case paid
    /// Working days.
    case days
    /// Night shifts.
    case nights(NightWindow)
    /// Working days on weekdays, a bit each from Monday.
    case weekdays(UInt8)

    /// Its amount on the day with index `day` (0 = a Monday).
    func amount(_ fact: DayFact, day: Int) -> Int32 {
        guard fact.works else { return 0 }
        switch self {
        case .paid: return fact.paid
        case .days: return 1
        case .nights(let window): return window.holds(Int(fact.start)..<Int(fact.end)) ? 1 : 0
        case .weekdays(let mask): return mask & (1 << UInt8((day % 7 + 7) % 7)) != 0 ? 1 : 0
        }
    }
}
