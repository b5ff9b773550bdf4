import ContactCenter
import Tabular

/// Rules and prices of a roster; one vocabulary for the plan file and the scheduling folder's `instance.json`.
enum RosterTerms {
    /// Rules that are always in force. The folder format names them; only these values mean anything.
    private static let fixedRules = ["one_shift_per_day", "weekly_hours"]
    private static let freeRules = [
        "min_rest_minutes", "max_consecutive_days", "min_free_weekends_per_4_weeks", "min_gap_between_breaks_minutes",
    ]
    private static let priceNames = [
        "under_agent_hour", "under_excess_agent_hour", "under_excess_from_share", "over_agent_hour",
        "avoid_weight_unit", "weekend_beyond_2_per_4_weeks",
    ]

    static func rules(_ node: YAMLNode, allowsFixed: Bool = false) throws(TabularError) -> RosterRules {
        var faults = FaultCollector()
        let rules = rules(node, allowsFixed: allowsFixed, faults: &faults)
        if let first = faults.problems.first { throw first }
        return rules ?? RosterRules()
    }

    static func costs(_ node: YAMLNode) throws(TabularError) -> CoverageCosts {
        var faults = FaultCollector()
        let costs = costs(node, faults: &faults)
        if let first = faults.problems.first { throw first }
        return costs ?? CoverageCosts()
    }

    /// The rules of `node`, every fault collected; `nil` when there was one.
    static func rules(_ node: YAMLNode, allowsFixed: Bool, faults: inout FaultCollector) -> RosterRules? {
        let before = faults.problems.count
        guard let entries = faults.attempt({ () throws(TabularError) in try node.entries() }) else { return nil }
        faults.addUnknownKeys(of: entries, file: node.file, known: freeRules + (allowsFixed ? fixedRules : []))
        var rules = RosterRules()
        func read(_ key: String, _ body: (YAMLNode) throws(TabularError) -> Void) {
            faults.attempt { () throws(TabularError) in
                if let value = try node.optional(key) { try body(value) }
            }
        }
        read("min_rest_minutes") { value throws(TabularError) in
            rules.minimumRestMinutes = try value.int(in: 0...10_080)
        }
        read("max_consecutive_days") { value throws(TabularError) in
            rules.maximumConsecutiveDays = try value.int(in: 1...366)
        }
        read("min_free_weekends_per_4_weeks") { value throws(TabularError) in
            rules.minimumFreeWeekendsPerFourWeeks = try value.int(in: 0...4)
        }
        read("min_gap_between_breaks_minutes") { value throws(TabularError) in
            rules.minimumGapBetweenBreaksMinutes = try value.int(in: 0...1440)
        }
        if allowsFixed {
            read("one_shift_per_day") { value throws(TabularError) in
                if try !value.bool() {
                    throw value.error("only true is known: an agent works at most one shift a day")
                }
            }
            read("weekly_hours") { value throws(TabularError) in
                if try value.text() != "contract" {
                    throw value.error("only 'contract' is known: weekly hours are those of the contract")
                }
            }
        }
        return faults.problems.count == before ? rules : nil
    }

    /// The prices of `node`, every fault collected; `nil` when there was one.
    static func costs(_ node: YAMLNode, faults: inout FaultCollector) -> CoverageCosts? {
        let before = faults.problems.count
        guard let entries = faults.attempt({ () throws(TabularError) in try node.entries() }) else { return nil }
        faults.addUnknownKeys(of: entries, file: node.file, known: priceNames)
        var costs = CoverageCosts()
        func price(_ key: String, _ price: inout Double, _ range: NumberRange = .atLeast(0)) {
            faults.attempt { () throws(TabularError) in
                if let value = try node.optional(key) { price = try value.double(range) }
            }
        }
        price("under_agent_hour", &costs.underAgentHour)
        price("under_excess_agent_hour", &costs.underExcessAgentHour)
        price("under_excess_from_share", &costs.excessShare, .between(0, 1))
        price("over_agent_hour", &costs.overAgentHour)
        price("avoid_weight_unit", &costs.avoidWeightUnit)
        price("weekend_beyond_2_per_4_weeks", &costs.weekendBeyondTwoPerFourWeeks)
        if costs.underExcessAgentHour < costs.underAgentHour {
            faults.add(
                node.error(
                    "under_excess_agent_hour \(costs.underExcessAgentHour) is below under_agent_hour "
                        + "\(costs.underAgentHour)",
                    hint: "the price of a large shortfall is at least that of a small one"))
        }
        return faults.problems.count == before ? costs : nil
    }
}
