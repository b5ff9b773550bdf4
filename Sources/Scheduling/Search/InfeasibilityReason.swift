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
            let least = Int(instance.staff.leastPaid[place])
            let most = Int(instance.staff.mostPaid[place])
            let credit = Int(instance.staff.credit[place])
            let date = instance.source.startDate + week * 7
            let band = "\(contract.weeklyPaidMinutes.lowerBound)…\(contract.weeklyPaidMinutes.upperBound) paid minutes"
            if most < 0 {
                return "week of \(date): \(credit) credited minutes exceed the contract's \(band)"
            }
            let (sums, available) = reachableSums(agent: agent, week: week, most: most, in: instance)
            if !sums.contains(where: { $0 >= least && $0 <= most }) {
                return
                    "week of \(date): no choice of the shifts of contract '\(contract.name)' on \(available) available "
                    + "days (at most \(contract.maximumDaysPerWeek) to be worked) gives \(band)"
                    + (credit > 0 ? " with \(credit) minutes credited" : "")
            }
        }
        return "each week is possible alone, but not all together with the rest between shifts, at most "
            + "\(instance.source.rules.maximumConsecutiveDays) days in a row and the free weekends"
    }

    /// Paid minutes that a week of the agent can sum up to, and its days with any allowed option.
    private static func reachableSums(
        agent: Int, week: Int, most: Int, in instance: CompiledInstance
    ) -> (sums: Set<Int>, availableDays: Int) {
        let contract = Int(instance.staff.contractOfAgent[agent])
        let limit = Int(instance.staff.maximumDays[contract])
        // Sums by number of days worked.
        var sums = [Set<Int>](repeating: [], count: limit + 1)
        sums[0] = [0]
        var available = 0
        for day in week * 7..<week * 7 + 7 {
            let allowed = instance.staff.optionsOfContract[contract].filter {
                instance.staff.allows(option: Int($0), agentDay: agent * instance.days + day)
            }
            let paid = Set(allowed.map { Int(instance.shifts.options[Int($0)].paidMinutes) })
            if !paid.isEmpty { available += 1 }
            for worked in (0..<limit).reversed() {
                for sum in sums[worked] {
                    for minutes in paid where sum + minutes <= most { sums[worked + 1].insert(sum + minutes) }
                }
            }
        }
        return (sums.reduce(into: Set<Int>()) { $0.formUnion($1) }, available)
    }
}
