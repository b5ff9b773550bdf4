import ContactCenter
import Testing

@testable import Simulation

/// Rosters that change within the intervals of the demand.
@Suite struct AgentSlotTests {
    /// `source` with every agent value repeated for each of `slots` parts of its interval.
    static func refined(_ source: SimulationCase, slots: Int) -> SimulationCase {
        var refined = source
        refined.agentSlotsPerInterval = slots
        for group in refined.groups.indices {
            refined.groups[group].agents = source.groups[group].agents.flatMap { Array(repeating: $0, count: slots) }
        }
        return refined
    }

    static func centre(agents: [Double], slots: Int, contacts: Double = 40) -> SimulationCase {
        let intervals = agents.count / slots
        return SimulationCase(
            intervalSeconds: 1800,
            queues: [
                RosterRulesTests.queue("voice", contacts: Array(repeating: contacts, count: intervals), patience: 300)
            ],
            groups: [SimulationCase.Group(name: "team", queues: [0], agents: agents)], intervalsPerDay: intervals,
            agentSlotsPerInterval: slots)
    }

    @Test(arguments: [2, 3, 7])
    func theSameAgentsInAllSlotsOfAnIntervalAreTheCaseWithoutSlots(slots: Int) throws {
        let coarse = SimulatorTests.centre()
        let fine = AgentSlotTests.refined(coarse, slots: slots)
        let expected = try Simulator(coarse).run(replications: 12, seed: 5, threads: 2)
        #expect(try Simulator(fine).run(replications: 12, seed: 5, threads: 2) == expected)
    }

    @Test(arguments: 301...330 as ClosedRange<UInt64>)
    func theSameAgentsInBothSlotsOfARandomCaseAreTheCaseWithoutSlots(seed: UInt64) throws {
        let coarse = PlainSimulatorTests.randomCase(seed)
        let fine = AgentSlotTests.refined(coarse, slots: 2)
        let expected = try Simulator(coarse).run(replications: 3, seed: seed)
        #expect(try Simulator(fine).run(replications: 3, seed: seed) == expected)
    }

    @Test func aFinerRosterIsACaseOfShorterIntervalsWithTheSameDemand() throws {
        // The same rates and the same people, told per half hour or per quarter of an hour.
        let agents = [6.0, 3, 7, 7, 2, 8]
        let half = AgentSlotTests.centre(agents: agents, slots: 2)
        var quarter = AgentSlotTests.centre(agents: agents, slots: 1, contacts: 20)
        quarter.intervalSeconds = 900
        let perHalf = try Simulator(half).run(replications: 40, seed: 8)
        let perQuarter = try Simulator(quarter).run(replications: 40, seed: 8)
        let total = perHalf.queues[0].total.contacts
        let sum = perQuarter.queues[0].total.contacts
        #expect(total.offered == sum.offered)
        #expect(total.answeredWithin == sum.answeredWithin)
        #expect(total.abandoned == sum.abandoned)
        #expect(perHalf.queues[0].intervals.count == 3)
        for (index, interval) in perHalf.queues[0].intervals.enumerated() {
            let parts = perQuarter.queues[0].intervals[2 * index...2 * index + 1]
            #expect(interval.measures.contacts.offered == parts.map(\.measures.contacts.offered).reduce(0, +))
            #expect(interval.backlog == parts.last?.backlog)
            #expect(interval.agentsOnDuty == (agents[2 * index] + agents[2 * index + 1]) / 2)
            let busy = perQuarter.groups[0].busySeconds[2 * index...2 * index + 1].reduce(0, +)
            #expect(abs(perHalf.groups[0].busySeconds[index] - busy) < 1e-6)
            let occupancy = try #require(interval.occupancy)
            #expect(abs(occupancy - busy / (interval.agentsOnDuty * 1800)) < 1e-9)
        }
        let scheduled = agents.reduce(0, +) * 900
        let busy = perHalf.groups[0].busySeconds.reduce(0, +)
        let occupancy = try #require(perHalf.groups[0].occupancyWhileOpen?.value)
        #expect(abs(occupancy - busy / scheduled) < 1e-9)
    }

    @Test func agentsOnABreakInTheSecondHalfOfAnIntervalServeOnlyInTheFirst() throws {
        // Five times the work that four agents can do, in small pieces: the busy time is the time on duty, and one piece
        // at its end.
        var source = AgentSlotTests.centre(agents: [4, 0, 4, 0], slots: 2, contacts: 20_000)
        source.queues[0].ahtSeconds = [2, 2]
        source.queues[0].patienceSeconds = 5
        let result = try Simulator(source).run(replications: 10, seed: 2)
        for interval in 0..<2 {
            #expect(result.groups[0].agentsOnDuty[interval] == 2)
            let occupancy = try #require(result.groups[0].occupancy[interval])
            #expect(abs(occupancy - 1) < 0.02)
            #expect(abs(result.groups[0].busySeconds[interval] - 3600) < 72)
        }
    }

    @Test func agentsInPartsAreRoundedSlotBySlot() throws {
        let replications = 400
        let source = AgentSlotTests.centre(agents: [5.5, 1.5, 2.3, 2.3], slots: 2, contacts: 1)
        let result = try Simulator(source).run(replications: replications, seed: 4)
        let error = 0.5 / Double(replications).squareRoot()
        for (agents, expected) in zip(result.groups[0].agentsOnDuty, [3.5, 2.3]) {
            #expect(abs(agents - expected) < 4 * error)
        }
    }
}
