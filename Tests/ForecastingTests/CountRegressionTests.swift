import ContactCenter
import Foundation
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Count chain") struct CountChainTests {
    @Test("the evidence of one count is the integral over its rate", arguments: [0.0, 3, 40], [0.0, 0.3])
    func evidence(count: Double, dispersion: Double) {
        var chain = CountChain(counts: [count], exposures: [20])
        let law = CountChain.Law(variance: 0.09, correlation: 0.5, dispersion: dispersion)
        let found = chain.fit(law)
        // Simpson's rule over ±10 deviations of the prior, from the densities as textbooks give them.
        var integral = 0.0
        let steps = 4_000
        for k in 0...steps {
            let g = -3 + 6 * Double(k) / Double(steps)
            let mean = 20 * exp(g)
            var density = exp(-g * g / 0.18) / (2 * Double.pi * 0.09).squareRoot()
            if dispersion > 0 {
                let r = 1 / dispersion
                density *= exp(lgamma(count + r) - lgamma(r) + r * log(r / (r + mean)) + count * log(mean / (r + mean)))
            } else {
                density *= exp(count * log(mean) - mean)
            }
            integral += (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * density
        }
        integral *= 6 / Double(steps) / 3
        #expect(abs(found - log(integral)) < 0.03)
    }

    @Test("the Gamma ratio is that of the C library, for small and large shapes and counts")
    func gammaRatio() {
        for shape in [0.3, 2, 50, 1e4] {
            for count in [0.0, 1, 7, 19.5, 300, 1e5] {
                let expected = lgamma(shape + count) - lgamma(shape) - count * log(shape)
                #expect(abs(CountChain.logGammaRatio(shape, count) - expected) < 1e-7 * max(1, abs(expected)))
            }
        }
    }

    @Test(
        "a tridiagonal solution multiplied back gives the right-hand side, and its inverse's diagonal is that of unit solutions"
    )
    func tridiagonal() {
        let diagonal = [3.0, 2.5, 4, 2.2, 3.1]
        let factor = TridiagonalFactor(diagonal: diagonal, offDiagonal: -0.9)
        for k in diagonal.indices {
            var x = [Double](repeating: 0, count: 5)
            x[k] = 1
            factor.solve(&x)
            #expect(abs(x[k] - factor.inverseDiagonal[k]) < 1e-12)
            for i in diagonal.indices {
                var product = diagonal[i] * x[i]
                if i > 0 { product -= 0.9 * x[i - 1] }
                if i < 4 { product -= 0.9 * x[i + 1] }
                #expect(abs(product - (i == k ? 1 : 0)) < 1e-12)
            }
        }
    }
}

@Suite("Count regression") struct CountRegressionTests {
    static let calendar = CentreCalendar(openingHours: .always)

    /// Poisson counts of busy days: the pattern of the week times `scale` times the day's factor.
    static func series(
        weeks: Int, scale: Double, seed: UInt64, slotMinutes: Int = 60, factor: (inout RandomStream) -> Double
    ) -> VolumeSeries {
        var stream = RandomStream(seed: seed)
        var day: CivilDate?
        var busyness = 1.0
        return Synthetic.series(weeks: weeks, slotMinutes: slotMinutes, calendar: calendar) { _, time in
            if time.date != day {
                day = time.date
                busyness = factor(&stream)
            }
            return Synthetic.poisson(Synthetic.pattern(time) * scale * busyness, &stream)
        }
    }

