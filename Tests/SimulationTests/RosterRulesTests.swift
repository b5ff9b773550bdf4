import ContactCenter
import Simulation
import Testing

/// The rules of a roster's day, one by one.
@Suite struct RosterRulesTests {
    static func queue(
        _ name: String, _ service: Channel.Service = .immediate, contacts: [Double], aht: Double = 240,
        patience: Double? = nil, target: Double = 20, concurrency: Int = 1, priority: Int = 0,
        isInterruptible: Bool = false
    ) -> SimulationCase.Queue {
        SimulationCase.Queue(
            name: name, service: service, contactsPerInterval: contacts,
            ahtSeconds: Array(repeating: aht, count: contacts.count), patienceSeconds: patience, targetSeconds: target,
            concurrency: concurrency, priority: priority, isInterruptible: isInterruptible)
    }

    static func run(
        _ queues: [SimulationCase.Queue], _ groups: [SimulationCase.Group], replications: Int = 20,
        availability: Double = 1
    ) throws -> SimulationResult {
        let source = SimulationCase(
            intervalSeconds: 1800, queues: queues, groups: groups,
            intervalsPerDay: queues[0].contactsPerInterval.count, availability: availability)
        return try Simulator(source).run(replications: replications, seed: 17, threads: 2)
    }

    @Test func contactsOfTheNightWaitForTheOpeningWhenNobodyGivesUp() throws {
        let result = try RosterRulesTests.run(
            [RosterRulesTests.queue("email", .deferrable, contacts: [10, 10, 10, 0], target: 1800)],
            [SimulationCase.Group(name: "team", queues: [0], agents: [0, 0, 0, 20])])
        let queue = result.queues[0]
        #expect(queue.total.contacts.answered == queue.total.contacts.offered)
        #expect(queue.intervals[2].backlog == queue.total.contacts.offered)
        // Those of the first two half hours are more than half an hour old at the opening.
        #expect(queue.intervals[0].measures.contacts.answeredWithin == 0)
        #expect(queue.intervals[1].measures.contacts.answeredWithin == 0)
        #expect(queue.intervals[2].measures.contacts.answeredWithin > 0)
        let asa = try #require(queue.intervals[0].measures.asaSeconds?.value)
        #expect(asa > 3600 && asa < 5400 + 3600)
        #expect(queue.intervals[0].occupancy == nil)
        #expect(result.groups[0].occupancy[0] == nil)
    }

    @Test func callersLeftAtTheClosingGiveUp() throws {
        let result = try RosterRulesTests.run(
            [RosterRulesTests.queue("voice", contacts: [60, 0, 0, 0], patience: 300)],
            [SimulationCase.Group(name: "team", queues: [0], agents: [4, 0, 0, 0])])
        let contacts = result.queues[0].total.contacts
        #expect(contacts.abandoned > 10)
        #expect(abs(contacts.answered + contacts.abandoned - contacts.offered) < 1e-9)
        // Who is on a call at the closing finishes it.
        #expect(result.groups[0].busySeconds[1] > 0)
        #expect(result.groups[0].agentsOnDuty[1] == 0)
    }

    @Test func workWhoseTimeIsNotUpAtTheEndIsNeitherGoodNorBad() throws {
        let result = try RosterRulesTests.run(
            [RosterRulesTests.queue("email", .deferrable, contacts: [8, 8, 8, 8], target: 3600)],
            [SimulationCase.Group(name: "team", queues: [0], agents: [0, 0, 0, 0])])
        let queue = result.queues[0]
        for (interval, isUndecided) in zip(queue.intervals, [false, false, true, true]) {
            let contacts = interval.measures.contacts
            #expect(contacts.stillWaiting == contacts.offered)
            #expect(contacts.undecided == (isUndecided ? contacts.offered : 0))
            #expect(interval.measures.serviceLevel?.value == (isUndecided ? nil : 0))
        }
        #expect(queue.total.serviceLevel?.value == 0)
        #expect(queue.total.waiting?.value == 1)
        #expect(queue.total.asaSeconds == nil)
    }

    @Test func agentsInPartsAreOnAverageAsMany() throws {
        let replications = 400
        let result = try RosterRulesTests.run(
            [RosterRulesTests.queue("voice", contacts: [1, 1, 1])],
            [SimulationCase.Group(name: "team", queues: [0], agents: [5.5, 5.5, 2])], replications: replications,
            availability: 0.8)
        let error = 0.5 / Double(replications).squareRoot()
        for (agents, expected) in zip(result.groups[0].agentsOnDuty, [4.4, 4.4, 1.6]) {
            #expect(abs(agents - expected) < 4 * error)
        }
        // A level roster is a level number of heads within a replication, so both intervals are the same.
        #expect(result.groups[0].agentsOnDuty[0] == result.groups[0].agentsOnDuty[1])
    }

