import ContactCenter

/// How long customers are willing to wait, estimated from waits that an answer cut short.
///
/// An answered contact tells only that its customer's patience was longer than its wait (the wait is censored). With
/// exponential patience the maximum-likelihood mean is
///
///     mean patience = total wait of all contacts / number of abandoned
///
/// Source: L. Brown et al., "Statistical analysis of a telephone call center", JASA 100 (2005) 36–50, section 6.1;
/// censoring: E. L. Kaplan, P. Meier, JASA 53 (1958) 457–481. Doi 10.1198/016214504000001808.
public struct PatienceEstimate: Hashable, Sendable {
    /// A step of the survival curve.
    public struct Step: Hashable, Sendable {
        /// Wait in seconds at which somebody gave up.
        public var seconds: Double
        /// Estimated share of customers willing to wait longer, 0…1.
        public var willingToWaitLonger: Double
        /// Contacts still waiting just before.
        public var atRisk: Int
        /// Contacts given up at that wait.
        public var abandoned: Int
    }

    /// Mean patience in seconds.
    public var meanSeconds: Double
    /// Standard error of the mean, in seconds (mean / √abandoned).
    public var standardErrorSeconds: Double
    /// Abandoned contacts used.
    public var abandoned: Int
    /// Contacts used.
    public var contacts: Int
    /// Kaplan–Meier curve, in order of time; free of the exponential assumption.
    public var curve: [Step]

    /// Fewer abandoned contacts than this say more about luck than about customers (relative error above 22 %).
    public static let leastAbandoned = 20

    /// Estimates from the inbound contacts with a known wait.
    ///
    /// - Parameter stream: Only contacts of this stream; `nil` = all.
    /// - Returns: `nil` with fewer than ``leastAbandoned`` abandoned contacts, or when nobody waited.
    /// - Complexity: O(n log n)
    public static func estimate(from interactions: [Interaction], stream: QueueChannel? = nil) -> PatienceEstimate? {
        var waits: [(seconds: Double, isAbandoned: Bool)] = []
        for contact in interactions where contact.direction == .inbound && (stream == nil || contact.stream == stream) {
            if let wait = contact.waitSeconds { waits.append((wait, contact.outcome == .abandoned)) }
        }
        let abandoned = waits.count { $0.isAbandoned }
        let total = waits.reduce(0) { $0 + $1.seconds }
        guard let mean = meanSeconds(totalWaitSeconds: total, abandoned: abandoned) else { return nil }
        return PatienceEstimate(
            meanSeconds: mean, standardErrorSeconds: mean / Double(abandoned).squareRoot(), abandoned: abandoned,
            contacts: waits.count, curve: kaplanMeier(waits))
    }

    /// Mean patience in seconds from interval history, outages and intervals with unknown waits left out; `nil` as for ``estimate(from:stream:)``.
    public static func meanSeconds(from history: [IntervalCounts], stream: QueueChannel? = nil) -> Double? {
        var total = 0.0
        var abandoned = 0
        for row in history where row.status != .outage && (stream == nil || row.stream == stream) {
            guard row.unknown.isDisjoint(with: [.abandoned, .waitAnswered, .waitAbandoned]) else { continue }
            total += row.waitAnsweredSeconds + row.waitAbandonedSeconds
            abandoned += row.abandoned
        }
        return meanSeconds(totalWaitSeconds: total, abandoned: abandoned)
    }

    static func meanSeconds(totalWaitSeconds: Double, abandoned: Int) -> Double? {
        guard abandoned >= leastAbandoned, totalWaitSeconds > 0 else { return nil }
        return totalWaitSeconds / Double(abandoned)
    }

    /// At ties the abandoned go first: who is answered at t was still willing at t.
    static func kaplanMeier(_ waits: [(seconds: Double, isAbandoned: Bool)]) -> [Step] {
        let sorted = waits.sorted { $0.seconds < $1.seconds }
        var curve: [Step] = []
        var survival = 1.0
        var index = 0
        while index < sorted.count {
            let seconds = sorted[index].seconds
            let atRisk = sorted.count - index
            var abandoned = 0
            while index < sorted.count, sorted[index].seconds == seconds {
                if sorted[index].isAbandoned { abandoned += 1 }
                index += 1
            }
            guard abandoned > 0 else { continue }
            survival *= 1 - Double(abandoned) / Double(atRisk)
            curve.append(Step(seconds: seconds, willingToWaitLonger: survival, atRisk: atRisk, abandoned: abandoned))
        }
        return curve
    }

    /// Share of customers willing to wait longer than `seconds` by the Kaplan–Meier curve, 0…1.
    public func willingToWait(longerThan seconds: Double) -> Double {
        curve.last { $0.seconds <= seconds }?.willingToWaitLonger ?? 1
    }
}
