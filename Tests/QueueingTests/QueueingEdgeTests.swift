import ContactCenter
import Testing

@testable import Queueing

@Suite("Edges and bad input") struct QueueingEdgeTests {
    @Test("Without abandonment an overloaded queue says that it has no end", arguments: [0.0, 1, 5, 29.999, 30])
    func unstable(agents: Double) throws {
        let model = ErlangC(try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300))
        let m = try model.evaluate(agents: agents, withinSeconds: 20)
        #expect(m.probabilityOfWait == 1)
        #expect(m.serviceLevel(.offered) == 0)
        #expect(m.asaSeconds == .infinity)
        #expect(m.meanQueue == .infinity)
        #expect(m.occupancy == 1)
        #expect(try model.waitStandardDeviationSeconds(agents: agents) == .infinity)
        #expect(try model.waitQuantileSeconds(0.5, agents: agents) == .infinity)
        #expect(try model.waitQuantileSeconds(0, agents: agents) == 0)
        #expect(try model.meanWaitOfDelayedSeconds(agents: agents) == .infinity)
    }

    @Test("With abandonment nobody on duty means that everybody gives up")
    func nobodyOnDuty() throws {
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        let m = try model.evaluate(agents: 0, withinSeconds: 20)
        #expect(m.abandonment == 1)
        #expect(m.serviceLevel(.offered) == 0)
        #expect(m.serviceLevel(.answered) == nil)
        #expect(m.asaSeconds == nil)
        #expect(m.meanWaitOfAbandonedSeconds == 120)
        #expect(isClose(m.meanQueue, 12, relative: 1e-14))
        // and a sliver of an agent means nearly the same
        let sliver = try model.evaluate(agents: 1e-9, withinSeconds: 20)
        #expect(isClose(sliver.abandonment, 1, relative: 1e-9))
        #expect(isClose(sliver.meanQueue, 12, relative: 1e-7))
    }

    @Test("Without contacts nothing is measured that nobody experienced")
    func noContacts() throws {
        let traffic = try OfferedTraffic(callsPerHour: 0, ahtSeconds: 0)
        for agents in [0.0, 3] {
            for m in [
                try ErlangC(traffic).evaluate(agents: agents, withinSeconds: 20),
                try ErlangA(traffic, patienceSeconds: 60).evaluate(agents: agents, withinSeconds: 20),
            ] {
                #expect(m.serviceLevel(.offered) == nil)
                #expect(m.asaSeconds == nil)
                #expect(m.meanQueue == 0)
                #expect(m.abandonment == 0)
                #expect(m.occupancy == (agents > 0 ? 0 : 1))
            }
        }
        #expect(try ErlangB(load: 0).blocking(agents: 3) == 0)
        #expect(try ErlangB(load: 0).logBlocking(agents: 3) == -.infinity)
        #expect(try ErlangB(load: 0).blocking(agents: 0) == 1)
    }

    /// Extremes of every argument at once: no number may come out that is not one.
    @Test("No extreme gives a NaN", arguments: [1e-300, 1e-9, 1, 1e4, 1e8], [1e-15, 1e-3, 100, 1e7, 1e15])
    func extremes(load: Double, patience: Double) throws {
        for aht in [1e-3, 300, 1e9] {
            let traffic = try OfferedTraffic(load: load, ahtSeconds: aht)
            let model = try ErlangA(traffic, patienceSeconds: patience)
            for agents in [1e-6, 1, load, load * 1.01, 1e8] {
                for within in [0, 20, 1e12] {
                    let m = try model.evaluate(agents: agents, withinSeconds: within)
                    let shares = [
                        m.probabilityOfWait, m.abandonment, m.occupancy, m.answeredWithin, m.answeredLate,
                        m.abandonedWithin, m.shortAbandoned, m.virtuallyLate,
                    ]
                    #expect(
                        shares.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-9 },
                        "\(shares) aht \(aht) agents \(agents) T \(within)")
                    #expect(m.meanQueue >= 0)
                    #expect(m.meanWaitSeconds >= 0)
                    #expect(m.asaSeconds.map { $0 >= 0 } ?? true)
                    #expect(m.meanWaitOfAbandonedSeconds.map { $0 >= 0 } ?? true)
                }
            }
        }
    }

    @Test(
        "Traffic outside its domain is refused with its value",
        arguments: [
            (-1.0, 300.0, "the volume cannot be -1.0"), (.nan, 300, "the volume cannot be nan"),
            (.infinity, 300, "the volume cannot be inf"), (10, 0, "the average handle time in seconds cannot be 0.0"),
            (10, -5, "the average handle time in seconds cannot be -5.0"),
            (10, .nan, "the average handle time in seconds cannot be nan"),
            (1e9, 1e9, "the offered load in Erlang cannot be 277777777777777.78"),
        ])
    func badTraffic(calls: Double, aht: Double, message: String) throws {
        let error = #expect(throws: QueueingError.self) { try OfferedTraffic(callsPerHour: calls, ahtSeconds: aht) }
        #expect(error?.description == message)
        #expect(error?.hint?.isEmpty == false)
    }

    @Test("Patience must be above 0 and finite", arguments: [0, -1, 1e-16, 1e16, .nan, .infinity] as [Double])
    func badPatience(patience: Double) throws {
        let traffic = try OfferedTraffic(load: 3, ahtSeconds: 100)
        #expect(throws: QueueingError.self) { try ErlangA(traffic, patienceSeconds: patience) }
    }

    @Test("Agents and waits must not be negative or without number", arguments: [-1, .nan, .infinity] as [Double])
    func badAgents(value: Double) throws {
        let traffic = try OfferedTraffic(load: 3, ahtSeconds: 100)
        let models: [any QueueingModel] = [ErlangC(traffic), try ErlangA(traffic, patienceSeconds: 60)]
        for model in models {
            #expect(throws: QueueingError.self) {
                try model.evaluate(agents: value, withinSeconds: 20, shortAbandonSeconds: 5)
            }
            #expect(throws: QueueingError.self) {
                try model.evaluate(agents: 4, withinSeconds: value, shortAbandonSeconds: 5)
            }
            #expect(throws: QueueingError.self) {
                try model.evaluate(agents: 4, withinSeconds: 20, shortAbandonSeconds: value)
            }
        }
        #expect(throws: QueueingError.self) { try ErlangB(load: 3).blocking(agents: value) }
        #expect(throws: QueueingError.self) { try ErlangC(traffic).waitQuantileSeconds(value, agents: 4) }
    }

    @Test(
        "A goal that nobody reaches is told apart from one that makes no sense",
        arguments: [
            (StaffingGoal.serviceLevel(target: 1, withinSeconds: 20), true),
            (.serviceLevel(target: 1.2, withinSeconds: 20), false),
            (.serviceLevel(target: -0.1, withinSeconds: 20), false),
            (.serviceLevel(target: .nan, withinSeconds: 20), false),
            (.serviceLevel(target: 0.8, withinSeconds: -1), false), (.asa(seconds: 0), true),
            (.asa(seconds: -1), false), (.abandonment(share: 0), true), (.abandonment(share: 1.1), false),
            (.occupancy(cap: 0), false), (.occupancy(cap: 1.01), false), (.occupancy(cap: .nan), false),
        ])
    func badGoal(goal: StaffingGoal, isUnreachable: Bool) throws {
        let model = try ErlangA(OfferedTraffic(load: 3, ahtSeconds: 100), patienceSeconds: 60)
        for ask in [{ _ = try model.minimumAgents(goals: [goal]) }, { _ = try model.realAgents(goals: [goal]) }] {
            let error = #expect(throws: QueueingError.self, performing: ask)
            if case .unreachableGoal = error { #expect(isUnreachable) } else { #expect(!isUnreachable) }
        }
    }

    @Test("Without abandonment no abandonment is no feat")
    func noAbandonmentWithoutAbandonment() throws {
        let model = ErlangC(try OfferedTraffic(load: 3, ahtSeconds: 100))
        #expect(try model.minimumAgents(goals: [.abandonment(share: 0)]) == 4)
    }

    @Test("An error says its place once")
    func placedErrors() {
        let error = QueueingError.missingValue(what: "x", place: nil, hint: "h").placed(at: "here").placed(at: "there")
        #expect(error.description == "here: x is missing")
    }

    @Test("A table of questions names what it lacks")
    func tableErrors() throws {
        var error = #expect(throws: QueueingError.self) {
            try QueueCaseTable(verb: .agents, model: "erlang-a", header: ["aht_s", "target"])
        }
        #expect(error?.description == "column 'calls_per_hour', 'goal' is missing")
        error = #expect(throws: QueueingError.self) {
            try QueueCaseTable(verb: .evaluate, model: "erlang-x", header: [])
        }
        #expect(error?.description == "the model of 'queue evaluate' cannot be 'erlang-x'")
        let table = try QueueCaseTable(
            verb: .agents, model: "erlang-c", header: ["calls_per_hour", "aht_s", "goal", "target", "target_s"])
        error = #expect(throws: QueueingError.self) {
            try table.evaluate([.number(10), .number(180), .text("speed"), .number(1), .missing])
        }
        #expect(error?.description == "goal cannot be 'speed'")
        error = #expect(throws: QueueingError.self) {
            try table.evaluate([.number(10), .missing, .text("asa"), .number(1), .missing])
        }
        #expect(error?.description == "aht_s is missing")
        error = #expect(throws: QueueingError.self) {
            try table.evaluate(["calls_per_hour": .text("many"), "aht_s": .number(180)])
        }
        #expect(error?.description == "calls_per_hour cannot be 'many'")
    }

    @Test("An empty patience in a table is a customer who never gives up")
    func emptyPatience() throws {
        let table = try QueueCaseTable(
            verb: .evaluate, model: "erlang-a",
            header: ["calls_per_hour", "aht_s", "patience_s", "agents", "target_s"])
        let answer = try table.evaluate([
            "calls_per_hour": .number(360), "aht_s": .number(300), "agents": .number(35), "target_s": .number(20),
        ])
        let delay = try ErlangC(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)).evaluate(
            agents: 35, withinSeconds: 20)
        #expect(answer.first { $0.column == "sl_offered" }?.value == delay.answeredWithin)
        #expect(answer.first { $0.column == "prob_abandon" }?.value == 0)
    }
}
