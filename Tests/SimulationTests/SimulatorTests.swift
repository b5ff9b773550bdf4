import ContactCenter
import Synchronization
import Testing

@testable import Simulation

@Suite struct SimulatorTests {
    /// Voice, chat and e-mail on two groups over two days of eight hours with a closed night between.
    static func centre(agents: Double = 6, availability: Double = 0.9) -> SimulationCase {
        let open = (0..<96).map { (16..<32).contains($0 % 48) }
        func demand(_ contacts: Double) -> [Double] { open.map { $0 ? contacts : 0 } }
        let always = Array(repeating: 4.0, count: 96)
        let aht = Array(repeating: 300.0, count: 96)
        return SimulationCase(
            intervalSeconds: 1800,
            queues: [
                SimulationCase.Queue(
                    name: "voice", contactsPerInterval: demand(40), ahtSeconds: aht, patienceSeconds: 120),
                SimulationCase.Queue(
                    name: "chat", service: .concurrent, contactsPerInterval: demand(20), ahtSeconds: aht,
                    handleTimeVariation: 0.8, isExponential: false, patienceSeconds: 200, targetSeconds: 60,
                    concurrency: 2),
                SimulationCase.Queue(
                    name: "email", service: .deferrable, contactsPerInterval: always, ahtSeconds: aht,
                    targetSeconds: 14_400, isInterruptible: true),
            ],
            groups: [
                SimulationCase.Group(name: "all", queues: [0, 1, 2], agents: open.map { $0 ? agents + 0.6 : 0 }),
                SimulationCase.Group(name: "voice only", queues: [0], agents: open.map { $0 ? 3.3 : 0 }),
            ],
            dayFactorVariation: 0.1, intervalsPerDay: 48, availability: availability)
    }

    @Test(arguments: [2, 3, 8])
    func theResultIsTheSameAtAnyNumberOfThreads(threads: Int) throws {
        let simulator = try Simulator(SimulatorTests.centre())
        let alone = simulator.run(replications: 21, seed: 11, threads: 1)
        let together = simulator.run(replications: 21, seed: 11, threads: threads)
        #expect(alone == together)
        #expect(alone.replications == 21)
        #expect(alone != simulator.run(replications: 21, seed: 12, threads: threads))
    }

    @Test func everyContactIsAnsweredAbandonedOrStillWaiting() throws {
        let result = try Simulator(SimulatorTests.centre(agents: 4)).run(replications: 9, seed: 3, threads: 2)
        for queue in result.queues {
            for interval in queue.intervals {
                let contacts = interval.measures.contacts
                let outcomes = contacts.answered + contacts.abandoned + contacts.stillWaiting
                #expect(abs(contacts.offered - outcomes) < 1e-9)
                #expect(contacts.answeredWithin <= contacts.answered)
                #expect(contacts.undecided <= contacts.stillWaiting)
            }
            let sum = queue.intervals.map(\.measures.contacts.offered).reduce(0, +)
            #expect(abs(sum - queue.total.contacts.offered) < 1e-9 * sum)
        }
        #expect(result.queues[0].total.contacts.abandoned > 0)
        #expect(result.queues[2].total.contacts.stillWaiting > 0)
        let all = result.queues.map(\.total.contacts.offered).reduce(0, +)
        #expect(abs(all - result.total.contacts.offered) < 1e-9 * all)
    }

    @Test func busyTimeIsTheHandleTimeOfWhatWasStarted() throws {
        var source = SimulatorTests.centre()
        // One contact at a time, so that agent time and handle time are the same.
        source.queues[1].concurrency = 1
        // The last interval's agents stay until all work laid aside is done.
        for group in source.groups.indices { source.groups[group].agents[95] = 5 }
        let result = try Simulator(source).run(replications: 5, seed: 2, threads: 2)
        let handled = result.queues.map(\.total.contacts.handleSeconds).reduce(0, +)
        let busy = result.groups.map { $0.busySeconds.reduce($0.overtimeSeconds, +) }.reduce(0, +)
        #expect(result.queues.allSatisfy { $0.total.contacts.stillWaiting == 0 })
        #expect(abs(busy - handled) < 1e-9 * handled)
        #expect(handled > 100_000)
    }

    @Test func meanHandleTimeAndDemandAreThoseOfTheCase() throws {
        let source = SimulatorTests.centre(agents: 9)
        let result = try Simulator(source).run(replications: 60, seed: 8, threads: 2)
        for (queue, facts) in zip(result.queues, source.queues) {
            let expected = facts.contactsPerInterval.reduce(0, +)
            let half = try #require(queue.total.offered.halfWidth95)
            #expect(abs(queue.total.offered.value - expected) < 2 * half)
            let started = queue.total.contacts.offered - queue.total.contacts.abandoned
            let aht = queue.total.contacts.handleSeconds / (started - queue.total.contacts.stillWaiting)
            #expect(abs(aht - 300) < 300 * 4 / (started * 60).squareRoot() + 0.5)
        }
    }

    @Test func twoRostersUnderOneSeedMeetTheSameCustomers() throws {
        let few = try Simulator(SimulatorTests.centre(agents: 4)).run(replications: 4, seed: 1)
        let many = try Simulator(SimulatorTests.centre(agents: 9)).run(replications: 4, seed: 1)
        for (a, b) in zip(few.queues, many.queues) {
            #expect(a.intervals.map(\.measures.contacts.offered) == b.intervals.map(\.measures.contacts.offered))
        }
        #expect(few.queues[0].total.contacts.answeredWithin < many.queues[0].total.contacts.answeredWithin)
    }

    @Test func aStoppedRunReportsTheReplicationsItFinished() throws {
        let simulator = try Simulator(SimulatorTests.centre())
        let none = simulator.run(replications: 10, seed: 1, threads: 2) { true }
        #expect(none.replications == 0)
        #expect(none.total.contacts.offered == 0)
        #expect(none.total.serviceLevel == nil)
        #expect(none.queues[0].intervals.allSatisfy { $0.occupancy == nil && $0.serviceLevelLower80 == nil })
        // 96 intervals a replication, asked once each: the fourth replication is cut short.
        let asked = Mutex(0)
        let some = simulator.run(replications: 10, seed: 1) {
            asked.withLock {
                $0 += 1
                return $0 > 300
            }
        }
        #expect(some.replications == 3)
        let whole = simulator.run(replications: 3, seed: 1)
        #expect(abs(some.total.contacts.offered - whole.total.contacts.offered) < 1e-9 * whole.total.contacts.offered)
    }

    @Test func bandsHoldTheMiddleFourFifthsOfTheReplications() throws {
        let simulator = try Simulator(SimulatorTests.centre())
        let result = simulator.run(replications: 40, seed: 4, threads: 2)
        let interval = result.queues[0].intervals[24]
        let lower = try #require(interval.serviceLevelLower80)
        let upper = try #require(interval.serviceLevelUpper80)
        let level = try #require(interval.measures.serviceLevel?.value)
        #expect(lower < level && level < upper)
        // By hand: the same interval of every single replication.
        var own: [Double] = []
        var replication = Replication(try CompiledCase(SimulatorTests.centre()))
        for number in 0..<40 {
            #expect(replication.run(seed: 4, replication: number) { false })
            let cell = replication.counts.cells[24]
            if cell.offered > 0 { own.append(cell.within / cell.offered) }
        }
        own.sort()
        #expect(abs(lower - (own[3] + 0.9 * (own[4] - own[3]))) < 1e-6)
        #expect(abs(upper - (own[35] + 0.1 * (own[36] - own[35]))) < 1e-6)
    }
}
