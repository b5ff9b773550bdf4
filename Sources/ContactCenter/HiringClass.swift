/// The classes that start in one week of a capacity plan; one row of `hiring.csv`.
public struct HiringClass: Hashable, Sendable {
    /// The volume that is planned for.
    public var scenario: CapacityScenario
    /// First day.
    public var start: CivilDate
    /// Classes that start.
    public var classes: Int
    /// Heads that start, in all of them.
    public var size: Int
    /// Monday of the first week after the training.
    public var ready: CivilDate
    /// Hiring, training, and the wages until the training is over.
    public var cost: Double
    /// Whether it was decided before the plan was made.
    public var isScheduled: Bool

    /// `size` heads in `classes` from `start` on.
    public init(
        scenario: CapacityScenario, start: CivilDate, classes: Int, size: Int, ready: CivilDate, cost: Double,
        isScheduled: Bool
    ) {
        self.scenario = scenario
        self.start = start
        self.classes = classes
        self.size = size
        self.ready = ready
        self.cost = cost
        self.isScheduled = isScheduled
    }
}
