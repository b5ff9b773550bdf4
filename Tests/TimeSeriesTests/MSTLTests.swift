import Testing

@testable import TimeSeries

@Suite("MSTL") struct MSTLTests {
    static let tolerance = 1e-9

    /// The level of the last values, for tests of the seasons alone.
    struct LastValue: TrendForecaster {
        func forecast(of values: [Double], steps: Int) throws(TimeSeriesError) -> SeriesPrediction {
            guard let last = values.last else { throw .tooShort(model: "last", needed: 1, found: 0) }
            return SeriesPrediction(mean: [Double](repeating: last, count: steps))
        }
    }

    struct PlainCES: TrendForecaster {
        func forecast(of values: [Double], steps: Int) throws(TimeSeriesError) -> SeriesPrediction {
            try CES.fit(values, seasonality: .none).forecast(steps: steps)
        }
    }

    @Test("agrees with statsforecast, and with statsmodels when robust", arguments: 0..<3)
    func reference(index: Int) throws {
        let given = try DecompositionFixtures.load("mstl.json", as: DecompositionFixtures.MSTLCase.self)[index]
        let parts = try MSTL(periods: given.periods).decompose(given.values)
        #expect(parts.periods == given.periods)
        #expect(DecompositionFixtures.difference(parts.trend, given.trend) < Self.tolerance)
        #expect(DecompositionFixtures.difference(parts.remainder, given.remainder) < 1e-8)
        for (found, expected) in zip(parts.seasonal, given.seasonal) {
            #expect(DecompositionFixtures.difference(found, expected) < Self.tolerance)
        }
        let robust = try MSTL(
            periods: given.periods, windows: given.periods.indices.map { 2 * $0 + 7 }, seasonalDegree: 1,
            isRobust: true
        ).decompose(given.values)
        #expect(DecompositionFixtures.difference(robust.trend, given.robust.trend) < 1e-8)
        for (found, expected) in zip(robust.seasonal, given.robust.seasonal) {
            #expect(DecompositionFixtures.difference(found, expected) < 1e-8)
        }
    }

    @Test("forecasts as statsforecast does with the same trend model, to its optimiser's precision", arguments: 0..<3)
    func forecast(index: Int) throws {
        let given = try DecompositionFixtures.load("mstl.json", as: DecompositionFixtures.MSTLCase.self)[index]
        let found = try MSTL(periods: given.periods).forecast(given.values, steps: 40, trend: PlainCES())
        #expect(DecompositionFixtures.difference(found.mean, given.ces) < 1e-5)
        #expect(found.standardDeviation.count == 40)
        let byETS = try MSTL(periods: given.periods).forecast(
            given.values, steps: 40, trend: ETSTrend(allowsRunaway: true))
        #expect(DecompositionFixtures.difference(byETS.mean, given.ets) < 2e-3)
    }

    @Test("a day and a week of fixed pattern go on, to what two turns leave between them")
    func patterns() throws {
        let day = [0.0, 3, 5, 2, -4, -6]
        let week = (0..<42).map { [4.0, 2, 0, -1, -2, -2, -1][$0 / 6] }
        let values = (0..<420).map { 50 + day[$0 % 6] + week[$0 % 42] }
        let found = try MSTL(periods: [42, 6, 42]).forecast(values, steps: 100, trend: LastValue())
        for step in 0..<100 { #expect(abs(found.mean[step] - values[(420 + step) % 42]) < 0.05) }
        #expect(MSTL(periods: [42, 6, 42]).periods == [6, 42])
        #expect(MSTL(periods: [42, 6], windows: [9, 7]).windows == [7, 9])
    }

    @Test("a period that does not fit twice is left out, and none fitting is an error")
    func short() throws {
        let values = (0..<40).map { Double($0 % 6) }
        #expect(try MSTL(periods: [6, 42]).decompose(values).periods == [6])
        #expect(throws: TimeSeriesError.tooShort(model: "MSTL", needed: 13, found: 12)) {
            _ = try MSTL(periods: [6, 42]).decompose(Array(values.prefix(12)))
        }
        #expect(throws: TimeSeriesError.self) { _ = try MSTL(periods: []).decompose(values) }
        #expect(throws: TimeSeriesError.self) { _ = try MSTL(periods: [1]).decompose(values) }
        var holed = values
        holed[3] = .infinity
        #expect(throws: TimeSeriesError.notFinite(model: "MSTL", index: 3)) {
            _ = try MSTL(periods: [6]).decompose(holed)
        }
    }

    @Test("zeros and constants stay what they are", arguments: [0.0, 7])
    func constant(value: Double) throws {
        let found = try MSTL(periods: [6, 42]).forecast(
            [Double](repeating: value, count: 100), steps: 10, trend: LastValue())
        #expect(found.mean.allSatisfy { abs($0 - value) < 1e-9 })
    }
}
