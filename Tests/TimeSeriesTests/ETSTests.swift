import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("ETS") struct ETSTests {
    static let form = ETSForm(error: .additive, trend: .none, season: .none)

    static func noisy(count: Int, seed: UInt64, _ mean: (Int) -> Double, share: Double = 0.05) -> [Double] {
        var stream = RandomStream(seed: seed)
        return (0..<count).map { mean($0) * (1 + share * stream.normal()) }
    }

    static func weekly(_ t: Int) -> Double { 100 * [1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7][t % 7] }

    @Test("simple smoothing agrees with hand calculation")
    func byHand() throws {
        let model = try ETS(
            values: [10, 14, 12], form: Self.form, smoothing: ETSSmoothing(alpha: 0.5), initial: .init(level: 8))
        // Levels 8, 9, 11.5, 11.75; errors 2, 5, 0.5; Σ e² = 29.25.
        #expect(model.fitted == [8, 9, 11.5])
        #expect(model.residuals == [2, 5, 0.5])
        #expect(model.finalState.level == 11.75)
        #expect(abs(model.logLikelihood + 1.5 * 3.375880_16) < 1e-6)
        #expect(model.forecast(steps: 2).mean == [11.75, 11.75])
    }

    @Test("multiplicative errors have the likelihood of the book")
    func relativeLikelihood() throws {
        let form = try #require(ETSForm("MNN"))
        let model = try ETS(
            values: [10, 14, 12], form: form, smoothing: ETSSmoothing(alpha: 0.5), initial: .init(level: 8))
        // e = 2/8, 5/9, 0.5/11.5 on the same levels; 1.5 log Σ e² + log (8 · 9 · 11.5).
        let squares = 0.0625 + 25.0 / 81 + 0.25 / 132.25
        #expect(abs(model.residuals[1] - 5.0 / 9) < 1e-15)
        #expect(abs(model.logLikelihood - (-1.5 * Self.log(squares) - Self.log(828))) < 1e-9)
    }

    /// log by the series of atanh, so that the test does not lean on what it tests.
    static func log(_ x: Double) -> Double {
        var (y, halvings) = (x, 0.0)
        while y > 1.5 { (y, halvings) = (y / 2, halvings + 1) }
        while y < 0.75 { (y, halvings) = (y * 2, halvings - 1) }
        let z = (y - 1) / (y + 1)
        return 2
            * (0..<40).reduce(0.0) { sum, k in
                var power = z
                for _ in 0..<(2 * k) { power *= z }
                return sum + power / Double(2 * k + 1)
            } + halvings * 0.693_147_180_559_945_3
    }

    @Test("the variance of simple smoothing is σ² (1 + (h − 1) α²)", arguments: [0.1, 0.5, 0.9])
    func simpleVariance(alpha: Double) throws {
        let values = Self.noisy(count: 40, seed: 3, { _ in 100 })
        let model = try ETS(
            values: values, form: Self.form, smoothing: ETSSmoothing(alpha: alpha), initial: .init(level: 100))
        let deviations = model.forecast(steps: 30).standardDeviation
        for h in 1...30 {
            let expected = model.residualVariance * (1 + Double(h - 1) * alpha * alpha)
            #expect(abs(deviations[h - 1] * deviations[h - 1] - expected) < 1e-9 * expected)
        }
    }

    @Test(
        "variances agree with simulated paths",
        arguments: ["AAdA", "MNN", "MAdN", "MNA", "MAdA", "MNM", "MAM", "MAdM"])
    func simulatedVariance(letters: String) throws {
        let form = try #require(ETSForm(letters))
        let smoothing = ETSSmoothing(
            alpha: 0.4, beta: form.trend == .none ? 0 : 0.1, gamma: form.season == .none ? 0 : 0.3,
            phi: form.trend == .damped ? 0.9 : 1)
        let season: [Double] =
            switch form.season {
            case .none: []
            case .additive: [20, -5, -15]
            case .multiplicative: [1.3, 0.9, 0.8]
            }
        let values = Self.noisy(count: 40, seed: 5, { 100 + Double($0) }, share: 0.2)
        let model = try ETS(
            values: values, form: form, seasonLength: 3, smoothing: smoothing,
            initial: .init(level: 100, slope: form.trend == .none ? 0 : 1, season: season))
        let steps = 8
        let forecast = model.forecast(steps: steps)
        var (sums, squares) = ([Double](repeating: 0, count: steps), [Double](repeating: 0, count: steps))
        let paths = 60_000
        var stream = RandomStream(seed: 11)
        for _ in 0..<paths {
            var state = model.finalState
            for h in 0..<steps {
                let q = state.level + smoothing.phi * state.slope
                let s = state.season.isEmpty ? 0 : state.season[h % 3]
                let point = form.season == .multiplicative ? q * s : q + s
                let noise = model.residualVariance.squareRoot() * stream.normal()
                let value = form.error == .additive ? point + noise : point * (1 + noise)
                let change = form.season == .multiplicative ? value / s - q : value - q - s
                state.level = q + smoothing.alpha * change
                state.slope = smoothing.phi * state.slope + smoothing.beta * change
                if !state.season.isEmpty {
                    state.season[h % 3] =
                        form.season == .multiplicative
                        ? s + smoothing.gamma * (value / q - s) : s + smoothing.gamma * change
                }
                sums[h] += value
                squares[h] += value * value
            }
        }
        for h in 0..<steps {
            let mean = sums[h] / Double(paths)
            let variance = squares[h] / Double(paths) - mean * mean
            let expected = forecast.standardDeviation[h] * forecast.standardDeviation[h]
            // The standard error of a variance of 60,000 paths is below 1 %; heavy tails double it.
            #expect(abs(variance - expected) < 0.035 * expected, "step \(h + 1): \(variance) against \(expected)")
        }
    }

    @Test("the gradient is the slope of the likelihood", arguments: ETSForm.admissible)
    func gradient(form: ETSForm) throws {
        let values = Self.noisy(count: 50, seed: 9, { 0.01 * Self.weekly($0) * (1 + 0.002 * Double($0)) })
        let initial = try #require(ETSInitialState(values: values, seasonLength: 7, season: form.season))
        var likelihood = ETSLikelihood(form: form, values: values, seasonLength: 7)
        var point = [0.3, 0.2, 0.3, 0.93, initial.level, initial.slope + 0.002] + initial.season
        point = Array(point.prefix(likelihood.pointCount))
        var gradient = point
        #expect(likelihood.value(at: point).isFinite)
        likelihood.gradient(at: point, into: &gradient)
        for i in point.indices {
            var (low, high) = (point, point)
            low[i] -= 1e-6
            high[i] += 1e-6
            let slope = (likelihood.value(at: high) - likelihood.value(at: low)) / 2e-6
            #expect(abs(gradient[i] - slope) < 1e-5 * (1 + abs(slope)), "number \(i)")
        }
    }

    @Test("a line is continued, whatever its size", arguments: [1.0, 1e6, 1e-3])
    func line(scale: Double) throws {
        let model = try ETS.fit((0..<30).map { scale * (5 + 2 * Double($0)) })
        for (h, mean) in model.forecast(steps: 12).mean.enumerated() {
            #expect(abs(mean - scale * (65 + 2 * Double(h))) < 1e-3 * scale)
        }
    }

    @Test("a fading slope is continued with its own damping")
    func damped() throws {
        var value = 100.0
        var slope = 10.0
        var values: [Double] = []
        for _ in 0..<40 {
            slope *= 0.9
            value += slope
            values.append(value)
        }
        let model = try ETS.fit(values, forms: [try #require(ETSForm("AAdN"))])
        #expect(abs(model.smoothing.phi - 0.9) < 1e-3)
        for mean in model.forecast(steps: 10).mean {
            slope *= 0.9
            value += slope
            #expect(abs(mean - value) < 0.01)
        }
    }

    @Test("a constant series goes on, without spread", arguments: [0.0, 7, 1e6])
    func constant(value: Double) throws {
        let model = try ETS.fit([Double](repeating: value, count: 40), seasonLength: 7)
        #expect(model.form == Self.form)
        let forecast = model.forecast(steps: 20)
        for h in 0..<20 {
            #expect(abs(forecast.mean[h] - value) <= 1e-9 * value)
            #expect(forecast.standardDeviation[h] <= 1e-9 * value)
        }
    }

    @Test("zeros leave multiplicative forms out")
    func zeros() throws {
        let values = (0..<70).map { Double($0 % 7) }
        let model = try ETS.fit(values, seasonLength: 7)
        #expect(model.candidates.allSatisfy { $0.form.error == .additive && $0.form.season != .multiplicative })
        for (h, mean) in model.forecast(steps: 7).mean.enumerated() { #expect(abs(mean - Double(h)) < 1e-3) }
    }

    @Test("scaling the series scales the model", arguments: [1e-6, 1e6])
    func scale(factor: Double) throws {
        let values = Self.noisy(count: 70, seed: 1, Self.weekly)
        let one = try ETS.fit(values, seasonLength: 7)
        let other = try ETS.fit(values.map { $0 * factor }, seasonLength: 7)
        #expect(one.form == other.form)
        let (a, b) = (one.forecast(steps: 14), other.forecast(steps: 14))
        for h in 0..<14 {
            #expect(agrees(b.mean[h], a.mean[h] * factor, within: 1e-4))
            #expect(agrees(b.standardDeviation[h], a.standardDeviation[h] * factor, within: 1e-3))
        }
    }

    @Test("long seasons are fitted", arguments: [168, 336])
    func longSeason(m: Int) throws {
        func shape(_ t: Int) -> Double { Self.weekly(t / (m / 7)) * (1 + 0.5 * Double((t % (m / 7))) / Double(m / 7)) }
        let values = Self.noisy(count: 4 * m, seed: 2, shape)
        let model = try ETS.fit(values, seasonLength: m, forms: [try #require(ETSForm("MNM"))])
        let forecast = model.forecast(steps: m)
        var error = 0.0
        for h in 0..<m { error += abs(forecast.mean[h] / shape(h) - 1) / Double(m) }
        // Four weeks of 5 % noise leave 2 % a figure.
        #expect(error < 0.03)
        #expect(abs(model.initialState.season.reduce(0, +) / Double(m) - 1) < 1e-9)
    }

    @Test("the fitted slope, level and errors rebuild the series", arguments: ["AAA", "MAdM"])
    func rebuilds(letters: String) throws {
        let values = Self.noisy(count: 63, seed: 4, Self.weekly)
        let model = try ETS.fit(values, seasonLength: 7, forms: [try #require(ETSForm(letters))])
        for t in values.indices {
            let rebuilt =
                model.form.error == .additive
                ? model.fitted[t] + model.residuals[t] : model.fitted[t] * (1 + model.residuals[t])
            #expect(agrees(rebuilt, values[t], within: 1e-12))
        }
        let mean = model.initialState.season.reduce(0, +) / 7
        #expect(abs(mean - (letters == "AAA" ? 0 : 1)) < 1e-9)
    }

    @Test("richer forms are never less likely than the simpler ones they hold")
    func nested() throws {
        let values = Self.noisy(count: 84, seed: 6, { Self.weekly($0) + Double($0) })
        func likelihood(_ letters: String) throws -> Double {
            try ETS.fit(values, seasonLength: 7, forms: ETSForm.admissible.filter { $0 == ETSForm(letters) })
                .logLikelihood
        }
        // β is at least 10⁻⁴, so a trend is nearly, not wholly, left out.
        let pairs = [
            (try likelihood("AAA"), try likelihood("ANA")), (try likelihood("MAM"), try likelihood("MNM")),
        ]
        for (rich, simple) in pairs { #expect(rich > simple - 0.1) }
    }

    @Test("a model that loses its level within a season is passed over unless asked for")
    func runaway() throws {
        var stream = RandomStream(seed: 8)
        var level = 100.0
        let values = (0..<240).map { t in
            level *= 1 + 0.3 * stream.normal()
            level = max(level, 5)
            return level * (1 + 0.5 * Double(t % 24) / 24)
        }
        let free = try ETS.fit(values, seasonLength: 24, allowsRunaway: true)
        let kept = try ETS.fit(values, seasonLength: 24)
        #expect(free.runsAway(within: 24))
        #expect(!kept.runsAway(within: 24))
        #expect(free.aicc < kept.aicc)
    }

    @Test("equal input gives equal output")
    func deterministic() throws {
        let values = Self.noisy(count: 84, seed: 6, Self.weekly)
        let (a, b) = (try ETS.fit(values, seasonLength: 7), try ETS.fit(values, seasonLength: 7))
        #expect(a.forecast(steps: 30) == b.forecast(steps: 30))
        #expect(a.candidates == b.candidates)
    }
}

@Suite("ETS, forms and refusals") struct ETSFormTests {
    @Test("fifteen forms are admissible, and their names are read back")
    func names() {
        #expect(ETSForm.admissible.count == 15)
        #expect(Set(ETSForm.admissible).count == 15)
        for form in ETSForm.admissible { #expect(ETSForm(form.description) == form) }
        #expect(ETSForm("AAdM") == ETSForm(error: .additive, trend: .damped, season: .multiplicative))
        #expect(ETSForm("ANM")?.isAdmissible == false)
        for text in ["", "A", "AN", "AMN", "ETS()", "XNN", "ETS(A,N)"] { #expect(ETSForm(text) == nil) }
    }

    @Test("parameters are counted as by hand")
    func counts() {
        // α ℓ; α β ℓ b; α β φ γ ℓ b and six free seasons of seven.
        #expect(ETSForm("ANN")?.parameterCount(seasonLength: 7) == 2)
        #expect(ETSForm("AAN")?.parameterCount(seasonLength: 7) == 4)
        #expect(ETSForm("MAdM")?.parameterCount(seasonLength: 7) == 12)
    }

    @Test("what cannot be fitted is refused in a sentence")
    func refusals() {
        #expect(throws: TimeSeriesError.tooShort(model: "ETS", needed: 7, found: 6)) {
            try ETS.fit([1, 2, 3, 2, 1, 2])
        }
        #expect(throws: TimeSeriesError.tooShort(model: "ETS", needed: 7, found: 0)) { try ETS.fit([]) }
        #expect(throws: TimeSeriesError.notFinite(model: "ETS", index: 2)) {
            try ETS.fit([1, 2, .nan, 2, 1, 2, 3, 4])
        }
        #expect(
            throws: TimeSeriesError.invalidParameter(
                model: "ETS", name: "seasonLength", value: "0", domain: "1 or more")
        ) { try ETS.fit([1, 2, 3, 4, 5, 6, 7, 8], seasonLength: 0) }
        let values = (0..<30).map { Double($0 % 7) }
        func reason(_ letters: String, _ m: Int) -> String {
            do {
                _ = try ETS.fit(values, seasonLength: m, forms: ETSForm(letters).map { [$0] } ?? [])
                return ""
            } catch {
                return error.description
            }
        }
        #expect(
            reason("MNN", 7)
                == "ETS(M,N,N) could not be fitted: multiplicative errors and seasons need values above 0")
        #expect(reason("ANM", 7).contains("form must be one without a multiplicative season under additive errors"))
        #expect(reason("ANA", 1).contains("need a season longer than 1 step"))
        #expect(reason("", 1) == "ETS could not be fitted: no form was asked for")
        #expect(reason("ANA", 40).contains("needs 47 values, found 30"))
    }

    @Test("the step-down test agrees with the published bounds", arguments: [4, 12, 24, 168])
    func fades(m: Int) {
        // Without a trend or at its least the usual region fades; at β = α and a long season it does not.
        #expect(ETSSmoothing(alpha: 0.5, beta: 1e-4, gamma: 0.3).fadesWithTrend(seasonLength: m))
        #expect(ETSSmoothing(alpha: 0.5, beta: 0.5, gamma: 0.49).fadesWithTrend(seasonLength: m) == (m == 4))
        // Outside: γ > 1 + 1/φ − α, and β < −(1 − φ)(γ/m + α) (Hyndman et al. 2008, eq. 10.12).
        #expect(!ETSSmoothing(alpha: 0.5, beta: 0.01, gamma: 1.6).fadesWithTrend(seasonLength: m))
        #expect(!ETSSmoothing(alpha: 0.5, beta: -0.2, gamma: 0.1, phi: 0.9).fadesWithTrend(seasonLength: m))
    }
}
