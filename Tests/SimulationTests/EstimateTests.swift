import NumericalMethods
import Testing

@testable import Simulation

@Suite struct EstimateTests {
    @Test(
        arguments: [
            (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (19, 2.093), (30, 2.042),
            (100, 1.984), (100_000, 1.960),
        ] as [(Double, Double)])
    func theStudentQuantileIsThatOfTheTables(freedom: Double, table: Double) {
        #expect(abs(studentQuantile975(freedom: freedom) - table) < 0.008 * table)
    }

    @Test func aRatioOfConstantDenominatorsHasTheIntervalOfAMean() throws {
        let values = [3.0, 5, 4, 9, 4, 6]
        var sums = RatioSums()
        for value in values { sums.add(value, of: 2) }
        let ratio = try #require(sums.ratio)
        let mean = values.reduce(0, +) / 6
        let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 5
        #expect(abs(ratio.value - mean / 2) < 1e-12)
        #expect(abs((ratio.halfWidth95 ?? 0) - 2.571 * (variance / 6).squareRoot() / 2) < 0.002)
    }

    @Test func aRatioThatNeverVariesIsCertainWhateverItsDenominators() {
        var sums = RatioSums()
        var other = RatioSums()
        for value in [3.0, 50, 4, 9] { sums.add(0.25 * value, of: value) }
        for value in [7.0, 1] { other.add(0.25 * value, of: value) }
        sums += other
        #expect(sums.ratio?.value == 0.25)
        #expect((sums.ratio?.halfWidth95 ?? 1) < 1e-8)
        #expect(RatioSums().ratio == nil)
        var single = RatioSums()
        single.add(1, of: 2)
        #expect(single.ratio == Estimate(value: 0.5))
    }

    @Test func ninetyFiveOfAHundredIntervalsHoldTheTruth() {
        var random = RandomStream(seed: 4)
        var covered = 0
        for _ in 0..<1000 {
            var sums = RatioSums()
            for _ in 0..<12 {
                let offered = random.poisson(mean: 50)
                var good = 0
                for _ in 0..<offered where random.uniform() < 0.8 { good += 1 }
                sums.add(Double(good), of: Double(offered))
            }
            if let ratio = sums.ratio, abs(ratio.value - 0.8) <= ratio.halfWidth95 ?? 0 { covered += 1 }
        }
        #expect((920...975).contains(covered))
    }

    @Test func aDayDistributionCountsDays() throws {
        let days = DayDistribution([0.9, 0.5, 0.8, 0.7, 1.0])
        #expect(days.values == [0.5, 0.7, 0.8, 0.9, 1.0])
        #expect(abs((days.mean?.value ?? 0) - 0.78) < 1e-12)
        #expect(abs((days.standardDeviation?.value ?? 0) - 0.037.squareRoot()) < 1e-12)
        #expect(days.share(atLeast: 0.8)?.value == 0.6)
        #expect(days.share(atLeast: 1.1)?.value == 0)
        #expect((days.share(atLeast: 0)?.halfWidth95 ?? 0) > 0)
        #expect(days.quantile(0) == 0.5)
        #expect(days.quantile(1) == 1)
        #expect(abs((days.quantile(0.1) ?? 0) - 0.58) < 1e-12)
        #expect(DayDistribution([]).quantile(0.5) == nil)
        #expect(DayDistribution([0.4]).standardDeviation == nil)
    }
}
