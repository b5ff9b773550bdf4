import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("Complex exponential smoothing") struct CESTests {
    static func cases() throws -> [DecompositionFixtures.CESCase] {
        try DecompositionFixtures.load("ces.json", as: DecompositionFixtures.CESCase.self)
    }

    static func parameters(_ p: [Double]) -> CES.Parameters {
        CES.Parameters(alpha0: p[0], alpha1: p[1], beta0: p[2], beta1: p[3])
    }

    @Test("with statsforecast's parameters it is statsforecast's model", arguments: 0..<4)
    func sameModel(index: Int) throws {
        let given = try Self.cases()[index]
        for fit in given.fits {
            let seasonality = try #require(CES.Seasonality(rawValue: fit.kind))
            let model = try CES(
                given.values, seasonality: seasonality, seasonLength: given.seasonLength,
                parameters: Self.parameters(fit.parameters))
            #expect(DecompositionFixtures.difference(model.fitted, fit.fitted) < 1e-10)
            #expect(abs(model.logLikelihood - fit.logLikelihood) < 1e-8 * abs(fit.logLikelihood))
            #expect(abs(model.aic - fit.aic) < 1e-8 * abs(fit.aic))
            #expect(abs(model.aicc - fit.aicc) < 1e-8 * abs(fit.aicc))
            #expect(abs(model.bic - fit.bic) < 1e-8 * abs(fit.bic))
            #expect(abs(model.residualVariance - fit.sigma2) < 1e-8 * fit.sigma2)
            let prediction = model.forecast(steps: fit.mean.count)
            #expect(DecompositionFixtures.difference(prediction.mean, fit.mean) < 1e-9)
        }
    }

    @Test("its own search ends where statsforecast's does", arguments: 0..<4)
    func optimum(index: Int) throws {
        let given = try Self.cases()[index]
        for fit in given.fits {
            let seasonality = try #require(CES.Seasonality(rawValue: fit.kind))
            let model = try CES.fit(given.values, seasonality: seasonality, seasonLength: given.seasonLength)
            // The searches end when the corners' likelihoods are within 1e-4 of each other.
            #expect(abs(model.logLikelihood - fit.logLikelihood) < 1e-4)
            let mean = model.forecast(steps: fit.mean.count).mean
            #expect(DecompositionFixtures.difference(mean, fit.mean) < 1e-5)
        }
    }

    @Test("the automatic choice has the lowest corrected criterion", arguments: 0..<4)
    func automatic(index: Int) throws {
        let given = try Self.cases()[index]
        let model = try CES.automatic(given.values, seasonLength: given.seasonLength)
        let others = try CES.Seasonality.allCases.map {
            try CES.fit(given.values, seasonality: $0, seasonLength: given.seasonLength)
        }
        #expect(others.allSatisfy { $0.aicc >= model.aicc })
        let theirs = given.fits.map(\.aicc).min() ?? .infinity
        #expect(abs(model.aicc - theirs) < 1e-3)
        #expect(model.seasonality.rawValue == given.chosen)
    }

    @Test("standard deviations are those of simulated futures", arguments: CES.Seasonality.allCases)
    func deviations(seasonality: CES.Seasonality) throws {
        let given = try Self.cases()[0]
        let model = try CES(
            given.values, seasonality: seasonality, seasonLength: 7,
            parameters: CES.Parameters(
                alpha0: 1.4, alpha1: 0.97, beta0: seasonality == .partial ? 0.2 : 1.2, beta1: 0.98))
        let horizon = 16
        let prediction = model.forecast(steps: horizon)
        // A future is the series continued by values that miss the one-step forecast by a drawn error. The backwards
        // run would see them, so the errors of a run at the old states are drawn through linearity instead: the
        // effect of each error is the difference of two forecasts.
        var squares = [Double](repeating: 0, count: horizon)
        var stream = RandomStream(seed: 5)
        let effects = Self.impulse(model, horizon: horizon)
        let sigma = model.residualVariance.squareRoot()
        let draws = 20_000
        for _ in 0..<draws {
            let errors = (0..<horizon).map { _ in sigma * stream.normal() }
            for h in 0..<horizon {
                var deviation = errors[h]
                for j in 0..<h { deviation += errors[j] * effects[h - j - 1] }
                squares[h] += deviation * deviation
            }
        }
        for h in 0..<horizon {
            let simulated = (squares[h] / Double(draws)).squareRoot()
            #expect(abs(simulated / prediction.standardDeviation[h] - 1) < 0.03)
        }
    }

    /// What one error adds to the following forecasts, by the recursion written out.
    static func impulse(_ model: CES, horizon: Int) -> [Double] {
        let p = model.parameters
        let m = model.seasonLength
        // Rows of the state history, time −m … horizon; all zero before the error at time 0.
        var level = [[0.0, 0.0]]
        var season = [[Double]](repeating: [0, 0], count: m + 1)
        let alpha = [p.alpha0 - p.alpha1, p.alpha0 + p.alpha1]
        switch model.seasonality {
        case .none: level[0] = alpha
        case .simple: season[m] = alpha
        case .partial: (level[0], season[m]) = (alpha, [p.beta0, 0])
        case .full: (level[0], season[m]) = (alpha, [p.beta0 - p.beta1, p.beta0 + p.beta1])
        }
        func moved(_ s: [Double], _ real: Double, _ imaginary: Double) -> [Double] {
            [s[0] - (1 - imaginary) * s[1], s[0] + (1 - real) * s[1]]
        }
        var effects: [Double] = []
        for t in 1...horizon {
            let before = level[t - 1]
            let cycleAgo = model.seasonality == .none ? [0, 0] : season[t]
            effects.append((model.seasonality == .simple ? 0 : before[0]) + cycleAgo[0])
            level.append(moved(before, p.alpha0, p.alpha1))
            switch model.seasonality {
            case .simple: season.append(moved(cycleAgo, p.alpha0, p.alpha1))
            case .full: season.append(moved(cycleAgo, p.beta0, p.beta1))
            default: season.append(cycleAgo)
            }
        }
        return effects
    }

    @Test("a constant goes on, zeros stay zero", arguments: [0.0, 3, 1e6], CES.Seasonality.allCases)
    func constant(value: Double, seasonality: CES.Seasonality) throws {
        let values = [Double](repeating: value, count: 40)
        let model = try CES.fit(values, seasonality: seasonality, seasonLength: 4)
        #expect(model.logLikelihood.isFinite && model.aicc.isFinite)
        let prediction = model.forecast(steps: 12)
        #expect(prediction.mean.allSatisfy { abs($0 - value) <= 1e-3 * value })
        #expect(prediction.standardDeviation.allSatisfy { $0.isFinite && $0 >= 0 })
        let chosen = try CES.automatic(values, seasonLength: 4).forecast(steps: 3)
        #expect(chosen.mean.allSatisfy { abs($0 - value) <= 1e-3 * value })
    }

    @Test("what cannot be fitted is said, not computed")
    func errors() throws {
        #expect(throws: TimeSeriesError.tooShort(model: "CES", needed: 5, found: 4)) {
            _ = try CES.automatic([1, 2, 3, 4], seasonLength: 7)
        }
        #expect(throws: TimeSeriesError.tooShort(model: "CES", needed: 14, found: 13)) {
            _ = try CES.fit((0..<13).map(Double.init), seasonality: .partial, seasonLength: 7)
        }
        #expect(throws: TimeSeriesError.notFinite(model: "CES", index: 2)) {
            _ = try CES.automatic([1, 2, .nan, 4, 5, 6, 7], seasonLength: 1)
        }
        for length in [Int.min, -1, 0, 1, Int.max] {
            #expect(throws: TimeSeriesError.self) {
                _ = try CES.fit([1, 2, 3, 4, 5, 6, 7], seasonality: .simple, seasonLength: length)
            }
        }
        #expect(throws: TimeSeriesError.self) { _ = try CES.automatic([1, 2, 3, 4, 5], seasonLength: 0) }
        // Without two cycles the choice falls to the model without a season.
        #expect(try CES.automatic((0..<13).map(Double.init), seasonLength: 7).seasonality == .none)
        #expect(throws: TimeSeriesError.self) {
            _ = try CES(
                (0..<400).map(Double.init), seasonality: .none,
                parameters: CES.Parameters(alpha0: 1e300, alpha1: 1))
        }
    }
}
