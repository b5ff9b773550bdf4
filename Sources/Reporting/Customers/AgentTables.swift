import ContactCenter

/// Agents by name, queues, the quality sample, and published figures.
enum AgentTables {
    static func writeAgents(
        _ part: PageFrame.Part, _ content: AgentReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        let text = words.text
        PageFrame.open(part, to: &page)
        page.raw("<details><summary>")
        page.text("\(words(.agentTable)) (\(text.count(content.agents.count)))")
        page.raw("</summary>\n")
        PageFrame.openTable(
            [
                words(.agent), words(.contacts), words(.adjustedResolution), words(.range),
                words(.adjustedHandling), words(.range), words(.occupancySpan), words(.occupancyScheduled),
                words(.utilisationPaid),
            ], to: &page)
        func range(_ limits: ClosedRange<Double>?, _ write: (Double) -> String) -> String {
            limits.map { "\(write($0.lowerBound)) – \(write($0.upperBound))" } ?? HumanText.unknown
        }
        for agent in content.agents.prefix(Limits.funnelAgents) {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", agent.agent)
            page.element("td", "", text.count(agent.contacts))
            page.element("td", "", words.shareOrMissing(agent.resolution?.adjusted))
            page.element("td", "", range(agent.resolution?.limits95) { text.percent($0) })
            page.element("td", "", agent.handleTime.map { text.duration($0.adjusted) } ?? words(.missing))
            page.element("td", "", range(agent.handleTime?.limits95) { text.duration($0) })
            page.element("td", "", text.percent(agent.time.occupancyOfSpan))
            page.element("td", "", text.percent(agent.time.occupancyOfScheduled))
            page.element("td", "", text.percent(agent.time.utilisationOfPaid))
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
        page.close("details")
        if content.agents.count > Limits.funnelAgents {
            page.element(
                "p", "class=\"small\"", words(.agentsMore, text.count(content.agents.count - Limits.funnelAgents)))
        }
        page.close("section")
    }

    static func writeQueues(
        _ part: PageFrame.Part, _ content: AgentReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        let text = words.text
        PageFrame.open(part, to: &page)
        PageFrame.openTable(
            [
                words(.stream), words(.offered), words(.abandoned),
                words(.serviceLevel, text.decimal(content.withinSeconds, 0)), words(.speedOfAnswer), words(.handleTime),
                words(.agentCount), words(.resolved7), words(.resolvedInterval),
            ], to: &page)
        for queue in content.queues {
            let name = "\(queue.stream.queue) · \(queue.stream.channel.name)"
            let abandoned = queue.offered > 0 ? Double(queue.abandoned) / Double(queue.offered) : nil
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", name)
            page.element("td", "", text.count(queue.offered))
            page.element("td", "", text.percent(abandoned))
            page.element("td", "", text.percent(queue.serviceLevel))
            page.element("td", "", text.duration(queue.asaSeconds))
            page.element("td", "", text.duration(queue.ahtSeconds))
            page.element("td", "", text.count(queue.agents))
            page.element("td", "", words.shareOrMissing(queue.resolution?.resolution))
            CellChart.range(
                queue.resolution?.resolution, queue.resolution?.resolution95, of: 1,
                title: "\(name): \(words.shareOrMissing(queue.resolution?.resolution))", to: &page)
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
        page.close("section")
    }

    static func writeQuality(
        _ part: PageFrame.Part, _ content: AgentReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        PageFrame.open(part, to: &page)
        if let sample = content.sample {
            page.element(
                "p", "",
                words(
                    .qualityNote, words.text.count(sample.drawn), words.text.count(sample.contacts),
                    words.text.decimal(sample.halfWidth.map { $0 * 100 }, 1)))
        } else {
            words.writeEmpty(.funnelNone, to: &page)
        }
        page.close("section")
    }

    static func writeBenchmarks(
        _ part: PageFrame.Part, _ content: AgentReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        let text = words.text
        PageFrame.open(part, note: words(.benchmarksNote), to: &page)
        PageFrame.openTable(
            [words(.metric), words(.source), words(.published), words(.own), ""], texts: 2, to: &page)
        for row in content.benchmarks {
            func number(_ value: Double?) -> String {
                switch row.benchmark.metric {
                case .speedOfAnswer, .handleTime: text.duration(value)
                case .costPerCall, .agentsPerLeader: text.decimal(value, 2)
                default: text.percent(value)
                }
            }
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", row.benchmark.metric.rawValue)
            page.element(
                "td", "class=\"reason\"",
                "\(row.benchmark.definition); \(row.benchmark.source)"
                    + (row.benchmark.year.map { " (\($0))" } ?? ""))
            page.element(
                "td", "",
                row.benchmark.low == row.benchmark.high
                    ? number(row.benchmark.low) : "\(number(row.benchmark.low)) – \(number(row.benchmark.high))")
            page.element("td", "", number(row.own))
            let verdict: String? =
                switch row.verdict {
                case "below": words(.below)
                case "within": words(.within)
                case "above": words(.above)
                default: nil
                }
            page.element("td", "class=\"reason\"", verdict ?? words(.notCompared, row.refusal))
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
        page.close("section")
    }
}
