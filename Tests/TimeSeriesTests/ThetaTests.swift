import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("Theta") struct ThetaTests {
    @Test("with the peer's parameters, criterion and forecasts are the peer's", arguments: ThetaFixture.all)
    func sameRecursion(_ row: ThetaFixture) throws {
        #expect(ThetaFixture.all.count == 9)
        for kind in ThetaModel.Kind.allCases {
            let fit = try #require(row.fits[kind.rawValue])
            let season = ThetaModel.season(
                of: row.values, seasonLength: row.seasonLength, wanted: .multiplicative)
            let found = season.map { $0.kind == .additive ? "additive" : "multiplicative" } ?? ""
            #expect(found == fit.season)
            let adjusted = season.map { ThetaModel.remove($0, from: row.values) } ?? row.values
            let model = ThetaModel(
                kind: kind, values: row.values, adjusted: adjusted, seasonLength: row.seasonLength, season: season,
                alpha: fit.alpha, lineShare: 1 - 1 / fit.theta, initialLevel: fit.initial)
            #expect(agrees(model.scaledSquares, fit.squares, within: 1e-9), "\(kind)")
            let forecast = model.forecast(steps: fit.mean.count)
            for h in fit.mean.indices {
                #expect(agrees(forecast.mean[h], fit.mean[h], within: 1e-9), "\(kind) step \(h + 1)")
            }
        }
    }

    @Test("no fit is worse than the peer's, and equal ones forecast the same", arguments: ThetaFixture.all)
    func neverWorse(_ row: ThetaFixture) throws {
        for kind in ThetaModel.Kind.allCases {
            let fit = try #require(row.fits[kind.rawValue])
            let model = try ThetaModel.fit(row.values, seasonLength: row.seasonLength, kinds: [kind])
            #expect(model.scaledSquares <= fit.squares * (1 + 1e-9), "\(kind)")
            guard model.scaledSquares > fit.squares * 0.9999 else { continue }
            let forecast = model.forecast(steps: fit.mean.count)
            for h in fit.mean.indices {
                #expect(
                    abs(forecast.mean[h] - fit.mean[h]) < 0.1 * forecast.standardDeviation[h], "\(kind) step \(h + 1)")
            }
        }
        let peer = try #require(row.fits["auto"])
        let chosen = try ThetaModel.fit(row.values, seasonLength: row.seasonLength)
        #expect(chosen.scaledSquares <= peer.squares * (1 + 1e-8))
    }

    @Test("the closed form in two parameters is a minimum", arguments: ThetaModel.Kind.allCases)
    func minimum(kind: ThetaModel.Kind) throws {
        var stream = RandomStream(seed: 5)
        let values = (0..<60).map { 100 + 0.7 * Double($0) + 6 * stream.normal() }
        let best = try ThetaModel.fit(values, kinds: [kind])
        for (da, dw, dl) in [(0.01, 0, 0), (-0.01, 0, 0), (0, 0.01, 0), (0, -0.01, 0), (0, 0, 1), (0, 0, -1.0)] {
            let alpha = best.alpha + da
            let share = best.lineShare + (kind.isOptimised ? dw : 0)
            guard 0.1...0.99 ~= alpha, share >= 0, share < 1 else { continue }
            let other = ThetaModel(
                kind: kind, values: values, adjusted: values, seasonLength: 1, season: nil, alpha: alpha,
                lineShare: share, initialLevel: best.initialLevel + dl)
            #expect(other.scaledSquares >= best.scaledSquares * (1 - 1e-9), "\(da) \(dw) \(dl)")
        }
    }

    @Test("a constant series goes on, without spread", arguments: [0.0, 5, 1e6])
    func constant(value: Double) throws {
        let model = try ThetaModel.fit([Double](repeating: value, count: 30), seasonLength: 7)
        let forecast = model.forecast(steps: 10)
        for h in 0..<10 {
            #expect(abs(forecast.mean[h] - value) <= 1e-9 * value)
            #expect(forecast.standardDeviation[h] <= 1e-9 * value)
        }
        #expect(model.season == nil)
    }

    @Test("the standard model of a line continues it with half its slope in the long run")
    func halfSlope() throws {
        // Assimakopoulos & Nikolopoulos 2000: smoothing with a drift of half the slope, at any α.
        let values = (0..<50).map { 10 + 4 * Double($0) }
        let model = try ThetaModel.fit(values, kinds: [.standard])
        let mean = model.forecast(steps: 21).mean
        for h in 1..<21 { #expect(abs(mean[h] - mean[h - 1] - 2) < 1e-6) }
    }

    @Test("a standing line has the variance σ² (1 + (h − 1) α²)")
    func variance() throws {
        var stream = RandomStream(seed: 2)
        let values = (0..<80).map { _ in 50 + 5 * stream.normal() }
        let model = try ThetaModel.fit(values, kinds: [.optimised])
        let deviations = model.forecast(steps: 12).standardDeviation
        for h in 1...12 {
            let share = 1 + Double(h - 1) * model.alpha * model.alpha
            #expect(agrees(deviations[h - 1], model.residualDeviation * share.squareRoot(), within: 1e-12))
        }
    }

    @Test("a moving line has the variance of simulated paths")
    func dynamicVariance() throws {
        var stream = RandomStream(seed: 3)
        let values = (0..<30).map { 50 + 2 * Double($0) + 5 * stream.normal() }
        let model = try ThetaModel.fit(values, kinds: [.dynamicStandard])
        let steps = 12
        let forecast = model.forecast(steps: steps)
        let paths = 40_000
        var (sums, squares) = ([Double](repeating: 0, count: steps), [Double](repeating: 0, count: steps))
        for _ in 0..<paths {
            var path = values
            for h in 0..<steps {
                // The next step's forecast of the model run over the path so far.
                let line = Self.lineThrough(path, model)
                let value = line + model.residualDeviation * stream.normal()
                path.append(value)
                sums[h] += value
                squares[h] += value * value
            }
        }
        for h in 0..<steps {
            let mean = sums[h] / Double(paths)
            let variance = squares[h] / Double(paths) - mean * mean
            let expected = forecast.standardDeviation[h] * forecast.standardDeviation[h]
            #expect(abs(mean - forecast.mean[h]) < 0.05 * forecast.standardDeviation[h])
            #expect(abs(variance - expected) < 0.035 * expected, "step \(h + 1): \(variance) against \(expected)")
        }
    }

    /// The one-step forecast by the definition: smoothing from ℓ₀, and the least squares line through the path.
    static func lineThrough(_ path: [Double], _ model: ThetaModel) -> Double {
        let n = Double(path.count)
        let mean = path.reduce(0, +) / n
        var (product, level, power) = (0.0, model.initialLevel, 1.0)
        for (t, value) in path.enumerated() {
            product += (Double(t + 1) - (n + 1) / 2) * (value - mean)
            level += model.alpha * (value - level)
            power *= 1 - model.alpha
        }
        let slope = 12 * product / (n * (n * n - 1))
        let intercept = mean - slope * (n + 1) / 2
        return level + model.lineShare
            * (intercept * power + slope * (1 - power * (1 - model.alpha)) / model.alpha)
    }

    @Test("a weekly season is taken out and comes back; zeros make it additive", arguments: [0.0, 40])
    func season(floor: Double) throws {
        let shape: [Double] = [60, 50, 40, 40, 30, 0, 0]
        var stream = RandomStream(seed: 4)
        let values = (0..<70).map { floor + shape[$0 % 7] * (1 + 0.02 * stream.normal()) }
        let model = try ThetaModel.fit(values, seasonLength: 7)
        #expect(model.season?.kind == (floor == 0 ? .additive : .multiplicative))
        for (h, mean) in model.forecast(steps: 14).mean.enumerated() { #expect(abs(mean - floor - shape[h % 7]) < 4) }
    }

    @Test("what cannot be fitted is refused")
    func refusals() {
        #expect(throws: TimeSeriesError.tooShort(model: "theta", needed: 4, found: 3)) {
            try ThetaModel.fit([1, 2, 3])
        }
        #expect(throws: TimeSeriesError.notFinite(model: "DOTM", index: 1)) {
            try ThetaModel.fit([1, .infinity, 3, 4], kinds: [.dynamicOptimised])
        }
        #expect(
            throws: TimeSeriesError.invalidParameter(
                model: "theta", name: "seasonLength", value: "-1", domain: "1 or more")
        ) { try ThetaModel.fit([1, 2, 3, 4], seasonLength: -1) }
        #expect(throws: TimeSeriesError.noFit(model: "theta", reason: "no kind was asked for")) {
            try ThetaModel.fit([1, 2, 3, 4], kinds: [])
        }
    }

    @Test("four values are enough, and nothing is NaN")
    func short() throws {
        let forecast = try ThetaModel.fit([3, 1, 4, 1]).forecast(steps: 5)
        #expect((forecast.mean + forecast.standardDeviation).allSatisfy { $0.isFinite })
    }
}

