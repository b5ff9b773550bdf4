import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Double seasonal Holt–Winters") struct HoltWintersTests {
    static let calendar = CentreCalendar(openingHours: Synthetic.officeHours)

    static func path(_ scale: DoubleSeasonalHoltWinters.Scale, _ series: VolumeSeries) throws -> [Double] {
        DoubleSeasonalHoltWinters(scale: scale).lawfulPath(
            for: try ForecastTask(series: series, calendar: calendar, horizonSlots: 2 * 336))
    }

    @Test("reproduces a noiseless week", arguments: DoubleSeasonalHoltWinters.Scale.allCases)
    func noiseless(scale: DoubleSeasonalHoltWinters.Scale) throws {
        let series = Synthetic.series(weeks: 12, calendar: Self.calendar) { Synthetic.pattern($1) }
        let path = try Self.path(scale, series)
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let expected = Self.calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(path[step] - expected) < 1e-6 * (1 + expected))
        }
    }

    @Test("adds a level shift on the additive scale and multiplies it on the other")
    func shift() throws {
        let added = Synthetic.series(weeks: 16, calendar: Self.calendar) { slot, time in
            Synthetic.pattern(time) + (slot >= 8 * 336 ? 25 : 0)
        }
        let multiplied = Synthetic.series(weeks: 16, calendar: Self.calendar) { slot, time in
            Synthetic.pattern(time) * (slot >= 8 * 336 ? 1.6 : 1)
        }
        let additive = try Self.path(.additive, added)
        let multiplicative = try Self.path(.multiplicative, multiplied)
        for step in additive.indices where additive[step] > 0 {
            let base = Synthetic.pattern(added.time(of: added.count + step))
            #expect(abs(additive[step] - (base + 25)) < 0.03 * base)
            #expect(abs(multiplicative[step] - 1.6 * base) < 0.05 * base)
        }
    }

    @Test("one step of the smoother is the recursion by hand")
    func recursion() throws {
        let always = CentreCalendar(openingHours: .always)
        // Two slots a day, one week of 10s and 20s, then one more value.
        let values: [Double] = [10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 12]
        let series = VolumeSeries(
            id: "hand", start: LocalTime(date: Synthetic.monday), slotMinutes: 720, values: values,
            isOpen: values.map { _ in true })
        let task = try ForecastTask(series: series, calendar: always, horizonSlots: 2)
        let observations = DoubleSeasonalHoltWinters.Observations(task, scale: .additive)
        var state = try #require(DoubleSeasonalHoltWinters.State(observations, slotsPerDay: 2))
        // Start: Monday morning's mean of 10 and 12 is 11, the other mornings 10; level = mean of the 14 slot means.
        let level: Double = 211 / 14  // 11, six 10s and seven 20s
        #expect(abs(state.level - level) < 1e-12)
        #expect(abs(state.expected(0) - 11) < 1e-12 && abs(state.expected(1) - 20) < 1e-12)
        let parameters = DoubleSeasonalHoltWinters.Parameters(alpha: 0.1, delta: 0.2, gamma: 0.3, phi: 0.5)
        let deviation = (2.0 / 15).squareRoot()
        state.run(observations, 0..<1, parameters)
        // The first value misses by −1, inside three deviations (3 × 0.365).
        #expect(3 * deviation > 1)
        #expect(abs(state.level - (level - 0.1)) < 1e-12)
        #expect(abs(state.expected(0) - (11 - 0.6)) < 1e-12)
        #expect(abs(state.error + 1) < 1e-12)
    }

    @Test("closed, unknown and flooded slots do no harm", arguments: DoubleSeasonalHoltWinters.Scale.allCases)
    func robust(scale: DoubleSeasonalHoltWinters.Scale) throws {
        var stream = RandomStream(seed: 2)
        let clean = Synthetic.series(weeks: 12, calendar: Self.calendar) {
            Synthetic.poisson(Synthetic.pattern($1), &stream)
        }
        var hurt = clean
        for slot in 2000..<2048 { hurt.values[slot] = hurt.isOpen[slot] ? .nan : 0 }
        hurt.values[3000] = hurt.isOpen[3000] ? 4000 : 0
        hurt.values[60 * 48 + 24] = 4000
        let before = try Self.path(scale, clean)
        let after = try Self.path(scale, hurt)
        let error = zip(before, after).reduce(0) { $0 + abs($1.0 - $1.1) } / before.reduce(0, +)
        #expect(error < 0.05)
    }
}
