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
        let models = sharedModels(scored)
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
        page.raw("</tr></thead>\n")
        for stream in scored { writeRows(stream, models: models, context, to: &page) }
        page.raw("</table></div>\n")
        let sizes = Set(scored.flatMap(\.accuracy).map { [$0.cutoffs, $0.horizon] })
        if sizes.count == 1, let size = sizes.first {
            page.element(
                "p", "class=\"small\"",
                context.say(.origins, context.text.count(size[0]), context.text.count(size[1])))
        }
        page.close("section")
    }

    /// Models tried on more than half of the streams get a column; a combination tried on one stream does not.
    static func sharedModels(_ streams: [ReportContext.Stream]) -> [String] {
        var order: [String] = []
        var uses: [String: Int] = [:]
        for score in streams.flatMap(\.accuracy) {
            if uses[score.model] == nil { order.append(score.model) }
            uses[score.model, default: 0] += 1
        }
        return Array(order.filter { (uses[$0] ?? 0) * 2 > streams.count }.prefix(Limits.modelColumns))
    }

    /// A name that may be broken after an underscore, a hyphen or a plus.
    private static func writeBreakable(_ name: String, to page: inout Markup) {
        var part = ""
        for character in name {
            part.append(character)
            guard "_-+".contains(character) else { continue }
            page.text(part)
            page.raw("<wbr>")
            part = ""
        }
        page.text(part)
    }

    private static func writeRows(
        _ stream: ReportContext.Stream, models: [String], _ context: ReportContext, to page: inout Markup
    ) {
        let text = context.text
        let scores = stream.accuracy
        let best = scores.compactMap(\.wape).filter(\.isFinite).min()
        page.raw("<tbody class=\"said\">\n<tr>")
        page.element("th", "scope=\"row\"", stream.name)
        for model in models { writeScore(scores.first { $0.model == model }, best: best, context, to: &page) }
        let chosen = scores.first(where: \.isChosen)
        page.element("td", "class=\"g\"", text.signedPercent(chosen?.bias))
        page.element("td", "", text.decimal(chosen?.mase, 2))
        page.element("td", "", text.percent(chosen?.coverage80, 0))
        page.element("td", "", text.percent(chosen?.coverage95, 0))
        page.raw("</tr>\n<tr><td class=\"reason\" colspan=\"")
        page.int(models.count + 5)
        page.raw("\">")
        if let chosen, !models.contains(chosen.model) {
            page.element("b", "class=\"ok\"", "✓ \(chosen.model) \(text.percent(chosen.wape))")
            page.text(" · ")
        }
        page.text(reason(stream, models: models, context))
        page.raw("</td></tr>\n</tbody>\n")
    }

    /// Why the model was chosen, and the best of those without a column.
    private static func reason(
        _ stream: ReportContext.Stream, models: [String], _ context: ReportContext
    ) -> String {
        var parts = [stream.summary?.modelReason ?? ""]
        let others = stream.accuracy.filter { !$0.isChosen && !models.contains($0.model) && ($0.wape ?? .nan).isFinite }
        if let other = others.min(by: { ($0.wape ?? 0) < ($1.wape ?? 0) }) {
            parts.append(context.say(.alsoTried, other.model, context.text.percent(other.wape)))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private static func writeScore(
        _ score: ForecastAccuracy?, best: Double?, _ context: ReportContext, to page: inout Markup
    ) {
        guard let score else {
            page.raw("<td></td>")
            return
        }
        if score.isChosen {
            page.raw("<td class=\"pick\"><span title=\"")
            page.text(context.say(.chosen))
            page.raw("\">✓</span> ")
        } else {
            page.raw(score.wape != nil && score.wape == best ? "<td class=\"best\">" : "<td>")
        }
        page.text(context.text.percent(score.wape))
        page.raw("</td>")
    }
}
