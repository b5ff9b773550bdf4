/// What the service level is promised of, and so how a day's agents are found.
public enum DayGoal: Hashable, Sendable {
    /// Every interval by itself, as if it lasted for ever: the stationary models.
    case interval
    /// Every interval of the day as it is lived, with the queue it inherits.
    case everyInterval
    /// All contacts of the day together, at the least cost.
    case day
    /// All contacts of the day together with at least this probability, above 0 and below 1, over the volumes that the
    /// forecast's band holds possible.
    case dayWithProbability(Double)

    /// Whether days are lived interval by interval.
    public var isThroughTheDay: Bool { self != .interval }
}
