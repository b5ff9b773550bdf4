import ContactCenter
import FileFormats
import Foundation
import NumericalMethods
import Tabular
import Testing

@testable import Scheduling

@Suite("Search of whole-shift rosters")
struct ShiftRosterSearchTests {
    /// The best cost over all lawful combinations of two employees' rows, by the validator.
    private static func optimum(_ instance: ShiftRosteringInstance) -> Int? {
        let rows = instance.employees.indices.map { ShiftRosteringCases.lawful($0, of: instance) }
        let problem = CompiledShiftRostering(instance)
        var best: Int?
        for one in rows[0] {
            for two in rows[1] { best = min(best ?? .max, problem.cost(of: one + two)) }
        }
        return best
    }

    @Test(arguments: [3, 7, 11, 15, 19])
    func `finds the optimum of tiny instances, with and without a solver`(seed: Int) throws {
        var instance = ShiftRosteringCases.random(UInt64(seed), days: 5, employees: 2)
        for index in instance.employees.indices { instance.employees[index].minimumMinutes = 0 }
        let optimum = try #require(Self.optimum(instance))
        for library in [nil, Reference.library] {
            let search = try ShiftRosterSearch(instance, options: .init(iterations: 1, library: library))
            let result = search.run()
            #expect(result.cost == optimum)
            #expect(result.lowerBound ?? .min <= optimum)
            #expect(ShiftRosterValidator.violations(of: result.roster, in: instance).isEmpty)
            #expect(ShiftRosterValidator.score(of: result.roster, in: instance).total == result.cost)
        }
    }

    @Test func `the cost that a state keeps equals the validator's after every change`() {
        let instance = ShiftRosteringCases.random(5, days: 14, employees: 4)
        let problem = CompiledShiftRostering(instance)
        var state = ShiftRosterState(problem, cells: [UInt8](repeating: 0, count: 56))
        var random = RandomStream(seed: 3)
        for _ in 0..<200 {
            let part = (0..<3).map { _ in UInt8(random.next() % UInt64(problem.types + 1)) }
            state.put(part, employee: Int(random.next() % 4), first: Int(random.next() % 12))
            let roster = ShiftAssignment(days: 14, cells: state.cells)
            #expect(state.cost == ShiftRosterValidator.score(of: roster, in: instance).total)
        }
    }

    @Test func `the same seed and rounds give the same roster at any number of threads`() throws {
        var instance = ShiftRosteringCases.random(8, days: 14, employees: 5)
        for index in instance.employees.indices { instance.employees[index].minimumMinutes = 0 }
        let rosters = try [1, 2, 3].map { threads in
            try ShiftRosterSearch(
                instance, options: .init(iterations: 2, seed: 2, threads: threads, library: Reference.library)
            ).run().roster
        }
        #expect(rosters[0] == rosters[1])
        #expect(rosters[0] == rosters[2])
    }

    @Test func `an employee without any lawful row is named and left off`() throws {
        var instance = ShiftRosteringCases.random(8, days: 7, employees: 2)
        instance.employees[1].minimumMinutes = 100_000
        instance.employees[1].maximumMinutes = 200_000
        instance.employees[0].minimumMinutes = 0
        let result = try ShiftRosterSearch(instance, options: .init(iterations: 2, library: Reference.library)).run()
        #expect(result.withoutRow == [1])
        #expect(result.roster.cells[7...].allSatisfy { $0 == 0 })
    }
}

extension ShiftRosterSearchTests {
    @Test func `weights that cannot be added up are refused`() {
        var instance = ShiftRosteringCases.random(8, days: 7)
        instance.cover = [.init(day: 0, shift: 0, required: 1, weightUnder: 1_000_000_000, weightOver: 0)]
        #expect(throws: SchedulingError.self) { try ShiftRosterSearch(instance, options: .init()) }
    }
}

/// Data of the public benchmarks, skipped when it is not there.
@Suite("Whole-shift rosters: reference instances", .enabled(if: Reference.hasShiftRostering))
struct ShiftRosterReferenceTests {
    static let folder = Reference.folder.appendingPathComponent("data/scheduling/nrp")

    private static func instance(_ number: Int) throws -> ShiftRosteringInstance {
        try CurtoisQuFile.read(InputBytes.read(folder.appendingPathComponent("Instance\(number).txt").path))
    }

    @Test func `two hand-checked costs of Instance1`() throws {
        let instance = try Self.instance(1)
        var roster = ShiftAssignment(employees: 8, days: 14)
        #expect(ShiftRosterValidator.score(of: roster, in: instance).total == 7137)
        roster[0, 2] = 0
        roster[0, 3] = 0
        #expect(ShiftRosterValidator.score(of: roster, in: instance).total == 6933)
    }

    @Test(arguments: [(1, 607), (3, 1001)])
    func `the best known costs are reached and never undercut`(number: Int, best: Int) throws {
        let instance = try Self.instance(number)
        let result = try ShiftRosterSearch(
            instance, options: .init(iterations: 30, threads: 2, library: Reference.library)
        ).run()
        #expect(ShiftRosterValidator.violations(of: result.roster, in: instance).isEmpty)
        #expect(ShiftRosterValidator.score(of: result.roster, in: instance).total == result.cost)
        #expect(result.cost >= best)
        // Without a solver the search is a heuristic with this many steps.
        if Reference.library != nil { #expect(result.cost == best) }
        #expect(result.lowerBound ?? 0 <= best)
    }
}
