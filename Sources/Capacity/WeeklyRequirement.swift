import ContactCenter

/// The hours on contacts that one week needs, at three volumes, and what staffing does to its service level.
public struct WeeklyRequirement: Hashable, Sendable {
    /// Monday of the week.
    public var week: CivilDate
    /// Agent-hours on contacts at the lower end of the forecast's 80 % interval.
    public var hoursLow: Double
    /// Agent-hours on contacts, idle time between contacts included: by interval from a queueing model, or work over
    /// occupancy.
    public var hours: Double
    /// Agent-hours on contacts at the upper end.
    public var hoursHigh: Double
    /// Service level by staffing, of the channels served at once; `nil` = unknown.
    public var response: ServiceLevelResponse?

    /// The hours of the week that begins on `week`.
    public init(
        week: CivilDate, hoursLow: Double, hours: Double, hoursHigh: Double, response: ServiceLevelResponse? = nil
    ) {
        self.week = week
        self.hoursLow = hoursLow
        self.hours = hours
        self.hoursHigh = hoursHigh
        self.response = response
    }

    /// The hours at a scenario's volume.
    public func hours(_ scenario: CapacityScenario) -> Double {
        switch scenario {
        case .low: hoursLow
        case .expected: hours
        case .high: hoursHigh
        }
    }

    /// Workload hours ÷ occupancy: the agent-hours that `volume` contacts of `ahtSeconds` need, of whom each serves
    /// `concurrency` at once and is busy for `occupancy` of the time.
    public static func hours(
        volume: Double, ahtSeconds: Double, occupancy: Double, concurrency: Double = 1
    ) -> Double { volume * ahtSeconds / 3600 / concurrency / occupancy }

    /// FTE at work for so many hours on contacts: hours ÷ (1 − shrinkage) ÷ paid hours of an FTE.
    public static func fte(hours: Double, shrinkage: Shrinkage, hoursPerFTE: Double) -> Double {
        shrinkage.scheduled(forAvailable: hours) / hoursPerFTE
    }
}
