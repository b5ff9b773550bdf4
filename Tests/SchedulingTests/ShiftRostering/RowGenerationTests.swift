import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Column generation over whole rows, without a solver")
struct RowGenerationTests {
    /// All employees free on all days, with one lawful row each; `nil` when an employee has none.
    private static func generation(_ instance: ShiftRosteringInstance, threads: Int = 1) -> RowGeneration? {
        let problem = CompiledShiftRostering(instance)
        let program = RowProgram(problem)
        let employees = Array(instance.employees.indices)
        var generation = RowGeneration(
            problem, employees: employees, days: 0..<problem.days,
            windows: employees.map { program.wholeHorizon($0) },
            fixedHeads: [Int](repeating: 0, count: problem.days * problem.types), threads: threads)
        for employee in employees {
            guard let row = ShiftRosteringCases.lawful(employee, of: instance).first else { return nil }
            generation.add(row, position: employee)
        }
        return generation
    }

    /// Cheapest combination of two employees' lawful rows.
    private static func optimum(_ instance: ShiftRosteringInstance) -> Int {
        let problem = CompiledShiftRostering(instance)
        let rows = instance.employees.indices.map { ShiftRosteringCases.lawful($0, of: instance) }
        var best = Int.max
        for one in rows[0] { for two in rows[1] { best = min(best, problem.cost(of: one + two)) } }
        return best
    }

    @Test(arguments: 1...12)
    func `the bound is certified and a dive is lawful`(seed: Int) throws {
        let instance = ShiftRosteringCases.random(UInt64(seed), days: 5, employees: 2)
        guard var generation = Self.generation(instance) else { return }
        let optimum = Self.optimum(instance)
        generation.generate(rounds: 100, gap: 0.1)
        let bound = try #require(generation.lowerBound)
        #expect(bound <= optimum)
        // The mix is a relaxation over known rows: it lies between its own dual value and, at the end, the optimum.
        #expect(generation.mix.dualValue <= generation.mix.value + 1e-6)
        #expect(generation.mix.value <= Double(optimum) + 0.2)
        #expect(generation.mix.value >= Double(bound) - 1)
        var random = RandomStream(seed: UInt64(seed))
        let found = generation.dive(threshold: 0.75, wait: 6, cap: 2, cutoff: .max, random: &random)
        let rows = try #require(found)
        let problem = CompiledShiftRostering(instance)
        for (employee, row) in rows.enumerated() {
            #expect(RowRules.isLawful(row[...], employee: employee, problem: problem))
        }
        #expect(problem.cost(of: rows.flatMap { $0 }) >= optimum)
    }

    @Test func `rows and bound do not depend on the number of threads`() throws {
        var instance = ShiftRosteringCases.random(8, days: 7, employees: 5)
        for index in instance.employees.indices { instance.employees[index].minimumMinutes = 0 }
        let results = [1, 2, 3].compactMap { threads -> ([[UInt8]], Int?)? in
            var generation = Self.generation(instance, threads: threads)
            generation?.generate(rounds: 20, gap: 0.1)
            return generation.map { ($0.mix.rows.flatMap { $0.map(\.cells) }, $0.lowerBound) }
        }
        #expect(results.count == 3)
        #expect(results.allSatisfy { $0.0 == results[0].0 && $0.1 == results[0].1 })
    }

