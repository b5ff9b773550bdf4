import ContactCenter
import Foundation
import Tabular
import Testing

@testable import FileFormats

/// The blocks of docs/formats.md by their name.
private func examples() throws -> [String: String] {
    let page = try String(contentsOfFile: Package.path("docs/formats.md"), encoding: .utf8)
    var blocks: [String: String] = [:]
    for part in page.components(separatedBy: "```").enumerated() where part.offset % 2 == 1 {
        let lines = part.element.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let words = lines[0].split(separator: " ")
        guard words.count == 2, lines.count == 2 else { continue }
        blocks[String(words[1])] = String(lines[1])
    }
    return blocks
}

@Suite("Examples of docs/formats.md")
struct DocumentedExamplesTests {
    @Test(
        "Tables are read and written again byte for byte",
        arguments: [
            "history.csv", "forecast.csv", "requirements.csv", "roster.csv", "compact-roster.csv", "performance.csv",
            "accuracy.csv", "calendar.csv", "holidays.csv", "series.csv", "overrides.csv", "changes.csv",
        ])
    func tables(name: String) throws {
        let example = try #require(try examples()[name])
        let bytes = input(example, name: name)
        let zone = try ZoneRules.load("Europe/London")
        let written: [UInt8]
        switch name {
        case "history.csv": written = HistoryFile.write(try HistoryFile.read(bytes), zone: zone)
        case "forecast.csv": written = ForecastFile.write(try ForecastFile.read(bytes), zone: zone)
        case "requirements.csv": written = RequirementFile.write(try RequirementFile.read(bytes), zone: zone)
        case "roster.csv": written = PlannerRosterFile.write(try PlannerRosterFile.read(bytes), zone: zone)
        case "compact-roster.csv": written = CompactRosterFile.write(try CompactRosterFile.read(bytes))
        case "performance.csv": written = PerformanceFile.write(try PerformanceFile.read(bytes), zone: zone)
        case "accuracy.csv": written = AccuracyFile.write(try AccuracyFile.read(bytes))
        case "overrides.csv": written = OverrideFile.write(try OverrideFile.read(bytes, zone: zone), zone: zone)
        case "changes.csv": written = CleaningChangeFile.write(try CleaningChangeFile.read(bytes), zone: zone)
        case "calendar.csv": written = CalendarFile.write(try CalendarFile.read(bytes))
        case "holidays.csv": written = HolidayFile.write(try HolidayFile.read(bytes))
        default: written = LongFormFile.write(try LongFormFile.read(bytes))
        }
        #expect(text(written) == example)
    }

