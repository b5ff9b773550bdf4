import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("What the days of past errors tell")
struct DailyErrorsTests {
    /// Errors of 140 days of 24 slots, of which the day's own part makes the share `dayShare` of the variance; those of
    /// the last `loudDays` days are twice as large.
    private func dailyErrors(dayShare: Double, loudDays: Int = 0) throws -> DailyErrors {
        let days = 140
        let slots = 24
        var random = RandomStream(seed: 7)
        func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + random.uniform() } }
        var scaled: [Double] = []
        for day in 0..<days {
            let scale = day >= days - loudDays ? 2.0 : 1.0
            let own = normal()
            for _ in 0..<slots {
                scaled.append(scale * (dayShare.squareRoot() * own + (1 - dayShare).squareRoot() * normal()))
            }
        }
        let calendar = CentreCalendar()
        let series = Synthetic.series(weeks: days / 7, slotMinutes: 60, calendar: calendar) { slot, _ in
            100 + scaled[slot]
        }
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: slots)
        let errors = PastErrors(
            paths: [[Double](repeating: 100, count: days * slots)], cutoffs: [0], task: task, knownBefore: days * slots)
        return DailyErrors(scaled, of: errors)
    }

    @Test("errors common to a day count as one a day, independent ones as one a slot")
    func independentErrors() throws {
        let common = try dailyErrors(dayShare: 1)
        #expect(abs(common.independentErrors - 140) < 1e-6)
        let independent = try dailyErrors(dayShare: 0)
        #expect(independent.independentErrors > 0.5 * 140 * 24)
        // 1/(0.25/140 + 0.75/(140·24)) = 498
        let mixed = try dailyErrors(dayShare: 0.25)
        #expect(abs(mixed.independentErrors - 498) < 75)
    }

    @Test("errors that doubled lately make intervals wider, steady ones leave them")
    func recentSize() throws {
        let steady = try dailyErrors(dayShare: 0.25)
        #expect(abs(steady.recentFactor - 1) < 0.1)
        let louder = try dailyErrors(dayShare: 0.25, loudDays: 20)
        // By hand: the newest 20 days weigh half of 28.9, usual ones 10 more; the mean of all is 1.2.
        #expect(abs(louder.recentFactor - 1.19) < 0.06)
    }
}
