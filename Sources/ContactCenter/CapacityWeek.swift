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
