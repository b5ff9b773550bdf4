import Foundation
import Testing

@testable import Queueing

@Suite("Deferred work") struct DeferredWorkTests {
    struct Case: Decodable {
        var name: String
        var intervalSeconds: Double
        var ahtSeconds: Double
        var arrivals: [Double]
        var open: [Int]

        enum CodingKeys: String, CodingKey {
            case name, arrivals, open
            case intervalSeconds = "interval_s"
            case ahtSeconds = "aht_s"
        }
    }

    private func work(_ row: OracleRow) throws -> DeferredWork {
        let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
        let data = try Data(contentsOf: folder.appendingPathComponent("deferred_cases.json"))
        let cases = try JSONDecoder().decode([Case].self, from: data)
        let found = try #require(cases.first { $0.name == row.cells["case"] })
        return try DeferredWork(
            workSeconds: found.arrivals.map { $0 * found.ahtSeconds }, isOpen: found.open.map { $0 == 1 },
            intervalSeconds: found.intervalSeconds, deadlineIntervals: Int(row.number("deadline_intervals")))
    }

    @Test("Least constant capacity to 1e-12", arguments: OracleTable.rows("deferred_least_capacity.csv"))
    func leastCapacity(row: OracleRow) throws {
        let least = try #require(try work(row).leastCapacity())
        #expect(isClose(least.agents, try row.number("least_constant_agents"), relative: 1e-12))
        #expect(RequirementBuilder.wholeAgents(least.agents) == (try row.number("whole_agents")))
    }

    @Test("Levelled work peaks at the least capacity", arguments: OracleTable.rows("deferred_least_capacity.csv"))
    func peak(row: OracleRow) throws {
        let work = try work(row)
        let levelling = work.levelled()
        #expect(zip(levelling.outcomes, work.workSeconds).allSatisfy { $0 == .inTime || $1 == 0 })
        let peak = try #require(levelling.agents.max())
        #expect(isClose(peak, try row.number("least_constant_agents"), relative: 1e-12))
        expectLawful(levelling, of: work)
    }

    /// Nothing is done before it arrives, after its deadline, or while closed; everything is done.
    private func expectLawful(_ levelling: DeferredWork.Levelling, of work: DeferredWork) {
        var done = 0.0
        var arrived = 0.0
        let total = work.workSeconds.reduce(0, +)
        for index in work.workSeconds.indices {
            arrived += work.workSeconds[index]
            if !work.isOpen[index] { #expect(levelling.agents[index] == 0) }
            done += levelling.agents[index] * work.lengthSeconds[index]
            #expect(done <= arrived + 1e-9 * total)
            let due = work.workSeconds.indices.filter { work.lastInterval[$0] <= index }.map { work.workSeconds[$0] }
            #expect(done >= due.reduce(0, +) - 1e-9 * total)
        }
        #expect(isClose(done, total, relative: 1e-12))
    }

    @Test("No lawful shift of work between two intervals makes the day more level")
    func levelledIsMostLevel() throws {
        let work = try DeferredWork(
            workSeconds: [10, 400, 20, 0, 900, 300, 0, 0, 50, 700, 10, 10], isOpen: Array(repeating: true, count: 12),
            intervalSeconds: 100, deadlineIntervals: 3)
        let levelling = work.levelled()
        expectLawful(levelling, of: work)
        let before = levelling.agents.reduce(0) { $0 + $1 * $1 }
        var lawful = 0
        for from in 0..<12 {
            for to in 0..<12 where to != from && levelling.agents[from] > 0.01 {
                var shifted = levelling
                shifted.agents[from] -= 0.01
                shifted.agents[to] += 0.01
                guard isLawful(shifted, of: work) else { continue }
                lawful += 1
                #expect(shifted.agents.reduce(0) { $0 + $1 * $1 } >= before, "\(from) to \(to)")
            }
        }
        #expect(lawful > 10)
    }

    private func isLawful(_ levelling: DeferredWork.Levelling, of work: DeferredWork) -> Bool {
        var done = 0.0
        for index in work.workSeconds.indices {
            done += levelling.agents[index] * work.lengthSeconds[index]
            let arrived = work.workSeconds[...index].reduce(0, +)
            let due = work.workSeconds.indices.filter { work.lastInterval[$0] <= index }.map { work.workSeconds[$0] }
            if done > arrived + 1e-9 || done < due.reduce(0, +) - 1e-9 { return false }
        }
        return true
    }

    @Test("Work whose window is closed is late in the next open interval; after the last it is left over")
    func closedWindows() throws {
        let work = try DeferredWork(
            workSeconds: [100, 200, 300, 0, 400, 500], isOpen: [true, false, false, true, true, false],
            intervalSeconds: 100, deadlineIntervals: 1)
        let levelling = work.levelled()
        #expect(levelling.outcomes == [.inTime, .late, .inTime, .inTime, .inTime, .leftOver])
        #expect(levelling.agents == [1, 0, 0, 5, 4, 0])
        #expect(work.leastCapacity() == nil)
    }

    @Test("With no open interval everything is left over, with no work nobody is needed")
    func nothing() throws {
        let closed = try DeferredWork(
            workSeconds: [10, 20], isOpen: [false, false], intervalSeconds: 60, deadlineIntervals: 5)
        #expect(closed.levelled().outcomes == [.leftOver, .leftOver])
        #expect(closed.levelled().agents == [0, 0])
        let idle = try DeferredWork(
            workSeconds: [0, 0], isOpen: [true, true], intervalSeconds: 60, deadlineIntervals: 0)
        #expect(idle.leastCapacity()?.agents == 0)
        #expect(idle.levelled().agents == [0, 0])
        let none = try DeferredWork(workSeconds: [], isOpen: [], intervalSeconds: 60, deadlineIntervals: 0)
        #expect(none.levelled().agents.isEmpty)
        #expect(none.leastCapacity()?.agents == 0)
    }

    @Test("The example of the documentation")
    func example() throws {
        let day = try DeferredWork(
            workSeconds: [3600, 7200, 0, 0], isOpen: [true, true, true, true], intervalSeconds: 3600,
            deadlineIntervals: 1)
        #expect(day.leastCapacity()?.agents == 1)
    }

    @Test("Negative work, a length of zero and lists of different lengths are refused")
    func badInput() {
        #expect(throws: QueueingError.self) {
            try DeferredWork(workSeconds: [-1], isOpen: [true], intervalSeconds: 60, deadlineIntervals: 0)
        }
        #expect(throws: QueueingError.self) {
            try DeferredWork(workSeconds: [1], isOpen: [true], intervalSeconds: 0, deadlineIntervals: 0)
        }
        #expect(throws: QueueingError.self) {
            try DeferredWork(workSeconds: [1], isOpen: [true, true], intervalSeconds: 60, deadlineIntervals: 0)
        }
        #expect(throws: QueueingError.self) {
            try DeferredWork(workSeconds: [1], isOpen: [true], intervalSeconds: 60, deadlineIntervals: -1)
        }
    }
}
