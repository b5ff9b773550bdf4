import NumericalMethods
import Testing

@testable import Forecasting

/// Two queues and a handle time with a known law: an AR(1) day effect, an AR(1) within the day, a part common to both
/// queues, and handle times that rise with volume. Twelve hourly slots a day are open.
private struct KnownLaw {
    static let slotsPerDay = 24
    static let open = 8..<20
    static let daySpread = 0.10
    static let slotSpread = 0.05
    static let dayMemory = 0.7
    static let slotMemory = 0.8
    static let means = [200.0, 120.0]
    static let aht = 300.0

    static func mean(_ queue: Int, slotOfDay: Int) -> Double {
        open.contains(slotOfDay) ? means[queue] * (1 + 0.3 * Double((slotOfDay - 8) % 5) / 5) : 0
    }

    /// Values series × slot over `days` days (volumes of two queues, then the handle time).
    static func draw(days: Int, _ stream: inout RandomStream) -> [[Double]] {
        var values = [[Double]](repeating: [], count: 3)
        var level = [stream.normal(), stream.normal()]
        let innovation = (1 - dayMemory * dayMemory).squareRoot()
        for _ in 0..<days {
            let common = stream.normal()
            for queue in 0..<2 {
                // Correlation ½ between the queues' day effects.
                level[queue] =
                    dayMemory * level[queue] + innovation
                    * (common * 0.5.squareRoot() + stream.normal() * 0.5.squareRoot())
            }
            var within = [stream.normal(), stream.normal()]
            for slot in 0..<slotsPerDay {
                guard open.contains(slot) else {
                    for series in 0..<3 { values[series].append(0) }
                    continue
                }
                for queue in 0..<2 {
                    within[queue] =
                        slotMemory * within[queue]
                        + (1 - slotMemory * slotMemory).squareRoot() * stream.normal()
                    let factor = 1 + daySpread * level[queue] + slotSpread * within[queue]
                    values[queue].append(Double(stream.poisson(mean: mean(queue, slotOfDay: slot) * max(0.1, factor))))
                }
                values[2].append(aht * (1 + 0.08 * level[0] + 0.04 * stream.normal()))
            }
        }
        return values
    }

    static func forecast(_ series: Int, slots: Int) -> [Double] {
        (0..<slots).map { slot in
            let slotOfDay = slot % slotsPerDay
            return series < 2 ? mean(series, slotOfDay: slotOfDay) : (open.contains(slotOfDay) ? aht : 0)
        }
    }

    static func deviation(_ series: Int, slotOfDay: Int) -> Double {
        guard open.contains(slotOfDay) else { return 0 }
        if series == 2 { return aht * (0.08 * 0.08 + 0.04 * 0.04).squareRoot() }
        let m = mean(series, slotOfDay: slotOfDay)
        return (m + m * m * (daySpread * daySpread + slotSpread * slotSpread)).squareRoot()
    }

    static let levels = [0.025, 0.1, 0.9, 0.975]

    /// The three series with true means and quantiles and the errors of `origins` independent origins.
    static func series(origins: Int, pastDays: Int, horizonDays: Int, seed: UInt64) -> [PathSeries] {
        var stream = RandomStream(seed: seed)
        var past = [OriginErrors](repeating: OriginErrors(slotsPerOrigin: pastDays * slotsPerDay), count: 3)
        for _ in 0..<origins {
            let actual = draw(days: pastDays, &stream)
            for series in 0..<3 {
                let forecast = forecast(series, slots: pastDays * slotsPerDay)
                past[series].addOrigin(
                    forecast: forecast, actual: zip(actual[series], forecast).map { $1 > 0 ? $0 : .nan })
            }
        }
        return (0..<3).map { series in
            let mean = forecast(series, slots: horizonDays * slotsPerDay)
            return PathSeries(
                name: ["a", "b", "aht"][series], measure: series < 2 ? .volume : .average, mean: mean, levels: levels,
                quantiles: levels.map { level in
                    mean.indices.map {
                        mean[$0] + NormalDistribution.quantile(level) * deviation(series, slotOfDay: $0 % slotsPerDay)
                    }
                }, past: past[series])
        }
    }

