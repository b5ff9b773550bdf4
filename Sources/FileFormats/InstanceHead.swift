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

    /// Reads strict JSON. `seed` (of the generator that made the instance) is accepted and not kept.
    static func read(_ input: InputBytes) throws(TabularError) -> InstanceHead {
        let root = try YAMLNode.parseJSON(input)
        try root.allowOnly([
            "name", "seed", "start_date", "days", "grid_minutes", "interval_minutes", "open", "close", "skills",
            "rules", "costs",
        ])
        let interval = try divisorOfDay(root.required("interval_minutes"))
        let gridNode = try root.required("grid_minutes")
        let grid = try divisorOfDay(gridNode)
        guard interval % grid == 0 else {
            throw gridNode.error("the grid of \(grid) minutes does not divide the interval of \(interval) minutes")
        }
        let open = try minuteOfDay(root.required("open"))
        let closeNode = try root.required("close")
        let close = try minuteOfDay(closeNode)
        guard open < close else { throw closeNode.error("the centre closes before it opens") }
        return InstanceHead(
            name: try root.required("name").text(), startDate: try startDate(root.required("start_date")),
            days: try root.required("days").int(in: 1...3660), gridMinutes: grid, intervalMinutes: interval,
            open: open, close: close, skills: try skills(root.required("skills")),
            rules: try root.optional("rules").map { node throws(TabularError) in
                try RosterTerms.rules(node, allowsFixed: true)
            } ?? RosterRules(),
            costs: try root.optional("costs").map(RosterTerms.costs) ?? CoverageCosts())
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
