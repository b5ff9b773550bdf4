import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Calendar-day regression") struct CalendarDayTests {
    static let calendar = CentreCalendar(openingHours: Synthetic.officeHours)

    static func path(_ series: VolumeSeries, _ calendar: CentreCalendar = calendar, days: Int = 28) throws -> [Double] {
        let slots = days * 1440 / series.slotMinutes
        return CalendarDayModel().lawfulPath(
            for: try ForecastTask(series: series, calendar: calendar, horizonSlots: slots))
    }

    @Test("reproduces a noiseless week with different days and hours")
    func noiseless() throws {
        let series = Synthetic.series(weeks: 20, calendar: Self.calendar) { Synthetic.pattern($1) }
        let path = try Self.path(series)
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let expected = Self.calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(path[step] - expected) <= 0.01 * expected)
        }
    }

    @Test("learns what the first business day of a month does and applies it to the next")
    func businessDay() throws {
        func isFirst(_ date: CivilDate) -> Bool {
            let day = date.components.day
            return date.weekday < 5 && (day == 1 || (day <= 3 && date.weekday == 0))
        }
        // Ends on 28 June 2026, so that the first of July is ahead.
        let series = Synthetic.series(weeks: 25, calendar: Self.calendar) { _, time in
            200 * (isFirst(time.date) ? 1.3 : 1)
        }
        let path = try Self.path(series)
        var seen = 0
        for step in path.indices where path[step] > 0 {
            let time = series.time(of: series.count + step)
            let expected = isFirst(time.date) ? 260.0 : 200
            seen += isFirst(time.date) ? 1 : 0
            #expect(abs(path[step] - expected) < 0.03 * expected)
        }
        #expect(seen > 0)
    }

    @Test("a closure is zero, a half day keeps to its hours, and the day after a closure is busier when it always was")
    func closures() throws {
        let closed = [3, 40, 75, 110, 152, 187].map { Synthetic.monday + $0 }
        let half = Synthetic.monday + 183
        let calendar = CentreCalendar(
            openingHours: Synthetic.officeHours,
            specialDays: closed.map { SpecialDay(date: $0, name: "holiday", kind: .closed) } + [
                SpecialDay(date: half, name: "half day", kind: .hours(480..<720))
            ])
        func follows(_ date: CivilDate) -> Bool { closed.contains(date.weekday == 0 ? date + -2 : date + -1) }
        let series = Synthetic.series(weeks: 26, calendar: calendar) { _, time in
            Synthetic.pattern(time) * (follows(time.date) ? 1.25 : 1)
        }
        let path = try Self.path(series, calendar)
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let expected = calendar.isOpen(at: time) ? Synthetic.pattern(time) * (follows(time.date) ? 1.25 : 1) : 0
            #expect(abs(path[step] - expected) <= 0.04 * expected)
        }
    }

    @Test("an event's effect is learnt by its name")
    func event() throws {
        let days = [10, 52, 94, 136, 185].map { Synthetic.monday + $0 }
        let calendar = CentreCalendar(
            openingHours: Synthetic.officeHours,
            specialDays: days.map { SpecialDay(date: $0, name: "mailing", kind: .event) })
        let series = Synthetic.series(weeks: 26, calendar: calendar) { _, time in
            100 * (days.contains(time.date) ? 1.6 : 1)
        }
        let path = try Self.path(series, calendar)
        let first = (185 - 182) * 48 + 20
        #expect(abs(path[first] - 160) < 5)
        #expect(abs(path[first + 48] - 100) < 3)
    }

    @Test("follows a level that has shifted for good")
    func levelShift() throws {
        let series = Synthetic.series(weeks: 20, calendar: Self.calendar) { slot, time in
            Synthetic.pattern(time) * (slot >= 14 * 336 ? 1.5 : 1)
        }
        let path = try Self.path(series, days: 7)
        let expected = (0..<336).map { step -> Double in
            let time = series.time(of: series.count + step)
            return Self.calendar.isOpen(at: time) ? 1.5 * Synthetic.pattern(time) : 0
        }
        let ratio = path.reduce(0, +) / expected.reduce(0, +)
        #expect(abs(ratio - 1) < 0.03)
    }

    @Test("one flooded day and one flooded slot hardly move it")
    func outliers() throws {
        var stream = RandomStream(seed: 5)
        let clean = Synthetic.series(weeks: 16, calendar: Self.calendar) {
            Synthetic.poisson(Synthetic.pattern($1), &stream)
        }
        var flooded = clean
        for slot in 96 * 48..<97 * 48 { flooded.values[slot] *= 8 }
        flooded.values[100 * 48 + 24] *= 9
        let before = try Self.path(clean)
        let after = try Self.path(flooded)
        let error = zip(before, after).reduce(0) { $0 + abs($1.0 - $1.1) } / before.reduce(0, +)
        #expect(error < 0.03)
    }

    @Test("a history that ends in the middle of a day is continued from there")
    func partialDay() throws {
        let full = Synthetic.series(weeks: 10, calendar: Self.calendar) { Synthetic.pattern($1) }
        let count = 9 * 336 + 25
        let series = VolumeSeries(
            id: "cut", start: full.start, slotMinutes: 30, values: Array(full.values[..<count]),
            isOpen: Array(full.isOpen[..<count]))
        let path = try Self.path(series, days: 1)
        for step in path.indices {
            let time = series.time(of: count + step)
            let expected = Self.calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(path[step] - expected) <= 0.02 * expected)
        }
    }

    @Test("low counts are forecast without bias")
    func lowCounts() throws {
        var stream = RandomStream(seed: 11)
        let calendar = CentreCalendar(openingHours: .always)
        let series = Synthetic.series(weeks: 26, calendar: calendar) { _, _ in Synthetic.poisson(0.15, &stream) }
        let path = try Self.path(series, calendar)
        let mean = path.reduce(0, +) / Double(path.count)
        let actual = series.values.reduce(0, +) / Double(series.count)
        #expect(abs(mean / actual - 1) < 0.12)
    }

    @Test("doubling large volumes doubles the forecast")
    func equivariance() throws {
        var stream = RandomStream(seed: 3)
        let series = Synthetic.series(weeks: 12, calendar: Self.calendar) {
            Synthetic.poisson(10 * Synthetic.pattern($1), &stream)
        }
        var doubled = series
        doubled.values = series.values.map { 2 * $0 }
        for (one, two) in zip(try Self.path(series), try Self.path(doubled)) {
            #expect(abs(two - 2 * one) <= 0.02 * two)
        }
    }

    @Test("smoothing keeps a sum on a circle, leaves a flat line alone and skips unknown slots")
    func smoothing() {
        // Two profiles side by side.
        var circles = zip([4.0, 0, 0, 0], [0, 8.0, .nan, 0]).map { SIMD2($0, $1) }
        ProfileShrinkage.smooth(&circles, passes: 1, isCircular: true)
        #expect(circles.map(\.x) == [2, 1, 0, 1])
        #expect(circles.map(\.y)[..<2] == [2, 16.0 / 3] && circles[2].y.isNaN && circles[3].y == 0)
        var lines = [2.0, 2, .nan, 2].map { SIMD2($0, 3) }
        ProfileShrinkage.smooth(&lines, passes: 3, isCircular: false)
        #expect(lines.map(\.x).filter { !$0.isNaN } == [2, 2, 2])
        #expect(lines.map(\.y) == [3, 3, 3, 3])
    }
}

