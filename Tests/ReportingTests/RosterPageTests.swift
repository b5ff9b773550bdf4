import ContactCenter
import Foundation
import Testing

@testable import Reporting

@Suite("The roster on the page")
struct RosterPageTests {
    /// The sample centre with skills assigned, an activity and figures by agent.
    static func content(_ language: ReportLanguage = .english, agents: Int = 24) -> ReportContent {
        var centre = SampleCentre(weeks: 1, agents: agents, historyWeeks: 2)
        var content = centre.content(language: language)
        for index in content.roster.indices where content.roster[index].activity == .work {
            let skills = content.roster[index].skill.split(separator: "|").map(String.init)
            content.roster[index].assignedSkill = skills[index % skills.count]
        }
        if let first = content.roster.firstIndex(where: { $0.activity == .work && $0.end - $0.start >= 5400 }) {
            let segment = content.roster[first]
            content.roster[first].start = segment.start + 1800
            var talk = segment
            talk.end = segment.start + 1800
            talk.activity = .activity
            talk.skill = ""
            talk.assignedSkill = ""
            talk.activityName = "safety & <talk>"
            content.roster.append(talk)
        }
        content.fairness = Set(content.roster.map(\.agent)).sorted().enumerated().map { index, agent in
            AgentRosterFigures(
                agent: agent, contract: "full", days: 5, paidMinutes: 2400 - index, creditMinutes: 0,
                weekends: index % 3, nights: 0, startSpreadMinutes: 90, wishes: index == 1 ? 3 : index % 2,
                wishesGranted: index == 1 ? 1 : index % 2, carriedWeekends: index == 2 ? 4 : 0, carriedNights: 0)
        }
        return content
    }

    private static func text(_ page: [UInt8]) -> String { String(decoding: page, as: UTF8.self) }

    @Test("is well formed, escapes names, and says the same bytes twice", arguments: ReportLanguage.allCases)
    func wellFormed(language: ReportLanguage) throws {
        let content = Self.content(language)
        for page in [HTMLReport.render(content), RosterReport.render(content)] {
            #expect(MarkupChecker(page).problems.isEmpty)
            let text = Self.text(page)
            #expect(text.contains("safety &amp; &lt;talk&gt;"))
            #expect(!text.contains("<talk>"))
            #expect(!text.contains("http://") || text.contains("http://www.w3.org/2000/svg"))
        }
        #expect(RosterReport.render(content) == RosterReport.render(content))
    }

    @Test("gives each skill one colour on all days, and names it")
    func colours() {
        let content = Self.content()
        let shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        let colours = SkillColours(shifts)
        #expect(colours.skills == ["billing", "sales", "support"])
        let looks = shifts.flatMap(\.parts).filter { $0.activity == .work }.map { colours.look($0).description }
        #expect(Set(looks) == ["k0", "k1", "k2"])
        let text = Self.text(RosterReport.render(content))
        for (look, skill) in [("k0", "billing"), ("k1", "sales"), ("k2", "support")] {
            #expect(text.contains("<path class=\"\(look)\" d=\"M0 6h22\"/></svg>\(skill)"))
        }
    }

    @Test("draws a day with one path a colour and a row a shift, rows in order of their start")
    func gantt() throws {
        let content = Self.content()
        let shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        let monday = shifts.filter { $0.isWorked && $0.date == CivilDate(dayNumber: 20_514) }
        var markup = Markup()
        DayGantt(
            window: 480..<1200, colours: SkillColours(shifts), text: HumanText(language: .english), name: { "\($0)" }
        ).draw(monday, date: monday[0].date, title: "t", description: "d", to: &markup)
        let svg = Self.text(markup.bytes)
        for look in ["k0", "k1", "k2", "gb", "gu"] {
            #expect(svg.components(separatedBy: "<path class=\"\(look)\"").count == 2, "\(look)")
        }
        let rows = svg.components(separatedBy: "<g><title>").dropFirst()
        #expect(rows.count == monday.count)
        let starts = rows.compactMap { row in row.split(separator: "–").first?.suffix(5) }
        #expect(starts == starts.sorted())
        #expect(svg.contains("<title>t</title><desc>d</desc>"))
        // A stretch of work as long as the shift's hours: 08:00 to 10:15 is nine quarters.
        #expect(svg.utf8.count < 600 * monday.count)
    }

    @Test("tells wishes refused, what is carried over, and who misses what when")
    func tables() throws {
        let text = Self.text(RosterReport.render(Self.content()))
        #expect(text.contains("Not granted: a001 2/3."))
        #expect(text.contains("2 + 4"))
        #expect(text.contains("When agents are missing"))
        #expect(text.contains("<details><summary>Each of 24 agents"))
        var bare = Self.content()
        bare.fairness = []
        #expect(Self.text(RosterReport.render(bare)).contains("fairness.csv is written with the roster"))
    }

    @Test("Stretches with agents missing add up to the shortage of the cover")
    func stretches() throws {
        let content = Self.content(agents: 12)
        let shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        let coverage = try #require(CoverageFigures(content: content, shifts: shifts))
        let all = ShortStretch.all(coverage)
        let total = coverage.groups[0].under.reduce(0, +) * coverage.slotHours
        #expect(total > 10)
        #expect(abs(all.reduce(0) { $0 + $1.hours } - total) < 0.01 * total)
        for (one, next) in zip(all, all.dropFirst()) where one.date == next.date {
            #expect(one.minutes.upperBound <= next.minutes.lowerBound)
        }
    }

    @Test("A roster of hundreds stays light")
    func light() {
        let page = RosterReport.render(Self.content(agents: 300))
        #expect(page.count < 1_500_000)
    }
}
