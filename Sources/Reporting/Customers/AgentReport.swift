import ContactCenter

/// Everything that the page of agents shows.
public struct AgentReportContent: Sendable {
    /// Name of the centre; empty = not known.
    public var name: String
    /// Version of wfm.
    public var version: String
    /// Language of headings and sentences.
    public var language: ReportLanguage
    /// Clock of the centre.
    public var zone: ZoneRules
    /// Agents, in alphabetical order.
    public var agents: [AgentFigures] = []
    /// Share resolved of all together; `nil` = nothing could be judged.
    public var overallResolution: Double?
    /// Mean handle time of all together, in seconds.
    public var overallHandleSeconds: Double?
    /// Correlation of shrunken handle time and resolution.
    public var correlation: Double?
    /// Queues in figures, and the seconds of their service level.
    public var queues: [QueueFigures] = [], withinSeconds = 20.0
    /// Published figures beside the centre's own.
    public var benchmarks: [BenchmarkComparison] = []
    /// What the quality sample of all agents can tell; `nil` = none was drawn.
    public var sample: SamplePrecision?
    /// What was decided on the way, in words.
    public var notes: [String] = []

    /// A page without parts.
    public init(name: String, version: String, language: ReportLanguage, zone: ZoneRules) {
        self.name = name
        self.version = version
        self.language = language
        self.zone = zone
    }
}

/// The page of `wfm agents`: funnel plots instead of a league table, queues, published figures.
///
/// Made like ``HTMLReport``: one page, nothing loaded, nothing sent, equal content gives equal bytes.
public enum AgentReport {
    /// The page of `content`, UTF-8; total for every content.
    ///
    /// - Complexity: O(rows of `content`)
    public static func render(_ content: AgentReportContent) -> [UInt8] {
        let words = CustomerWording(content.language)
        let parts = [
            PageFrame.Part(id: "funnels", heading: words(.funnels)), .init(id: "agents", heading: words(.agents)),
            .init(id: "queues", heading: words(.queues)), .init(id: "quality", heading: words(.quality)),
            .init(id: "benchmarks", heading: words(.benchmarks)),
            .init(id: "notes", heading: Phrase.notes.text(in: content.language)),
        ]
        var page = Markup(capacity: 1 << 18)
        let heading = content.name.isEmpty ? words(.agentsTitle) : content.name
        PageFrame.writeHead(
            language: content.language, title: "\(heading) · \(words(.agents))", skipTo: "funnels", tabs: 1, to: &page)
        PageFrame.writeHeader(
            kicker: "\(words(.agents)) · \(Phrase.on.text(in: content.language, [content.zone.identifier]))",
            heading: heading, tone: .neutral, sentence: verdict(content, words), to: &page)
        PageFrame.writeNavigation(parts, to: &page)
        page.raw("<main>\n")
        FunnelSection(content, words).write(parts[0], to: &page)
        AgentTables.writeAgents(parts[1], content, words, to: &page)
        AgentTables.writeQueues(parts[2], content, words, to: &page)
        AgentTables.writeQuality(parts[3], content, words, to: &page)
        AgentTables.writeBenchmarks(parts[4], content, words, to: &page)
        words.writeNotes(content.notes, parts[5], to: &page)
        page.raw("</main>\n")
        words.writeFoot(version: content.version, zone: content.zone, to: &page)
        return page.bytes
    }

    private static func verdict(_ content: AgentReportContent, _ words: CustomerWording) -> String {
        guard !content.agents.isEmpty else { return words(.agentsVerdictNone) }
        func beyond(_ measure: (AgentFigures) -> FunnelMeasure?) -> String {
            words.text.count(content.agents.count { measure($0)?.signal.isBeyondAction ?? false })
        }
        return words(
            .agentsVerdict, words.text.count(content.agents.count), beyond(\.handleTime), beyond(\.resolution),
            words.text.decimal(0.002 * Double(content.agents.count), 2))
    }
}

extension FunnelMeasure.Signal {
    /// Beyond the 99.8 % limits.
    var isBeyondAction: Bool { self == .low998 || self == .high998 }

    /// How a point of it looks.
    var look: Chart.Look {
        switch self {
        case .none: .history
        case .low95, .high95: .value
        case .low998, .high998: .alarm
        }
    }
}
