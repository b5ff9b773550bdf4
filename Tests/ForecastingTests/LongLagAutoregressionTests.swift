import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Long-lag autoregression") struct LongLagAutoregressionTests {
    static let always = CentreCalendar(openingHours: .always)

    static func task(_ values: [Double], slotMinutes: Int = 60, horizon: Int = 48) throws -> ForecastTask {
        let series = VolumeSeries(
            id: "ar", start: LocalTime(date: Synthetic.monday), slotMinutes: slotMinutes, values: values,
            isOpen: values.map { _ in true })
        return try ForecastTask(series: series, calendar: always, horizonSlots: horizon)
    }

    /// A daily wave with autocorrelated noise.
    static func wave(_ count: Int, seed: UInt64, level: Double = 200) -> [Double] {
        var stream = RandomStream(seed: seed)
        var noise = 0.0
        return (0..<count).map { slot in
            noise = 0.8 * noise + 4 * (stream.uniform() - 0.5)
            let phase = Double(slot % 24) / 24
            return level + 400 * phase * (1 - phase) + noise
        }
    }

    @Test("the coefficients and the path are those of LAPACK's least squares and of the recursion by hand")
    func bruteForce() throws {
        let values = Self.wave(8 * 168, seed: 3)
        let task = try Self.task(values)
        let path = LongLagAutoregression(scale: .additive).path(for: task)
        let lags = LongLagAutoregression.lags(slotsPerDay: 24)
        #expect(lags == [1, 2, 3, 23, 24, 25, 167, 168, 169, 191, 192, 193])

        let mean = values.reduce(0, +) / Double(values.count)
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
        let x = values.map { ($0 - mean) / deviation }
        let rows = x.count - 193
        /// Weighted least squares with the ridge of 1e-5 a row as further equations.
        func solve(_ weights: [Double]) throws -> [Double] {
            let ridge = (1e-5 * weights.reduce(0, +)).squareRoot()
            let roots = weights.map { $0.squareRoot() }
            let nothing = [Double](repeating: 0, count: lags.count)
            var matrix: [Double] = []
            for (column, lag) in lags.enumerated() {
                matrix += (0..<rows).map { roots[$0] * x[193 + $0 - lag] }
                matrix += lags.indices.map { $0 == column ? ridge : 0 }
            }
            matrix += roots + nothing
            let right = (0..<rows).map { roots[$0] * x[193 + $0] } + nothing
            return try #require(
                LeastSquares.minimumNorm(
                    matrix: matrix, rightHandSide: right, rows: rows + lags.count, columns: lags.count + 1)
            ).coefficients
        }
        let first = try solve([Double](repeating: 1, count: rows))
        let misses = (193..<x.count).map { slot in
            abs(x[slot] - first[12] - lags.indices.reduce(0) { $0 + first[$1] * x[slot - lags[$1]] })
        }
        let bound = 2 * 1.4826 * misses.sorted()[rows / 2]
        #expect(misses.contains { $0 > bound })
        let solution = try solve(misses.map { min(1, bound / $0) })
        var extended = x
        for _ in 0..<48 {
            var next = solution[12]
            for (column, lag) in lags.enumerated() {
                next += solution[column] * extended[extended.count - lag]
            }
            extended.append(next)
        }
        for step in path.indices {
            #expect(abs(path[step] - (mean + deviation * extended[x.count + step])) < 1e-5)
        }
    }

    @Test("continues a repeating week", arguments: DoubleSeasonalHoltWinters.Scale.allCases, [30, 60, 360, 720, 1440])
    func repeating(scale: DoubleSeasonalHoltWinters.Scale, slotMinutes: Int) throws {
        let series = Synthetic.series(weeks: 10, slotMinutes: slotMinutes, calendar: Self.always) {
            Synthetic.pattern($1)
        }
        let steps = 7 * 1440 / slotMinutes
        let task = try ForecastTask(series: series, calendar: Self.always, horizonSlots: steps)
        let path = LongLagAutoregression(scale: scale).path(for: task)
        for step in path.indices {
            let expected = Synthetic.pattern(series.time(of: series.count + step))
            #expect(abs(path[step] - expected) < 0.03 * expected)
        }
    }

    @Test("carries a departure on from the last slots and lets it fade")
    func carriesOn() throws {
        let calm = Self.wave(8 * 168, seed: 4)
        var raised = calm
        for slot in raised.count - 6..<raised.count { raised[slot] += 12 }
        let model = LongLagAutoregression(scale: .additive)
        let before = model.path(for: try Self.task(calm))
        let after = model.path(for: try Self.task(raised))
        #expect(after[0] - before[0] > 5)
        #expect(abs(after[40] - before[40]) < 3)
    }

    @Test("a flood of an hour hardly moves it")
    func flood() throws {
        let calm = Self.wave(8 * 168, seed: 5)
        var hurt = calm
        hurt[900] = 5000
        let model = LongLagAutoregression(scale: .multiplicative)
        let before = model.path(for: try Self.task(calm))
        let after = model.path(for: try Self.task(hurt))
        for step in before.indices { #expect(abs(after[step] - before[step]) < 0.06 * before[step]) }
    }

    @Test("is right on average for the logarithm of counts")
    func unbiased() throws {
        var stream = RandomStream(seed: 9)
        let values = (0..<12 * 168).map { slot in Synthetic.poisson(slot % 24 < 8 ? 1 : 3, &stream) }
        let path = LongLagAutoregression(scale: .multiplicative).path(for: try Self.task(values, horizon: 168))
        let mean = path.reduce(0, +) / 168
        #expect(abs(mean - 7.0 / 3) < 0.1 * 7 / 3)
    }

    @Test("a history too short or mostly unknown is nothing to go by")
    func nothing() throws {
        let model = LongLagAutoregression(scale: .additive)
        let brief = try Self.task([1, 2, 3, 4, 5])
        #expect(model.path(for: brief).allSatisfy { $0.isNaN })
        var values = Self.wave(8 * 168, seed: 1)
        for slot in values.indices where slot % 24 < 12 { values[slot] = .nan }
        let halfKnown = try Self.task(values)
        #expect(model.path(for: halfKnown).allSatisfy { $0.isNaN })
    }

    @Test("constant, zero and huge series stay what they are", arguments: [0, 7, 3e6])
    func flat(level: Double) throws {
        for scale in DoubleSeasonalHoltWinters.Scale.allCases {
            let task = try Self.task([Double](repeating: level, count: 700))
            let path = LongLagAutoregression(scale: scale).path(for: task)
            #expect(path.allSatisfy { abs($0 - level) <= 1e-6 * (1 + level) })
        }
    }

    @Test("a path from an earlier cutoff starts from the values before it")
    func cutoffs() throws {
        let task = try Self.task(Self.wave(8 * 168, seed: 8))
        let model = LongLagAutoregression(scale: .multiplicative)
        let cutoffs = [5, task.cutoff - 168, task.cutoff]
        let paths = model.paths(for: task, cutoffs: cutoffs, horizonSlots: 48)
        #expect(paths[0].allSatisfy { $0.isNaN })
        #expect(paths[2] == model.path(for: task))
        #expect(paths[1] == model.path(for: task.earlier(cutoff: cutoffs[1], horizonSlots: 48)))
        let actual = task.values[(task.cutoff - 168)...].prefix(48)
        let error = zip(paths[1], actual).reduce(0) { $0 + abs($1.0 - $1.1) } / actual.reduce(0, +)
        #expect(error < 0.03)
    }

    @Test("the median size is the upper median of the sorted ones that count", arguments: [1, 2, 9, 400, 3651])
    func median(count: Int) throws {
        var stream = RandomStream(seed: UInt64(count))
        for power in [1.0, 9] {
            let values = (0..<count).map { _ in
                let value = 2 * stream.uniform() - 1
                return power == 1 ? value : value * value * value * value * value * value * value * value * value
            }
            let known = values.indices.map { $0 % 5 == 3 ? .nan : values[$0] }
            let sizes = known.filter { !$0.isNaN }.map { abs($0) }.sorted()
            #expect(LagRegression.medianSize(known) == sizes[sizes.count / 2])
        }
        #expect(LagRegression.medianSize([0, 0, 0]) == 0)
        #expect(LagRegression.medianSize([.nan, .nan]) == nil)
    }
}
