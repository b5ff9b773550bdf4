import ContactCenter

/// How a queue in its steady state treats its customers and its agents.
///
/// Shares are 0…1 of all contacts offered unless said otherwise, times are seconds. A wait that grows without bound
/// (load not below the agents and nobody gives up) is `.infinity`; a mean over nobody is `nil`.
public struct QueueMeasures: Hashable, Sendable {
    /// Offered load, in Erlang.
    public internal(set) var load: Double
    /// Agents on contacts.
    public internal(set) var agents: Double
    /// Share of contacts that find all agents busy.
    public internal(set) var probabilityOfWait = 0.0
    /// Share of contacts that give up.
    public internal(set) var abandonment = 0.0
    /// Share of the agents' time on contacts; 1 with no agents.
    public internal(set) var occupancy = 0.0
    /// Contacts waiting, on average over time.
    public internal(set) var meanQueue = 0.0
    /// Mean wait of all contacts, answered or not.
    public internal(set) var meanWaitSeconds = 0.0
    /// Mean wait of the contacts answered: the average speed of answer as ACDs report it.
    public internal(set) var asaSeconds: Double?
    /// Mean wait of the contacts that gave up.
    public internal(set) var meanWaitOfAbandonedSeconds: Double?
    /// Share of contacts answered within T.
    public internal(set) var answeredWithin = 0.0
    /// Share of contacts answered, but after T.
    public internal(set) var answeredLate = 0.0
    /// Share of contacts that gave up within T.
    public internal(set) var abandonedWithin = 0.0
    /// Share of contacts that gave up within the wait of a short abandon.
    public internal(set) var shortAbandoned = 0.0
    /// P(V > T): share of contacts that would wait longer than T if they never gave up.
    public internal(set) var virtuallyLate = 0.0

    /// Share of all contacts that find no free line; every other share is of the contacts that got one.
    public internal(set) var blocked = 0.0

    /// Nothing known but load and agents.
    init(load: Double, agents: Double) {
        self.load = load
        self.agents = agents
    }

    /// Share of contacts answered.
    public var answered: Double { answeredWithin + answeredLate }

    /// The service level by a named formula; `nil` with no contacts, or where the formula counts nobody.
    ///
    /// - `offered`: answered within T
    /// - `answered`: answered within T / answered
    /// - `excludingAbandonedWithin`: answered within T / (1 − abandoned within T)
    /// - `excludingShortAbandoned`: answered within T / (1 − short abandons)
    /// - `abandonedWithinCountAsGood`: answered within T + abandoned within T = P(W ≤ T)
    /// - `abandonedWithinCountAsGoodExcludingShort`: (answered within T + abandoned within T − short abandons)
    ///   / (1 − short abandons)
    /// - `virtualWait`: P(V ≤ T)
    public func serviceLevel(_ formula: ServiceLevelFormula) -> Double? {
        guard load > 0 else { return nil }
        switch formula {
        case .offered: return answeredWithin
        case .answered: return QueueMeasures.share(answeredWithin, of: answered)
        case .excludingAbandonedWithin: return QueueMeasures.share(answeredWithin, of: 1 - abandonedWithin)
        case .excludingShortAbandoned: return QueueMeasures.share(answeredWithin, of: 1 - shortAbandoned)
        case .abandonedWithinCountAsGood: return answeredWithin + abandonedWithin
        case .abandonedWithinCountAsGoodExcludingShort:
            return QueueMeasures.share(
                answeredWithin + max(0, abandonedWithin - shortAbandoned), of: 1 - shortAbandoned)
        case .virtualWait: return 1 - virtuallyLate
        }
    }

    /// 1 − service level, to its own relative precision.
    func missedServiceLevel(_ formula: ServiceLevelFormula) -> Double? {
        guard load > 0 else { return nil }
        let abandonedLate = max(0, abandonment - abandonedWithin)
        switch formula {
        case .offered: return answeredLate + abandonment
        case .answered: return QueueMeasures.share(answeredLate, of: answered)
        case .excludingAbandonedWithin:
            return QueueMeasures.share(answeredLate + abandonedLate, of: 1 - abandonedWithin)
        case .excludingShortAbandoned:
            return QueueMeasures.share(answeredLate + max(0, abandonment - shortAbandoned), of: 1 - shortAbandoned)
        case .abandonedWithinCountAsGood: return answeredLate + abandonedLate
        case .abandonedWithinCountAsGoodExcludingShort:
            return QueueMeasures.share(
                answeredLate + max(0, abandonment - max(abandonedWithin, shortAbandoned)), of: 1 - shortAbandoned)
        case .virtualWait: return virtuallyLate
        }
    }

    private static func share(_ part: Double, of whole: Double) -> Double? { whole > 0 ? min(1, part / whole) : nil }
}
