import Foundation
import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("ARIMA: closed forms") struct ARIMAClosedFormTests {
    static let noise = ARIMALikelihoodTests.noise(80, seed: 21)

    @Test("AR(1) decays to the mean, its variance grows geometrically")
    func autoregression() throws {
        var y = [20.0]
        for e in Self.noise { y.append(20 + 0.7 * ((y.last ?? 0) - 20) + e) }
        let model = try ARIMA.fit(y, order: ARIMAOrder(1, 0, 0))
        let phi = model.coefficients.autoregressive[0]
        let mean = try #require(model.constant)
        let prediction = try model.forecast(steps: 30)
        let last = try #require(y.last)
        for h in 1...30 {
            let power = pow(phi, Double(h))
            #expect(abs(prediction.mean[h - 1] - (mean + power * (last - mean))) < 1e-9)
            let variance = model.innovationVariance * (1 - power * power) / (1 - phi * phi)
            #expect(abs(prediction.standardDeviation[h - 1] - variance.squareRoot()) < 1e-9)
        }
    }

    @Test("a random walk with drift goes on by the mean step, with √h spread")
    func randomWalk() throws {
        var y = [5.0]
        for e in Self.noise { y.append((y.last ?? 0) + 0.5 + e) }
        let model = try ARIMA.fit(y, order: ARIMAOrder(0, 1, 0))
        let steps = y.count - 1
        let drift = (y[steps] - y[0]) / Double(steps)
        let found = try #require(model.constant)
        #expect(abs(found - drift) < 1e-12)
        let squares = (1...steps).reduce(0.0) { $0 + pow(y[$1] - y[$1 - 1] - drift, 2) }
        #expect(abs(model.innovationVariance - squares / Double(steps - 1)) < 1e-10)
        let n = Double(steps)
        #expect(abs(model.logLikelihood + 0.5 * n * (log(2 * Double.pi * squares / n) + 1)) < 1e-9)
        #expect(model.parameterCount == 2)
        #expect(abs(model.aic - (4 - 2 * model.logLikelihood)) < 1e-9)
        #expect(abs(model.aicc - (model.aic + 12 / (n - 3))) < 1e-9)
        #expect(abs(model.bic - (2 * log(n) - 2 * model.logLikelihood)) < 1e-9)
        let prediction = try model.forecast(steps: 10)
        for h in 1...10 {
            #expect(abs(prediction.mean[h - 1] - (y[steps] + drift * Double(h))) < 1e-9)
            #expect(
                abs(prediction.standardDeviation[h - 1] - (model.innovationVariance * Double(h)).squareRoot()) < 1e-9)
        }
    }

    @Test("(0,1,1) without constant forecasts as simple exponential smoothing does in the long run")
    func exponentialSmoothing() throws {
        var level = 0.0
        let y = Self.noise.map { (e: Double) -> Double in
            defer { level += 0.4 * e }
            return level + e
        }
        let model = try ARIMA.fit(y, order: ARIMAOrder(0, 1, 1), includesConstant: false)
        let alpha = 1 + model.coefficients.movingAverage[0]
        let smoothed = y.dropFirst().reduce(y[0]) { $0 + alpha * ($1 - $0) }
        let prediction = try model.forecast(steps: 5)
        for mean in prediction.mean { #expect(abs(mean - smoothed) < 1e-4) }
        #expect(abs(prediction.mean[0] - prediction.mean[4]) < 1e-12)
    }

    @Test("a seasonal random walk repeats the last season")
    func seasonalNaive() throws {
        let y = (0..<28).map { [3.0, 5, 9, 4][$0 % 4] + Self.noise[$0] }
        let order = ARIMAOrder(0, 0, 0, seasonal: .init(0, 1, 0), seasonLength: 4)
        let prediction = try ARIMA.fit(y, order: order, includesConstant: false).forecast(steps: 9)
        for h in 0..<9 { #expect(abs(prediction.mean[h] - y[24 + h % 4]) < 1e-12) }
        #expect(abs(prediction.standardDeviation[8] / prediction.standardDeviation[0] - 3.0.squareRoot()) < 1e-9)
    }

    @Test("forecasts and their variances are the conditional normal law of the future")
    func conditionalLaw() throws {
        // Few values, so that the error of the state counts.
        let w = Array(Self.noise.prefix(9))
        let order = ARIMAOrder(1, 0, 1, seasonal: .init(0, 0, 1), seasonLength: 3)
        let model = try ARIMA.fit(w, order: order, includesConstant: false)
        let c = model.coefficients
        let theta = ARIMABruteForce.multiply(c.movingAverage, c.seasonalMovingAverage, 3)
        let gamma = ARIMABruteForce.autocovariances(c.autoregressive, theta, count: 13)
        let prediction = try model.forecast(steps: 4)
        for h in 0..<4 {
            // The mean of w₁₀₊ₕ given w₁…₉: where the joint quadratic form is least; its variance: the ratio of
            // determinants. Quadratic in the unknown value, so three values of it tell all.
            let forms = [-1.0, 0, 1].map { value in Self.form(w, at: 9 + h, value, gamma) }
            let curvature = (forms[0] + forms[2] - 2 * forms[1]) / 2
            let mean = (forms[0] - forms[2]) / (4 * curvature)
            #expect(abs(prediction.mean[h] - mean) < 1e-7)
            let deviation = (model.innovationVariance / curvature).squareRoot()
            #expect(abs(prediction.standardDeviation[h] - deviation) < 1e-7)
        }
    }

    /// xᵀΣ⁻¹x of nine values and one more at `position`.
    static func form(_ w: [Double], at position: Int, _ value: Double, _ gamma: [Double]) -> Double {
        let positions = Array(w.indices) + [position]
        let x = w + [value]
        let n = x.count
        var a = positions.map { i in positions.map { j in gamma[abs(i - j)] } }
        var b = x
        var sum = 0.0
        for k in 0..<n {
            sum += b[k] * b[k] / a[k][k]
            for i in (k + 1)..<max(n, k + 1) {
                let factor = a[i][k] / a[k][k]
                for j in k..<n { a[i][j] -= factor * a[k][j] }
                b[i] -= factor * b[k]
            }
        }
        return sum
    }

    @Test("regressors and drift enter as stated: an exact line with a driver is found exactly")
    func regression() throws {
        let x = ARIMALikelihoodTests.noise(40, seed: 8)
        let y = (0..<40).map { (t: Int) -> Double in
            let line = 100 + 0.25 * Double(t)
            return line - 3 * x[t] + 1e-3 * Self.noise[t]
        }
        let model = try ARIMA.fit(y, order: ARIMAOrder(1, 1, 1), regressors: [x])
        let found = try #require(model.constant)
        #expect(abs(found - 0.25) < 1e-3)
        #expect(abs(model.regressionCoefficients[0] + 3) < 1e-3)
        let prediction = try model.forecast(steps: 2, futureRegressors: [[1, 0]])
        #expect(abs(prediction.mean[0] - 107.0) < 0.02)
        #expect(abs(prediction.mean[1] - 110.25) < 0.02)
    }

    @Test("the scale of the values does not matter", arguments: [1e-150, 1e-3, 1e6, 1e120])
    func scale(_ factor: Double) throws {
        let order = ARIMAOrder(1, 0, 1)
        let one = try ARIMA.fit(Self.noise.map { $0 + 10 }, order: order)
        let other = try ARIMA.fit(Self.noise.map { ($0 + 10) * factor }, order: order)
        #expect(abs(one.coefficients.autoregressive[0] - other.coefficients.autoregressive[0]) < 1e-5)
        let shift = Double(Self.noise.count) * log(factor)
        #expect(abs(one.logLikelihood - shift - other.logLikelihood) < 1e-6 * max(1, abs(shift)))
        let a = try one.forecast(steps: 3)
        let b = try other.forecast(steps: 3)
        for h in 0..<3 { #expect(abs(a.mean[h] * factor - b.mean[h]) < 1e-5 * factor) }
    }

    @Test("residuals are the one-step errors once the filter has settled")
    func residuals() throws {
        let y = Self.noise.map { $0 + 4 }
        let model = try ARIMA.fit(y, order: ARIMAOrder(1, 0, 0))
        let mean = try #require(model.constant)
        let phi = model.coefficients.autoregressive[0]
        #expect(model.residuals.count == y.count)
        for t in 1..<y.count {
            #expect(abs(model.residuals[t] - (y[t] - mean - phi * (y[t - 1] - mean))) < 1e-9)
        }
    }
}
