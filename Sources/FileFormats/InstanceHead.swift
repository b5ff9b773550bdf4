import ContactCenter
import Tabular

/// `instance.json` of a scheduling folder: horizon, grid, opening, skills, rules and prices.
struct InstanceHead {
    var name: String
    var startDate: CivilDate
    var days: Int
    var gridMinutes: Int
    var intervalMinutes: Int
    var open: Int
    var close: Int
    var skills: [String]
    var rules: RosterRules
    var costs: CoverageCosts

    /// What could be read of an `instance.json`; `nil` where it is missing or wrong.
    struct Parts {
        var name: String?
        var startDate: CivilDate?
        var days: Int?
        var gridMinutes: Int?
        var intervalMinutes: Int?
        var open: Int?
        var close: Int?
        var skills: [String]?
        var rules: RosterRules?
        var costs: CoverageCosts?

        /// The whole head, when every part is there.
        var head: InstanceHead? {
            guard let name, let startDate, let days, let gridMinutes, let intervalMinutes, let open, let close,
                let skills, let rules, let costs
            else { return nil }
            return InstanceHead(
                name: name, startDate: startDate, days: days, gridMinutes: gridMinutes,
                intervalMinutes: intervalMinutes, open: open, close: close, skills: skills, rules: rules, costs: costs)
        }
    }

    private static let keys = [
        "name", "seed", "start_date", "days", "grid_minutes", "interval_minutes", "open", "close", "skills", "rules",
        "costs",
    ]

    /// Reads strict JSON as far as it can be read; every fault is collected. `seed` (of the generator that made the
    /// instance) is accepted and not kept.
    static func read(_ path: String, faults: inout FaultCollector) -> Parts {
        var parts = Parts()
        let parsed = faults.attempt { () throws(TabularError) -> (YAMLNode, [YAMLNode.Entry]) in
            let root = try YAMLNode.parseJSON(InputBytes.read(path))
            return (root, try root.entries())
        }
        guard let (root, entries) = parsed else { return parts }
        faults.addUnknownKeys(of: entries, file: root.file, known: keys)
        func read<Value>(
            _ key: String, _ body: (YAMLNode) throws(TabularError) -> Value
        ) -> Value? {
            faults.attempt { () throws(TabularError) in try body(root.required(key)) }
        }
        parts.name = read("name") { node throws(TabularError) in try node.text() }
        parts.startDate = read("start_date", startDate)
        parts.days = read("days") { node throws(TabularError) in try node.int(in: 1...3660) }
        parts.intervalMinutes = read("interval_minutes", divisorOfDay)
        parts.gridMinutes = read("grid_minutes", divisorOfDay)
        if let grid = parts.gridMinutes, let interval = parts.intervalMinutes, interval % grid != 0 {
            let message = "the grid of \(grid) minutes does not divide the interval of \(interval) minutes"
            _ = read("grid_minutes") { node throws(TabularError) in throw node.error(message) }
            parts.gridMinutes = nil
        }
        parts.open = read("open", minuteOfDay)
        parts.close = read("close", minuteOfDay)
        if let open = parts.open, let close = parts.close, open >= close {
            _ = read("close") { node throws(TabularError) in throw node.error("the centre closes before it opens") }
        }
        parts.skills = read("skills", skills)
        parts.rules = terms("rules", of: root, otherwise: RosterRules(), &faults) { node, faults in
            RosterTerms.rules(node, allowsFixed: true, faults: &faults)
        }
        parts.costs = terms("costs", of: root, otherwise: CoverageCosts(), &faults) { node, faults in
            RosterTerms.costs(node, faults: &faults)
        }
        return parts
    }

    private static func terms<Value>(
        _ key: String, of root: YAMLNode, otherwise: Value, _ faults: inout FaultCollector,
        _ body: (YAMLNode, inout FaultCollector) -> Value?
    ) -> Value? {
        guard let node = faults.attempt({ () throws(TabularError) in try root.optional(key) }) else { return nil }
        guard let node else { return otherwise }
        return body(node, &faults)
    }

    static func write(_ instance: RosteringInstance) -> [UInt8] {
        let rules = instance.rules
        let costs = instance.costs
        let value: JSONValue = [
            "name": .string(instance.name),
            "start_date": .string(instance.startDate.description),
            "days": .integer(instance.days),
            "grid_minutes": .integer(instance.gridMinutes),
            "interval_minutes": .integer(instance.intervalMinutes),
            "open": .string(LocalTime.clock(instance.open)),
            "close": .string(LocalTime.clock(instance.close)),
            "skills": .array(instance.skills.map(JSONValue.string)),
            "rules": [
                "min_rest_minutes": .integer(rules.minimumRestMinutes),
                "max_consecutive_days": .integer(rules.maximumConsecutiveDays),
                "one_shift_per_day": true,
                "min_free_weekends_per_4_weeks": .integer(rules.minimumFreeWeekendsPerFourWeeks),
                "weekly_hours": "contract",
                "min_gap_between_breaks_minutes": .integer(rules.minimumGapBetweenBreaksMinutes),
            ],
            "costs": [
                "under_agent_hour": price(costs.underAgentHour),
                "under_excess_agent_hour": price(costs.underExcessAgentHour),
                "under_excess_from_share": price(costs.excessShare),
                "over_agent_hour": price(costs.overAgentHour),
                "avoid_weight_unit": price(costs.avoidWeightUnit),
                "weekend_beyond_2_per_4_weeks": price(costs.weekendBeyondTwoPerFourWeeks),
            ],
        ]
        return value.serialised(.pretty)
    }

    private static func price(_ value: Double) -> JSONValue {
        Int(exactly: value).map(JSONValue.integer) ?? .number(value)
    }

    private static func divisorOfDay(_ node: YAMLNode) throws(TabularError) -> Int {
        let minutes = try node.int(in: 1...1440)
        guard 1440 % minutes == 0 else { throw node.error("\(minutes) minutes do not divide a day of 1440 minutes") }
        return minutes
    }

    private static func minuteOfDay(_ node: YAMLNode) throws(TabularError) -> Int {
        let text = try node.text()
        guard let minute = LocalTime.minuteOfDay(text) else {
            throw node.error("expected a time of day HH:MM, found '\(text)'")
        }
        return minute
    }

    private static func startDate(_ node: YAMLNode) throws(TabularError) -> CivilDate {
        let text = try node.text()
        guard let date = CivilDate(text) else { throw node.error("expected a date YYYY-MM-DD, found '\(text)'") }
        guard date.weekday == 0 else {
            throw node.error(
                "\(date) is not a Monday; weeks are counted from the first day",
                hint: "the Monday of that week is \(date.monday)")
        }
        return date
    }

    private static func skills(_ node: YAMLNode) throws(TabularError) -> [String] {
        var skills: [String] = []
        for item in try node.items() {
            let name = try item.text()
            guard !name.contains("|") else { throw item.error("'\(name)' cannot be a skill", hint: "'|' joins skills") }
            guard !skills.contains(name) else { throw item.error("skill '\(name)' is listed twice") }
            skills.append(name)
        }
        guard !skills.isEmpty else { throw node.error("expected at least one skill") }
        return skills
    }
}
