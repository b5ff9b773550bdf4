import ContactCenter
import NumericalMethods
import Testing

@testable import Forecasting

@Suite("Accuracy") struct AccuracyTests {
    static let bands = AccuracyScores.Bands(
        lower80: [8, 8, 8], upper80: [12, 12, 12], lower95: [5, 5, 5], upper95: [15, 15, 15])

    @Test("measures agree with hand calculation")
    func byHand() throws {
        var scores = AccuracyScores()
        scores.add(
            actuals: [9, .nan, 14], mean: [10, 10, 10], bands: Self.bands, scale: 2, squareScale: 4)
        // Errors 1 and −4; actual sum 23.
        #expect(abs((scores.wape ?? .nan) - 5.0 / 23) < 1e-12)
        #expect(abs((scores.bias ?? .nan) + 3.0 / 23) < 1e-12)
        #expect(abs((scores.mase ?? .nan) - 2.5 / 2) < 1e-12)
        #expect(abs((scores.rmsse ?? .nan) - (8.5 / 4).squareRoot()) < 1e-12)
        #expect(abs((scores.rootMeanSquare ?? .nan) - 8.5.squareRoot()) < 1e-12)
        #expect(scores.coverage80 == 0.5)
        #expect(scores.coverage95 == 1)
        // Quantile losses: y = 9: .5·1, .1·1, .1·3, .025·4, .025·6; y = 14: .5·4, .1·6, .9·2, .025·9, .025·1.
        let loss = 0.5 + 0.1 + 0.3 + 0.1 + 0.15 + 2 + 0.6 + 1.8 + 0.225 + 0.025
        #expect(abs((scores.scaledCRPS ?? .nan) - 2 * loss / 5 / 23) < 1e-12)
    }

    @Test("windows are averaged for scaled errors and summed for WAPE")
    func windows() throws {
        var scores = AccuracyScores()
        scores.add(actuals: [10], mean: [12], scale: 1, squareScale: 1)
        scores.add(actuals: [30, 30], mean: [30, 26], scale: 4, squareScale: 4)
        #expect(abs((scores.wape ?? .nan) - 6.0 / 70) < 1e-12)
        #expect(abs((scores.mase ?? .nan) - (2 + 0.5) / 2) < 1e-12)
        #expect(scores.row(series: "s", model: "m", horizon: 2, isChosen: true).cutoffs == 2)
    }

    @Test("actuals that sum to zero have no WAPE, and no window has no measure")
    func empty() {
        var scores = AccuracyScores()
        #expect(scores.wape == nil && scores.mase == nil && scores.coverage80 == nil && scores.rootMeanSquare == nil)
        scores.add(actuals: [0, 0], mean: [1, 0], scale: 0, squareScale: 0)
        #expect(scores.wape == nil && scores.bias == nil && scores.mase == nil && scores.scaledCRPS == nil)
    }

    @Test("the naive scale is the mean difference of known pairs")
    func naiveScale() {
        let scale = NaiveScale(values: [1, 2, 4, .nan, 10], season: 2)
        #expect(scale.absolute == 4.5)
        #expect(scale.square == 22.5)
    }
}

@Suite("Backtest plan") struct BacktestPlanTests {
    @Test(
        "cutoffs lie whole steps apart, leave the horizon and two weeks to learn from",
        arguments: [1, 20, 22, 35, 42, 70, 182, 700], [1, 7, 28])
    func cutoffs(days: Int, horizon: Int) {
        let plan = BacktestPlan(count: days, horizonSlots: horizon, origins: 6, stepSlots: 7, slotsPerWeek: 7)
        #expect(plan.cutoffs.count <= 6 && plan.horizon <= horizon)
        #expect(plan.cutoffs.isEmpty == (days < 15))
        for (k, cutoff) in plan.cutoffs.enumerated() {
            #expect(cutoff == days - plan.horizon - 7 * k)
            #expect(cutoff >= 14)
        }
        if days >= 182 { #expect(plan.cutoffs.count == 6 && plan.horizon == horizon) }
    }
}

@Suite("Prediction bands") struct PredictionBandTests {
    static func samples(_ count: Int, seed: UInt64, relativeError: Double) -> [PredictionBands.Sample] {
        var stream = RandomStream(seed: seed)
        return (0..<count).map { i in
            let forecast = 20 + 200 * stream.uniform()
            let sigma = (forecast + relativeError * relativeError * forecast * forecast).squareRoot()
            let actual = max(0, forecast + sigma * NormalDistribution.quantile(stream.uniform()))
            return .init(
                forecast: forecast, actual: actual, lead: i % 240, slotOfDay: i % 24, dayKey: i / 24)
        }
    }

    @Test("cover new errors of the kind they learnt from", arguments: [0.1, 0.3])
    func coverage(relativeError: Double) {
        let bands = PredictionBands(
            samples: Self.samples(2400, seed: 1, relativeError: relativeError), slotsPerDay: 24)
        var (inside80, inside95) = (0.0, 0.0)
        let fresh = Self.samples(4800, seed: 2, relativeError: relativeError)
        for sample in fresh {
            let ends = bands.quantiles(forecast: sample.forecast, lead: sample.lead, slotOfDay: sample.slotOfDay)
            if sample.actual >= ends[0] && sample.actual <= ends[1] { inside80 += 1 }
            if sample.actual >= ends[2] && sample.actual <= ends[3] { inside95 += 1 }
        }
        #expect(abs(inside80 / Double(fresh.count) - 0.8) < 0.03)
        #expect(abs(inside95 / Double(fresh.count) - 0.95) < 0.015)
    }

    @Test(
        "are nested around the forecast, not negative and not narrower than counting noise",
        arguments: [0, 0.01, 0.3, 2, 50, 1e6])
    func nested(forecast: Double) {
        let biased = Self.samples(500, seed: 4, relativeError: 0.05).map { sample in
            var sample = sample
            sample.actual = sample.forecast * 1.4
            return sample
        }
        for samples in [[], biased, Self.samples(500, seed: 5, relativeError: 0.2)] {
            let ends = PredictionBands(samples: samples, slotsPerDay: 24)
                .quantiles(forecast: forecast, lead: 900, slotOfDay: 3)
            #expect(ends[2] >= 0 && ends[2] <= ends[0] && ends[0] <= forecast)
            #expect(forecast <= ends[1] && ends[1] <= ends[3])
            #expect(ends.allSatisfy { $0.isFinite })
            if forecast >= 2 { #expect(ends[1] - ends[0] >= 2.5 * forecast.squareRoot()) }
        }
    }

    @Test("without a past the interval is normal with a relative error of 0.2")
    func assumed() {
        let ends = PredictionBands(samples: [], slotsPerDay: 24).quantiles(forecast: 100, lead: 0, slotOfDay: 0)
        let sigma = (100 + 0.04 * 10_000.0).squareRoot()
        #expect(abs(ends[1] - (100 + 1.2815515655446004 * sigma)) < 1e-9)
        #expect(abs(ends[2] - (100 - 1.959963984540054 * sigma)) < 1e-9)
    }
}
