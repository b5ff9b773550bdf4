import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Conflicts explained")
struct ConflictTests {
    /// One agent, a week, 4-hour shifts at 8:00 or 16:00, exactly 16 paid hours in at most five days.
    static func base(days: Int = 7) -> RosteringInstance {
        var instance = Instances.plain()
        instance.days = days
        instance.requirements = [[Int](repeating: 0, count: days * 24)]
        instance.shiftKinds = [
            ShiftKind(
                name: "k", presenceMinutes: 240, paidMinutes: 240, starts: 480...960, startStepMinutes: 480, breaks: [])
        ]
        return instance
    }

    private static func away(
        _ day: Int, _ kind: Availability.Kind = .unavailable, credit: Int = 0, span: Range<Int> = 0..<1440
    ) -> Availability {
        Availability(agent: "a0", date: Instances.start + day, span: span, kind: kind, creditMinutes: credit)
    }

    private static func rule(_ id: String, _ term: RuleTerm) -> RosterRule { RosterRule(id: id, term: term) }

    struct Planted: CustomTestStringConvertible, Sendable {
        var name: String
        /// Rules of the minimal set, in order.
        var rules: [String]
        /// Part of the mend of one of them.
        var mend: String
        var change: @Sendable (inout RosteringInstance) -> Void
        var testDescription: String { name }
    }

