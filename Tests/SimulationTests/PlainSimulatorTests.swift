import ContactCenter
import NumericalMethods
import Testing

@testable import Simulation

@Suite struct PlainSimulatorTests {
    /// A centre of up to four queues and groups, with every rule in it somewhere.
    static func randomCase(_ seed: UInt64, agentSlots: Int = 1) -> SimulationCase {
        var random = RandomStream(seed: seed, unit: 99)
        func pick<Value>(_ values: [Value]) -> Value { values[random.index(below: values.count)] }
        let intervals = 8
        let queues = (0..<1 + random.index(below: 4)).map { index in
            let service = pick([Channel.Service.immediate, .immediate, .concurrent, .deferrable])
            return SimulationCase.Queue(
                name: "queue \(index)", service: service,
                contactsPerInterval: (0..<intervals).map { _ in pick([0, 2, 5, 9]) },
                ahtSeconds: (0..<intervals).map { _ in pick([120.0, 240, 400]) },
                handleTimeVariation: pick([0.5, 1.3]), isExponential: pick([true, false]),
                patienceSeconds: pick([nil, 60, 300]), targetSeconds: pick([0, 20, 900]), concurrency: pick([1, 2, 4]),
                priority: random.index(below: 3), isInterruptible: pick([true, false]))
        }
        let groups = (0..<1 + random.index(below: 4)).map { index in
            var eligibility: [SimulationCase.Eligibility] = []
            for queue in queues.indices where random.uniform() < 0.7 {
                eligibility.append(
                    SimulationCase.Eligibility(
                        queue: queue, preference: random.index(below: 2),
                        availableAfterWaitSeconds: pick([0, 0, 20, 90]), ahtSeconds: pick([nil, nil, 180])))
            }
            return SimulationCase.Group(
                name: "group \(index)", eligibility: eligibility,
                agents: (0..<intervals * agentSlots).map { _ in pick([0, 0.4, 1, 2.5, 4]) })
        }
        return SimulationCase(
            intervalSeconds: 900, queues: queues, groups: groups, dayFactorVariation: pick([0, 0.3]),
            intervalsPerDay: pick([3, 4, 8]), availability: pick([1, 0.9]),
            agentSlotsPerInterval: agentSlots)
    }

    @Test(arguments: 1...120 as ClosedRange<UInt64>)
    func theEngineDoesToEveryContactWhatThePlainSimulatorDoes(seed: UInt64) throws {
        try expectTheSame(PlainSimulatorTests.randomCase(seed), seed: seed)
    }

    // 900 s in seven parts: the ends of slots are no whole numbers.
    @Test(arguments: 201...280 as ClosedRange<UInt64>, [3, 7])
    func theyAgreeWhenStaffingChangesWithinTheInterval(seed: UInt64, agentSlots: Int) throws {
        try expectTheSame(PlainSimulatorTests.randomCase(seed, agentSlots: agentSlots), seed: seed)
    }

    private func expectTheSame(_ source: SimulationCase, seed: UInt64) throws {
        var replication = Replication(try CompiledCase(source))
        for number in 0..<2 {
            #expect(replication.run(seed: seed, replication: number) { false })
            var plain = try PlainSimulator(source, seed: seed, replication: number)
            plain.run()
            #expect(plain.overlooked == 0, "an idle agent beside a waiting contact")
            compare(replication.counts, plain)
        }
    }

    private func compare(_ counts: ReplicationCounts, _ plain: PlainSimulator) {
        let source = plain.source
        for (queue, facts) in source.queues.enumerated() {
            for interval in 0..<source.intervalCount {
                let cell = counts.cells[queue * source.intervalCount + interval]
                let own = plain.contacts.filter { $0.queue == queue && $0.arrival.interval == interval }
                let answered = own.filter { $0.state == .answered }
                let abandoned = own.filter { $0.state == .abandoned }
                let left = own.filter { $0.state == .waiting }
                let place = "\(facts.name), interval \(interval)"
                #expect(cell.offered == Double(own.count), "\(place)")
                #expect(cell.answered == Double(answered.count), "\(place)")
                #expect(cell.abandoned == Double(abandoned.count), "\(place)")
                #expect(cell.stillWaiting == Double(left.count), "\(place)")
                #expect(cell.within == Double(answered.count { $0.wait <= facts.targetSeconds }), "\(place)")
                #expect(cell.backlog == plain.backlog[queue][interval], "\(place)")
                expectClose(cell.waitAnswered, answered.map(\.wait).reduce(0, +), place)
                expectClose(cell.waitAbandoned, abandoned.map(\.wait).reduce(0, +), place)
                expectClose(cell.handle, own.map(\.handle).reduce(0, +), place)
                #expect(own.allSatisfy { $0.state != .inService }, "\(place)")
            }
        }
        for group in source.groups.indices {
            for interval in 0..<source.intervalCount {
                expectClose(
                    counts.busySeconds[group * source.intervalCount + interval], plain.busySeconds[group][interval],
                    "\(source.groups[group].name), interval \(interval)")
                expectClose(
                    counts.agentsOnDuty[group * source.intervalCount + interval] * Double(source.intervalSeconds),
                    plain.scheduledSeconds[group][interval],
                    "roster of \(source.groups[group].name), interval \(interval)")
            }
            expectClose(
                counts.overtimeSeconds[group], plain.busySeconds[group][source.intervalCount],
                "\(source.groups[group].name) after the last interval")
        }
    }

    private func expectClose(_ a: Double, _ b: Double, _ place: String) {
        #expect(abs(a - b) <= 1e-6 * max(1, abs(b)), "\(place): \(a), plainly \(b)")
    }

    @Test func theRandomCasesReachEveryOutcome() throws {
        var sum = CellCounts()
        var chats = 0.0
        var interruptions = 0
        for seed in 1...120 as ClosedRange<UInt64> {
            let source = PlainSimulatorTests.randomCase(seed)
            var replication = Replication(try CompiledCase(source))
            #expect(replication.run(seed: seed, replication: 0) { false })
            for cell in replication.counts.cells { sum += cell }
            if source.queues.contains(where: { $0.service == .concurrent }) { chats += 1 }
            if source.queues.contains(where: { $0.service == .deferrable && $0.isInterruptible }) { interruptions += 1 }
        }
        #expect(sum.answered > 1000)
        #expect(sum.abandoned > 500)
        #expect(sum.stillWaiting > 100)
        #expect(sum.undecided > 10)
        #expect(chats > 30)
        #expect(interruptions > 15)
    }
}
