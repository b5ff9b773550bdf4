import ContactCenter
import FileFormats
import Testing

@testable import Planning

@Suite("Forecasts that are staffed")
struct ForecastCheckTests {
    private typealias Support = StaffingSupport

    private func staff(
        _ rows: [ForecastInterval], _ workspace: PlanWorkspace, allowsGaps: Bool = false
    ) throws -> StaffingStage.Outcome {
        try StaffingStage(workspace, allowsGaps: allowsGaps).run(
            forecast: rows, lines: rows.indices.map { $0 + 2 }, file: "forecast.csv", history: nil,
            context: StageContext())
    }

    /// Every quarter hour of a day on a clock.
    private func rows(of day: String, zone: ZoneRules) -> [ForecastInterval] {
        zone.intervalStarts(on: Support.day(day), minutes: 15).map {
            Support.interval(Support.voice, $0, volume: 6)
        }
    }

    @Test(
        "A day has the quarter hours that its clock shows, none missing and none twice",
        arguments: [("2026-03-28", 96), ("2026-03-29", 92), ("2026-10-25", 100)])
    func clockChange(day: String, count: Int) throws {
        let zone = try ZoneRules.load("Europe/London")
        let rows = rows(of: day, zone: zone)
        #expect(rows.count == count)
        let outcome = try staff(rows, Support.workspace(zone: zone))
        #expect(outcome.requirements.count == count && outcome.notes.isEmpty)
        let paid = outcome.requirements.reduce(0) { $0 + $1.paidHours }
        // All quarter hours are alike, so that the day is paid by its length.
        #expect(isClose(paid, outcome.requirements[0].agentsScheduled * Double(count) / 4, relative: 1e-12))
        let rollUp = StaffingRollUp(outcome.requirements, staffing: StaffingPlan(), zone: zone)
        #expect(rollUp.rows.filter { $0.period == .day && $0.scope == .centre }.map(\.start.description) == [day])
    }

    @Test("A quarter hour that is missing in the repeated hour is named by its offset, with the row before it")
    func gapInRepeatedHour() throws {
        let zone = try ZoneRules.load("Europe/London")
        var rows = rows(of: "2026-10-25", zone: zone)
        rows.remove(at: 9)  // the second 01:15
        let workspace = Support.workspace(zone: zone)
        let words = Support.complaint { _ = try staff(rows, workspace) }
        #expect(
            words.hasPrefix(
                "forecast.csv:10: sales/voice has no row for 1 interval of its opening hours, the first at "
                    + "2026-10-25T01:15:00Z (after line 10) | "), "\(words)")
        #expect(words.contains("--allow-gaps"))
        let outcome = try staff(rows, workspace, allowsGaps: true)
        #expect(outcome.requirements.count == 99)
        #expect(outcome.notes.count == 1 && outcome.notes[0].hasSuffix("nobody is staffed for them"))
    }

    @Test("Hours when the centre is closed may be missing")
    func closedHours() throws {
        let hours = OpeningHours(spans: Array(repeating: 480..<1200, count: 5) + [nil, nil])
        let monday = Support.day("2026-03-02")
        let rows = (0..<2).flatMap { day in
            (32..<80).map { quarter in
                Support.interval(
                    Support.voice,
                    ZoneRules.utc.instant(of: LocalTime(date: monday + day, minuteOfDay: quarter * 15)), volume: 3)
            }
        }
        let workspace = Support.workspace(hours: hours)
        #expect(try staff(rows, workspace).requirements.count == 96)
        // The last quarter of Monday belongs to the opening hours.
        var short = rows
        short.remove(at: 47)
        #expect(Support.complaint { _ = try staff(short, workspace) }.contains("first at 2026-03-02T19:45:00Z"))
    }

    @Test("A stream that ends before the others has a gap, one that is not there at all a note")
    func otherStreams() throws {
        let channels = [
            ChannelPlan(channel: .voice, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false),
            ChannelPlan(channel: .chat, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false),
        ]
        let workspace = Support.workspace(channels: channels)
        let start = Instant(seconds: 1_772_409_600)
        let voice = (0..<8).map { Support.interval(Support.voice, start + $0 * 900, volume: 2) }
        let chat = (0..<6).map { Support.interval(Support.chat, start + $0 * 900, volume: 2) }
        let alone = try staff(voice, workspace)
        #expect(alone.notes == ["the forecast has no row of sales/chat"])
        let words = Support.complaint { _ = try staff(voice + chat, workspace) }
        #expect(words.contains("sales/chat has no row for 2 intervals"), "\(words)")
    }

    @Test("Intervals that overlap are refused with row and column")
    func overlap() throws {
        let start = Instant(seconds: 1_772_409_600)
        let rows = [
            Support.interval(Support.voice, start, volume: 2, seconds: 1800),
            Support.interval(Support.voice, start + 900, volume: 2),
        ]
        let words = Support.complaint { _ = try staff(rows, Support.workspace()) }
        #expect(
            words.hasPrefix(
                "forecast.csv:3: column 'interval_start': sales/voice at 2026-03-02T00:15:00Z begins before the "
                    + "interval of 2026-03-02T00:00:00Z on line 2 ends"), "\(words)")
        let twice = Support.complaint { _ = try staff([rows[1], rows[1]], Support.workspace()) }
        #expect(twice.contains("is given twice"), "\(twice)")
    }

    @Test(
        "Contacts without handle time are refused with row and column",
        arguments: [nil, 0, -3, .nan, .infinity] as [Double?])
    func handleTime(aht: Double?) {
        let start = Instant(seconds: 1_772_409_600)
        let rows = [
            Support.interval(Support.voice, start, volume: 0, aht: nil),
            Support.interval(Support.voice, start + 900, volume: 2, aht: aht),
        ]
        let words = Support.complaint { _ = try staff(rows, Support.workspace()) }
        #expect(words.hasPrefix("forecast.csv:3: column 'aht_s': 2 contacts need a handle time above 0"), "\(words)")
    }

    @Test("Volumes that cannot be are refused", arguments: [-1, .nan, .infinity] as [Double])
    func volume(volume: Double) {
        let start = Instant(seconds: 1_772_409_600)
        let words = Support.complaint {
            _ = try staff([Support.interval(Support.voice, start, volume: volume)], Support.workspace())
        }
        #expect(words.hasPrefix("forecast.csv:2: column 'volume': a volume cannot be"), "\(words)")
    }
}
