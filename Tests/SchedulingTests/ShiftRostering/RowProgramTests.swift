import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Cheapest row of an employee")
struct RowProgramTests {
    private static func cost(_ row: [UInt8], _ prices: [Int32], _ width: Int) -> Int {
        row.enumerated().reduce(0) { $0 + Int(prices[$1.offset * width + Int($1.element)]) }
    }

    @Test(arguments: 1...30)
    func `equals the best of all lawful rows`(seed: Int) {
        let instance = ShiftRosteringCases.random(UInt64(seed), days: 7)
        let problem = CompiledShiftRostering(instance)
        var random = RandomStream(seed: UInt64(seed), unit: 9)
        let width = problem.types + 1
        let prices = (0..<7 * width).map { _ in Int32(random.next() % 41) - 20 }
        var program = RowProgram(problem)
        let found = program.solve(employee: 0, window: program.wholeHorizon(0), prices: prices)
        let best = ShiftRosteringCases.lawful(0, of: instance).map { Self.cost($0, prices, width) }.min()
        #expect(found?.cost == best)
        if let found {
            #expect(RowRules.isLawful(found.cells[...], employee: 0, problem: problem))
            #expect(Self.cost(found.cells, prices, width) == found.cost)
        }
    }

    @Test(arguments: 1...40)
    func `a window equals the best of all rows that agree outside it`(seed: Int) throws {
        // Two weeks, the second free; or the first free; the other comes from a lawful row of the whole.
        var instance = ShiftRosteringCases.random(UInt64(seed), days: 14)
        instance.employees[0].minimumMinutes = 480
        instance.employees[0].maximumWeekends = 2
        let problem = CompiledShiftRostering(instance)
        var random = RandomStream(seed: UInt64(seed), unit: 10)
        let width = problem.types + 1
        let prices = (0..<14 * width).map { _ in Int32(random.next() % 41) - 20 }
        var program = RowProgram(problem)
        guard let whole = program.solve(employee: 0, window: program.wholeHorizon(0), prices: prices) else { return }
        let others = (0..<14 * width).map { _ in Int32(random.next() % 41) - 20 }
        let first = seed % 2 == 0 ? 0 : 7
        let window = program.window(0, whole.cells[...], first: first, end: first + 7)
        let solved = program.solve(employee: 0, window: window, prices: others)
        let found = try #require(solved)
        let best = ShiftRosteringCases.rows(days: 7, types: problem.types).compactMap { part -> Int? in
            var row = whole.cells
            row.replaceSubrange(first..<first + 7, with: part)
            guard RowRules.isLawful(row[...], employee: 0, problem: problem) else { return nil }
            return (0..<7).reduce(0) { $0 + Int(others[(first + $1) * width + Int(part[$1])]) }
        }.min()
        #expect(found.cost == best)
    }

    @Test(arguments: [1, 2, 3])
    func `the first row of a long horizon, made in pieces, is lawful`(seed: Int) throws {
        var random = RandomStream(seed: UInt64(seed))
        let days = 112
        let employee = ShiftRosteringInstance.Employee(
            id: "A", maximumShifts: [days, 20], maximumMinutes: 66 * 480, minimumMinutes: 64 * 480,
            maximumConsecutiveShifts: 5, minimumConsecutiveShifts: 2, minimumConsecutiveDaysOff: 2, maximumWeekends: 8,
            daysOff: Set((0..<8).map { _ in Int(random.next() % UInt64(days)) }))
        let problem = CompiledShiftRostering(
            ShiftRosteringInstance(
                days: days,
                shiftTypes: [.init(id: "E", minutes: 480), .init(id: "L", minutes: 480, forbiddenNext: [0])],
                employees: [employee]))
        let state = ShiftRosterState(problem, cells: [UInt8](repeating: 0, count: days))
        var program = RowProgram(problem)
        var prices = [Int32](repeating: 0, count: days * 3)
        let built = FirstRow.build(0, state: state, program: &program, prices: &prices)
        let row = try #require(built)
        #expect(RowRules.isLawful(row[...], employee: 0, problem: problem))
    }
}
