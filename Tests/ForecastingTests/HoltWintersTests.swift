import ContactCenter
import NumericalMethods
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

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

    /// One setting of ``HoltWintersLanes`` as the formulas read, in double precision.
    private struct PlainSmoother {
        var level: Double
        var daily: [Double]
        var weekly: [Double]
        var error = 0.0
        var deviation: Double
        var dailyCounts: [Double]
        var weeklyCounts: [Double]
        var actualSum = 0.0
        var expectedSum = 0.0

        init(_ x: [Double], perDay: Int) {
            let week = x.prefix(7 * perDay)
            let known = week.filter { !$0.isNaN }
            let mean = known.reduce(0, +) / Double(known.count)
            level = mean
            let season = (0..<perDay).map { time in
                let own = stride(from: time, to: week.count, by: perDay).map { week[$0] }.filter { !$0.isNaN }
                return own.isEmpty ? 0 : own.reduce(0, +) / Double(own.count) - mean
            }
            daily = season
            dailyCounts = (0..<perDay).map { time in
                Double(stride(from: time, to: week.count, by: perDay).count { !week[$0].isNaN })
            }
            weekly = [Double](repeating: 0, count: 7 * perDay)
            weeklyCounts = weekly
            let squares = week.indices.filter { !week[$0].isNaN }.map { (week[$0] - mean - season[$0 % perDay]) }
            deviation = (squares.reduce(0) { $0 + $1 * $1 } / Double(known.count)).squareRoot()
        }

        mutating func run(
            _ x: [Double], volumes: [Double], alphaPerDay: Double, gamma: Double, delta: Double, phi: Double,
            isLogarithm: Bool
        ) {
            let alpha = 1 - pow(1 - alphaPerDay, 1 / Double(daily.count))
            for slot in x.indices {
                let time = slot % daily.count
                let key = slot % weekly.count
                let carried = phi * error
                guard !x[slot].isNaN else {
                    error = carried
                    continue
                }
                let base = level + daily[time] + weekly[key]
                let miss = x[slot] - base - carried
                let reach = 3 * deviation
                let bounded = deviation > 0 ? min(max(miss, -reach), reach) : miss
                if isLogarithm {
                    actualSum = 0.999 * actualSum + exp(min(x[slot], base + reach))
                    expectedSum = 0.999 * expectedSum + exp(base)
                }
                deviation += 0.01 * (min(abs(miss), reach + abs(bounded)) * 1.2533 - deviation)
                dailyCounts[time] += 1
                weeklyCounts[key] += 1
                let dailyGain = max(delta, 1 / (dailyCounts[time] + 1))
                let weeklyGain = max(gamma, 1 / (weeklyCounts[key] + 4))
                let whole = bounded + carried
                level += alpha * whole
                daily[time] += dailyGain * whole
                weekly[key] += weeklyGain * (1 - dailyGain) * whole
                error = whole - alpha * carried
            }
        }
    }

    /// Twelve weeks of hours with a jump, a gap and a flood.
    static func hours() throws -> ForecastTask {
        var stream = RandomStream(seed: 5)
        let always = CentreCalendar(openingHours: .always)
        var series = Synthetic.series(weeks: 12, slotMinutes: 60, calendar: always) { slot, time in
            Synthetic.poisson(Synthetic.pattern(time) * (slot > 1400 ? 1.3 : 1), &stream)
        }
        for slot in [50, 51, 700, 701, 702] { series.values[slot] = .nan }
        series.values[900] = 4000
        return try ForecastTask(series: series, calendar: always, horizonSlots: 168)
    }

    @Test("every lane is its setting's smoother run alone", arguments: DoubleSeasonalHoltWinters.Scale.allCases)
    func lanes(scale: DoubleSeasonalHoltWinters.Scale) throws {
        let task = try Self.hours()
        let series = ScaledSeries(task, scale: scale, slots: task.values.indices)
        var lanes = try #require(HoltWintersLanes(series))
        // In pieces, as a backtest does.
        for range in [0..<500, 500..<501, 501..<task.cutoff] { lanes.run(series, range) }
        let volumes = task.values.map { $0 + series.offset }
        let x = scale == .additive ? task.values : volumes.map { log($0) }
        for lane in 0..<8 {
            var plain = PlainSmoother(x, perDay: 24)
            plain.run(
                x, volumes: volumes, alphaPerDay: Double(HoltWintersLanes.alphaPerDay[lane]),
                gamma: Double(HoltWintersLanes.gamma[lane]), delta: Double(HoltWintersLanes.delta[lane]),
                phi: Double(HoltWintersLanes.phi[lane]), isLogarithm: scale == .multiplicative)
            let tolerance = 2e-5 * (scale == .additive ? 50 : 4)
            #expect(abs(Double(lanes.error[lane]) - plain.error) < tolerance)
            for key in 0..<168 {
                let expected = plain.level + plain.daily[key % 24] + plain.weekly[key]
                #expect(abs(Double(lanes.expected(key)[lane]) - expected) < tolerance)
            }
            if scale == .multiplicative {
                // The quick exponential is good to a few digits; so is a correction within a few per cent of 1.
                #expect(abs(Double(lanes.meanCorrection[lane]) - plain.actualSum / plain.expectedSum) < 1e-3)
            }
        }
    }

    @Test("the scores of a cutoff are the errors of the paths that are known there")
    func scores() throws {
        let task = try Self.hours()
        let series = ScaledSeries(task, scale: .additive, slots: task.values.indices)
        var lanes = try #require(HoltWintersLanes(series))
        lanes.run(series, 0..<1000)
        let cutoffs = [900, 1003, 1090, 1400]
        var scores = [HoltWintersLanes.Lanes](repeating: .init(repeating: 8), count: cutoffs.count)
        lanes.addPathErrors(series, origin: 1000, steps: 168, cutoffs: cutoffs, to: &scores, memory: 0.5)
        #expect(scores[0] == .init(repeating: 8))
        for (place, known) in [(1, 3), (2, 90), (3, 168)] {
            for lane in 0..<8 {
                var sum = 4.0
                for step in 0..<known where step < 3 || step % 2 == 0 {
                    let fade = pow(Double(HoltWintersLanes.phi[lane]), Double(step + 1))
                    let expected = Double(lanes.expected((1000 + step) % 168)[lane])
                    sum += abs(expected + fade * Double(lanes.error[lane]) - task.values[1000 + step])
                }
                #expect(abs(Double(scores[place][lane]) - sum) < 1e-4 * sum)
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
