import ContactCenter

/// What customers would meet: service level, waits and abandonment by day, and where in the week it is missed.
enum SimulationSection {
    static func write(_ context: ReportContext, to page: inout Markup) {
        let charted = context.charted.filter { !$0.performance.days.isEmpty }
        Section.simulation.open(context, note: charted.isEmpty ? nil : .simulationNote, to: &page)
        guard !charted.isEmpty else {
            Section.closeEmpty(context, .simulationNone, to: &page)
            return
        }
        if let mismatch = context.simulationMismatch {
            page.element(
                "p", "class=\"empty\"",
                context.say(
                    .simulationMismatch, context.text.count(mismatch.simulated),
                    context.text.count(mismatch.forecast)))
        }
        Legend.write(
            [
                (.value, context.say(.simulated)), (.band95, context.say(.intervalRange)),
                (.target, context.say(.target)),
            ], to: &page)
        Tabs.write(
            "simulation-of", class: "cards", title: context.say(.simulation), count: charted.count,
            columns: ForecastSection.columns(charted.count), selected: worst(charted), to: &page
        ) { index, page in
            writeCard(charted[index], context, to: &page)
        } panel: { index, page in
            writePanel(charted[index], context, to: &page)
        }
        page.close("section")
    }

    /// The stream furthest below its target, else the largest.
    private static func worst(_ streams: [ReportContext.Stream]) -> Int {
        func distance(_ stream: ReportContext.Stream) -> Double {
            (stream.summary?.targetServiceLevel ?? 0) - (stream.simulatedServiceLevel ?? 1)
        }
        let missed = streams.indices.filter { streams[$0].meetsTarget == false }
        return missed.max { distance(streams[$0]) < distance(streams[$1]) } ?? ForecastSection.largest(streams)
    }

    private static func writeCard(_ stream: ReportContext.Stream, _ context: ReportContext, to page: inout Markup) {
        page.raw("<span class=\"top\">")
        page.element("b", "", stream.name)
        switch stream.meetsTarget {
        case true?: page.raw("<span class=\"ok\">✓ ")
        case false?: page.raw("<span class=\"no\">▼ ")
        case nil: page.raw("<span>")
        }
        page.text(context.text.percent(stream.simulatedServiceLevel))
        if let target = stream.summary?.targetServiceLevel {
            page.raw(" <span class=\"small\">/ ")
            page.text(context.text.percent(target, 0))
            page.raw("</span>")
        }
        page.raw("</span></span>")
        Sparkline(
            future: stream.performance.days.map { $0.serviceLevel ?? .nan },
            target: stream.summary?.targetServiceLevel, startsAtZero: false
        ).draw(title: context.say(.dayServiceLevel, stream.name), width: 360, height: 34, to: &page)
    }

    private static func writePanel(_ stream: ReportContext.Stream, _ context: ReportContext, to page: inout Markup) {
        let figures = stream.performance
        guard let first = figures.days.first?.date, let last = figures.days.last?.date else { return }
        let count = last - first + 1
        func byDay(_ value: (PerformanceFigures.Day) -> Double?) -> [Double] {
            var values = [Double](repeating: .nan, count: count)
            for day in figures.days { values[day.date - first] = value(day) ?? .nan }
            return values
        }
        func draw(_ chart: DayChart) {
            page.element("h3", "", chart.title)
            page.raw("<div class=\"frame\">")
            chart.draw(text: context.text, to: &page)
            page.raw("</div>\n")
        }
        let target = stream.summary?.targetServiceLevel
        let levels = figures.days.flatMap { [$0.serviceLevel, $0.intervalRange?.lower] }.compactMap {
            $0.map { $0 * 100 }
        }
        draw(
            DayChart(
                title: context.say(.dayServiceLevel, stream.name),
                description: "\(context.say(.simulated)) \(context.text.percent(stream.simulatedServiceLevel)), "
                    + "\(context.say(.target)) \(context.text.percent(target))",
                firstDay: first, dayCount: count,
                lines: [
                    .init(
                        name: context.say(.serviceLevel), values: byDay { $0.serviceLevel.map { $0 * 100 } },
                        look: .value)
                ],
                bands: [
                    .init(
                        name: context.say(.intervalRange), lower: byDay { $0.intervalRange.map { $0.lower * 100 } },
                        upper: byDay { $0.intervalRange.map { $0.upper * 100 } }, look: .band95)
                ],
                target: target.map { (context.say(.target), $0 * 100) }, height: 170,
                axisRange: (levels.min() ?? 0, 100), decimals: 1,
                unit: "%"))
        let isDeferrable = stream.id.channel.service == .deferrable
        if isDeferrable {
            draw(
                DayChart(
                    title: context.say(.dayBacklog, stream.name), description: "", firstDay: first, dayCount: count,
                    lines: [.init(name: context.say(.backlog), values: byDay { $0.lastBacklog }, look: .value)],
                    height: 120, decimals: 1))
        } else {
            page.raw("<div class=\"pair\"><div>")
            draw(
                DayChart(
                    title: context.say(.dayAsa, stream.name), description: "", firstDay: first, dayCount: count,
                    lines: [.init(name: context.say(.speedOfAnswer), values: byDay { $0.asaSeconds }, look: .value)],
                    width: 550, height: 120, decimals: 1, unit: " s"))
            page.raw("</div><div>")
            draw(
                DayChart(
                    title: context.say(.dayAbandonment, stream.name), description: "", firstDay: first,
                    dayCount: count,
                    lines: [
                        .init(
                            name: context.say(.abandoned), values: byDay { $0.abandonment.map { $0 * 100 } },
                            look: .value)
                    ], width: 550, height: 120, decimals: 1, unit: "%"))
            page.raw("</div></div>\n")
        }
        writeHeat(stream, context, to: &page)
    }

    private static func writeHeat(_ stream: ReportContext.Stream, _ context: ReportContext, to page: inout Markup) {
        guard let axis = stream.performance.axis else { return }
        let target = stream.summary?.targetServiceLevel ?? 0.8
        let thresholds = [0.01, 0.05, 0.10, 0.20]
        HeatTable(
            caption: context.say(.heatLevel), profile: stream.performance.serviceLevel, axis: axis,
            write: { context.text.decimal($0 * 100, 0) },
            shade: { HeatTable.Shade($0 - target, thresholds: thresholds) }
        ).draw(text: context.text, to: &page)
        Legend.writeShades(
            thresholds: thresholds, write: { context.text.decimal($0 * 100, 0) },
            unit: context.say(.heatLevelNote, context.text.percent(target, 0)), to: &page)
    }
}
