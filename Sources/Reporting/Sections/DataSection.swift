import ContactCenter

/// Where every row of the log went, and the whole history day by day.
enum DataSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        Section.data.open(context, to: &page)
        let accounting = context.content.summary.accounting
        if accounting.read > 0 {
            writeSum(accounting, context, to: &page)
        } else {
            page.element("p", "class=\"empty\"", context.say(.dataNone))
        }
        writeHistory(context, to: &page)
        HealthDetails.write(context, to: &page)
        page.close("section")
    }

    private static func writeSum(
        _ accounting: PlanSummary.Accounting, _ context: ReportContext, to page: inout Markup
    ) {
        let parts: [(Int, Phrase)] = [
            (accounting.accepted, .dataAccepted), (accounting.identicalDuplicates, .dataDuplicates),
            (accounting.superseded, .dataSuperseded), (accounting.rejected, .dataRejected),
        ]
        page.raw("<div class=\"sum\">")
        func box(_ value: Int, _ name: Phrase) {
            page.raw("<div>")
            page.element("b", "", context.text.count(value))
            page.element("span", "", context.say(name))
            page.raw("</div>")
        }
        box(accounting.read, .dataRead)
        for (index, part) in parts.enumerated() {
            page.raw(index == 0 ? "<span class=\"op\">=</span>" : "<span class=\"op\">+</span>")
            box(part.0, part.1)
        }
        page.raw("</div>\n<p class=\"small\">")
        let missing = accounting.read - parts.reduce(0) { $0 + $1.0 }
        if missing == 0 {
            page.raw("<span class=\"ok\">✓</span> ")
            page.text(context.say(.dataBalances))
        } else {
            page.raw("<span class=\"no\">✕</span> ")
            page.text(context.say(.dataDoesNotBalance, context.text.count(missing)))
        }
        if accounting.rejected > 0 { page.text(" " + context.say(.dataRejectsHint)) }
        page.raw("</p>\n")
    }

    private static func writeHistory(_ context: ReportContext, to page: inout Markup) {
        let summary = context.content.summary
        let days = daysOfHistory(context)
        guard let first = days.keys.min(), let last = days.keys.max() else {
            page.element("p", "class=\"empty\"", context.say(.dataNoHistory))
            return
        }
        let text = context.text
        let count = last - first + 1
        var values = [Double](repeating: .nan, count: count)
        var marks: [(day: Int, reason: String)] = []
        for (date, day) in days.sorted(by: { $0.key < $1.key }) {
            values[date - first] = Double(day.offered)
            if day.hasOutage {
                marks.append((date - first, "\(text.weekdayAndDay(date)): \(context.say(.dataOutage))"))
            }
        }
        let stated = CivilDate(summary.historyStart).flatMap { start in
            CivilDate(summary.historyEnd).map { end in text.period(min(start, end), max(start, end)) }
        }
        page.element(
            "p", "class=\"note\"",
            context.say(.dataHistory, stated ?? text.period(first, last)) + " " + context.say(.dataHistoryNote))
        page.raw("<div class=\"frame\">")
        DayChart(
            title: context.say(.dataHistoryTitle), description: text.period(first, last), firstDay: first,
            dayCount: count,
            lines: [.init(name: context.say(.offered), values: values, look: .value, hasDots: count <= 70)],
            marks: marks, height: 130
        ).draw(text: text, to: &page)
        page.raw("</div>\n")
    }

    private static func daysOfHistory(
        _ context: ReportContext
    ) -> [CivilDate: (offered: Int, hasOutage: Bool)] {
        var days: [CivilDate: (offered: Int, hasOutage: Bool)] = [:]
        for counts in context.content.history where counts.status != .closed || counts.offered > 0 {
            let date = context.content.zone.localTime(at: counts.start).date
            days[date, default: (0, false)].offered += counts.offered
            if counts.status == .outage { days[date, default: (0, false)].hasOutage = true }
        }
        return days
    }
}
