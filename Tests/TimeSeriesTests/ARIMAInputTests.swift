import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("ARIMA: bad and degenerate input") struct ARIMAInputTests {
    @Test("a value that is not finite is named by its position", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(_ bad: Double) {
        var y = ARIMALikelihoodTests.noise(20, seed: 1)
        y[7] = bad
        #expect(throws: TimeSeriesError.notFinite(model: "ARIMA(1,0,0)", index: 7)) {
            try ARIMA.fit(y, order: ARIMAOrder(1, 0, 0))
        }
        #expect(throws: TimeSeriesError.notFinite(model: "ARIMA(0,0,0)", index: 7)) { try ARIMA.automatic(y) }
    }

    @Test("too few values are refused with the number needed")
    func tooShort() {
        let order = ARIMAOrder(1, 1, 0, seasonal: .init(0, 1, 1), seasonLength: 7)
        #expect(throws: TimeSeriesError.tooShort(model: "ARIMA(1,1,0)(0,1,1)[7]", needed: 11, found: 10)) {
            try ARIMA.fit([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], order: order)
        }
        #expect(throws: TimeSeriesError.self) { try ARIMA.automatic([]) }
    }

    @Test("orders and season lengths outside their domain are refused")
    func orders() {
        let y = ARIMALikelihoodTests.noise(20, seed: 1)
        #expect(throws: TimeSeriesError.self) { try ARIMA.fit(y, order: ARIMAOrder(-1, 0, 0)) }
        #expect(throws: TimeSeriesError.self) {
            try ARIMA.fit(y, order: ARIMAOrder(0, 0, 0, seasonal: .init(1, 0, 0), seasonLength: 1))
        }
        #expect(throws: TimeSeriesError.self) { try ARIMA.automatic(y, seasonLength: 0) }
    }

    @Test("regressors must fit the series, each other and the future")
    func regressors() throws {
        let y = ARIMALikelihoodTests.noise(20, seed: 1)
        let x = ARIMALikelihoodTests.noise(20, seed: 2)
        let order = ARIMAOrder(1, 0, 0)
        #expect(throws: TimeSeriesError.self) { try ARIMA.fit(y, order: order, regressors: [Array(x.dropLast())]) }
        #expect(throws: TimeSeriesError.self) { try ARIMA.fit(y, order: order, regressors: [x, x.map { 2 * $0 + 1 }]) }
        #expect(throws: TimeSeriesError.self) { try ARIMA.fit(y, order: order, regressors: [y.map { _ in 3 }]) }
        let model = try ARIMA.fit(y, order: order, regressors: [x])
        #expect(throws: TimeSeriesError.self) { try model.forecast(steps: 3) }
        #expect(throws: TimeSeriesError.self) { try model.forecast(steps: 3, futureRegressors: [[1, 2]]) }
        #expect(throws: TimeSeriesError.self) { try model.forecast(steps: 2, futureRegressors: [[1, .nan]]) }
        let none = try model.forecast(steps: 0, futureRegressors: [[]])
        #expect(none.mean.isEmpty)
    }

    @Test("a constant series is forecast by itself without spread", arguments: [0.0, 5, -1e6])
    func constants(_ value: Double) throws {
        let y = [Double](repeating: value, count: 30)
        for model in [
            try ARIMA.automatic(y, seasonLength: 7), try ARIMA.fit(y, order: ARIMAOrder(1, 0, 1)),
            try ARIMA.fit(y, order: ARIMAOrder(0, 1, 1, seasonal: .init(0, 1, 1), seasonLength: 7)),
        ] {
            let prediction = try model.forecast(steps: 10)
            for h in 0..<10 {
                #expect(abs(prediction.mean[h] - value) <= 1e-9 * abs(value))
                #expect(prediction.standardDeviation[h] == 0)
            }
            #expect(model.logLikelihood == .infinity)
        }
    }

    @Test("an exact line and an exact season are continued")
    func exactPatterns() throws {
        let line = try ARIMA.automatic((0..<30).map { 2 + 0.5 * Double($0) }).forecast(steps: 4)
        for h in 0..<4 { #expect(abs(line.mean[h] - (2 + 0.5 * Double(30 + h))) < 1e-9) }
        let week = [5.0, 9, 1, 4, 4, 8, 2]
        let season = try ARIMA.automatic((0..<42).map { week[$0 % 7] }, seasonLength: 7).forecast(steps: 14)
        for h in 0..<14 { #expect(abs(season.mean[h] - week[h % 7]) < 1e-9) }
    }

    @Test("one to twelve values give a finite forecast or a typed error", arguments: 1...12)
    func fewValues(_ count: Int) throws {
        for season in [1, 2, 4, 7] {
            let model = try ARIMA.automatic(ARIMALikelihoodTests.noise(count, seed: 77), seasonLength: season)
            let prediction = try model.forecast(steps: 5)
            #expect(prediction.mean.allSatisfy { $0.isFinite })
            #expect(prediction.standardDeviation.allSatisfy { $0.isFinite })
        }
    }

    @Test("mostly zeros with a flood of one value still gives finite forecasts")
    func flood() throws {
        var y = [Double](repeating: 0, count: 60)
        y[41] = 407
        let prediction = try ARIMA.automatic(y, seasonLength: 7).forecast(steps: 14)
        #expect(prediction.mean.allSatisfy { $0.isFinite })
        #expect(prediction.standardDeviation.allSatisfy { $0.isFinite && $0 > 0 })
    }

    @Test("ranking by conditional fits ends in an exact fit of the same family")
    func conditionalRanking() throws {
        let series = try #require(ARIMAFixtures.series["weekly"])
        var options = ARIMASearchOptions()
        let exact = try ARIMA.automatic(series.values, seasonLength: 7, options: options)
        options.ranksByConditionalFit = true
        let ranked = try ARIMA.automatic(series.values, seasonLength: 7, options: options)
        #expect(ranked.order.seasonal.differences == exact.order.seasonal.differences)
        #expect(ranked.aicc < exact.aicc + 10)
        let refit = try ARIMA.fit(series.values, order: ranked.order, includesConstant: ranked.constant != nil)
        #expect(abs(refit.logLikelihood - ranked.logLikelihood) < 1e-4)
    }

    @Test("a long season may be as persistent as a short one", arguments: [4, 24])
    func persistentSeason(season: Int) throws {
        // Φ = 0.9: as a root of the product polynomial 0.9^(−1/24) = 1.004, in Bˢ 1.11.
        var stream = RandomStream(seed: 3)
        var values = [Double](repeating: 0, count: season)
        for t in season..<(30 * season) { values.append(0.9 * values[t - season] + stream.normal()) }
        values = values.suffix(20 * season).map { 50 + $0 }
        var options = ARIMASearchOptions()
        options.differences = 0
        options.seasonalDifferences = 0
        let chosen = try ARIMA.automatic(values, seasonLength: season, options: options)
        let truth = try ARIMA.fit(
            values, order: ARIMAOrder(0, 0, 0, seasonal: .init(1, 0, 0), seasonLength: season))
        #expect(chosen.aicc < truth.aicc + 1e-3, "\(chosen) against \(truth)")
        let seasonal = try #require(truth.coefficients.seasonalAutoregressive.first)
        #expect(abs(seasonal - 0.9) < 0.08)
    }

    @Test("limits of the search are kept")
    func limits() throws {
        let series = try #require(ARIMAFixtures.series["arma"])
        var options = ARIMASearchOptions()
        options.maximum = .init(1, 0, 1)
        options.allowsMean = false
        let model = try ARIMA.automatic(series.values, options: options)
        #expect(model.order.regular.autoregressive <= 1 && model.order.regular.movingAverage <= 1)
        #expect(model.order.totalDifferences == 0 && model.constant == nil)
    }

    @Test("names are those of the field")
    func names() throws {
        let order = ARIMAOrder(1, 1, 1, seasonal: .init(0, 1, 1), seasonLength: 12)
        #expect("\(order)" == "(1,1,1)(0,1,1)[12]")
        #expect("\(ARIMAOrder(2, 0, 1))" == "(2,0,1)")
        let walk = try ARIMA.fit([1, 3, 2, 5, 4], order: ARIMAOrder(0, 1, 0))
        #expect("\(walk)" == "ARIMA(0,1,0) with drift")
    }
}
