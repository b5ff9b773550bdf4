import ContactCenter
import Testing

@testable import Reporting

@Suite("Words and numbers for people")
struct WordsTests {
    private let english = HumanText(language: .english)
    private let chinese = HumanText(language: .simplifiedChinese)

    @Test(
        "numbers have thousands, a true minus and no surprises",
        arguments: [
            (1_234_567.0, 0, "1,234,567"), (999, 0, "999"), (1000, 0, "1,000"), (-0.04, 1, "0.0"), (-1.25, 2, "−1.25"),
            (0.055, 2, "0.06"), (.nan, 1, "–"), (.infinity, 0, "–"), (1e300, 0, "–"), (12.5, 1, "12.5"),
        ])
    func decimals(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(english.decimal(value, decimals) == expected)
    }

    @Test(
        "durations are in the unit people would use",
        arguments: [
            (0.0, "0 s"), (4.26, "4.3 s"), (20, "20 s"), (330, "330 s"), (599, "599 s"), (600, "10 min"),
            (2507, "42 min"), (7200, "2 h"), (18_720, "5 h 12 min"), (-1, "–"), (.nan, "–"),
        ])
    func durations(_ seconds: Double, _ expected: String) {
        #expect(english.duration(seconds) == expected)
    }

    @Test("a gain has a plus, nothing has no sign")
    func signs() {
        #expect(english.signedPercent(0.0312) == "+3.1%")
        #expect(english.signedPercent(-0.0312) == "−3.1%")
        #expect(english.signedPercent(0.0001) == "0.0%")
        #expect(english.signedPercent(nil) == "–")
        #expect(english.hours(12_345.6) == "12,346 h")
        #expect(english.hours(63.52) == "63.5 h")
        #expect(english.hours(0) == "0 h")
    }

    @Test("dates say month and year once")
    func periods() throws {
        let a = try #require(CivilDate("2026-03-02"))
        #expect(english.period(a, a + 27) == "2 – 29 March 2026")
        #expect(english.period(a, a + 30) == "2 March – 1 April 2026")
        #expect(english.period(a, a + 365) == "2 March 2026 – 2 March 2027")
        #expect(english.period(a, a) == "2 March 2026")
        #expect(chinese.period(a, a + 27) == "2026年3月2日至2026年3月29日")
        #expect(english.weekdayAndDay(a) == "Mon 2 Mar")
        #expect(chinese.weekdayAndDay(a) == "3月2日 周一")
    }

    @Test("every phrase has English words, and its Chinese names the same values", arguments: Phrase.allCases)
    func phrases(_ phrase: Phrase) {
        func places(_ text: String) -> Set<String> {
            Set((0..<6).map { "{\($0)}" }.filter { text.contains($0) })
        }
        let (english, chinese) = phrase.words
        #expect(!english.isEmpty)
        if let chinese {
            #expect(!chinese.isEmpty)
            #expect(places(english) == places(chinese))
        }
    }

    @Test("so have those of the pages of customers and agents", arguments: CustomerPhrase.allCases)
    func customerPhrases(_ phrase: CustomerPhrase) {
        func places(_ text: String) -> Set<String> {
            Set((0..<6).map { "{\($0)}" }.filter { text.contains($0) })
        }
        let (english, chinese) = phrase.words
        #expect(!english.isEmpty && chinese?.isEmpty == false)
        #expect(places(english) == places(chinese ?? ""))
    }

    @Test("a value that looks like a place is not filled in itself")
    func valuesAreNotTemplates() {
        #expect(Phrase.within.text(in: .english, ["{1}", "20 s"]) == "{1} in 20 s")
        #expect(Phrase.within.text(in: .english, ["80%"]) == "80% in {1}")
    }

    @Test("headings of a Chinese report use the words of the trade")
    func chineseHeadings() {
        var centre = SampleCentre(weeks: 1, agents: 4, historyWeeks: 1)
        let page = String(decoding: HTMLReport.render(centre.content(language: .simplifiedChinese)), as: UTF8.self)
        #expect(page.contains("<html lang=\"zh-Hans\">"))
        for word in ["话务预测", "班表", "服务水平", "占用率", "放弃率", "平均应答速度", "坐席"] {
            #expect(page.contains(word), "\(word)")
        }
    }
}

@Suite("The summary on a terminal")
struct TerminalSummaryTests {
    private var summary: PlanSummary {
        var centre = SampleCentre(weeks: 1, agents: 4, historyWeeks: 1)
        return centre.content().summary
    }

    @Test("table lines fit the width; columns go, the least important first", arguments: [40, 60, 80, 100, 140])
    func fits(_ width: Int) {
        let lines = TerminalSummary.render(summary, width: width, useColour: false).split(separator: "\n")
        for line in lines.dropFirst() { #expect(line.count <= width, "\(line)") }
        #expect(lines[1].contains("stream"))
        #expect(lines[1].contains("simulated"))
        #expect(lines[1].contains("abandoned") == (width >= 80))
    }

    @Test("colour is only where it was asked for")
    func colour() {
        #expect(!TerminalSummary.render(summary, width: 80, useColour: false).contains("\u{1B}"))
        #expect(TerminalSummary.render(summary, width: 80, useColour: true).contains("\u{1B}["))
    }

    @Test("a name cannot drive the terminal")
    func controlCharacters() {
        var summary = summary
        summary.name = "\u{1B}[2J evil\u{9B}"
        summary.streams[0].queue = "a\u{7}\nb"
        summary.shortfalls = ["x\u{1B}]0;y"]
        let text = TerminalSummary.render(summary, width: 80, useColour: false)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
        #expect(text.contains("a??b/chat"))
    }

    @Test("wide characters take two columns")
    func wideCharacters() {
        var summary = summary
        summary.streams[0].queue = "客服中心"
        let lines = TerminalSummary.render(summary, width: 100, useColour: false).split(separator: "\n")
        let plain = lines[3]
        let wide = lines[2]
        // Four characters of two columns each are four characters fewer on the line.
        #expect(wide.count == plain.count - 4)
    }

    @Test("a plan without team, streams or shortfalls is still a summary")
    func almostNothing() {
        let text = TerminalSummary.render(
            PlanSummary(name: "X", version: "1", seed: 0, timeZone: "UTC"), width: 80, useColour: false)
        #expect(text == "X\nNo roster: nothing to compare.\n")
    }
}