    @Test func aVoiceQueueDoesNotFeelWorkThatIsLaidAside() throws {
        let contacts = Array(repeating: 30.0, count: 8)
        let voice = RosterRulesTests.queue("voice", contacts: contacts, patience: 180)
        func email(_ isInterruptible: Bool) -> SimulationCase.Queue {
            RosterRulesTests.queue(
                "email", .deferrable, contacts: Array(repeating: 6, count: 8), aht: 600,
                isInterruptible: isInterruptible)
        }
        let agents = Array(repeating: 6.0, count: 8)
        let team = SimulationCase.Group(name: "team", queues: [0, 1], agents: agents)
        let alone = try RosterRulesTests.run(
            [voice], [SimulationCase.Group(name: "team", queues: [0], agents: agents)])
        let beside = try RosterRulesTests.run([voice, email(true)], [team])
        let held = try RosterRulesTests.run([voice, email(false)], [team])
        #expect(alone.queues[0].intervals.map(\.measures) == beside.queues[0].intervals.map(\.measures))
        #expect(held.queues[0].total.contacts.answeredWithin < alone.queues[0].total.contacts.answeredWithin)
        #expect(beside.queues[1].total.contacts.answered == beside.queues[1].total.contacts.offered)
    }

    @Test func chatsHaveAsManyPlacesAsAgentsTimesConcurrency() throws {
        // Ten places: Erlang A with ten servers, 200 chats an hour of 180 s, patience 300 s (exact values).
        let hours = Array(repeating: 100.0, count: 24)
        let agents = Array(repeating: 5.0, count: 24)
        let result = try RosterRulesTests.run(
            [
                RosterRulesTests.queue(
                    "chat", .concurrent, contacts: hours, aht: 180, patience: 300, concurrency: 2)
            ],
            [SimulationCase.Group(name: "team", queues: [0], agents: agents)], replications: 60)
        // Past the first hour the empty start is forgotten.
        let later = result.queues[0].intervals[2...].map(\.measures.contacts)
        let offered = later.map(\.offered).reduce(0, +)
        #expect(abs(later.map(\.abandoned).reduce(0, +) / offered - 0.10943799955850192) < 0.006)
        #expect(abs(later.map(\.answeredWithin).reduce(0, +) / offered - 0.51681016864026894) < 0.02)
        #expect(abs(later.map(\.waited).reduce(0, +) / offered - 0.59943331802813818) < 0.02)
    }

    @Test func anAgentOnACallTakesNoChatAndAnAgentOnChatsNoCall() throws {
        // One agent, calls and chats without end: one call, or up to three chats, at a time.
        let contacts = Array(repeating: 200.0, count: 4)
        let result = try RosterRulesTests.run(
            [
                RosterRulesTests.queue("voice", contacts: contacts, patience: 60, priority: 1),
                RosterRulesTests.queue(
                    "chat", .concurrent, contacts: contacts, patience: 60, concurrency: 3, priority: 1),
            ],
            [SimulationCase.Group(name: "one", queues: [0, 1], agents: [1, 1, 1, 1])])
        let busy = result.groups[0].busySeconds.reduce(result.groups[0].overtimeSeconds, +)
        let voice = result.queues[0].total.contacts.handleSeconds
        let chat = result.queues[1].total.contacts.handleSeconds
        #expect(busy > voice + chat / 3)
        #expect(busy < voice + chat)
        #expect(busy < 4.5 * 1800)
    }

    @Test func deferrableWorkComesAfterEverythingACustomerWaitsFor() throws {
        // The e-mails have the better priority number, and still get only what the calls leave: nothing.
        let result = try RosterRulesTests.run(
            [
                RosterRulesTests.queue("email", .deferrable, contacts: [50, 0, 0], priority: 0),
                RosterRulesTests.queue("voice", contacts: [200, 200, 200], priority: 9),
            ],
            [SimulationCase.Group(name: "team", queues: [0, 1], agents: [5, 5, 5])])
        #expect(result.queues[0].intervals[2].backlog > 40)
        #expect(result.queues[0].total.contacts.answered == result.queues[0].total.contacts.offered)
    }

    @Test func moreAgentsNeverMakeAnyIntervalWait() throws {
        // First come, first served with the same customers: every single wait falls with the number of agents.
        let contacts = [20.0, 30, 40, 30, 20, 10]
        var before: SimulationResult?
        for agents in 4...9 {
            let result = try RosterRulesTests.run(
                [RosterRulesTests.queue("voice", contacts: contacts)],
                [
                    SimulationCase.Group(
                        name: "team", queues: [0], agents: Array(repeating: Double(agents), count: 6))
                ], replications: 5)
            if let before {
                for (few, many) in zip(before.queues[0].intervals, result.queues[0].intervals) {
                    #expect(many.measures.contacts.answeredWithin >= few.measures.contacts.answeredWithin)
                    #expect(
                        many.measures.contacts.waitAnsweredSeconds
                            <= few.measures.contacts.waitAnsweredSeconds * (1 + 1e-12))
                }
            }
            before = result
        }
    }
}
