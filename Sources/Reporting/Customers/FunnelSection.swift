import ContactCenter

/// Funnel plots of resolution and handle time, and the one against the other.
struct FunnelSection {
    private let content: AgentReportContent
    private let words: CustomerWording

    init(_ content: AgentReportContent, _ words: CustomerWording) {
        self.content = content
        self.words = words
    }

    func write(_ part: PageFrame.Part, to page: inout Markup) {
        PageFrame.open(part, note: words(.funnelNote), to: &page)
        Legend.write(
            [
                (.band80, words(.limits95)), (.band95, words(.limits998)), (.target, words(.overall)),
                (.history, words(.agentInside)), (.value, words(.agentWarning)), (.alarm, words(.agentOutside)),
            ], to: &page)
        page.raw("<div class=\"pair\">\n<div>\n")
        writeFunnel(
            .funnelResolution, \.resolution, overall: content.overallResolution, scale: 100,
            words: { text, value, decimals in text.decimal(value, decimals) + "%" }, bounds: (0, 100), to: &page)
        page.raw("</div>\n<div>\n")
        writeFunnel(
            .funnelHandling, \.handleTime, overall: content.overallHandleSeconds, scale: 1,
            words: { text, value, decimals in text.decimal(value, decimals) + " s" }, bounds: (0, .infinity), to: &page)
        page.raw("</div>\n</div>\n")
        writeSignals(to: &page)
        writeScatter(to: &page)
        page.close("section")
    }

    private func writeFunnel(
        _ title: CustomerPhrase, _ path: KeyPath<AgentFigures, FunnelMeasure?>, overall: Double?, scale: Double,
        words number: @escaping (HumanText, Double, Int) -> String, bounds: (Double, Double), to page: inout Markup
    ) {
        page.element("h3", "", words(title))
        // The limits are each agent's own; in order of contacts they make the funnel.
        let measured = content.agents.compactMap { agent in agent[keyPath: path].map { (agent.agent, $0) } }
            .sorted { ($0.1.count, $0.0) < ($1.1.count, $1.0) }.suffix(Limits.funnelAgents)
        guard let overall, let last = measured.last else {
            words.writeEmpty(.funnelNone, to: &page)
            return
        }
        let text = words.text
        func shown(_ value: Double) -> Double { min(bounds.1, max(bounds.0, value * scale)) }
        let all = measured.flatMap { [$0.1.adjusted, $0.1.limits95.lowerBound, $0.1.limits95.upperBound] }.map(shown)
        let (low, high) = (all.min() ?? 0, all.max() ?? 1)
        let room = (high - low) * 0.15
        let (floor, ceiling) = (max(bounds.0, low - room), min(bounds.1, high + room))
        func inside(_ value: Double) -> Double { min(ceiling, max(floor, shown(value))) }
        var chart = ValueChart(
            title: words(title), description: words(.funnelNote),
            horizontal: .init(name: words(.contacts), upper: Double(last.1.count)) { text.decimal($0, $1) },
            vertical: .init(name: words(title), lower: floor, upper: ceiling) { number(text, $0, $1) })
        let x = measured.map { Double($0.1.count) }
        chart.bands = [
            .init(
                x: x, lower: measured.map { inside($0.1.limits998.lowerBound) },
                upper: measured.map { inside($0.1.limits998.upperBound) }, look: .band95),
            .init(
                x: x, lower: measured.map { inside($0.1.limits95.lowerBound) },
                upper: measured.map { inside($0.1.limits95.upperBound) }, look: .band80),
        ]
        chart.lines = [
            .init(points: [(x: 0, y: shown(overall)), (x: Double(last.1.count), y: shown(overall))], look: .target)
        ]
        chart.dots = measured.map { agent, measure in
            .init(
                x: Double(measure.count), y: shown(measure.adjusted), look: measure.signal.look,
                text: "\(agent) · \(text.count(measure.count)) · \(number(text, shown(measure.adjusted), 1)) · "
                    + "\(words(.range)) \(number(text, shown(measure.limits95.lowerBound), 1))–"
                    + number(text, shown(measure.limits95.upperBound), 1))
        }
        chart.draw(text: text, to: &page)
    }

    /// Agents beyond the limits, by name: what a look at their contacts is worth.
    private func writeSignals(to page: inout Markup) {
        page.element("h3", "", words(.signals))
        var found: [String] = []
        for agent in content.agents {
            if let measure = agent.resolution, measure.signal.isBeyondAction {
                found.append("\(agent.agent): \(words(.adjustedResolution)) \(words.text.percent(measure.adjusted))")
            }
            if let measure = agent.handleTime, measure.signal.isBeyondAction {
                found.append("\(agent.agent): \(words(.adjustedHandling)) \(words.text.duration(measure.adjusted))")
            }
        }
        page.element("p", "class=\"small\"", found.isEmpty ? words(.signalsNone) : found.joined(separator: " · "))
    }

    private func writeScatter(to page: inout Markup) {
        let points = content.agents.compactMap { agent in
            agent.handleTime.flatMap { time in agent.resolution.map { (agent.agent, time.shrunken, $0.shrunken * 100) }
            }
        }
        guard points.count > 1 else { return }
        let text = words.text
        page.element("h3", "", words(.handleAgainst))
        page.element(
            "p", "class=\"small\"",
            content.correlation.map { words(.correlation, text.decimal($0, 2)) } ?? words(.correlationNone))
        var chart = ValueChart(
            title: words(.handleAgainst), description: words(.funnelNote),
            horizontal: .init(
                name: words(.adjustedHandling), lower: points.map(\.1).min() ?? 0, upper: points.map(\.1).max() ?? 1
            ) { text.decimal($0, $1) + " s" },
            vertical: .init(
                name: words(.adjustedResolution), lower: points.map(\.2).min() ?? 0, upper: points.map(\.2).max() ?? 1
            ) { text.decimal($0, $1) + "%" }, width: Chart.width)
        chart.dots = points.prefix(Limits.funnelAgents).map { agent, seconds, percent in
            .init(
                x: seconds, y: percent, look: .history,
                text: "\(agent) · \(text.duration(seconds)) · \(text.decimal(percent, 1))%")
        }
        page.raw("<div class=\"frame\">")
        chart.draw(text: text, to: &page)
        page.raw("</div>\n")
    }
}
