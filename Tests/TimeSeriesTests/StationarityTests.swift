import Testing

@testable import TimeSeries

@Suite("Stationarity: tests and differences") struct StationarityTests {
    @Test("KPSS by hand")
    func statistic() throws {
        // (1, 2, 3, 4): deviations −1.5, −0.5, 0.5, 1.5; partial sums −1.5, −2, −1.5, 0; ΣS² = 8.5; Σe² = 5.
        let plain = try #require(UnitRootKPSS.statistic([1, 2, 3, 4], lags: 0))
        #expect(abs(plain - 8.5 / (4 * 5)) < 1e-14)
        // One lag: Σeₜeₜ₋₁ = 0.75 − 0.25 + 0.75 = 1.25, weight ½: s² = 5 + 2·½·1.25.
        let one = try #require(UnitRootKPSS.statistic([1, 2, 3, 4], lags: 1))
        #expect(abs(one - 8.5 / (4 * 6.25)) < 1e-14)
        #expect(UnitRootKPSS.statistic([3, 3, 3]) == nil)
    }

    @Test("noise needs no difference, a walk one, a walk of a walk two")
    func differences() {
        let noise = ARIMALikelihoodTests.noise(200, seed: 15)
        let walk = noise.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
        let twice = walk.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
        #expect(StationarityDifferences.regular(noise) == 0)
        #expect(StationarityDifferences.regular(walk) == 1)
        #expect(StationarityDifferences.regular(twice) == 2)
        #expect(StationarityDifferences.regular(twice, maximum: 1) == 1)
        #expect(StationarityDifferences.regular([4, 4, 4, 4]) == 0)
    }

    @Test("a strong season is differenced, noise and short series are not")
    func season() {
        let noise = ARIMALikelihoodTests.noise(140, seed: 16)
        let week = [9.0, 7, 6, 6, 5, -8, -9]
        let strong = noise.indices.map { noise[$0] + week[$0 % 7] }
        #expect(StationaritySeasonalStrength.strength(strong, seasonLength: 7) > 0.9)
        #expect(StationaritySeasonalStrength.strength(noise, seasonLength: 7) < 0.4)
        #expect(StationarityDifferences.seasonal(strong, seasonLength: 7) == 1)
        #expect(StationarityDifferences.seasonal(noise, seasonLength: 7) == 0)
        #expect(StationarityDifferences.seasonal(Array(strong.prefix(14)), seasonLength: 7) == 0)
        #expect(StationarityDifferences.seasonal(strong, seasonLength: 1) == 0)
    }

    @Test("differences are the peers'", arguments: ARIMAFixtures.choices)
    func peers(_ peer: ARIMAFixtures.Fit) throws {
        let series = try #require(ARIMAFixtures.series[peer.series])
        let seasonal = StationarityDifferences.seasonal(series.values, seasonLength: series.season)
        #expect(seasonal == peer.order.seasonal.differences)
        let order = ARIMAOrder(0, 0, 0, seasonal: .init(0, seasonal, 0), seasonLength: series.season)
        let rest = ARIMAPolynomial.difference(series.values, order)
        // statsforecast drops a value too many after each difference, so R is the judge of d.
        if peer.peer == "r" { #expect(StationarityDifferences.regular(rest) == peer.order.regular.differences) }
    }
}
