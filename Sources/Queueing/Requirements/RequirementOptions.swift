import ContactCenter

/// Choices of ``RequirementBuilder`` beyond the target itself.
public struct RequirementOptions: Hashable, Sendable {
    /// Whether people, or chat slots, come whole.
    public enum Servers: Hashable, Sendable {
        /// The least whole number that meets the target: what is staffed.
        case whole
        /// The least real number that meets it: what changes smoothly, for elasticities.
        case real
    }

    /// Whether the base is a whole number of servers.
    public var servers: Servers
    /// What the forecast's uncertainty does.
    public var risk: ForecastRisk
    /// Contract hours of a full-time agent in a week, above 0; `nil` = no FTE.
    public var fteHoursPerWeek: Double?

    /// Whole servers, the forecast at its word, no FTE.
    public init(servers: Servers = .whole, risk: ForecastRisk = .ignored, fteHoursPerWeek: Double? = nil) {
        self.servers = servers
        self.risk = risk
        self.fteHoursPerWeek = fteHoursPerWeek
    }

    func validate() throws(QueueingError) {
        if let fteHoursPerWeek {
            try Domain.requirePositive(
                fteHoursPerWeek, "the contract hours of a week", hint: "give the hours of a full-time agent, e.g. 37.5")
        }
        guard case .probability(let probability) = risk else { return }
        guard probability > 0, probability < 1 else {
            throw .invalidValue(
                what: "the probability of meeting the target", value: "\(probability)", place: nil,
                hint: "give a probability above 0 and below 1")
        }
    }
}