    static let planted: [Planted] = [
        Planted(
            name: "away all week", rules: ["H7"] + Array(repeating: "availability", count: 4),
            mend: "lower the least from 960 to 720 min"
        ) {
            $0.availability = (0..<4).map { away($0) }
        },
        Planted(
            name: "leave without credit",
            rules: ["H7", "availability", "availability", "availability", "availability"],
            mend: "credit it with 240 min instead of 0"
        ) {
            $0.availability = (1..<5).map { away($0, .leave) }
        },
        Planted(name: "credit beyond the week", rules: ["H7", "availability"], mend: "credit at most 960 min") {
            $0.availability = [away(1, .leave, credit: 1000)]
        },
        Planted(
            name: "two credits beyond the week", rules: ["H7", "availability", "availability"],
            mend: "credit at most 360 min"
        ) {
            $0.availability = [away(1, .leave, credit: 600), away(2, .leave, credit: 600)]
        },
        Planted(name: "too few days", rules: ["H7", "H8"], mend: "raise the most from 3 to 4") {
            $0.contracts[0].maximumDaysPerWeek = 3
        },
        Planted(name: "band between sums", rules: ["H7", "H7"], mend: "raise the most from 950 to 960 min") {
            $0.contracts[0].weeklyPaidMinutes = 900...950
        },
        Planted(name: "rest of two days", rules: ["H7", "H4"], mend: "lower the least from 3000 to") {
            $0.rules.minimumRestMinutes = 3000
        },
        Planted(
            name: "runs of one day and three days away", rules: ["H7", "H5", "availability"],
            mend: "raise the most from 1 to 2"
        ) {
            $0.rules.maximumConsecutiveDays = 1
            $0.availability = [away(0)]
        },
        Planted(name: "no free weekend left", rules: ["H9", "w"], mend: "lower the free weekends from 1 to 0") {
            $0 = base(days: 28)
            $0.contracts[0].weeklyPaidMinutes = 0...2400
            $0.ruleBook = [rule("w", .day(DayRequest(weekdays: [5], mustWork: true)))]
        },
        Planted(name: "lock on leave", rules: ["lock", "availability"], mend: "move or drop it") {
            $0.ruleBook = [
                rule("lock", .day(DayRequest(dates: Instances.start + 2...Instances.start + 2, mustWork: true)))
            ]
            $0.availability = [away(2)]
        },
        Planted(name: "lock at a start that does not exist", rules: ["lock"], mend: "let 2026-03-04 be free of it") {
            $0.ruleBook = [
                rule(
                    "lock",
                    .day(
                        DayRequest(dates: Instances.start + 2...Instances.start + 2, mustWork: true, starts: 500...510))
                )
            ]
        },
        Planted(
            name: "locks against rest", rules: ["H4", "late", "early"], mend: "lower the least from 1000 to 720 min"
        ) {
            $0.rules.minimumRestMinutes = 1000
            $0.ruleBook = [
                rule(
                    "late",
                    .day(
                        DayRequest(dates: Instances.start + 1...Instances.start + 1, mustWork: true, starts: 960...960))
                ),
                rule(
                    "early",
                    .day(
                        DayRequest(dates: Instances.start + 2...Instances.start + 2, mustWork: true, starts: 480...480))
                ),
            ]
        },
        Planted(name: "weekly hours of a rule", rules: ["H7", "cap"], mend: "raise the most from 900 to 960 min") {
            $0.ruleBook = [rule("cap", .hours(.weeks(1), least: nil, most: 900, withCredits: false))]
        },
        Planted(name: "rolling days", rules: ["H7", "roll"], mend: "raise the most from 1 to 2") {
            $0.ruleBook = [rule("roll", .workingDays(.rolling(days: 3), least: nil, most: 1))]
        },
        Planted(name: "days of a rule", rules: ["H7", "cap"], mend: "raise the most from 2 to 4") {
            $0.ruleBook = [rule("cap", .workingDays(.weeks(1), least: nil, most: 2))]
        },
        Planted(name: "daily hours", rules: ["H7", "day"], mend: "raise the most from 200 to 240 min") {
            $0.ruleBook = [rule("day", .dailyHours(most: 200))]
        },
        Planted(name: "off on too many weekdays", rules: ["H7", "off"], mend: "be free of it") {
            $0.ruleBook = [rule("off", .day(DayRequest(weekdays: [0, 1, 2, 3], mustBeOff: true)))]
        },
        Planted(name: "rotation too thin", rules: ["H7", "rota"], mend: "lower the least from 960 to 480 min") {
            $0.ruleBook = [rule("rota", .rotation([["k"], [], []], from: Instances.start + 1))]
        },
        Planted(name: "long weekly rest", rules: ["H7", "wr", "next"], mend: "lower the least") {
            $0.days = 14
            $0.requirements = [[Int](repeating: 0, count: 14 * 24)]
            $0.ruleBook = [
                rule("wr", .weeklyRest(least: 6100)),
                rule("next", .day(DayRequest(dates: Instances.start + 7...Instances.start + 7, mustWork: true))),
            ]
        },
        Planted(name: "kinds forbidden", rules: ["H7", "kinds"], mend: "lower the least from 960 to 0 min") {
            $0.ruleBook = [
                rule("kinds", .breakTime(shiftsOver: 60, count: 1, minutes: 30, latestStart: nil, isPaid: nil))
            ]
        },
    ]

    @Test(arguments: planted)
    func `a planted conflict is explained by a minimal set`(_ planted: Planted) throws {
        var instance = Self.base()
        planted.change(&instance)
        var explanation = try ConflictExplanation(instance)
        let found = explanation.conflicts()
        let first = try #require(found.first)
        #expect(first.agent == "a0")
        #expect(first.causes.map(\.rule).sorted() == planted.rules.sorted(), "\(first)")
        #expect(first.causes.contains { $0.mend.contains(planted.mend) }, "\(first)")
        #expect(explanation.undecided.isEmpty)
        // Minimal: without any one cause the others can be kept.
        let constraints = AgentConstraints(try CompiledInstance(instance), agent: 0)
        let core = ConflictCore.minimal(constraints.list) {
            constraints.feasibility(of: $0, in: 0..<instance.days) == .feasible
        }
        for index in core.indices {
            var fewer = core
            fewer.remove(at: index)
            #expect(constraints.feasibility(of: fewer, in: 0..<instance.days) == .feasible)
        }
        #expect(constraints.feasibility(of: core, in: 0..<instance.days) != .feasible)
        // And the search agrees that there is no roster.
        let result = try RosterSearchTests.search(instance, iterations: 200)
        #expect(!result.unrosterable.isEmpty || !RosterChecker.violations(of: result.roster, in: instance).isEmpty)
    }

