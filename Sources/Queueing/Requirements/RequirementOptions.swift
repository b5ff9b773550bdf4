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
    /// What the service level is promised of. Days are found in whole servers, so ``Servers/real`` asks for intervals.
    public var dayGoal: DayGoal
    /// Contract hours of a full-time agent in a week, above 0; `nil` = no FTE.
    public var fteHoursPerWeek: Double?

    /// Whole servers, the forecast at its word, no FTE.
    public init(
        servers: Servers = .whole, risk: ForecastRisk = .ignored, dayGoal: DayGoal = .interval,
        fteHoursPerWeek: Double? = nil
    ) {
        self.dayGoal = dayGoal
        self.servers = servers
        self.risk = risk
        self.fteHoursPerWeek = fteHoursPerWeek
    }

    func validate() throws(QueueingError) {
        if let fteHoursPerWeek {
            try Domain.requirePositive(
                fteHoursPerWeek, "the contract hours of a week", hint: "give the hours of a full-time agent, e.g. 37.5")
        }
        if dayGoal.isThroughTheDay, servers == .real || risk != .ignored {
            throw .invalidValue(
                what: "a goal for the day",
                value: servers == .real ? "met by real agents" : "joined to a risk of intervals",
                place: nil,
                hint: "leave risk at 'ignore'; a day that must make its target with a probability has day_goal: 0.9")
        }
        if case .dayWithProbability(let probability) = dayGoal, !(probability > 0 && probability < 1) {
            throw .invalidValue(
                what: "the probability that the day makes its target", value: "\(probability)", place: nil,
                hint: "give a probability above 0 and below 1")
        }
        guard case .probability(let probability) = risk else { return }
        guard probability > 0, probability < 1 else {
            throw .invalidValue(
                what: "the probability of meeting the target", value: "\(probability)", place: nil,
                hint: "give a probability above 0 and below 1")
        }
    }
}
