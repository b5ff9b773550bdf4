/// First-contact resolution by the repeat rule, for one window and one part of the contacts; one row of `repeats.csv`.
public struct RepeatRate: Hashable, Sendable {
    /// What is judged.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Demands: transfers, callbacks and redials chained.
        case demand
        /// Every inbound contact for itself.
        case contact
    }

    /// What is judged.
    public var unit: Unit
    /// Days within which coming back counts.
    public var windowDays: Int
    /// Queue; empty = all.
    public var queue: String
    /// Reason; empty = all.
    public var reason: String
    /// Monday of the week of the first contact; `nil` = all weeks.
    public var cohort: CivilDate?
    /// Answered, of a known customer, and old enough: those that are judged.
    public var judged: Int
    /// Those of them after which the customer came back.
    public var repeated: Int
    /// Too young to be judged.
    public var immature: Int
    /// Not judged: nobody served them, or the customer is not known.
    public var excluded: Int

    /// A rate of nothing judged yet.
    public init(unit: Unit, windowDays: Int, queue: String = "", reason: String = "", cohort: CivilDate? = nil) {
        self.unit = unit
        self.windowDays = windowDays
        self.queue = queue
        self.reason = reason
        self.cohort = cohort
        judged = 0
        repeated = 0
        immature = 0
        excluded = 0
    }

    /// Resolved at first contact, 0…1. `nil` = missing: nothing could be judged, or the cohort is not complete yet.
    public var resolution: Double? {
        guard judged > 0, cohort == nil || immature == 0 else { return nil }
        return Double(judged - repeated) / Double(judged)
    }

    /// 95 % interval of the resolution (Wilson); `nil` where it is missing.
    ///
    /// Source: E. B. Wilson, JASA 22 (1927) 209–212.
    public var resolution95: ClosedRange<Double>? {
        guard let p = resolution else { return nil }
        let n = Double(judged)
        let z = 1.959963984540054
        let centre = p + z * z / (2 * n)
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return max(0, (centre - half) / scale)...min(1, (centre + half) / scale)
    }
}
