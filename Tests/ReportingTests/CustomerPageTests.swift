import ContactCenter
import Testing

@testable import Reporting

@Suite("The pages of customers and agents")
struct CustomerPageTests {
    private static func text(_ page: [UInt8]) -> String { String(decoding: page, as: UTF8.self) }

    private static func rate(
        _ days: Int, judged: Int, repeated: Int, immature: Int = 0, unit: RepeatRate.Unit = .demand,
        cohort: CivilDate? = nil
    ) -> RepeatRate {
        var rate = RepeatRate(unit: unit, windowDays: days, cohort: cohort)
        rate.judged = judged
        rate.repeated = repeated
        rate.immature = immature
        return rate
    }

    private static func value(_ customer: String, alive: Double, recency: Int, frequency: Int) -> CustomerValue {
        var value = CustomerValue(
            customer: customer, repeats: 2, recencyDays: 30, observedDays: 90, meanRepeatValue: 20, total: 60,
            daysSinceLast: 60, recencyScore: recency, frequencyScore: frequency, monetaryScore: 3)
        value.probabilityAlive = alive
        value.expectedIfAlive = 4
        value.expectedValue = 10
        return value
    }

    /// A centre of which everything is known; the 30-day window cannot be judged, and the last week is too young.
    static func customers(_ language: ReportLanguage = .english) -> CustomerReportContent {
        var content = CustomerReportContent(name: "A & <B>", version: "1", language: language, zone: .utc)
        content.contacts = .init(contacts: 500, ofKnown: 480, customers: 300, top20Share: 0.4)
        let monday = CivilDate(dayNumber: 20_514 - CivilDate(dayNumber: 20_514).weekday)
        content.repeats = [
            rate(1, judged: 400, repeated: 20), rate(7, judged: 300, repeated: 60, immature: 100),
            rate(14, judged: 100, repeated: 30, immature: 300), rate(30, judged: 0, repeated: 0, immature: 400),
            rate(7, judged: 300, repeated: 70, unit: .contact),
            rate(7, judged: 150, repeated: 30, cohort: monday), rate(7, judged: 150, repeated: 30, cohort: monday + 7),
            rate(7, judged: 10, repeated: 0, immature: 90, cohort: monday + 14),
        ]
        var driver = ContactDriver(reason: "bill <script>alert(1)</script>")
        driver.contacts = 300
        driver.shareOfHandling = 0.75
        driver.resolution = rate(7, judged: 200, repeated: 50)
        content.drivers = [driver, ContactDriver(reason: "")]
        content.effects = [
            ResolutionEffect(
                stream: nil, points: 0.03,
                now: .init(resolution: 0.8, demandsPerWeek: 1000, hoursPerWeek: 80, fte: 3),
                after: .init(resolution: 0.83, demandsPerWeek: 960, hoursPerWeek: 76, fte: 2.85))
        ]
        content.staff = .init(occupancy: 0.85, shrinkage: 0.3, hoursPerFTE: 40)
        content.concentration = .init(
            curve: (0...100).map { (Double($0) / 100, (Double($0) / 100).squareRoot()) }, customers: 300,
            withoutValue: 7,
            top12: 0.3464, top20: 0.4472, for57: 0.325, for80: 0.64, gini: 0.333, period: monday...(monday + 89))
        let gone = value("=C1", alive: 0.21, recency: 1, frequency: 5)
        content.value = .init(
            customers: [gone, value("C2", alive: 1, recency: 5, frequency: 1)], model: "BG/NBD", fallback: nil,
            horizonDays: 364, churn: [ChurnRisk(value: gone, usualGapDays: 15, reason: "P(alive) below one half")],
            holdout: [("0", 200, 0.5, 0.4), ("7+", 100, 3, 3.5)])
        content.candidates = [
            OfferCandidate(
                customer: "C2", offer: "second line", kind: .crossSell, reach: 0.5, acceptance: 0.1, expectedValue: 9,
                cost: 2, attempts: 2, workSeconds: 7200)
        ]
        content.outbound = .init(wantedSeconds: 7200, placedSeconds: 3600, spareSeconds: 36_000)
        content.notes = ["a note with <b>"]
        return content
    }

