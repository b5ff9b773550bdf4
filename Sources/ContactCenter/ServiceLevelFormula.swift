/// The named service-level definitions in use; centres that quote one number without its formula mean different
/// things by it (one half-hour scores 41.7 % to 62.5 % under them).
public enum ServiceLevelFormula: String, Sendable, CaseIterable {
    /// Answered within T / offered. Every abandoned contact counts against. The default.
    case offered = "sl_offered"
    /// Answered within T / answered. Abandoned contacts are ignored.
    case answered = "sl_answered"
    /// Answered within T / (offered − abandoned within T).
    case excludingAbandonedWithin = "sl_excl_short_T"
    /// Answered within T / (offered − short abandons).
    case excludingShortAbandoned = "sl_excl_short_tau"
    /// (Answered within T + abandoned within T) / offered.
    case abandonedWithinCountAsGood = "sl_abandon_ok"
    /// (Answered within T + abandoned within T, short abandons not counted) / (offered − short abandons): Cisco's
    /// "abandoned calls have a positive impact".
    case abandonedWithinCountAsGoodExcludingShort = "sl_abandon_ok_excl_short"
    /// P(virtual wait ≤ T): what a customer who never gives up would see. Not computable from counts.
    case virtualWait = "sl_virtual"

    /// The service level of an interval's counts, 0…1; `nil` when nothing counts, or the formula needs more than
    /// the counts that are known.
    public func evaluate(_ counts: IntervalCounts) -> Double? {
        guard counts.unknown.isDisjoint(with: measures) else { return nil }
        let good: Int
        let base: Int
        switch self {
        case .offered: (good, base) = (counts.answeredWithin, counts.offered)
        case .answered: (good, base) = (counts.answeredWithin, counts.answered)
        case .excludingAbandonedWithin:
            (good, base) = (counts.answeredWithin, counts.offered - counts.abandonedWithin)
        case .excludingShortAbandoned:
            (good, base) = (counts.answeredWithin, counts.offered - counts.shortAbandoned)
        case .abandonedWithinCountAsGood:
            (good, base) = (counts.answeredWithin + counts.abandonedWithin, counts.offered)
        case .abandonedWithinCountAsGoodExcludingShort:
            good = counts.answeredWithin + max(0, counts.abandonedWithin - counts.shortAbandoned)
            base = counts.offered - counts.shortAbandoned
        case .virtualWait: return nil
        }
        return base > 0 ? Double(good) / Double(base) : nil
    }

    /// What it is computed from beside the contacts offered.
    private var measures: IntervalCounts.Measures {
        switch self {
        case .offered: [.answeredWithin]
        case .answered: [.answeredWithin, .answered]
        case .excludingAbandonedWithin, .abandonedWithinCountAsGood: [.answeredWithin, .abandonedWithin]
        case .excludingShortAbandoned: [.answeredWithin, .shortAbandoned]
        case .abandonedWithinCountAsGoodExcludingShort: [.answeredWithin, .abandonedWithin, .shortAbandoned]
        case .virtualWait: []
        }
    }
}
