import Glibc
import Testing

@testable import Queueing

/// The short cuts of the search for agents, each against the plain form it replaces.
@Suite("Short cuts") struct FastStartTests {
    @Test(
        "1/B near the load is the sum of the falling factorials, to 1e-7",
        arguments: [32.0, 41, 64, 100, 500, 5000, 20_000])
    func nearLoad(load whole: Double) {
        for fraction in stride(from: 0.0, through: 0.99, by: 0.0825) {
            let load = whole + fraction
            let agents = load.rounded(.down) + 1
            let exact = BlockingOdds.excessSeries(agents: agents, load: load)
            let fast = BlockingNearLoad.excess(agentsAbove: agents - load, load: load, inverseLoad: 1 / load)
            #expect(isClose(fast, exact, relative: 1e-7))
            // The error falls as the third power of the load.
            #expect(abs(fast / exact - 1) < 1e-7 * (32 / load) * (32 / load) * (32 / load) + 1e-13)
        }
    }

    @Test("Two short waits at once lose what expm1 says, each to its own precision")
    func shortDecay() {
        for exponent in 0...60 {
            let y = 0.5 * exp2(-Double(exponent))
            let lost = ShortDecay.lost(SIMD2(y, y / 3))
            #expect(isClose(lost[0], -expm1(-y), relative: 2e-15))
            #expect(isClose(lost[1], -expm1(-y / 3), relative: 2e-15))
        }
        #expect(ShortDecay.lost(.zero) == .zero)
    }

    @Test("The search by strides finds what a step by step search with the exact formula finds")
    func exactMinimum() throws {
        var seed: UInt64 = 20_261_201
        func random() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 11) * 0x1p-53
        }
        for _ in 0..<600 {
            let load = exp(log(1e-3) + random() * log(2e6))
            let traffic = try OfferedTraffic(load: load, ahtSeconds: 20 + 600 * random())
            let model = ErlangC(traffic)
            let within = [0, 5, 20, 120, 900][Int(random() * 5)]
            let goals: [StaffingGoal] = [
                .serviceLevel(target: 0.02 + 0.97 * random(), withinSeconds: Double(within)),
                .asa(seconds: exp(-3 + 8 * random())), .waitQuantile(share: 0.5 + 0.49 * random(), seconds: 15),
            ]
            for goal in goals {
                let answer = try model.minimumAgents(goals: [goal])
                #expect(goal.isMet(by: model.measures(of: goal, agents: Double(answer))))
                let isFewest =
                    answer == traffic.fewestStableAgents
                    || !goal.isMet(by: model.measures(of: goal, agents: Double(answer - 1)))
                #expect(isFewest, "\(goal) at load \(load)")
            }
            let all = try goals.map { try model.minimumAgents(goals: [$0]) }.max()
            #expect(try model.minimumAgents(goals: goals) == all)
        }
    }
}
