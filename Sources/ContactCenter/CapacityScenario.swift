/// Which volume a capacity plan is made for.
public enum CapacityScenario: String, Hashable, Sendable, CaseIterable {
    /// The lower end of the forecast's 80 % interval, every week.
    case low
    /// The forecast.
    case expected
    /// The upper end of the forecast's 80 % interval, every week.
    case high
}
