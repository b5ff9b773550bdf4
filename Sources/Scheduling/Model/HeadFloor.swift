import ContactCenter

/// A rule of minimum cover: so many heads of certain agents on duty in certain slots.
///
/// What a missing head costs is part of the marginal prices of ``Coverage``, so construction, every move and the
/// verbs see it without further ado. A hard floor costs ``TeamRules/pricePerExcess`` a head and slot while it is not
/// reached, and no move may lower it further.
struct HeadFloor: Sendable {
    /// Index of the rule in the rule book.
    let rule: Int
    /// Whether heads of a group of ``SkillCover`` count.
    let counts: [Bool]
    /// Heads needed in each slot; 0 where the rule does not ask.
    let need: [Int32]
    /// Price of a head missing in one slot.
    let price: Int32
    /// Whether the rule is hard.
    let isHard: Bool

    /// Whether heads of `agent` count for a rule that asks for `skill`.
    static func counts(_ agent: Agent, for rule: RosterRule, skill: String?) -> Bool {
        rule.scope.binds(agent) && (skill.map(agent.skills.contains) ?? true)
    }

    /// Price of a head missing in one slot, in units of cost.
    private static func slotPrice(_ rule: RosterRule, gridMinutes: Int) -> Double {
        rule.level == .hard ? TeamRules.pricePerExcess : rule.weight * Double(gridMinutes) / 60
    }

    /// What a head missing from every floor of `instance` costs in one slot, in units of cost.
    static func slotPrices(of instance: RosteringInstance) -> Double {
        instance.ruleBook.reduce(0) { sum, rule in
            guard case .minimumCover = rule.term else { return sum }
            return sum + slotPrice(rule, gridMinutes: instance.gridMinutes)
        }
    }

    /// The floors of an instance, in the order of its rules.
    static func floors(
        of instance: RosteringInstance, groupOfAgent: [Int32], groupCount: Int, unitsPerCost: Double
    ) -> [HeadFloor] {
        let slotsPerDay = 1440 / instance.gridMinutes
        return instance.ruleBook.enumerated().compactMap { index, rule in
            guard case .minimumCover(let skill, let heads, let weekdays, let span) = rule.term else { return nil }
            var counts = [Bool](repeating: false, count: groupCount)
            for (agent, group) in zip(instance.agents, groupOfAgent)
            where HeadFloor.counts(agent, for: rule, skill: skill) {
                counts[Int(group)] = true
            }
            let need = (0..<instance.days * slotsPerDay).map { slot -> Int32 in
                let isAsked =
                    span.contains(slot % slotsPerDay * instance.gridMinutes)
                    && (weekdays.isEmpty || weekdays.contains(slot / slotsPerDay % 7))
                return isAsked ? Int32(heads) : 0
            }
            return HeadFloor(
                rule: index, counts: counts, need: need,
                price: Int32((slotPrice(rule, gridMinutes: instance.gridMinutes) * unitsPerCost).rounded()),
                isHard: rule.level == .hard)
        }
    }
}
