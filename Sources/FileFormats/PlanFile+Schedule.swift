import ContactCenter
import Tabular

extension PlanFile {
    /// How to build the roster. The default grid is 15 minutes, or the interval where 15 do not divide it.
    static func schedule(_ node: YAMLNode?, intervalMinutes: Int) throws(TabularError) -> SchedulePlan {
        var plan = SchedulePlan()
        plan.gridMinutes = intervalMinutes % 15 == 0 ? 15 : intervalMinutes
        guard let node else { return plan }
        try node.allowOnly([
            "iterations", "grid_minutes", "rules", "costs", "rule_files", "history", "before", "shortage",
            "lost_contact_price", "activities",
        ])
        if let iterations = try node.optional("iterations") {
            plan.iterations = try iterations.int(in: 0...1_000_000_000_000)
        }
        if let grid = try node.optional("grid_minutes") {
            let minutes = try grid.int(in: 1...1440)
            guard intervalMinutes % minutes == 0 else {
                throw grid.error(
                    "\(minutes) minutes do not divide the interval of \(intervalMinutes) minutes",
                    hint: "use a divisor of interval_minutes")
            }
            plan.gridMinutes = minutes
        }
        if let rules = try node.optional("rules") { plan.rules = try RosterTerms.rules(rules) }
        if let costs = try node.optional("costs") { plan.costs = try RosterTerms.costs(costs) }
        if let shortage = try node.optional("shortage") {
            plan.shortage = try shortage.choice(SchedulePlan.ShortagePricing.self)
        }
        if let price = try node.optional("lost_contact_price") {
            plan.lostContactPrice = try price.double(.between(0, 1e6))
        }
        for item in try node.optional("rule_files")?.items() ?? [] {
            let name = try item.text()
            guard !plan.ruleFiles.contains(name) else { throw item.error("rule file '\(name)' is listed twice") }
            plan.ruleFiles.append(name)
        }
        plan.historyFile = try node.optional("history")?.text()
        plan.beforeFile = try node.optional("before")?.text()
        if let activities = try node.optional("activities") { plan.activitiesFile = try activities.text() }
        return plan
    }
}
