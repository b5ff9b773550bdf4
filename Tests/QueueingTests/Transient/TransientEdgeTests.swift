import Testing

@testable import Queueing

@Suite("Through the day: edges") struct TransientEdgeTests {
    private func day(
        contacts: [Double], agents: [Int], patience: Double? = 120, target: Double = 20, seconds: Double = 900
    ) throws -> DayCase {
        try DayCase(
            name: "edge", contacts: contacts, agents: agents, intervalSeconds: seconds, ahtSeconds: 240,
            patienceSeconds: patience, targetSeconds: target)
    }

    @Test("No contacts: no service level, nobody waits", arguments: StaffDropConvention.allCases)
    func noContacts(convention: StaffDropConvention) throws {
        let result = try TransientDay(day(contacts: [0, 0], agents: [3, 0]), convention: convention).evaluate()
        #expect(result.serviceLevel == nil)
        #expect(result.meanWaitSeconds == nil)
        #expect(result.abandoned == 0)
        #expect(result.intervals[0].probabilityOfWait == 0)
        #expect(result.intervals[1].probabilityOfWait == 1)
        #expect(result.intervals[1].occupancy == nil)
    }

    @Test("Nobody works and customers give up: all who end their wait have given up")
    func nobodyWorks() throws {
        let result = try TransientDay(day(contacts: [40, 0], agents: [0, 0])).evaluate()
        #expect(result.serviceLevel == 0)
        #expect(isClose(try #require(result.abandonment), 1, relative: 1e-9))
        #expect(isClose(try #require(result.meanWaitSeconds), 120, relative: 1e-9))
        // M/M/∞ with rate θ: the queue at the end of the first interval.
        let load = 40.0 / 900 * 120
        #expect(isClose(result.intervals[0].queueAtEnd, load * (1 - 0.00055308437014783), relative: 1e-9))
    }

    @Test("Nobody works and nobody gives up: the queue grows by the arrivals and waits have no end")
    func nobodyEver() throws {
        let result = try TransientDay(day(contacts: [40, 30], agents: [0, 0], patience: nil)).evaluate()
        #expect(isClose(result.intervals[1].queueAtEnd, 70, relative: 1e-10))
        #expect(isClose(result.intervals[0].meanQueue, 20, relative: 1e-10))
        #expect(result.meanWaitSeconds == .infinity)
        #expect(result.serviceLevel == 0)
    }

    @Test("Agents who come later answer those who waited at the door")
    func lateOpening() throws {
        let result = try TransientDay(day(contacts: [20, 0, 0], agents: [0, 30, 30], patience: nil)).evaluate()
        // Without arrivals after it, all start at once when the agents come, with at most 30 of them waiting.
        let wait = try #require(result.meanWaitSeconds)
        #expect(wait > 450 && wait < 460)
    }

    @Test("T = 0: in time is who does not wait")
    func targetZero() throws {
        let result = try TransientDay(day(contacts: [50, 60, 40], agents: [15, 12, 16], target: 0)).evaluate()
        for interval in result.intervals {
            #expect(isClose(try #require(interval.serviceLevel), 1 - interval.probabilityOfWait, relative: 1e-9))
        }
    }

    @Test("The longer T, the higher the service level; beyond the day nearly all answered are in time")
    func longTarget() throws {
        var last = 0.0
        for target in [0.0, 5, 20, 100, 900, 3000] {
            let result = try TransientDay(day(contacts: [50, 80, 40], agents: [12, 14, 12], target: target)).evaluate()
            let level = try #require(result.serviceLevel)
            #expect(target <= 100 ? level > last : level >= last)
            last = level
            if target == 3000 {
                #expect(isClose(level, 1 - (try #require(result.abandonment)), relative: 1e-6))
            }
        }
    }

    @Test("Overload without abandonment is solved while it can be, with a growing window")
    func overload() throws {
        let result = try TransientDay(day(contacts: [200, 200, 200], agents: [20, 20, 20], patience: nil)).evaluate()
        // The fluid queue grows by arrivals less capacity.
        let fluid = 3 * (200 - 20 * 900.0 / 240)
        let last = try #require(result.intervals.last)
        #expect(abs(last.queueAtEnd - fluid) < 0.1 * fluid)
        #expect(isClose(last.meanBusyAgents, 20, relative: 1e-9))
        #expect(result.lostProbability < 1e-9)
    }

