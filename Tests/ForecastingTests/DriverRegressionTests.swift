import ContactCenter
import Foundation
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Regression with drivers") struct DriverRegressionTests {
    static let calendar = CentreCalendar(openingHours: .always)
    static let horizon = 14

    /// Daily calls, 30 % up per deviation of `mailed`, which is drawn for every day of history and horizon.
    static func series(
        effect: Double = 0.3, days: Int = 364, edit: (inout [Double]) -> Void = { _ in }
    ) -> (series: VolumeSeries, mailed: [Double], truth: (Int) -> Double) {
        var stream = RandomStream(seed: 4)
        let mailed = (0..<days + horizon).map { _ in 100 + 20 * stream.normal() }
        func mean(_ day: Int) -> Double { 500 * (1.2 - 0.1 * Double(day % 7)) * exp(effect * (mailed[day] - 100) / 20) }
        var series = Synthetic.series(weeks: days / 7, slotMinutes: 1440, calendar: calendar) { slot, _ in
            mean(slot) * exp(0.03 * stream.normal())
        }
        var values = mailed
        edit(&values)
        series.drivers = [ExternalDriver(name: "mailed", values: values)]
        return (series, mailed, mean)
    }

    static func paths(_ series: VolumeSeries) throws -> (own: [Double], base: [Double], task: ForecastTask) {
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: horizon)
        return (DriverRegression().path(for: task), CalendarDayModel().path(for: task), task)
    }

    static func error(_ path: [Double], _ truth: (Int) -> Double, from first: Int) -> Double {
        path.indices.reduce(0) { $0 + abs(path[$1] / truth(first + $1) - 1) } / Double(path.count)
    }

    @Test("learns what a driver does and applies it to the days ahead")
    func learns() throws {
        let (series, _, truth) = Self.series()
        let (own, base, _) = try Self.paths(series)
        #expect(Self.error(own, truth, from: series.count) < 0.06)
        #expect(Self.error(base, truth, from: series.count) > 0.15)
    }

    @Test("a driver without an effect changes next to nothing")
    func noEffect() throws {
        let (series, _, _) = Self.series(effect: 0)
        let (own, base, _) = try Self.paths(series)
        for (a, b) in zip(own, base) { #expect(abs(a / b - 1) < 0.02) }
    }

    @Test("a driver that is not given for the horizon is ignored and told")
    func unknownAhead() throws {
        let (series, _, _) = Self.series { values in for i in 364..<values.count { values[i] = .nan } }
        let (own, base, task) = try Self.paths(series)
        #expect(own == base)
        #expect(DriverRegression().ignoredDrivers(of: task) == ["mailed"])
    }

    @Test("days ahead without a value have no effect; the others keep theirs")
    func holes() throws {
        let (whole, _, _) = Self.series()
        let (holed, _, _) = Self.series { values in for i in [366, 367, 370] { values[i] = .nan } }
        let (own, base, _) = try Self.paths(holed)
        let (other, _, _) = try Self.paths(whole)
        #expect(own[0] == other[0])
        #expect(own[2] != other[2])
        // Only the effect of earlier days is left, which is none here.
        for step in [2, 3, 6] { #expect(abs(own[step] / base[step] - 1) < 0.05) }
    }

    @Test("a value farther ahead than the file reaches from its own cutoff is not used from an earlier one")
    func reach() throws {
        // Given for one day ahead only: from an earlier cutoff, a second day's value must not tell.
        func path(_ change: Double) throws -> [Double] {
            let (series, _, _) = Self.series { values in
                for i in 365..<values.count { values[i] = .nan }
                values[302] += change
            }
            let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 14)
            return DriverRegression().paths(for: task, cutoffs: [300], horizonSlots: 2 + 1)[0]
        }
        let plain = try path(0)
        let changed = try path(1)
        // Standardising uses the whole column, so a small change may show in the last digits but not more.
        for (a, b) in zip(plain, changed) { #expect(abs(a / b - 1) < 1e-3) }
    }

    @Test("constant, duplicated, skewed and infinite drivers do no harm")
    func awkward() throws {
        var (series, mailed, truth) = Self.series()
        series.drivers += [
            ExternalDriver(name: "constant", values: mailed.map { _ in 7 }),
            ExternalDriver(name: "copy", values: mailed),
            ExternalDriver(name: "skewed", values: mailed.map { exp(($0 - 100) / 10) }),
            ExternalDriver(name: "broken", values: mailed.indices.map { $0 == 50 ? .infinity : 0 }),
            ExternalDriver(name: "short", values: [1]),
        ]
        let (own, _, task) = try Self.paths(series)
        #expect(own.allSatisfy { $0.isFinite && $0 > 0 })
        #expect(Self.error(own, truth, from: series.count) < 0.06)
        #expect(DriverRegression().ignoredDrivers(of: task) == ["constant", "broken", "short"])
    }

    @Test("without drivers, or with too short a history, it is the calendar-day regression")
    func none() throws {
        var (series, _, _) = Self.series()
        series.drivers = []
        let (own, base, _) = try Self.paths(series)
        #expect(own == base)
        let short = try Self.paths(Self.series(days: 21).series)
        #expect(short.own == short.base)
    }
}
