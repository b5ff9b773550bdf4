import ContactCenter
import Testing

@testable import Reporting

@Suite("Data health in the report")
struct HealthDetailsTests {
    private static let stream = QueueChannel(queue: "sales", channel: .voice)

    private func content(_ language: ReportLanguage = .english) -> ReportContent {
        var content = ReportContent(summary: PlanSummary(name: "x", version: "0", seed: 0, timeZone: "UTC"))
        content.language = language
        for day in 0..<4 {
            for hour in 9..<12 {
                var counts = IntervalCounts(
                    stream: Self.stream, start: Instant(seconds: 1_741_564_800 + 86_400 * day + 3600 * hour),
                    intervalSeconds: 3600)
                (counts.offered, counts.answered, counts.answeredWithin, counts.handleSeconds) = (9, 6, 4, 1700)
                if day == 1 {
                    (counts.offered, counts.answered, counts.answeredWithin, counts.handleSeconds) = (0, 0, 0, 0)
                }
                if day == 2 { counts.status = .closed }
                if day == 3, hour == 9 { counts.status = .outage }
                if day == 0, hour == 9 { counts.answeredWithin = 7 }
                if day == 0, hour == 10 { counts.handleSeconds = 6 * 20_000 }
                content.history.append(counts)
            }
        }
        var health = DataHealth()
        health.files = [
            DataHealth.File(
                name: "a<b>.csv", bytes: 1200, format: "asterisk", delimiter: "", columns: [],
                decisions: ["a<b>.csv: handle time is talk time"], records: 34)
        ]
        health.rejectsByCode = ["no_entry": 3, "empty_key": 5]
        content.health = health
        return content
    }

    @Test("Files, decisions and refusals are named, the most frequent first, and escaped")
    func files() {
        let page = String(decoding: HTMLReport.render(content()), as: UTF8.self)
        #expect(page.contains("a&lt;b&gt;.csv: handle time is talk time"))
        #expect(page.contains("<td>asterisk</td>") && !page.contains("a<b>"))
        let first = page.firstRange(of: "empty_key")
        let second = page.firstRange(of: "no_entry")
        #expect(first != nil && second != nil)
        if let first, let second { #expect(first.lowerBound < second.lowerBound) }
    }

    @Test("Silent, lost and closed days are told apart, and suspicious values are counted")
    func days() {
        let page = String(decoding: HTMLReport.render(content()), as: UTF8.self)
        #expect(page.contains("Open, but without a contact: 1"))
        #expect(page.contains("With intervals not used (outage or outlier): 1"))
        #expect(page.contains("Closed: 1"))
        #expect(page.contains("1 intervals answer more contacts in time than at all"))
        #expect(page.contains("1 intervals have a mean handle time over 4 hours"))
        #expect(HealthDetails.suspiciousIntervals(content().history).map(\.count) == [0, 1, 0, 1])
        let chinese = String(decoding: HTMLReport.render(content(.simplifiedChinese)), as: UTF8.self)
        #expect(chinese.contains("对文件所作的判断") && chinese.contains("停业：1 天"))
    }
}
