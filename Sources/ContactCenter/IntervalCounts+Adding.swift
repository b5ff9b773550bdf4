extension IntervalCounts {
    /// Adds the contacts of another part of the same interval; what is unknown of one is unknown of both.
    public mutating func add(_ other: IntervalCounts) {
        offered += other.offered
        answered += other.answered
        abandoned += other.abandoned
        shortAbandoned += other.shortAbandoned
        answeredWithin += other.answeredWithin
        abandonedWithin += other.abandonedWithin
        talkSeconds += other.talkSeconds
        holdSeconds += other.holdSeconds
        wrapSeconds += other.wrapSeconds
        handleSeconds += other.handleSeconds
        waitAnsweredSeconds += other.waitAnsweredSeconds
        waitAbandonedSeconds += other.waitAbandonedSeconds
        maxWaitSeconds = max(maxWaitSeconds, other.maxWaitSeconds)
        customers += other.customers
        unknown.formUnion(other.unknown)
        if other.status == .outage { status = .outage }
    }
}

extension IntervalCounts.Measures {
    /// Names of the measures, as the columns of `history.csv`.
    public static let columns: [(name: String, measure: IntervalCounts.Measures)] = [
        ("answered", .answered), ("abandoned", .abandoned), ("short_abandoned", .shortAbandoned),
        ("answered_within", .answeredWithin), ("abandoned_within", .abandonedWithin), ("talk_s", .talk),
        ("hold_s", .hold), ("wrap_s", .wrap), ("handle_s", .handle), ("wait_answered_s", .waitAnswered),
        ("wait_abandoned_s", .waitAbandoned), ("max_wait_s", .longestWait), ("customers", .customers),
    ]

    /// The names of these.
    public var names: [String] { Self.columns.filter { contains($0.measure) }.map(\.name) }
}
