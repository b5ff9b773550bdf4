import ContactCenter
import Testing

@testable import Queueing

@Suite("Goals and limits of all models") struct StaffingLimitsTests {
    @Test("A cap below the requirement reports the shortfall, a minimum above it wins")
    func limits() throws {
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        let goals: [StaffingGoal] = [.serviceLevel(target: 0.8, withinSeconds: 20)]
        #expect(try model.staff(goals: goals) == StaffingAnswer(required: 32, agents: 32))
        let capped = try model.staff(goals: goals, limits: StaffingLimits(maximumAgents: 29))
        #expect((capped.agents, capped.required, capped.shortfall) == (29, 32, 3))
        let floored = try model.staff(goals: goals, limits: StaffingLimits(minimumAgents: 40))
        #expect((floored.agents, floored.shortfall) == (40, 0))
        let idle = try ErlangC(OfferedTraffic(callsPerHour: 0, ahtSeconds: 0)).staff(
            goals: goals, limits: StaffingLimits(minimumAgents: 2))
        #expect((idle.required, idle.agents) == (0, 2))
        #expect(throws: QueueingError.self) {
            try model.staff(goals: goals, limits: StaffingLimits(minimumAgents: 5, maximumAgents: 4))
        }
    }

    @Test("The wait's quantile: general root and closed form agree, and the goal is its inverse")
    func quantiles() throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        let patient = try ErlangA(traffic, patienceSeconds: 1e12)
        let delay = ErlangC(traffic)
        for share in [0.5, 0.9, 0.99, 0.9999] {
            let closed = try delay.waitQuantileSeconds(share, agents: 33)
            #expect(isClose(try patient.waitQuantileSeconds(share, agents: 33), closed, relative: 1e-8, absolute: 1e-9))
        }
        let hasty = try ErlangA(traffic, patienceSeconds: 100)
        for share in [0.9, 0.99] {
            let wait = try hasty.waitQuantileSeconds(share, agents: 30)
            let m = try hasty.evaluate(agents: 30, withinSeconds: wait)
            #expect(isClose(try #require(m.serviceLevel(.abandonedWithinCountAsGood)), share, relative: 1e-11))
            let goal = StaffingGoal.waitQuantile(share: share, seconds: wait * 1.000001)
            #expect(try hasty.minimumAgents(goals: [goal]) == 30)
            #expect(isClose(try hasty.realAgents(goals: [goal]), 30, relative: 1e-5))
        }
        let goal = StaffingGoal.waitQuantile(share: 0.9, seconds: 30)
        let agents = try delay.minimumAgents(goals: [goal])
        #expect(try delay.waitQuantileSeconds(0.9, agents: Double(agents)) <= 30)
        #expect(try delay.waitQuantileSeconds(0.9, agents: Double(agents - 1)) > 30)
        #expect(throws: QueueingError.self) { try delay.minimumAgents(goals: [.waitQuantile(share: 1, seconds: 3)]) }
    }

    @Test("Every model through the table interface: goals, further goals, caps, and no contacts")
    func agentsOfAllModels() throws {
        let header = [
            "calls_per_hour", "first_calls_per_hour", "chats_per_hour", "mean_calls_per_hour", "aht_s", "patience_s",
            "patience", "patience_parameters", "lines", "p_redial", "p_reconnect", "reserved_idle",
            "aht_by_concurrency_s", "cv_rate", "service_cv", "callback_after_s", "p_callback", "goal", "target",
            "target_s", "max_asa_s", "staff_maximum",
        ]
        var row: [String: QueueCaseTable.Value] = [
            "calls_per_hour": .number(360), "first_calls_per_hour": .number(360), "chats_per_hour": .number(360),
            "mean_calls_per_hour": .number(360), "aht_s": .number(300), "patience_s": .number(120),
            "patience": .text("erlang2"), "patience_parameters": .text("120"), "lines": .number(60),
            "p_redial": .number(0.5), "p_reconnect": .number(0.1), "reserved_idle": .number(2),
            "aht_by_concurrency_s": .text("300 400"), "cv_rate": .number(0.1), "service_cv": .number(1.2),
            "callback_after_s": .number(90), "p_callback": .number(0.5), "goal": .text("sl_offered"),
            "target": .number(0.8), "target_s": .number(20), "max_asa_s": .number(10), "staff_maximum": .number(20),
        ]
        for name in QueueCaseTable.models(of: .agents) where name != "erlang-c" {
            let table = try QueueCaseTable(verb: .agents, model: name, header: header)
            #expect(table.outputs == ["min_agents", "goal_value", "goal_value_one_fewer", "shortfall"])
            row["staff_maximum"] = .missing
            let free = try table.evaluate(row).map(\.value)
            let agents = try #require(free[0])
            #expect(agents > 10 && free[3] == 0, "\(name)")
            #expect(try #require(free[1]) >= 0.8, "\(name)")
            row["staff_maximum"] = .number(agents - 3)
            let capped = try table.evaluate(row).map(\.value)
            #expect(capped[0] == agents - 3 && capped[3] == 3, "\(name)")
            var empty = row
            for column in header where column.hasSuffix("per_hour") { empty[column] = .number(0) }
            empty["aht_s"] = .missing
            #expect(try table.evaluate(empty).map(\.value) == [0, nil, nil, 0], "\(name)")
        }
    }

    @Test(
        "What is wrong with a row is said with its column",
        arguments: [
            ("calls_per_hour", -1.0, "calls_per_hour cannot be -1.0"),
            ("calls_per_hour", .nan, "calls_per_hour cannot be nan"),
            ("calls_per_hour", .infinity, "calls_per_hour cannot be inf"), ("aht_s", 0, "aht_s cannot be 0.0"),
            ("patience_s", 0, "patience_s cannot be 0.0"), ("target_s", -5, "target_s cannot be -5.0"),
            ("agents", -2, "agents cannot be -2.0"), ("lines", 20, "lines cannot be 20, below the 30.0 agents"),
            ("lines", 30.5, "lines cannot be 30.5"), ("short_abandon_s", -1, "short_abandon_s cannot be -1.0"),
        ])
    func badCells(column: String, value: Double, message: String) throws {
        let header = ["calls_per_hour", "aht_s", "patience_s", "agents", "lines", "target_s", "short_abandon_s"]
        let table = try QueueCaseTable(verb: .evaluate, model: "finite-lines", header: header)
        var row: [String: QueueCaseTable.Value] = [
            "calls_per_hour": .number(360), "aht_s": .number(300), "patience_s": .number(120), "agents": .number(30),
            "lines": .number(40), "target_s": .number(20),
        ]
        #expect(try table.evaluate(row).allSatisfy { $0.value != nil })
        row[column] = .number(value)
        let error = #expect(throws: QueueingError.self) { try table.evaluate(row) }
        #expect(error?.description == message)
        #expect(error?.hint?.isEmpty == false)
    }

    @Test("Shares that never end are refused with their column")
    func badShares() throws {
        let retrials = try QueueCaseTable(
            verb: .evaluate, model: "retrials",
            header: ["first_calls_per_hour", "aht_s", "patience_s", "agents", "target_s", "p_redial", "p_reconnect"])
        var row: [String: QueueCaseTable.Value] = [
            "first_calls_per_hour": .number(100), "aht_s": .number(180), "patience_s": .number(60),
            "agents": .number(7),
            "target_s": .number(20), "p_redial": .number(0.5), "p_reconnect": .number(1),
        ]
        var error = #expect(throws: QueueingError.self) { try retrials.evaluate(row) }
        #expect(error?.description == "p_reconnect cannot be 1.0")
        (row["p_reconnect"], row["p_redial"]) = (.number(0), .number(1.5))
        error = #expect(throws: QueueingError.self) { try retrials.evaluate(row) }
        #expect(error?.description == "p_redial cannot be 1.5")
        let chat = try QueueCaseTable(
            verb: .evaluate, model: "chat",
            header: ["chats_per_hour", "aht_by_concurrency_s", "patience_s", "agents", "target_s"])
        error = #expect(throws: QueueingError.self) {
            try chat.evaluate([
                "chats_per_hour": .number(10), "aht_by_concurrency_s": .text(" "), "agents": .number(2),
                "target_s": .number(20),
            ])
        }
        #expect(error?.description == "aht_by_concurrency_s cannot be ' '")
        #expect(error?.hint?.contains("concurrency is at least 1") == true)
    }

    @Test("Further measures are answered when their columns are named")
    func askedMeasures() throws {
        let header = ["calls_per_hour", "aht_s", "patience_s", "agents", "target_s", "wait_p90_s", "mean_queue"]
        let table = try QueueCaseTable(verb: .evaluate, model: "blending", header: header + ["reserved_idle"])
        #expect(table.outputs.last == "wait_p90_s")
        let answer = try table.evaluate([
            "calls_per_hour": .number(360), "aht_s": .number(300), "patience_s": .number(120), "agents": .number(34),
            "target_s": .number(20), "reserved_idle": .number(2),
        ])
        let model = try OutboundBlending(
            OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), reservedIdle: 2, patienceSeconds: 120)
        #expect(answer.last?.value == (try model.waitQuantileSeconds(0.9, agents: 34)))
    }
}
