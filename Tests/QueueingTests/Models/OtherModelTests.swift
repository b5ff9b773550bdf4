import ContactCenter
import Foundation
import Testing

@testable import Queueing

/// Limits in which one model becomes another, and what is particular to each.
@Suite("Redials, blending, chat, uncertain rates, callbacks") struct OtherModelTests {
    static let patience: [Double?] = [nil, 120]

    private func plain(_ traffic: OfferedTraffic, _ patience: Double?, agents: Double) throws -> QueueMeasures {
        guard let patience else {
            return try ErlangC(traffic).evaluate(agents: agents, withinSeconds: 20, shortAbandonSeconds: 5)
        }
        return try ErlangA(traffic, patienceSeconds: patience).evaluate(agents: agents, withinSeconds: 20)
    }

    // MARK: Redials

    @Test("Without redials and reconnects all calls are first calls", arguments: patience)
    func noRetrials(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let model = try Retrials(firstCalls: traffic, patienceSeconds: patience, redialShare: 0, reconnectShare: 0)
        expectSame(
            try model.evaluate(agents: 33, withinSeconds: 20), try plain(traffic, patience, agents: 33), relative: 1e-12
        )
    }

    @Test("The total is what redials and reconnects make of it", arguments: [0.0, 0.3, 0.9], [0, 0.1, 0.6])
    func fixedPoint(redial: Double, reconnect: Double) throws {
        for (agents, calls) in [(2.0, 0.001), (20, 100), (31, 360), (31, 4000)] {
            let first = try OfferedTraffic(callsPerHour: calls, ahtSeconds: 300)
            let model = try Retrials(
                firstCalls: first, patienceSeconds: 90, redialShare: redial, reconnectShare: reconnect)
            let total = try model.totalCallsPerSecond(agents: agents)
            let m = try model.evaluate(agents: agents, withinSeconds: 20)
            let again = first.contactsPerSecond + total * (redial * m.abandonment + reconnect * (1 - m.abandonment))
            #expect(isClose(total, again, relative: 1e-11), "\(agents) agents")
        }
    }