@Suite("Classical decomposition") struct ClassicalDecompositionTests {
    @Test("a pure season is found, with even and odd length", arguments: [4, 7], [0.0, 0.5])
    func pure(m: Int, slope: Double) throws {
        let figures = (0..<m).map { Double($0) - Double(m - 1) / 2 }
        let values = (0..<(3 * m + 1)).map { 100 + slope * Double($0) + figures[$0 % m] }
        let season = try #require(
            ClassicalDecomposition.season(of: values, seasonLength: m, kind: .additive))
        for j in 0..<m { #expect(abs(season[j] - figures[j]) < 1e-9) }
        let factors = figures.map { 1 + 0.1 * $0 / Double(m) }
        let product = (0..<(3 * m)).map { 100 * factors[$0 % m] }
        let found = try #require(
            ClassicalDecomposition.season(of: product, seasonLength: m, kind: .multiplicative))
        for j in 0..<m { #expect(abs(found[j] - factors[j]) < 1e-9) }
    }

    @Test("less than two seasons have no season")
    func short() {
        #expect(ClassicalDecomposition.season(of: [1, 2, 3, 4, 5, 6, 7], seasonLength: 4, kind: .additive) == nil)
        #expect(ClassicalDecomposition.season(of: [1, 2, 3], seasonLength: 1, kind: .additive) == nil)
    }
}
