import ContactCenter

/// Finds everything in a rostering instance that the search could not work with.
///
/// A reader of files reports the same with file and line; this is the last door, for instances made in code.
enum InstanceValidation {
    /// Most breaks of one shift kind: a shift's breaks are packed into eight bytes.
    static let maximumBreaks = 8
    /// Most weeks of a horizon: worked weekends are the bits of one word.
    static let maximumWeeks = 64

    /// One sentence for each problem; empty when the instance is usable.
    static func problems(in instance: RosteringInstance) -> [String] {
        var problems = horizon(of: instance)
        guard problems.isEmpty else { return problems }
        problems += names(in: instance)
        problems += kinds(in: instance)
        problems += contracts(in: instance)
        problems += requirements(in: instance)
        problems += prices(in: instance.costs)
        for record in instance.availability where record.weight < 0 || record.creditMinutes < 0 {
            problems.append("availability of agent '\(record.agent)' on \(record.date): negative weight or credit")
        }
        for record in instance.availability where record.span.isEmpty {
            problems.append("availability of agent '\(record.agent)' on \(record.date): the span is empty")
        }
        return problems
    }

    private static func horizon(of instance: RosteringInstance) -> [String] {
        var problems: [String] = []
        if !(1...(maximumWeeks * 7)).contains(instance.days) {
            problems.append("days is \(instance.days), must be 1…\(maximumWeeks * 7)")
        }
        if instance.startDate.weekday != 0 {
            problems.append("start date \(instance.startDate) is not a Monday: weeks and weekends are counted from it")
        }
        let grid = instance.gridMinutes
        if grid < 1 || 1440 % grid != 0 {
            problems.append("grid is \(grid) min, must divide a day of 1440 min")
        } else if instance.intervalMinutes < grid || instance.intervalMinutes % grid != 0
            || 1440 % instance.intervalMinutes != 0
        {
            problems.append(
                "requirement interval is \(instance.intervalMinutes) min, must be a multiple of the grid (\(grid) min) "
                    + "and divide a day")
        }
        let rules = instance.rules
        if rules.minimumRestMinutes < 0 { problems.append("least rest is \(rules.minimumRestMinutes) min, below 0") }
        if rules.maximumConsecutiveDays < 1 {
            problems.append("most consecutive days is \(rules.maximumConsecutiveDays), must be at least 1")
        }
        return problems
    }

    private static func names(in instance: RosteringInstance) -> [String] {
        var problems: [String] = []
        func unique(_ names: [String], _ what: String) -> Set<String> {
            var seen = Set<String>()
            for name in names where !seen.insert(name).inserted { problems.append("\(what) '\(name)' is given twice") }
            return seen
        }
        let skills = unique(instance.skills, "skill")
        let contracts = unique(instance.contracts.map(\.name), "contract")
        let kinds = unique(instance.shiftKinds.map(\.name), "shift kind")
        let agents = unique(instance.agents.map(\.id), "agent")
        for agent in instance.agents {
            if !contracts.contains(agent.contract) {
                problems.append("agent '\(agent.id)': unknown contract '\(agent.contract)'")
            }
            for skill in agent.skills where !skills.contains(skill) {
                problems.append("agent '\(agent.id)': unknown skill '\(skill)'")
            }
        }
        for contract in instance.contracts {
            for kind in contract.shiftKinds where !kinds.contains(kind) {
                problems.append("contract '\(contract.name)': unknown shift kind '\(kind)'")
            }
        }
        for record in instance.availability where !agents.contains(record.agent) {
            problems.append("availability on \(record.date): unknown agent '\(record.agent)'")
        }
        return problems
    }

    private static func kinds(in instance: RosteringInstance) -> [String] {
        var problems: [String] = []
        for kind in instance.shiftKinds {
            let place = "shift kind '\(kind.name)'"
            if !(1...2880).contains(kind.presenceMinutes) {
                problems.append("\(place): presence is \(kind.presenceMinutes) min, must be 1…2880")
            }
            if kind.paidMinutes < 0 || kind.paidMinutes > 2880 {
                problems.append("\(place): paid time is \(kind.paidMinutes) min, must be 0…2880")
            }
            if kind.startStepMinutes < 1 { problems.append("\(place): start step is \(kind.startStepMinutes) min") }
            if kind.starts.lowerBound < 0 || kind.starts.upperBound >= 1440 {
                problems.append("\(place): starts must lie in one day")
            }
            if kind.breaks.count > maximumBreaks {
                problems.append("\(place): \(kind.breaks.count) breaks, at most \(maximumBreaks) are supported")
            }
            for (index, pause) in kind.breaks.enumerated() {
                if pause.minutes < 1 || pause.minutes > kind.presenceMinutes {
                    problems.append(
                        "\(place): break \(index + 1) takes \(pause.minutes) min of \(kind.presenceMinutes) min")
                } else if pause.startOffsets.lowerBound < 0
                    || pause.startOffsets.lowerBound + pause.minutes > kind.presenceMinutes
                {
                    problems.append("\(place): break \(index + 1) lies outside the shift")
                }
            }
        }
        return problems
    }

    private static func contracts(in instance: RosteringInstance) -> [String] {
        instance.contracts.compactMap { contract in
            if contract.weeklyPaidMinutes.lowerBound < 0 || contract.weeklyPaidMinutes.upperBound > 10_080 {
                return "contract '\(contract.name)': weekly paid time must lie in 0…10080 min"
            }
            return contract.maximumDaysPerWeek < 0 ? "contract '\(contract.name)': most days a week is negative" : nil
        }
    }

    private static func requirements(in instance: RosteringInstance) -> [String] {
        guard instance.requirements.count == instance.skills.count else {
            return ["requirements are given for \(instance.requirements.count) of \(instance.skills.count) skills"]
        }
        var problems: [String] = []
        if let prices = instance.shortagePrices {
            let isWhole =
                prices.count == instance.skills.count && prices.allSatisfy { $0.count == instance.intervalCount }
            if !isWhole {
                problems.append("prices of missing heads are not given for every skill and interval")
            } else if !prices.joined().allSatisfy({ curve in
                curve.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1e6 } && zip(curve, curve.dropFirst()).allSatisfy(<=)
            }) {
                problems.append("prices of missing heads must be 0…1e6 and never fall")
            }
        }
        for (skill, heads) in zip(instance.skills, instance.requirements) {
            if heads.count != instance.intervalCount {
                problems.append(
                    "requirement of skill '\(skill)': \(heads.count) intervals, the horizon has "
                        + "\(instance.intervalCount)")
            } else if let interval = heads.firstIndex(where: { !(0...1_000_000).contains($0) }) {
                let time = LocalTime(date: instance.startDate) + interval * instance.intervalMinutes
                problems.append("requirement of skill '\(skill)' at \(time): \(heads[interval]) heads")
            }
        }
        return problems
    }

    private static func prices(in costs: CoverageCosts) -> [String] {
        let named = [
            ("under_agent_hour", costs.underAgentHour), ("under_excess_agent_hour", costs.underExcessAgentHour),
            ("under_excess_from_share", costs.excessShare), ("over_agent_hour", costs.overAgentHour),
            ("avoid_weight_unit", costs.avoidWeightUnit),
            ("weekend_beyond_2_per_4_weeks", costs.weekendBeyondTwoPerFourWeeks),
        ]
        return named.compactMap { name, price in
            price.isFinite && price >= 0 && price <= 1e9 ? nil : "price \(name) is \(price), must be 0…1e9"
        }
    }
}
