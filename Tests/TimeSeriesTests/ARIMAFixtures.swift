import Foundation
import Testing
import TimeSeries

/// The files that `Fixtures/make_arima.py` and `make_arima.R` make.
enum ARIMAFixtures {
    struct Series: Sendable {
        var season: Int
        var values: [Double]
        /// In-sample part and future part of each regressor.
        var regressors: [[Double]] = []
        var futureRegressors: [[Double]] = []
    }

    /// One fit of a peer, by what it tells.
    struct Fit: Sendable, CustomTestStringConvertible {
        var peer: String
        var series: String
        var order: ARIMAOrder
        var hasConstant: Bool
        var values: [String: [Double]] = [:]
        /// Series, order and constant: what is fitted, whoever fits it.
        var key: String { "\(series) \(order) \(hasConstant)" }
        var testDescription: String { "\(peer) \(series) \(order)\(hasConstant ? " constant" : "")" }
    }

    static func lines(_ name: String) -> [[String]] {
        guard let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    static let series: [String: Series] = {
        var result: [String: Series] = [:]
        let rows = lines("arima-series.csv")
        for row in rows where !row[0].contains(":") {
            result[row[0]] = Series(season: Int(row[1]) ?? 1, values: row.dropFirst(2).compactMap(Double.init))
        }
        for row in rows where row[0].contains(":") {
            let name = String(row[0].prefix { $0 != ":" })
            let values = row.dropFirst(2).compactMap(Double.init)
            let length = result[name]?.values.count ?? 0
            result[name]?.regressors.append(Array(values.prefix(length)))
            result[name]?.futureRegressors.append(Array(values.dropFirst(length)))
        }
        return result
    }()

    static func order(_ fields: some Collection<String>, season: Int) -> ARIMAOrder {
        let n = fields.compactMap { Int($0) }
        let isSeasonal = n[3] + n[4] + n[5] > 0
        return ARIMAOrder(
            n[0], n[1], n[2], seasonal: .init(n[3], n[4], n[5]), seasonLength: isSeasonal ? season : 1)
    }

    static let fits: [Fit] = {
        var result: [Fit] = []
        for row in (lines("arima-python.csv").dropFirst() + lines("arima-r.csv").dropFirst()) {
            let order = order(row[2..<8], season: series[row[1]]?.season ?? 1)
            let isNew = result.last.map {
                $0.peer != row[0] || $0.series != row[1] || $0.order != order || $0.hasConstant != (row[8] == "1")
            }
            if isNew ?? true {
                result.append(Fit(peer: row[0], series: row[1], order: order, hasConstant: row[8] == "1"))
            }
            result[result.count - 1].values[row[9], default: []].append(Double(row[11]) ?? .nan)
        }
        return result
    }()

    /// What a peer's automatic choice says: `values` holds loglik and aicc.
    static let choices: [Fit] = {
        (lines("arima-python-automatic.csv").dropFirst() + lines("arima-r-automatic.csv").dropFirst()).map { row in
            Fit(
                peer: row[0], series: row[1], order: order(row[2..<8], season: series[row[1]]?.season ?? 1),
                hasConstant: row[8] == "1",
                values: ["loglik": [Double(row[9]) ?? .nan], "aicc": [Double(row[10]) ?? .nan]])
        }
    }()
}

/// Brute force: the density of an ARMA series from its covariance matrix.
enum ARIMABruteForce {
    /// γₖ = Σ ψᵢψᵢ₊ₖ, by many terms of the sum.
    static func autocovariances(_ phi: [Double], _ theta: [Double], count: Int, terms: Int = 6000) -> [Double] {
        var psi = [Double](repeating: 0, count: terms + count)
        for k in psi.indices {
            var value = k == 0 ? 1 : (k <= theta.count ? theta[k - 1] : 0)
            for i in phi.indices where i < k { value += phi[i] * psi[k - 1 - i] }
            psi[k] = value
        }
        return (0..<count).map { lag in (0..<terms).reduce(0) { $0 + psi[$1] * psi[$1 + lag] } }
    }

    /// Polynomial coefficients of (1 + Σ aᵢBⁱ)(1 + Σ bⱼBʲˢ) from lag 1 on, by plain multiplication.
    static func multiply(_ a: [Double], _ b: [Double], _ season: Int) -> [Double] {
        let left = [1] + a
        var right = [Double](repeating: 0, count: 1 + b.count * season)
        right[0] = 1
        for (j, value) in b.enumerated() { right[(j + 1) * season] = value }
        var product = [Double](repeating: 0, count: left.count + right.count - 1)
        for (i, x) in left.enumerated() { for (j, y) in right.enumerated() { product[i + j] += x * y } }
        return Array(product.dropFirst())
    }

    /// ln det of the Toeplitz covariance, and wᵀΣ⁻¹w, by a dense Cholesky factor.
    static func density(_ w: [Double], _ gamma: [Double]) -> (logDeterminant: Double, sumOfSquares: Double) {
        let n = w.count
        var l = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
        var x = w
        var logDeterminant = 0.0
        var sum = 0.0
        for i in 0..<n {
            for j in 0...i {
                var value = gamma[i - j]
                for k in 0..<j { value -= l[i][k] * l[j][k] }
                l[i][j] = i == j ? value.squareRoot() : value / l[j][j]
            }
            for k in 0..<i { x[i] -= l[i][k] * x[k] }
            x[i] /= l[i][i]
            logDeterminant += 2 * log(l[i][i])
            sum += x[i] * x[i]
        }
        return (logDeterminant, sum)
    }

    /// The concentrated log-likelihood −n/2 (ln 2π + 1 + ln S/n) − ½ ln det.
    static func logLikelihood(_ n: Int, _ logDeterminant: Double, _ sumOfSquares: Double) -> Double {
        -0.5 * (Double(n) * (log(2 * Double.pi) + 1 + log(sumOfSquares / Double(n))) + logDeterminant)
    }
}
