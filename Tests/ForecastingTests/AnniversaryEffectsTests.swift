import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Anniversary effects") struct AnniversaryEffectsTests {
    static let always = CentreCalendar(openingHours: .always)

    static func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }

    /// A flat 100 an hour from 2024-10-01 on, with the given days at a share of it.
    static func task(until end: CivilDate, shares: [CivilDate: Double], noise: Bool = false) throws -> ForecastTask {
        var stream = RandomStream(seed: 4)
        let start = try date(2024, 10, 1)
        let values = (0..<24 * (end - start)).map { slot -> Double in
            let mean = 100 * (shares[start + slot / 24] ?? 1)
            return noise ? Synthetic.poisson(mean, &stream) : mean
        }
        let series = VolumeSeries(
            id: "year", start: LocalTime(date: start), slotMinutes: 60, values: values, isOpen: values.map { _ in true }
        )
        return try ForecastTask(series: series, calendar: always, horizonSlots: 24 * 100)
    }

    @Test("Christmas comes back on its date and Thanksgiving on its weekday; other days keep the factor 1")
    func holidays() throws {
        let shares = [try Self.date(2024, 12, 25): 0.3, try Self.date(2024, 11, 28): 0.6]
        let end = try Self.date(2025, 11, 20)
        let task = try Self.task(until: end, shares: shares)
        let factors = AnniversaryEffects(task, cutoff: task.cutoff).factors(from: task.cutoff, steps: 24 * 60)
        /// x to the power 0.8: the fourth power of its fifth root.
        func power(_ x: Double) -> Double {
            var root = 1.0
            for _ in 0..<60 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
            return root * root * root * root
        }
        // (y + b) / (m + b) with b one and a twentieth of the usual mean.
        let christmas = power(36.0 / 106)
        let thanksgiving = power(66.0 / 106)
        let noel = try Self.date(2025, 12, 25)
        let thursday = try Self.date(2025, 11, 27)
        for (step, factor) in factors.enumerated() {
            let date = end + step / 24
            let expected = date == noel ? christmas : date == thursday ? thanksgiving : 1
            #expect(abs(factor - expected) < 1e-4)
        }
    }

    @Test("Christmas and the days beside it are uncertain by three quarters of last year's departure, other days not")
    func uncertainty() throws {
        let end = try Self.date(2025, 12, 10)
        let task = try Self.task(until: end, shares: [try Self.date(2024, 12, 25): 0.3])
        let uncertainty = AnniversaryEffects(task, cutoff: task.cutoff).uncertainty(from: task.cutoff, steps: 24 * 30)
        // Root mean square over three days of which one departs by log(720.5 / 2400.5) = -1.2034.
        let expected = 0.75 * 1.2034 / 1.7321
        let noel = try Self.date(2025, 12, 25)
        for (step, value) in uncertainty.enumerated() {
            let distance = abs((end + step / 24) - noel)
            #expect(distance <= 1 ? abs(value - expected) < 1e-3 : value == 0)
        }
    }

    @Test("an interval grows by a departure in quadrature, and only where there is one")
    func bands() throws {
        let end = try Self.date(2025, 12, 10)
        let task = try Self.task(until: end, shares: [:], noise: true)
        let cutoff = task.cutoff - 24 * 40
        let path = [Double](repeating: 100, count: 24 * 7)
        let past = (1...5).map { cutoff - 24 * 7 * $0 }.reversed()
        var bands = PredictionBands(
            paths: past.map { _ in path }, cutoffs: ArraySlice(past), task: task, knownBefore: cutoff)
        let plain = bands.interval(level: 0.8, mean: path, cutoff: cutoff, timeline: task.timeline)
        bands.departures = [0, 0.3]
        let wide = bands.interval(level: 0.8, mean: path, cutoff: cutoff, timeline: task.timeline)
        let part = 1.2815515655 * 0.3 * 100
        let below = path[1] - plain.lower[1]
        let above = plain.upper[1] - path[1]
        #expect(abs(wide.lower[1] - (100 - (below * below + part * part).squareRoot())) < 1e-6)
        #expect(abs(wide.upper[1] - (100 + (above * above + part * part).squareRoot())) < 1e-6)
        for step in path.indices where step != 1 {
            #expect(wide.lower[step] == plain.lower[step] && wide.upper[step] == plain.upper[step])
        }
    }

    @Test("noise alone moves hardly anything")
    func noise() throws {
        let task = try Self.task(until: try Self.date(2025, 12, 1), shares: [:], noise: true)
        let factors = AnniversaryEffects(task, cutoff: task.cutoff).factors(from: task.cutoff, steps: 24 * 60)
        #expect(factors.count { $0 != 1 } <= 24 * 3)
        #expect(factors.allSatisfy { $0 > 0.7 && $0 < 1.4 })
    }

    @Test("less than a year tells nothing, and nothing after the cutoff is seen")
    func short() throws {
        let shares = [try Self.date(2024, 12, 25): 0.3]
        let end = try Self.date(2025, 12, 20)
        let task = try Self.task(until: end, shares: shares)
        let early = AnniversaryEffects(task, cutoff: task.cutoff - 24 * 120)
        #expect(early.factors(from: task.cutoff - 24 * 120, steps: 24 * 130).allSatisfy { $0 == 1 })
        let late = AnniversaryEffects(task, cutoff: task.cutoff)
        #expect(late.factors(from: task.cutoff, steps: 24 * 10).contains { $0 < 0.5 })
    }

    @Test("the turn of the year goes by date, other days by weekday")
    func anniversary() throws {
        #expect(AnniversaryEffects.anniversary(of: try Self.date(2026, 1, 1)) == (try Self.date(2025, 1, 1)))
        #expect(AnniversaryEffects.anniversary(of: try Self.date(2025, 12, 24)) == (try Self.date(2024, 12, 24)))
        let day = try Self.date(2026, 7, 6)
        #expect(AnniversaryEffects.anniversary(of: day).weekday == day.weekday)
    }
}
