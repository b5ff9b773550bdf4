import ContactCenter
import FileFormats
import Tabular
import Testing

@Suite("Simulation case")
struct SimulationCaseFileTests {
    static let small = """
        {
         "name": "small", "interval_s": 900, "intervals": 2, "handle_time": "lognormal, cv 1.2",
         "handle_time_cv": 1.2, "day_factor_cv": 0.1,
         "skills": [
          {"name": "sales", "patience_s": 120, "target_s": 20, "priority": 1, "calls_per_interval": [15.1, 17]},
          {"name": "mail", "patience_s": 0, "target_s": 3600, "priority": 2, "calls_per_interval": [1, 0],
           "service": "deferrable", "interruptible": true, "aht_s": 500}
         ],
         "groups": [
          {"name": "team", "agents": [5, 5.5], "skills": [
           {"skill": "sales", "aht_s": 240, "available_after_wait_s": 15, "preference": 2},
           {"skill": "mail"}]}
         ]
        }
        """

    @Test("Every key is read")
    func everyKey() throws {
        let read = try SimulationCaseFile.read(input(SimulationCaseFileTests.small, name: "case.json"))
        let expected = SimulationCase(
            intervalSeconds: 900,
            queues: [
                SimulationCase.Queue(
                    name: "sales", contactsPerInterval: [15.1, 17], ahtSeconds: [240, 240], handleTimeVariation: 1.2,
                    isExponential: false, patienceSeconds: 120, targetSeconds: 20, priority: 1),
                SimulationCase.Queue(
                    name: "mail", service: .deferrable, contactsPerInterval: [1, 0], ahtSeconds: [500, 500],
                    handleTimeVariation: 1.2, isExponential: false, patienceSeconds: nil, targetSeconds: 3600,
                    priority: 2, isInterruptible: true),
            ],
            groups: [
                SimulationCase.Group(
                    name: "team",
                    eligibility: [
                        SimulationCase.Eligibility(
                            queue: 0, preference: 2, availableAfterWaitSeconds: 15, ahtSeconds: 240),
                        SimulationCase.Eligibility(queue: 1),
                    ],
                    agents: [5, 5.5])
            ],
            dayFactorVariation: 0.1, intervalsPerDay: 2)
        #expect(read == expected)
    }

    @Test("A roster may be finer than the intervals")
    func agentSlots() throws {
        let fine = SimulationCaseFileTests.small
            .replacing("\"intervals\": 2,", with: "\"intervals\": 2, \"agent_slots_per_interval\": 2,")
        let read = try SimulationCaseFile.read(
            input(fine.replacing("[5, 5.5]", with: "[5, 4, 5.5, 6]"), name: "case.json"))
        #expect(read.agentSlotsPerInterval == 2 && read.intervalCount == 2)
        #expect(read.groups[0].agents == [5, 4, 5.5, 6])
        #expect(
            complaint { _ = try SimulationCaseFile.read(input(fine, name: "case.json")) }
                .contains("expected 4 values, one an agent slot, found 2"))
    }

    @Test(
        "A fault is named with its place",
        arguments: [
            ("\"intervals\": 2", "\"intervals\": 3", "expected 3 values, one an interval, found 2"),
            ("\"skill\": \"sales\"", "\"skill\": \"sale\"", "did you mean 'sales'?"),
            ("\"preference\"", "\"preferrence\"", "did you mean 'preference'?"),
            ("\"skill\": \"mail\"", "\"skill\": \"sales\"", "skill 'sales' is listed twice"),
            ("[5, 5.5]", "[5, -1]", "case.json:10: key 'groups[1].agents[2]'"),
            ("lognormal", "weibull", "expected exponential or lognormal, found 'weibull, cv 1.2'"),
            ("\"handle_time_cv\": 1.2, ", "", "need 'handle_time_cv'"),
            (", \"aht_s\": 240", "", "no group serves skill 'sales' with a handle time"),
            ("\"target_s\": 20, ", "", "key 'target_s' is missing"),
        ])
    func faults(old: String, new: String, message: String) {
        let broken = SimulationCaseFileTests.small.replacing(old, with: new)
        #expect(broken != SimulationCaseFileTests.small)
        #expect(
            complaint { _ = try SimulationCaseFile.read(input(broken, name: "case.json")) }.contains(message))
    }

    @Test(
        "The benchmark cases are read",
        .enabled(if: Reference.exists("oracles/simulation"), "set WFM_REFERENCE to read the benchmark cases"),
        arguments: [("three_skills_four_groups", 32, 900.0), ("gold_standard_callback", 40, 900.0)])
    func benchmarks(name: String, intervals: Int, seconds: Double) throws {
        let path = Reference.path("oracles/simulation/\(name).json")
        let read = try SimulationCaseFile.read(InputBytes.read(path))
        #expect(read.intervalCount == intervals)
        #expect(Double(read.intervalSeconds) == seconds)
        #expect(read.queues.count == 3 && read.groups.count == 4)
        #expect(read.queues.allSatisfy { $0.isExponential == (name == "three_skills_four_groups") })
        #expect(read.groups.flatMap(\.eligibility).allSatisfy { $0.ahtSeconds ?? 0 > 200 })
    }
}
