import ContactCenter

/// Who came back: the next demand of the same customer with the same reason, in any queue or channel.
///
/// Judged are answered demands of known customers that started at least the window before the end of the observation;
/// the next demand decides, answered or not, and exactly at the end of the window it still is a repeat. Unknown reasons
/// are one reason. Younger demands are immature: they have not had their chance to repeat.
public struct RepeatContacts: Sendable {
    /// The demands, in order of time.
    public let demands: [CustomerDemand]
    /// By demand, the next one of the same customer and reason.
    public let next: [Int?]
    /// End of the observation: the last inbound contact, unless stated.
    public let observedEnd: Instant

    private let unit: RepeatRate.Unit
    private let streams: [QueueChannel]

    /// The repeats among the demands that `rule` finds in `interactions`; `nil` without an inbound contact.
    public init?(_ interactions: [Interaction], rule: ChainingRule, observedEnd: Instant? = nil) {
        guard let last = interactions.lazy.filter({ $0.direction == .inbound }).map(\.createdAt).max() else {
            return nil
        }
        self.observedEnd = observedEnd ?? last
        unit = rule == .none ? .contact : .demand
        demands = rule.demands(in: interactions)
        streams = demands.map { interactions[$0.firstIndex].stream }
        var following: [Key: Int] = [:]
        var next = [Int?](repeating: nil, count: demands.count)
        for index in demands.indices.reversed() {
            guard let customer = demands[index].customer else { continue }
            let key = Key(customer: customer, reason: demands[index].reason)
            next[index] = following.updateValue(index, forKey: key)
        }
        self.next = next
    }

    private struct Key: Hashable {
        var customer: String
        var reason: String?
    }

    /// Queue and channel of a demand's first contact.
    public func stream(of demand: Int) -> QueueChannel { streams[demand] }

    /// Whether the customer came back within the window; `nil` when the demand cannot be judged.
    public func isRepeated(_ demand: Int, windowSeconds: Int) -> Bool? {
        guard demands[demand].isAnswered, isMature(demand, windowSeconds: windowSeconds) else { return nil }
        return isFollowed(demand, windowSeconds: windowSeconds)
    }

    /// Whether another demand of the customer and reason follows within the window, known so far.
    public func isFollowed(_ demand: Int, windowSeconds: Int) -> Bool {
        next[demand].map { demands[$0].start - demands[demand].start <= windowSeconds } ?? false
    }

    /// Whether a demand of a known customer is old enough to be judged.
    public func isMature(_ demand: Int, windowSeconds: Int) -> Bool {
        demands[demand].customer != nil && observedEnd - demands[demand].start >= windowSeconds
    }

    /// What the rates are told apart by.
    public enum Part: Sendable {
        /// All together.
        case all
        /// By queue of the first contact.
        case queue
        /// By reason.
        case reason
        /// By week of the first contact on the clock of a zone.
        case cohort(ZoneRules)
    }

    /// Rates of each part, ordered; parts without a demand have no row.
    public func rates(windowDays: Int, by part: Part) -> [RepeatRate] {
        var rates: [PartKey: RepeatRate] = [:]
        for index in demands.indices {
            let key: PartKey
            switch part {
            case .all: key = PartKey()
            case .queue: key = PartKey(text: streams[index].queue)
            case .reason: key = PartKey(text: demands[index].reason ?? "")
            case .cohort(let zone): key = PartKey(monday: zone.localTime(at: demands[index].start).date.monday)
            }
            var rate = rates[key] ?? empty(windowDays, part, key)
            count(index, windowDays * 86_400, in: &rate)
            rates[key] = rate
        }
        return rates.sorted {
            ($0.key.monday?.dayNumber ?? 0, $0.key.text) < ($1.key.monday?.dayNumber ?? 0, $1.key.text)
        }
        .map(\.value)
    }

    private struct PartKey: Hashable {
        var text = ""
        var monday: CivilDate?
    }

    private func empty(_ windowDays: Int, _ part: Part, _ key: PartKey) -> RepeatRate {
        var rate = RepeatRate(unit: unit, windowDays: windowDays, cohort: key.monday)
        if case .queue = part { rate.queue = key.text }
        if case .reason = part { rate.reason = key.text }
        return rate
    }

    /// Adds a demand to a rate.
    func count(_ demand: Int, _ windowSeconds: Int, in rate: inout RepeatRate) {
        guard demands[demand].isAnswered, demands[demand].customer != nil else {
            rate.excluded += 1
            return
        }
        guard isMature(demand, windowSeconds: windowSeconds) else {
            rate.immature += 1
            return
        }
        rate.judged += 1
        if isFollowed(demand, windowSeconds: windowSeconds) { rate.repeated += 1 }
    }
}
