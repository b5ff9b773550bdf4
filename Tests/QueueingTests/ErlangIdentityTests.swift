import ContactCenter
import Foundation
import Testing

@testable import Queueing

/// Relations the models must keep whatever the numbers, and limits in which one becomes another.
@Suite("Identities") struct ErlangIdentityTests {
    static let loads = [0.02, 0.7, 3, 11.3, 48, 250, 1999.5]

    /// Agents around a load, whole and not, both sides of it.
    private func agents(around load: Double) -> [Double] {
        let spread = load.squareRoot() + 1
        return [-1.5, -0.3, 0, 0.4, 1, 2.5].map { load + $0 * spread }.filter { $0 > 0 }.flatMap {
            [$0, $0.rounded(.up)]
        }
    }

    @Test("1/B(s) = 1 + (s/a)/B(s−1) for whole and real agents", arguments: loads)
    func blockingRecursion(load: Double) throws {
        let loss = try ErlangB(load: load)
        for s in agents(around: load) where s >= 1 {
            let inverse = 1 / (try loss.blocking(agents: s))
            let previous = try loss.blocking(agents: s - 1)
            #expect(isClose(inverse, 1 + s / load / previous, relative: 1e-12), "agents \(s)")
        }
    }

    @Test("C = B / (1 − ρ(1 − B)), and exp(ln B) = B", arguments: loads)
    func delayFromBlocking(load: Double) throws {
        let (loss, delay) = (try ErlangB(load: load), ErlangC(try OfferedTraffic(load: load)))
        for s in agents(around: load) {
            let b = try loss.blocking(agents: s)
            #expect(isClose(exp(try loss.logBlocking(agents: s)), b, relative: 1e-12))
            let c = try delay.waitProbability(agents: s)
            guard s > load else {
                #expect(c == 1)
                continue
            }
            #expect(isClose(c, b / (1 - load / s * (1 - b)), relative: 1e-10), "agents \(s)")
            #expect(isClose(exp(try delay.logWaitProbability(agents: s)), c, relative: 1e-12))
        }
    }

    @Test("Under abandonment what comes in goes out, and waits add up", arguments: loads, [0.4, 20, 600, 40_000])
    func flowBalance(load: Double, patience: Double) throws {
        let model = try ErlangA(OfferedTraffic(load: load, ahtSeconds: 240), patienceSeconds: patience)
        let rate = model.traffic.contactsPerSecond
        for s in agents(around: load) {
            let m = try model.evaluate(agents: s, withinSeconds: 20, shortAbandonSeconds: 5)
            #expect(isClose(m.answered + m.abandonment, 1, relative: 1e-12))
            #expect(isClose(m.occupancy * s / 240, rate * m.answered, relative: 1e-12))
            #expect(isClose(m.meanQueue, rate * m.meanWaitSeconds, relative: 1e-12))
            #expect(isClose(m.meanWaitSeconds, m.abandonment * patience, relative: 1e-12))
            let asa = try #require(m.asaSeconds)
            let lost = try #require(m.meanWaitOfAbandonedSeconds)
            #expect(isClose(m.answered * asa + m.abandonment * lost, m.meanWaitSeconds, relative: 1e-10))
            // P(W > T) = P(V > T) P(patience > T)
            let late = m.answeredLate + m.abandonment - m.abandonedWithin
            #expect(isClose(late, m.virtuallyLate * exp(-20 / patience), relative: 1e-9, absolute: 1e-13))
            for formula in ServiceLevelFormula.allCases {
                let level = try #require(m.serviceLevel(formula))
                let missed = try #require(m.missedServiceLevel(formula))
                #expect(level >= 0 && level <= 1 + 1e-15)
                #expect(isClose(level + missed, 1, relative: 1e-12), "\(formula)")
            }
        }
    }

    @Test("With patience as long as the handle time the queue is Poisson", arguments: loads)
    func patienceLikeHandleTime(load: Double) throws {
        let model = try ErlangA(OfferedTraffic(load: load, ahtSeconds: 180), patienceSeconds: 180)
        for s in agents(around: load).map({ $0.rounded(.up) }) {
            // P(N = k) summed outward from the largest term, k ≥ s
            var wait = 0.0
            var queue = 0.0
            for k in Int(s)..<Int(s + load + 60 * load.squareRoot() + 60) {
                let term = exp(Double(k) * log(load) - load - lgamma(Double(k) + 1))
                wait += term
                queue += (Double(k) - s) * term
            }
            let m = try model.evaluate(agents: s, withinSeconds: 20, shortAbandonSeconds: 5)
            #expect(isClose(m.probabilityOfWait, wait, relative: 1e-10))
            #expect(isClose(m.meanQueue, queue, relative: 1e-10))
        }
    }

