import ContactCenter

/// What is odd about an instance although it can be solved: told, not refused.
public enum InstanceWarnings {
    /// One sentence for each oddity.
    public static func sentences(_ instance: RosteringInstance) -> [String] {
        var sentences: [String] = []
        if !instance.requirements.contains(where: { $0.contains { $0 > 0 } }) {
            sentences.append("requirements.csv: nobody is required at any time")
        }
        let held = Set(instance.agents.flatMap(\.skills))
        for (skill, heads) in zip(instance.skills, instance.requirements) where !held.contains(skill) {
            guard heads.contains(where: { $0 > 0 }) else { continue }
            let (hours, cost) = shortage(of: heads, in: instance)
            sentences.append(
                "nobody has the skill '\(skill)': \(rounded(hours)) required agent-hours stay uncovered, at a cost of "
                    + "at least \(rounded(cost))")
        }
        let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for contract in instance.contracts where instance.days >= 7 {
            let paid = Set(contract.shiftKinds.compactMap { kinds[$0]?.paidMinutes })
            var sums: Set<Int> = [0]
            for _ in 0..<min(7, max(0, contract.maximumDaysPerWeek)) {
                sums.formUnion(sums.flatMap { sum in paid.map { sum + $0 } })
            }
            if !sums.contains(where: contract.weeklyPaidMinutes.contains) {
                let agents = instance.agents.count { $0.contract == contract.name }
                sentences.append(
                    "contract '\(contract.name)' (\(agents) agents): no choice of at most \(contract.maximumDaysPerWeek) "
                        + "of its shifts gives \(contract.weeklyPaidMinutes.lowerBound)…"
                        + "\(contract.weeklyPaidMinutes.upperBound) paid minutes a week")
            }
        }
        return sentences
    }

    /// Agent-hours of a requirement that nobody serves, and their cost when nothing else is short.
    private static func shortage(of heads: [Int], in instance: RosteringInstance) -> (hours: Double, cost: Double) {
        let length = Double(instance.intervalMinutes) / 60
        let costs = instance.costs
        var hours = 0.0
        var cost = 0.0
        for (interval, short) in heads.enumerated() where short > 0 {
            let total = instance.requirements.reduce(0) { $0 + $1[interval] }
            let free = (total * Int(costs.excessShare * 100) + 99) / 100
            hours += length * Double(short)
            if let skill = instance.requirements.firstIndex(of: heads), let prices = instance.shortagePrices {
                let curve = prices[skill][interval]
                cost += (0..<short).reduce(0) { $0 + (curve.isEmpty ? 0 : curve[min($1, curve.count - 1)]) }
                continue
            }
            cost +=
                length
                * (costs.underAgentHour * Double(short) + (costs.underExcessAgentHour - costs.underAgentHour)
                    * Double(max(0, short - free)))
        }
        return (hours, cost)
    }

    private static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
