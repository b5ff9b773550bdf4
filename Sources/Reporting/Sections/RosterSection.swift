import ContactCenter

/// The roster: everyone over all days, then each day with its breaks.
enum RosterSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        Section.roster.open(context, to: &page)
        let days = context.rosterDays
        guard let first = days.first, let last = days.last else {
            Section.closeEmpty(context, .rosterNone, to: &page)
            return
        }
        let text = context.text
        let chart = RosterChart(shifts: context.shifts, text: text)
        func clock(_ minute: Int) -> String { LocalTime.clock(minute == 1440 ? 1440 : minute % 1440) }
        page.element(
            "p", "class=\"note\"",
            context.say(.rosterNote, clock(chart.window.lowerBound), clock(chart.window.upperBound)))
        writeStartLegend(context, to: &page)
        let agents = Array(context.agents.prefix(Limits.rosterAgents))
        // Whole weeks, so that weekends line up; a roster of many weeks shows the first six.
        let shown = first.monday...min(last.monday + 6, first.monday + (Limits.weekRows * 7 - 1))
        page.raw("<div class=\"frame\">")
        chart.drawOverview(
            agents, days: shown,
            title: context.say(.rosterOverview, text.count(context.agents.count), text.period(first, last)),
            description: context.say(
                .rosterOverviewDescription, text.count(context.shifts.count { $0.isWorked }),
                text.hours(Double(context.shifts.reduce(0) { $0 + $1.paidMinutes }) / 60)),
            headings: [context.say(.paidHours), context.say(.workDays), context.say(.weekends)], to: &page)
        page.raw("</div>\n")
        if context.agents.count > agents.count {
            page.element(
                "p", "class=\"small\"", context.say(.agentsOmitted, text.count(context.agents.count - agents.count)))
        }
        writeDays(days, chart, context, to: &page)
        RosterTables.write(context, to: &page)
        page.close("section")
    }

    private static func writeStartLegend(_ context: ReportContext, to page: inout Markup) {
        let bounds = RosterChart.startBounds(context.shifts)
        let items: [(StaticString, String)] = [
            ("s0", context.say(.early, LocalTime.clock(bounds.0 % 1440))),
            ("s1", context.say(.middle, LocalTime.clock(bounds.0 % 1440))),
            ("s2", context.say(.late, LocalTime.clock(bounds.1 % 1440))), ("sl", context.say(.leave)),
        ]
        writeBoxes(items, to: &page)
    }

    private static func writeBoxes(
        _ items: [(StaticString, String)], isStroke: Bool = false, to page: inout Markup
    ) {
        page.raw("<ul class=\"legend\">")
        for (look, name) in items {
            page.raw("<li><svg viewBox=\"0 0 22 12\" aria-hidden=\"true\"><path class=\"")
            page.raw(look)
            page.raw(isStroke ? "\" d=\"M0 6h22\"/></svg>" : "\" d=\"M0 2h22v8H0z\"/></svg>")
            page.text(name)
            page.raw("</li>")
        }
        page.raw("</ul>\n")
    }

    private static func writeDays(
        _ days: [CivilDate], _ chart: RosterChart, _ context: ReportContext, to page: inout Markup
    ) {
        let byDay = Dictionary(grouping: context.shifts.filter(\.isWorked), by: \.date)
        var shown: [CivilDate] = []
        var count = 0
        for day in days {
            count += byDay[day]?.count ?? 0
            guard count <= Limits.detailedShifts || shown.isEmpty else { break }
            shown.append(day)
        }
        page.element("h3", "", context.say(.rosterDays))
        let colours = SkillColours(context.shifts)
        var looks: [(StaticString, String)] = []
        for (place, skill) in colours.skills.enumerated() { looks.append((colours.look(ofSkill: place), skill)) }
        if looks.isEmpty { looks.append(("gw", context.say(.work))) }
        looks += [("gb", context.say(.rest)), ("gu", context.say(.lunch))]
        if context.shifts.contains(where: { $0.parts.contains { $0.activity == .activity } }) {
            looks.append(("ga", context.say(.activity)))
        }
        writeBoxes(looks, isStroke: true, to: &page)
        if let last = shown.last, shown.count < days.count {
            page.element("p", "class=\"small\"", context.say(.rosterTooMany, context.text.day(last)))
        }
        let gantt = DayGantt(
            window: chart.window, colours: colours, text: context.text, name: { context.say(phrase(of: $0)) })
        Tabs.write(
            "day", class: "dates", title: context.say(.rosterDays), count: shown.count,
            gridColumn: { shown[$0].weekday + 1 }, to: &page
        ) { index, page in
            page.text(context.text.weekdayAndDay(shown[index]))
            page.element("span", "", context.text.count(byDay[shown[index]]?.count ?? 0))
        } panel: { index, page in
            writeDay(byDay[shown[index]] ?? [], on: shown[index], gantt, context, to: &page)
        }
    }

    private static func writeDay(
        _ shifts: [RosterShift], on date: CivilDate, _ gantt: DayGantt, _ context: ReportContext,
        to page: inout Markup
    ) {
        let text = context.text
        let day = text.weekdayAndDay(date)
        let paid = Double(shifts.reduce(0) { $0 + $1.paidMinutes }) / 60
        page.raw("<div class=\"frame\">")
        gantt.draw(
            shifts, date: date, title: context.say(.dayGantt, day),
            description: context.say(.rosterOverviewDescription, text.count(shifts.count), text.hours(paid)),
            to: &page)
        if let demand = demand(on: date, context) {
            func hours(_ values: ArraySlice<Double>) -> String {
                text.hours(values.reduce(0, +) * Double(demand.slotMinutes) / 60)
            }
            Legend.write(
                [
                    (.required, context.say(.required)), (.onDuty, context.say(.onDuty)),
                    (.under, context.say(.short)),
                ], to: &page)
            gantt.drawCover(
                demand, date: date, title: context.say(.dayCover, day),
                description: context.say(
                    .dayCoverDescription, hours(demand.required), hours(demand.onDuty), hours(demand.under)),
                names: (context.say(.required), context.say(.onDuty), context.say(.short)), to: &page)
        }
        page.raw("</div>\n")
    }

    private static func demand(on date: CivilDate, _ context: ReportContext) -> DayGantt.Demand? {
        guard let coverage = context.coverage, let total = coverage.groups.first else { return nil }
        let day = date - coverage.axis.firstDay
        guard day >= 0, day < coverage.axis.days else { return nil }
        let slots = (day * coverage.axis.slotsPerDay)..<((day + 1) * coverage.axis.slotsPerDay)
        return DayGantt.Demand(
            firstMinute: coverage.axis.window.lowerBound, slotMinutes: coverage.axis.slotMinutes,
            required: total.required[slots], onDuty: total.onDuty[slots], under: total.under[slots])
    }

    private static func phrase(of activity: RosterSegment.Activity) -> Phrase {
        switch activity {
        case .work: .work
        case .rest: .rest
        case .lunch: .lunch
        case .activity: .activity
        case .leave: .leave
        }
    }
}
