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
        let cells = [
            HandleTimeCells.Cell(seconds: 1000, answered: 10), HandleTimeCells.Cell(seconds: 6000, answered: 30),
            HandleTimeCells.Cell(),
        ]
        // Means 100 and 200 around 175; Σ n d² = 10·75² + 30·25² = 75 000; τ² = (75 000 − σ²) / (40 − 1000/40).
        let variance = 15_000.0
        let between = (75_000 - variance) / (40 - 25)
        let kappa = variance / between
        let found = HandleTimeModel.credible(cells, around: [175, 175, 175], contactVariance: variance)
        #expect(abs(found[0] - (175 - 75 * 10 / (10 + kappa))) < 1e-9)
        #expect(abs(found[1] - (175 + 25 * 30 / (30 + kappa))) < 1e-9)
        #expect(found[2] == 175)
    }
}