    static func agents(_ language: ReportLanguage = .english) -> AgentReportContent {
        func measure(_ adjusted: Double, _ signal: FunnelMeasure.Signal, scale: Double) -> FunnelMeasure {
            FunnelMeasure(
                count: 100, raw: adjusted, expected: scale, adjusted: adjusted, shrunken: (adjusted + scale) / 2,
                limits95: (0.9 * scale)...(1.1 * scale), limits998: (0.85 * scale)...(1.15 * scale), signal: signal)
        }
        var content = AgentReportContent(name: "", version: "1", language: language, zone: .utc)
        content.overallResolution = 0.8
        content.overallHandleSeconds = 300
        content.agents = [
            AgentFigures(
                agent: "ann", contacts: 100, resolution: measure(0.8, .none, scale: 0.8),
                handleTime: measure(300, .none, scale: 300), time: .init(handleSeconds: 1)),
            AgentFigures(
                agent: "bob <i>", contacts: 100, resolution: measure(0.6, .low998, scale: 0.8),
                handleTime: measure(335, .high95, scale: 300), time: .init(handleSeconds: 1)),
            AgentFigures(
                agent: "new", contacts: 1, resolution: nil, handleTime: nil, time: .init(handleSeconds: 1)),
        ]
        content.queues = [QueueFigures(stream: QueueChannel(queue: "q", channel: .voice))]
        content.benchmarks = PublishedBenchmark.all.map { .init(benchmark: $0, own: nil, refusal: "why not") }
        content.sample = SamplePrecision(agent: "", contacts: 100, drawn: 20, halfWidth: 0.1)
        return content
    }

    @Test(
        "are well formed, escape what comes from files, load nothing, and are the same twice",
        arguments: ReportLanguage.allCases)
    func wellFormed(language: ReportLanguage) {
        for page in [CustomerReport.render(Self.customers(language)), AgentReport.render(Self.agents(language))] {
            #expect(MarkupChecker(page).problems.isEmpty, "\(MarkupChecker(page).problems)")
            let text = Self.text(page)
            #expect(
                text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "))
            #expect(!text.contains("<script>alert") && !text.contains("<i>") && !text.contains("with <b>"))
            #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains("http:"))
        }
        #expect(CustomerReport.render(Self.customers()) == CustomerReport.render(Self.customers()))
        #expect(AgentReport.render(Self.agents()) == AgentReport.render(Self.agents()))
    }

    @Test("A page without any part names what is missing and how to get it", arguments: ReportLanguage.allCases)
    func empty(language: ReportLanguage) {
        let nothing = CustomerReport.render(
            CustomerReportContent(name: "", version: "1", language: language, zone: .utc))
        let nobody = AgentReport.render(AgentReportContent(name: "", version: "1", language: language, zone: .utc))
        for page in [nothing, nobody] {
            #expect(MarkupChecker(page).problems.isEmpty)
            #expect(!Self.text(page).contains("NaN") && !Self.text(page).contains(">0.0%<"))
        }
        #expect(Self.text(nothing).contains("--transactions") && Self.text(nothing).contains("--offers"))
    }

    @Test("What cannot be judged is missing: a young window has neither 0 nor 100 %, a young week a mark")
    func missing() throws {
        let text = Self.text(CustomerReport.render(Self.customers()))
        let rows = text.components(separatedBy: "<tr>")
        let month = try #require(rows.first { $0.contains(">30 d</th>") })
        #expect(month.contains("<td class=\"best\">missing</td>") && !month.contains("%"))
        let week = try #require(rows.first { $0.contains(">7 d</th>") && $0.contains("demands") })
        #expect(week.contains("<td class=\"best\">80.0%</td>") && week.contains("<td>75.1% – 84.1%</td>"))
        #expect(text.contains("missing: 90 of its demands are too young"))
        // Two weeks are known, the third is a mark and no point.
        #expect(text.components(separatedBy: "<path class=\"dm\"").count == 2)
    }

