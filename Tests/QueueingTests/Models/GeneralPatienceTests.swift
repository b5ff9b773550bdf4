import ContactCenter
import Foundation
import Testing

@testable import Queueing

@Suite("General patience") struct GeneralPatienceTests {
    static let laws: [GeneralPatience] = [
        .exponential(meanSeconds: 90), .weibull(shape: 0.4, scaleSeconds: 150), .weibull(shape: 1.8, scaleSeconds: 150),
        .weibull(shape: 9, scaleSeconds: 60), .hyperexponential(share: 0.3, firstSeconds: 5, secondSeconds: 400),
        .balking(share: 0.2, meanSeconds: 100), .deterministic(seconds: 70), .erlang2(meanSeconds: 80),
    ]

    /// Agents and calls an hour at 240 s: light, critical, overloaded, large.
    static let cases: [(agents: Double, calls: Double)] = [(1, 3), (8, 120), (8, 200), (150, 2200)]

    @Test(
        "Written in five ways, exponential patience is Erlang A", arguments: cases,
        [
            GeneralPatience.exponential(meanSeconds: 120), .weibull(shape: 1, scaleSeconds: 120),
            .hyperexponential(share: 0.4, firstSeconds: 120, secondSeconds: 120),
            .hyperexponential(share: 1, firstSeconds: 120, secondSeconds: 3), .balking(share: 0, meanSeconds: 120),
        ])
    func exponential(at point: (agents: Double, calls: Double), patience: GeneralPatience) throws {
        let traffic = try OfferedTraffic(callsPerHour: point.calls, ahtSeconds: 240)
        for (within, short) in [(0.0, 0.0), (20, 5), (5, 20), (30, 30), (2000, 5)] {
            expectSame(
                try ErlangAGeneral(traffic, patience: patience).evaluate(
                    agents: point.agents, withinSeconds: within, shortAbandonSeconds: short),
                try ErlangA(traffic, patienceSeconds: 120).evaluate(
                    agents: point.agents, withinSeconds: within, shortAbandonSeconds: short),
                relative: 1e-10, absolute: 1e-12)
        }
    }

