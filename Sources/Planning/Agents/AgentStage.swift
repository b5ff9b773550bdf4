import ContactCenter
import FileFormats
import Interactions
import Tabular

/// What `wfm agents` is asked for.
public struct AgentRequest: Sendable {
    /// Interaction logs.
    public var source: ContactSource
    /// Roster of the days of the log; `nil` = none.
    public var roster: String?
    /// By what a contact counts as resolved.
    public var measure = AgentComparison.Measure.repeats(windowDays: 7)
    /// Seconds of the service level.
    public var withinSeconds = 20.0
    /// Half of the 95 % interval of an agent's share that quality checks are to tell.
    public var sampleHalfWidth = 0.15
    /// Most draws an agent.
    public var sampleMost = 50
    /// Share of an agent's draws from risky contacts.
    public var riskShare = 0.5
    /// Seed of the draw.
    public var seed: UInt64 = 1

    /// A request over the contacts of `source`.
    public init(_ source: ContactSource) { self.source = source }

    /// Clock of the centre.
    public var zone: ZoneRules { source.zone }

    /// Window of the repeat rule, in days.
    var windowDays: Int { if case .repeats(let days) = measure { days } else { 7 } }
}

/// What `wfm agents` found.
public struct AgentResult: Sendable {
    /// Clock of the centre.
    public let zone: ZoneRules
    /// Where the rows of the logs went.
    public let accounting: PlanSummary.Accounting
    /// Refused rows.
    public let rejects: [Reject]
    /// Agents against each other.
    public let comparison: AgentComparison
    /// The same with how their time was used.
    public let agents: [AgentFigures]
    /// Queues in figures.
    public let queues: [QueueFigures]
    /// Contacts for quality checks.
    public let sample: QualitySample
    /// Published figures beside the centre's own.
    public let benchmarks: [BenchmarkComparison]
    /// What was decided on the way, in words.
    public let notes: [String]

    /// The files of the result.
    public func files() -> [OutputFile] {
        [
            OutputFile(path: "agents.csv", bytes: AgentFile.write(agents)),
            OutputFile(path: "queues.csv", bytes: QueueFiguresFile.write(queues)),
            OutputFile(path: "quality-sample.csv", bytes: QualitySampleFile.write(sample.draws, zone: zone)),
            OutputFile(path: "sample-precision.csv", bytes: QualitySampleFile.write(sample.precision)),
            OutputFile(path: "benchmarks.csv", bytes: BenchmarkFile.write(benchmarks)),
            OutputFile(path: "rejects.csv", bytes: rejectsCSV(rejects)),
            OutputFile(path: "agents.json", bytes: AgentWords.json(self).serialised(.pretty)),
        ]
    }
}

/// Interactions → agents and queues, judged without a league table.
public struct AgentStage: Sendable {
    private let request: AgentRequest

    /// The stage for a request.
    public init(_ request: AgentRequest) { self.request = request }

    /// Reads the files and works everything out.
    ///
    /// - Throws: `TabularError` of a file that cannot be read; `PlanningError` when no contact names its agent.
    public func run(context: StageContext) async throws -> AgentResult {
        let imported = try await request.source.read(context: context)
        try context.checkInterruption()
        let contacts = try imported.interactions()
        guard let repeats = RepeatContacts(contacts, rule: ChainingRule()) else {
            throw PlanningError.invalid(
                "\(request.source.name): no inbound contact",
                hint: "agents are compared by customers' own contacts; see the column direction")
        }
        let comparison = AgentComparison(contacts, repeats, measure: request.measure)
        guard !comparison.agents.isEmpty else {
            throw PlanningError.invalid(
                "\(request.source.name): no answered contact names its agent",
                hint: "a column agent_id is needed (or agent_id: in the mapping file)")
        }
        var notes = imported.notes
        let roster = try request.roster.map { try PlannerRosterFile.read(InputBytes.read($0)) } ?? []
        let agents = AgentTime.add(to: comparison.agents, contacts, roster: roster, zone: request.zone)
        if !roster.isEmpty, agents.allSatisfy({ $0.time.scheduledSeconds == nil }) {
            notes.append("roster: none of its agents is in the log; occupancy of scheduled and paid time is missing")
        }
        try context.checkInterruption()
        if comparison.overallResolution == nil {
            notes.append(
                "resolution is missing: no answered contact could be judged by \(AgentWords.inWords(request.measure))")
        }
        if comparison.withoutAgent > 0 {
            notes.append("\(comparison.withoutAgent) answered contacts name no agent and count for nobody")
        }
        let queues = QueueComparison.queues(
            contacts, repeats, withinSeconds: request.withinSeconds, windowDays: request.windowDays)
        return AgentResult(
            zone: request.zone, accounting: imported.accounting, rejects: imported.rejects, comparison: comparison,
            agents: agents, queues: queues,
            sample: QualitySample(
                contacts, repeats, halfWidth: request.sampleHalfWidth, most: request.sampleMost,
                riskShare: request.riskShare, windowDays: request.windowDays, seed: request.seed),
            benchmarks: BenchmarkTable.compare(queues, withinSeconds: request.withinSeconds),
            notes: notes + ["resolution: \(AgentWords.inWords(request.measure))"])
    }
}
