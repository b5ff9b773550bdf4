import ContactCenter
import FileFormats
import Tabular

/// A plan with everything its file refers to, read and checked: the starting point of every stage.
public struct PlanWorkspace: Sendable {
    /// The plan file's content.
    public internal(set) var plan: Plan
    /// Folder against which the plan's relative paths are resolved.
    public let folder: String
    /// The centre's clock.
    public let zone: ZoneRules
    /// Holidays, half days, events and outages.
    public let specialDays: [SpecialDay]
    /// Agents and what they may work; `nil` when the plan names no team.
    public let team: Team?
    /// Planners' corrections of the forecast, in file order.
    public var overrides: [ForecastOverride]
    /// Outbound work placed beforehand.
    public private(set) var outbound: [ForecastInterval] = []
    private let calendarNotes: [String]
    private let announcedThrough: Int?

    /// Reads the plan file at `path` and the files it names (not the interactions).
    ///
    /// - Parameters:
    ///   - seed: Replaces the plan's seed.
    ///   - replications: Replaces the plan's number of simulated replications.
    /// - Throws: `TabularError` of the first file that is missing or wrong, with its place; `PlanningError` when the
    ///   files contradict each other.
    public static func load(_ path: String, seed: UInt64? = nil, replications: Int? = nil) throws -> PlanWorkspace {
        var plan = try PlanFile.read(InputBytes.read(path))
        if let seed { plan.seed = seed }
        if let replications { plan.simulation.replications = replications }
        let folder = path == "-" ? "." : PlanWorkspace.parent(of: path)
        let zone = try ZoneRules.load(plan.timeZone)
        let calendar = try PlanCalendar.load(plan, folder: folder, zone: zone)
        let team = try plan.teamFolder.map { try TeamFolder.read(resolve($0, in: folder)) }
        let overrides = try plan.forecast.overridesFile.map {
            try OverrideFile.read(InputBytes.read(resolve($0, in: folder)), zone: zone)
        }
        var workspace = PlanWorkspace(
            plan: plan, folder: folder, zone: zone, specialDays: calendar.days, team: team, overrides: overrides ?? [],
            calendarNotes: calendar.notes, announcedThrough: calendar.announcedThrough)
        try workspace.checkReferences()
        if let file = plan.forecast.outboundFile {
            workspace.outbound = try workspace.outboundWork(resolve(file, in: folder))
        }
        try workspace.checkRules()
        return workspace
    }

    /// A workspace of values already at hand.
    public init(
        plan: Plan, folder: String, zone: ZoneRules, specialDays: [SpecialDay], team: Team?,
        overrides: [ForecastOverride] = []
    ) {
        self.init(
            plan: plan, folder: folder, zone: zone, specialDays: specialDays, team: team, overrides: overrides,
            calendarNotes: [], announcedThrough: nil)
    }

    private init(
        plan: Plan, folder: String, zone: ZoneRules, specialDays: [SpecialDay], team: Team?,
        overrides: [ForecastOverride], calendarNotes: [String], announcedThrough: Int?
    ) {
        self.overrides = overrides
        self.plan = plan
        self.folder = folder
        self.zone = zone
        self.specialDays = specialDays
        self.team = team
        self.calendarNotes = calendarNotes
        self.announcedThrough = announcedThrough
    }

    /// Reads outbound work (`outbound.csv`), rows of a forecast of the plan's outbound streams.
    ///
    /// - Throws: `TabularError` of the file; `PlanningError.unknownName` for a stream that the plan does not have as
    ///   outbound; `PlanningError.invalid` for intervals of another length than the plan's.
    public func outboundWork(_ path: String) throws -> [ForecastInterval] {
        let rows = try ForecastFile.read(InputBytes.read(path), channels: channels)
        let known = streams.filter(\.isOutbound).map(\.stream)
        for row in rows where !known.contains(row.stream) {
            throw PlanningError.unknownName(
                what: "outbound queue × channel", name: row.stream.description,
                place: "\(path), in the plan '\(plan.name)'",
                known: known.map(\.description))
        }
        if let row = rows.first(where: { $0.intervalSeconds != plan.intervalMinutes * 60 }) {
            throw PlanningError.invalid(
                "\(path): intervals of \(row.intervalSeconds) seconds, where the plan has \(plan.intervalMinutes) minutes",
                hint: "make the outbound work from requirements of the same plan")
        }
        return rows
    }

    /// Paths of the interactions, resolved.
    public var interactionPaths: [String] {
        plan.interactions.files.map { PlanWorkspace.resolve($0, in: folder) }
    }

    /// Path of the column mapping, resolved; `nil` = native columns.
    public var mappingPath: String? {
        plan.interactions.mappingFile.map { PlanWorkspace.resolve($0, in: folder) }
    }

    /// Every queue × channel of the plan, in file order, with what is known of it.
    public var streams: [PlannedStream] {
        plan.queues.flatMap { queue in
            queue.channels.map { PlannedStream(queue: queue, channelPlan: $0, specialDays: specialDays) }
        }
    }

