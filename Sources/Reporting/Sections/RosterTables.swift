import ContactCenter

/// What a roster means in figures: when agents are missing, what activities take, what each agent gets.
enum RosterTables {
    static func write(_ context: ReportContext, to page: inout Markup) {
        page.raw("<div class=\"pair\"><div>\n")
        writeShortfalls(context, to: &page)
        page.raw("</div><div>\n")
        writeActivities(context, to: &page)
        page.raw("</div></div>\n")
        writeFairness(context, to: &page)
    }

    private static func head(_ first: [Phrase], _ rest: [Phrase], _ context: ReportContext, to page: inout Markup) {
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>")
        for phrase in first { page.element("th", "class=\"l\" scope=\"col\"", context.say(phrase)) }
        for phrase in rest { page.element("th", "scope=\"col\"", context.say(phrase)) }
        page.raw("</tr></thead>\n<tbody>\n")
    }

    // MARK: Shortfalls

    private static func writeShortfalls(_ context: ReportContext, to page: inout Markup) {
        page.element("h3", "", context.say(.rosterShort))
        guard let coverage = context.coverage else {
            page.element("p", "class=\"small\"", context.say(.staffingNone))
            return
        }
        let all = ShortStretch.all(coverage)
        guard !all.isEmpty else {
            page.element("p", "", context.say(.shortestNone))
            return
        }
        let text = context.text
        // The gravest, told in order of time.
        let gravest = all.indices.sorted { (-all[$0].hours, $0) < (-all[$1].hours, $1) }.prefix(Limits.shortStretches)
        head([.when, .skill], [.mostMissing, .hours], context, to: &page)
        for index in gravest.sorted() {
            let stretch = all[index]
            page.raw("<tr>")
            page.element(
                "td", "class=\"l\"",
                "\(text.weekdayAndDay(stretch.date)) \(LocalTime.clock(stretch.minutes.lowerBound))–"
                    + LocalTime.clock(stretch.minutes.upperBound))
            page.element(
                "td", "class=\"l\"",
                stretch.skills.isEmpty ? context.say(.allSkills) : stretch.skills.joined(separator: " + "))
            page.element("td", "class=\"miss\"", text.decimal(stretch.most, 1))
            page.element("td", "", text.decimal(stretch.hours, 1))
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
        if all.count > gravest.count {
            let rest = all.indices.filter { !gravest.contains($0) }
            page.element(
                "p", "class=\"small\"",
                context.say(
                    .shortMore, text.count(rest.count), text.hours(rest.reduce(0) { $0 + all[$1].hours })))
        }
    }

    // MARK: Activities

    private static func writeActivities(_ context: ReportContext, to page: inout Markup) {
        page.element("h3", "", context.say(.activities))
        struct Sums {
            var starts: Set<Int> = []
            var agents: Set<String> = []
            var minutes = 0
        }
        var sums: [String: Sums] = [:]
        for shift in context.shifts {
            for part in shift.parts where part.activity == .activity {
                sums[part.name, default: Sums()].starts.insert(part.start)
                sums[part.name, default: Sums()].agents.insert(shift.agent)
                sums[part.name, default: Sums()].minutes += part.end - part.start
            }
        }
        guard !sums.isEmpty else {
            page.element("p", "class=\"small\"", context.say(.activitiesNone))
            return
        }
        head([.activity], [.times, .agents, .hours], context, to: &page)
        for (name, sum) in sums.sorted(by: { $0.key < $1.key }) {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", name.isEmpty ? context.say(.activity) : name)
            page.element("td", "", context.text.count(sum.starts.count))
            page.element("td", "", context.text.count(sum.agents.count))
            page.element("td", "", context.text.decimal(Double(sum.minutes) / 60, 1))
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
    }

    // MARK: Fairness

    private static func writeFairness(_ context: ReportContext, to page: inout Markup) {
        let rows = context.content.fairness
        page.element("h3", "", context.say(.fairness))
        guard !rows.isEmpty else {
            page.element("p", "class=\"small\"", context.say(.fairnessNone))
            return
        }
        let text = context.text
        let wishes = rows.reduce(0) { $0 + $1.wishes }
        let granted = rows.reduce(0) { $0 + $1.wishesGranted }
        page.element(
            "p", "",
            wishes == 0
                ? context.say(.wishesNone)
                : context.say(
                    .wishesGranted, text.count(granted), text.count(wishes),
                    text.percent(Double(granted) / Double(wishes), 0)))
        let refused = rows.filter { $0.wishesGranted < $0.wishes }
            .sorted { ($1.wishes - $1.wishesGranted, $0.agent) < ($0.wishes - $0.wishesGranted, $1.agent) }
        if !refused.isEmpty {
            let names = refused.prefix(Limits.refusedWishes).map {
                "\($0.agent) \(text.count($0.wishes - $0.wishesGranted))/\(text.count($0.wishes))"
            }
            page.element(
                "p", "class=\"small\"",
                context.say(.wishesRefused, names.joined(separator: ", ") + (refused.count > names.count ? ", …" : "")))
        }
        writeSpread(rows, context, to: &page)
        page.raw("<details><summary>")
        page.text(context.say(.fairnessEach, text.count(rows.count)))
        page.raw("</summary>\n")
        writeAgents(rows, context, to: &page)
        page.raw("</details>\n")
    }

    /// Least, mean and most of each measure.
    private static func writeSpread(_ rows: [AgentRosterFigures], _ context: ReportContext, to page: inout Markup) {
        let measures: [(Phrase, (AgentRosterFigures) -> Double)] = [
            (.paidHours, { Double($0.paidMinutes + $0.creditMinutes) / 60 }), (.workDays, { Double($0.days) }),
            (.weekends, { Double($0.weekends + $0.carriedWeekends) }),
            (.nights, { Double($0.nights + $0.carriedNights) }),
            (.startSpread, { Double($0.startSpreadMinutes) / 60 }),
        ]
        head([.measure], [.least, .mean, .mostOf], context, to: &page)
        for (phrase, value) in measures {
            let values = rows.map(value)
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", context.say(phrase))
            for number in [
                values.min() ?? 0, values.reduce(0, +) / Double(max(1, values.count)), values.max() ?? 0,
            ] {
                page.element("td", "", context.text.decimal(number, 1))
            }
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
    }

    private static func writeAgents(_ rows: [AgentRosterFigures], _ context: ReportContext, to page: inout Markup) {
        let text = context.text
        head(
            [.agents, .contract], [.paidHours, .creditHours, .workDays, .weekends, .nights, .startSpread, .wishes],
            context, to: &page)
        for row in rows.prefix(Limits.rosterAgents) {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", row.agent)
            page.element("td", "class=\"l\"", row.contract)
            page.element("td", "", text.decimal(Double(row.paidMinutes) / 60, 1))
            page.element("td", "", text.decimal(Double(row.creditMinutes) / 60, 1))
            page.element("td", "", text.count(row.days))
            page.element("td", "", carried(row.weekends, row.carriedWeekends, text))
            page.element("td", "", carried(row.nights, row.carriedNights, text))
            page.element("td", "", text.decimal(Double(row.startSpreadMinutes) / 60, 1))
            let look: StaticString = row.wishesGranted < row.wishes ? "class=\"miss\"" : ""
            page.element(
                "td", look,
                row.wishes == 0 ? HumanText.unknown : "\(text.count(row.wishesGranted))/\(text.count(row.wishes))")
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
        if rows.count > Limits.rosterAgents {
            page.element(
                "p", "class=\"small\"", context.say(.agentsOmitted, text.count(rows.count - Limits.rosterAgents)))
        }
    }

    /// `3`, or `3 + 5` with five carried over from before.
    private static func carried(_ now: Int, _ before: Int, _ text: HumanText) -> String {
        before == 0 ? text.count(now) : "\(text.count(now)) + \(text.count(before))"
    }
}
