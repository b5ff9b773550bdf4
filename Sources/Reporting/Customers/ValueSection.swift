import ContactCenter

/// How much few customers bring, and how recency and frequency are spread.
struct ValueSection {
    private let content: CustomerReportContent
    private let words: CustomerWording

    init(_ content: CustomerReportContent, _ words: CustomerWording) {
        self.content = content
        self.words = words
    }

    func write(_ part: PageFrame.Part, to page: inout Markup) {
        let text = words.text
        let period = content.concentration.map { text.period($0.period.lowerBound, $0.period.upperBound) }
        PageFrame.open(part, note: period.map { words(.valueNote, $0) }, to: &page)
        defer { page.close("section") }
        guard let concentration = content.concentration, concentration.customers > 0 else {
            words.writeEmpty(.valueNone, to: &page)
            return
        }
        page.raw("<div class=\"pair\">\n<div>\n")
        writeCurve(concentration, to: &page)
        page.raw("</div>\n<div>\n")
        writeScores(to: &page)
        page.raw("</div>\n</div>\n")
    }

    private func writeCurve(_ concentration: CustomerReportContent.Concentration, to page: inout Markup) {
        let text = words.text
        page.element("h3", "", words(.concentration))
        page.element(
            "p", "class=\"small\"",
            words(
                .concentrationNote, text.count(concentration.customers), text.percent(concentration.top12),
                text.percent(concentration.top20), text.percent(concentration.for80),
                text.decimal(concentration.gini, 2), text.count(concentration.withoutValue)))
        Legend.write(
            [(.value, words(.curveLine)), (.recent, words(.equalLine)), (.target, words(.topTwelve))], to: &page)
        func percent(_ value: Double, _ decimals: Int) -> String { text.decimal(value, decimals) + "%" }
        let curve = concentration.curve.map { (x: $0.customers * 100, y: $0.value * 100) }
        var chart = ValueChart(
            title: words(.concentration), description: words(.shareOfCustomers) + " → " + words(.shareOfValue),
            horizontal: .init(name: words(.shareOfCustomers), upper: 100, write: percent),
            vertical: .init(name: words(.shareOfValue), upper: 100, write: percent))
        chart.lines = [
            .init(points: [(x: 0, y: 0), (x: 100, y: 100)], look: .recent), .init(points: curve, look: .value),
        ]
        if let top = concentration.top12 {
            chart.lines.append(
                .init(points: [(x: 12, y: 0), (x: 12, y: top * 100), (x: 0, y: top * 100)], look: .target))
            chart.dots.append(
                .init(
                    x: 12, y: top * 100, look: .value,
                    text: "\(words(.topTwelve)) · \(words(.shareOfValue)) · \(text.percent(top))"))
        }
        chart.draw(text: text, to: &page)
    }

    /// Customers by scores of recency and frequency, as a table.
    private func writeScores(to page: inout Markup) {
        guard let customers = content.value?.customers, !customers.isEmpty else { return }
        let text = words.text
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 6), count: 6)
        var totals = [[Double]](repeating: [Double](repeating: 0, count: 6), count: 6)
        for row in customers {
            let (recency, frequency) = (min(5, max(1, row.recencyScore)), min(5, max(1, row.frequencyScore)))
            counts[recency][frequency] += 1
            totals[recency][frequency] += row.total
        }
        let most = Double(counts.joined().max() ?? 1)
        page.element("h3", "", words(.recencyFrequency))
        page.element("p", "class=\"small\"", words(.recencyFrequencyNote))
        page.raw("<div class=\"scroll\" tabindex=\"0\"><table class=\"heat scores\"><thead><tr><td></td>")
        for frequency in 1...5 { page.element("th", "scope=\"col\"", "\(words(.frequency)) \(frequency)") }
        page.raw("</tr></thead><tbody>\n")
        for recency in (1...5).reversed() {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", "\(words(.recency)) \(recency)")
            for frequency in 1...5 {
                let count = counts[recency][frequency]
                page.raw("<td data-t=\"")
                page.text(
                    "\(words(.recency)) \(recency) · \(words(.frequency)) \(frequency) · \(text.count(count)) · "
                        + "\(words(.total)) \(text.count(totals[recency][frequency]))")
                page.raw("\" class=\"")
                page.raw(
                    HeatTable.Shade(Double(count), thresholds: [1, 0.35 * most, 0.65 * most, 0.9 * most]).cssClass)
                page.raw("\">")
                page.text(text.count(count))
                page.raw("</td>")
            }
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
    }
}
