/// What the simulated plan does in one interval of one queue × channel; one row of `performance.csv`.
///
/// Contacts are counted in the interval of their arrival. Numbers are means over the simulated replications.
public struct PerformanceInterval: Hashable, Sendable {
    /// The stream of work.
    public var stream: QueueChannel
    /// Start of the interval.
    public var start: Instant
    /// Length of the interval, in seconds.
    public var intervalSeconds: Int
    /// Contacts offered, mean over replications.
    public var offered = 0.0
    /// Contacts answered, mean over replications.
    public var answered = 0.0
    /// Contacts abandoned, mean over replications.
    public var abandoned = 0.0
    /// Contacts answered within the target, mean over replications.
    public var answeredWithin = 0.0
    /// Pooled answered-within over offered, 0…1; `nil` with no contacts.
    public var serviceLevel: Double?
    /// 10 % quantile over replications of the interval's own service level.
    public var serviceLevelLower80: Double?
    /// 90 % quantile over replications of the interval's own service level.
    public var serviceLevelUpper80: Double?
    /// Mean wait of the answered, in seconds.
    public var asaSeconds: Double?
    /// Share of scheduled agent time spent on contacts, 0…1, of all agents with the queue's skill.
    public var occupancy: Double?
    /// Agents on duty with the queue's skill.
    public var agentsOnDuty = 0.0
    /// Contacts waiting at the end of the interval, mean over replications.
    public var backlog = 0.0

    /// An interval in which nothing happens.
    public init(stream: QueueChannel, start: Instant, intervalSeconds: Int) {
        self.stream = stream
        self.start = start
        self.intervalSeconds = intervalSeconds
    }

    /// Contacts that can be judged by the target: none where the simulation ends before the target has passed.
    public var judged: Double { serviceLevel == nil ? 0 : offered }
    /// Of those, the ones answered within the target, as far as the interval's service level tells.
    public var judgedWithin: Double { (serviceLevel ?? 0) * offered }
}
