import ContactCenter
import NumericalMethods
import Synchronization
import Testing

@testable import Scheduling

@Suite("Whole-shift rosters: further starts")
struct ShiftRosterRestartTests {
    /// Six employees, none of whom has to work.
    private static func instance(_ seed: UInt64, days: Int) -> ShiftRosteringInstance {
        var instance = ShiftRosteringCases.random(seed, days: days, employees: 6)
        for index in instance.employees.indices { instance.employees[index].minimumMinutes = 0 }
        return instance
    }

    private static func run(_ instance: ShiftRosteringInstance, threads: Int, rounds: Int) throws -> ShiftRosterRun {
        let search = try ShiftRosterSearch(
            instance, options: .init(iterations: rounds, seed: 4, threads: threads, library: nil))
        let problem = search.problem
        let first = RuinAndRecreate.construct(problem, order: Array(0..<problem.employees))
        return ShiftRosterRun(
            search: search, free: Array(0..<problem.employees), cells: first.cells, shouldStop: { false },
            shareOfTimeUsed: nil, secondsLeft: nil, progress: nil)
    }

    @Test func `a start changes the roster under search, keeps rules and never loses the best`() throws {
        let instance = Self.instance(3, days: 7)
        var run = try Self.run(instance, threads: 1, rounds: 4)
        _ = run.improve()
        let found = run.best.cost
        var costs: Set<Int> = []
        for _ in 0..<6 {
            run.startAgain()
            costs.insert(run.cost)
            let roster = ShiftAssignment(days: instance.days, cells: run.cells)
            #expect(ShiftRosterValidator.violations(of: roster, in: instance).isEmpty)
            #expect(ShiftRosterValidator.score(of: roster, in: instance).total == run.cost)
            #expect(run.best.cost <= found)
        }
        #expect(costs.count > 1)
    }

    @Test func `dives are the same at any number of threads and new each time`() throws {
        let instance = Self.instance(3, days: 14)
        let problem = CompiledShiftRostering(instance)
        let program = RowProgram(problem)
        let employees = Array(0..<problem.employees)
        let first = RuinAndRecreate.construct(problem, order: employees)
        var generation = RowGeneration(
            problem, employees: employees, days: 0..<problem.days,
            windows: employees.map { program.wholeHorizon($0) },
            fixedHeads: [Int](repeating: 0, count: problem.days * problem.types), threads: 1)
        for employee in employees {
            let base = employee * problem.days
            generation.add(Array(first.cells[base..<base + problem.days]), position: employee)
        }
        generation.generate(rounds: 100, gap: 0.3)
        let found = [1, 2, 3].map { threads in
            var dives = RosterDives(generation, seed: 5, threads: threads)
            #expect(dives.isFirst)
            let rosters = (0..<3).flatMap { _ in
                dives.next(lanes: 2, cells: first.cells, cutoff: .max / 2) { false }
            }
            #expect(!dives.isFirst)
            return rosters
        }
        #expect(found[0] == found[1])
        #expect(found[0] == found[2])
        #expect(found[0].count == 6)
        #expect(Set(found[0]).count > 1)
        for cells in found[0] {
            let roster = ShiftAssignment(days: problem.days, cells: cells)
            #expect(ShiftRosterValidator.violations(of: roster, in: instance).isEmpty)
        }
    }
}