    @Test("If nobody gives up for good the agents must keep up")
    func persistent() throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let model = try Retrials(firstCalls: traffic, patienceSeconds: 60, redialShare: 1, reconnectShare: 0.1)
        #expect(try model.totalCallsPerSecond(agents: 33) == .infinity)
        #expect(try model.evaluate(agents: 33, withinSeconds: 20).serviceLevel(.offered) == 0)
        #expect(try model.totalCallsPerSecond(agents: 34).isFinite)
        #expect(try model.minimumAgents(goals: []) == 34)
        #expect(throws: QueueingError.self) {
            try Retrials(firstCalls: traffic, patienceSeconds: 60, redialShare: 0.5, reconnectShare: 1)
        }
    }

    // MARK: Blending

    @Test("With all agents reserved nothing goes out", arguments: patience)
    func allReserved(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let m = try OutboundBlending(traffic, reservedIdle: 33, patienceSeconds: patience).blendedMeasures(
            agents: 33, withinSeconds: 20)
        #expect(m.outboundPerSecond == 0)
        expectSame(m.inbound, try plain(traffic, patience, agents: 33), relative: 1e-11)
    }

    @Test("Work in equals work out, and a larger reserve serves better", arguments: patience)
    func blendingBalance(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        var previous = -1.0
        for reserved in 0...36 {
            let m = try OutboundBlending(traffic, reservedIdle: reserved, patienceSeconds: patience).blendedMeasures(
                agents: 36, withinSeconds: 20)
            let busy = (traffic.contactsPerSecond * m.inbound.answered + m.outboundPerSecond) * 300
            #expect(isClose(m.inbound.occupancy * 36, busy, relative: 1e-11))
            #expect(36 - busy <= Double(reserved))
            #expect(m.inbound.answeredWithin > previous)
            previous = m.inbound.answeredWithin
        }
        let model = try OutboundBlending(traffic, reservedIdle: 2, patienceSeconds: patience)
        #expect(throws: QueueingError.self) { try model.minimumAgents(goals: [.occupancy(cap: 0.8)]) }
        #expect(throws: QueueingError.self) { try model.evaluate(agents: 1, withinSeconds: 20) }
    }

    // MARK: Chat

    @Test("One chat at a time is a call", arguments: patience)
    func singleChat(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let m = try ChatConcurrency(chatsPerHour: 360, ahtSecondsByConcurrency: [300], patienceSeconds: patience)
            .chatMeasures(agents: 33, withinSeconds: 20)
        expectSame(m.queue, try plain(traffic, patience, agents: 33), relative: 1e-10)
        #expect(isClose(try #require(m.chatSeconds), 300, relative: 1e-11))
    }

    @Test("Chats that cost nothing extra make slots of agents", arguments: patience)
    func freeConcurrency(patience: Double?) throws {
        // Three chats in hand, each as fast as a single one: like three times the agents.
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let chat = try ChatConcurrency(
            chatsPerHour: 360, ahtSecondsByConcurrency: [300, 300, 300], patienceSeconds: patience
        ).chatMeasures(agents: 11, withinSeconds: 20)
        let calls = try plain(traffic, patience, agents: 33)
        #expect(isClose(chat.queue.answeredWithin, calls.answeredWithin, relative: 1e-11))
        #expect(isClose(chat.chatsPerAgent / 3, calls.occupancy, relative: 1e-11))
    }

    @Test("Fewest agents on chats: met, and one fewer does not do", arguments: patience, [0.05, 60, 4000])
    func fewestChatAgents(patience: Double?, chats: Double) throws {
        let model = try ChatConcurrency(
            chatsPerHour: chats, ahtSecondsByConcurrency: [300, 400, 480], patienceSeconds: patience)
        let goal = StaffingGoal.serviceLevel(target: 0.9, withinSeconds: 30)
        let agents = try model.minimumAgents(goals: [goal])
        #expect(goal.isMet(by: try model.evaluate(agents: Double(agents), withinSeconds: 30)))
        if agents > 1 {
            #expect(!goal.isMet(by: try model.evaluate(agents: Double(agents - 1), withinSeconds: 30)))
        }
        #expect(throws: QueueingError.self) { try ChatConcurrency(chatsPerHour: 1, ahtSecondsByConcurrency: []) }
        #expect(throws: QueueingError.self) { try ChatConcurrency(chatsPerHour: 1, ahtSecondsByConcurrency: [0]) }
    }

    // MARK: Uncertain rates

    @Test("A rate that is certain is the plain queue", arguments: patience)
    func certainRate(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let laws: [ArrivalRateLaw] = [
            .gamma(meanCallsPerHour: 360, coefficientOfVariation: 0),
            .quantiles([.init(probability: 0.5, callsPerHour: 360)]),
        ]
        for law in laws {
            let model = try UncertainArrivals(law, ahtSeconds: 300, patienceSeconds: patience)
            expectSame(
                try model.evaluate(agents: 33, withinSeconds: 20), try plain(traffic, patience, agents: 33),
                relative: 1e-12)
            let easy = StaffingGoal.serviceLevel(target: 0.01, withinSeconds: 20)
            #expect(try model.probability(of: easy, agents: 33) == 1)
            let hard = StaffingGoal.serviceLevel(target: 0.999, withinSeconds: 20)
            #expect(try model.probability(of: hard, agents: 33) == 0)
        }
        let narrow = try UncertainArrivals(
            .gamma(meanCallsPerHour: 360, coefficientOfVariation: 1e-7), ahtSeconds: 300, patienceSeconds: 120)
        expectSame(
            try narrow.evaluate(agents: 33, withinSeconds: 20), try plain(traffic, 120, agents: 33), relative: 1e-9)
    }

    @Test("Gamma law and its quantiles agree", arguments: [0.1, 0.5, 1.5])
    func quantilesOfGamma(variation: Double) throws {
        // The law sampled at 4,000 quantiles from its own distribution function, by bisection of the mixture's mass.
        let law = ArrivalRateLaw.gamma(meanCallsPerHour: 100, coefficientOfVariation: variation)
        let model = try UncertainArrivals(law, ahtSeconds: 180, patienceSeconds: 120)
        var (mass, knots) = (0.0, [ArrivalRateLaw.RateQuantile]())
        for stretch in RateStretch.stretches(of: law) {
            let pieces = 400
            let width = (stretch.to - stretch.from) / Double(pieces)
            for piece in 0..<pieces {
                let start = stretch.from + Double(piece) * width
                var quadrature = RateQuadrature()
                let part = quadrature.integral(stretch, from: start, to: start + width) { _ in SIMD16(repeating: 1) }[0]
                guard part > 1e-15 else { continue }
                if knots.isEmpty { knots.append(.init(probability: mass, callsPerHour: stretch.rate(start))) }
                mass += part
                let knot = ArrivalRateLaw.RateQuantile(
                    probability: min(1, mass), callsPerHour: stretch.rate(start + width))
                if let last = knots.last, knot.probability > last.probability { knots.append(knot) }
            }
        }
        #expect(isClose(mass, 1, relative: 1e-12))
        let byQuantiles = try UncertainArrivals(.quantiles(knots), ahtSeconds: 180, patienceSeconds: 120)
        #expect(isClose(byQuantiles.rateLaw.meanCallsPerHour, 100, relative: 1e-4))
        expectSame(
            try byQuantiles.evaluate(agents: 6, withinSeconds: 20), try model.evaluate(agents: 6, withinSeconds: 20),
            relative: 1e-3)
        let goal = StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)
        let (a, b) = (
            try #require(try model.probability(of: goal, agents: 6)),
            try #require(try byQuantiles.probability(of: goal, agents: 6))
        )
        #expect(isClose(a, b, relative: 0, absolute: 1e-3))
    }

    @Test("Uncertainty costs agents, more the surer one wants to be", arguments: patience)
    func agentsUnderUncertainty(patience: Double?) throws {
        let goal = StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)
        var previous = 0
        for variation in [0, 0.05, 0.15, 0.3] {
            let model = try UncertainArrivals(
                .gamma(meanCallsPerHour: 360, coefficientOfVariation: variation), ahtSeconds: 300,
                patienceSeconds: patience)
            let agents = try model.minimumAgents(goals: [goal])
            #expect(agents >= previous)
            previous = agents
            let sure = try model.minimumAgents(goal: goal, withProbability: 0.95)
            #expect(try #require(try model.probability(of: goal, agents: Double(sure))) >= 0.95)
            #expect(try #require(try model.probability(of: goal, agents: Double(sure - 1))) < 0.95)
        }
    }

    @Test("Rates without bound give waits without end where nobody gives up")
    func endlessMean() throws {
        let model = try UncertainArrivals(
            .gamma(meanCallsPerHour: 100, coefficientOfVariation: 0.2), ahtSeconds: 180)
        #expect(try model.evaluate(agents: 7, withinSeconds: 20).asaSeconds == .infinity)
        #expect(throws: QueueingError.self) { try model.minimumAgents(goals: [.asa(seconds: 20)]) }
        #expect(throws: QueueingError.self) {
            try UncertainArrivals(
                .quantiles([
                    .init(probability: 0.5, callsPerHour: 10), .init(probability: 0.2, callsPerHour: 20),
                ]), ahtSeconds: 180)
        }
    }

    // MARK: Callbacks and containment

    @Test("A callback that nobody takes is Erlang A; what is taken is off the line")
    func callbacks() throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let none = try CallbackOffer(traffic, thresholdSeconds: 60, acceptance: 0, patienceSeconds: 120)
        expectSame(
            try none.evaluate(agents: 28, withinSeconds: 20), try plain(traffic, 120, agents: 28), relative: 1e-10,
            absolute: 1e-12)
        let some = try CallbackOffer(traffic, thresholdSeconds: 60, acceptance: 0.7, patienceSeconds: 120)
            .callbackMeasures(agents: 28, withinSeconds: 20)
        #expect(some.callbackShare > 0.01)
        #expect(some.line.answeredWithin > (try none.evaluate(agents: 28, withinSeconds: 20).answeredWithin))
        // Flow: first calls = answered + lost for good + callbacks; exponential patience loses queue / patience.
        #expect(isClose(some.line.answered + some.lostShare + some.callbackShare, 1, relative: 1e-12))
        #expect(isClose(some.lostShare * traffic.contactsPerSecond, some.line.meanQueue / 120, relative: 1e-10))
        #expect(isClose(some.callbackWorkPerSecond, some.callbackShare * traffic.load, relative: 1e-12))
        // Everybody accepts and nobody gives up: patience ends at the threshold for all.
        let all = try CallbackOffer(traffic, thresholdSeconds: 60, acceptance: 1)
        expectSame(
            try all.evaluate(agents: 28, withinSeconds: 20),
            try ErlangAGeneral(traffic, patience: .deterministic(seconds: 60)).evaluate(agents: 28, withinSeconds: 20),
            relative: 1e-12)
        // Some stay for ever: the line is stable only if those who stay are fewer than the agents.
        let stay = try CallbackOffer(traffic, thresholdSeconds: 60, acceptance: 0.05)
        #expect(try stay.evaluate(agents: 28, withinSeconds: 20).asaSeconds == .infinity)
        #expect(try stay.evaluate(agents: 29, withinSeconds: 20).meanWaitSeconds.isFinite)
    }

    @Test("Containment takes calls and the easy handle times")
    func containment() throws {
        let all = try OfferedTraffic(callsPerHour: 480, ahtSeconds: 300)
        let rest = try IVRContainment(share: 0.25, containedAhtSeconds: 120).offered(all)
        #expect(isClose(rest.contactsPerSecond * 3600, 360, relative: 1e-14))
        #expect(isClose(rest.ahtSeconds, 360, relative: 1e-14))
        #expect(isClose(try IVRContainment(share: 0.25).offered(all).load, 30, relative: 1e-14))
        #expect(throws: QueueingError.self) { try IVRContainment(share: 1) }
        #expect(throws: QueueingError.self) {
            try IVRContainment(share: 0.5, containedAhtSeconds: 900).offered(all)
        }
    }

    @Test("Exponential handle times make M/G/s exact, and a single server is Pollaczek and Khinchine's")
    func generalService() throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let plain = try ErlangC(traffic).evaluate(agents: 33, withinSeconds: 20)
        let same = try GeneralServiceQueue(traffic, coefficientOfVariation: 1).evaluate(agents: 33, withinSeconds: 20)
        expectSame(same, plain, relative: 1e-12)
        let single = try OfferedTraffic(load: 0.7, ahtSeconds: 100)
        for variation in [0, 0.5, 2] {
            let m = try GeneralServiceQueue(single, coefficientOfVariation: variation).evaluate(
                agents: 1, withinSeconds: 20)
            let exact = 0.7 * 100 / 0.3 * (1 + variation * variation) / 2
            #expect(isClose(m.meanWaitSeconds, exact, relative: 1e-12), "variation \(variation)")
        }
    }
}
