import ContactCenter

/// The files of the history and every decision about them, refusals by reason, and what the history itself shows: days
/// without contacts, closed and lost days, values that no sound interval has.
enum HealthDetails {
    /// Days of a kind that are named one by one.
    private static let mostDays = 20

    static func write(_ context: ReportContext, to page: inout Markup) {
        if let health = context.content.health { write(health, context, to: &page) }
        writeDays(context, to: &page)
    }

    // MARK: Files

    private static func write(_ health: DataHealth, _ context: ReportContext, to page: inout Markup) {
        let text = context.text
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>")
        for phrase in [Phrase.healthFile, .healthFormat, .healthRecords, .healthBytes] {
            page.element("th", "", context.say(phrase))
        }
        page.raw("</tr></thead><tbody>\n")
        for file in health.files {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", file.name)
            page.element("td", "", file.format)
            page.element("td", "", text.count(file.records))
            page.element("td", "", text.count(file.bytes))
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
        let decisions = health.files.flatMap(\.decisions) + health.notes
        if !decisions.isEmpty {
            page.element("h3", "", context.say(.healthDecisions))
            page.raw("<ul class=\"plain columns\">\n")
            for decision in decisions { page.element("li", "", decision) }
            page.raw("</ul>\n")
        }
        guard !health.rejectsByCode.isEmpty else { return }
        page.element("h3", "", context.say(.healthRejects))
        page.raw("<ul class=\"plain columns\">\n")
        for (code, count) in health.rejectsByCode.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            page.raw("<li><code>")
            page.text(code)
            page.raw("</code> ")
            page.text(text.count(count))
            page.raw("</li>\n")
        }
        page.raw("</ul>\n")
    }

    // MARK: Days

    /// What the intervals of one day are.
    private struct Day {
        var offered = 0
        var open = 0
        var closed = 0
        var outage = 0
    }

    private static func writeDays(_ context: ReportContext, to page: inout Markup) {
        var days: [CivilDate: Day] = [:]
        for counts in context.content.history {
            let date = context.content.zone.localTime(at: counts.start).date
            days[date, default: Day()].offered += counts.offered
            switch counts.status {
            case .open: days[date, default: Day()].open += 1
            case .closed: days[date, default: Day()].closed += 1
            case .outage: days[date, default: Day()].outage += 1
            }
        }
        guard !days.isEmpty else { return }
        let ordered = days.sorted { $0.key < $1.key }
        page.element("h3", "", context.say(.healthDays))
        page.raw("<dl>\n")
        write(
            .healthSilentDays, ordered.filter { $0.value.open > 0 && $0.value.offered == 0 && $0.value.outage == 0 },
            context, to: &page)
        write(.healthOutageDays, ordered.filter { $0.value.outage > 0 }, context, to: &page)
        write(.healthClosedDays, ordered.filter { $0.value.open == 0 && $0.value.outage == 0 }, context, to: &page)
        page.raw("</dl>\n")
        let suspicious = suspiciousIntervals(context.content.history)
        page.element("h3", "", context.say(.healthSuspicious))
        guard suspicious.contains(where: { $0.count > 0 }) else {
            page.element("p", "class=\"small\"", context.say(.healthNothingSuspicious))
            return
        }
        page.raw("<ul class=\"plain columns\">\n")
        for entry in suspicious where entry.count > 0 {
            page.element("li", "", context.say(entry.phrase, context.text.count(entry.count)))
        }
        page.raw("</ul>\n")
    }

    private static func write(
        _ term: Phrase, _ days: [(key: CivilDate, value: Day)], _ context: ReportContext, to page: inout Markup
    ) {
        page.element("dt", "", context.say(term, context.text.count(days.count)))
        var names = days.prefix(mostDays).map { context.text.weekdayAndDay($0.key) }.joined(separator: ", ")
        if days.count > mostDays { names += " …" }
        page.element("dd", "", days.isEmpty ? "–" : names)
    }

    /// Open intervals with values that no sound interval has.
    static func suspiciousIntervals(_ history: [IntervalCounts]) -> [(phrase: Phrase, count: Int)] {
        var counts = [0, 0, 0, 0]
        for row in history where row.status == .open {
            func knows(_ measures: IntervalCounts.Measures) -> Bool { row.unknown.isDisjoint(with: measures) }
            if knows([.answered, .abandoned]), row.answered + row.abandoned > row.offered { counts[0] += 1 }
            if knows([.answered, .answeredWithin]), row.answeredWithin > row.answered { counts[1] += 1 }
            if let aht = row.ahtSeconds, row.stream.channel.service != .deferrable {
                if aht < 5 { counts[2] += 1 }
                if aht > 14_400 { counts[3] += 1 }
            }
        }
        return [
            (.healthTooManyServed, counts[0]), (.healthTooManyWithin, counts[1]), (.healthShortHandling, counts[2]),
            (.healthLongHandling, counts[3]),
        ]
    }
}
