import ContactCenter

/// An agent for whom no lawful pattern exists.
public struct UnrosterableAgent: Hashable, Sendable, CustomStringConvertible {
    /// The agent.
    public var agent: String
    /// Why, in words.
    public var reason: String

    /// `agent` cannot be rostered because of `reason`.
    public init(agent: String, reason: String) {
        self.agent = agent
        self.reason = reason
    }

    /// `a0007: week of 2026-03-02: …`.
    public var description: String { "\(agent): \(reason)" }
}

/// Says why an agent has no lawful pattern, as narrowly as week sums can.
enum InfeasibilityReason {
    /// One sentence about `agent`.
    static func sentence(for agent: Int, in instance: CompiledInstance) -> String {
        let contractIndex = Int(instance.staff.contractOfAgent[agent])
        let contract = instance.source.contracts[contractIndex]
        for week in 0..<instance.weeks {
            let place = agent * instance.weeks + week
            let most = Int(instance.staff.mostPaid[place])
            let credit = Int(instance.staff.credit[place])
            let date = instance.source.startDate + week * 7
            let band = "\(contract.weeklyPaidMinutes.lowerBound)…\(contract.weeklyPaidMinutes.upperBound) paid minutes"
            if most < 0 {
                return "week of \(date): \(credit) credited minutes exceed the contract's \(band)"
            }
            let sums = WeekSums(agent: agent, week: week, in: instance)
            if sums.paid == nil {
                return
                    "week of \(date): no choice of the shifts of contract '\(contract.name)' on \(sums.availableDays) available "
                    + "days (at most \(contract.maximumDaysPerWeek) to be worked) gives \(band)"
                    + (credit > 0 ? " with \(credit) minutes credited" : "")
            }
        }
        return "each week is possible alone, but not all together with the rest between shifts, at most "
            + "\(instance.source.rules.maximumConsecutiveDays) days in a row and the free weekends"
    }
}