    @Test("Endless patience is the delay formula, none at all the loss formula", arguments: loads)
    func limitsOfPatience(load: Double) throws {
        let traffic = try OfferedTraffic(load: load, ahtSeconds: 300)
        let s = (load + load.squareRoot() + 1).rounded(.up)
        let patient = try ErlangA(traffic, patienceSeconds: 1e15).evaluate(agents: s, withinSeconds: 20)
        let delay = try ErlangC(traffic).evaluate(agents: s, withinSeconds: 20)
        #expect(isClose(patient.probabilityOfWait, delay.probabilityOfWait, relative: 1e-9))
        #expect(isClose(patient.answeredWithin, delay.answeredWithin, relative: 1e-9))
        #expect(isClose(try #require(patient.asaSeconds), try #require(delay.asaSeconds), relative: 1e-9))
        #expect(isClose(patient.meanQueue, delay.meanQueue, relative: 1e-9))
        let hasty = try ErlangA(traffic, patienceSeconds: 1e-12).evaluate(agents: s, withinSeconds: 20)
        let blocking = try ErlangB(load: load).blocking(agents: s)
        #expect(isClose(hasty.abandonment, blocking, relative: 1e-9))
        #expect(isClose(hasty.answeredWithin, 1 - blocking, relative: 1e-9))
    }

    @Test("More agents never serve worse", arguments: [nil, 5, 150, 9000] as [Double?])
    func monotoneInAgents(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 333.3, ahtSeconds: 187.25)
        let model: any QueueingModel =
            if let patience { try ErlangA(traffic, patienceSeconds: patience) } else { ErlangC(traffic) }
        var previous = try model.evaluate(agents: 0.5, withinSeconds: 20, shortAbandonSeconds: 5)
        for s in stride(from: 1.0, through: 40, by: 0.5) {
            let m = try model.evaluate(agents: s, withinSeconds: 20, shortAbandonSeconds: 5)
            for formula in ServiceLevelFormula.allCases {
                #expect(try #require(m.serviceLevel(formula)) >= (try #require(previous.serviceLevel(formula))) - 1e-14)
            }
            #expect(m.abandonment <= previous.abandonment + 1e-15)
            #expect(m.occupancy <= previous.occupancy + 1e-14)
            #expect(try #require(m.asaSeconds) <= (try #require(previous.asaSeconds)))
            previous = m
        }
    }

    @Test("A longer target is met more often, up to everybody")
    func monotoneInTarget() throws {
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        var previous = try model.evaluate(agents: 30, withinSeconds: 0)
        #expect(isClose(previous.answeredWithin, 1 - previous.probabilityOfWait, relative: 1e-12))
        for within in [1e-6, 1, 5, 20, 60, 300, 3000, 1e6] {
            let m = try model.evaluate(agents: 30, withinSeconds: within)
            #expect(m.answeredWithin >= previous.answeredWithin)
            #expect(m.abandonedWithin >= previous.abandonedWithin)
            previous = m
        }
        #expect(isClose(previous.answeredWithin, 1 - previous.abandonment, relative: 1e-12))
        #expect(isClose(previous.abandonedWithin, previous.abandonment, relative: 1e-12))
    }

    @Test("Series and quadrature meet where one hands over to the other", arguments: [0.9, 0.999, 1, 1.001, 1.1])
    func handOver(ratio: Double) throws {
        for patience in [2e4, 2e5, 2e6] {
            let rates = WaitingSums.Rates(
                arrival: ratio * 0.5, answer: 0.5, excess: (ratio - 1) * 0.5, abandon: 1 / patience, within: 30,
                short: 5)
            guard ratio <= 1 || patience * (ratio - 1) * (ratio - 1) < 1000 else { continue }
            let (a, b) = (WaitingSums(series: rates), WaitingSums(quadrature: rates))
            let unit = 1 / b.scale
            #expect(isClose(a.waiting, b.waiting * unit, relative: 1e-10))
            #expect(isClose(a.answeredWithin, b.answeredWithin * unit, relative: 1e-9, absolute: 1e-12 * a.waiting))
            #expect(isClose(a.abandoned, b.abandoned * unit, relative: 1e-10))
            #expect(isClose(a.waitOfAnswered, b.waitOfAnswered * unit, relative: 1e-10))
            #expect(isClose(a.waitOfAbandoned, b.waitOfAbandoned * unit, relative: 1e-10))
        }
    }
}
