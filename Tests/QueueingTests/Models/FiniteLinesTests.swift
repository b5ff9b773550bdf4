import ContactCenter
import Foundation
import Testing

@testable import Queueing

@Suite("Finite lines") struct FiniteLinesTests {
    static let patience: [Double?] = [nil, 4, 120, 5000]

    @Test("As many lines as agents is the loss formula", arguments: [0.3, 4, 60], patience)
    func loss(load: Double, patience: Double?) throws {
        let traffic = try OfferedTraffic(load: load, ahtSeconds: 200)
        let agents = (load + 1).rounded(.up)
        let m = try FiniteLines(traffic, lines: Int(agents), patienceSeconds: patience).evaluate(
            agents: agents, withinSeconds: 20)
        #expect(isClose(m.blocked, try ErlangB(load: load).blocking(agents: agents), relative: 1e-13))
        #expect(m.serviceLevel(.offered) == 1)
        #expect(m.abandonment == 0)
        #expect(m.asaSeconds == 0)
    }

    @Test("Very many lines are no limit", arguments: [0.02, 4, 60], patience)
    func unlimited(load: Double, patience: Double?) throws {
        let traffic = try OfferedTraffic(load: load, ahtSeconds: 200)
        let agents = (load * 1.15 + 1).rounded(.up)
        let limited = try FiniteLines(traffic, lines: 5000, patienceSeconds: patience).evaluate(
            agents: agents, withinSeconds: 20)
        let free =
            if let patience {
                try ErlangA(traffic, patienceSeconds: patience).evaluate(agents: agents, withinSeconds: 20)
            } else {
                try ErlangC(traffic).evaluate(agents: agents, withinSeconds: 20, shortAbandonSeconds: 5)
            }
        #expect(limited.blocked < 1e-30)
        expectSame(limited, free.withoutUndefined(like: limited), relative: 1e-10)
    }

    /// The states one by one, and the wait of who finds k waiting as a sum of k + 1 exponential times that end by an
    /// answer or by others giving up, by discretised convolution-free recursion: P(V > t) = Σ Poisson terms.
    @Test(
        "Without patience the wait is a mixture of Erlang laws", arguments: [(3.0, 4.0, 9), (12, 10, 40), (30, 31, 33)])
    func mixture(load: Double, agents: Double, lines: Int) throws {
        let aht = 180.0
        let traffic = try OfferedTraffic(load: load, ahtSeconds: aht)
        let model = try FiniteLines(traffic, lines: lines)
        var weights = [1.0]
        for busy in 1...lines { weights.append(weights[busy - 1] * load / min(Double(busy), agents)) }
        let accepted = weights.dropLast().reduce(0, +)
        for within in [0.0, 3, 25, 400] {
            let mean = agents / aht * within
            var (late, term, tail) = (0.0, exp(-mean), exp(-mean))
            for k in 0..<(lines - Int(agents)) {
                late += weights[Int(agents) + k] * tail
                term *= mean / Double(k + 1)
                tail += term
            }
            let m = try model.evaluate(agents: agents, withinSeconds: within)
            #expect(isClose(m.answeredLate, late / accepted, relative: 1e-11, absolute: 1e-15))
            #expect(isClose(m.answered, 1, relative: 1e-12))
            #expect(isClose(m.blocked, weights[lines] / (accepted + weights[lines]), relative: 1e-12))
        }
    }

    @Test("More lines block fewer and keep more waiting", arguments: patience)
    func monotone(patience: Double?) throws {
        let traffic = try OfferedTraffic(callsPerHour: 200, ahtSeconds: 180)
        var previous = try FiniteLines(traffic, lines: 8, patienceSeconds: patience).evaluate(
            agents: 8, withinSeconds: 20)
        for lines in [9, 10, 14, 25, 90, 400] {
            let m = try FiniteLines(traffic, lines: lines, patienceSeconds: patience).evaluate(
                agents: 8, withinSeconds: 20)
            #expect(m.blocked < previous.blocked)
            #expect(m.meanWaitSeconds >= previous.meanWaitSeconds)
            previous = m
        }
    }

    @Test("Fewest agents for lines: met, and one fewer does not do; more than the lines is out of reach")
    func fewestAgents() throws {
        let model = try FiniteLines(
            OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), lines: 40, patienceSeconds: 120)
        let goals: [StaffingGoal] = [
            .serviceLevel(target: 0.8, withinSeconds: 20), .asa(seconds: 4), .occupancy(cap: 0.8),
        ]
        for goal in goals {
            let answer = try model.minimumAgents(goals: [goal])
            #expect(goal.isMet(by: model.measures(of: goal, agents: Double(answer))))
            #expect(!goal.isMet(by: model.measures(of: goal, agents: Double(answer - 1))))
        }
        let endless = try FiniteLines(model.traffic, lines: 40)
        let blocking = StaffingGoal.blocking(share: 0.03)
        let answer = try endless.minimumAgents(goals: [blocking])
        #expect(try endless.evaluate(agents: Double(answer), withinSeconds: 0).blocked <= 0.03)
        #expect(try endless.evaluate(agents: Double(answer - 1), withinSeconds: 0).blocked > 0.03)
        let error = #expect(throws: QueueingError.self) { try model.minimumAgents(goals: [.blocking(share: 1e-9)]) }
        #expect(error?.description == "no number of agents reaches a blocking of 1e-09")
        #expect(error?.hint == "only 40 agents can be seated: give more lines")
        #expect(throws: QueueingError.self) { try model.evaluate(agents: 41, withinSeconds: 20) }
        #expect(throws: QueueingError.self) { try model.evaluate(agents: 3.5, withinSeconds: 20) }
        #expect(throws: QueueingError.self) { try FiniteLines(model.traffic, lines: 0) }
    }

    @Test("No extreme gives a NaN", arguments: [1e-9, 0.5, 40, 3000], patience)
    func extremes(load: Double, patience: Double?) throws {
        let traffic = try OfferedTraffic(load: load, ahtSeconds: 300)
        for agents in [1.0, 5, 60] {
            for places in [1, 2, 70, 20_000] {
                let model = try FiniteLines(traffic, lines: Int(agents) + places, patienceSeconds: patience)
                for within in [0, 20, 1e6] {
                    let m = try model.evaluate(agents: agents, withinSeconds: within)
                    let shares = [
                        m.probabilityOfWait, m.abandonment, m.occupancy, m.answeredWithin, m.answeredLate,
                        m.abandonedWithin, m.shortAbandoned, m.virtuallyLate, m.blocked,
                    ]
                    #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-9 }, "\(shares) places \(places)")
                    #expect(isClose(m.answered + m.abandonment, 1, relative: 1e-9), "places \(places) T \(within)")
                }
            }
        }
    }
}

extension QueueMeasures {
    /// Without abandonment some means are over nobody; taken as they are on the other side.
    fileprivate func withoutUndefined(like other: QueueMeasures) -> QueueMeasures {
        var copy = self
        copy.meanWaitOfAbandonedSeconds = meanWaitOfAbandonedSeconds ?? other.meanWaitOfAbandonedSeconds
        return copy
    }
}
