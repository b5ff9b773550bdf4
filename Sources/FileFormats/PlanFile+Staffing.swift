import ContactCenter
import Tabular

extension PlanFile {
    /// `staffing`: how the requirement becomes heads, hours and money.
    static func staffing(_ node: YAMLNode) throws(TabularError) -> StaffingPlan {
        try node.allowOnly([
            "fte_hours_per_week", "staff_cap", "paid_hour_cost", "risk", "day_goal", "pooling", "skill_groups",
        ])
        var plan = StaffingPlan()
        // A week has 168 hours.
        if let hours = try node.optional("fte_hours_per_week") {
            plan.fteHoursPerWeek = try hours.double(.above(0, to: 168))
        }
        if let cap = try node.optional("staff_cap") { plan.staffCap = try cap.int(in: 0...1_000_000) }
        if let cost = try node.optional("paid_hour_cost") { plan.paidHourCost = try cost.double(.atLeast(0)) }
        if let risk = try node.optional("risk") { plan.risk = try self.risk(risk) }
        if let goal = try node.optional("day_goal") { plan.dayGoal = try dayGoal(goal) }
        if let pooling = try node.optional("pooling") { plan.pooling = try pooling.choice(StaffingPlan.Pooling.self) }
        if let groups = try node.optional("skill_groups") { plan.skillGroups = try skillGroups(groups) }
        return plan
    }

    private static func risk(_ node: YAMLNode) throws(TabularError) -> ForecastRisk {
        let word = try node.text()
        if let risk = ForecastRisk(word) { return risk }
        throw node.error(
            "expected \(ForecastRisk.words), found '\(word)'",
            hint: nearestName(to: word, among: ForecastRisk.names).map { "did you mean '\($0)'?" })
    }

    private static func dayGoal(_ node: YAMLNode) throws(TabularError) -> DayGoal {
        let word = try node.text()
        if let goal = DayGoal(word) { return goal }
        throw node.error(
            "expected \(DayGoal.words), found '\(word)'",
            hint: nearestName(to: word, among: DayGoal.names).map { "did you mean '\($0)'?" })
    }

    private static func skillGroups(_ node: YAMLNode) throws(TabularError) -> StaffingPlan.SkillGroups {
        if case .scalar = node.content {
            return try node.choice([(word: "same_skill", value: .sameSkill), ("team", .team)])
        }
        var groups: [StaffingPlan.NamedGroup] = []
        var seen: Set<String> = []
        for entry in try node.entries() {
            var skills: [String] = []
            for item in try entry.value.items() {
                let skill = try item.text()
                guard seen.insert(skill).inserted else {
                    throw item.error("skill '\(skill)' is listed twice", hint: "an agent's time belongs to one group")
                }
                skills.append(skill)
            }
            guard !skills.isEmpty else { throw entry.value.error("expected at least one skill, found an empty list") }
            groups.append(.init(name: entry.key, skills: skills))
        }
        guard !groups.isEmpty else { throw node.error("expected at least one group of skills") }
        return .named(groups)
    }
}

extension ForecastRisk {
    /// The words that plans and the command line know, beside a probability.
    public static let names = ["ignore", "report", "expected"]
    /// What may be written, in words.
    public static let words = "ignore, report, expected or a probability above 0 and below 1"

    /// The risk of a word: `ignore`, `report`, `expected`, or a probability such as `0.9` or `90%`; `nil` for any other.
    public init?(_ word: String) {
        switch word {
        case "ignore": self = .ignored
        case "report": self = .reported
        case "expected": self = .expected
        default:
            let isPercent = word.hasSuffix("%")
            guard let number = Double(isPercent ? String(word.dropLast()) : word) else { return nil }
            let probability = isPercent ? number / 100 : number
            guard probability > 0, probability < 1 else { return nil }
            self = .probability(probability)
        }
    }
}

extension DayGoal {
    /// The words that plans and the command line know, beside a probability.
    public static let names = ["interval", "every-interval", "day"]
    /// What may be written, in words.
    public static let words = "interval, every-interval, day or a probability above 0 and below 1"

    /// The goal of a word: `interval`, `every-interval`, `day`, or a probability such as `0.9` or `90%`; `nil` for any
    /// other.
    public init?(_ word: String) {
        switch word {
        case "interval": self = .interval
        case "every-interval", "every_interval": self = .everyInterval
        case "day": self = .day
        default:
            guard case .probability(let probability)? = ForecastRisk(word) else { return nil }
            self = .dayWithProbability(probability)
        }
    }

    /// The word of a goal.
    public var word: String {
        switch self {
        case .interval: "interval"
        case .everyInterval: "every-interval"
        case .day: "day"
        case .dayWithProbability(let probability): "\(probability)"
        }
    }
}
