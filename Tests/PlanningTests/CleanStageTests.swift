import ContactCenter
import FileFormats
import Foundation
import Tabular
import Testing

@testable import Planning

@Suite("wfm clean")
struct CleanStageTests {
    static let monday = 1_772_409_600

    /// Ten weeks of hours 08–18 with a flood, two hours of silence and one missing row; columns of somebody else.
    static let history: String = {
        var lines = [
            "note,queue,channel,interval_start,interval_seconds,offered,answered,abandoned,short_abandoned,"
                + "answered_within,abandoned_within,talk_s,hold_s,wrap_s,handle_s,wait_answered_s,wait_abandoned_s,status"
        ]
        for hour in 0..<(70 * 24) where (8..<18).contains(hour % 24) {
            var offered = 40 + (hour * 7919) % 11
            if hour == 30 * 24 + 10 { offered = 407 }
            if hour == 40 * 24 + 13 || hour == 40 * 24 + 14 { offered = 0 }
            if hour == 50 * 24 + 9 { continue }
            let start = Instant(seconds: monday + hour * 3600).iso8601(offsetSeconds: 0)
            lines.append("\"x, y\",sales,voice,\(start),3600,\(offered),0,0,0,0,0,0.50,0,0,0,0,0,open")
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }()

    static let stage = CleanStage(
        PlanWorkspace(
            plan: Plan(
                name: "t", timeZone: "UTC", interactions: InteractionSource(files: []), intervalMinutes: 60,
                queues: [
                    QueuePlan(
                        name: "sales", skill: "sales",
                        openingHours: OpeningHours(spans: Array(repeating: 480..<1080, count: 7)),
                        channels: [
                            ChannelPlan(
                                channel: .voice, target: ServiceTarget(), patience: .unlimited, arrivesAlways: false)
                        ])
                ]), folder: ".", zone: .utc, specialDays: [], team: nil))

    @Test("floods and outages are marked, missing rows told, and undoing restores the file to the byte")
    func roundTrip() throws {
        let input = InputBytes(name: "history.csv", bytes: Array(Self.history.utf8))
        let outcome = try Self.stage.clean(input)
        #expect(outcome.changes.map(\.kind) == ["outlier_interval", "silence", "silence", "missing"])
        #expect(outcome.changes.map(\.change) == [1, 2, 2, 3])
        #expect(outcome.changes[0].offered == 407 && (40...50).contains(outcome.changes[0].usual ?? 0))
        #expect(outcome.words.last?.contains("1 open interval has no row: unknown, not zero") == true)
        let cleaned = InputBytes(name: "cleaned.csv", bytes: outcome.history)
        #expect(try HistoryFile.read(cleaned).count { $0.status == .outage } == 3)
        #expect(outcome.history != input.bytes)

        let list = CleaningChangeFile.write(outcome.changes, zone: .utc)
        let changes = try Self.stage.readChanges(InputBytes(name: "changes.csv", bytes: list))
        #expect(try Self.stage.undo(changes, in: cleaned) == input.bytes)
        // The flood alone is undone.
        let partly = try Self.stage.undo([changes[0]], in: cleaned)
        #expect(try HistoryFile.read(InputBytes(name: "p", bytes: partly)).count { $0.status == .outage } == 2)
    }

    @Test("a history without faults comes out as it went in")
    func clean() throws {
        let text = Self.history.replacingOccurrences(of: ",407,", with: ",44,").replacingOccurrences(
            of: ",3600,0,0,", with: ",3600,45,0,")
        let input = InputBytes(name: "history.csv", bytes: Array(text.utf8))
        let outcome = try Self.stage.clean(input)
        #expect(outcome.history == input.bytes)
        #expect(outcome.changes.map(\.kind) == ["missing"])
    }
}
