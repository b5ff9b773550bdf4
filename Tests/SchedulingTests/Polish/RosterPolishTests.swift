import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Polish", .enabled(if: Reference.constraintSolver != nil, Reference.needsConstraintSolver))
struct RosterPolishTests {
    static func polish(
        _ instance: RosteringInstance, from roster: Roster, rounds: Int, threads: Int = 1,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws -> RosterPolish.Result {
        try RosterPolish(
            instance, options: .init(rounds: rounds, seed: 3, threads: threads, workPerNeighbourhood: 0.03),
            library: #require(Reference.constraintSolver)
        ).run(from: roster, shouldStop: shouldStop)
    }

    @Test(arguments: UInt64(20)..<22)
    func `no roster comes out worse, and most come out better`(seed: UInt64) throws {
        let (instance, compiled, cells) = try NeighbourhoodModelTests.start(seed: seed, withRules: seed % 2 == 0)
        let before = RosterSearch.roster(of: cells, in: compiled)
        let result = try Self.polish(instance, from: before, rounds: 2)
        let cost = RosterChecker.score(of: before, in: instance).costTotal
        let after = RosterChecker.score(of: result.roster, in: instance).costTotal
        #expect(result.costAfter == after)
        let brokenBefore = RosterChecker.violations(of: before, in: instance)
        let brokenAfter = RosterChecker.violations(of: result.roster, in: instance)
        #expect(
            brokenAfter.count < brokenBefore.count
                || (after <= cost && Set(brokenAfter).isSubset(of: Set(brokenBefore))))
        #expect(result.gains == 0 || result.roster != before)
    }

    @Test
    func `the same seed and rounds give the same roster at any number of threads`() throws {
        let (instance, compiled, cells) = try NeighbourhoodModelTests.start(seed: 31, withRules: true)
        let before = RosterSearch.roster(of: cells, in: compiled)
        let one = try Self.polish(instance, from: before, rounds: 2)
        #expect(try Self.polish(instance, from: before, rounds: 2, threads: 2) == one)
        #expect(one.neighbourhoods == 4)
    }

    @Test
    func `a polish that is asked to stop gives back what it was given`() throws {
        let (instance, compiled, cells) = try NeighbourhoodModelTests.start(seed: 32, withRules: false)
        let before = RosterSearch.roster(of: cells, in: compiled)
        let result = try Self.polish(instance, from: before, rounds: 1000, shouldStop: { true })
        #expect(result.wasStopped)
        #expect(result.roster == before && result.neighbourhoods == 0)
    }

    @Test
    func `a shift that the folder does not know is refused`() throws {
        let instance = Instances.plain()
        let stranger = Shift(
            agent: "nobody", kind: "k", start: LocalTime(date: Instances.start, minuteOfDay: 480), breaks: [])
        #expect(throws: SchedulingError.self) {
            try Self.polish(instance, from: Roster(shifts: [stranger]), rounds: 1)
        }
    }

    /// Three agents who work 4 of 7 days each: apart when they should be together, two in a seat, nobody at noon.
    @Test
    func `rules about several agents that a roster breaks are mended`() throws {
        var instance = Instances.plain(agents: 3, required: 1)
        func roster(_ starts: [(agent: Int, day: Int, minute: Int)]) -> Roster {
            Roster(
                shifts: starts.map {
                    Shift(
                        agent: "a\($0.agent)", kind: "k",
                        start: LocalTime(date: Instances.start + $0.day, minuteOfDay: $0.minute), breaks: [])
                })
        }
        let given = roster(
            (0..<4).map { (0, $0, 480) } + (0..<4).map { (1, $0 + 2, 960) } + (0..<4).map { (2, $0 + 3, 480) })
        #expect(RosterChecker.violations(of: given, in: instance).isEmpty)
        let rules: [RosterRule] = [
            RosterRule(id: "pair", term: .pairing(agents: ["a0", "a1"], together: true)),
            RosterRule(id: "one", term: .seats(most: 1)),
            RosterRule(
                id: "cover", term: .minimumCover(skill: "sales", heads: 1, weekdays: [], span: 720..<780)),
        ]
        for rule in rules {
            instance.ruleBook = [rule]
            #expect(!RosterChecker.violations(of: given, in: instance).isEmpty)
            let result = try Self.polish(instance, from: given, rounds: 0)
            #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty, "\(rule.id)")
        }
    }
}