    static func fit(_ series: VolumeSeries) throws -> (run: CountRegressionRun, path: [Double]) {
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 7 * series.slotsPerDay)
        var run = CountRegressionRun(task: task, lastCutoff: task.cutoff)
        run.learn(to: task.cutoff)
        return (run, run.path(cutoff: task.cutoff, horizonSlots: task.horizonSlots))
    }

    @Test("on gamma-Poisson days it is closer to the true means than the mean of the same weekday slot, and unbiased")
    func gammaDays() throws {
        var own = 0.0
        var planner = 0.0
        var sum = 0.0
        var truth = 0.0
        for seed in 1...8 as ClosedRange<UInt64> {
            let series = Self.series(weeks: 26, scale: 0.1, seed: seed) { $0.gammaFactor(variation: 0.15) }
            let (_, path) = try Self.fit(series)
            let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 168)
            let rival = WeekdayMean(weeks: 26).path(for: task)
            for step in path.indices {
                let mean = 0.1 * Synthetic.pattern(series.time(of: series.count + step))
                own += (path[step] - mean) * (path[step] - mean)
                planner += (rival[step] - mean) * (rival[step] - mean)
                sum += path[step]
                truth += mean
            }
        }
        #expect(own < 0.5 * planner)
        #expect(abs(sum / truth - 1) < 0.03)
    }

    @Test("independent day factors are found as dispersion of the right size")
    func dispersion() throws {
        let series = Self.series(weeks: 52, scale: 0.5, seed: 5) { $0.gammaFactor(variation: 0.3) }
        let law = try Self.fit(series).run.effects.law
        #expect(law.dispersion > 0.05 && law.dispersion < 0.13)
    }

    @Test("correlated day effects are found with their variance and correlation, and carry over into the next day")
    func correlatedDays() throws {
        var effect = 0.0
        let series = Self.series(weeks: 50, scale: 0.5, seed: 6) { stream in
            effect = 0.9 * effect + 0.25 * (1 - 0.81).squareRoot() * stream.normal()
            return exp(effect)
        }
        let (run, path) = try Self.fit(series)
        let law = run.effects.law
        #expect(law.variance > 0.03 && law.variance < 0.13)
        #expect(law.correlation > 0.8 && law.correlation < 0.97)
        #expect(law.dispersion < 0.02)
        // The first day ahead keeps most of the last day's effect.
        let usual = (0..<24).reduce(0) { $0 + 0.5 * Synthetic.pattern(series.time(of: series.count + $1)) }
        let ahead = log(path[..<24].reduce(0, +) / usual)
        #expect(abs(ahead - 0.9 * effect) < 0.12)
    }

    @Test("one contact in fifty slots: forecasts follow the time of day and sum to what comes")
    func rare() throws {
        var sum = 0.0
        var truth = 0.0
        var own = 0.0
        var planner = 0.0
        for seed in 1...6 as ClosedRange<UInt64> {
            let series = Self.series(weeks: 26, scale: 0.0005, seed: seed, slotMinutes: 30) { _ in 1 }
            let (_, path) = try Self.fit(series)
            let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 336)
            let rival = WeekdayMean(weeks: 26).path(for: task)
            for step in path.indices {
                let mean = 0.0005 * Synthetic.pattern(series.time(of: series.count + step))
                sum += path[step]
                truth += mean
                // Expected loss of the logarithmic score against the true mean.
                own += path[step] - mean * log(path[step])
                planner += rival[step] - mean * log(max(rival[step], 1e-4))
            }
        }
        #expect(abs(sum / truth - 1) < 0.1)
        #expect(own < planner)
    }

    @Test("all zeros forecast zero, one known value forecasts a finite number, unknown days do no harm")
    func hostile() throws {
        let zeros = Synthetic.series(weeks: 4, calendar: Self.calendar) { _, _ in 0 }
        #expect(try Self.fit(zeros).path.allSatisfy { $0 == 0 })
        var one = Synthetic.series(weeks: 1, calendar: Self.calendar) { _, _ in .nan }
        one.values[20] = 4
        let task = try ForecastTask(series: one, calendar: Self.calendar, horizonSlots: 336)
        #expect(CountRegression().lawfulPath(for: task).allSatisfy { $0.isFinite && $0 >= 0 })
        var gaps = Self.series(weeks: 12, scale: 1, seed: 3) { _ in 1 }
        for slot in 900..<1100 { gaps.values[slot] = .nan }
        for slot in stride(from: 1200, to: 1400, by: 3) { gaps.values[slot] = .nan }
        gaps.values[1600] = 1e6
        let path = try Self.fit(gaps).path
        let truth = path.indices.reduce(0) { $0 + Synthetic.pattern(gaps.time(of: gaps.count + $1)) }
        #expect(abs(path.reduce(0, +) / truth - 1) < 0.05)
    }

    @Test("short days and weekdays with other hours are rates, not totals")
    func openingHours() throws {
        let calendar = CentreCalendar(
            openingHours: Synthetic.officeHours,
            specialDays: [SpecialDay(date: Synthetic.monday + 184, name: "half day", kind: .hours(480..<720))])
        let series = Synthetic.series(weeks: 26, calendar: calendar) { _, time in Synthetic.pattern(time) }
        let task = try ForecastTask(series: series, calendar: calendar, horizonSlots: 336)
        let path = CountRegression().lawfulPath(for: task)
        for step in path.indices {
            let time = series.time(of: series.count + step)
            let expected = calendar.isOpen(at: time) ? Synthetic.pattern(time) : 0
            #expect(abs(path[step] - expected) <= 0.05 * expected)
        }
    }

    @Test("nothing after a cutoff tells in its path")
    func cutoffs() throws {
        let series = Self.series(weeks: 20, scale: 0.3, seed: 9) { $0.gammaFactor(variation: 0.2) }
        var changed = series
        for slot in 130 * 24..<series.count { changed.values[slot] = 99 }
        let paths = try [series, changed].map { series in
            let task = try ForecastTask(series: series, calendar: Self.calendar, horizonSlots: 24)
            return CountRegression().paths(for: task, cutoffs: [100 * 24, 130 * 24 - 5, 135 * 24], horizonSlots: 48)
        }
        #expect(paths[0][1] == paths[1][1])
        #expect(paths[0][0] == paths[1][0])
        #expect(paths[0][2] != paths[1][2])
    }
}
