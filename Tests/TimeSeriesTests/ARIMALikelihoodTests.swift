import Foundation
import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("ARIMA: exact likelihood") struct ARIMALikelihoodTests {
    /// A model with coefficients, and how many values it is tried on.
    struct Case: Sendable, CustomTestStringConvertible {
        var order: ARIMAOrder
        var phi: [Double] = []
        var theta: [Double] = []
        var seasonalPhi: [Double] = []
        var seasonalTheta: [Double] = []
        var count = 40
        var coefficients: ARIMACoefficients {
            ARIMACoefficients(
                autoregressive: phi, movingAverage: theta, seasonalAutoregressive: seasonalPhi,
                seasonalMovingAverage: seasonalTheta)
        }
        var testDescription: String { "\(order) n=\(count)" }
    }

    static let cases: [Case] = [
        Case(order: ARIMAOrder(0, 0, 0)),
        Case(order: ARIMAOrder(1, 0, 0), phi: [0.95]),
        Case(order: ARIMAOrder(2, 0, 0), phi: [1.5, -0.8]),
        Case(order: ARIMAOrder(0, 0, 1), theta: [-0.9]),
        Case(order: ARIMAOrder(0, 0, 3), theta: [0.5, 0.3, -0.4]),
        Case(order: ARIMAOrder(1, 0, 1), phi: [-0.7], theta: [0.99]),
        Case(order: ARIMAOrder(4, 0, 2), phi: [0.3, -0.2, 0.1, 0.4], theta: [1.2, 0.5], count: 30),
        Case(order: ARIMAOrder(2, 0, 5), phi: [0.4, 0.3], theta: [0.3, 0.1, -0.2, 0.4, 0.2]),
        Case(order: ARIMAOrder(0, 0, 0, seasonal: .init(1, 0, 0), seasonLength: 7), seasonalPhi: [0.9]),
        Case(
            order: ARIMAOrder(0, 0, 1, seasonal: .init(0, 0, 1), seasonLength: 12), theta: [-0.4], seasonalTheta: [-0.6]
        ),
        Case(
            order: ARIMAOrder(1, 0, 1, seasonal: .init(1, 0, 1), seasonLength: 4), phi: [0.6], theta: [0.3],
            seasonalPhi: [-0.5], seasonalTheta: [0.8]),
        Case(
            order: ARIMAOrder(2, 0, 1, seasonal: .init(2, 0, 1), seasonLength: 5), phi: [0.5, 0.2], theta: [-0.6],
            seasonalPhi: [0.3, 0.4], seasonalTheta: [-0.7], count: 60),
        Case(
            order: ARIMAOrder(1, 0, 0, seasonal: .init(0, 0, 2), seasonLength: 6), phi: [0.8],
            seasonalTheta: [-0.5, 0.2]),
        // Shorter than the lags: the unknown past reaches beyond the end.
        Case(
            order: ARIMAOrder(1, 0, 1, seasonal: .init(1, 0, 1), seasonLength: 7), phi: [0.6], theta: [0.4],
            seasonalPhi: [0.5], seasonalTheta: [-0.6], count: 5),
        Case(order: ARIMAOrder(0, 0, 0, seasonal: .init(0, 0, 1), seasonLength: 9), seasonalTheta: [0.7], count: 4),
        Case(order: ARIMAOrder(3, 0, 0), phi: [0.2, 0.3, 0.4], count: 2),
    ]

    static func noise(_ count: Int, seed: UInt64) -> [Double] {
        var stream = RandomStream(seed: seed)
        return (0..<count).map { _ in stream.uniform() * 4 - 2 }
    }

    @Test("equals the density of the full covariance matrix", arguments: cases)
    func bruteForce(_ model: Case) {
        let w = Self.noise(model.count, seed: 5)
        let phi = ARIMABruteForce.multiply(model.phi.map(-), model.seasonalPhi.map(-), model.order.seasonLength).map(-)
        let theta = ARIMABruteForce.multiply(model.theta, model.seasonalTheta, model.order.seasonLength)
        let gamma = ARIMABruteForce.autocovariances(phi, theta, count: w.count)
        let expected = ARIMABruteForce.density(w, gamma)
        var likelihood = ARIMALikelihood(order: model.order, columns: [w])
        let found = likelihood.evaluate(.init([model.coefficients]))
        #expect(abs(found.logDeterminant[0] - expected.logDeterminant) < 1e-8)
        #expect(abs(found.sumOfSquares[0] - expected.sumOfSquares) < 1e-8 * expected.sumOfSquares)
        // The filter that gives the innovations is another way to the same density.
        let filter = ARIMAFilter(w, order: model.order, coefficients: model.coefficients)
        #expect(abs(filter.logDeterminant - expected.logDeterminant) < 1e-8)
        let squares = filter.innovations.reduce(0) { $0 + $1 * $1 }
        #expect(abs(squares - expected.sumOfSquares) < 1e-8 * expected.sumOfSquares)
    }

    @Test("four parameter sets at once say what each says alone")
    func lanes() {
        let order = ARIMAOrder(1, 0, 1, seasonal: .init(0, 0, 1), seasonLength: 3)
        let w = Self.noise(50, seed: 9)
        let sets = [0.1, -0.8, 0.5, 0.95].map {
            ARIMACoefficients(autoregressive: [$0], movingAverage: [0.4 - $0 / 3], seasonalMovingAverage: [-$0])
        }
        var likelihood = ARIMALikelihood(order: order, columns: [w])
        let together = likelihood.evaluate(.init(sets))
        for (lane, set) in sets.enumerated() {
            let alone = likelihood.evaluate(.init([set]))
            #expect(abs(alone.objective[0] - together.objective[lane]) < 1e-12)
        }
    }

    @Test("MA(1) by hand: Σ is tridiagonal")
    func movingAverageByHand() {
        // w = (1, −2), θ = 1/2: Σ = [[5/4, 1/2], [1/2, 5/4]], det = 21/16, wᵀΣ⁻¹w = (25/4 + 2)·16/21 = 44/7.
        var likelihood = ARIMALikelihood(order: ARIMAOrder(0, 0, 1), columns: [[1, -2]])
        let value = likelihood.evaluate(.init([ARIMACoefficients(movingAverage: [0.5])]))
        #expect(abs(value.logDeterminant[0] - log(21.0 / 16)) < 1e-13)
        #expect(abs(value.sumOfSquares[0] - 44.0 / 7) < 1e-13)
    }

    @Test("regression is generalised least squares")
    func regression() {
        let order = ARIMAOrder(1, 0, 1)
        let coefficients = ARIMACoefficients(autoregressive: [0.8], movingAverage: [0.3])
        let w = Self.noise(30, seed: 3)
        let x = Self.noise(30, seed: 4)
        var joint = ARIMALikelihood(order: order, columns: [w, x])
        let value = joint.evaluate(.init([coefficients]))
        let beta = joint.regressionCoefficients()[0]
        let gamma = ARIMABruteForce.autocovariances([0.8], [0.3], count: 30)
        let at = { (b: Double) in ARIMABruteForce.density(zip(w, x).map { $0 - b * $1 }, gamma).sumOfSquares }
        #expect(abs(at(beta) - value.sumOfSquares[0]) < 1e-8)
        #expect(at(beta + 1e-3) > at(beta) && at(beta - 1e-3) > at(beta))
    }

    @Test(
        "agrees with statsmodels at given coefficients",
        arguments: ARIMAFixtures.lines("arima-likelihood.csv").dropFirst())
    func statsmodels(_ row: [String]) throws {
        let series = try #require(ARIMAFixtures.series[row[0]])
        let order = ARIMAFixtures.order(row[1..<7], season: series.season)
        let numbers = { (text: String) in text.split(separator: " ").compactMap { Double($0) } }
        let coefficients = ARIMACoefficients(
            autoregressive: numbers(row[7]), movingAverage: numbers(row[8]), seasonalAutoregressive: numbers(row[9]),
            seasonalMovingAverage: numbers(row[10]))
        let w = ARIMAPolynomial.difference(series.values, order)
        var likelihood = ARIMALikelihood(order: order, columns: [w])
        let value = likelihood.evaluate(.init([coefficients]))
        let found = ARIMABruteForce.logLikelihood(w.count, value.logDeterminant[0], value.sumOfSquares[0])
        let expected = try #require(Double(row[11]))
        #expect(abs(found - expected) < 1e-6 * abs(expected))
    }

    @Test("partial autocorrelations and coefficients are each other's inverse")
    func partials() throws {
        let partials = [0.9, -0.5, 0.3, 0.99, -0.2]
        let coefficients = ARIMAPolynomial.coefficients(partialAutocorrelations: partials)
        let back = try #require(ARIMAPolynomial.partialAutocorrelations(coefficients))
        for (a, b) in zip(partials, back) { #expect(abs(a - b) < 1e-12) }
        #expect(ARIMAPolynomial.partialAutocorrelations([1.2]) == nil)
        // 1 − 1.1B + 0.3B² has roots 2 and 5/3.
        #expect(ARIMAPolynomial.rootsExceed([1.1, -0.3], radius: 1.66))
        #expect(!ARIMAPolynomial.rootsExceed([1.1, -0.3], radius: 1.67))
    }
}
