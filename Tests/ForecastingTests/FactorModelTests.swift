import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Intraday factors (SVD)") struct FactorModelTests {
    static let calendar = CentreCalendar(
        openingHours: OpeningHours(spans: Array(repeating: 480..<1080, count: 5) + [nil, nil]))

    static func task(
        weeks: Int, horizon: Int, cutoff: Int? = nil, volume: (Int, LocalTime) -> Double
    ) throws -> ForecastTask {
        let series = Synthetic.series(weeks: weeks, calendar: calendar, volume: volume)
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: horizon)
        return cutoff.map { task.earlier(cutoff: $0, horizonSlots: horizon) } ?? task
    }

    @Test("a weekly pattern without noise is reproduced, closed slots are zero")
    func pattern() throws {
        let task = try Self.task(weeks: 10, horizon: 672) { _, time in Synthetic.pattern(time) }
        let path = FactorModel().lawfulPath(for: task)
        for step in path.indices {
            let time = LocalTime(date: Synthetic.monday) + (task.cutoff + step) * 30
            let expected = Self.calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(path[step] - expected) < 0.02 * expected + 1e-9)
        }
    }

    @Test("a day that runs high is followed for its rest, between forecast and morning")
    func penalised() throws {
        var stream = RandomStream(seed: 4)
        var factors: [Int: Double] = [:]
        let cutoff = 9 * 336 + 48 + 24  // Tuesday noon of the tenth week
        let task = try Self.task(weeks: 10, horizon: 24, cutoff: cutoff) { slot, time in
            let day = slot / 48
            let factor = factors[day] ?? (slot / 48 == cutoff / 48 ? 1.3 : 0.8 + 0.4 * stream.uniform())
            factors[day] = factor
            return Synthetic.poisson(3 * Synthetic.pattern(time) * factor, &stream)
        }
        let path = FactorModel().lawfulPath(for: task)
        var expected = 0.0
        var found = 0.0
        for step in 0..<12 {
            expected += 3 * Synthetic.pattern(LocalTime(date: Synthetic.monday) + (cutoff + step) * 30)
            found += path[step]
        }
        #expect(found / expected > 1.2 && found / expected < 1.35)
    }

    @Test("too little history, all zero, constant and huge volumes give finite lawful paths")
    func edges() throws {
        for weeks in [1, 2, 8] {
            for volume in [0.0, 7, 1e6] {
                let task = try Self.task(weeks: weeks, horizon: 336) { _, _ in volume }
                let path = FactorModel().lawfulPath(for: task)
                #expect(path.allSatisfy { $0.isFinite && $0 >= 0 })
                for (step, value) in path.enumerated() where task.timeline.isOpen[task.cutoff + step] {
                    let reach = 1e-6 * volume + 1e-9
                    #expect(abs(value - volume) <= reach)
                }
            }
        }
    }

    @Test("unknown slots and a call flood hardly move it")
    func outliers() throws {
        var stream = RandomStream(seed: 6)
        var series = Synthetic.series(weeks: 12, calendar: Self.calendar) { _, time in
            Synthetic.poisson(Synthetic.pattern(time), &stream)
        }
        func path(_ series: VolumeSeries) throws -> [Double] {
            FactorModel().lawfulPath(
                for: try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 336))
        }
        let before = try path(series)
        series.values[11 * 336 + 20] = 900
        for slot in (10 * 336 + 20)..<(10 * 336 + 24) { series.values[slot] = .nan }
        let after = try path(series)
        let change = after.reduce(0.0, +) / before.reduce(0.0, +) - 1
        #expect(abs(change) < 0.02)
    }

    @Test(
        "one week ahead on the bank's calls it is as good as published experience says: near 6 %",
        .enabled(
            if: BankReferenceTests.isPresent, "needs data/forecasting/bank_calls_30min.csv of WFM_REFERENCE"))
    func bank() throws {
        let series = try BankReferenceTests.load()
        var error = 0.0
        var total = 0.0
        var rest = (updated: 0.0, ahead: 0.0)
        let whole = try ForecastTask(series: series, calendar: BankReferenceTests.calendar, horizonSlots: 1)
        for k in 0..<8 {
            let cutoff = series.count - 28 * 48 - k * 336
            let path = FactorModel().lawfulPath(for: whole.earlier(cutoff: cutoff, horizonSlots: 336))
            for step in path.indices where series.isOpen[cutoff + step] {
                error += abs(path[step] - series.values[cutoff + step])
                total += series.values[cutoff + step]
            }
        }
        for day in (whole.timeline.days.count - 60)..<(whole.timeline.days.count - 1)
        where whole.timeline.days[day].isOpen {
            let ahead = FactorModel().lawfulPath(for: whole.earlier(cutoff: day * 48, horizonSlots: 48))
            let updated = FactorModel().lawfulPath(for: whole.earlier(cutoff: day * 48 + 22, horizonSlots: 26))
            for s in 22..<42 {
                rest.ahead += abs(ahead[s] - series.values[day * 48 + s])
                rest.updated += abs(updated[s - 22] - series.values[day * 48 + s])
            }
        }
        print("svd-factors bank: one week WAPE \(error / total), 11:00 update/no update \(rest.updated / rest.ahead)")
        #expect(error / total < 0.064)
        #expect(rest.updated / rest.ahead < 0.95)
    }
}
