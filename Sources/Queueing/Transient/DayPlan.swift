/// Agents for every interval of a day, what they achieve and what each is worth.
public struct DayPlan: Hashable, Sendable {
    /// Agents by interval.
    public var agents: [Int]
    /// What they cost.
    public var cost: Double
    /// What happens, exactly.
    public var result: TransientResult
    /// What one agent more, or one fewer, in an interval would do to the day.
    public var shadowPrices: [ShadowPrice]
    /// Intervals that miss a target each had to meet, because the most agents allowed are not enough.
    public var missed: [Int]
    /// Whether the plan meets what was asked.
    public var isMet: Bool

    /// The worth of an agent in an interval.
    public struct ShadowPrice: Hashable, Sendable {
        /// Points of the day's service level (1 point = 0.01) that one agent more would bring; `nil` where no more are
        /// allowed.
        public var pointsGained: Double?
        /// Points of the day's service level that one agent fewer would lose; `nil` where no fewer are allowed.
        public var pointsLost: Double?
        /// Cost of one agent more.
        public var cost: Double
    }

    /// The cheapest way to one more point of the day's service level: cost per point of the agent who helps most.
    /// `nil` where nobody would help.
    public var costOfPoint: Double? {
        shadowPrices.compactMap { price in
            price.pointsGained.flatMap { $0 > 0 ? price.cost / $0 : nil }
        }.min()
    }
}
