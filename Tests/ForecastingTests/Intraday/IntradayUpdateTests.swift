import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Intraday update") struct IntradayUpdateTests {
    /// Twenty half hours, `volume` on average.
    static func forecast(_ volume: Double) -> [Double] {
        (0..<20).map { volume * (0.6 + 0.8 * Double(min($0, 19 - $0)) / 9.5) }
    }

    /// Days whose volume is the forecast times a day factor of the given spread, Poisson.
    static func days(_ count: Int, volume: Double, spread: Double, seed: UInt64) -> [IntradayDay] {
        var stream = RandomStream(seed: seed)
        let forecast = forecast(volume)
        return (0..<count).map { _ in
            let factor = 1 + spread * (2 * stream.uniform() - 1)
            return IntradayDay(
                forecast: forecast, actual: forecast.map { Synthetic.poisson($0 * factor, &stream) })
        }
    }

    @Test("a day effect carries over, and the more so the more of the day is known")
    func dayEffect() {
        let updater = IntradayUpdate.learn(from: Self.days(60, volume: 100, spread: 0.3, seed: 1), slotMinutes: 30)
        let mean = Self.forecast(100)
        for known in [2, 6, 12] {
            let outcome = updater.update(
                DayAheadForecast(mean: mean), actualsSoFar: mean[..<known].map { ($0 * 1.2).rounded() })
            let raised = outcome.rest.mean.reduce(0, +) / mean[known...].reduce(0, +)
            #expect(outcome.firstSlot == known && outcome.rest.mean.count == 20 - known)
            #expect(raised > (known == 2 ? 1.08 : 1.14) && raised < 1.21, "\(known): \(raised)")
            #expect(outcome.scale.allSatisfy { $0 > 0 && $0 < 1 })
            #expect(outcome.reason.contains("+"))
        }
    }

    @Test("where mornings tell nothing, next to nothing is updated")
    func noise() {
        let updater = IntradayUpdate.learn(from: Self.days(60, volume: 100, spread: 0, seed: 2), slotMinutes: 30)
        let mean = Self.forecast(100)
        let outcome = updater.update(DayAheadForecast(mean: mean), actualsSoFar: mean[..<6].map { $0 * 1.1 })
        let raised = outcome.rest.mean.reduce(0, +) / mean[6...].reduce(0, +)
        #expect(abs(raised - 1) < 0.02)
    }

    @Test("a deviation that fades within the morning moves the next hour and not the evening")
    func fading() {
        var stream = RandomStream(seed: 3)
        let forecast = Self.forecast(300)
        let days = (0..<80).map { _ -> IntradayDay in
            var passing = 0.15 * SampledNormal.draw(&stream)
            let actual = forecast.map { f -> Double in
                let value = Synthetic.poisson(f * max(0.1, 1 + passing), &stream)
                passing = 0.7 * passing + 0.15 * 0.51.squareRoot() * SampledNormal.draw(&stream)
                return value
            }
            return IntradayDay(forecast: forecast, actual: actual)
        }
        let outcome = IntradayUpdate.learn(from: days, slotMinutes: 30)
            .update(DayAheadForecast(mean: forecast), actualsSoFar: forecast[..<6].map { $0 * 1.2 })
        #expect(outcome.rest.mean[0] / forecast[6] > 1.07)
        #expect(abs(outcome.rest.mean[13] / forecast[19] - 1) < 0.03)
        #expect(outcome.scale[0] < outcome.scale[13])
    }

    @Test("what only the opening brought is not carried on, what lasts is")
    func opening() {
        var stream = RandomStream(seed: 10)
        let forecast = Self.forecast(300)
        let days = (0..<80).map { _ -> IntradayDay in
            let day = 0.05 * SampledNormal.draw(&stream)
            var rush = 0.3 * SampledNormal.draw(&stream)
            let actual = forecast.map { f -> Double in
                defer { rush *= 0.6 }
                return Synthetic.poisson(f * max(0.1, 1 + day + rush), &stream)
            }
            return IntradayDay(forecast: forecast, actual: actual)
        }
        let updater = IntradayUpdate.learn(from: days, slotMinutes: 30)
        func raised(_ morning: [Double]) -> Double {
            let actual = zip(forecast, morning).map { $0 * (1 + $1) }
            let rest = updater.update(DayAheadForecast(mean: forecast), actualsSoFar: actual).rest.mean
            return rest.reduce(0, +) / forecast[morning.count...].reduce(0, +) - 1
        }
        // The mornings have the same mean deviation.
        let rush = raised([0.32, 0.19, 0.12, 0.07])
        let lasting = raised([0.175, 0.175, 0.175, 0.175])
        #expect(abs(rush) < 0.02, "\(rush)")
        #expect(lasting > 0.03 + rush, "\(lasting)")
        // A centre that opens in the middle of the grid has its opening there.
        let closed = [Double](repeating: 0, count: 4)
        let late = IntradayUpdate.learn(
            from: days.map { IntradayDay(forecast: closed + $0.forecast, actual: closed + $0.actual) }, slotMinutes: 30
        )
        .update(
            DayAheadForecast(mean: closed + forecast),
            actualsSoFar: closed + zip(forecast, [0.32, 0.19, 0.12, 0.07]).map { $0 * (1 + $1) })
        #expect(abs(late.rest.mean.reduce(0, +) / forecast[4...].reduce(0, +) - 1 - rush) < 0.005)
    }

    @Test("few days, an empty morning, an unknown morning and an outage update nothing")
    func nothing() {
        let mean = Self.forecast(100)
        let day = DayAheadForecast(mean: mean)
        let few = IntradayUpdate.learn(from: Self.days(5, volume: 100, spread: 0.3, seed: 4), slotMinutes: 30)
        let many = IntradayUpdate.learn(from: Self.days(40, volume: 100, spread: 0.3, seed: 5), slotMinutes: 30)
        for outcome in [
            few.update(day, actualsSoFar: [200, 200, 200]), many.update(day, actualsSoFar: []),
            many.update(day, actualsSoFar: [.nan, .nan, .nan]), many.update(day, actualsSoFar: [0, 0, 0]),
            many.update(day, actualsSoFar: [-3, .infinity, .nan]),
            IntradayUpdate.learn(from: [], slotMinutes: 30).update(day, actualsSoFar: [10, 10]),
        ] {
            #expect(outcome.rest.mean == Array(mean[outcome.firstSlot...]))
            #expect(outcome.carryOver == 0 && outcome.reason.hasPrefix("no update"))
        }
        let over = many.update(day, actualsSoFar: mean)
        #expect(over.rest.mean.isEmpty && over.reason == "the day is over")
    }

    @Test("unknown slots in the morning count for nothing, known ones as usual")
    func gaps() {
        let updater = IntradayUpdate.learn(from: Self.days(60, volume: 100, spread: 0.3, seed: 6), slotMinutes: 30)
        let mean = Self.forecast(100)
        var morning = mean[..<8].map { $0 * 1.2 }
        let whole = updater.update(DayAheadForecast(mean: mean), actualsSoFar: morning)
        morning[2] = .nan
        morning[5] = 0  // an outage
        let gappy = updater.update(DayAheadForecast(mean: mean), actualsSoFar: morning)
        for (a, b) in zip(whole.rest.mean, gappy.rest.mean) { #expect(abs(a / b - 1) < 0.03) }
    }

    @Test("closed slots stay zero, tiny counts hardly move, bands stay nested", arguments: [0.02, 0.5, 20, 1e6])
    func bands(volume: Double) {
        var stream = RandomStream(seed: 7)
        var forecast = Self.forecast(volume)
        for s in [0, 1, 18, 19] { forecast[s] = 0 }
        func draw(_ mean: Double) -> Double {
            mean > 1e4 ? mean * (0.97 + 0.06 * stream.uniform()) : Synthetic.poisson(mean, &stream)
        }
        let days = (0..<40).map { _ in
            IntradayDay(forecast: forecast, actual: forecast.map { $0 > 0 ? draw($0) : .nan })
        }
        let day = DayAheadForecast(
            mean: forecast, lower80: forecast.map { $0 * 0.8 }, upper80: forecast.map { $0 * 1.2 },
            lower95: forecast.map { $0 * 0.7 }, upper95: forecast.map { $0 * 1.3 })
        let outcome = IntradayUpdate.learn(from: days, slotMinutes: 30)
            .update(day, actualsSoFar: forecast[..<9].map { $0 > 0 ? ($0 * 1.5).rounded() : .nan })
        let rest = outcome.rest
        for i in rest.mean.indices {
            let f = forecast[9 + i]
            #expect(rest.mean[i].isFinite && rest.mean[i] >= 0)
            #expect(rest.lower95[i] <= rest.lower80[i] && rest.lower80[i] <= rest.mean[i])
            #expect(rest.mean[i] <= rest.upper80[i] && rest.upper80[i] <= rest.upper95[i])
            if f == 0 { #expect(rest.mean[i] == 0 && rest.upper95[i] == 0) }
            if volume < 1, f > 0 { #expect(abs(rest.mean[i] / f - 1) < 0.15) }
        }
    }

    @Test("a sample path moves with the mean and keeps its place in the band")
    func samplePath() {
        let updater = IntradayUpdate.learn(from: Self.days(60, volume: 100, spread: 0.3, seed: 8), slotMinutes: 30)
        let mean = Self.forecast(100)
        let outcome = updater.update(DayAheadForecast(mean: mean), actualsSoFar: mean[..<8].map { $0 * 1.2 })
        #expect(outcome.updated(path: outcome.dayAheadMean) == outcome.rest.mean)
        let high = outcome.updated(path: outcome.dayAheadMean.map { $0 * 1.1 })
        for i in high.indices {
            let expected = outcome.rest.mean[i] + outcome.scale[i] * 0.1 * outcome.dayAheadMean[i]
            #expect(abs(high[i] - expected) < 1e-9)
        }
    }

    @Test("a cut within a block of half an hour uses the part that is known")
    func partialBlock() {
        var stream = RandomStream(seed: 9)
        let forecast = (0..<120).map { _ in 40.0 }
        let days = (0..<40).map { _ -> IntradayDay in
            let factor = 1 + 0.3 * (2 * stream.uniform() - 1)
            return IntradayDay(forecast: forecast, actual: forecast.map { Synthetic.poisson($0 * factor, &stream) })
        }
        let updater = IntradayUpdate.learn(from: days, slotMinutes: 5)
        let outcome = updater.update(
            DayAheadForecast(mean: forecast), actualsSoFar: forecast[..<27].map { $0 * 1.2 })
        #expect(outcome.rest.mean.count == 93)
        #expect(outcome.rest.mean[0] > 45 && outcome.rest.mean[92] > 45)
    }
}

/// A standard normal draw by the sum of twelve uniforms: good enough for a test.
enum SampledNormal {
    static func draw(_ stream: inout RandomStream) -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + stream.uniform() }
    }
}
