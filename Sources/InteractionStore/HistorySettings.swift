import ContactCenter

/// How the history of a store is counted: length of the intervals and seconds of the service level.
public struct HistorySettings: Hashable, Sendable {
    /// Length of an interval in seconds; divides a day.
    public var intervalSeconds: Int
    /// Seconds of the service level and of a short abandon.
    public var target: ServiceTarget

    /// Intervals of `intervalSeconds`, measured against `target`.
    public init(intervalSeconds: Int, target: ServiceTarget) {
        precondition(intervalSeconds > 0 && 86_400 % intervalSeconds == 0, "an interval divides a day")
        self.intervalSeconds = intervalSeconds
        self.target = target
    }

    /// Those of the history that a store holds; `nil` when none has been asked for.
    init?(_ settings: StoreSettings) throws(StoreError) {
        guard let interval = try settings.integer(.intervalSeconds), let within = try settings.real(.within),
            let short = try settings.real(.shortAbandon), interval > 0, 86_400 % interval == 0
        else { return nil }
        intervalSeconds = interval
        target = ServiceTarget(withinSeconds: within, shortAbandonSeconds: short)
    }

    func write(to settings: StoreSettings) throws(StoreError) {
        try settings.set(.intervalSeconds, intervalSeconds)
        try settings.set(.within, target.withinSeconds)
        try settings.set(.shortAbandon, target.shortAbandonSeconds)
    }
}
