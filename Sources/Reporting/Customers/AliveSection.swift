import ContactCenter

/// Who is still there, who may have left, and how well that was told before.
struct AliveSection {
    private let content: CustomerReportContent
    private let words: CustomerWording

    init(_ content: CustomerReportContent, _ words: CustomerWording) {
        self.content = content
        self.words = words
    }

    func write(_ part: PageFrame.Part, to page: inout Markup) {
        guard let value = content.value else {
            PageFrame.open(part, to: &page)
            words.writeEmpty(.valueNone, to: &page)
            page.close("section")
            return
        }
        let model = words(.model, value.model) + (value.fallback.map { " – \($0)" } ?? "")
        PageFrame.open(part, note: words(.aliveNote, model, String(value.horizonDays)), to: &page)
        defer { page.close("section") }
        let probabilities = value.customers.compactMap(\.probabilityAlive)
        if probabilities.isEmpty {
            words.writeEmpty(.aliveNone, to: &page)
        } else {
            page.raw("<div class=\"pair\">\n<div>\n")
            writeHistogram(probabilities, to: &page)
            page.raw("</div>\n<div>\n")
            if !value.holdout.isEmpty { writeHoldout(value, to: &page) }
            page.raw("</div>\n</div>\n")
        }
        writeChurn(value, to: &page)
    }

    private func writeHistogram(_ probabilities: [Double], to page: inout Markup) {
        var counts = [Double](repeating: 0, count: 10)
        for probability in probabilities { counts[min(9, max(0, Int(probability * 10)))] += 1 }
        page.element("h3", "", words(.aliveHistogram))
        ColumnChart(
            title: words(.aliveHistogram), description: words(.aliveAxis),
            categories: (0..<10).map { "\($0 * 10)–\($0 * 10 + 10)" }, axis: words(.aliveAxis),
            series: [.init(name: words(.customerCount), values: counts, look: .over)]
        ).draw(text: words.text, to: &page)
    }

    private func writeHoldout(_ value: CustomerReportContent.Value, to page: inout Markup) {
        page.element("h3", "", words(.holdout))
        page.element("p", "class=\"small\"", words(.holdoutNote))
        Legend.write([(.over, words(.expected)), (.under, words(.actual))], to: &page)
        ColumnChart(
            title: words(.holdout), description: words(.holdoutNote), categories: value.holdout.map(\.repeats),
            axis: words(.repeatsBefore),
            series: [
                .init(name: words(.expected), values: value.holdout.map(\.expected), look: .over),
                .init(name: words(.actual), values: value.holdout.map(\.actual), look: .under),
            ], decimals: 2
        ).draw(text: words.text, to: &page)
    }

    private func writeChurn(_ value: CustomerReportContent.Value, to page: inout Markup) {
        let text = words.text
        page.element("h3", "", words(.churn))
        guard !value.churn.isEmpty else {
            page.element("p", "class=\"small\"", words(.churnNone))
            return
        }
        PageFrame.openTable(
            [
                words(.customer), words(.why), words(.aliveAxis), words(.lastBought), words(.usualGap), words(.total),
                words(.atRisk),
            ], texts: 2, to: &page)
        for risk in value.churn.prefix(Limits.churn) {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", risk.value.customer)
            page.element("td", "class=\"reason\"", risk.reason)
            page.element("td", "", text.percent(risk.value.probabilityAlive))
            page.element("td", "", text.count(risk.value.daysSinceLast))
            page.element("td", "", text.decimal(risk.usualGapDays, 0))
            page.element("td", "", text.decimal(risk.value.total, 2))
            page.element("td", "class=\"best\"", text.decimal(risk.value.revenueAtRisk, 2))
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
        if value.churn.count > Limits.churn {
            page.element("p", "class=\"small\"", words(.churnMore, text.count(value.churn.count - Limits.churn)))
        }
    }
}

/// Whom to offer what, and where that finds room.
enum OffersSection {
    static func write(
        _ part: PageFrame.Part, _ content: CustomerReportContent, _ words: CustomerWording, to page: inout Markup
    ) {
        PageFrame.open(part, note: content.candidates == nil ? nil : words(.offersNote), to: &page)
        defer { page.close("section") }
        guard let candidates = content.candidates else {
            words.writeEmpty(.offersNone, to: &page)
            return
        }
        let text = words.text
        PageFrame.openTable(
            [
                words(.offer), words(.kind), words(.customerCount), words(.netValue), words(.attempts),
                words(.workHours),
            ], texts: 2, to: &page)
        let offers = Dictionary(grouping: candidates) { [$0.kind.rawValue, $0.offer] }
        for (key, rows) in offers.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }).reversed() {
            page.raw("<tr>")
            page.element("th", "scope=\"row\"", key[1])
            page.element("td", "class=\"l\"", words(rows[0].kind == .lead ? .lead : .crossSell))
            page.element("td", "", text.count(rows.count))
            page.element("td", "class=\"best\"", text.decimal(rows.reduce(0) { $0 + $1.netValue }, 2))
            page.element("td", "", text.count(rows.reduce(0) { $0 + $1.attempts }))
            page.element("td", "", text.hours(rows.reduce(0) { $0 + $1.workSeconds } / 3600))
            page.raw("</tr>\n")
        }
        PageFrame.closeTable(to: &page)
        page.element(
            "p", "class=\"small\"",
            content.outbound.map {
                words(
                    .placed, text.hours($0.placedSeconds / 3600), text.hours($0.wantedSeconds / 3600),
                    text.hours($0.spareSeconds / 3600))
            } ?? words(.notPlaced))
    }
}
