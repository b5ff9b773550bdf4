import ContactCenter
import Testing

@testable import Reporting

@Suite("The report page")
struct HTMLReportTests {
    /// Kinds of content a page must stand.
    enum Case: String, CaseIterable, Sendable {
        case everything, chinese, nothing, noRoster, forecastOnly, historyOnly, rosterOnly, notFinite, hostileNames

        var content: ReportContent {
            var centre = SampleCentre(weeks: 2, agents: 12, historyWeeks: 5)
            var content = centre.content(language: self == .chinese ? .simplifiedChinese : .english)
            let empty = ReportContent(summary: PlanSummary(name: "", version: "0", seed: 0, timeZone: "UTC"))
            switch self {
            case .everything, .chinese: return content
            case .nothing: return empty
            case .noRoster:
                content.roster = []
                content.performance = []
                content.summary.roster = nil
                return content
            case .forecastOnly: return ReportContent(summary: empty.summary, forecast: content.forecast)
            case .historyOnly: return ReportContent(summary: empty.summary, history: content.history)
            case .rosterOnly: return ReportContent(summary: empty.summary, roster: content.roster)
            case .notFinite: return Case.poisoned(content)
            case .hostileNames: return Case.hostile(content)
            }
        }

        /// Every number that can be one is not a number or infinite, here and there.
        private static func poisoned(_ content: ReportContent) -> ReportContent {
            var content = content
            for index in content.forecast.indices where index % 5 == 0 {
                content.forecast[index].volume = index % 2 == 0 ? .nan : .infinity
                content.forecast[index].volume95.upper = .infinity
                content.forecast[index].volume80.lower = -.infinity
            }
            for index in content.requirements.indices where index % 4 == 0 {
                content.requirements[index].agentsScheduled = .nan
                content.requirements[index].agentsRequired = .infinity
            }
            for index in content.performance.indices where index % 3 == 0 {
                content.performance[index].serviceLevelLower80 = .nan
                content.performance[index].asaSeconds = .infinity
                content.performance[index].offered = index % 2 == 0 ? .nan : 4
                content.performance[index].occupancy = .nan
            }
            for index in content.accuracy.indices {
                content.accuracy[index].wape = .nan
                content.accuracy[index].mase = .infinity
            }
            for index in content.summary.streams.indices {
                content.summary.streams[index].backtestWape = .nan
                content.summary.streams[index].simulatedServiceLevel = .infinity
                content.summary.streams[index].targetServiceLevel = .nan
                content.summary.streams[index].requiredAgentHours = .infinity
                content.summary.streams[index].forecastVolume = .nan
            }
            content.summary.roster?.paidHours = .nan
            content.summary.roster?.requiredHours = .infinity
            content.summary.roster?.lowerBound = .nan
            content.summary.roster?.cost = .infinity
            content.summary.firstContactResolution = .nan
            return content
        }

        static let attack = "</title><script>alert(1)</script>&<b x=\"'\u{0}\u{1B}|;"

        private static func hostile(_ content: ReportContent) -> ReportContent {
            var content = content
            content.summary.name = attack
            content.summary.version = attack
            content.summary.notes = [attack]
            content.summary.shortfalls = [attack]
            content.summary.forecastStart = attack
            content.zone = ZoneRules(identifier: attack, initialOffsetSeconds: 0)
            let evil = QueueChannel(queue: attack, channel: Channel(name: attack, service: .immediate))
            for index in content.forecast.indices where content.forecast[index].stream.queue == "sales" {
                content.forecast[index].stream = evil
                content.forecast[index].model = attack
            }
            for index in content.performance.indices where content.performance[index].stream.queue == "sales" {
                content.performance[index].stream = evil
            }
            for index in content.accuracy.indices {
                content.accuracy[index].model += attack
            }
            for index in content.roster.indices where index % 2 == 0 {
                content.roster[index].agent += attack
                content.roster[index].kind = attack
                content.roster[index].skill += "|" + attack
            }
            for index in content.requirements.indices where content.requirements[index].stream.queue == "sales" {
                content.requirements[index].stream = evil
            }
            for index in content.summary.streams.indices { content.summary.streams[index].modelReason = attack }
            content.skillOfQueue[attack] = attack
            return content
        }
    }

    private func text(_ page: [UInt8]) -> String { String(decoding: page, as: UTF8.self) }

