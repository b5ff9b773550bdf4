#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Testing

@testable import NumericalMethods

@Suite struct SamplingTests {
    static let size = 40_000

    /// Largest distance between the sample's and the true distribution function, times √n. Above 1.95 in one of a
    /// thousand samples (Kolmogorov).
    static func kolmogorov(_ cumulative: (Double) -> Double, _ draw: (inout RandomStream) -> Double) -> Double {
        var random = RandomStream(seed: 20_260_302, unit: 1)
        var sample: [Double] = []
        for _ in 0..<size { sample.append(draw(&random)) }
        sample.sort()
        var distance = 0.0
        for (index, value) in sample.enumerated() {
            let truth = cumulative(value)
            distance = max(
                distance, abs(truth - Double(index) / Double(size)), abs(truth - Double(index + 1) / Double(size)))
        }
        return distance * Double(size).squareRoot()
    }

    static func normalCumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    @Test func exponentialDrawsFollowTheirDistribution() {
        #expect(SamplingTests.kolmogorov({ 1 - exp(-$0 / 40) }, { $0.exponential(mean: 40) }) < 1.95)
    }

    @Test func normalDrawsFollowTheirDistribution() {
        #expect(SamplingTests.kolmogorov(SamplingTests.normalCumulative, { $0.normal() }) < 1.95)
    }

    @Test func theNormalTailHasItsShareAndMean() {
        // Beyond the ziggurat's last edge: P(|X| > r) = 2.58e-4, E[|X| : |X| > r] = density(r) / P(X > r).
        var random = RandomStream(seed: 3)
        let start = NormalZiggurat.tailStart
        let share = erfc(start / 2.0.squareRoot())
        let draws = 2_000_000
        var count = 0.0
        var sum = 0.0
        for _ in 0..<draws {
            let x = abs(random.normal())
            if x > start {
                count += 1
                sum += x
            }
        }
        #expect(abs(count - share * Double(draws)) < 4 * (share * Double(draws)).squareRoot())
        let mean = exp(-0.5 * start * start) / (2 * Double.pi).squareRoot() / (share / 2)
        #expect(abs(sum / count - mean) < 4 * 0.26 / count.squareRoot())
    }

    @Test func theZigguratsLayersHaveOneArea() {
        let layers = NormalZiggurat.shared.layers
        for layer in layers.dropFirst() {
            #expect(abs(layer.edge * (layer.top - layer.bottom) - NormalZiggurat.layerArea) < 1e-9)
        }
        #expect(layers.count == 256)
    }

    @Test func lognormalDrawsFollowTheirDistribution() {
        let parameters = LognormalParameters(mean: 300, coefficientOfVariation: 1.2)
        #expect(
            SamplingTests.kolmogorov(
                { SamplingTests.normalCumulative((log($0) - parameters.logMean) / parameters.logDeviation) },
                { $0.lognormal(parameters) }) < 1.95)
        // Mean and variation come back from the parameters.
        let variance = parameters.logDeviation * parameters.logDeviation
        #expect(abs(exp(parameters.logMean + variance / 2) - 300) < 1e-9)
        #expect(abs(expm1(variance) - 1.44) < 1e-12)
        var random = RandomStream(seed: 1)
        let constant = random.lognormal(LognormalParameters(mean: 5, coefficientOfVariation: 0))
        #expect(abs(constant - 5) < 1e-12)
    }

    @Test(arguments: [1.0, 2, 5, 40])
    func gammaDrawsOfAWholeShapeFollowTheErlangDistribution(shape: Double) {
        func cumulative(_ x: Double) -> Double {
            var term = exp(-x)
            var sum = 0.0
            for index in 0..<Int(shape) {
                sum += term
                term *= x / Double(index + 1)
            }
            return 1 - sum
        }
        #expect(SamplingTests.kolmogorov({ cumulative($0 / 3) }, { $0.gamma(shape: shape, scale: 3) }) < 1.95)
    }

    @Test func gammaDrawsOfShapeOneHalfAreSquaredNormals() {
        #expect(SamplingTests.kolmogorov({ erf($0.squareRoot()) }, { $0.gamma(shape: 0.5, scale: 1) }) < 1.95)
    }

    @Test func aGammaFactorHasMeanOneAndItsVariation() {
        var random = RandomStream(seed: 9)
        var sum = 0.0
        var squares = 0.0
        for _ in 0..<SamplingTests.size {
            let factor = random.gammaFactor(variation: 0.1)
            sum += factor
            squares += factor * factor
        }
        let mean = sum / Double(SamplingTests.size)
        let deviation = (squares / Double(SamplingTests.size) - mean * mean).squareRoot()
        #expect(abs(mean - 1) < 4 * 0.1 / Double(SamplingTests.size).squareRoot())
        #expect(abs(deviation - 0.1) < 4 * 0.1 / (2 * Double(SamplingTests.size)).squareRoot())
        #expect(random.gammaFactor(variation: 0) == 1)
    }

    @Test(arguments: [0.3, 4, 9.9, 10, 33.3, 400])
    func poissonDrawsFollowTheirDistribution(mean: Double) {
        var random = RandomStream(seed: 6)
        var counts: [Int: Double] = [:]
        for _ in 0..<SamplingTests.size { counts[random.poisson(mean: mean), default: 0] += 1 }
        // χ² over the values expected at least ten times, the rest as one class.
        var probability = exp(-mean)
        var square = 0.0
        var classes = 0.0
        var restExpected = Double(SamplingTests.size)
        var restCount = Double(SamplingTests.size)
        for value in 0...1000 {
            let expected = probability * Double(SamplingTests.size)
            if expected >= 10 {
                let count = counts[value] ?? 0
                square += (count - expected) * (count - expected) / expected
                classes += 1
                restExpected -= expected
                restCount -= count
            }
            probability *= mean / Double(value + 1)
        }
        square += (restCount - restExpected) * (restCount - restExpected) / restExpected
        // Wilson and Hilferty's normal approximation of χ² with `classes` degrees of freedom.
        let z =
            (pow(square / classes, 1.0 / 3) - (1 - 2 / (9 * classes))) / (2 / (9 * classes)).squareRoot()
        #expect(z < 3.3, "χ² = \(square) over \(classes + 1) classes")
        #expect(random.poisson(mean: 0) == 0)
    }

    @Test func logFactorialsAreExactToThirteenDigits() {
        var sum = 0.0
        for value in 1...300 {
            sum += log(Double(value))
            #expect(abs(logFactorial(Double(value)) - sum) < 1e-12 * max(1, sum))
        }
        #expect(logFactorial(0) == 0)
    }

    @Test func equalStreamsGiveEqualDraws() {
        var a = RandomStream(seed: 1, unit: 5)
        var b = RandomStream(seed: 1, unit: 5)
        for _ in 0..<100 {
            #expect(a.normal() == b.normal())
            #expect(a.gamma(shape: 0.7, scale: 2) == b.gamma(shape: 0.7, scale: 2))
            #expect(a.poisson(mean: 20) == b.poisson(mean: 20))
        }
    }
}
