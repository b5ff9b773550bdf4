import ContactCenter
import Tabular

/// The plan file: YAML (JSON is accepted, being YAML), `version: 1`. Every key is described in `docs/plan-file.md`.
public enum PlanFile {
    /// Reads and checks a plan.
    ///
    /// Checked here: names of keys, types, ranges, the time zone, and what keys of the same file say about each other.
    /// Not checked here: whether the files that it names exist and agree with it.
    ///
    /// - Throws: `TabularError.badData` at the line of the first fault; unknown keys name the nearest known key.
    public static func read(_ input: InputBytes) throws(TabularError) -> Plan {
        let root = try YAMLNode.parse(input)
        try root.allowOnly([
            "version", "name", "time_zone", "seed", "interactions", "interval_minutes", "calendar", "holidays",
            "queues", "forecast", "shrinkage", "staffing", "team", "schedule", "simulation",
        ])
        try checkVersion(root)
        let intervalMinutes = try interval(root.optional("interval_minutes"))
        return Plan(
            name: try root.required("name").text(),
            timeZone: try timeZone(root.required("time_zone")),
            seed: try UInt64(root.optional("seed")?.int(in: 0...Int.max) ?? 1),
            interactions: try interactions(root.required("interactions")),
            intervalMinutes: intervalMinutes,
            calendarFiles: try root.optional("calendar").map(calendarFiles) ?? [],
            holidays: try root.optional("holidays").map(holidays),
            queues: try queues(root.required("queues"), intervalMinutes: intervalMinutes),
            forecast: try root.optional("forecast").map(forecast) ?? ForecastPlan(),
            shrinkage: try root.optional("shrinkage").map(shrinkage) ?? Shrinkage(),
            staffing: try root.optional("staffing").map(staffing) ?? StaffingPlan(),
            teamFolder: try root.optional("team")?.text(),
            schedule: try schedule(root.optional("schedule"), intervalMinutes: intervalMinutes),
            simulation: try root.optional("simulation").map(simulation) ?? SimulationPlan())
    }

    private static func checkVersion(_ root: YAMLNode) throws(TabularError) {
        let node = try root.required("version")
        let version = try node.int(in: 0...Int.max)
        guard version == 1 else {
            throw node.error("version \(version) is not known; this wfm reads version 1", hint: "write 'version: 1'")
        }
    }

    private static func interval(_ node: YAMLNode?) throws(TabularError) -> Int {
        guard let node else { return 30 }
        let minutes = try node.int(in: 1...1440)
        guard 1440 % minutes == 0 else {
            throw node.error(
                "\(minutes) minutes do not divide a day of 1440 minutes", hint: "use 5, 10, 15, 20, 30 or 60")
        }
        return minutes
    }

    private static func timeZone(_ node: YAMLNode) throws(TabularError) -> String {
        let name = try node.text()
        guard ZoneRules.isKnown(name) else {
            throw node.error("unknown time zone '\(name)'", hint: ZoneRules.hint(for: name))
        }
        return name
    }

    private static func interactions(_ node: YAMLNode) throws(TabularError) -> InteractionSource {
        try node.allowOnly(["files", "mapping", "touch_minutes"])
        let filesNode = try node.required("files")
        var files: [String] = []
        for item in try filesNode.items() { files.append(try item.text()) }
        guard !files.isEmpty else { throw filesNode.error("expected at least one file, found an empty list") }
        return InteractionSource(
            files: files, mappingFile: try node.optional("mapping")?.text(),
            touchMinutes: try node.optional("touch_minutes")?.double(.inside(0, 10_000)))
    }

    private static func forecast(_ node: YAMLNode) throws(TabularError) -> ForecastPlan {
        try node.allowOnly(["start", "weeks", "models", "backtest_origins", "overrides", "outbound", "reconcile"])
        var plan = ForecastPlan()
        if let start = try node.optional("start") {
            let text = try start.text()
            guard let date = CivilDate(text) else {
                throw start.error("expected a date YYYY-MM-DD, found '\(text)'")
            }
            plan.start = date
        }
        if let weeks = try node.optional("weeks") { plan.weeks = try weeks.int(in: 1...104) }
        if let origins = try node.optional("backtest_origins") { plan.backtestOrigins = try origins.int(in: 1...104) }
        if let reconcile = try node.optional("reconcile") {
            plan.reconciliation = try reconcile.choice(ForecastPlan.Reconciliation.self)
        }
        if let outbound = try node.optional("outbound") {
            plan.outboundFile = try outbound.text()
            guard plan.outboundFile != "-" else {
                throw outbound.error(
                    "outbound work cannot be read from standard input", hint: "give the path of a file")
            }
        }
        if let overrides = try node.optional("overrides") {
            plan.overridesFile = try overrides.text()
            guard plan.overridesFile != "-" else {
                throw overrides.error("overrides cannot be read from standard input", hint: "give the path of a file")
            }
        }
        if let models = try node.optional("models") {
            var names: [String] = []
            for item in try models.items() {
                let name = try item.text()
                guard !names.contains(name) else { throw item.error("model '\(name)' is listed twice") }
                names.append(name)
            }
            guard !names.isEmpty else {
                throw models.error("expected at least one model, found an empty list", hint: "leave it out to try all")
            }
            plan.models = names
        }
        return plan
    }

    private static func shrinkage(_ node: YAMLNode) throws(TabularError) -> Shrinkage {
        try node.allowOnly(["in_office", "out_of_office", "composition"])
        let share = NumberRange.from(0, below: 1)
        let shrinkage = Shrinkage(
            inOffice: try node.optional("in_office")?.double(share) ?? 0,
            outOfOffice: try node.optional("out_of_office")?.double(share) ?? 0,
            composition: try node.optional("composition")?.choice(Shrinkage.Composition.self) ?? .compounding)
        guard shrinkage.total < 1 else {
            throw node.error(
                "in_office \(shrinkage.inOffice) and out_of_office \(shrinkage.outOfOffice) leave nobody to work",
                hint: "shares are of 1: 8 % is 0.08")
        }
        return shrinkage
    }

    private static func simulation(_ node: YAMLNode) throws(TabularError) -> SimulationPlan {
        try node.allowOnly(["replications"])
        return SimulationPlan(replications: try node.optional("replications")?.int(in: 1...100_000) ?? 20)
    }
}
