import NumericalMethods
import Testing

@Suite("Normal distribution") struct NormalDistributionTests {
    // Published points (Abramowitz & Stegun 1964, table 26.5 and 26.2).
    @Test(
        "quantiles agree with the published table",
        arguments: [
            (0.5, 0.0), (0.8, 0.841621233572914), (0.9, 1.281551565544600), (0.975, 1.959963984540054),
            (0.995, 2.575829303548901), (0.001, -3.090232306167813), (1e-10, -6.361340902404056),
        ])
    func quantile(p: Double, x: Double) { #expect(abs(NormalDistribution.quantile(p) - x) < 1e-12) }

    @Test("the distribution function undoes the quantile", arguments: [1e-12, 1e-4, 0.02, 0.3, 0.5, 0.77, 0.9999])
    func inverse(p: Double) {
        #expect(abs(NormalDistribution.cdf(NormalDistribution.quantile(p)) - p) < 1e-13 + 1e-12 * p)
    }

    @Test("ends and numbers outside 0…1")
    func edges() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(-0.1).isNaN)
        #expect(NormalDistribution.quantile(1.1).isNaN)
        #expect(abs(NormalDistribution.density(0) - 0.398942280401433) < 1e-15)
    }
}

@Suite("Quantiles") struct QuantileTests {
    // numpy.quantile([1, 3, 4, 10, 20], p).
    @Test("type 7 agrees with NumPy", arguments: [(0.0, 1.0), (0.1, 1.8), (0.5, 4.0), (0.9, 16.0), (1.0, 20.0)])
    func type7(p: Double, expected: Double) throws {
        #expect(abs(try #require(Quantile.type7([10, 3, 1, 20, 4], p)) - expected) < 1e-12)
    }

    @Test("no values have no quantile, one value is every quantile")
    func edges() {
        #expect(Quantile.type7([], 0.5) == nil)
        #expect(Quantile.type7([7], 0.01) == 7)
        #expect(Quantile.median([1, 2, 3, 4]) == 2.5)
    }
}

@Suite("Nelder–Mead") struct NelderMeadTests {
    @Test("finds the minimum of Rosenbrock's valley")
    func rosenbrock() {
        let search = NelderMead(bounds: [-5...5, -5...5], maximumEvaluations: 2000, relativeTolerance: 1e-14)
        let found = search.minimise(from: [-1.2, 1], step: 0.1) { p in
            100 * (p[1] - p[0] * p[0]) * (p[1] - p[0] * p[0]) + (1 - p[0]) * (1 - p[0])
        }
        #expect(abs(found.point[0] - 1) < 1e-4)
        #expect(abs(found.point[1] - 1) < 1e-4)
    }

    @Test("stays in the box and ends on its edge when the minimum lies outside")
    func bounded() {
        var inside = true
        let found = NelderMead(bounds: [0...1, 0...1]).minimise(from: [0.5, 0.5]) { p in
            inside = inside && (0...1).contains(p[0]) && (0...1).contains(p[1])
            return (p[0] - 2) * (p[0] - 2) + (p[1] + 3) * (p[1] + 3)
        }
        #expect(inside)
        #expect(abs(found.point[0] - 1) < 1e-6)
        #expect(abs(found.point[1]) < 1e-6)
    }

    @Test("never returns a worse point than the start, keeps to its evaluations and survives NaN")
    func hostile() {
        let found = NelderMead(bounds: [0...1], maximumEvaluations: 30).minimise(from: [0.2]) { p in
            p[0] > 0.5 ? .nan : 1 - p[0]
        }
        #expect(found.value <= 0.8)
        #expect(found.evaluations <= 32)
    }
}
