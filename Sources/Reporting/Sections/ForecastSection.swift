import ContactCenter

/// The fan chart of every stream: small multiples to choose from, then days, then intervals.
enum ForecastSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        let charted = context.charted.filter { !$0.volume.future.isEmpty }
        Section.forecast.open(context, note: charted.isEmpty ? nil : .forecastNote, to: &page)
        guard !charted.isEmpty else {
            Section.closeEmpty(context, .forecastNone, to: &page)
            return
        }
        Legend.write(
            [
                (.history, context.say(.historyLine)), (.forecast, context.say(.forecastLine)),
                (.band80, context.say(.band80)), (.band95, context.say(.band95)),
                (.recent, context.say(.recentLine)),
            ], to: &page)
        if charted.count < context.streams.count {
            page.element(
                "p", "class=\"note\"",
                context.say(
                    .shownLargest, context.text.count(charted.count), context.text.count(context.streams.count)))
        }
        Tabs.write(
            "forecast-of", class: "cards", title: context.say(.forecast), count: charted.count,
            columns: columns(charted.count), selected: largest(charted), to: &page
        ) { index, page in
            writeCard(charted[index], context, to: &page)
        } panel: { index, page in
            writeDays(charted[index], context, to: &page)
            writeIntervals(charted[index], context, to: &page)
        }
        page.close("section")
    }

    /// The stream with most contacts, shown first.
    static func largest(_ streams: [ReportContext.Stream]) -> Int {
        streams.indices.max { streams[$0].forecastVolume < streams[$1].forecastVolume } ?? 0
    }

    /// Cards a row: whole rows where that is possible.
    static func columns(_ count: Int) -> Int { count <= 4 ? max(count, 2) : count % 3 == 0 ? 3 : 4 }

    private static func writeCard(_ stream: ReportContext.Stream, _ context: ReportContext, to page: inout Markup) {
        let figures = stream.volume
        page.raw("<span class=\"top\">")
        page.element("b", "", stream.name)
        page.raw("<span>")
        page.text(context.text.count(stream.forecastVolume))
        if let change = figures.dailyChange {
            page.raw(" <span class=\"small\">")
            page.text(context.say(.changePerDay, context.text.signedPercent(change, 0)))
            page.raw("</span>")
        }
        page.raw("</span></span>")
        Sparkline(
            past: figures.past.map { Double($0.offered) }, future: figures.future.map(\.band.mean),
            lower: figures.future.map(\.band.band80.lower), upper: figures.future.map(\.band.band80.upper),
            startsAtZero: false
        ).draw(title: context.say(.dayTitle, stream.name), width: 360, height: 34, to: &page)
    }

    private static func writeDays(_ stream: ReportContext.Stream, _ context: ReportContext, to page: inout Markup) {
        let figures = stream.volume
        guard let last = figures.future.last?.date, let firstFuture = figures.future.first?.date else { return }
        let first = min(figures.past.first?.date ?? firstFuture, firstFuture)
        let count = last - first + 1
        let unknown = [Double](repeating: .nan, count: count)
        var (past, mean, low80, high80, low95, high95) = (unknown, unknown, unknown, unknown, unknown, unknown)
        var marks: [(day: Int, reason: String)] = []
        for day in figures.past {
            past[day.date - first] = Double(day.offered)
            if day.hasOutage {
                marks.append(
                    (day.date - first, "\(context.text.weekdayAndDay(day.date)): \(context.say(.dataOutage))"))
            }
        }
        for day in figures.future {
            let index = day.date - first
            mean[index] = day.band.mean
            (low80[index], high80[index]) = (day.band.band80.lower, day.band.band80.upper)
            (low95[index], high95[index]) = (day.band.band95.lower, day.band.band95.upper)
        }
        page.element("h3", "", context.say(.dayTitle, stream.name))
        page.raw("<div class=\"frame\">")
        DayChart(
            title: context.say(.dayTitle, stream.name),
            description: context.say(
                .dayDescription, context.text.count(figures.past.reduce(0) { $0 + $1.offered }),
                context.text.count(figures.forecastTotal), context.text.period(firstFuture, last)),
            firstDay: first, dayCount: count,
            lines: [
                .init(name: context.say(.historyLine), values: past, look: .history),
                .init(name: context.say(.forecastLine), values: mean, look: .forecast),
            ],
            bands: [
                .init(name: context.say(.band95), lower: low95, upper: high95, look: .band95),
                .init(name: context.say(.band80), lower: low80, upper: high80, look: .band80),
            ], marks: marks
        ).draw(text: context.text, to: &page)
        page.raw("</div>\n")
    }

    private static func writeIntervals(
        _ stream: ReportContext.Stream, _ context: ReportContext, to page: inout Markup
    ) {
        let figures = stream.volume
        guard let axis = figures.axis else { return }
        let text = context.text
        let highest = (figures.upper95 + figures.mean + figures.recent).filter(\.isFinite).max() ?? 1
        let ticks = AxisTicks(lower: 0, upper: highest, count: 3)
        page.element("h3", "", context.say(.byInterval))
        for week in 0..<axis.weeks {
            let run = (week * 7 * axis.slotsPerDay)..<((week + 1) * 7 * axis.slotsPerDay)
            guard run.contains(where: { figures.mean[$0].isFinite }) else { continue }
            let totals = (0..<7).map { day in
                run.dropFirst(day * axis.slotsPerDay).prefix(axis.slotsPerDay)
                    .reduce(0.0) { $0 + (figures.mean[$1].isFinite ? figures.mean[$1] : 0) }
            }
            page.raw("<div class=\"frame\">")
            WeekChart(
                title: context.say(.weekTitle, stream.name, text.day(axis.date(week * 7))),
                description: context.say(.weekDescription, text.count(totals.reduce(0, +))), axis: axis, week: week,
                ticks: ticks,
                bands: [
                    .init(
                        name: context.say(.band95), lower: figures.lower95, upper: figures.upper95, look: .band95),
                    .init(
                        name: context.say(.band80), lower: figures.lower80, upper: figures.upper80, look: .band80),
                ],
                curves: [
                    .init(name: context.say(.forecastLine), values: figures.mean, look: .forecast),
                    .init(name: context.say(.recentLine), values: figures.recent, look: .recent),
                ],
                dayNotes: totals.map { $0 > 0 ? text.count($0) : "" }, namesHours: week == axis.weeks - 1,
                decimals: highest < 40 ? 1 : 0
            ).draw(text: text, to: &page)
            page.raw("</div>\n")
        }
    }
}