    static func paths(
        origins: Int = 26, pastDays: Int = 7, horizonDays: Int = 7, pathCount: Int = 400, wholeNumbers: Bool = false,
        seed: UInt64 = 1, history: UInt64 = 5
    ) -> SamplePaths {
        samplePaths(
            SamplePathRequest(
                series: series(origins: origins, pastDays: pastDays, horizonDays: horizonDays, seed: history),
                slotsPerDay: slotsPerDay, pathCount: pathCount, wholeNumbers: wholeNumbers, seed: seed))
    }

    static func correlation(_ x: [Double], _ y: [Double]) -> Double {
        let n = Double(x.count)
        let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            xx += (a - mx) * (a - mx)
            yy += (b - my) * (b - my)
            xy += (a - mx) * (b - my)
        }
        return xy / (xx * yy).squareRoot()
    }

    static func deviation(_ x: [Double]) -> Double {
        let mean = x.reduce(0, +) / Double(x.count)
        return (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count - 1)).squareRoot()
    }
}

@Suite("Sample paths") struct SamplePathTests {
    @Test("every slot has the forecast as mean and the calibrated quantiles")
    func margins() {
        let paths = KnownLaw.paths()
        let series = KnownLaw.series(origins: 1, pastDays: 1, horizonDays: 7, seed: 1)
        for (index, one) in series.enumerated() {
            for slot in 0..<paths.slotCount where one.mean[slot] > 0 {
                let values = (0..<paths.pathCount).map { paths[path: $0, series: index, slot: slot] }
                #expect(abs(values.reduce(0, +) / 400 / one.mean[slot] - 1) < 1e-9)
                let found = paths.quantiles(KnownLaw.levels, series: index, slot: slot)
                for (level, value) in found.enumerated() {
                    // Between two of 400 order statistics.
                    #expect(abs(value - one.quantiles[level][slot]) < 0.03 * one.mean[slot])
                }
            }
        }
    }

