import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Every row of a small week")
struct RuleBruteForceTests {
    /// One agent with two starts a day, random requirements, records and rules.
    static func instance(_ seed: UInt64, withRules: Bool) -> RosteringInstance {
        var random = RandomStream(seed: seed, unit: 21)
        var instance = ConflictTests.base()
        instance.requirements = [
            (0..<168).map { $0 % 24 >= 8 && $0 % 24 < 20 ? random.index(below: 3) : 0 }
        ]
        instance.rules.minimumRestMinutes = [660, 900][random.index(below: 2)]
        instance.contracts[0].weeklyPaidMinutes = 480...1200
        for day in 0..<7 {
            switch random.index(below: 6) {
            case 0:
                instance.availability.append(
                    Availability(
                        agent: "a0", date: Instances.start + day, span: 0..<1440, kind: .leave, creditMinutes: 240))
            case 1:
                instance.availability.append(
                    Availability(
                        agent: "a0", date: Instances.start + day, span: 900..<1440, kind: .avoid,
                        weight: 1 + random.index(below: 9)))
            default: break
            }
        }
        guard withRules else { return instance }
        let rules: [RosterRule] = [
            RosterRule(id: "two", term: .daysInRow(least: 2, most: 3)),
            RosterRule(id: "pairs", term: .daysOffInRow(least: 2, most: nil), level: .soft, weight: 6),
            RosterRule(id: "spread", term: .startSpread(most: 120), level: .soft, weight: 1),
            RosterRule(id: "late", term: .day(DayRequest(weekdays: [0, 3], within: 0..<900))),
            RosterRule(id: "month", term: .workingDays(.weeks(2), least: nil, most: 7)),
            RosterRule(id: "rest", term: .weeklyRest(least: 2400)),
            RosterRule(id: "fair", term: .fairness(.weekends), level: .soft, weight: 4),
            RosterRule(id: "roll", term: .workingDays(.rolling(days: 4), least: nil, most: 2)),
        ]
        instance.ruleBook = rules.filter { _ in random.index(below: 2) == 0 }
        if random.index(below: 2) == 0 {
            instance.before = Instances.before(instance, days: 2 + random.index(below: 8), seed: seed)
        }
        instance.history = [RosterHistory(agent: "a0", measure: "weekends", count: random.index(below: 3))]
        return instance
    }

    /// The cells of every row: off, early or late on each of seven days.
    static let rows: [[Cell]] = (0..<2187).map { code in
        var rest = code
        return (0..<7).map { _ in
            defer { rest /= 3 }
            return rest % 3 == 2 ? .off : Cell(option: Int32(rest % 3), breaks: 0)
        }
    }

    @Test(arguments: UInt64(0)..<8)
    func `the search finds the cheapest lawful row, rules of a rule book included`(seed: UInt64) throws {
        let instance = Self.instance(seed, withRules: true)
        let compiled = try CompiledInstance(instance)
        var cheapest: Double?
        for row in Self.rows {
            let roster = RosterSearch.roster(of: row, in: compiled)
            guard RosterChecker.violations(of: roster, in: instance).isEmpty else { continue }
            let cost = RosterChecker.score(of: roster, in: instance).costTotal
            cheapest = min(cheapest ?? cost, cost)
        }
        let result = try RosterSearchTests.search(instance, iterations: 4000, seed: seed)
        let isLawful = RosterChecker.violations(of: result.roster, in: instance).isEmpty
        guard let cheapest else {
            #expect(!isLawful)
            return
        }
        #expect(isLawful)
        #expect(abs(RosterChecker.score(of: result.roster, in: instance).costTotal - cheapest) < 1e-6)
    }

    @Test(
        .enabled(if: Reference.hasJudge, "needs WFM_REFERENCE with peers/scheduling/check_roster.py, and python3"),
        arguments: UInt64(30)..<34)
    func `search, checker and reference judge agree on rows of the folder's rules`(seed: UInt64) throws {
        let instance = Self.instance(seed, withRules: false)
        let compiled = try CompiledInstance(instance)
        var random = RandomStream(seed: seed, unit: 4)
        for _ in 0..<4 {
            let row = Self.rows[random.index(below: Self.rows.count)]
            let verdict = try ReferenceJudgeTests.compare(RosterSearch.roster(of: row, in: compiled), instance)
            let constraints = AgentConstraints(compiled, agent: 0)
            if verdict.violations == 0 {
                #expect(constraints.feasibility(of: constraints.list, in: 0..<7) == .feasible)
            }
        }
    }
}