    /// Those of which there is a history, and which are forecast: all but the centre's own calls.
    var inboundStreams: [PlannedStream] { streams.filter { !$0.isOutbound } }

    /// Channels of all queues, with the services that the plan gives them.
    public var channels: [Channel] { plan.queues.flatMap { $0.channels.map(\.channel) } }

    /// Skills in the order in which queues name them.
    public var skills: [String] {
        var seen: Set<String> = []
        return plan.queues.map(\.skill).filter { seen.insert($0).inserted }
    }

    /// Skill an agent needs, by queue.
    public var skillOfQueue: [String: String] {
        Dictionary(plan.queues.map { ($0.name, $0.skill) }, uniquingKeysWith: { first, _ in first })
    }

    /// A path of the plan file relative to the plan file's folder; absolute paths and `-` stay.
    static func resolve(_ path: String, in folder: String) -> String {
        path == "-" || path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)"
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// What the files say that the plan does not use, in words, and what reading the calendar left out. One calendar may
    /// serve several plans, so a queue that this plan does not have is no error, but a misspelt one should be seen.
    public var notes: [String] {
        let calendar = plan.calendarFiles.isEmpty ? "the calendar" : plan.calendarFiles.joined(separator: ", ")
        let queues = plan.queues.map(\.name)
        return calendarNotes
            + foreignNames(specialDays.flatMap(\.queues), known: queues).map {
                "\(calendar) names queues that the plan does not have: \($0)"
            }
            + foreignNames(specialDays.flatMap(\.channels), known: channels.map(\.name)).map {
                "\(calendar) names channels that the plan does not have: \($0)"
            }
    }

    /// Whether the announced holidays reach the end of a forecast that follows a history up to `last`, in words.
    func holidayNotes(historyEnd last: CivilDate) -> [String] {
        guard let country = plan.holidays?.country, let announcedThrough else { return [] }
        let start = plan.forecast.start ?? last + 7
        guard (start + 7 * plan.forecast.weeks).components.year > announcedThrough else { return [] }
        return [HolidayList.outdated(country, through: announcedThrough)]
    }

    /// Names that are not known, with the nearest known ones; empty without any.
    private func foreignNames(_ names: [String], known: [String]) -> [String] {
        let foreign = Set(names).subtracting(known).sorted()
        guard !foreign.isEmpty else { return [] }
        return [
            foreign.map { name in
                "'\(name)'" + (nearestName(to: name, among: known.sorted()).map { " (did you mean '\($0)'?)" } ?? "")
            }.joined(separator: ", ")
        ]
    }

    /// Rule files, counts carried over and the roster before, their paths resolved.
    var rosterAdditions: RosterAdditions {
        RosterAdditions(
            rules: plan.schedule.ruleFiles.map { PlanWorkspace.resolve($0, in: folder) },
            history: plan.schedule.historyFile.map { PlanWorkspace.resolve($0, in: folder) },
            before: plan.schedule.beforeFile.map { PlanWorkspace.resolve($0, in: folder) })
    }

    /// Reads the rules once before any work is done, so that a slip is told at once and not after the forecast. What the
    /// horizon decides is checked when it is known.
    private func checkRules() throws {
        guard let team, !rosterAdditions.isEmpty else { return }
        let monday = CivilDate(dayNumber: 4)
        var instance = RosteringInstance(
            name: plan.name, startDate: plan.forecast.start ?? monday, days: 7,
            gridMinutes: plan.schedule.gridMinutes, intervalMinutes: plan.intervalMinutes, open: 0, close: 1440,
            skills: skills, agents: team.agents, contracts: team.contracts, shiftKinds: team.shiftKinds,
            availability: [], requirements: [])
        do {
            _ = try rosterAdditions.add(to: &instance)
        } catch let error as UnknownRulePack {
            throw PlanningError.invalid("schedule.rule_files: \(error.message)", hint: error.hint)
        }
    }

    /// Names that two files must agree on.
    private func checkReferences() throws(PlanningError) {
        for queue in plan.queues {
            guard let like = queue.like else { continue }
            let others = plan.queues.filter { $0.name != queue.name }
            guard let analogue = others.first(where: { $0.name == like }) else {
                throw .unknownName(
                    what: "queue", name: like, place: "queue '\(queue.name)', like", known: others.map(\.name))
            }
            for channel in queue.channels.map(\.channel)
            where !analogue.channels.contains(where: { $0.channel == channel }) {
                throw .invalid(
                    "queue '\(queue.name)' is like '\(like)', which has no channel '\(channel)'",
                    hint: "name a queue with the same channels, or give expected_daily_volume instead")
            }
        }
        guard let team else { return }
        if let start = plan.forecast.start, start.weekday != 0 {
            throw .forecastStart(
                "a roster is made for whole weeks, but \(start), the first day of the forecast, is no Monday")
        }
        for agent in team.agents {
            for skill in agent.skills where !skills.contains(skill) {
                throw .unknownName(
                    what: "skill", name: skill, place: "\(plan.teamFolder ?? "team")/agents.csv, agent '\(agent.id)'",
                    known: skills)
            }
        }
    }
}
