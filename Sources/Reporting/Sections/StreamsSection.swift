import ContactCenter

/// Every queue × channel on one row: history, forecast, requirement, simulated roster.
enum StreamsSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        Section.streams.open(context, note: context.streams.isEmpty ? nil : .streamsNote, to: &page)
        guard !context.streams.isEmpty else {
            Section.closeEmpty(context, .streamsNone, to: &page)
            return
        }
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr class=\"over\"><th colspan=\"3\"></th>")
        for (heading, span) in [(Phrase.history, 4), (.forecast, 3), (.requirement, 2), (.simulated, 3)] {
            page.raw("<th class=\"g\" scope=\"colgroup\" colspan=\"")
            page.int(span)
            page.raw("\">")
            page.text(context.say(heading))
            page.raw("</th>")
        }
        page.raw("</tr>\n<tr>")
        let columns: [(Phrase, StaticString)] = [
            (.queue, "class=\"l\" scope=\"col\""), (.channel, "class=\"l\" scope=\"col\""),
            (.target, "class=\"l\" scope=\"col\""),
            (.offered, "class=\"g\" scope=\"col\""), (.serviceLevel, "scope=\"col\""), (.handleTime, "scope=\"col\""),
            (.abandoned, "scope=\"col\""),
            (.volume, "class=\"g\" scope=\"col\""), (.errorWape, "scope=\"col\""), (.bias, "scope=\"col\""),
            (.hours, "class=\"g\" scope=\"col\""), (.promise, "scope=\"col\""),
            (.serviceLevel, "class=\"g\" scope=\"col\""), (.speedOfAnswer, "scope=\"col\""),
            (.abandoned, "scope=\"col\""),
        ]
        for (phrase, attributes) in columns { page.element("th", attributes, context.say(phrase)) }
        page.raw("</tr></thead>\n<tbody>\n")
        var previousQueue: String?
        for stream in context.streams {
            writeRow(stream, showsQueue: stream.id.queue != previousQueue, context, to: &page)
            previousQueue = stream.id.queue
        }
        writeTotal(context, to: &page)
        page.raw("</tbody></table></div>\n")
        page.close("section")
    }

    private static func writeRow(
        _ stream: ReportContext.Stream, showsQueue: Bool, _ context: ReportContext, to page: inout Markup
    ) {
        let text = context.text
        let summary = stream.summary
        page.raw("<tr>")
        // The name stays on every row for readers of cells, but is shown once a queue.
        page.raw(showsQueue ? "<th scope=\"row\">" : "<th scope=\"row\" class=\"small\">")
        page.text(stream.id.queue)
        page.raw("</th>")
        page.element("td", "class=\"l\"", stream.id.channel.name)
        let target =
            summary?.targetServiceLevel.map { level in
                summary?.targetWithinSeconds.map { context.say(.within, text.percent(level, 0), text.duration($0)) }
                    ?? text.percent(level, 0)
            } ?? HumanText.unknown
        page.element("td", "class=\"l\"", target)
        page.element(
            "td", "class=\"g\"", summary.map { $0.historyOffered > 0 ? text.count($0.historyOffered) : "–" } ?? "–")
        page.element("td", "", text.percent(summary?.historyServiceLevel))
        page.element("td", "", text.duration(summary?.historyAhtSeconds))
        page.element("td", "", text.percent(summary?.historyAbandonment))
        page.element("td", "class=\"g\"", text.count(stream.forecastVolume))
        page.element("td", "", text.percent(summary?.backtestWape))
        page.element("td", "", text.signedPercent(summary?.backtestBias))
        page.element("td", "class=\"g\"", summary.map { text.decimal($0.requiredAgentHours, 0) } ?? "–")
        page.element("td", "", text.percent(summary?.requiredServiceLevel))
        switch stream.meetsTarget {
        case true?: page.raw("<td class=\"g met\">✓ ")
        case false?: page.raw("<td class=\"g miss\">▼ ")
        case nil: page.raw("<td class=\"g\">")
        }
        page.text(text.percent(stream.simulatedServiceLevel))
        page.raw("</td>")
        page.element("td", "", text.duration(summary?.simulatedAsaSeconds))
        page.element("td", "", text.percent(summary?.simulatedAbandonment))
        page.raw("</tr>\n")
    }

    private static func writeTotal(_ context: ReportContext, to page: inout Markup) {
        let text = context.text
        page.raw("<tr class=\"total\"><th scope=\"row\">")
        page.text(context.say(.allStreams))
        page.raw("</th><td></td><td></td>")
        page.element(
            "td", "class=\"g\"", text.count(context.streams.reduce(0) { $0 + ($1.summary?.historyOffered ?? 0) }))
        page.raw("<td></td><td></td><td></td>")
        page.element("td", "class=\"g\"", text.count(context.streams.reduce(0) { $0 + $1.forecastVolume }))
        page.raw("<td></td><td></td>")
        page.element(
            "td", "class=\"g\"",
            text.decimal(context.streams.reduce(0) { $0 + ($1.summary?.requiredAgentHours ?? 0) }, 0))
        page.raw("<td></td><td class=\"g\"></td><td></td><td></td></tr>\n")
    }
}
