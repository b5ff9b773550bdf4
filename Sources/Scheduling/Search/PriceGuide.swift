/// How the prices that the search sees differ from the true ones.
struct PriceGuide: Sendable, Equatable {
    /// Heads over which the step between surplus and shortage is smoothed; 0 = not at all.
    var width: Double
    /// Most that a head short in one slot costs, in whole units.
    var shortage: Double
    /// How many times its usual price a head on duty costs, on top of what its slot asks.
    var tilt: Double

    /// The prices as they are.
    static let trueCost = PriceGuide(width: 0, shortage: .infinity, tilt: 0)
}