    @Test("What comes in goes out, and waits add up", arguments: laws, cases)
    func flow(patience: GeneralPatience, point: (agents: Double, calls: Double)) throws {
        let traffic = try OfferedTraffic(callsPerHour: point.calls, ahtSeconds: 240)
        let m = try ErlangAGeneral(traffic, patience: patience).evaluate(agents: point.agents, withinSeconds: 20)
        #expect(isClose(m.answered + m.abandonment, 1, relative: 1e-11))
        #expect(isClose(m.occupancy * point.agents / 240, traffic.contactsPerSecond * m.answered, relative: 1e-12))
        // P(W > T) = P(V > T) P(patience > T)
        let late = m.answeredLate + m.abandonment - m.abandonedWithin
        #expect(
            isClose(late, m.virtuallyLate * PatienceLaw(patience)(20).survival, relative: 1e-9, absolute: 1e-12))
        #expect(isClose(m.probabilityOfWait, 1 - idleProbability(traffic, point.agents, patience), relative: 1e-6))
    }

    /// P(somebody is free) by plain sums: states below s by recursion, the rest by a midpoint rule over the density.
    private func idleProbability(_ traffic: OfferedTraffic, _ agents: Double, _ patience: GeneralPatience) -> Double {
        var below = 0.0
        var term = 1.0
        for busy in stride(from: agents, to: 0, by: -1) {
            term *= busy / traffic.load
            below += term
        }
        let (rate, answer) = (traffic.contactsPerSecond, agents / traffic.ahtSeconds)
        let law = PatienceLaw(patience)
        var (waiting, willing, x) = (0.0, 0.0, 0.0)
        let step = 0.0005 * min(1 / answer, 20)
        while x < 4000 {
            let survival = law(x + step / 2).survival
            let value = exp(rate * (willing + survival * step / 2) - answer * (x + step / 2))
            waiting += answer * value * step
            willing += survival * step
            x += step
            if value < 1e-16 && rate * survival < answer { break }
        }
        return below / (below + waiting)
    }

    @Test("Every law's integral is that of its survival", arguments: laws)
    func lawIntegral(patience: GeneralPatience) {
        let law = PatienceLaw(patience)
        var (integral, x) = (0.0, 0.0)
        let step = 0.01
        while x < 300 {
            // Simpson's rule between 0.01 s steps, which end at the jumps
            integral += step / 6 * (law(x).lost + 4 * law(x + step / 2).lost + law((x + step).nextDown).lost)
            x += step
            let point = law(x)
            #expect(isClose(point.survival + point.lost, 1, relative: 1e-14))
            if abs(x - x.rounded()) < 1e-6 {
                // A jump inside a step costs the rule up to half the step.
                let absolute = law.kink == nil ? 1e-4 : step / 2
                #expect(isClose(point.lostIntegral, integral, relative: 1e-6, absolute: absolute), "x \(x)")
            }
        }
        #expect(isClose(law.mean, 1e6 - law(1e6).lostIntegral, relative: 1e-2))
    }

    @Test("Nobody waits longer than everybody's patience")
    func deterministicBound() throws {
        let traffic = try OfferedTraffic(callsPerHour: 200, ahtSeconds: 240)
        let model = try ErlangAGeneral(traffic, patience: .deterministic(seconds: 70))
        let m = try model.evaluate(agents: 8, withinSeconds: 70)
        #expect(m.answeredLate == 0)
        #expect(isClose(m.abandonedWithin, m.abandonment, relative: 1e-13))
        #expect(isClose(try #require(m.meanWaitOfAbandonedSeconds), 70, relative: 1e-11))
        #expect(isClose(try model.waitQuantileSeconds(0.99, agents: 8), 70, relative: 1e-9))
        #expect(try model.waitQuantileSeconds(0.01, agents: 8) == 0)
    }

    @Test("A law outside its domain is refused")
    func badLaws() throws {
        let traffic = try OfferedTraffic(load: 3, ahtSeconds: 100)
        for law: GeneralPatience in [
            .exponential(meanSeconds: 0), .weibull(shape: 0, scaleSeconds: 10), .weibull(shape: .nan, scaleSeconds: 10),
            .weibull(shape: 1, scaleSeconds: -1), .hyperexponential(share: 1.1, firstSeconds: 1, secondSeconds: 1),
            .balking(share: -0.1, meanSeconds: 10), .deterministic(seconds: .infinity), .erlang2(meanSeconds: .nan),
        ] {
            #expect(throws: QueueingError.self) { try ErlangAGeneral(traffic, patience: law) }
        }
        #expect(throws: QueueingError.self) { try GeneralPatience(name: "weibull", parameters: [1]) }
        #expect(throws: QueueingError.self) { try GeneralPatience(name: "gompertz", parameters: [1]) }
    }

    @Test("No extreme gives a NaN", arguments: laws, [1e-9, 1, 300, 1e5])
    func extremes(patience: GeneralPatience, load: Double) throws {
        for aht in [0.1, 300, 1e7] {
            let model = try ErlangAGeneral(OfferedTraffic(load: load, ahtSeconds: aht), patience: patience)
            for agents in [0, 1e-3, 1, load, load * 1.2 + 1] {
                let m = try model.evaluate(agents: agents, withinSeconds: 20)
                let shares = [
                    m.probabilityOfWait, m.abandonment, m.occupancy, m.answeredWithin, m.answeredLate,
                    m.abandonedWithin, m.shortAbandoned, m.virtuallyLate,
                ]
                #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-9 }, "\(shares) aht \(aht) agents \(agents)")
                #expect(isClose(m.answered + m.abandonment, 1, relative: 1e-9))
                #expect(m.meanWaitSeconds >= 0)
            }
        }
    }
}
