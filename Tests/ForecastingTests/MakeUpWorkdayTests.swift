import ContactCenter
import Testing

@testable import Forecasting

@Suite("Make-up working days")
struct MakeUpWorkdayTests {
    private static let hours = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])

    @Test("A Saturday worked for a Friday is described as a Friday: weekday, business day, neighbours")
    func description() throws {
        let saturday = try #require(CivilDate("2026-05-09"))
        let calendar = CentreCalendar(
            openingHours: Self.hours,
            specialDays: [
                SpecialDay(date: saturday, name: "Make-up working day", kind: .workday(like: 4)),
                SpecialDay(date: try #require(CivilDate("2026-05-05")), name: "Labor Day", kind: .closed),
            ])
        let start = try #require(CivilDate("2026-04-06"))
        let times = (0..<49 * 24).map { LocalTime(date: start + $0 / 24, minuteOfDay: $0 % 24 * 60) }
        let open = times.map(calendar.isOpen)
        let days = ForecastDay.describe(
            firstDate: start, firstSlotOfDay: 0, slotsPerDay: 24, isOpen: open, calendar: calendar)
        let made = try #require(days.first { $0.date == saturday })
        let friday = try #require(days.first { $0.date == saturday + -1 })
        #expect(made.isOpen && made.isBusinessDay && made.weekday == 4)
        #expect(made.businessDaysBefore == friday.businessDaysBefore + 1)
        #expect(!friday.isBeforeClosure && !made.isBeforeClosure && !made.isAfterClosure)
        let other = try #require(days.first { $0.date == saturday + 7 })
        #expect(!other.isOpen && !other.isBusinessDay && other.weekday == 5)
        let wednesday = try #require(days.first { $0.date == saturday + -3 })
        #expect(wednesday.isAfterClosure)
    }

    @Test("The calendar-day model gives a make-up Saturday the volume of the weekday it is like")
    func volume() throws {
        let start = try #require(CivilDate("2026-01-05"))
        let week = [100.0, 60, 60, 60, 20, 0, 0]
        let saturday = start + 16 * 7 + 5
        let calendar = CentreCalendar(
            openingHours: Self.hours,
            specialDays: [SpecialDay(date: saturday, name: "Make-up working day", kind: .workday(like: 0))])
        let count = 16 * 7 * 24
        let times = (0..<count).map { LocalTime(date: start + $0 / 24, minuteOfDay: $0 % 24 * 60) }
        let series = VolumeSeries(
            id: "sales", start: LocalTime(date: start), slotMinutes: 60,
            values: times.map { calendar.isOpen(at: $0) ? week[$0.date.weekday] : 0 },
            isOpen: times.map(calendar.isOpen))
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 7 * 24)
        let path = CalendarDayModel().lawfulPath(for: task)
        let totals = (0..<7).map { day in path[day * 24..<day * 24 + 24].reduce(0, +) }
        #expect(totals[6] == 0)
        #expect(abs(totals[5] - totals[0]) < 0.1 * totals[0], "\(totals)")
        #expect(totals[4] < 0.5 * totals[5], "\(totals)")
    }

    private static let weekdayModels: [any ForecastModel] = [
        WeekdayMean(weeks: 4), WeekdayEWMA(), SeasonalNaive(),
    ]

    /// Sixteen weeks of hours 8 to 18 and a quiet Saturday, the days of `makeUp` (day of the grid) busy like Mondays.
    private static func task(makeUp: [Int], horizonSlots: Int = 7 * 24) throws -> ForecastTask {
        let start = try #require(CivilDate("2026-01-05"))
        let week = [100.0, 60, 60, 60, 20, 6, 0]
        let calendar = CentreCalendar(
            openingHours: OpeningHours(spans: Array(repeating: 480..<1080, count: 6) + [nil]),
            specialDays: makeUp.map {
                SpecialDay(date: start + $0, name: "Make-up working day", kind: .workday(like: 0))
            })
        let times = (0..<16 * 7 * 24).map { LocalTime(date: start + $0 / 24, minuteOfDay: $0 % 24 * 60) }
        let series = VolumeSeries(
            id: "sales", start: LocalTime(date: start), slotMinutes: 60,
            values: times.map { calendar.isOpen(at: $0) ? week[calendar.weekday(on: $0.date)] : 0 },
            isOpen: times.map(calendar.isOpen))
        return try ForecastTask(series: series, calendar: calendar, horizonSlots: horizonSlots)
    }

    @Test("Models by weekday give a make-up Saturday the volume of the weekday it is like", arguments: weekdayModels)
    func weekdayModelVolume(model: any ForecastModel) throws {
        let path = model.lawfulPath(for: try Self.task(makeUp: [16 * 7 + 5]))
        let totals = (0..<7).map { day in path[day * 24..<day * 24 + 24].reduce(0, +) }
        #expect(abs(totals[5] - totals[0]) < 0.05 * totals[0], "\(totals)")
        #expect(abs(totals[4] - 200) < 20, "\(totals)")
    }

    @Test("A make-up Saturday in the history tells weekday models nothing about Saturdays", arguments: weekdayModels)
    func weekdayModelHistory(model: any ForecastModel) throws {
        let path = model.lawfulPath(for: try Self.task(makeUp: [13 * 7 + 5, 15 * 7 + 5]))
        let usual = model.lawfulPath(for: try Self.task(makeUp: []))
        let saturday = 5 * 24..<6 * 24
        let excess: Double = path[saturday].reduce(0, +) - usual[saturday].reduce(0, +)
        #expect(abs(excess) < 6, "\(path[saturday])")
    }

    @Test("Places in the week go on one by one between the bounds of make-up working days")
    func weekRuns() throws {
        let timeline = try Self.task(makeUp: [5, 40, 16 * 7 + 5]).timeline
        var ends: [Int] = []
        var slot = 0
        while slot < timeline.count {
            let end = timeline.endOfWeekRun(from: slot, limit: timeline.count)
            for next in slot + 1..<end {
                #expect(timeline.slotOfWeek(next) == (timeline.slotOfWeek(next - 1) + 1) % timeline.slotsPerWeek)
            }
            ends.append(end)
            slot = end
        }
        #expect(ends == [5, 6, 40, 41, 16 * 7 + 5, 16 * 7 + 6, 17 * 7].map { $0 * 24 })
        #expect(timeline.slotOfWeek(5 * 24 + 9) == 9)
        #expect(timeline.slotOfCalendarWeek(5 * 24 + 9) == 5 * 24 + 9)
        #expect(try Self.task(makeUp: []).timeline.endOfWeekRun(from: 3, limit: 2000) == 2000)
    }
}
