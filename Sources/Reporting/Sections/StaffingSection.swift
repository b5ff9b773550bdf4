import ContactCenter

/// Requirement against roster: week charts, the weekday × interval heat map, and where it hurts most.
enum StaffingSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        Section.staffing.open(context, note: context.coverage == nil ? nil : .staffingNote, to: &page)
        guard let coverage = context.coverage else {
            Section.closeEmpty(context, .staffingNone, to: &page)
            return
        }
        if coverage.hasRoster {
            Legend.write(
                [
                    (.required, context.say(.required)), (.onDuty, context.say(.onDuty)),
                    (.onShift, context.say(.onShift)), (.under, context.say(.short)), (.over, context.say(.surplus)),
                ], to: &page)
        } else {
            page.element("p", "class=\"empty\"", context.say(.staffingNoRoster))
            Legend.write(
                [(.required, context.say(.required)), (.onShift, context.say(.onContacts))], to: &page)
        }
        if coverage.groups.count > 1, coverage.hasRoster {
            page.element("p", "class=\"note\"", context.say(.sharedAgents))
        }
        if !coverage.isExact { page.element("p", "class=\"note\"", context.say(.boundOnly)) }
        if coverage.omittedSkills > 0 {
            page.element(
                "p", "class=\"note\"", context.say(.skillsOmitted, context.text.count(coverage.omittedSkills)))
        }
        Tabs.write(
            "staffing-of", class: "plain-tabs", title: context.say(.staffing), count: coverage.groups.count, to: &page
        ) { index, page in
            page.text(name(coverage.groups[index], context))
        } panel: { index, page in
            writeGroup(coverage.groups[index], coverage, context, to: &page)
        }
        if coverage.hasRoster { writeTables(coverage, context, to: &page) }
        page.close("section")
    }

    private static func name(_ group: CoverageFigures.Group, _ context: ReportContext) -> String {
        group.skill ?? context.say(.allSkills)
    }

    private static func writeGroup(
        _ group: CoverageFigures.Group, _ coverage: CoverageFigures, _ context: ReportContext, to page: inout Markup
    ) {
        let text = context.text
        let axis = coverage.axis
        func hours(_ values: [Double]) -> String { text.hours(values.reduce(0, +) * coverage.slotHours) }
        if coverage.hasRoster {
            page.element(
                "p", "class=\"small\"",
                context.say(
                    .dutyHours, hours(group.required), hours(group.onDuty), hours(group.under), hours(group.over)))
        }
        let highest = (group.required + group.onDuty + group.onShift).max() ?? 1
        let ticks = AxisTicks(lower: 0, upper: highest, count: 3)
        let shortByDay = coverage.dailyHours(group.under)
        let requiredByDay = coverage.dailyHours(group.required)
        for week in 0..<axis.weeks {
            let run = (week * 7 * axis.slotsPerDay)..<((week + 1) * 7 * axis.slotsPerDay)
            func weekHours(_ values: [Double]) -> String { hours(Array(values[run])) }
            var chart = WeekChart(
                title: context.say(.staffingTitle, name(group, context), text.day(axis.date(week * 7))),
                description: context.say(
                    .staffingDescription, weekHours(group.required), weekHours(group.onDuty), weekHours(group.under),
                    weekHours(group.over)),
                axis: axis, week: week, ticks: ticks,
                steps: [.init(name: context.say(.required), values: group.required, look: .required)],
                dayNotes: (0..<7).map {
                    requiredByDay[week * 7 + $0] > 0 ? text.hours(requiredByDay[week * 7 + $0]) : ""
                },
                namesHours: week == axis.weeks - 1, decimals: 1)
            if coverage.hasRoster {
                // The shortfall hangs below the requirement: with several skills there can be one although there
                // are heads enough, of the wrong skill.
                chart.gaps = [
                    .init(low: group.required, high: group.onDuty, look: .over),
                    .init(low: zip(group.required, group.under).map { $0 - $1 }, high: group.required, look: .under),
                ]
                chart.steps = [
                    .init(name: context.say(.onShift), values: group.onShift, look: .onShift),
                    .init(name: context.say(.onDuty), values: group.onDuty, look: .onDuty),
                    .init(name: context.say(.required), values: group.required, look: .required),
                ]
                chart.dayNotes = (0..<7).map { day in
                    let short = shortByDay[week * 7 + day]
                    return requiredByDay[week * 7 + day] > 0 && short >= 0.05 ? "−" + text.hours(short) : ""
                }
            } else {
                chart.steps.append(.init(name: context.say(.onContacts), values: group.onContacts, look: .onShift))
            }
            page.raw("<div class=\"frame\">")
            chart.draw(text: text, to: &page)
            page.raw("</div>\n")
        }
        if coverage.hasRoster { writeHeat(group, coverage, context, to: &page) }
    }

    private static func writeHeat(
        _ group: CoverageFigures.Group, _ coverage: CoverageFigures, _ context: ReportContext, to page: inout Markup
    ) {
        let text = context.text
        // Four steps of colour: half an agent is the least worth colouring, a fifth of the peak the darkest.
        let peak = group.required.max() ?? 1
        let unit = max(0.5, AxisTicks.niceStep(peak / 50).step)
        let thresholds = [unit, 2 * unit, 4 * unit, 8 * unit]
        func short(_ value: Double) -> String {
            abs(value) < 0.05 ? "0" : text.signed(value, abs(value) >= 9.95 ? 0 : 1)
        }
        HeatTable(
            caption: context.say(.heatGap), profile: coverage.gapProfile(group), axis: coverage.axis, write: short,
            shade: { HeatTable.Shade($0, thresholds: thresholds) }
        ).draw(text: text, to: &page)
        Legend.writeShades(
            thresholds: thresholds, write: { text.decimal($0, $0 == $0.rounded() ? 0 : 1) },
            unit: context.say(.heatGapNote), to: &page)
    }

    private static func writeTables(_ coverage: CoverageFigures, _ context: ReportContext, to page: inout Markup) {
        page.raw("<div class=\"pair\"><div>\n")
        writeShortest(coverage, context, to: &page)
        page.raw("</div><div>\n")
        writeSkills(coverage, context, to: &page)
        page.raw("</div></div>\n")
    }

    private static func writeHead(_ first: Phrase, _ rest: [Phrase], _ context: ReportContext, to page: inout Markup) {
        page.raw("<div class=\"scroll\"><table><thead><tr>")
        page.element("th", "class=\"l\" scope=\"col\"", context.say(first))
        for phrase in rest { page.element("th", "scope=\"col\"", context.say(phrase)) }
        page.raw("</tr></thead>\n<tbody>\n")
    }

    private static func writeShortest(_ coverage: CoverageFigures, _ context: ReportContext, to page: inout Markup) {
        let text = context.text
        page.element("h3", "", context.say(.shortest))
        let slots = coverage.shortestSlots
        guard !slots.isEmpty else {
            page.element("p", "", context.say(.shortestNone))
            return
        }
        writeHead(.when, [.required, .onDuty, .missing], context, to: &page)
        for slot in slots {
            let start = slot.time.minuteOfDay
            let end = LocalTime.clock(start + coverage.axis.slotMinutes)
            page.raw("<tr>")
            page.element(
                "td", "class=\"l\"", "\(text.weekdayAndDay(slot.time.date)) \(LocalTime.clock(start))–\(end)")
            page.element("td", "", text.decimal(slot.required, 1))
            page.element("td", "", text.decimal(slot.onDuty, 1))
            page.element("td", "class=\"miss\"", text.decimal(slot.under, 1))
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
    }

    private static func writeSkills(_ coverage: CoverageFigures, _ context: ReportContext, to page: inout Markup) {
        page.element("h3", "", context.say(.bySkill))
        writeHead(.skill, [.required, .onDuty, .short, .surplus], context, to: &page)
        for group in coverage.groups {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", name(group, context))
            for values in [group.required, group.onDuty, group.under, group.over] {
                page.element("td", "", context.text.decimal(values.reduce(0, +) * coverage.slotHours, 1))
            }
            page.raw("</tr>\n")
        }
        page.raw("</tbody></table></div>\n")
    }
}