    @Test("new days of the known law fall into the intervals of slots, days and weeks as often as these say")
    func coverage() {
        var inside = [Double](repeating: 0, count: 5)
        var trials = inside
        for history in 1...12 as ClosedRange<UInt64> {
            let paths = KnownLaw.paths(origins: 20, history: history)
            var stream = RandomStream(seed: 900 + history)
            let ask = [0.1, 0.9]
            let slotBand = paths.quantiles(ask, series: 0, slot: 12)
            let dayBand = paths.dayQuantiles(ask, series: [0])[2]
            let bothBand = paths.dayQuantiles(ask, series: [0, 1])[2]
            let weekBand = SamplePaths.quantiles(ask, of: paths.totals(of: [0]))
            let workBand = SamplePaths.quantiles(
                ask, of: paths.workSeconds(volume: 0, handleTime: 2, slots: paths.slots(ofDay: 2)))
            for _ in 0..<300 {
                let actual = KnownLaw.draw(days: 7, &stream)
                let day = paths.slots(ofDay: 2)
                let observed = [
                    actual[0][12], actual[0][day].reduce(0, +),
                    actual[0][day].reduce(0, +) + actual[1][day].reduce(0, +), actual[0].reduce(0, +),
                    zip(actual[0][day], actual[2][day]).reduce(0) { $0 + $1.0 * $1.1 },
                ]
                for (k, band) in [slotBand, dayBand, bothBand, weekBand, workBand].enumerated() {
                    trials[k] += 1
                    if observed[k] >= band[0] && observed[k] <= band[1] { inside[k] += 1 }
                }
            }
        }
        for k in 0..<5 { #expect(abs(inside[k] / trials[k] - 0.8) < 0.04, "measure \(k)") }
    }

    @Test("correlation within the day, from day to day, across queues and of handle time with volume is kept")
    func correlation() {
        let paths = KnownLaw.paths(origins: 60, pathCount: 2000)
        var stream = RandomStream(seed: 77)
        let truth = (0..<4000).map { _ in KnownLaw.draw(days: 2, &stream) }
        func check(_ name: String, _ a: (series: Int, slots: Range<Int>), _ b: (series: Int, slots: Range<Int>)) {
            let expected = KnownLaw.correlation(
                truth.map { $0[a.series][a.slots].reduce(0, +) }, truth.map { $0[b.series][b.slots].reduce(0, +) })
            let found = KnownLaw.correlation(
                paths.totals(of: [a.series], slots: a.slots), paths.totals(of: [b.series], slots: b.slots))
            #expect(abs(found - expected) < 0.1, "\(name): \(found) against \(expected)")
        }
        check("neighbouring slots", (0, 10..<11), (0, 11..<12))
        check("slots hours apart", (0, 9..<10), (0, 17..<18))
        check("morning and evening of other queues", (0, 8..<14), (1, 14..<20))
        check("days of two queues", (0, 0..<24), (1, 0..<24))
        check("day after day", (0, 0..<24), (0, 24..<48))
        check("volume and handle time", (0, 0..<24), (2, 0..<24))
    }

    @Test("parts add up on every path, and closed slots are zero")
    func coherent() {
        let paths = KnownLaw.paths()
        let whole = paths.totals(of: [0, 1])
        for path in 0..<paths.pathCount {
            var sum = 0.0
            for day in 0..<paths.dayCount {
                for slot in paths.slots(ofDay: day) {
                    sum += paths[path: path, series: 0, slot: slot] + paths[path: path, series: 1, slot: slot]
                }
            }
            #expect(abs(sum - whole[path]) < 1e-6)
        }
        for slot in 0..<paths.slotCount where !KnownLaw.open.contains(slot % 24) {
            for series in 0..<3 {
                #expect((0..<paths.pathCount).allSatisfy { paths[path: $0, series: series, slot: slot] == 0 })
            }
        }
        #expect(paths.values.allSatisfy { $0.isFinite && $0 >= 0 })
    }

    @Test("whole numbers stay within one of the day's total and keep the mean")
    func wholeNumbers() {
        let real = KnownLaw.paths()
        let whole = KnownLaw.paths(wholeNumbers: true)
        for path in 0..<real.pathCount {
            #expect(whole.path(path, series: 0).allSatisfy { $0 == $0.rounded() })
            for day in 0..<7 {
                let slots = real.slots(ofDay: day)
                let difference =
                    slots.reduce(0) {
                        $0 + whole[path: path, series: 0, slot: $1] - real[path: path, series: 0, slot: $1]
                    }
                #expect(abs(difference) < 1 + 1e-9)
            }
        }
        #expect(real.path(3, series: 2) == whole.path(3, series: 2), "handle times are no counts")
        let means = [real, whole].map { $0.totals(of: [0]).reduce(0, +) / 400 }
        #expect(abs(means[0] - means[1]) < 1)
    }

    @Test("the same seed gives the same paths, another seed others")
    func seeds() {
        #expect(KnownLaw.paths(seed: 4) == KnownLaw.paths(seed: 4))
        #expect(KnownLaw.paths(seed: 4) != KnownLaw.paths(seed: 5))
    }

    @Test("a longer horizon than the past origins had does not repeat itself")
    func longHorizon() {
        let paths = KnownLaw.paths(pastDays: 7, horizonDays: 21, pathCount: 1000)
        let days = (0..<21).map { paths.totals(of: [0], slots: paths.slots(ofDay: $0)) }
        // The law's correlation over a week or two is 0.7⁷ = 0.08 and less.
        #expect(abs(KnownLaw.correlation(days[0], days[7])) < 0.25)
        #expect(abs(KnownLaw.correlation(days[2], days[16])) < 0.25)
    }

    @Test("without any past error, what exceeds counting noise is common to the day")
    func noPast() {
        let count = 12
        let mean = [Double](repeating: 100, count: count)
        // Variance 400 = 100 of counting + 300 common.
        let series = PathSeries(
            name: "q", mean: mean, levels: [0.1, 0.9],
            quantiles: [0.1, 0.9].map { level in mean.map { $0 + 20 * NormalDistribution.quantile(level) } },
            past: OriginErrors(slotsPerOrigin: 0))
        let paths = samplePaths(SamplePathRequest(series: [series], slotsPerDay: count, pathCount: 4000))
        let expected = Double(count * 100 + count * count * 300).squareRoot()
        #expect(abs(KnownLaw.deviation(paths.totals(of: [0])) / expected - 1) < 0.05)
        let singles = (0..<4000).map { paths[path: $0, series: 0, slot: 3] }
        #expect(abs(KnownLaw.deviation(singles) / 20 - 1) < 0.02)
    }

    @Test("a horizon that begins in the middle of a day, gaps in the past and slots without contacts are no trouble")
    func ragged() {
        var stream = RandomStream(seed: 3)
        var past = OriginErrors(slotsPerOrigin: 70)
        for origin in 0..<5 {
            past.addOrigin(
                forecast: (0..<70).map { Double($0 % 3) },
                actual: (0..<(70 - origin)).map { slot in slot % 7 == origin ? .nan : Double(stream.poisson(mean: 1)) })
        }
        let mean = (0..<60).map { $0 % 5 == 0 ? 0.02 : Double($0 % 3) }
        let series = PathSeries(
            name: "q", mean: mean, levels: [0.025, 0.1, 0.9, 0.975],
            quantiles: [mean.map { _ in 0 }, mean.map { _ in 0 }, mean.map { $0 * 2 + 1 }, mean.map { $0 * 3 + 1 }],
            past: past)
        let paths = samplePaths(
            SamplePathRequest(
                series: [series], slotsPerDay: 24, firstSlotOfDay: 10, pathCount: 300, wholeNumbers: true))
        #expect(paths.dayCount == 3 && paths.slots(ofDay: 0) == 0..<14 && paths.slots(ofDay: 2) == 38..<60)
        #expect(paths.values.allSatisfy { $0.isFinite && $0 >= 0 && $0 == $0.rounded() })
        let total = paths.totals(of: [0]).reduce(0, +) / 300
        #expect(abs(total / mean.reduce(0, +) - 1) < 0.05)
    }

    @Test("the quantile function goes through the given quantiles, is never negative and has the mean asked for")
    func quantileFunction() {
        let z = (0..<1000).map { NormalDistribution.quantile((Double($0) + 0.5) / 1000) }
        var sample = [Double](repeating: 0, count: 1000)
        for (mean, quantiles) in [(10.0, [4.0, 6, 15, 18]), (1.2, [0, 0, 3, 4]), (50, [30, 36, 62, 90])] {
            let margin = MarginalQuantiles(mean: mean, levels: [0.025, 0.1, 0.9, 0.975], quantiles: quantiles)
            margin.sample(at: z, into: &sample)
            #expect(abs(sample.reduce(0, +) / 1000 - mean) < 1e-9)
            #expect(sample.allSatisfy { $0 >= 0 } && zip(sample, sample.dropFirst()).allSatisfy { $0 <= $1 })
            for (level, value) in zip([0.025, 0.1, 0.9, 0.975], quantiles) {
                #expect(abs((Quantile.type7(sorted: sample, level) ?? .nan) - value) < 0.02 * mean)
            }
        }
        // Normal quantiles give the normal distribution back.
        let normal = MarginalQuantiles(
            mean: 100, levels: [0.1, 0.9], quantiles: [0.1, 0.9].map { 100 + 7 * NormalDistribution.quantile($0) })
        normal.sample(at: z, into: &sample)
        for (value, score) in zip(sample, z) { #expect(abs(value - (100 + 7 * score)) < 1e-9) }
    }
}
