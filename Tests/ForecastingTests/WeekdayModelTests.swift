import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Seasonal naive") struct SeasonalNaiveTests {
    @Test("repeats the last known week, skipping closed and unknown ones")
    func skips() throws {
        let calendar = CentreCalendar(openingHours: .always)
        // Daily slots: week k has the value 10 k on every day.
        var series = Synthetic.series(weeks: 3, slotMinutes: 1440, calendar: calendar) { slot, _ in
            Double(10 * (slot / 7))
        }
        series.values[15] = .nan
        series.values[16] = 0
        series.isOpen[16] = false
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 8)
        #expect(SeasonalNaive().lawfulPath(for: task) == [20, 10, 10, 20, 20, 20, 20, 20])
    }

    @Test("a slot of the week never seen takes the mean of its time of day")
    func neverSeen() throws {
        let calendar = CentreCalendar(openingHours: .always)
        let series = VolumeSeries(
            id: "short", start: LocalTime(date: Synthetic.monday), slotMinutes: 720, values: [4, 10, 6, 20],
            isOpen: [true, true, true, true])
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 2)
        #expect(SeasonalNaive().path(for: task).allSatisfy { $0.isNaN })
        #expect(SeasonalNaive().lawfulPath(for: task) == [5, 15])
        #expect(DaySlotMean().lawfulPath(for: task) == [5, 15])
    }
}

@Suite("Weekday mean") struct WeekdayMeanTests {
    static let calendar = CentreCalendar(openingHours: .always)

    static func weekly(_ values: [Double]) -> VolumeSeries {
        Synthetic.series(weeks: values.count, slotMinutes: 1440, calendar: calendar) { slot, _ in values[slot / 7] }
    }

    @Test("averages the last weeks only", arguments: [(1, 7.0), (2, 6.0), (4, 4.0), (8, 3.4)])
    func window(weeks: Int, expected: Double) throws {
        let task = try ForecastTask(series: Self.weekly([1, 1, 3, 5, 7]), calendar: Self.calendar, horizonSlots: 14)
        for value in WeekdayMean(weeks: weeks).path(for: task) { #expect(abs(value - expected) < 1e-12) }
    }

    @Test("an unknown week is replaced by the one before it")
    func unknown() throws {
        let task = try ForecastTask(
            series: Self.weekly([2, 4, .nan, 8]), calendar: Self.calendar, horizonSlots: 7)
        #expect(WeekdayMean(weeks: 2).path(for: task) == Array(repeating: 6, count: 7))
    }

    @Test(
        "is the mean of the last known values slot by slot, gaps, cutoffs and starts wherever they are",
        arguments: [1, 4, 8])
    func plain(weeks: Int) throws {
        var stream = RandomStream(seed: 3)
        var series = Synthetic.series(weeks: 12, slotMinutes: 180, calendar: Self.calendar) { _, _ in
            (100 * stream.uniform()).rounded()
        }
        for slot in series.values.indices where slot < 20 || slot % 13 == 5 || slot % 56 == 7 {
            series.values[slot] = .nan
        }
        let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 70)
        let cutoffs = [30, 56, 57, 56 * weeks, 56 * weeks + 3, 500, task.cutoff]
        let paths = WeekdayMean(weeks: weeks).paths(for: task, cutoffs: cutoffs, horizonSlots: 70)
        for (path, cutoff) in zip(paths, cutoffs) {
            for step in path.indices {
                let slots = stride(from: cutoff + step % 56 - 56, through: 0, by: -56)
                let known = slots.map { task.values[$0] }.filter { !$0.isNaN }.prefix(weeks)
                let mean = known.isEmpty ? .nan : known.reduce(0, +) / Double(known.count)
                #expect(path[step] == mean || path[step].isNaN && mean.isNaN)
            }
        }
    }

    @Test("negative and infinite volumes count as unknown")
    func hostile() throws {
        let task = try ForecastTask(
            series: Self.weekly([2, 4, -5, .infinity]), calendar: Self.calendar, horizonSlots: 7)
        #expect(WeekdayMean(weeks: 2).path(for: task) == Array(repeating: 3, count: 7))
    }

    @Test("volumes inside an announced outage count as unknown")
    func outage() throws {
        let outage = SpecialDay(date: Synthetic.monday + 7, name: "line cut", kind: .outage(0..<720))
        let calendar = CentreCalendar(openingHours: .always, specialDays: [outage])
        let series = Synthetic.series(weeks: 2, slotMinutes: 360, calendar: calendar) { slot, _ in
            slot < 28 ? 10 : 20
        }
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 4)
        #expect(WeekdayMean(weeks: 1).path(for: task) == [10, 10, 20, 20])
    }
}

@Suite("Weighted mean of all weeks") struct WeekdayEWMATests {
    static let calendar = CentreCalendar(openingHours: .always)

    @Test("reproduces a constant week")
    func constant() throws {
        let series = Synthetic.series(weeks: 9, calendar: Self.calendar) { Synthetic.pattern($1) }
        let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 336)
        let path = WeekdayEWMA().path(for: task)
        for step in path.indices {
            #expect(abs(path[step] - Synthetic.pattern(series.time(of: series.count + step))) < 1e-9)
        }
    }

    @Test("takes the shortest half-life when the level rises steadily, and the weights are exact")
    func rising() throws {
        let series = Synthetic.series(weeks: 10, slotMinutes: 1440, calendar: Self.calendar) { slot, _ in
            Double(1000 + 10 * (slot / 7))
        }
        let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 1)
        // Σ λʲ x₍₉₋ⱼ₎ / Σ λʲ with λ = 2^(−1/2), by hand from the definition.
        let lambda = 0.5.squareRoot()
        var (sum, weight, factor) = (0.0, 0.0, 1.0)
        for j in 0..<10 {
            sum += factor * Double(1090 - 10 * j)
            weight += factor
            factor *= lambda
        }
        #expect(abs(WeekdayEWMA().path(for: task)[0] - sum / weight) < 1e-9)
    }

    @Test("paths of one run are those of the tasks as they stood at each cutoff")
    func cutoffs() throws {
        var stream = RandomStream(seed: 12)
        let series = Synthetic.series(weeks: 20, slotMinutes: 60, calendar: Self.calendar) { slot, time in
            Synthetic.poisson(Synthetic.pattern(time) * (slot > 2000 ? 1.5 : 1), &stream)
        }
        let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 168)
        let cutoffs = [50, 1900, 2900, task.cutoff]
        let paths = WeekdayEWMA().paths(for: task, cutoffs: cutoffs, horizonSlots: 168)
        for (path, cutoff) in zip(paths, cutoffs) {
            let own = WeekdayEWMA().path(for: task.earlier(cutoff: cutoff, horizonSlots: 168))
            #expect(zip(path, own).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
        }
    }

    @Test("one flooded day hardly moves it")
    func outlier() throws {
        var series = Synthetic.series(weeks: 12, slotMinutes: 1440, calendar: Self.calendar) { _, _ in 100 }
        series.values[70] = 5000
        let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 1)
        let value = WeekdayEWMA().path(for: task)[0]
        #expect(value > 99 && value < 125)
        #expect(WeekdayMean(weeks: 4).path(for: task)[0] > 1000)
    }
}
