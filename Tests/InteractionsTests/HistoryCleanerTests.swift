import ContactCenter
import Foundation
import Interactions
import Testing

@Suite("Cleaning the history")
struct HistoryCleanerTests {
    static let stream = QueueChannel(queue: "sales", channel: .voice)
    static let monday = 1_736_121_600  // 2025-01-06T00:00:00Z
    static let weeks = 12

    /// Half-hours of twelve weeks, open 08:00–18:00 on weekdays, Poisson volume with a weekday and intraday shape.
    static func history(seed: UInt64, scale: Double = 1) -> [IntervalCounts] {
        var random = TestRandom(seed)
        return (0..<(weeks * 7 * 48)).map { slot in
            var row = IntervalCounts(
                stream: stream, start: Instant(seconds: monday + slot * 1800), intervalSeconds: 1800)
            let (weekday, half) = (slot / 48 % 7, slot % 48)
            guard weekday < 5, (16..<36).contains(half) else {
                row.status = .closed
                return row
            }
            let mean = scale * (30 + 20 * sin(Double(half - 16) / 20 * .pi)) * (weekday == 0 ? 1.3 : 1)
            var product = random.uniform()
            while product > exp(-mean) {
                row.offered += 1
                product *= random.uniform()
            }
            return row
        }
    }

    /// Position of a half-hour; week and weekday from 0.
    static func slot(week: Int, weekday: Int, half: Int) -> Int { (week * 7 + weekday) * 48 + half }

    static func date(week: Int, weekday: Int) -> CivilDate {
        CivilDate(dayNumber: monday / 86_400 + week * 7 + weekday)
    }

    static func clean(_ history: [IntervalCounts], days: [SpecialDay] = []) -> CleanedHistory {
        HistoryCleaner(zone: .utc, calendars: [stream: CentreCalendar(specialDays: days)]).clean(history)
    }

    @Test("An ordinary history is left alone", arguments: 1...8 as ClosedRange<UInt64>)
    func ordinary(_ seed: UInt64) {
        for scale in [0.02, 0.2, 1] {
            let history = Self.history(seed: seed, scale: scale)
            let cleaned = Self.clean(history)
            #expect(cleaned.changes.isEmpty, "\(cleaned.changes.map(\.description))")
            #expect(cleaned.history == history)
        }
    }

    @Test("An announced outage is marked in its minutes, whatever was counted")
    func announced() {
        let day = SpecialDay(date: Self.date(week: 5, weekday: 2), name: "PBX upgrade", kind: .outage(600..<720))
        let history = Self.history(seed: 1)
        let cleaned = Self.clean(history, days: [day])
        #expect(cleaned.changes.map(\.kind) == [.announcedOutage])
        let first = Self.slot(week: 5, weekday: 2, half: 20)
        let marked = cleaned.history.indices.filter { cleaned.history[$0].status == .outage }
        #expect(marked == Array(first..<(first + 4)))
        #expect(cleaned.changes[0].reason.contains("PBX upgrade"))
        #expect(cleaned.changes[0].offered == history[first..<(first + 4)].reduce(0) { $0 + $1.offered })
        let other = SpecialDay(date: day.date, name: "elsewhere", kind: day.kind, queues: ["other queue"])
        #expect(Self.clean(history, days: [other]).changes.isEmpty)
    }

    @Test("Two hours without any contact are no demand but an outage")
    func silence() {
        var history = Self.history(seed: 2)
        let first = Self.slot(week: 6, weekday: 3, half: 22)
        for index in first..<(first + 4) { history[index].offered = 0 }
        let cleaned = Self.clean(history)
        #expect(cleaned.changes.map(\.kind) == [.silence])
        #expect(cleaned.history.indices.filter { cleaned.history[$0].status == .outage } == Array(first..<(first + 4)))
        #expect(cleaned.history[first].offered == 0)
    }

    @Test("A whole day without contacts, a holiday nobody announced, is not used")
    func silentDay() {
        var history = Self.history(seed: 3)
        let first = Self.slot(week: 6, weekday: 3, half: 16)
        for index in first..<(first + 20) { history[index].offered = 0 }
        let cleaned = Self.clean(history)
        #expect(cleaned.changes.map(\.kind) == [.silence])
        #expect(cleaned.changes[0].originals.count == 20)
    }

    @Test("A log that ends in the middle of a day does not end in zeros")
    func truncated() {
        var history = Self.history(seed: 4)
        let last = Self.slot(week: 11, weekday: 4, half: 25)
        for index in (last + 1)..<history.count { history[index].offered = 0 }
        let cleaned = Self.clean(history)
        #expect(cleaned.history[(last + 1)...].allSatisfy { $0.status != .open })
    }

    @Test("A day of three times the usual volume is an outlier, unless the calendar explains it")
    func outlierDay() {
        var history = Self.history(seed: 5)
        let first = Self.slot(week: 6, weekday: 1, half: 16)
        for index in first..<(first + 20) { history[index].offered *= 3 }
        let cleaned = Self.clean(history)
        #expect(cleaned.changes.map(\.kind) == [.outlierDay])
        #expect(cleaned.history.indices.filter { cleaned.history[$0].status == .outage } == Array(first..<(first + 20)))
        let event = SpecialDay(date: Self.date(week: 6, weekday: 1), name: "Mailing", kind: .event)
        #expect(Self.clean(history, days: [event]).changes.isEmpty)
    }

    @Test("A single absurd interval is an outlier")
    func outlierInterval() {
        var history = Self.history(seed: 6)
        let index = Self.slot(week: 4, weekday: 2, half: 24)
        history[index].offered = 250
        let cleaned = Self.clean(history)
        #expect(cleaned.changes.map(\.kind) == [.outlierInterval])
        #expect(cleaned.history.indices.filter { cleaned.history[$0].status == .outage } == [index])
    }

    @Test("Lasting change is no outlier: growth by half, and a step to the double")
    func lastingChange() {
        let base = Self.history(seed: 7)
        let grown = base.enumerated().map { slot, row in
            var row = row
            row.offered = Int(Double(row.offered) * (1 + 0.5 * Double(slot) / Double(base.count)))
            return row
        }
        #expect(Self.clean(grown).changes.isEmpty)
        let stepped = base.enumerated().map { slot, row in
            var row = row
            if slot >= base.count / 2 { row.offered *= 2 }
            return row
        }
        #expect(Self.clean(stepped).changes.allSatisfy { $0.kind != .outlierDay })
    }

    @Test("Every change can be undone, one or all")
    func undo() {
        var history = Self.history(seed: 8)
        history[Self.slot(week: 4, weekday: 2, half: 24)].offered = 250
        let first = Self.slot(week: 6, weekday: 3, half: 22)
        for index in first..<(first + 4) { history[index].offered = 0 }
        let cleaned = Self.clean(history)
        #expect(cleaned.changes.count == 2)
        #expect(cleaned.undoing() == history)
        let partly = cleaned.undoing([cleaned.changes[0]])
        #expect(partly.filter { $0.status == .outage }.count == 4)
    }

    @Test("Too short a history is not judged")
    func short() {
        var history = Array(Self.history(seed: 9).prefix(4 * 7 * 48))
        history[Self.slot(week: 1, weekday: 2, half: 24)].offered = 500
        #expect(Self.clean(history).changes.isEmpty)
    }
}