@Suite("Days of the grid") struct ForecastDayTests {
    @Test("business days count from both ends of the month, and neighbours of a closure know it")
    func description() throws {
        let closed = try #require(CivilDate(year: 2026, month: 4, day: 3))
        let calendar = CentreCalendar(
            openingHours: Synthetic.officeHours,
            specialDays: [SpecialDay(date: closed, name: "Good Friday", kind: .closed)])
        let start = try #require(CivilDate(year: 2026, month: 3, day: 30))
        let series = Synthetic.series(weeks: 1, calendar: calendar, start: start) { _, _ in 1 }
        let timeline = try SlotTimeline(series: series, calendar: calendar, horizonSlots: 3 * 336)
        let day = { (offset: Int) in timeline.days[offset] }
        // March 2026 has 22 weekdays; the 30th and 31st are the last two.
        #expect(day(0).businessDaysBefore == 20 && day(0).businessDaysAfter == 1)
        #expect(day(1).businessDaysAfter == 0)
        #expect(day(2).businessDaysBefore == 0)
        #expect(!day(4).isOpen && !day(4).isBusinessDay)
        #expect(day(3).isBeforeClosure && day(5).isAfterClosure && !day(7).isAfterClosure)
        // Monday 6 April is the third business day: 1 and 2 April came before.
        #expect(day(7).businessDaysBefore == 2)
        #expect(day(7).dayOfMonth == 6 && day(7).weekday == 0)
    }
}