    /// The page of each case, drawn once for all that look at it.
    private static let pages: [Case: [UInt8]] = Dictionary(
        uniqueKeysWithValues: Case.allCases.map { ($0, HTMLReport.render($0.content)) })

    private func drawn(_ which: Case) -> [UInt8] { Self.pages[which] ?? [] }

    @Test("is well formed, every id once and every reference answered", arguments: Case.allCases)
    func isWellFormed(_ which: Case) {
        let checker = MarkupChecker(drawn(which))
        #expect(checker.problems.isEmpty)
        #expect(checker.counts["section"] == 10)
        #expect(checker.counts["h1"] == 1)
        #expect(checker.counts["script"] == 1)
    }

    @Test(
        "the checker of these tests sees what is wrong with a page",
        arguments: [
            "<p>open", "<p><b></p></b>", "<p class=x></p>", "<p>a & b</p>", "<p id=\"a\"></p><p id=\"a\"></p>",
            "<label for=\"none\"></label>", "<p a=\"1\" a=\"2\"></p>", "<p>a > b</p>", "<script>",
        ])
    func checkerWorks(_ page: String) {
        #expect(!MarkupChecker(Array(page.utf8)).problems.isEmpty)
        #expect(MarkupChecker(Array("<!DOCTYPE html><p class=\"x\">a &amp; b<br><i/></p>".utf8)).problems.isEmpty)
    }

