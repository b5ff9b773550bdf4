import ContactCenter
import Tabular

/// Rules and prices of a roster; one vocabulary for the plan file and the scheduling folder's `instance.json`.
enum RosterTerms {
    /// Rules that are always in force. The folder format names them; only these values mean anything.
    private static let fixedRules = ["one_shift_per_day", "weekly_hours"]

    static func rules(_ node: YAMLNode, allowsFixed: Bool = false) throws(TabularError) -> RosterRules {
        try node.allowOnly(
            [
                "min_rest_minutes", "max_consecutive_days", "min_free_weekends_per_4_weeks",
                "min_gap_between_breaks_minutes",
            ] + (allowsFixed ? fixedRules : []))
        var rules = RosterRules()
        if let value = try node.optional("min_rest_minutes") {
            rules.minimumRestMinutes = try value.int(in: 0...10_080)
        }
        if let value = try node.optional("max_consecutive_days") {
            rules.maximumConsecutiveDays = try value.int(in: 1...366)
        }
        if let value = try node.optional("min_free_weekends_per_4_weeks") {
            rules.minimumFreeWeekendsPerFourWeeks = try value.int(in: 0...4)
        }
        if let value = try node.optional("min_gap_between_breaks_minutes") {
            rules.minimumGapBetweenBreaksMinutes = try value.int(in: 0...1440)
        }
        if allowsFixed {
            if let value = try node.optional("one_shift_per_day"), try !value.bool() {
                throw value.error("only true is known: an agent works at most one shift a day")
            }
            if let value = try node.optional("weekly_hours"), try value.text() != "contract" {
                throw value.error("only 'contract' is known: weekly hours are those of the contract")
            }
        }
        return rules
    }

    static func costs(_ node: YAMLNode) throws(TabularError) -> CoverageCosts {
        try node.allowOnly([
            "under_agent_hour", "under_excess_agent_hour", "under_excess_from_share", "over_agent_hour",
            "avoid_weight_unit", "weekend_beyond_2_per_4_weeks",
        ])
        var costs = CoverageCosts()
        func price(_ key: String, _ price: inout Double, _ range: NumberRange = .atLeast(0)) throws(TabularError) {
            if let value = try node.optional(key) { price = try value.double(range) }
        }
        try price("under_agent_hour", &costs.underAgentHour)
        try price("under_excess_agent_hour", &costs.underExcessAgentHour)
        try price("under_excess_from_share", &costs.excessShare, .between(0, 1))
        try price("over_agent_hour", &costs.overAgentHour)
        try price("avoid_weight_unit", &costs.avoidWeightUnit)
        try price("weekend_beyond_2_per_4_weeks", &costs.weekendBeyondTwoPerFourWeeks)
        guard costs.underExcessAgentHour >= costs.underAgentHour else {
            throw node.error(
                "under_excess_agent_hour \(costs.underExcessAgentHour) is below under_agent_hour \(costs.underAgentHour)",
                hint: "the price of a large shortfall is at least that of a small one")
        }
        return costs
    }
}
