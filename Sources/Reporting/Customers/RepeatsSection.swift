import ContactCenter

/// First-contact resolution by window, for demands and for contacts as they are, and week by week.
struct RepeatsSection {
    private let content: CustomerReportContent
    private let words: CustomerWording

    init(_ content: CustomerReportContent, _ words: CustomerWording) {
        self.content = content
        self.words = words
    }

    func write(_ part: PageFrame.Part, to page: inout Markup) {
        PageFrame.open(part, note: words(.repeatsNote), to: &page)
        let rates = content.repeats.filter { $0.queue.isEmpty && $0.reason.isEmpty && $0.cohort == nil }
        if rates.isEmpty {
            words.writeEmpty(.repeatsNone, to: &page)
        } else {
            for unit in RepeatRate.Unit.allCases {
                writeTable(rates.filter { $0.unit == unit }, unit, to: &page)
            }
            writeCohorts(to: &page)
        }
        page.close("section")
    }

    private func writeTable(_ rates: [RepeatRate], _ unit: RepeatRate.Unit, to page: inout Markup) {
        let name = words(unit == .demand ? .demand : .contact)
        page.element("h3", "", name)
        PageFrame.openTable(
            [
                words(.window), words(.judged), words(.repeated), words(.immature), words(.resolved),
                words(.interval95), words(.resolvedInterval),
            ], to: &page)
        for rate in rates.sorted(by: { $0.windowDays < $1.windowDays }) {
            page.raw("<tr><th scope=\"row\">")
            page.text(words(.days, String(rate.windowDays)))
            page.raw("</th>")
            page.element("td", "", words.text.count(rate.judged))
            page.element("td", "", words.text.count(rate.repeated))
            page.element("td", "", words.text.count(rate.immature))
            page.element("td", "class=\"best\"", words.shareOrMissing(rate.resolution))
            let interval = rate.resolution95
            page.element(
                "td", "",
                interval.map { "\(words.text.percent($0.lowerBound)) – \(words.text.percent($0.upperBound))" }
                    ?? words(.missing))
            CellChart.range(
                rate.resolution, interval, of: 1,
                title: "\(name), \(words(.days, String(rate.windowDays))): \(words.shareOrMissing(rate.resolution))",
                to: &page)
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
    }

    /// Weeks of the window that most people ask for and the log can tell.
    private func writeCohorts(to page: inout Markup) {
        let cohorts = content.repeats.filter { $0.cohort != nil }
        let windows = Set(cohorts.map(\.windowDays)).sorted()
        guard
            let window = ([7] + windows).first(where: { window in
                cohorts.contains { $0.windowDays == window && $0.resolution != nil }
            })
        else { return }
        let weeks = cohorts.filter { $0.windowDays == window }
        let mondays = weeks.compactMap(\.cohort)
        guard let first = mondays.min(), let last = mondays.max(), first < last else { return }
        let count = last - first + 7
        var values = [Double](repeating: .nan, count: count)
        var lower = values
        var upper = values
        var marks: [(day: Int, reason: String)] = []
        for rate in weeks {
            guard let monday = rate.cohort else { continue }
            guard let share = rate.resolution, let interval = rate.resolution95 else {
                marks.append(
                    (
                        monday - first,
                        "\(words.text.weekdayAndDay(monday)): \(words(.cohortMissing, words.text.count(rate.immature)))"
                    ))
                continue
            }
            values[monday - first] = share * 100
            lower[monday - first] = interval.lowerBound * 100
            upper[monday - first] = interval.upperBound * 100
        }
        page.element("h3", "", words(.cohorts, String(window)))
        Legend.write([(.value, words(.resolved)), (.band80, words(.interval95))], to: &page)
        page.raw("<div class=\"frame\">")
        DayChart(
            title: words(.cohorts, String(window)), description: words(.repeatsNote), firstDay: first, dayCount: count,
            lines: [.init(name: words(.resolved), values: values, look: .value)],
            bands: [.init(name: words(.interval95), lower: lower, upper: upper, look: .band80)], marks: marks,
            height: 170, axisRange: (lower.filter(\.isFinite).min() ?? 0, 100), decimals: 1, unit: "%"
        ).draw(text: words.text, to: &page)
        page.raw("</div>\n")
        if !marks.isEmpty { page.element("p", "class=\"small\"", words(.cohortsNote)) }
    }
}