    @Test("names no address but the SVG namespace, and asks for nothing", arguments: Case.allCases)
    func isOffline(_ which: Case) {
        let page = text(drawn(which)).replacing("http://www.w3.org/2000/svg", with: "")
        for address in ["http:", "https:", "url(", "@import", "src=", "fetch(", "XMLHttpRequest", "\"//"] {
            #expect(!page.contains(address), "\(address)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test("shows no number that is not one", arguments: Case.allCases)
    func showsNoUnknownNumber(_ which: Case) {
        let page = text(drawn(which))
        #expect(!page.isEmpty)
        let words = page.split { !($0.isLetter || $0 == "_") }.map { $0.lowercased() }
        #expect(!words.contains("nan"))
        #expect(!words.contains("inf"))
        #expect(!words.contains("nil"))
        #expect(!words.contains("infinity"))
    }

    @Test("is the same, byte for byte, whatever the order of its rows")
    func isDeterministic() {
        let content = Case.everything.content
        var shuffled = content
        shuffled.history.reverse()
        shuffled.forecast.reverse()
        shuffled.roster.reverse()
        #expect(HTMLReport.render(content) == HTMLReport.render(content))
        #expect(HTMLReport.render(content) == HTMLReport.render(shuffled))
    }

    @Test("lets no name of the data become markup")
    func escapesEverything() {
        let page = text(drawn(.hostileNames))
        #expect(!page.contains("<script>alert"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&lt;b x=&quot;&#39;"))
        #expect(!page.utf8.contains(0))
        #expect(!page.utf8.contains(0x1B))
    }

    @Test("says of a missing part what is missing and how to get it")
    func explainsEmptyParts() {
        let page = text(drawn(.nothing))
        for phrase in [
            Phrase.dataNone, .dataNoHistory, .streamsNone, .forecastNone, .accuracyNone, .staffingNone, .rosterNone,
            .simulationNone, .verdictNothing, .shortfallsUnknown,
        ] {
            #expect(page.contains(phrase.text(in: .english)), "\(phrase)")
        }
        #expect(!page.contains("<svg"))
    }

    @Test("accounts for every row read, or says how many are missing")
    func accountsForRows() {
        var content = Case.nothing.content
        content.summary.accounting.read = 100
        content.summary.accounting.accepted = 90
        content.summary.accounting.rejected = 7
        #expect(text(HTMLReport.render(content)).contains("3 rows are unaccounted for."))
        content.summary.accounting.superseded = 3
        #expect(text(HTMLReport.render(content)).contains("Every row is accounted for."))
    }

    @Test("judges the plan by its streams, its shortfalls and its rules")
    func judges() {
        var content = Case.everything.content
        content.summary.shortfalls = []
        for index in content.summary.streams.indices { content.summary.streams[index].simulatedServiceLevel = 0.99 }
        #expect(Verdict(ReportContext(content)).tone == .good)
        #expect(Verdict(ReportContext(content)).sentence.contains("All 9 streams meet"))
        content.summary.streams[0].simulatedServiceLevel = 0.5
        let verdict = Verdict(ReportContext(content))
        #expect(verdict.tone == .warn)
        #expect(verdict.sentence.contains("8 of 9 streams"))
        #expect(verdict.sentence.contains("50.0% of 80%"))
        content.summary.roster?.violations = 2
        #expect(Verdict(ReportContext(content)).tone == .bad)
    }

    @Test("does not praise a simulation of other contacts than those forecast")
    func noticesMismatch() {
        var content = Case.everything.content
        #expect(ReportContext(content).simulationMismatch == nil)
        content.summary.shortfalls = []
        for index in content.performance.indices where index % 3 != 0 { content.performance[index].offered = 0 }
        let context = ReportContext(content)
        #expect(context.simulationMismatch != nil)
        #expect(Verdict(context).tone == .warn)
        #expect(Verdict(context).sentence.contains("do not stand for the plan"))
        #expect(!Verdict(context).sentence.contains("streams meet"))
    }

    @Test("a model tried on one stream only is told in words, chosen or not")
    func rareModels() {
        var content = Case.everything.content
        let first = content.accuracy[0]
        for index in 0..<4 { content.accuracy[index].isChosen = false }
        var rare = first
        rare.model = "rare+mixture"
        rare.wape = 0.01
        rare.isChosen = true
        var other = rare
        other.model = "second-mixture"
        other.wape = 0.02
        other.isChosen = false
        content.accuracy += [rare, other]
        let context = ReportContext(content)
        #expect(
            AccuracySection.sharedModels(context.streams)
                == ["seasonal_naive", "same_weekday_mean", "weekly_profile", "holt_winters"])
        let page = text(HTMLReport.render(content))
        #expect(page.contains("✓ rare+mixture 1.0%"))
        #expect(page.contains("also tried: second-mixture 2.0%"))
    }

    @Test("counts a target as met at the precision it is shown with")
    func meetsTargetAsShown() {
        var content = Case.everything.content
        content.summary.streams[0].targetServiceLevel = 0.8
        content.summary.streams[0].simulatedServiceLevel = 0.79951
        #expect(ReportContext(content).streams[0].meetsTarget == true)
        content.summary.streams[0].simulatedServiceLevel = 0.79949
        #expect(ReportContext(content).streams[0].meetsTarget == false)
    }

    @Test("stays light for a month of sixty agents and nine streams")
    func isLight() {
        var centre = SampleCentre()
        #expect(HTMLReport.render(centre.content()).count < 1_500_000)
    }

    @Test("draws a big roster only as far as a page can carry it, and says so")
    func limitsDetail() {
        var centre = SampleCentre(weeks: 4, agents: 450, historyWeeks: 4)
        let page = HTMLReport.render(centre.content())
        #expect(MarkupChecker(page).problems.isEmpty)
        #expect(page.count < 3_000_000)
        #expect(text(page).contains("50 more agents are in roster.csv."))
        #expect(text(page).contains("are left out here to keep the page light"))
    }

    @Test("keeps every volume across a change of the clock", arguments: [15, 30, 60])
    func keepsVolumesAcrossClockChange(_ minutes: Int) {
        // The whole weekend of 24–25 October 2026 in London: 49 hours, 01:00–02:00 happens twice.
        let stream = QueueChannel(queue: "q", channel: .voice)
        let first = SampleCentre.london.instant(of: LocalTime(date: CivilDate(dayNumber: 20_750)))
        let forecast = (0..<(49 * 60 / minutes)).map { index in
            ForecastInterval(
                stream: stream, start: first + index * minutes * 60, intervalSeconds: minutes * 60, volume: 2,
                volume80: .init(lower: 1, upper: 3), volume95: .init(lower: 0, upper: 4), ahtSeconds: nil,
                ahtSeconds80: nil, model: "m")
        }
        let figures = VolumeFigures(history: [], forecast: forecast, zone: SampleCentre.london)
        let expected = 2.0 * Double(forecast.count)
        #expect(figures.future.count == 2)
        #expect(abs(figures.forecastTotal - expected) < 1e-9)
        #expect(abs(figures.mean.filter(\.isFinite).reduce(0, +) - expected) < 1e-9)
    }
}
