import ContactCenter
import Testing

@testable import Queueing

@Suite("The forecast's uncertainty in the requirement") struct ForecastRiskTests {
    /// Half an hour of calls with a band of so many times a Poisson count's.
    private func interval(volume: Double, widths: (Double, Double)) -> ForecastInterval {
        ForecastInterval(
            stream: RequirementBuilderTests.voice, start: Instant(seconds: 1_772_438_400), intervalSeconds: 1800,
            volume: volume, volume80: .init(lower: max(0, volume - widths.0), upper: volume + widths.0),
            volume95: .init(lower: max(0, volume - widths.1), upper: volume + widths.1), ahtSeconds: 300,
            ahtSeconds80: nil, model: "test")
    }

    private func row(
        _ interval: ForecastInterval, _ risk: ForecastRisk, patience: Double? = 120,
        servers: RequirementOptions.Servers = .whole
    ) throws -> RequirementInterval {
        try #require(
            try RequirementBuilder.requirements(
                forecast: [interval], isOpen: [true], target: ServiceTarget(), patienceSeconds: patience,
                shrinkage: Shrinkage(), service: .immediate,
                options: RequirementOptions(servers: servers, risk: risk)
            ).first)
    }

    /// The quantile function of a law, which a test may walk in equal steps.
    private func quantile(_ law: ArrivalRateLaw, _ probability: Double) throws -> Double {
        guard case .quantiles(let knots) = law else {
            Issue.record("not a law of quantiles")
            return 0
        }
        let first = try #require(knots.first)
        if probability <= first.probability { return first.callsPerHour }
        for (low, high) in zip(knots, knots.dropFirst()) where probability <= high.probability {
            let share = (probability - low.probability) / (high.probability - low.probability)
            return low.callsPerHour + share * (high.callsPerHour - low.callsPerHour)
        }
        return try #require(knots.last).callsPerHour
    }

    @Test("The law has the forecast's mean, and the counts' variance less a Poisson count's")
    func moments() throws {
        let law = ArrivalRateLaw(forecast: interval(volume: 100, widths: (30, 46)))
        #expect(isClose(law.meanCallsPerHour, 200, relative: 1e-12))
        var sums = (0.0, 0.0)
        var counts = (0.0, 0.0)
        let wide = ArrivalRateLaw.quantiles(
            [(0.025, 54.0), (0.1, 70), (0.5, 100), (0.9, 130), (0.975, 146)].map {
                .init(probability: $0.0, callsPerHour: $0.1)
            })
        let steps = 200_000
        for step in 0..<steps {
            let probability = (Double(step) + 0.5) / Double(steps)
            let (rate, count) = (try quantile(law, probability) / 2, try quantile(wide, probability))
            sums = (sums.0 + rate, sums.1 + rate * rate)
            counts = (counts.0 + count, counts.1 + count * count)
        }
        let n = Double(steps)
        let (rateVariance, countVariance) = (sums.1 / n - (sums.0 / n) * (sums.0 / n), counts.1 / n - 10_000)
        #expect(isClose(sums.0 / n, 100, relative: 1e-6))
        #expect(isClose(rateVariance, countVariance / 1.0299 - 100, relative: 1e-3))
    }

    @Test("A skewed band keeps the mean of the forecast")
    func skewed() {
        var skewed = interval(volume: 20, widths: (10, 15))
        skewed.volume80.upper = 42
        skewed.volume95.upper = 70
        #expect(isClose(ArrivalRateLaw(forecast: skewed).meanCallsPerHour, 40, relative: 1e-12))
    }

    @Test("A band no wider than a Poisson count's leaves the rate certain, and nothing changes")
    func poissonBand() throws {
        let narrow = interval(volume: 100, widths: (12.8, 19.6))
        #expect(ArrivalRateLaw(forecast: narrow).isCertain)
        let plain = try row(narrow, .ignored)
        for risk in [ForecastRisk.expected, .probability(0.9)] {
            let careful = try row(narrow, risk)
            #expect(careful.agentsRequired == plain.agentsRequired)
            #expect(
                isClose(try #require(careful.serviceLevelExpected), try #require(plain.serviceLevel), relative: 1e-9))
            #expect(careful.probabilityMeetsTarget == 1)
        }
        #expect(plain.serviceLevelExpected == nil && plain.probabilityMeetsTarget == nil)
    }

    @Test(
        "The expected service level and the probability are those of a walk through the law", arguments: [nil, 120.0])
    func bruteForce(patience: Double?) throws {
        let forecast = interval(volume: 100, widths: (30, 46))
        let reported = try row(forecast, .reported, patience: patience)
        #expect(try reported.agentsRequired == row(forecast, .ignored, patience: patience).agentsRequired)
        let law = ArrivalRateLaw(forecast: forecast)
        var (good, calls, met) = (0.0, 0.0, 0.0)
        let steps = 4000
        for step in 0..<steps {
            let rate = try quantile(law, (Double(step) + 0.5) / Double(steps))
            let traffic = try OfferedTraffic(callsPerHour: rate, ahtSeconds: 300)
            let model: any QueueingModel =
                if let patience { try ErlangA(traffic, patienceSeconds: patience) } else { ErlangC(traffic) }
            let level = try model.evaluate(
                agents: reported.agentsRequired, withinSeconds: 20, shortAbandonSeconds: 5
            ).answeredWithin
            good += rate * level
            calls += rate
            if level >= 0.8 { met += 1 }
        }
        #expect(isClose(try #require(reported.serviceLevelExpected), good / calls, relative: 2e-4))
        #expect(abs(try #require(reported.probabilityMeetsTarget) - met / Double(steps)) < 1e-3)
    }

    @Test("Asked for, the requirement is the least that meets it over the band")
    func leastAgents() throws {
        let forecast = interval(volume: 100, widths: (30, 46))
        let plain = try row(forecast, .reported)
        #expect(try #require(plain.serviceLevelExpected) < 0.8)
        let expected = try row(forecast, .expected)
        #expect(expected.agentsRequired > plain.agentsRequired)
        #expect(try #require(expected.serviceLevelExpected) >= 0.8)
        let sure = try row(forecast, .probability(0.95))
        #expect(try #require(sure.probabilityMeetsTarget) >= 0.95)
        #expect(sure.agentsRequired > expected.agentsRequired)
        // One agent fewer does not do.
        for (chosen, risk) in [(expected, ForecastRisk.expected), (sure, .probability(0.95))] {
            let fewer = try #require(
                try RequirementBuilder.requirements(
                    forecast: [forecast], isOpen: [true], target: ServiceTarget(), patienceSeconds: 120,
                    shrinkage: Shrinkage(), service: .immediate, staffCap: [chosen.agentsRequired - 1],
                    options: RequirementOptions(risk: risk)
                ).first)
            if risk == .expected {
                #expect(try #require(fewer.serviceLevelExpected) < 0.8)
            } else {
                #expect(try #require(fewer.probabilityMeetsTarget) < 0.95)
            }
            let real = try row(forecast, risk, servers: .real).agentsBase
            #expect(real <= chosen.agentsRequired && real > chosen.agentsRequired - 1)
        }
    }

    @Test("No contacts and deferrable work have no such figures")
    func nothing() throws {
        let none = try row(interval(volume: 0, widths: (3, 5)), .expected)
        #expect(none.agentsRequired == 0 && none.serviceLevelExpected == nil && none.probabilityMeetsTarget == nil)
        let email = try RequirementBuilder.requirements(
            forecast: [interval(volume: 100, widths: (30, 46))], isOpen: [true], target: ServiceTarget(),
            patienceSeconds: nil, shrinkage: Shrinkage(), service: .deferrable,
            options: RequirementOptions(risk: .expected))
        #expect(email[0].serviceLevelExpected == nil && email[0].agentsRequired > 0)
    }
}
