import ContactCenter
import Foundation
import Testing

@testable import Interactions

@Suite("Lasting changes of the level")
struct LevelShiftTests {
    /// 26 weeks of totals Monday to Saturday: weekday pattern, AR(1) day effects, counting noise.
    static func totals(
        seed: UInt64, days: Int = 182, level: Double = 500, spread: Double = 0.1, memory: Double = 0.5,
        factor: (Int) -> Double
    ) -> [CivilDate: Double] {
        var random = TestRandom(seed)
        func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() } }
        var effect = normal() * spread
        var totals: [CivilDate: Double] = [:]
        for day in 0..<days {
            effect = memory * effect + (1 - memory * memory).squareRoot() * spread * normal()
            let date = CivilDate(dayNumber: 20_458 + day)
            guard date.weekday < 6 else { continue }
            let mean = level * [1.3, 1.1, 1, 0.95, 0.9, 0.4][date.weekday] * exp(effect) * factor(day)
            totals[date] = max(0, (mean + mean.squareRoot() * normal()).rounded())
        }
        return totals
    }

    @Test("a step of a third is found near its day with its size", arguments: [1.33, 0.7, 2])
    func found(factor: Double) {
        var hits = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            let shifts = LevelShifts.find(Self.totals(seed: seed, spread: 0.06) { $0 < 90 ? 1 : factor })
            guard shifts.count == 1, let shift = shifts.first else { continue }
            if abs(shift.date.dayNumber - 20_458 - 90) <= 3, abs(log(shift.factor / factor)) < 0.12 { hits += 1 }
        }
        #expect(hits >= 16, "\(hits) of 20")
    }

    @Test("noise, day effects with memory, growth and a wave of the year are no steps")
    func falseAlarms() {
        var alarms = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            alarms += LevelShifts.find(Self.totals(seed: seed) { _ in 1 }).count
            alarms += LevelShifts.find(Self.totals(seed: seed, memory: 0.7) { 1 + 0.6 * Double($0) / 182 }).count
            alarms += LevelShifts.find(Self.totals(seed: seed) { 1 + 0.25 * sin(Double($0) / 58) }).count
            alarms += LevelShifts.find(Self.totals(seed: seed, level: 3, spread: 0) { _ in 1 }).count
        }
        // 240 half years, four false reports expected.
        #expect(alarms <= 8, "\(alarms)")
    }
}

extension HistoryCleanerTests {
    @Test("Two hours with hardly any contact are an outage too, and a quiet morning is none")
    func hardlyAny() {
        var history = Self.history(seed: 12)
        let first = Self.slot(week: 6, weekday: 3, half: 22)
        for index in first..<(first + 4) { history[index].offered = index == first ? 2 : 1 }
        let cleaned = Self.clean(history)
        #expect(cleaned.changes.map(\.kind) == [.silence])
        #expect(cleaned.changes[0].reason.hasPrefix("hardly any contact where about "))
        #expect(cleaned.history.indices.filter { cleaned.history[$0].status == .outage } == Array(first..<(first + 4)))
        #expect(cleaned.undoing() == history)
    }

    @Test("A lasting step is reported and no row is changed")
    func levelShift() {
        let base = Self.history(seed: 13)
        let stepped = base.enumerated().map { slot, row in
            var row = row
            if slot >= base.count / 2 { row.offered = row.offered * 3 / 2 }
            return row
        }
        let cleaned = Self.clean(stepped)
        #expect(cleaned.history == stepped)
        #expect(cleaned.changes.map(\.kind) == [.levelShift])
        #expect(cleaned.changes[0].description.contains("times the volume of the weeks before; nothing was changed"))
        #expect(abs(cleaned.changes[0].localStart.date - Self.date(week: 6, weekday: 0)) <= 3)
    }

    @Test("Open intervals without a row are reported in runs")
    func missing() {
        var history = Self.history(seed: 14)
        let first = Self.slot(week: 6, weekday: 3, half: 22)
        history.removeSubrange(first..<(first + 4))
        let hours = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])
        let cleaned = HistoryCleaner(
            zone: .utc, calendars: [Self.stream: CentreCalendar(openingHours: hours)]
        ).clean(history)
        #expect(cleaned.changes.map(\.kind) == [.missing])
        #expect(cleaned.changes[0].end - cleaned.changes[0].start == 4 * 1800)
        #expect(cleaned.changes[0].description.contains("4 open intervals have no row: unknown, not zero"))
        #expect(cleaned.history == history)
    }

    @Test("On histories without faults but with day effects of 10 %, fewer than one interval in 10,000 is marked")
    func falseAlarmRate() {
        var judged = 0
        var marked = 0
        for seed in 1...24 as ClosedRange<UInt64> {
            var random = TestRandom(seed + 500)
            var effect = 1.0
            var history = Self.history(seed: seed, scale: 1)
            for index in history.indices where history[index].status == .open {
                if index % 48 == 16 {
                    effect = 1 + 0.1 * (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
                }
                // Thinning or thickening by the day's effect keeps whole numbers.
                history[index].offered = Int(
                    (Double(history[index].offered) * effect + random.uniform()).rounded(.down))
                judged += 1
            }
            marked += Self.clean(history).history.count { $0.status == .outage }
        }
        #expect(judged > 20_000)
        #expect(marked * 10_000 < judged, "\(marked) of \(judged)")
    }
}