    @Test("The iCalendar example makes the days that the page says")
    func iCalendar() throws {
        let examples = try examples()
        let bytes = input(try #require(examples["calendar.ics"]), name: "calendar.ics")
        let period = try #require(CivilDate("2026-01-01"))...#require(CivilDate("2026-12-31"))
        let content = try ICalendarFile.read(bytes, zone: try ZoneRules.load("Europe/Berlin"), within: period)
        #expect(content.notes == [])
        #expect(text(CalendarFile.write(content.days)) == examples["from-ics.csv"])
    }

    @Test("The plan file's examples of single keys are read")
    func planCalendars() throws {
        let page = try String(contentsOfFile: Package.path("docs/plan-file.md"), encoding: .utf8)
        let fragments = page.components(separatedBy: "```yaml fragment\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        let whole = try #require(page.components(separatedBy: "```yaml\n").dropFirst().first)
            .components(separatedBy: "```")[0]
        #expect(fragments.count >= 2)
        for fragment in fragments {
            let lines = fragment.split(separator: "\n").filter { !$0.hasPrefix("#") }
            var plan = whole
            for line in lines {
                let key = line.prefix { $0 != ":" } + ":"
                plan = plan.replacing(
                    try #require(whole.split(separator: "\n").first { $0.hasPrefix(key) }), with: line)
            }
            _ = try PlanFile.read(input(plan, name: "plan.yaml"))
            #expect(plan != whole)
        }
    }

    @Test("A forecast in the long form is written as shown")
    func longForecast() throws {
        let forecast = LongForecast(
            id: "sales/voice", cutoff: try #require(LocalTime("2026-03-02T09:00")),
            times: [try #require(LocalTime("2026-03-02T09:30"))],
            columns: [
                .init(
                    model: "best", mean: [44.25],
                    bands: [
                        .init(level: 80, lower: [36], upper: [53]), .init(level: 95, lower: [31.5], upper: [58]),
                    ])
            ])
        #expect(try text(LongFormFile.write([forecast])) == examples()["long-forecast.csv"])
    }

    @Test("Sample paths and day totals are written as shown")
    func samplePaths() throws {
        let zone = try ZoneRules.load("Europe/London")
        let stream = QueueChannel(queue: "sales", channel: .voice)
        func interval(_ minutes: Int, _ volume: Double, _ aht: Double?) throws -> SamplePathInterval {
            let start = zone.instant(of: try #require(LocalTime("2026-03-30T08:00")) + minutes)
            return SamplePathInterval(
                stream: stream, start: start, intervalSeconds: 1800, volume: volume, ahtSeconds: aht)
        }
        let paths = [[try interval(0, 35, 259.127), try interval(30, 44, 262.4)], [try interval(0, 41, nil)]]
        let written = paths.enumerated().map { SamplePathFile.rows(path: $0 + 1, $1, zone: zone) }
        #expect(try text(SamplePathFile.head + written.joined()) == examples()["paths.csv"])

        func total(_ mean: Double, _ ends: [Double]) -> DayForecast.Total {
            DayForecast.Total(
                mean: mean, band80: .init(lower: ends[0], upper: ends[1]), band95: .init(lower: ends[2], upper: ends[3])
            )
        }
        let date = try #require(CivilDate("2026-03-30"))
        let days = [
            DayForecast(
                stream: nil, date: date, volume: total(1210.5, [1090, 1335, 1031, 1402]),
                workSeconds: total(325_140, [289_500, 362_800, 271_300, 384_100])),
            DayForecast(
                stream: stream, date: date, volume: total(812.25, [724, 905, 681, 951]), workSeconds: nil),
        ]
        #expect(try text(DayForecastFile.write(days)) == examples()["days.csv"])

        let long = LongPaths(
            id: "sales/voice", cutoff: try #require(LocalTime("2026-03-02T09:00")),
            times: [try #require(LocalTime("2026-03-02T09:30"))], paths: [[41.25], [47.5]])
        #expect(try text(LongPathFile.head + LongPathFile.rows(of: [long])) == examples()["long-paths.csv"])
    }

    @Test("Interactions are shown with every column of the native file")
    func interactions() throws {
        var reader = try CSVReader(input(try #require(try examples()["interactions.csv"])))
        #expect(
            reader.header.joined(separator: ",")
                == "interaction_id,customer_id,channel,queue,direction,created_at,answered_at,ended_at,wait_s,talk_s,"
                + "hold_s,wrap_s,agent_id,disposition,reason,resolved,transferred,revenue")
        while let record = reader.next() { #expect(record.problem == nil) }
    }

    @Test("The scheduling folder is read, and its team written again byte for byte")
    func folder() throws {
        let examples = try examples()
        var files: [(name: String, content: String)] = []
        for name in TeamFolder.fileNames + ["instance.json"] { files.append((name, try #require(examples[name]))) }
        files.append(("requirements.csv", try #require(examples["heads.csv"])))
        let instance = try withFolder(files) { try RosteringFolder.read($0) }
        #expect(instance.requirements.map { $0[16] } == [4, 2, 0])
        for file in RosteringFolder.write(instance) where TeamFolder.fileNames.contains(file.path) {
            #expect(text(file.bytes) == examples[file.path])
        }
    }

    @Test("The demo centre's plan, calendar and team are sound", arguments: ["data/demo", "data/demo/sample"])
    func demo(folder: String) throws {
        let plan = try PlanFile.read(InputBytes.read(Package.path("\(folder)/plan.yaml")))
        let file = try #require(plan.calendarFiles.first)
        let calendar = try CalendarFile.read(InputBytes.read(Package.path("\(folder)/\(file)")))
        let team = try TeamFolder.read(
            Package.path("\(folder)/\(plan.teamFolder ?? "")"), skills: plan.queues.map(\.skill))
        #expect(!calendar.isEmpty)
        #expect(team.agents.count >= 10)
    }
}
