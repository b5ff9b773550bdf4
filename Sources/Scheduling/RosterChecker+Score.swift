import ContactCenter

extension RosterChecker {
    /// What `roster` costs under the prices of `instance`, part by part.
    ///
    /// In each slot a head serves any one of its skills; the shortage is the requirement minus the largest flow from
    /// heads on duty to required skills, the surplus what is on duty beyond that. Shifts of unknown agents or kinds,
    /// or outside the horizon, are left out (they are violations). Lawful or not, every roster has a score.
    public static func score(of roster: Roster, in instance: RosteringInstance) -> RosterScore {
        var score = RosterScore()
        let duty = OnDuty(roster, instance)
        let grid = instance.gridMinutes
        let slots = instance.days * 1440 / grid
        let hours = Double(grid) / 60
        let costs = instance.costs
        let freePercent = Int(costs.excessShare * 100)
        let parts = instance.shortagePrices == nil ? [] : separateSkills(instance)
        for slot in 0..<slots {
            let interval = slot * grid / instance.intervalMinutes
            let required = instance.requirements.map { $0[interval] }
            let total = required.reduce(0, +)
            let groups = duty.groups(slot: slot)
            let onDuty = groups.reduce(0) { $0 + $1.heads }
            guard total > 0 || onDuty > 0 else { continue }
            let short = total - CoverFlow.served(required: required, groups: groups)
            let free = (total * freePercent + 99) / 100
            let over = onDuty - total + short
            score.underAgentHours += Double(short) * hours
            score.overAgentHours += Double(over) * hours
            if let prices = instance.shortagePrices {
                let share = Double(grid) / Double(instance.intervalMinutes)
                score.costUnder +=
                    share
                    * parts.reduce(0) { sum, skills in
                        let needed = required.indices.map { skills.contains($0) ? required[$0] : 0 }
                        let missing = needed.reduce(0, +) - CoverFlow.served(required: needed, groups: groups)
                        return sum + shortagePrice(missing, needed: needed, prices.map { $0[interval] })
                    }
                continue
            }
            score.costUnder +=
                hours
                * (costs.underAgentHour * Double(short) + (costs.underExcessAgentHour - costs.underAgentHour)
                    * Double(max(0, short - free)))
        }
        score.costOver = score.overAgentHours * costs.overAgentHour
        score.paidHours = duty.paidMinutes / 60

        for wish in instance.availability where wish.kind == .avoid {
            let from = (wish.date - instance.startDate) * 1440 + wish.span.lowerBound
            let to = (wish.date - instance.startDate) * 1440 + wish.span.upperBound
            if (duty.presence[wish.agent] ?? []).contains(where: { $0.lowerBound < to && $0.upperBound > from }) {
                score.costAvoid += Double(wish.weight) * costs.avoidWeightUnit
            }
        }
        if instance.days >= 28 {
            for spans in duty.presence.values {
                let days = Set(spans.map { $0.lowerBound / 1440 })
                let weekends = (0..<instance.days / 7).filter { days.contains($0 * 7 + 5) || days.contains($0 * 7 + 6) }
                let beyond = max(0, weekends.count - 2 * (instance.days / 28))
                score.costWeekend += Double(beyond) * costs.weekendBeyondTwoPerFourWeeks
            }
        }
        score.costRules = ruleExcesses(of: roster, in: instance).reduce(0) { $0 + $1.cost }
        return score
    }

    /// Sets of skills that no agent connects.
    private static func separateSkills(_ instance: RosteringInstance) -> [Set<Int>] {
        var parts = instance.skills.indices.map { Set([$0]) }
        for agent in instance.agents {
            let own = Set(instance.skills.indices.filter { agent.skills.contains(instance.skills[$0]) })
            let touched = parts.filter { !$0.isDisjoint(with: own) }
            guard touched.count > 1 else { continue }
            parts.removeAll { !$0.isDisjoint(with: own) }
            parts.append(touched.reduce(into: []) { $0.formUnion($1) })
        }
        return parts
    }

    /// Price of `missing` heads for a whole interval: of all heads `needed` the cheapest are missing.
    private static func shortagePrice(_ missing: Int, needed: [Int], _ prices: [[Double]]) -> Double {
        guard missing > 0 else { return 0 }
        var heads: [Double] = []
        for (skill, count) in needed.enumerated() {
            guard let last = prices[skill].last else { continue }
            for head in 0..<count { heads.append(head < prices[skill].count ? prices[skill][head] : last) }
        }
        return heads.sorted().prefix(missing).reduce(0, +)
    }

    /// Heads on duty by skill set in every slot.
    struct OnDuty {
        /// Skill set of each group.
        private(set) var skills: [[Int]] = []
        /// Heads of each group in each slot.
        private(set) var heads: [[Int]] = []
        /// Presence of each agent in minutes from midnight of the first day.
        private(set) var presence: [String: [Range<Int>]] = [:]
        /// Paid minutes of all shifts.
        private(set) var paidMinutes = 0.0

        init(_ roster: Roster, _ instance: RosteringInstance) {
            let grid = instance.gridMinutes
            let slots = instance.days * 1440 / grid
            let agents = Dictionary(instance.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let kinds = Dictionary(instance.shiftKinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            var groupOfSkills: [[Int]: Int] = [:]
            for shift in roster.shifts {
                let start = shift.start - LocalTime(date: instance.startDate)
                guard let agent = agents[shift.agent], let kind = kinds[shift.kind], start >= 0,
                    start < instance.days * 1440
                else { continue }
                let set = instance.skills.indices.filter { agent.skills.contains(instance.skills[$0]) }
                let group = groupOfSkills[set] ?? skills.count
                if group == skills.count {
                    groupOfSkills[set] = group
                    skills.append(set)
                    heads.append([Int](repeating: 0, count: slots))
                }
                let end = start + kind.presenceMinutes
                var absent = Set<Int>()
                for pause in shift.breaks {
                    let from = start + pause.offsetMinutes
                    absent.formUnion(from / grid..<max(from / grid, (from + pause.minutes) / grid))
                }
                for activity in shift.activities {
                    let from = start + activity.offsetMinutes
                    absent.formUnion(from / grid..<max(from / grid, (from + activity.minutes + grid - 1) / grid))
                }
                for slot in start / grid..<min(slots, end / grid) where !absent.contains(slot) {
                    heads[group][slot] += 1
                }
                presence[shift.agent, default: []].append(start..<end)
                paidMinutes += Double(kind.paidMinutes)
            }
        }

        /// Groups with somebody on duty in `slot`.
        func groups(slot: Int) -> [(skills: [Int], heads: Int)] {
            skills.indices.compactMap { heads[$0][slot] > 0 ? (skills[$0], heads[$0][slot]) : nil }
        }
    }
}