    @Test("A queue that outgrows all bounds is refused with the interval")
    func tooMany() throws {
        let day = try day(contacts: [10, 5e6], agents: [5, 5], patience: nil)
        do {
            _ = try TransientDay(day).evaluate()
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.description.contains("edge, interval 1: the number of contacts in the system cannot be"))
            #expect(error.hint?.contains("add agents") == true)
        }
    }

    @Test("A day of one interval")
    func oneInterval() throws {
        let result = try TransientDay(day(contacts: [60], agents: [18])).evaluate()
        #expect(result.intervals.count == 1)
        #expect(result.serviceLevel == result.intervals[0].serviceLevel)
    }

    @Test("A thousand agents")
    func large() throws {
        let day = try DayCase(
            name: "large", contacts: [3000], agents: [1010], intervalSeconds: 900, ahtSeconds: 300,
            patienceSeconds: 200, targetSeconds: 20)
        let result = try TransientDay(day).evaluate()
        let level = try #require(result.serviceLevel)
        // From empty, 950 Erlang after three handle times: hardly anybody waits yet.
        #expect(level > 0.999)
        #expect(result.lostProbability < 1e-10)
    }

    @Test(
        "Bad values are refused with what, value and place",
        arguments: [
            (-1.0, 240.0, 5, "edge, interval 1: the volume cannot be -1.0"),
            (.nan, 240, 5, "edge, interval 1: the volume cannot be nan"),
            (.infinity, 240, 5, "edge, interval 1: the volume cannot be inf"),
            (10, 0, 5, "edge, interval 1: the average handle time in seconds cannot be 0.0"),
            (10, 240, -1, "edge, interval 1: the number of agents cannot be -1"),
        ])
    func badInterval(contacts: Double, aht: Double, agents: Int, message: String) {
        let error = #expect(throws: QueueingError.self) {
            _ = try DayCase(
                name: "edge",
                intervals: [
                    DayCase.Interval(seconds: 900, contacts: 10, ahtSeconds: 240, agents: 5),
                    DayCase.Interval(seconds: 900, contacts: contacts, ahtSeconds: aht, agents: agents),
                ], patienceSeconds: nil, targetSeconds: 20)
        }
        #expect(error?.description == message)
        #expect(error?.hint != nil)
    }

    @Test("A bad day is refused")
    func badDay() throws {
        #expect(throws: QueueingError.self) { try day(contacts: [], agents: []) }
        #expect(throws: QueueingError.self) { try day(contacts: [1, 2], agents: [1]) }
        #expect(throws: QueueingError.self) { try day(contacts: [1], agents: [1], patience: 0) }
        #expect(throws: QueueingError.self) { try day(contacts: [1], agents: [1], target: -1) }
        #expect(throws: QueueingError.self) { try day(contacts: [1], agents: [1], seconds: 0) }
        #expect(throws: QueueingError.self) { try day(contacts: [1], agents: [1]).staffed([1, 2]) }
    }

    @Test("Offered load: constant rates are their load, before the start as well; bad input is refused")
    func offeredLoad() throws {
        for law in [HandleTimeLaw.exponential, .deterministic, .lognormal(coefficientOfVariation: 0.7)] {
            let curve = try OfferedLoadCurve(contacts: [30, 30], intervalSeconds: 900, ahtSeconds: 300, law: law)
            for time in [-10.0, 0, 100, 900, 1800] {
                #expect(isClose(curve.load(atSeconds: time), 10, relative: 1e-12))
            }
            #expect(curve.load(atSeconds: 1e6) < 1e-6)
            #expect(curve.pointwiseLoad(atSeconds: 1801) == 0)
            #expect(isClose(curve.peakLoad(ofInterval: 1), 10, relative: 1e-12))
        }
        #expect(throws: QueueingError.self) {
            try OfferedLoadCurve(contacts: [], intervalSeconds: 900, ahtSeconds: 300)
        }
        #expect(throws: QueueingError.self) {
            try OfferedLoadCurve(contacts: [-1], intervalSeconds: 900, ahtSeconds: 300)
        }
        #expect(throws: QueueingError.self) {
            try OfferedLoadCurve(
                contacts: [1], intervalSeconds: 900, ahtSeconds: 300, law: .lognormal(coefficientOfVariation: 0))
        }
    }
}
