/// Which volume a capacity plan is made for.
public enum CapacityScenario: String, Hashable, Sendable, CaseIterable {
    /// The lower end of the forecast's 80 % interval, every week.
    case low
    /// The forecast.
    case expected
    /// The upper end of the forecast's 80 % interval, every week.
    case high
}

/// One week of a capacity plan; one row of `capacity.csv`. FTE are paid full-time equivalents.
public struct CapacityWeek: Hashable, Sendable {
    /// Monday of the week.
    public var week: CivilDate
    /// The volume that is planned for.
    public var scenario: CapacityScenario
    /// FTE at work that the volume of the scenario needs, shrinkage included, leave not.
    public var requiredFTE: Double
    /// The same for the lower end of the forecast's interval.
    public var requiredFTELow: Double
    /// The same for the upper end.
    public var requiredFTEHigh: Double
    /// Heads employed in the week, those in training included.
    public var heads: Double
    /// FTE at work, by their speed; neither in training nor on leave.
    public var availableFTE: Double
    /// Available + overtime + outsourced − time off − required; below 0 = short.
    public var gapFTE: Double
    /// Paid hours beyond the contract.
    public var overtimeHours: Double
    /// Hours sent home unpaid.
    public var voluntaryTimeOffHours: Double
    /// Hours on contacts bought from somebody else.
    public var outsourcedHours: Double
    /// Heads whose first day is in the week.
    public var hiresStarted: Double
    /// Heads whose last day is in the week.
    public var leavers: Double
    /// Heads in training, of `heads`.
    public var inTraining: Double
    /// Money spent: wages, hiring, training, overtime, outsourcing, less what time off saves.
    public var cost: Double
    /// Service level expected of the channels served at once, 0…1; `nil` = unknown.
    public var serviceLevelExpected: Double?

    /// A week in which nothing is needed and nobody employed.
    public init(week: CivilDate, scenario: CapacityScenario) {
        self.week = week
        self.scenario = scenario
        requiredFTE = 0
        requiredFTELow = 0
        requiredFTEHigh = 0
        heads = 0
        availableFTE = 0
        gapFTE = 0
        overtimeHours = 0
        voluntaryTimeOffHours = 0
        outsourcedHours = 0
        hiresStarted = 0
        leavers = 0
        inTraining = 0
        cost = 0
    }
}

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
