/// The distribution of a day's service level when its volumes are uncertain: for each scenario the service level to
/// expect of such a day.
public struct DayOutlook: Hashable, Sendable {
    /// Service level by scenario and its weight, from the worst up.
    public let outcomes: [Outcome]

    /// What a scenario brings.
    public struct Outcome: Hashable, Sendable {
        /// Share of the scenario's contacts whose service starts within T; 1 with no contacts.
        public var serviceLevel: Double
        /// Its probability.
        public var weight: Double
        /// Contacts of the scenario.
        public var contacts: Double
        /// Its place in the demand.
        public var scenario: Int
    }

    /// Lives every scenario of a demand with the agents of a day.
    ///
    /// - Throws: ``QueueingError`` where a scenario has other intervals than the day or cannot be solved.
    public init(
        _ day: DayCase, demand: DayDemand, convention: StaffDropConvention = .finishCall
    ) throws(QueueingError) {
        var outcomes: [Outcome] = []
        for (index, scenario) in demand.scenarios.enumerated() {
            guard scenario.contacts.count == day.intervals.count else {
                throw .invalidValue(
                    what: "the path of volumes",
                    value: "\(scenario.contacts.count) long for \(day.intervals.count) intervals",
                    place: "\(day.name), scenario \(index)", hint: "give one volume per interval of the day")
            }
            let result: TransientResult
            do throws(QueueingError) {
                result = try TransientDay(day.with(contacts: scenario.contacts), convention: convention)
                    .evaluate(waits: false)
            } catch {
                throw error.placed(at: "scenario \(index)")
            }
            outcomes.append(
                Outcome(
                    serviceLevel: result.serviceLevel ?? 1, weight: scenario.weight, contacts: result.contacts,
                    scenario: index))
        }
        self.outcomes = outcomes.sorted { ($0.serviceLevel, $0.scenario) < ($1.serviceLevel, $1.scenario) }
    }

    /// Mean of the days' service levels.
    public var meanServiceLevel: Double { outcomes.reduce(0) { $0 + $1.weight * $1.serviceLevel } }

    /// Share of all contacts, over all scenarios, whose service starts within T.
    public var serviceLevel: Double {
        let contacts = outcomes.reduce(0) { $0 + $1.weight * $1.contacts }
        return contacts > 0
            ? outcomes.reduce(0) { $0 + $1.weight * $1.contacts * $1.serviceLevel } / contacts : 1
    }

    /// P(the day's service level is at least `target`), linear between the middles of the scenarios' weights.
    public func probability(atLeast target: Double) -> Double {
        var below = 0.0
        var previous: (level: Double, share: Double)?
        for outcome in outcomes {
            let share = below + outcome.weight / 2
            if outcome.serviceLevel >= target {
                guard let previous, outcome.serviceLevel > previous.level else { return 1 - below }
                let part = (target - previous.level) / (outcome.serviceLevel - previous.level)
                return 1 - (previous.share + part * (share - previous.share))
            }
            below += outcome.weight
            previous = (outcome.serviceLevel, share)
        }
        return 0
    }

    /// The service level that a share `probability` of the days does not exceed, linear as ``probability(atLeast:)``.
    ///
    /// - Parameter probability: 0…1; beyond the middle of the first or last scenario its own service level.
    public func quantile(_ probability: Double) -> Double {
        var below = 0.0
        var previous: (level: Double, share: Double)?
        for outcome in outcomes {
            let share = below + outcome.weight / 2
            if share >= probability {
                guard let previous, share > previous.share else { return outcome.serviceLevel }
                let part = (probability - previous.share) / (share - previous.share)
                return previous.level + part * (outcome.serviceLevel - previous.level)
            }
            below += outcome.weight
            previous = (outcome.serviceLevel, share)
        }
        return outcomes.last?.serviceLevel ?? 1
    }

    /// The volumes of a day of which a share of the scenarios is worse: between those of the scenarios next to it.
    func contacts(atShare share: Double, of demand: DayDemand) -> [Double] {
        var below = 0.0
        var previous: (scenario: Int, middle: Double)?
        for outcome in outcomes {
            let middle = below + outcome.weight / 2
            let contacts = demand.scenarios[outcome.scenario].contacts
            if middle >= share {
                guard let previous, middle > previous.middle else { return contacts }
                let part = (share - previous.middle) / (middle - previous.middle)
                return zip(demand.scenarios[previous.scenario].contacts, contacts).map { $0 + part * ($1 - $0) }
            }
            below += outcome.weight
            previous = (outcome.scenario, middle)
        }
        return previous.map { demand.scenarios[$0.scenario].contacts } ?? []
    }
}
