import ContactCenter
import Testing

@testable import Planning

@Suite("From interval history to the models' grid")
struct HistorySeriesTests {
    /// A clock that goes back from 02:00 to 01:00 on Sunday 2025-10-26, as London's does.
    private static let london = ZoneRules(
        identifier: "test", initialOffsetSeconds: 3600,
        transitions: [.init(at: Instant(seconds: 1_761_440_400), offsetSeconds: 0)])

    private static func stream(hours: OpeningHours) -> PlannedStream {
        let channel = ChannelPlan(
            channel: .voice, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false)
        return PlannedStream(
            queue: QueuePlan(name: "q", skill: "q", openingHours: hours, channels: [channel]), channelPlan: channel,
            specialDays: [])
    }

    private static func row(_ start: Int, offered: Int, status: IntervalCounts.Status = .open) -> IntervalCounts {
        var row = IntervalCounts(
            stream: QueueChannel(queue: "q", channel: .voice), start: Instant(seconds: start), intervalSeconds: 3600,
            status: status)
        row.offered = offered
        row.answered = offered
        row.handleSeconds = Double(offered) * 100
        return row
    }

    @Test("An open slot without a row and an outage are unknown, a quiet slot is zero, a closed slot is no demand")
    func states() throws {
        let monday = 1_772_409_600  // 2026-03-02T00:00:00Z
        let hours = OpeningHours(spans: Array(repeating: 480..<720, count: 7))
        let rows = [
            Self.row(monday + 8 * 3600, offered: 5), Self.row(monday + 9 * 3600, offered: 0),
            Self.row(monday + 10 * 3600, offered: 3, status: .outage),
        ]
        let series = try #require(
            HistorySeries.series(of: rows, stream: Self.stream(hours: hours), zone: .utc, intervalMinutes: 60))
        #expect(series.count == 24)
        #expect(series.values[7] == 0 && !series.isOpen[7])
        #expect(series.values[8] == 5)
        #expect(series.values[9] == 0 && series.isOpen[9])
        #expect(series.values[10].isNaN)
        #expect(series.values[11].isNaN)
        #expect(series.handleSeconds?[8] == 500)
        #expect(series.handleSeconds?[10] == 0)
    }

    @Test("The hour that the clock shows twice is averaged; every slot stays where the week has it")
    func clockChange() throws {
        let midnight = 1_761_433_200  // 2025-10-26T00:00:00+01:00
        let rows = (0..<25).map { Self.row(midnight + $0 * 3600, offered: $0 == 1 ? 10 : $0 == 2 ? 20 : 1) }
        let series = try #require(
            HistorySeries.series(
                of: rows, stream: Self.stream(hours: .always), zone: Self.london, intervalMinutes: 60))
        #expect(series.count == 24)
        #expect(series.values[1] == 15)
        #expect(series.values[0] == 1 && series.values[2] == 1 && series.values[23] == 1)
    }

    @Test("Hours are split into quarters that add up, quarters are added up to hours")
    func otherLengths() throws {
        let monday = 1_772_409_600
        let rows = (0..<24).map { Self.row(monday + $0 * 3600, offered: $0 * $0) }
        let quarters = try #require(
            HistorySeries.series(of: rows, stream: Self.stream(hours: .always), zone: .utc, intervalMinutes: 15))
        #expect(quarters.count == 96)
        for hour in 0..<24 {
            let own = quarters.values[hour * 4..<hour * 4 + 4]
            #expect(abs(own.reduce(0, +) - Double(hour * hour)) < 1e-9)
        }
        #expect(quarters.values[41] > quarters.values[40] && quarters.values[44] > quarters.values[43])
        let handle = try #require(quarters.handleSeconds)
        #expect(abs(handle[40..<44].reduce(0, +) - 10_000) < 1e-6)
        let hours = try #require(
            HistorySeries.series(of: rows, stream: Self.stream(hours: .always), zone: .utc, intervalMinutes: 120))
        let squares = (0..<24).map { Double($0 * $0) }
        let pairs = (0..<12).map { squares[2 * $0] + squares[2 * $0 + 1] }
        #expect(hours.values == pairs)
    }

    @Test("A queue that opened later than the log has no demand before, a quiet first week is demand")
    func opening() throws {
        let monday = 1_772_409_600
        let rows = (0..<24 * 20).map { Self.row(monday + $0 * 3600, offered: $0 < 24 * 10 + 9 ? 0 : 3) }
        let series = try #require(
            HistorySeries.series(of: rows, stream: Self.stream(hours: .always), zone: .utc, intervalMinutes: 60))
        #expect(series.count == 240 && series.values[8] == 0 && series.values[9] == 3)
        let quiet = (0..<24 * 20).map { Self.row(monday + $0 * 3600, offered: $0 < 24 * 3 ? 0 : 3) }
        #expect(
            HistorySeries.series(of: quiet, stream: Self.stream(hours: .always), zone: .utc, intervalMinutes: 60)?.count
                == 480)
    }

    @Test("No rows make no series")
    func nothing() {
        #expect(
            HistorySeries.series(of: [], stream: Self.stream(hours: .always), zone: .utc, intervalMinutes: 60) == nil)
    }
}
