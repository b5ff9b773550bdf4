import ContactCenter

/// To which interval a contact is booked.
public enum BookingRule: String, Hashable, Sendable, CaseIterable {
    /// Where it entered the queue.
    case arrival
    /// Where it left the queue: answered or abandoned.
    case queueExit = "queue_exit"
    /// Where it was over, after-contact work included.
    case contactEnd = "contact_end"
    /// Where its service level was settled: answered, abandoned, or past the threshold (Cisco).
    case settled
    /// Handling second by second, where it was done.
    case trueToInterval = "true_to_interval"

    /// When `contact` is booked, in seconds since 1970; the threshold matters to ``settled`` alone.
    func seconds(_ contact: Interaction, withinSeconds: Double) -> Int {
        let exit = contact.createdAt.seconds + Int((contact.waitSeconds ?? 0).rounded())
        switch self {
        case .arrival: return contact.createdAt.seconds
        case .queueExit: return exit
        case .contactEnd, .trueToInterval:
            return contact.outcome == .answered ? exit + Int((contact.handleSeconds ?? 0).rounded()) : exit
        case .settled: return min(exit, contact.createdAt.seconds + Int(withinSeconds.rounded(.up)))
        }
    }
}

/// A named way to make a service level of counts, and who documents it.
public enum ReportedServiceLevel: String, Hashable, Sendable, CaseIterable {
    /// Answered within T / offered.
    case offered = "sl_offered"
    /// Answered within T / (offered − short abandons).
    case excludingShortAbandoned = "sl_excl_short_tau"
    /// Answered within T / (offered − abandoned within T).
    case excludingAbandonedWithin = "sl_excl_short_T"
    /// (Answered + abandoned within T) / offered.
    case abandonedWithinCountAsGood = "sl_abandon_ok"
    /// (Answered + abandoned within T, short abandons not counted) / (offered − short abandons).
    case abandonedWithinCountAsGoodExcludingShort = "sl_abandon_ok_excl_short"
    /// Answered within T / answered.
    case answered = "sl_answered"

    /// The level; `nil` when nothing counts.
    func level(_ c: IntervalCounts) -> Double? {
        switch self {
        case .offered: return ServiceLevelFormula.offered.evaluate(c)
        case .excludingShortAbandoned: return ServiceLevelFormula.excludingShortAbandoned.evaluate(c)
        case .excludingAbandonedWithin: return ServiceLevelFormula.excludingAbandonedWithin.evaluate(c)
        case .abandonedWithinCountAsGood: return ServiceLevelFormula.abandonedWithinCountAsGood.evaluate(c)
        case .abandonedWithinCountAsGoodExcludingShort:
            return ServiceLevelFormula.abandonedWithinCountAsGoodExcludingShort.evaluate(c)
        case .answered: return ServiceLevelFormula.answered.evaluate(c)
        }
    }

    /// Whether the threshold of short abandons matters to it.
    var usesShortAbandons: Bool {
        self == .excludingShortAbandoned || self == .abandonedWithinCountAsGoodExcludingShort
    }

    /// Whose reports are made so, as documented.
    public var documentedBy: String {
        switch self {
        case .offered: "Avaya CMS; Genesys Cloud with abandons"
        case .excludingShortAbandoned: "Cisco 'negative'; Genesys Cloud without short abandons"
        case .excludingAbandonedWithin: "Cisco 'ignore'"
        case .abandonedWithinCountAsGood: "Amazon Connect; Avaya with SLVLABNS"
        case .abandonedWithinCountAsGoodExcludingShort: "Cisco 'positive'"
        case .answered: "Genesys Cloud without abandons"
        }
    }
}
