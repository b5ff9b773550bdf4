import ContactCenter

/// Models × streams: every model's error, the chosen one marked, and why.
enum AccuracySection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        let scored = context.streams.filter { !$0.accuracy.isEmpty }
        Section.accuracy.open(context, note: scored.isEmpty ? nil : .accuracyNote, to: &page)
        guard !scored.isEmpty else {
            Section.closeEmpty(context, .accuracyNone, to: &page)
            return
        }
        var models: [String] = []
        for score in scored.flatMap(\.accuracy) where !models.contains(score.model) { models.append(score.model) }
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"models\">\n<thead><tr>")
        page.element("th", "class=\"l\" scope=\"col\"", context.say(.stream))
        for model in models {
            page.raw("<th scope=\"col\">")
            writeBreakable(model, to: &page)
            page.raw("</th>")
        }
        page.element("th", "class=\"g\" scope=\"col\"", context.say(.bias))
        for phrase in [Phrase.mase, .coverage80, .coverage95] {
            page.element("th", "scope=\"col\"", context.say(phrase))
        }
        page.element("th", "class=\"l\" scope=\"col\"", context.say(.reason))
        page.raw("</tr></thead>\n<tbody>\n")
        for stream in scored { writeRow(stream, models: models, context, to: &page) }
        page.raw("</tbody></table></div>\n")
        let sizes = Set(scored.flatMap(\.accuracy).map { [$0.cutoffs, $0.horizon] })
        if sizes.count == 1, let size = sizes.first {
            page.element(
                "p", "class=\"small\"",
                context.say(.origins, context.text.count(size[0]), context.text.count(size[1])))
        }
        page.close("section")
    }

    /// A name that may be broken after an underscore or a hyphen.
    private static func writeBreakable(_ name: String, to page: inout Markup) {
        var part = ""
        for character in name {
            part.append(character)
            guard character == "_" || character == "-" else { continue }
            page.text(part)
            page.raw("<wbr>")
            part = ""
        }
        page.text(part)
    }

    private static func writeRow(
        _ stream: ReportContext.Stream, models: [String], _ context: ReportContext, to page: inout Markup
    ) {
        let text = context.text
        let scores = stream.accuracy
        let best = scores.compactMap(\.wape).filter(\.isFinite).min()
        page.raw("<tr>")
        page.element("th", "scope=\"row\"", stream.name)
        for model in models {
            guard let score = scores.first(where: { $0.model == model }) else {
                page.raw("<td></td>")
                continue
            }
            if score.isChosen {
                page.raw("<td class=\"pick\"><span title=\"")
                page.text(context.say(.chosen))
                page.raw("\">✓</span> ")
            } else {
                page.raw(score.wape != nil && score.wape == best ? "<td class=\"best\">" : "<td>")
            }
            page.text(text.percent(score.wape))
            page.raw("</td>")
        }
        let chosen = scores.first(where: \.isChosen)
        page.element("td", "class=\"g\"", text.signedPercent(chosen?.bias))
        page.element("td", "", text.decimal(chosen?.mase, 2))
        page.element("td", "", text.percent(chosen?.coverage80, 0))
        page.element("td", "", text.percent(chosen?.coverage95, 0))
        page.element("td", "class=\"wrap\"", stream.summary?.modelReason ?? "")
        page.raw("</tr>\n")
    }
}
