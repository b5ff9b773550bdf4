import ContactCenter

/// The page of a roster alone: who works when, the cover of its requirement, fairness, wishes and shortfalls.
///
/// Made like ``HTMLReport``: one page, nothing loaded, nothing sent, equal content gives equal bytes.
public enum RosterReport {
    private static let sections: [Section] = [.roster, .staffing, .notes]

    /// The page of `content`, UTF-8; its summary tells the roster's figures.
    ///
    /// - Complexity: O(rows of `content`)
    public static func render(_ content: ReportContent) -> [UInt8] {
        let context = ReportContext(content)
        var page = Markup(capacity: 1 << 20)
        HTMLReport.writeHead(context, skipTo: .roster, to: &page)
        writeHeader(context, to: &page)
        page.raw("<main>\n")
        RosterSection.write(context, to: &page)
        StaffingSection.write(context, to: &page)
        NotesSection.write(context, to: &page)
        page.raw("</main>\n")
        HTMLReport.writeFoot(context, to: &page)
        return page.bytes
    }

    private static func writeHeader(_ context: ReportContext, to page: inout Markup) {
        let summary = context.content.summary
        let text = context.text
        page.raw("<header>\n<p class=\"kicker\">")
        page.text(context.say(.roster))
        if let first = context.rosterDays.first, let last = context.rosterDays.last {
            page.text(" · " + text.period(first, last))
        }
        page.text(" · " + context.say(.on, context.content.zone.identifier))
        page.raw("</p>\n")
        page.element("h1", "", summary.name.isEmpty ? context.say(.roster) : summary.name)
        let roster = summary.roster ?? PlanSummary.RosterFigures()
        let tone: Tone =
            roster.violations > 0
            ? .bad : roster.underAgentHours > 0.005 || !summary.shortfalls.isEmpty ? .warn : .good
        page.raw("<p class=\"verdict ")
        page.raw(tone.cssClass)
        page.raw("\"><span class=\"mark\" aria-hidden=\"true\">")
        page.raw(tone.mark)
        page.raw("</span><span>")
        var sentences = [
            context.say(
                .rosterVerdict, text.count(roster.shifts), text.count(roster.agents), text.hours(roster.paidHours),
                text.hours(roster.requiredHours), text.hours(roster.underAgentHours)),
            roster.violations == 0
                ? context.say(.verdictNoRuleBroken) : context.say(.verdictRulesBroken, text.count(roster.violations)),
        ]
        if let bound = roster.lowerBound, bound.isFinite, roster.cost > 0 {
            sentences.append(
                context.say(
                    .rosterVerdictGap, text.decimal(roster.cost, 1), text.decimal(bound, 1),
                    text.percent(max(0, 1 - bound / roster.cost))))
        }
        page.text(sentences.joined(separator: context.content.language == .english ? " " : ""))
        page.raw("</span></p>\n")
        if !summary.shortfalls.isEmpty {
            page.raw("<ul class=\"plain\">\n")
            for shortfall in summary.shortfalls { page.element("li", "", shortfall) }
            page.raw("</ul>\n")
        }
        page.raw("</header>\n")
        HeaderSection.writeNavigation(context, sections: sections, to: &page)
    }
}