    @Test(arguments: 1...30)
    func `a row that pays for its limits is lawful and its bound holds`(seed: Int) {
        let instance = ShiftRosteringCases.random(UInt64(seed), days: 7)
        let problem = CompiledShiftRostering(instance)
        let width = problem.types + 1
        var random = RandomStream(seed: UInt64(seed), unit: 11)
        var pricing = LawfulRow(problem)
        var limits = LawfulRow.LimitPrices(problem)
        let window = RowProgram(problem).wholeHorizon(0)
        let lawful = ShiftRosteringCases.lawful(0, of: instance)
        // Multipliers move from call to call; the bound must hold whatever they are.
        for _ in 0..<6 {
            let prices = (0..<7 * width).map { _ in Int32(random.next() % 41) - 20 }
            var scratch = prices
            let outcome = pricing.find(
                employee: 0, window: window, limits: &limits, isThorough: false, prices: &scratch)
            let best = lawful.map { row in
                row.enumerated().reduce(0) { $0 + Int(prices[$1.offset * width + Int($1.element)]) }
            }.min()
            if let bound = outcome.bound, let best { #expect(bound <= best) }
            if let row = outcome.row {
                #expect(RowRules.isLawful(row.cells[...], employee: 0, problem: problem))
                #expect(row.cost >= best ?? .max)
            }
        }
    }

    @Test(arguments: 1...40)
    func `weekends that are paid for: the cheapest row at that price`(seed: Int) {
        var instance = ShiftRosteringCases.random(UInt64(seed), days: 7)
        let price = Int32(seed % 7)
        let weekends = instance.employees[0].maximumWeekends
        let problem = CompiledShiftRostering(instance)
        let width = problem.types + 1
        var random = RandomStream(seed: UInt64(seed), unit: 12)
        let prices = (0..<7 * width).map { _ in Int32(random.next() % 41) - 20 }
        var program = RowProgram(problem)
        var window = program.wholeHorizon(0)
        window.weekendPrice = price
        let found = program.solve(employee: 0, window: window, prices: prices)
        // Brute force: one weekend, so a limit of one never binds.
        instance.employees[0].maximumWeekends = max(1, weekends)
        guard weekends > 0 else { return }
        let best = ShiftRosteringCases.lawful(0, of: instance).map { row in
            row.enumerated().reduce(0) { $0 + Int(prices[$1.offset * width + Int($1.element)]) }
                + (row[5] > 0 || row[6] > 0 ? Int(price) : 0)
        }.min()
        #expect(found?.cost == best)
    }
}

@Suite("Whether an employee has any lawful row")
struct RowExistenceTests {
    @Test(arguments: 1...120)
    func `agrees with all rows tried`(seed: Int) {
        var instance = ShiftRosteringCases.random(UInt64(seed), days: 7)
        // Tight: few minutes to choose from and few shifts of each type.
        let longest = instance.shiftTypes.map(\.minutes).max() ?? 480
        instance.employees[0].minimumMinutes = (2 + seed % 4) * longest
        instance.employees[0].maximumMinutes = (2 + seed % 4) * longest + 120
        instance.employees[0].maximumShifts = instance.shiftTypes.indices.map { 1 + (seed / ($0 + 1)) % 3 }
        let problem = CompiledShiftRostering(instance)
        let lawful = Set(ShiftRosteringCases.lawful(0, of: instance))
        var existence = RowExistence(problem, employee: 0)
        switch existence.search() {
        case .row(let row): #expect(lawful.contains(row))
        case .none: #expect(lawful.isEmpty)
        case .unknown: Issue.record("gave up on a week")
        }
    }

    @Test(arguments: [1, 2])
    func `finds the one pattern that half a year leaves`(seed: Int) throws {
        // Minutes, weekends and both types are exact: an unlucky order of days would miss it.
        var random = RandomStream(seed: UInt64(seed))
        let days = 182
        var employee = ShiftRosteringInstance.Employee(
            id: "A", maximumShifts: [65, 52], maximumMinutes: 117 * 480, minimumMinutes: 117 * 480,
            maximumConsecutiveShifts: 5, minimumConsecutiveShifts: 2, minimumConsecutiveDaysOff: 2, maximumWeekends: 13)
        employee.daysOff = Set((0..<6).map { _ in Int(random.next() % UInt64(days)) })
        let problem = CompiledShiftRostering(
            ShiftRosteringInstance(
                days: days,
                shiftTypes: [.init(id: "E", minutes: 480), .init(id: "L", minutes: 480, forbiddenNext: [0])],
                employees: [employee]))
        var existence = RowExistence(problem, employee: 0)
        guard case .row(let row) = existence.search() else {
            Issue.record("no row found")
            return
        }
        #expect(RowRules.isLawful(row[...], employee: 0, problem: problem))
    }
}