    @Test("The curve of value ends in its corners, and the best 12 % stand where the scale puts them")
    func concentration() {
        var markup = Markup()
        var chart = ValueChart(
            title: "t", description: "d", horizontal: .init(name: "x", upper: 100) { value, _ in "\(value)" },
            vertical: .init(name: "y", upper: 100) { value, _ in "\(value)" })
        chart.lines = [.init(points: [(x: 0, y: 0), (x: 100, y: 100)], look: .value)]
        chart.dots = [.init(x: 12, y: 50, look: .value, text: "best")]
        chart.draw(text: HumanText(language: .english), to: &markup)
        let svg = Self.text(markup.bytes)
        // 560 wide: 56 to 546; 260 high: 220 up to 12. A twelfth part of a hundred lies at 56 + 0.12 × 490.
        #expect(svg.contains("<path class=\"lv\" d=\"M56 220l490-208\"/>"))
        #expect(svg.contains("<g><title>best</title>\n<path class=\"lv dot\" d=\"M114.8 116h0\"/></g>"))
        let page = Self.text(CustomerReport.render(Self.customers()))
        #expect(page.contains("The best 12 % of 300 customers bring 34.6%, the best 20 % 44.7%; 64.0% bring 80 %"))
    }

    @Test("An agent beyond the limits is drawn apart and named, one within is not")
    func funnel() {
        let text = Self.text(AgentReport.render(Self.agents()))
        let figures = text.components(separatedBy: "<svg").filter { $0.contains("class=\"chart half values\"") }
        #expect(figures.count == 2)
        #expect(
            figures[0].components(separatedBy: "lx dot").count == 2
                && figures[0].contains("<title>bob &lt;i&gt; · 100 · 60.0%"))
        #expect(figures[0].components(separatedBy: "lh dot").count == 2)
        #expect(!figures[1].contains("lx dot") && figures[1].components(separatedBy: "lv dot").count == 2)
        #expect(text.contains("bob &lt;i&gt;: resolution, adjusted 60.0%</p>"))
        #expect(text.contains("Of their handle times 0, of their resolution 1 lie beyond"))
        #expect(text.contains("not compared: why not"))
    }

    @Test("Scores, probabilities and risks are counted where they belong")
    func value() {
        let text = Self.text(CustomerReport.render(Self.customers()))
        // One customer of recency 1 and frequency 5, one of 5 and 1.
        #expect(text.contains("data-t=\"recency 1 · frequency 5 · 1 · brought in all 60\""))
        #expect(text.contains("<title>P(alive), % 20–30 · customers · 1</title>"))
        #expect(text.contains("<title>P(alive), % 90–100 · customers · 1</title>"))
        // (1 − 0.21) × 4 × 10
        #expect(text.contains("<td class=\"best\">31.60</td>"))
        #expect(text.contains("1.0 h of 2.0 h found room in quiet intervals, which had 10.0 h to spare"))
    }

    @Test("A thousand reasons, agents and customers at risk stay light")
    func light() {
        var content = Self.customers()
        content.drivers = (0..<1000).map { ContactDriver(reason: "reason \($0)") }
        content.value?.churn = (0..<5000).map {
            ChurnRisk(value: Self.value("C\($0)", alive: 0.1, recency: 1, frequency: 1), usualGapDays: nil, reason: "r")
        }
        let page = CustomerReport.render(content)
        #expect(page.count < 100_000)
        #expect(Self.text(page).contains("975 more reasons are in drivers.csv."))
        #expect(Self.text(page).contains("4,980 more are in churn.csv."))
    }
}
