import Foundation
import Testing

@testable import TimeSeries

/// What statsforecast 2.1.1 makes of our own series; written by Fixtures/make_ets_theta.py.
struct ETSFixture: Decodable, Sendable, CustomTestStringConvertible {
    struct Fit: Decodable, Sendable {
        var method: String
        var loglik: Double
        var aicc: Double
        var sigma2: Double
        var mean: [Double]
        var smoothing: [Double]?
        var initial: [Double]?
        var deviation: [Double]?
    }

    var name: String
    var seasonLength: Int
    var values: [Double]
    var fits: [String: Fit]

    var testDescription: String { name }

    static let all: [ETSFixture] = load("ets")

    /// The forms the peer fitted, with its parameters and states in our order.
    var formFits: [(form: ETSForm, smoothing: ETSSmoothing, initial: ETS.State, fit: Fit)] {
        ETSForm.admissible.compactMap { form in
            let letters = form.error.rawValue + form.trend.rawValue + form.season.rawValue
            guard let fit = fits[letters], let p = fit.smoothing, let x = fit.initial else { return nil }
            let hasTrend = form.trend != .none
            // The peer keeps the newest season first; ours is the next one first.
            let state = ETS.State(
                level: x[0], slope: hasTrend ? x[1] : 0, season: x.dropFirst(hasTrend ? 2 : 1).reversed())
            let smoothing = ETSSmoothing(
                alpha: p[0], beta: hasTrend ? p[1] : 0, gamma: form.season == .none ? 0 : p[2],
                phi: form.trend == .damped ? p[3] : 1)
            return (form, smoothing, state, fit)
        }
    }
}

struct ThetaFixture: Decodable, Sendable, CustomTestStringConvertible {
    struct Fit: Decodable, Sendable {
        var kind: String
        var squares: Double
        var alpha: Double
        var theta: Double
        var initial: Double
        var season: String
        var mean: [Double]
    }

    var name: String
    var seasonLength: Int
    var values: [Double]
    var fits: [String: Fit]

    var testDescription: String { name }

    static let all: [ThetaFixture] = load("theta")
}

private func load<Row: Decodable>(_ name: String) -> [Row] {
    guard let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"),
        let data = try? Data(contentsOf: url), let rows = try? JSONDecoder().decode([Row].self, from: data)
    else {
        Issue.record("Fixtures/\(name).json cannot be read")
        return []
    }
    return rows
}

/// |a − b| within a share of |b|, and a tiny absolute one.
func agrees(_ a: Double, _ b: Double, within share: Double) -> Bool { abs(a - b) <= share * abs(b) + 1e-12 }
