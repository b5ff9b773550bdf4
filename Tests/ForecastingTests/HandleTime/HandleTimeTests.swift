import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Handle time") struct HandleTimeTests {
    static let calendar = CentreCalendar(openingHours: Synthetic.officeHours)

    static func series(
        weeks: Int, answered: (_ slot: Int) -> Double, aht: (_ slot: Int, _ time: LocalTime) -> Double
    ) -> VolumeSeries {
        var series = Synthetic.series(weeks: weeks, calendar: calendar) { _, _ in 10 }
        let counts = series.isOpen.indices.map { series.isOpen[$0] ? answered($0) : 0 }
        series.answered = counts
        series.handleSeconds = counts.indices.map { counts[$0] * aht($0, series.time(of: $0)) }
        return series
    }

    static func forecast(_ series: VolumeSeries) throws -> SeriesForecast {
        try Forecasting.forecast(
            ForecastRequest(series: series, calendar: calendar, horizonSlots: 336, models: ["mean-4-weeks"]))
    }

    @Test("a handle time that depends on the slot of the week alone is reproduced")
    func profile() throws {
        let series = Self.series(weeks: 6, answered: { Double(5 + $0 % 7) }) { _, time in
            240 + Double(time.minuteOfDay) / 10 + 5 * Double(time.date.weekday)
        }
        let result = try Self.forecast(series)
        for step in result.ahtSeconds.indices {
            let time = result.start + step * 30
            guard Self.calendar.isOpen(at: time) else {
                #expect(result.ahtSeconds[step] == nil && result.ahtLower80[step] == nil)
                continue
            }
            let expected = 240 + Double(time.minuteOfDay) / 10 + 5 * Double(time.date.weekday)
            #expect(abs((result.ahtSeconds[step] ?? .nan) - expected) < 1e-6)
        }
    }

    @Test("pure noise is shrunk to the volume-weighted mean, and the workload is unbiased")
    func noise() throws {
        var stream = RandomStream(seed: 9)
        let series = Self.series(weeks: 12, answered: { Double(1 + $0 % 3) }) { _, _ in
            300 * (0.2 + 1.6 * stream.uniform())
        }
        let result = try Self.forecast(series)
        let known = result.ahtSeconds.compactMap(\.self)
        let mean = (series.handleSeconds ?? []).reduce(0, +) / (series.answered ?? []).reduce(0, +)
        #expect(known.allSatisfy { abs($0 / mean - 1) < 0.12 })
        #expect(abs(known.reduce(0, +) / Double(known.count) / mean - 1) < 0.03)
        for step in result.ahtSeconds.indices {
            guard let aht = result.ahtSeconds[step] else { continue }
            #expect((result.ahtLower80[step] ?? .nan) < aht && aht < ((result.ahtUpper80[step] ?? .nan)))
        }
    }

    @Test("a handle time that has risen for good is followed")
    func level() throws {
        var stream = RandomStream(seed: 10)
        let series = Self.series(weeks: 16, answered: { _ in 8 }) { slot, _ in
            (slot >= 10 * 336 ? 360 : 300) * (0.8 + 0.4 * stream.uniform())
        }
        let known = try Self.forecast(series).ahtSeconds.compactMap(\.self)
        let mean = known.reduce(0, +) / Double(known.count)
        #expect(mean > 345 && mean < 365)
    }

    @Test("nothing answered, or no handle times at all, is unknown")
    func unknown() throws {
        let silent = try Self.forecast(Self.series(weeks: 4, answered: { _ in 0 }) { _, _ in 300 })
        #expect(silent.ahtSeconds.allSatisfy { $0 == nil })
        let without = Synthetic.series(weeks: 4, calendar: Self.calendar) { _, _ in 10 }
        #expect(try Self.forecast(without).ahtSeconds.allSatisfy { $0 == nil })
    }

    @Test("credibility is n / (n + κ)")
    func credible() {
        // Means 100 and 200 around 175, relative to it; Σ n d² = (10·75² + 30·25²)/175²; τ² = (Σ − σ²) / (40 − 1000/40).
        let variance = 15_000.0 / (175 * 175)
        let between = (75_000.0 / (175 * 175) - variance) / (40 - 25)
        let kappa = variance / between
        let found = HandleTimeProfile.credible(
            [-75.0 / 175, 25.0 / 175, 0], exposure: [10, 30, 0], variance: variance)
        #expect(abs(found[0] + 75.0 / 175 * 10 / (10 + kappa)) < 1e-12)
        #expect(abs(found[1] - 25.0 / 175 * 30 / (30 + kappa)) < 1e-12)
        #expect(found[2] == 0)
    }

    @Test("one contact of ten hours hardly moves the forecast")
    func outlier() throws {
        var stream = RandomStream(seed: 11)
        let usual = Self.series(weeks: 8, answered: { Double(2 + $0 % 5) }) { _, _ in
            300 * (0.5 + stream.uniform())
        }
        var wild = usual
        let slot = try #require(wild.isOpen.lastIndex(of: true)) - 3
        wild.answered?[slot] = 1
        wild.handleSeconds?[slot] = 36_000
        let before = try Self.forecast(usual).ahtSeconds.compactMap(\.self)
        let after = try Self.forecast(wild).ahtSeconds.compactMap(\.self)
        for (a, b) in zip(before, after) { #expect(abs(a / b - 1) < 0.01) }
    }

    @Test("a surge of very short contacts on one evening is taken for an incident")
    func surge() throws {
        var stream = RandomStream(seed: 12)
        let usual = Self.series(weeks: 3, answered: { Double(8 + $0 % 5) }) { _, _ in
            200 * (0.7 + 0.6 * stream.uniform())
        }
        var surged = usual
        // Friday afternoon; the last open day is a short Saturday.
        let last = try #require(surged.isOpen.lastIndex(of: true)) - 44
        for slot in (last - 4)...(last - 2) {
            surged.answered?[slot] = 150
            surged.handleSeconds?[slot] = 150 * 40
        }
        let before = try Self.forecast(usual).ahtSeconds.compactMap(\.self).reduce(0, +)
        let after = try Self.forecast(surged).ahtSeconds.compactMap(\.self).reduce(0, +)
        #expect(abs(after / before - 1) < 0.01)
    }

    @Test("contacts that took no time have a handle time of zero")
    func zero() throws {
        let result = try Self.forecast(Self.series(weeks: 4, answered: { _ in 3 }) { _, _ in 0 })
        let known = result.ahtSeconds.compactMap(\.self)
        #expect(!known.isEmpty && known.allSatisfy { $0 == 0 })
    }

    @Test("a million contacts a slot and a million seconds each stay finite and right", arguments: [1.0, 1e6])
    func magnitudes(scale: Double) throws {
        var stream = RandomStream(seed: 13)
        let result = try Self.forecast(
            Self.series(weeks: 5, answered: { _ in 1e6 }) { _, _ in 300 * scale * (0.99 + 0.02 * stream.uniform()) })
        for aht in result.ahtSeconds.compactMap(\.self) { #expect(abs(aht / (300 * scale) - 1) < 0.02) }
    }

    @Test("one day of history gives its mean")
    func oneDay() throws {
        let series = Self.series(weeks: 1, answered: { $0 < 48 ? 4 : 0 }) { _, _ in 250 }
        let known = try Self.forecast(series).ahtSeconds.compactMap(\.self)
        #expect(!known.isEmpty && known.allSatisfy { abs($0 - 250) < 1e-6 })
    }

    @Test("a credible drift is followed, and goes on more slowly the further ahead")
    func drift() throws {
        var stream = RandomStream(seed: 14)
        let series = Self.series(weeks: 5, answered: { _ in 8 }) { slot, _ in
            300 * (1 + 0.005 * Double(slot) / 48) * (0.8 + 0.4 * stream.uniform())
        }
        let result = try Self.forecast(series)
        let known = result.ahtSeconds.compactMap(\.self)
        let mean = known.reduce(0, +) / Double(known.count)
        // The week ahead lies around day 38; the last weeks' mean, around day 24, would be 336.
        #expect(mean > 345 && mean < 360)
    }

    @Test("a thin queue takes the shape of the total, a queue of another shape keeps its own")
    func prior() throws {
        func shape(_ time: LocalTime) -> Double { 300 * (0.7 + 0.6 * Double(time.minuteOfDay - 480) / 600) }
        var stream = RandomStream(seed: 15)
        let total = Self.series(weeks: 8, answered: { _ in 60 }) { _, time in
            shape(time) * (0.95 + 0.1 * stream.uniform())
        }
        let prior = try #require(try HandleTimePrior(of: total, calendar: Self.calendar))
        func error(_ series: VolumeSeries, prior: HandleTimePrior?, truth: (LocalTime) -> Double) throws -> Double {
            let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 336)
            let found = HandleTimeModel(series: series, task: task, prior: prior).forecast(
                task: task, volumes: [Double](repeating: 2, count: 336))
            var error = 0.0
            for step in 0..<336 {
                if let aht = found.mean[step] { error += abs(aht / truth(series.time(of: series.count + step)) - 1) }
            }
            return error
        }
        let thin = Self.series(weeks: 3, answered: { _ in 1 }) { _, time in
            -0.5 * shape(time) * Synthetic.logOf(1 - stream.uniform())
        }
        let thinAlone = try error(thin, prior: nil) { 0.5 * shape($0) }
        let thinWith = try error(thin, prior: prior) { 0.5 * shape($0) }
        #expect(thinWith < 0.8 * thinAlone)
        let other = Self.series(weeks: 8, answered: { _ in 20 }) { _, time in
            (600 - shape(time)) * (0.8 + 0.4 * stream.uniform())
        }
        let otherAlone = try error(other, prior: nil) { 600 - shape($0) }
        let otherWith = try error(other, prior: prior) { 600 - shape($0) }
        #expect(otherWith < 1.1 * otherAlone)
    }

    @Test("a queue that never answered takes its prior")
    func priorAlone() throws {
        let silent = Self.series(weeks: 2, answered: { _ in 0 }) { _, _ in 0 }
        let task = try ForecastTask(series: silent, calendar: Self.calendar, horizonSlots: 336)
        let prior = HandleTimePrior(secondsBySlotOfWeek: (0..<336).map { 100 + Double($0) })
        let found = HandleTimeModel(series: silent, task: task, prior: prior).forecast(
            task: task, volumes: [Double](repeating: 2, count: 336))
        for step in 0..<336 { if let aht = found.mean[step] { #expect(aht == 100 + Double(step)) } }
        #expect(found.mean.contains { $0 != nil })
    }

    @Test("its variance is the level's plus the contacts' over their number")
    func variance() throws {
        var stream = RandomStream(seed: 16)
        // One contact a slot, exponential: c² = 1.
        let series = Self.series(weeks: 26, answered: { _ in 1 }) { _, _ in
            -300 * Synthetic.logOf(1 - stream.uniform())
        }
        let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 336)
        let found = HandleTimeModel(series: series, task: task).forecast(
            task: task, volumes: [Double](repeating: 4, count: 336))
        #expect(abs(found.relativeContactVariance - 1) < 0.1)
        let open = try #require(found.mean.firstIndex { $0 != nil })
        #expect(found.levelVariance[open] < 0.01)
        let whole = found.relativeVariance(step: open, contacts: 4)
        #expect(abs(whole - found.levelVariance[open] - found.relativeContactVariance / 4) < 1e-12)
    }
}
