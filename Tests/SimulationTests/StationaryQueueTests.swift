import ContactCenter
import Simulation
import Testing

/// One queue in its steady state, whose measures are known exactly.
@Suite struct StationaryQueueTests {
    /// A row of the exact tables. Without patience the wait of the answered is that of all.
    struct Exact: Sendable, CustomTestStringConvertible {
        var callsPerHour: Double
        var ahtSeconds: Double
        var patienceSeconds: Double?
        var agents: Int
        var waiting: Double
        var abandonment: Double
        var occupancy: Double
        var meanWaitSeconds: Double
        var asaSeconds: Double
        var serviceLevel20: Double

        var testDescription: String {
            "\(callsPerHour) calls an hour of \(ahtSeconds) s, \(agents) agents, patience \(patienceSeconds ?? .infinity) s"
        }
    }

    /// Erlang A (Garnett, Mandelbaum & Reiman 2002): exact values in 50-digit arithmetic.
    static let erlangA = [
        Exact(
            callsPerHour: 200, ahtSeconds: 180, patienceSeconds: 120, agents: 9, waiting: 0.6133071332499849548,
            abandonment: 0.19215603801258681188, occupancy: 0.89760440220823687569,
            meanWaitSeconds: 23.058724561510417426, asaSeconds: 20.942652914219241839,
            serviceLevel20: 0.52406605912990281869),
        Exact(
            callsPerHour: 200, ahtSeconds: 180, patienceSeconds: 300, agents: 10, waiting: 0.5994333180281381836,
            abandonment: 0.10943799955850192314, occupancy: 0.89056200044149807686,
            meanWaitSeconds: 32.831399867550576943, asaSeconds: 31.23942467920988038,
            serviceLevel20: 0.51681016864026894025),
        Exact(
            callsPerHour: 360, ahtSeconds: 300, patienceSeconds: 30, agents: 30, waiting: 0.28217413651413598798,
            abandonment: 0.10960075676529294157, occupancy: 0.89039924323470705843,
            meanWaitSeconds: 3.2880227029587882471, asaSeconds: 2.4058986361060087438,
            serviceLevel20: 0.85576617559419978915),
        Exact(
            callsPerHour: 360, ahtSeconds: 300, patienceSeconds: 300, agents: 33, waiting: 0.31545875028785452036,
            abandonment: 0.034352384874876186748, occupancy: 0.87786146829556710296,
            meanWaitSeconds: 10.305715462462856024, asaSeconds: 9.6725254081786251728,
            serviceLevel20: 0.79791048094876170076),
    ]

    /// Erlang C: exact values.
    static let erlangC = [
        Exact(
            callsPerHour: 60, ahtSeconds: 240, patienceSeconds: nil, agents: 8, waiting: 0.059043994695266101597,
            abandonment: 0, occupancy: 0.5, meanWaitSeconds: 3.5426396817159660958, asaSeconds: 3.5426396817159660958,
            serviceLevel20: 0.95769312909948911997),
        Exact(
            callsPerHour: 100, ahtSeconds: 180, patienceSeconds: nil, agents: 8, waiting: 0.16726650666175661412,
            abandonment: 0, occupancy: 0.625, meanWaitSeconds: 10.035990399705396847,
            asaSeconds: 10.035990399705396847, serviceLevel20: 0.88014831076655208291),
        Exact(
            callsPerHour: 360, ahtSeconds: 300, patienceSeconds: nil, agents: 40, waiting: 0.05524784929717728694,
            abandonment: 0, occupancy: 0.75, meanWaitSeconds: 1.6574354789153186082,
            asaSeconds: 1.6574354789153186082, serviceLevel20: 0.97163480838109642312),
    ]

    @Test(arguments: erlangA + erlangC)
    func aQueueInItsSteadyStateAgreesWithTheExactFormula(exact: Exact) throws {
        // The first of two intervals warms the empty centre up; the second is measured.
        let hours = 6.0
        let simulationCase = SimulationCase(
            intervalSeconds: Int(hours * 3600),
            queues: [
                SimulationCase.Queue(
                    name: "sales", contactsPerInterval: [exact.callsPerHour * hours, exact.callsPerHour * hours],
                    ahtSeconds: [exact.ahtSeconds, exact.ahtSeconds], patienceSeconds: exact.patienceSeconds)
            ],
            groups: [
                SimulationCase.Group(name: "team", queues: [0], agents: [Double(exact.agents), Double(exact.agents)])
            ],
            intervalsPerDay: 2)
        let result = try Simulator(simulationCase).run(replications: 30, seed: 5, threads: 2)
        let measured = result.queues[0].intervals[1].measures
        try expect(measured.serviceLevel, exact.serviceLevel20, "service level")
        try expect(measured.abandonment, exact.abandonment, "abandonment")
        try expect(measured.waiting, exact.waiting, "probability of waiting")
        try expect(measured.asaSeconds, exact.asaSeconds, "average speed of answer")
        try expect(measured.meanWaitSeconds, exact.meanWaitSeconds, "mean wait")
        // The whole run holds the empty start, whose weight is a few handle times in twelve hours.
        let occupancy = try #require(result.groups[0].occupancyWhileOpen)
        #expect(abs(occupancy.value - exact.occupancy) < 4 * (occupancy.halfWidth95 ?? 0) / 2 + 0.01)
    }

    private func expect(_ estimate: Estimate?, _ exact: Double, _ name: String) throws {
        let estimate = try #require(estimate)
        let half = try #require(estimate.halfWidth95)
        #expect(abs(estimate.value - exact) <= 4 * half / 2, "\(name): \(estimate.value) ± \(half), exact \(exact)")
    }
}
