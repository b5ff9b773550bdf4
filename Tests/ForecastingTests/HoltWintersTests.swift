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

    @Test("comes within half a per cent of a noiseless week", arguments: DoubleSeasonalHoltWinters.Scale.allCases)
    func noiseless(scale: DoubleSeasonalHoltWinters.Scale) throws {
        let series = Synthetic.series(weeks: 12, calendar: Self.calendar) { Synthetic.pattern($1) }
        let path = try Self.path(scale, series)
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let expected = Self.calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(path[step] - expected) < 0.005 * (1 + expected))
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

    /// Two slots a day: one week of 10s and 20s, then more values.
    static func small(_ later: [Double]) throws -> ScaledSeries {
        let always = CentreCalendar(openingHours: .always)
        let values: [Double] = [10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 10, 20, 10, 22] + later
        let series = VolumeSeries(
            id: "hand", start: LocalTime(date: Synthetic.monday), slotMinutes: 720, values: values,
            isOpen: values.map { _ in true })
        return ScaledSeries(
            try ForecastTask(series: series, calendar: always, horizonSlots: 2), scale: .additive,
            slots: values.indices)
    }

    @Test("two steps of the smoother are the recursion by hand")
    func recursion() throws {
        let series = try Self.small([13, 19])
        var state = try #require(DoubleSeasonalHoltWinters.State(series))
        // First week: seven 10s, six 20s and a 22; evenings average 142 / 7.
        let mean: Double = 212 / 14
        let evening: Double = 142 / 7
        #expect(abs(state.level - mean) < 1e-12)
        #expect(abs(state.expected(0) - 10) < 1e-12 && abs(state.expected(1) - evening) < 1e-12)
        let parameters = HoltWintersParameters(
            alphaPerDay: 0.19, delta: 0.2, gamma: 0.3, phi: 0.5, kappa: 1, levelShare: 1)
        state.run(series, 14..<16, parameters)
        // The deviation of the first week: six evenings miss by 2/7, one by 12/7.
        let deviation = ((6 * 4 + 144) / 49.0 / 14).squareRoot()
        // α a slot: 1 − √(1 − 0.19) = 0.1. The first value misses by 3, more than three deviations: it is cut.
        let reach = 3 * deviation
        #expect(reach < 3)
        let level = mean + 0.1 * reach
        let morning = 10 - mean + 0.2 * reach
        // No gain of 1 / (7 + 1 + 1) exceeds δ = 0.2; the weekly one of 1 / (1 + 1) exceeds γ.
        let monday = 0.5 * 0.8 * reach
        let widened = deviation + 0.01 * (2 * reach > 3 ? 3 * 1.2533 - deviation : 2 * reach * 1.2533 - deviation)
        let carried = 0.5 * reach
        let base = level + (evening - mean)
        let miss = 19 - base - carried
        let bounded = max(miss, -3 * widened)
        let whole = bounded + carried
        #expect(abs(state.level - (level + 0.1 * whole)) < 1e-12)
        #expect(abs(state.expected(0) - (state.level + morning + monday)) < 1e-12)
        #expect(abs(state.expected(1) - (state.level + evening - mean + 0.2 * whole + 0.5 * 0.8 * whole)) < 1e-12)
        #expect(abs(state.error - (whole - 0.1 * carried)) < 1e-12)
    }

    @Test("smoothing in pieces is smoothing at once, and an unknown slot only lets the error fade")
    func pieces() throws {
        let series = try Self.small([13, 19, .nan, .nan, 12, 18, 11])
        let parameters = HoltWintersParameters(
            alphaPerDay: 0.2, delta: 0.2, gamma: 0.3, phi: 0.5, kappa: 1, levelShare: 0)
        let start = try #require(DoubleSeasonalHoltWinters.State(series))
        var whole = start
        whole.run(series, 0..<series.values.count, parameters)
        var parts = start
        for range in [0..<5, 5..<16, 16..<series.values.count] { parts.run(series, range, parameters) }
        #expect(whole.level == parts.level && whole.error == parts.error && whole.weekly == parts.weekly)
        var gap = start
        gap.run(series, 0..<16, parameters)
        let before = gap
        gap.run(series, 16..<18, parameters)
        #expect(gap.error == before.error * 0.25 && gap.level == before.level && gap.daily == before.daily)
    }

    @Test("no neighbour on the lattice is better than the parameters found")
    func search() throws {
        var stream = RandomStream(seed: 5)
        let always = CentreCalendar(openingHours: .always)
        let series = Synthetic.series(weeks: 12, slotMinutes: 60, calendar: always) { slot, time in
            Synthetic.poisson(Synthetic.pattern(time) * (slot > 1400 ? 1.3 : 1), &stream)
        }
        let scaled = ScaledSeries(
            try ForecastTask(series: series, calendar: always, horizonSlots: 168), scale: .additive,
            slots: series.values.indices)
        let start = try #require(DoubleSeasonalHoltWinters.State(scaled))
        let fitting = HoltWintersFitting(scaled, start: start, horizonSlots: 168, count: scaled.values.count)
        let found = fitting.place()
        let best = fitting.error(of: HoltWintersFitting.parameters(at: found))
        for axis in found.indices {
            for direction in [-1, 1] {
                var place = found
                place[axis] += direction
                guard HoltWintersFitting.lattice[axis].values.indices.contains(place[axis]) else { continue }
                #expect(fitting.error(of: HoltWintersFitting.parameters(at: place)) >= best)
            }
        }
    }

    @Test("paths from the first and last of several cutoffs are those of the tasks as they stood", arguments: [3, 40])
    func cutoffs(weeks: Int) throws {
        var stream = RandomStream(seed: 6)
        let always = CentreCalendar(openingHours: .always)
        let series = Synthetic.series(weeks: weeks, slotMinutes: 60, calendar: always) {
            Synthetic.poisson(Synthetic.pattern($1), &stream)
        }
        let task = try ForecastTask(series: series, calendar: always, horizonSlots: 100)
        let model = DoubleSeasonalHoltWinters(scale: .multiplicative)
        let first = task.cutoff - 168
        let paths = model.paths(for: task, cutoffs: [first, task.cutoff], horizonSlots: 100)
        #expect(paths.count == 2 && paths[1] == model.path(for: task))
        #expect(paths[0] != paths[1])
        #expect(paths[0] == model.path(for: task.earlier(cutoff: first, horizonSlots: 100)))
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
