import Foundation
import NumericalMethods
import Testing

@Suite("Gamma and beta functions")
struct SpecialFunctionTests {
    @Test("ψ has its known values and recurrence")
    func digamma() {
        let euler = 0.57721566490153286
        #expect(abs(GammaFunctions.digamma(1) + euler) < 1e-14)
        #expect(abs(GammaFunctions.digamma(0.5) + euler + 2 * log(2)) < 1e-14)
        for x in [1e-3, 0.3, 4.7, 80, 1e6] {
            #expect(abs(GammaFunctions.digamma(x + 1) - GammaFunctions.digamma(x) - 1 / x) < 1e-12 * max(1, 1 / x))
        }
        #expect(GammaFunctions.digamma(0).isNaN)
    }

    @Test("P(n, x) of whole n is one less a Poisson sum; its quantile turns back")
    func incompleteGamma() {
        for (n, x) in [(1, 0.2), (3, 2.5), (10, 25), (60, 50), (200, 260)] {
            var term = exp(-x)
            var sum = 0.0
            for k in 0..<n {
                sum += term
                term *= x / Double(k + 1)
            }
            let found = GammaFunctions.regularizedLower(Double(n), x)
            #expect(abs(found - (1 - sum)) < 1e-12, "\(n) \(x)")
        }
        for a in [0.05, 0.7, 3, 40, 5000] {
            for p in [0.001, 0.3, 0.5, 0.999] {
                #expect(abs(GammaFunctions.regularizedLower(a, GammaFunctions.quantile(a, p)) - p) < 1e-9, "\(a) \(p)")
            }
        }
        #expect(GammaFunctions.quantile(2, 0) == 0 && GammaFunctions.quantile(2, 1) == .infinity)
    }

    @Test("The binomial distribution equals its plain sum")
    func binomial() {
        for (n, p) in [(1, 0.3), (12, 0.5), (50, 0.02), (200, 0.97)] {
            var sum = 0.0
            for k in 0...n {
                let logTerm =
                    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1) + Double(k) * log(p)
                    + Double(n - k) * log(1 - p)
                sum += exp(logTerm)
                #expect(abs(BetaDistribution.binomialCDF(k, trials: n, p: p) - min(1, sum)) < 1e-11, "\(n) \(p) \(k)")
            }
        }
        #expect(BetaDistribution.binomialCDF(-1, trials: 4, p: 0.5) == 0)
        #expect(BetaDistribution.cdf(0.5, 0, 1).isNaN)
    }

    @Test("The quasi-Newton search finds Rosenbrock's valley and stops at a bound that has no inner minimum")
    func quasiNewton() {
        var search = QuasiNewton(bounds: -10...10)
        search.maximumSteps = 1000
        let valley = search.minimise(from: [-1.2, 1]) { p, g in
            let a = 1 - p[0]
            let b = p[1] - p[0] * p[0]
            g[0] = -2 * a - 400 * p[0] * b
            g[1] = 200 * b
            return a * a + 100 * b * b
        }
        #expect(abs(valley.point[0] - 1) < 1e-6 && abs(valley.point[1] - 1) < 1e-6)
        let edge = QuasiNewton(bounds: -5...5).minimise(from: [0, 0]) { p, g in
            g[0] = 2 * (p[0] - 1)
            g[1] = -exp(-p[1])
            return (p[0] - 1) * (p[0] - 1) + exp(-p[1])
        }
        #expect(abs(edge.point[0] - 1) < 1e-6 && edge.point[1] == 5)
    }
}
