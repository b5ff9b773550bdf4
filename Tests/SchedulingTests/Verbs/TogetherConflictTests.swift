import ContactCenter
import Testing

@testable import Scheduling

@Suite("Conflicts of several agents", .enabled(if: Reference.constraintSolver != nil, Reference.needsConstraintSolver))
struct TogetherConflictTests {
    /// Three agents who work exactly four of seven days, four hours at 8:00 or 16:00.
    private static func base(_ rules: [RosterRule]) -> RosteringInstance {
        var instance = ConflictTests.base()
        instance.agents = (0..<3).map { Agent(id: "a\($0)", contract: "c", skills: ["sales"]) }
        instance.ruleBook = rules
        return instance
    }

    private static func explain(_ instance: RosteringInstance) throws -> (
        conflicts: [RosterConflict], isPossible: Bool?
    ) {
        var explanation = try ConflictExplanation(instance, library: Reference.constraintSolver)
        let conflicts = explanation.conflicts()
        return (conflicts, explanation.canBeKeptTogether)
    }

    private static let pair = RosterRule(id: "pair", term: .pairing(agents: ["a0", "a1"], together: true))
    private static let apart = RosterRule(id: "apart", term: .pairing(agents: ["a0", "a1"], together: false))
    /// Two at 8:00 on each of seven days need 14 shifts; three agents have 12.
    private static let cover = RosterRule(
        id: "cover", term: .minimumCover(skill: nil, heads: 2, weekdays: [], span: 480..<540))

    @Test
    func `heads that suffice every day but not over the week are a conflict with the week's hours`() throws {
        let found = try Self.explain(Self.base([Self.cover]))
        #expect(found.isPossible == false)
        let conflict = try #require(found.conflicts.first)
        #expect(found.conflicts.count == 1 && conflict.agent.isEmpty)
        #expect(Set(conflict.causes.map(\.rule)) == ["H7", "cover"])
    }

    @Test
    func `each cause alone can be left out, and then the others can be kept`() throws {
        var instance = Self.base([Self.pair, Self.apart])
        let found = try Self.explain(instance)
        let causes = try #require(found.conflicts.first).causes.map(\.rule)
        #expect(causes.contains("pair") && causes.contains("apart"))
        for rule in [Self.pair, Self.apart] {
            instance.ruleBook = [rule]
            let alone = try Self.explain(instance)
            #expect(alone.conflicts.isEmpty && alone.isPossible == true)
        }
    }

    @Test
    func `leave of one of a pair is no conflict, and three days away of the other's is`() throws {
        var instance = Self.base([Self.pair])
        func away(_ agent: String, _ days: Range<Int>) -> [Availability] {
            days.map {
                Availability(agent: agent, date: Instances.start + $0, span: 0..<1440, kind: .unavailable)
            }
        }
        instance.availability = away("a0", 0..<2) + away("a1", 2..<3)
        #expect(try Self.explain(instance).isPossible == true)
        instance.availability = away("a0", 0..<2) + away("a1", 2..<4)
        let found = try Self.explain(instance)
        let conflict = try #require(found.conflicts.first)
        // Three days are left to work on together, and four are to be worked.
        #expect(Set(conflict.causes.map(\.rule)) == ["H7", "pair", "availability"])
        #expect(conflict.causes.count { $0.rule == "availability" } == 4)
    }

    @Test
    func `without the solver only heads are counted`() throws {
        var explanation = try ConflictExplanation(Self.base([Self.cover]))
        #expect(explanation.conflicts().isEmpty && explanation.canBeKeptTogether == nil)
    }
}
