import ContactCenter
import Testing

@testable import Queueing

@Suite("Fewest agents") struct MinimumAgentsTests {
    static let goals: [StaffingGoal] =
        ServiceLevelFormula.allCases.map { .serviceLevel(formula: $0, target: 0.8, withinSeconds: 20) }
        + [.asa(seconds: 10), .abandonment(share: 0.03), .occupancy(cap: 0.85)]

    @Test("The answer meets the goal and one fewer does not", arguments: goals, [0.3, 4, 33.3, 180.0])
    func leastOfAll(goal: StaffingGoal, load: Double) throws {
        let traffic = try OfferedTraffic(load: load, ahtSeconds: 250)
        let models: [any QueueingModel] = [
            ErlangC(traffic), try ErlangA(traffic, patienceSeconds: 10), try ErlangA(traffic, patienceSeconds: 400),
        ]
        for model in models {
            let answer = try model.minimumAgents(goals: [goal])
            func meets(_ agents: Int) throws -> Bool {
                goal.isMet(
                    by: try model.evaluate(
                        agents: Double(agents), withinSeconds: goal.waits.within,
                        shortAbandonSeconds: goal.waits.shortAbandon))
            }
            #expect(try meets(answer))
            if answer > 1 && (model is ErlangA || Double(answer - 1) > load) { #expect(try !meets(answer - 1)) }
            let real = try model.realAgents(goals: [goal])
            #expect(real <= Double(answer) + 1e-9)
            #expect(real > Double(answer - 1) - 1e-9)
        }
    }

    @Test("Several goals need the most of what each needs")
    func combination() throws {
        let model = try ErlangA(OfferedTraffic(callsPerHour: 360, ahtSeconds: 300), patienceSeconds: 120)
        let each = try MinimumAgentsTests.goals.map { try model.minimumAgents(goals: [$0]) }
        #expect(try model.minimumAgents(goals: MinimumAgentsTests.goals) == each.max())
        let delay = ErlangC(model.traffic)
        let eachDelay = try MinimumAgentsTests.goals.map { try delay.minimumAgents(goals: [$0]) }
        #expect(try delay.minimumAgents(goals: MinimumAgentsTests.goals) == eachDelay.max())
        #expect(try delay.minimumAgents(goals: []) == 31)
    }

    @Test("Without contacts nobody is needed")
    func noContacts() throws {
        let traffic = try OfferedTraffic(load: 0, ahtSeconds: 300)
        let goal = StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)
        #expect(try ErlangC(traffic).minimumAgents(goals: [goal]) == 0)
        #expect(try ErlangA(traffic, patienceSeconds: 60).minimumAgents(goals: [goal]) == 0)
        #expect(try ErlangC(traffic).realAgents(goals: [goal]) == 0)
    }

    @Test(
        "An occupancy cap is decided on the exact load", arguments: [(150.0, 0.75, 200), (90, 0.9, 100), (30, 1, 31)])
    func occupancyTie(load: Double, cap: Double, agents: Int) throws {
        let traffic = try OfferedTraffic(callsPerHour: load * 12, ahtSeconds: 300)
        #expect(try ErlangC(traffic).minimumAgents(goals: [.occupancy(cap: cap)]) == agents)
    }

    @Test("The number of lines for a blocking goal", arguments: [0.5, 0.1, 0.01, 1e-6])
    func linesForBlocking(goal: Double) throws {
        let loss = try ErlangB(load: 25.5)
        let lines = try loss.minimumAgents(blocking: goal)
        #expect(try loss.blocking(agents: Double(lines)) <= goal)
        #expect(try loss.blocking(agents: Double(lines - 1)) > goal)
    }

    @Test("The examples of the documentation say what the code does")
    func examples() throws {
        let traffic = try OfferedTraffic(callsPerHour: 360, ahtSeconds: 300)
        #expect(traffic.load == 30)
        #expect(isClose(try ErlangB(load: 30).blocking(agents: 34), 0.0663, relative: 0, absolute: 5e-5))
        let goal = StaffingGoal.serviceLevel(target: 0.8, withinSeconds: 20)
        #expect(try ErlangC(traffic).minimumAgents(goals: [goal]) == 36)
        #expect(try ErlangA(traffic, patienceSeconds: 120).minimumAgents(goals: [goal]) == 32)
    }

    /// The interpolating search and the walk without a division must end where one agent more at a time ends.
    @Test(
        "The search ends where counting up or down from the load does", arguments: [0.4, 7.3, 31, 150.0],
        [2.0, 60, 1500])
    func searchIsWalk(load: Double, patience: Double) throws {
        let traffic = try OfferedTraffic(load: load, ahtSeconds: 240)
        for model: any QueueingModel in [try ErlangA(traffic, patienceSeconds: patience), ErlangC(traffic)] {
            let stable = model is ErlangC ? Int(load) + 1 : 1
            var goals = ServiceLevelFormula.allCases.flatMap { formula in
                [0.3, 0.8, 0.99].map {
                    StaffingGoal.serviceLevel(
                        formula: formula, target: $0, withinSeconds: 15, shortAbandonSeconds: 40)
                }
            }
            goals += [.asa(seconds: 0.3), .asa(seconds: 20), .abandonment(share: 0.02), .occupancy(cap: 0.7)]
            goals += [.waitQuantile(share: 0.95, seconds: 30)]
            for goal in goals {
                func isMet(_ agents: Int) throws -> Bool {
                    goal.isMet(
                        by: try model.evaluate(
                            agents: Double(agents), withinSeconds: goal.waits.within,
                            shortAbandonSeconds: goal.waits.shortAbandon))
                }
                var agents = max(stable, Int(load))
                while try !isMet(agents) { agents += 1 }
                while agents > stable, try isMet(agents - 1) { agents -= 1 }
                #expect(try model.minimumAgents(goals: [goal]) == agents, "\(goal)")
            }
        }
    }
}
