import Foundation

/// What statsmodels and statsforecast make of our synthetic series; see Fixtures/make_mstl_ces.py.
enum DecompositionFixtures {
    struct STLCase: Decodable, Sendable {
        var values: [Double]
        var period: Int
        /// Of the seasonal, trend and low-pass smoother.
        var lengths: [Int]
        var degrees: [Int]
        var jumps: [Int]
        var usualLengths: Bool
        var robust: Bool
        var inner: Int
        var outer: Int
        var seasonal: [Double]
        var trend: [Double]
        var weights: [Double]
    }

    struct MSTLCase: Decodable, Sendable {
        struct Robust: Decodable, Sendable {
            var trend: [Double]
            var seasonal: [[Double]]
        }
        var values: [Double]
        var periods: [Int]
        var trend: [Double]
        var remainder: [Double]
        var seasonal: [[Double]]
        var robust: Robust
        var ces: [Double]
        var ets: [Double]
    }

    struct CESCase: Decodable, Sendable {
        struct Fit: Decodable, Sendable {
            var kind: String
            var parameters: [Double]
            var logLikelihood: Double
            var aic: Double
            var aicc: Double
            var bic: Double
            var sigma2: Double
            var fitted: [Double]
            var mean: [Double]
        }
        var values: [Double]
        var seasonLength: Int
        var fits: [Fit]
        var chosen: String
    }

    static func load<Case: Decodable>(_ name: String, as: Case.Type) throws -> [Case] {
        let url = Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(name)")
        return try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    }

    /// The largest difference, relative to the largest value of `expected`.
    static func difference(_ found: [Double], _ expected: [Double]) -> Double {
        guard found.count == expected.count else { return .infinity }
        let scale = expected.reduce(0) { max($0, abs($1)) }
        return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / max(scale, .leastNormalMagnitude)
    }
}