    @Test func `a lawful instance has no conflict`() throws {
        var explanation = try ConflictExplanation(Self.base())
        #expect(explanation.conflicts().isEmpty)
    }

    @Test(arguments: UInt64(0)..<14)
    func `the row search finds a row exactly when one exists`(seed: UInt64) throws {
        var random = RandomStream(seed: seed, unit: 3)
        var instance = Self.base()
        instance.rules.minimumRestMinutes = [660, 780, 1300][random.index(below: 3)]
        instance.rules.maximumConsecutiveDays = 1 + random.index(below: 4)
        instance.contracts[0].weeklyPaidMinutes = 240 * (2 + random.index(below: 3))...1200
        for day in 0..<7 where random.index(below: 3) == 0 {
            instance.availability.append(
                Self.away(
                    day, random.index(below: 2) == 0 ? .leave : .unavailable, credit: 240 * random.index(below: 2)))
        }
        let terms: [RuleTerm] = [
            .daysOffInRow(least: 2, most: nil), .startSpread(most: 100), .weeklyRest(least: 2800),
            .workingDays(.rolling(days: 3), least: 1, most: 2), .daysInRow(least: 2, most: nil),
            .day(DayRequest(weekdays: [4, 5], mustWork: true)),
            .hours(.rolling(days: 4), least: nil, most: 500, withCredits: false),
        ]
        instance.ruleBook = terms.enumerated().filter { _ in random.index(below: 3) == 0 }.map {
            Self.rule("r\($0)", $1)
        }
        let compiled = try CompiledInstance(instance)
        // Every row of the week, judged by the checker.
        var exists = false
        for code in 0..<2187 where !exists {
            var rest = code
            let cells = (0..<7).map { _ -> Cell in
                defer { rest /= 3 }
                return rest % 3 == 2 ? .off : Cell(option: Int32(rest % 3), breaks: 0)
            }
            exists =
                RosterChecker.violations(
                    of: RosterSearch.roster(of: cells, in: compiled), in: instance
                ).isEmpty
        }
        let constraints = AgentConstraints(compiled, agent: 0)
        let outcome = constraints.feasibility(of: constraints.list, in: 0..<7)
        #expect((outcome == .feasible) == exists)
    }

    @Test(arguments: UInt64(0)..<20)
    func `QuickXplain gives a minimal conflict of any monotone question`(seed: UInt64) {
        var random = RandomStream(seed: seed, unit: 9)
        // Conflicts are the sets that hold one of a few random sets.
        let cores = (0..<3).map { _ in Set((0..<3).map { _ in random.index(below: 12) }) }
        func isFeasible(_ set: [Int]) -> Bool { !cores.contains { $0.isSubset(of: set) } }
        let core = ConflictCore.minimal(Array(0..<12), isFeasible: isFeasible)
        #expect(!isFeasible(core))
        for member in core { #expect(isFeasible(core.filter { $0 != member })) }
    }

    @Test func `a minimum cover that heads cannot meet names the rule and who is away`() throws {
        var instance = Instances.plain(agents: 3, required: 1)
        instance.ruleBook = [
            Self.rule("cover", .minimumCover(skill: "sales", heads: 3, weekdays: [1], span: 600..<720))
        ]
        instance.availability = [
            Availability(agent: "a1", date: Instances.start + 1, span: 0..<1440, kind: .leave, creditMinutes: 240)
        ]
        var explanation = try ConflictExplanation(instance)
        let conflict = try #require(explanation.conflicts().first)
        #expect(conflict.causes.map(\.rule) == ["cover", "availability"])
        #expect(conflict.causes[0].mend.contains("at most 2"))
        instance.availability = []
        explanation = try ConflictExplanation(instance)
        #expect(explanation.conflicts().isEmpty)
        instance.ruleBook.append(Self.rule("room", .seats(most: 2)))
        explanation = try ConflictExplanation(instance)
        #expect(explanation.conflicts().first?.causes.map(\.rule) == ["cover", "room"])
    }
}
