import ContactCenter
import Foundation
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Weeks and months") struct PeriodForecastTests {
    static let january = CivilDate(dayNumber: 18_262)  // 2020-01-01

    static func months(_ count: Int, noise: Double = 0, seed: UInt64 = 1, rate: (Int) -> Double) -> PeriodSeries {
        var stream = RandomStream(seed: seed)
        var series = PeriodSeries(id: "m", period: .month, start: january, values: [Double](repeating: 0, count: count))
        for k in 0..<count {
            let days = series.days(k)
            series.values[k] = rate(k) * Double(days.upperBound - days.lowerBound) * (1 + noise * stream.normal())
        }
        return series
    }

    @Test("months start on the first, over the turn of the year and in leap years")
    func dates() throws {
        let series = Self.months(1) { _ in 1 }
        #expect(series.days(1) == CivilDate(dayNumber: 18_293)..<CivilDate(dayNumber: 18_322))  // 29 days
        #expect(series.days(12).lowerBound.description == "2021-01-01")
        #expect(series.days(-1).lowerBound.description == "2019-12-01")
    }

    @Test("a constant rate a day gives months as long as they are, and closed days are left out")
    func businessDays() throws {
        let plan = try forecastPeriods(Self.months(26) { _ in 100 }, horizon: 12)
        #expect(plan.businessDays.prefix(3) == [31, 30, 31])
        for (mean, days) in zip(plan.mean, plan.businessDays) { #expect(abs(mean - 100 * Double(days)) < 1e-6) }
        let weekdays = CentreCalendar(
            openingHours: OpeningHours(spans: Array(repeating: 0..<1440, count: 5) + [nil, nil]))
        var series = PeriodSeries(id: "w", period: .week, start: CivilDate(dayNumber: 18_260 + 3), values: [])
        series.start = series.start.monday
        series.values = [Double](repeating: 500, count: 30)
        let holiday = series.days(31).lowerBound + 2
        let calendar = CentreCalendar(
            openingHours: weekdays.openingHours, specialDays: [SpecialDay(date: holiday, name: "h", kind: .closed)])
        let weeks = try forecastPeriods(series, horizon: 3, calendar: calendar)
        for (mean, expected) in zip(weeks.mean, [500.0, 400, 500]) { #expect(abs(mean - expected) < 1e-6) }
    }

    @Test("a season with a trend is followed better than by last year's values, and the intervals hold the truth")
    func season() throws {
        func rate(_ k: Int) -> Double { (200 + 2 * Double(k)) * (1 + 0.3 * sin(2 * .pi * Double(k) / 12)) }
        var inside = 0
        var own = 0.0
        var naive = 0.0
        for seed in 1...2 as ClosedRange<UInt64> {
            let series = Self.months(60, noise: 0.03, seed: seed, rate: rate)
            let plan = try forecastPeriods(series, horizon: 12)
            let truth = Self.months(72, noise: 0.03, seed: seed, rate: rate).values[60...]
            for (k, value) in truth.enumerated() {
                own += abs(plan.mean[k] - value)
                naive += abs(series.values[48 + k] - value)
                inside += plan.intervals[1].lower[k] <= value && value <= plan.intervals[1].upper[k] ? 1 : 0
            }
            #expect(plan.scores.count == PeriodCandidate.allCases.count)
            #expect(abs(plan.scores.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
        }
        #expect(own < 0.6 * naive)
        #expect(inside >= 20)
    }

    @Test("intervals widen with level and lead, and stay around the mean", arguments: [3, 9, 20, 60])
    func intervals(count: Int) throws {
        var stream = RandomStream(seed: 7)
        let values = (0..<count).map { _ in 1000 + 100 * stream.normal() }
        let series = PeriodSeries(id: "w", period: .week, start: Self.january.monday, values: values)
        let plan = try forecastPeriods(series, horizon: 8, levels: [0.5, 0.8, 0.95])
        for k in 0..<8 {
            for (narrow, wide) in zip(plan.intervals, plan.intervals.dropFirst()) {
                #expect(wide.lower[k] <= narrow.lower[k] && narrow.lower[k] <= plan.mean[k])
                #expect(wide.upper[k] >= narrow.upper[k] && narrow.upper[k] >= plan.mean[k])
            }
        }
        #expect(plan.intervals[1].lower[0] >= 0 && !plan.reason.isEmpty)
    }

    @Test("one value, zeros, unknown and absurd values still give a finite forecast")
    func hostile() throws {
        for values in [
            [5.0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [.nan, 3, .nan, -7, .infinity, 4, .nan], [1e12, 1, 1e12],
        ] {
            let plan = try forecastPeriods(
                PeriodSeries(id: "x", period: .month, start: Self.january, values: values), horizon: 15)
            #expect(plan.mean.count == 15 && plan.mean.allSatisfy { $0.isFinite && $0 >= 0 })
            #expect(plan.intervals.allSatisfy { $0.upper.allSatisfy(\.isFinite) })
        }
        let unknown = PeriodSeries(id: "x", period: .week, start: Self.january, values: [.nan])
        #expect(throws: ForecastingError.nothingKnown(series: "x")) { try forecastPeriods(unknown, horizon: 1) }
        #expect(throws: ForecastingError.notPositive(name: "the horizon", value: 0, series: "x")) {
            try forecastPeriods(unknown, horizon: 0)
        }
    }

    @Test("a daily series is summed to whole months and weeks; what is incomplete is left out and told")
    func aggregation() throws {
        let calendar = CentreCalendar()
        // 2026-01-05 (a Monday) + 10 weeks = 2026-03-16.
        var series = Synthetic.series(weeks: 10, slotMinutes: 720, calendar: calendar) { _, _ in 5 }
        let months = PeriodAggregation(series, period: .month)
        #expect(months.series.values == [280])
        #expect(months.series.start.description == "2026-02-01")
        #expect(months.notes.count == 2)
        series.values[20] = .nan
        for slot in 42..<50 { series.values[slot] = .nan }
        let weeks = PeriodAggregation(series, period: .week)
        #expect(weeks.series.values.count == 10 && weeks.series.values[0] == 70)
        #expect(weeks.series.values[1] == 70)
        #expect(weeks.series.values[3].isNaN)
        #expect(weeks.notes.count == 2)
    }
}
