import ContactCenter
import Testing

@testable import Forecasting

@Suite("Classical models on a calendar") struct ClassicalModelTests {
    /// Monday to Friday 08–18.
    static let weekdays = OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil])

    /// Value = 100 · weekday + slot of the day, so that a misplaced slot shows.
    static func place(_ time: LocalTime, slotMinutes: Int = 30) -> Double {
        Double(100 * (time.date.weekday + 1) + time.minuteOfDay / slotMinutes)
    }

    static func task(
        weeks: Int, hours: OpeningHours, horizonWeeks: Int = 2, slotMinutes: Int = 30,
        change: (inout VolumeSeries) -> Void = { _ in }
    ) throws -> (ForecastTask, VolumeSeries) {
        let calendar = CentreCalendar(openingHours: hours)
        var series = Synthetic.series(weeks: weeks, slotMinutes: slotMinutes, calendar: calendar) {
            place($1, slotMinutes: slotMinutes)
        }
        change(&series)
        let horizon = horizonWeeks * 7 * 1440 / slotMinutes
        return (try ForecastTask(series: series, calendar: calendar, horizonSlots: horizon), series)
    }

    /// Closes days of the series' history.
    static func close(_ series: inout VolumeSeries, days: [Int], from slotOfDay: Int = 0) {
        let perDay = 1440 / series.slotMinutes
        for day in days {
            for slot in (day * perDay + slotOfDay)..<((day + 1) * perDay) {
                series.isOpen[slot] = false
                series.values[slot] = 0
            }
        }
    }

    @Test("equally long days give their own length and the week's; the sequence is the open slots")
    func plain() throws {
        let (task, series) = try Self.task(weeks: 6, hours: Self.weekdays)
        let sequence = try #require(ClassicalSeries(task))
        #expect(sequence.seasonLengths == [20, 100])
        #expect(sequence.values == series.values.indices.filter { series.isOpen[$0] }.map { series.values[$0] })
        #expect(sequence.horizon == 200)
    }

    @Test("after holidays, half days and unknown slots every slot is still at its place in the week")
    func alignment() throws {
        let (task, series) = try Self.task(weeks: 8, hours: Self.weekdays) { series in
            // A Wednesday, a Thursday and Friday, a half Monday, an outage.
            Self.close(&series, days: [16, 31, 32])
            Self.close(&series, days: [42], from: 26)
            for slot in (50 * 48 + 18)..<(50 * 48 + 30) { series.values[slot] = .nan }
        }
        let sequence = try #require(ClassicalSeries(task))
        #expect(sequence.values.count == 8 * 100)
        // The pattern repeats each week, so the mean of the weeks before is the value itself.
        for (i, value) in sequence.values.enumerated() { #expect(abs(value - sequence.values[i % 100]) < 1e-9) }
        // A forecast that repeats the last week lands on the slots of the same time and weekday.
        let path = sequence.path((0..<sequence.horizon).map { sequence.values[700 + $0 % 100] })
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let isOpen = task.timeline.isOpen[series.count + step]
            #expect(isOpen ? abs(path[step] - Self.place(time)) < 1e-9 : path[step].isNaN)
        }
    }

    @Test("a fill sees the four weeks before it and nothing after")
    func noLookAhead() throws {
        let (task, _) = try Self.task(weeks: 8, hours: Self.weekdays) { series in
            for slot in series.values.indices where series.isOpen[slot] { series.values[slot] = Double(slot / 336) }
            // Tuesday of week 6, and of week 0 where nothing is known before at that place.
            Self.close(&series, days: [43, 1])
        }
        let sequence = try #require(ClassicalSeries(task))
        #expect(sequence.values[620..<640].allSatisfy { $0 == (5 + 4 + 3 + 2) / 4 })
        #expect(sequence.values[20..<40].allSatisfy { $0 == 0 })
        let earlier = try #require(ClassicalSeries(task.earlier(cutoff: 5 * 336, horizonSlots: 336)))
        #expect(earlier.values == Array(sequence.values.prefix(500)))
    }

    @Test("leading unknown slots are dropped, trailing ones filled")
    func ends() throws {
        let (task, series) = try Self.task(weeks: 4, hours: Self.weekdays) { series in
            for slot in 0..<(2 * 48) { series.values[slot] = .nan }
            for slot in (25 * 48)..<(28 * 48) { series.values[slot] = .nan }
        }
        let sequence = try #require(ClassicalSeries(task))
        #expect(sequence.values.count == 360)
        #expect(sequence.values[0] == Self.place(series.time(of: 2 * 48 + 16)))
        #expect(sequence.values[359] == Self.place(series.time(of: 25 * 48 + 35)))
    }

    @Test("days of different length are made equally long, and the surplus is no forecast of open slots")
    func unequalDays() throws {
        let (task, series) = try Self.task(weeks: 6, hours: Synthetic.officeHours)
        let sequence = try #require(ClassicalSeries(task))
        #expect(sequence.seasonLengths == [20, 120])
        #expect(sequence.values.count == 6 * 120)
        // Saturday 08:00, closed, has Friday's 08:00; Saturday 09:00 its own.
        #expect(sequence.values[100] == Self.place(series.time(of: 4 * 48 + 16)))
        #expect(sequence.values[102] == Self.place(series.time(of: 5 * 48 + 18)))
    }

    @Test("round the clock the grid's day and week are the seasons; daily series have the open week")
    func otherGrids() throws {
        let (always, _) = try Self.task(weeks: 3, hours: .always, slotMinutes: 60)
        #expect(ClassicalSeries(always)?.seasonLengths == [24, 168])
        let (daily, _) = try Self.task(weeks: 8, hours: .always, slotMinutes: 1440)
        #expect(ClassicalSeries(daily)?.seasonLengths == [7])
        let (office, _) = try Self.task(weeks: 8, hours: Self.weekdays, slotMinutes: 1440)
        #expect(ClassicalSeries(office)?.seasonLengths == [5])
    }

    @Test("a special opening stays out of the sequence and has no forecast")
    func specialOpening() throws {
        let (task, series) = try Self.task(weeks: 6, hours: Self.weekdays) { series in
            for slot in (5 * 48 + 20)..<(5 * 48 + 30) {
                series.isOpen[slot] = true
                series.values[slot] = 999
            }
        }
        let sequence = try #require(ClassicalSeries(task))
        #expect(!sequence.values.contains(999) && sequence.values.count == 600)
        #expect(series.isOpen[5 * 48 + 20])
    }

    @Test("every model repeats a noiseless week, holidays or not", arguments: ClassicalModel.Method.allCases)
    func noiseless(method: ClassicalModel.Method) throws {
        let calendar = CentreCalendar(openingHours: Self.weekdays)
        // All days alike, so that models with the day's season alone can know it.
        var series = Synthetic.series(weeks: 9, calendar: calendar) {
            40 + Double($1.minuteOfDay % 420) / 10 + 0 * Double($0)
        }
        Self.close(&series, days: [16, 31])
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 336)
        let path = ClassicalModel(method).lawfulPath(for: task)
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let expected = calendar.isOpen(at: time) ? 40 + Double(time.minuteOfDay % 420) / 10 : 0
            #expect(abs(path[step] - expected) < 0.02 * (expected + 1))
        }
    }

    @Test(
        "a series too short, all zero or constant gives NaN or the constant, never a crash",
        arguments: ClassicalModel.Method.allCases)
    func edges(method: ClassicalModel.Method) throws {
        let calendar = CentreCalendar(openingHours: Self.weekdays)
        for value in [0.0, 6] {
            let series = Synthetic.series(weeks: 5, calendar: calendar) { _, _ in value }
            let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 336)
            let path = ClassicalModel(method).lawfulPath(for: task)
            for step in path.indices where task.timeline.isOpen[task.cutoff + step] {
                #expect(abs(path[step] - value) < 1e-2 * (value + 1e-6))
            }
        }
        var series = Synthetic.series(weeks: 1, calendar: calendar) { _, _ in 1 }
        for slot in 17..<series.count { series.values[slot] = .nan }
        for cutoff in [17, 48, 200] {
            let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 48)
                .earlier(cutoff: cutoff, horizonSlots: 48)
            let path = ClassicalModel(method).path(for: task)
            #expect(path.count == 48)
            #expect(path.allSatisfy { $0.isNaN || abs($0 - 1) < 0.1 })
        }
    }

    @Test("only the last values are used when there are more")
    func limit() throws {
        let (task, _) = try Self.task(weeks: 9, hours: Self.weekdays)
        let whole = try #require(ClassicalSeries(task))
        let last = try #require(ClassicalSeries(task, maximumCount: 350))
        #expect(last.values == Array(whole.values.suffix(350)) && last.steps == whole.steps)
    }

    @Test("the names are unique")
    func names() {
        let names = ForecastModels.names
        #expect(ClassicalModels.all.allSatisfy { names.contains($0.name) })
        #expect(Set(names).count == names.count)
    }
}
