import ContactCenter
import Simulation
import Testing

@Suite struct SimulationErrorTests {
    static let good = SimulationCase(
        intervalSeconds: 1800,
        queues: [
            SimulationCase.Queue(
                name: "sales", contactsPerInterval: [3, 0], ahtSeconds: [200, 0], patienceSeconds: 60)
        ],
        groups: [SimulationCase.Group(name: "team", queues: [0], agents: [1, 1])], intervalsPerDay: 2)

    struct Fault: Sendable, CustomTestStringConvertible {
        let message: String
        let change: @Sendable (inout SimulationCase) -> Void
        var testDescription: String { message }
    }

    static let faults = [
        Fault(message: "the simulation has no queue or no interval") { $0.queues = [] },
        Fault(message: "the simulation has no queue or no interval") { $0.queues[0].contactsPerInterval = [] },
        Fault(message: "interval_s is 0.0; it must be 1 or more") { $0.intervalSeconds = 0 },
        Fault(message: "intervals per day is 0.0; it must be 1 or more") { $0.intervalsPerDay = 0 },
        Fault(message: "availability is 1.5; it must be in 0…1") { $0.availability = 1.5 },
        Fault(message: "availability is nan; it must be in 0…1") { $0.availability = .nan },
        Fault(message: "day_factor_cv is -1.0; it must be in 0…10") { $0.dayFactorVariation = -1 },
        Fault(message: "queue 'sales': aht_s has 1 values for 2 intervals") { $0.queues[0].ahtSeconds = [200] },
        Fault(message: "queue 'sales': aht_s of interval 0 is 0.0; it must be above 0") {
            $0.queues[0].ahtSeconds[0] = 0
        },
        Fault(message: "queue 'sales': contacts_per_interval of interval 1 is -2.0; it must be 0 or more") {
            $0.queues[0].contactsPerInterval[1] = -2
        },
        Fault(message: "queue 'sales': patience_s is 0.0; it must be above 0") { $0.queues[0].patienceSeconds = 0 },
        Fault(message: "queue 'sales': target_s is inf; it must be 0 or more") {
            $0.queues[0].targetSeconds = .infinity
        },
        Fault(message: "queue 'sales': concurrency is 0.0; it must be in 1…64") { $0.queues[0].concurrency = 0 },
        Fault(message: "queue 'sales': handle_time_cv is -1.0; it must be in 0…100") {
            $0.queues[0].isExponential = false
            $0.queues[0].handleTimeVariation = -1
        },
        Fault(message: "group 'team': agents has 3 values for 2 intervals") { $0.groups[0].agents.append(1) },
        Fault(message: "group 'team': agents of interval 1 is nan; it must be in 0…1000000") {
            $0.groups[0].agents[1] = .nan
        },
        Fault(message: "agent_slots_per_interval is 0.0; it must be in 1…3600") { $0.agentSlotsPerInterval = 0 },
        Fault(message: "agent_slots_per_interval is 3601.0; it must be in 1…3600") { $0.agentSlotsPerInterval = 3601 },
        Fault(message: "group 'team': agents has 2 values for 6 agent slots") { $0.agentSlotsPerInterval = 3 },
        Fault(message: "group 'team': agents of agent slot 3 is -1.0; it must be in 0…1000000") {
            $0.agentSlotsPerInterval = 2
            $0.groups[0].agents = [1, 1, 1, -1]
        },
        Fault(message: "group 'team' serves queue 1, but queues run from 0 to 0") {
            $0.groups[0].eligibility[0].queue = 1
        },
        Fault(message: "group 'team' names queue 0 twice") {
            $0.groups[0].eligibility.append(SimulationCase.Eligibility(queue: 0))
        },
        Fault(message: "group 'team': available_after_wait_s is -1.0; it must be 0 or more") {
            $0.groups[0].eligibility[0].availableAfterWaitSeconds = -1
        },
        Fault(message: "group 'team': aht_s is 0.0; it must be above 0") { $0.groups[0].eligibility[0].ahtSeconds = 0 },
        Fault(message: "one replication expects 1000000000000.0 contacts; at most 500000000.0 can be simulated") {
            $0.queues[0].contactsPerInterval[0] = 1e12
        },
    ]

    @Test(arguments: faults) func aBadCaseIsRefusedWithPlaceAndValue(fault: Fault) {
        var source = SimulationErrorTests.good
        fault.change(&source)
        let error = #expect(throws: SimulationError.self) { try Simulator(source) }
        #expect(error?.description == fault.message)
    }

    @Test func aCentreWithoutAgentsOrContactsIsNoError() throws {
        var source = SimulationErrorTests.good
        source.groups = []
        let nobody = try Simulator(source).run(replications: 3, seed: 1)
        #expect(nobody.queues[0].total.contacts.answered == 0)
        source.queues[0].contactsPerInterval = [0, 0]
        let nothing = try Simulator(source).run(replications: 3, seed: 1)
        #expect(nothing.queues[0].total.serviceLevel == nil)
        #expect(nothing.queues[0].dayServiceLevels.mean == nil)
        #expect(nothing.queues[0].total.offered.value == 0)
    }
}
