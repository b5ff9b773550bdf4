/// Fewest and most agents that may be asked for, whatever the goals say.
public struct StaffingLimits: Hashable, Sendable {
    /// The minimum staff, also without contacts.
    public var minimumAgents: Int
    /// The staff cap; `nil` = none.
    public var maximumAgents: Int?

    /// No limits unless given.
    public init(minimumAgents: Int = 0, maximumAgents: Int? = nil) {
        self.minimumAgents = minimumAgents
        self.maximumAgents = maximumAgents
    }

    func validate() throws(QueueingError) {
        try Domain.requireNonNegative(
            Double(minimumAgents), "the minimum staff", hint: "give 0 or more agents")
        guard let maximumAgents else { return }
        guard maximumAgents >= minimumAgents else {
            throw .invalidValue(
                what: "the staff cap", value: "\(maximumAgents)", place: nil,
                hint: "the cap must not lie below the minimum staff, \(minimumAgents)")
        }
    }

    func answer(required: Int) -> StaffingAnswer {
        let wanted = max(required, minimumAgents)
        let agents = min(wanted, maximumAgents ?? wanted)
        return StaffingAnswer(required: required, agents: agents)
    }
}

/// Agents for some goals within some limits.
public struct StaffingAnswer: Hashable, Sendable {
    /// Fewest agents that meet the goals; 0 with no contacts.
    public let required: Int
    /// Agents within the limits.
    public let agents: Int
    /// How many agents of those required the cap refuses.
    public var shortfall: Int { max(0, required - agents) }
}
