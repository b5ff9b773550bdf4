import ContactCenter
import Testing

@testable import Scheduling

@Suite("Validator of whole-shift rosters")
struct ShiftRosterValidatorTests {
    /// Two weeks, two shift types, one employee with every kind of limit.
    private static let instance = ShiftRosteringInstance(
        days: 14,
        shiftTypes: [
            .init(id: "E", minutes: 480), .init(id: "L", minutes: 600, forbiddenNext: [0]),
        ],
        employees: [
            .init(
                id: "A", maximumShifts: [8, 2], maximumMinutes: 4000, minimumMinutes: 1000, maximumConsecutiveShifts: 4,
                minimumConsecutiveShifts: 2, minimumConsecutiveDaysOff: 2, maximumWeekends: 1, daysOff: [13])
        ],
        requests: [
            .init(employee: 0, day: 0, shift: 0, weight: 3, isWanted: true),
            .init(employee: 0, day: 1, shift: 1, weight: 5, isWanted: false),
        ],
        cover: [.init(day: 0, shift: 0, required: 2, weightUnder: 100, weightOver: 1)])

    /// One letter a day: `-` off, `E`, `L`.
    private static func roster(_ row: String) -> ShiftAssignment {
        ShiftAssignment(days: 14, cells: row.map { $0 == "-" ? 0 : $0 == "E" ? 1 : 2 })
    }

    @Test(arguments: [
        ("EEE--EEL------", nil),
        // Runs at the ends may be short.
        ("E--EEE--------", nil),
        ("EEEEE---------", "5 shifts in a row, at most 4"),
        ("EEE--E--------", "1 shifts in a row, at least 2"),
        ("EEE-EE--------", "1 days off in a row, at least 2"),
        ("E---LLE-------", "shift 'E' may not follow 'L'"),
        ("-----EE---EELE", "works on a day off"),
        ("-----EE----EE-", "2 weekends, at most 1"),
        ("LL---LL-------", "4 shifts 'L', at most 2"),
        ("EEEE--EEEE--E-", "4320 minutes, at most 4000"),
        ("EE------------", "960 minutes, at least 1000"),
    ])
    func `each rule is judged`(row: String, message: String?) {
        let found = ShiftRosterValidator.violations(of: Self.roster(row), in: Self.instance).map(\.message)
        if let message { #expect(found.contains(message)) } else { #expect(found.isEmpty) }
    }

    @Test func `the objective is the sum of wishes and cover`() {
        // The wanted early shift is missed (3) or not, the unwanted late one is worked (5), cover lacks 2 or 1.
        #expect(ShiftRosterValidator.score(of: Self.roster("--------------"), in: Self.instance).total == 3 + 200)
        #expect(ShiftRosterValidator.score(of: Self.roster("EL------------"), in: Self.instance).total == 5 + 100)
    }

    @Test(arguments: 1...40)
    func `the search's own look at a row agrees`(seed: Int) {
        let instance = ShiftRosteringCases.random(UInt64(seed), days: 7)
        let problem = CompiledShiftRostering(instance)
        let lawful = Set(ShiftRosteringCases.lawful(0, of: instance))
        for row in ShiftRosteringCases.rows(days: 7, types: min(2, problem.types)) {
            #expect(RowRules.isLawful(row[...], employee: 0, problem: problem) == lawful.contains(row))
        }
    }
}
