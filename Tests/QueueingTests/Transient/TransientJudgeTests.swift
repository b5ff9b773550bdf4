import ContactCenter
import Testing

@testable import Queueing

@Suite("Through the day: against plain solutions") struct TransientJudgeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var day: DayCase
        var testDescription: String { name }
    }

    /// Small days with everything that changes: staff, volumes, handle times, lengths; T beyond an interval.
    static let cases: [Case] = {
        func day(
            _ name: String, _ rows: [(Double, Double, Double, Int)], patience: Double?, target: Double, start: Int = 0
        ) -> Case? {
            let day = try? DayCase(
                name: name,
                intervals: rows.map { DayCase.Interval(seconds: $0.0, contacts: $0.1, ahtSeconds: $0.2, agents: $0.3) },
                patienceSeconds: patience, targetSeconds: target, contactsAtStart: start)
            return day.map { Case(name: name, day: $0) }
        }
        return [
            day("drop, rise", [(16, 3, 15, 3), (16, 3, 15, 1), (16, 2, 15, 4)], patience: 12, target: 5),
            day("no abandonment", [(16, 2, 15, 3), (16, 2, 15, 2), (16, 1, 15, 3)], patience: nil, target: 5),
            day("T over two changes", [(10, 2, 15, 2), (6, 1, 15, 1), (10, 1, 15, 3)], patience: 15, target: 10),
            day("drop to nobody", [(14, 2, 12, 3), (8, 1, 12, 0), (14, 2, 12, 2)], patience: 9, target: 4, start: 5),
            day("lengths, handle times", [(10, 1, 10, 2), (18, 2, 20, 2), (14, 0, 15, 1)], patience: 30, target: 6),
        ].compactMap { $0 }
    }()

    @Test("All cases were made")
    func casesAreThere() { #expect(TransientJudgeTests.cases.count == 5) }

    @Test("The fast day is the plain one", arguments: TransientJudgeTests.cases, StaffDropConvention.allCases)
    func plain(test: Case, convention: StaffDropConvention) throws {
        let fast = try TransientDay(test.day, convention: convention).evaluate()
        let plain = PlainDay(day: test.day, convention: convention, depth: 18, step: 0.25).answers()
        for (index, (interval, answer)) in zip(fast.intervals, plain).enumerated() {
            let rate = interval.contacts / interval.seconds
            // Runge–Kutta and Simpson in half seconds, and a fixed depth, are good for about 1e-6.
            #expect(
                isClose(interval.answeredWithin, rate * answer.serviceTime, relative: 0, absolute: 1e-5), "\(index)")
            #expect(
                isClose(interval.probabilityOfWait * interval.seconds, answer.waitTime, relative: 0, absolute: 1e-4),
                "\(index)")
            #expect(
                isClose(interval.meanQueue * interval.seconds, answer.queueTime, relative: 0, absolute: 1e-4),
                "\(index)")
            #expect(
                isClose(interval.meanBusyAgents * interval.seconds, answer.busyTime, relative: 0, absolute: 1e-4),
                "\(index)")
            #expect(isClose(interval.queueAtEnd, answer.queueAtEnd, relative: 0, absolute: 1e-5), "\(index)")
        }
    }

    @Test(
        "Arrivals = served + abandoned + in the system", arguments: ReferenceProfile.all, StaffDropConvention.allCases)
    func conservation(profile: ReferenceProfile, convention: StaffDropConvention) throws {
        let result = try TransientDay(profile.day(), convention: convention).evaluate(waits: false)
        var inSystem = 0.0
        for interval in result.intervals {
            let left = inSystem + interval.contacts - interval.served - interval.abandoned
            inSystem = interval.queueAtEnd + interval.busyAtEnd
            #expect(isClose(left, inSystem, relative: 0, absolute: 1e-8))
        }
    }

    @Test("Waits by arrival and by time add up: every second in the queue is somebody's", arguments: cases)
    func waitsAddUp(test: Case) throws {
        // A long quiet end, so that nobody waits when the day is over.
        var intervals = test.day.intervals
        intervals.append(DayCase.Interval(seconds: 2000, contacts: 0, ahtSeconds: 20, agents: 4))
        let day = try DayCase(
            name: test.name, intervals: intervals, patienceSeconds: test.day.patienceSeconds, targetSeconds: 8)
        let result = try TransientDay(day, convention: .finishCall).evaluate()
        let byTime = result.intervals.reduce(0) { $0 + $1.meanQueue * $1.seconds }
        let byArrival = result.intervals.reduce(0) { $0 + ($1.waitSeconds ?? .nan) }
        #expect(isClose(byArrival, byTime, relative: 1e-9))
        let gaveUp = result.intervals.reduce(0) { $0 + ($1.abandonedOfArrivals ?? .nan) }
        #expect(isClose(gaveUp, result.abandoned, relative: 1e-9, absolute: 1e-12))
    }

    @Test("Constant rates settle in the steady state of Erlang A", arguments: [(300.0, 28), (300, 22), (20, 3)])
    func erlangA(contacts: Double, agents: Int) throws {
        let day = try DayCase(
            name: "constant", contacts: Array(repeating: contacts, count: 8),
            agents: Array(repeating: agents, count: 8),
            intervalSeconds: 3600, ahtSeconds: 300, patienceSeconds: 200, targetSeconds: 20)
        let last = try #require(try TransientDay(day).evaluate().intervals.last)
        let traffic = try OfferedTraffic(contacts: contacts, perSeconds: 3600, ahtSeconds: 300)
        let steady = try ErlangA(traffic, patienceSeconds: 200).evaluate(agents: Double(agents), withinSeconds: 20)
        #expect(isClose(try #require(last.serviceLevel), steady.answeredWithin, relative: 1e-9))
        #expect(isClose(last.probabilityOfWait, steady.probabilityOfWait, relative: 1e-9))
        #expect(isClose(try #require(last.abandonment), steady.abandonment, relative: 1e-8))
        #expect(isClose(try #require(last.meanWaitSeconds), steady.meanWaitSeconds, relative: 1e-8))
        #expect(isClose(last.meanQueue, steady.meanQueue, relative: 1e-9))
        #expect(isClose(try #require(last.occupancy), steady.occupancy, relative: 1e-9))
    }

    @Test("Constant rates settle in the steady state of Erlang C")
    func erlangC() throws {
        let day = try DayCase(
            name: "constant", contacts: Array(repeating: 240, count: 12), agents: Array(repeating: 24, count: 12),
            intervalSeconds: 3600, ahtSeconds: 300, patienceSeconds: nil, targetSeconds: 20)
        let last = try #require(try TransientDay(day).evaluate().intervals.last)
        let steady = try ErlangC(OfferedTraffic(contacts: 240, perSeconds: 3600, ahtSeconds: 300)).evaluate(
            agents: 24, withinSeconds: 20)
        #expect(isClose(try #require(last.serviceLevel), steady.answeredWithin, relative: 1e-9))
        #expect(isClose(last.probabilityOfWait, steady.probabilityOfWait, relative: 1e-9))
        #expect(isClose(try #require(last.meanWaitSeconds), steady.meanWaitSeconds, relative: 1e-8))
    }

    @Test("An interval cut in two is the same day", arguments: cases, StaffDropConvention.allCases)
    func cutInTwo(test: Case, convention: StaffDropConvention) throws {
        var pieces: [DayCase.Interval] = []
        for interval in test.day.intervals {
            for share in [0.3, 0.7] {
                pieces.append(
                    DayCase.Interval(
                        seconds: share * interval.seconds, contacts: share * interval.contacts,
                        ahtSeconds: interval.ahtSeconds, agents: interval.agents))
            }
        }
        let day = try DayCase(
            name: "pieces", intervals: pieces, patienceSeconds: test.day.patienceSeconds,
            targetSeconds: test.day.targetSeconds, contactsAtStart: test.day.contactsAtStart)
        let whole = try TransientDay(test.day, convention: convention).evaluate()
        let cut = try TransientDay(day, convention: convention).evaluate()
        for (index, interval) in whole.intervals.enumerated() {
            let (a, b) = (cut.intervals[2 * index], cut.intervals[2 * index + 1])
            #expect(isClose(a.answeredWithin + b.answeredWithin, interval.answeredWithin, relative: 0, absolute: 1e-8))
            #expect(isClose(a.abandoned + b.abandoned, interval.abandoned, relative: 0, absolute: 1e-9))
            #expect(isClose(b.queueAtEnd, interval.queueAtEnd, relative: 0, absolute: 1e-9))
            let waits = (a.waitSeconds ?? .nan) + (b.waitSeconds ?? .nan)
            #expect(isClose(waits, try #require(interval.waitSeconds), relative: 1e-8, absolute: 1e-8))
        }
    }
}
