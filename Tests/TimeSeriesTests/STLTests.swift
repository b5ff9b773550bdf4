import NumericalMethods
import Testing

@testable import TimeSeries

@Suite("STL") struct STLTests {
    /// The relative difference from statsmodels that rounding explains.
    static let tolerance = 1e-9

    static func model(_ given: DecompositionFixtures.STLCase) -> STL {
        var stl = STL(
            period: given.period, seasonalLength: given.lengths[0], seasonalDegree: given.degrees[0],
            isRobust: given.robust)
        if !given.usualLengths {
            stl.trend.length = given.lengths[1]
            stl.lowPass.length = given.lengths[2]
        }
        stl.trend.degree = given.degrees[1]
        stl.lowPass.degree = given.degrees[2]
        (stl.seasonal.jump, stl.trend.jump, stl.lowPass.jump) = (given.jumps[0], given.jumps[1], given.jumps[2])
        stl.innerIterations = given.inner
        stl.outerIterations = given.outer
        return stl
    }

    @Test("agrees with statsmodels: degrees, jumps, robust loops, windows longer than the series", arguments: 0..<12)
    func reference(index: Int) throws {
        let given = try DecompositionFixtures.load("stl.json", as: DecompositionFixtures.STLCase.self)[index]
        let stl = Self.model(given)
        #expect([stl.seasonal.length, stl.trend.length, stl.lowPass.length] == given.lengths)
        let parts = try stl.decompose(given.values)
        let scale = given.values.reduce(0) { max($0, abs($1)) }
        #expect(DecompositionFixtures.difference(parts.trend, given.trend) < Self.tolerance)
        #expect(DecompositionFixtures.difference(parts.seasonal, given.seasonal) < Self.tolerance)
        #expect(DecompositionFixtures.difference(parts.robustnessWeights, given.weights) < 1e-7)
        for i in given.values.indices {
            #expect(
                abs(parts.seasonal[i] + parts.trend[i] + parts.remainder[i] - given.values[i]) < 1e-12 * scale)
        }
    }

    @Test("a line is all trend, whatever the window", arguments: [7, 21, 301])
    func line(length: Int) throws {
        var stl = STL(period: 6)
        stl.trend.length = length
        let values = (0..<60).map { 3 + 0.5 * Double($0) }
        let parts = try stl.decompose(values)
        #expect(DecompositionFixtures.difference(parts.trend, values) < 1e-9)
        #expect(parts.seasonal.allSatisfy { abs($0) < 1e-8 })
    }

    @Test("a loess line weighted by brute force is the smoother's value", arguments: [1, 3], [false, true])
    func bruteForce(jump: Int, isRobust: Bool) {
        var stream = RandomStream(seed: 7)
        let count = 43
        let values = (0..<count).map { _ in stream.uniform() }
        let robustness = (0..<count).map { isRobust && $0 % 5 == 0 ? 0.25 : 1 }
        for length in [5, 15, 43, 61] {
            var smoother = LoessSmoother(count: count, length: length, degree: 1, jump: jump, isRobust: isRobust)
            var out = [Double](repeating: 0, count: count)
            smoother.smooth(values, robustness: robustness, into: &out)
            for x in stride(from: 0, to: count - 1, by: jump) {
                #expect(abs(out[x] - Self.loessLine(values, robustness, length, at: x)) < 1e-12)
            }
        }
    }

    /// Weighted straight line through the `length` nearest points, straight from the definition.
    static func loessLine(_ values: [Double], _ robustness: [Double], _ length: Int, at x: Int) -> Double {
        let nearest = values.indices.sorted { (abs($0 - x), $0) < (abs($1 - x), $1) }.prefix(length)
        let widening = Double(max(0, length - values.count) / 2)
        let h = Double(nearest.map { abs($0 - x) }.max() ?? 1) + widening
        var (s0, s1, s2, t0, t1) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for j in nearest {
            let r = Double(abs(j - x)) / h
            let c = 1 - r * r * r
            let w = (r > 0.999 ? 0 : r <= 0.001 ? 1 : c * c * c) * robustness[j]
            let u = Double(j - x)
            (s0, s1, s2) = (s0 + w, s1 + w * u, s2 + w * u * u)
            (t0, t1) = (t0 + w * values[j], t1 + w * u * values[j])
        }
        return (s2 * t0 - s1 * t1) / (s0 * s2 - s1 * s1)
    }

    @Test("a subseries smoothed as a matrix is the subseries smoothed by itself")
    func subseries() {
        var stream = RandomStream(seed: 3)
        let values = (0..<95).map { _ in stream.uniform() }
        let ones = [Double](repeating: 1, count: values.count)
        for (length, degree) in [(7, 0), (7, 1), (31, 1)] {
            var (a, b) = ([Double](repeating: 0, count: 95 + 24), [Double](repeating: 0, count: 95 + 24))
            var matrix = CycleSubseriesSmoother(
                count: 95, period: 12, length: length, degree: degree, jump: 1, isRobust: false)
            var single = CycleSubseriesSmoother(
                count: 95, period: 12, length: length, degree: degree, jump: 1, isRobust: true)
            matrix.smooth(values, robustness: ones, into: &a)
            single.smooth(values, robustness: ones, into: &b)
            // Positions past the end of the last cycle are not used.
            #expect(DecompositionFixtures.difference(a, b) < 1e-12)
        }
    }

    @Test("zeros, a constant and two bare cycles are decomposed")
    func plain() throws {
        for value in [0.0, 5] {
            let parts = try STL(period: 7, isRobust: true).decompose([Double](repeating: value, count: 14))
            #expect(parts.trend.allSatisfy { abs($0 - value) < 1e-12 })
            #expect(parts.seasonal.allSatisfy { abs($0) < 1e-12 })
            #expect(parts.remainder.allSatisfy { abs($0) < 1e-12 })
        }
    }

    @Test("what cannot be decomposed is said, not computed")
    func errors() {
        let week = [Double](repeating: 1, count: 30)
        #expect(throws: TimeSeriesError.tooShort(model: "STL", needed: 14, found: 13)) {
            _ = try STL(period: 7).decompose(Array(week.prefix(13)))
        }
        #expect(throws: TimeSeriesError.tooShort(model: "STL", needed: 14, found: 0)) {
            _ = try STL(period: 7).decompose([])
        }
        var holed = week
        holed[4] = .nan
        #expect(throws: TimeSeriesError.notFinite(model: "STL", index: 4)) {
            _ = try STL(period: 7).decompose(holed)
        }
        for period in [Int.min, -1, 0, 1, Int.max] {
            #expect(throws: TimeSeriesError.self) { _ = try STL(period: period).decompose(week) }
        }
        var even = STL(period: 7)
        even.trend.length = 12
        #expect(throws: TimeSeriesError.self) { _ = try even.decompose(week) }
    }
}
