/// What happens in an interval of a transient day: expected numbers, over all ways the day may go.
///
/// A contact belongs to the interval in which it arrives, wherever its wait ends; time shares and what is in the system
/// belong to the interval itself.
public struct TransientInterval: Hashable, Sendable {
    /// Length, in seconds.
    public var seconds: Double
    /// Contacts that arrive.
    public var contacts: Double
    /// Agents scheduled.
    public var agents: Int
    /// Of the contacts that arrive, those whose service first starts within T.
    public var answeredWithin: Double
    /// Share of the time, and of the contacts that arrive, with all agents busy.
    public var probabilityOfWait: Double
    /// Contacts that give up in the interval.
    public var abandoned: Double
    /// Contacts whose service ends in the interval.
    public var served: Double
    /// Contacts waiting, on average over the interval.
    public var meanQueue: Double
    /// Agents on contacts, on average over the interval; with agents who finish a contact this may exceed the schedule.
    public var meanBusyAgents: Double
    /// Contacts waiting at the end of the interval, before its schedule changes.
    public var queueAtEnd: Double
    /// Agents on contacts at the end of the interval, before its schedule changes.
    public var busyAtEnd: Double
    /// Probability that all agents are busy at the end of the interval, before its schedule changes.
    public var probabilityOfWaitAtEnd: Double
    /// Seconds that the contacts that arrive wait until service first starts or they give up, all together; also after
    /// the interval, and after the day with the last schedule. `nil` where it was not asked for, `.infinity` where some
    /// wait for ever.
    public var waitSeconds: Double?
    /// Of the contacts that arrive, those that give up before service first starts. `nil` as ``waitSeconds``.
    public var abandonedOfArrivals: Double?

    /// Share of the contacts that arrive whose service starts within T (`sl_offered`); `nil` with no contacts.
    public var serviceLevel: Double? { contacts > 0 ? min(1, answeredWithin / contacts) : nil }

    /// Mean wait of all contacts that arrive, answered or not, in seconds; `nil` with no contacts or not asked for.
    public var meanWaitSeconds: Double? { contacts > 0 ? waitSeconds.map { $0 / contacts } : nil }

    /// Share of the contacts that arrive that give up; `nil` with no contacts or not asked for.
    public var abandonment: Double? { contacts > 0 ? abandonedOfArrivals.map { $0 / contacts } : nil }

    /// Busy time over scheduled time; `nil` with no agents scheduled.
    public var occupancy: Double? { agents > 0 ? meanBusyAgents / Double(agents) : nil }
}

/// A transient day, interval by interval and as a whole.
public struct TransientResult: Hashable, Sendable {
    /// The intervals in order.
    public var intervals: [TransientInterval]
    /// Probability lost by leaving out states of negligible mass: how exact the result is.
    public var lostProbability: Double

    /// Contacts of the day.
    public var contacts: Double { sum(\.contacts) }
    /// Contacts whose service starts within T.
    public var answeredWithin: Double { sum(\.answeredWithin) }
    /// Share of the day's contacts whose service starts within T; `nil` with no contacts.
    public var serviceLevel: Double? { contacts > 0 ? min(1, answeredWithin / contacts) : nil }
    /// Share of the day's contacts that find all agents busy; `nil` with no contacts.
    public var probabilityOfWait: Double? {
        contacts > 0 ? sum { $0.probabilityOfWait * $0.contacts } / contacts : nil
    }
    /// Contacts that give up during the day.
    public var abandoned: Double { sum(\.abandoned) }
    /// Contacts waiting, on average over the day.
    public var meanQueue: Double { sum { $0.meanQueue * $0.seconds } / sum(\.seconds) }
    /// Busy time over scheduled time; `nil` with nobody scheduled.
    public var occupancy: Double? {
        let scheduled = sum { Double($0.agents) * $0.seconds }
        return scheduled > 0 ? sum { $0.meanBusyAgents * $0.seconds } / scheduled : nil
    }
    /// Mean wait of the day's contacts, answered or not, in seconds; `nil` with no contacts or not asked for.
    public var meanWaitSeconds: Double? { mean(\.waitSeconds) }
    /// Share of the day's contacts that give up; `nil` with no contacts or not asked for.
    public var abandonment: Double? { mean(\.abandonedOfArrivals) }

    private func sum(_ value: (TransientInterval) -> Double) -> Double { intervals.reduce(0) { $0 + value($1) } }

    private func mean(_ value: (TransientInterval) -> Double?) -> Double? {
        guard contacts > 0 else { return nil }
        var total = 0.0
        for interval in intervals {
            guard let part = value(interval) else { return nil }
            total += part
        }
        return total / contacts
    }
}
