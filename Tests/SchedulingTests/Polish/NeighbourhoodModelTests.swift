import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Exact neighbourhoods", .enabled(if: Reference.constraintSolver != nil, Reference.needsConstraintSolver))
struct NeighbourhoodModelTests {
    static func solve(
        _ neighbourhood: Neighbourhood, cells: [Cell], isStrict: Bool = false, in compiled: CompiledInstance
    ) throws -> (response: ConstraintSolverResponse, model: NeighbourhoodModel) {
        let model = NeighbourhoodModel(
            neighbourhood, cells: cells, heads: HeadCounts(cells, in: compiled), rules: PolishRules(compiled),
            isStrict: isStrict, instance: compiled)
        let response = try #require(Reference.constraintSolver).solve(
            model.hinted.model, ConstraintSolverParameters(deterministicTime: 4, linearizationLevel: 2))
        return (response, model)
    }

    /// Every row of a week by brute force against one model of the week: folder rules, rule book, wishes and cover.
    @Test(arguments: UInt64(1)..<5)
    func `a strict week has the cost of the cheapest lawful row, or no solution`(seed: UInt64) throws {
        let instance = RuleBruteForceTests.instance(seed, withRules: seed > 2)
        let compiled = try CompiledInstance(instance)
        var cheapest: Double?
        for row in RuleBruteForceTests.rows {
            let roster = RosterSearch.roster(of: row, in: compiled)
            guard RosterChecker.violations(of: roster, in: instance).isEmpty else { continue }
            let cost = RosterChecker.score(of: roster, in: instance).costTotal
            cheapest = min(cheapest ?? cost, cost)
        }
        let empty = [Cell](repeating: .off, count: 7)
        let week = Neighbourhood(parts: [Neighbourhood.Part(agent: 0, days: Array(0..<7))])
        let (response, model) = try Self.solve(week, cells: empty, isStrict: true, in: compiled)
        guard let cheapest else {
            #expect(response.status == .infeasible)
            return
        }
        #expect(response.status == .optimal)
        var cells = empty
        for change in model.changes(in: response) { cells[change.place] = change.cell }
        let roster = RosterSearch.roster(of: cells, in: compiled)
        #expect(RosterChecker.violations(of: roster, in: instance).isEmpty)
        #expect(abs(RosterChecker.score(of: roster, in: instance).costTotal - cheapest) < 1e-6)
    }

    /// Rules of every kind that a neighbourhood knows, some of them soft.
    static func withRules(_ instance: RosteringInstance, seed: UInt64) -> RosteringInstance {
        var instance = instance
        let names = instance.agents.map(\.id)
        let rules: [RosterRule] = [
            RosterRule(id: "fair", term: .fairness(.weekends), level: .soft, weight: 3),
            RosterRule(id: "spread", term: .startSpread(most: 180), level: .soft, weight: 2),
            RosterRule(id: "off", term: .daysOffInRow(least: 2, most: nil), level: .soft, weight: 5),
            RosterRule(id: "seats", term: .seats(most: 3)),
            RosterRule(
                id: "two", term: .minimumCover(skill: nil, heads: 2, weekdays: [0, 2], span: 600..<840), level: .soft,
                weight: 7),
            RosterRule(id: "apart", term: .pairing(agents: Array(names.suffix(2)), together: false)),
            RosterRule(id: "roll", term: .hours(.rolling(days: 5), least: nil, most: 2100, withCredits: false)),
        ]
        var random = RandomStream(seed: seed, unit: 5)
        instance.ruleBook = rules.filter { _ in random.index(below: 2) == 0 }
        return instance
    }

    /// A roster of few moves with its instance; agents without lawful rows are off.
    static func start(seed: UInt64, withRules: Bool) throws -> (RosteringInstance, CompiledInstance, [Cell]) {
        // A week is enough, and quick.
        var number = seed
        var instance = Instances.random(seed: number)
        while instance.days > 7 {
            number += 100
            instance = Instances.random(seed: number)
        }
        if withRules { instance = self.withRules(instance, seed: seed) }
        let roster = try RosterSearch(instance, options: RosterSearchOptions(iterations: 300, seed: seed, lanes: 1))
            .run()
            .roster
        let compiled = try CompiledInstance(instance)
        return (instance, compiled, RosterCells(roster, in: compiled).cells)
    }

    @Test(arguments: UInt64(0)..<6)
    func `what a neighbourhood gains is what the checker counts, and nothing new is broken`(seed: UInt64) throws {
        let (instance, compiled, cells) = try Self.start(seed: seed, withRules: seed % 2 == 1)
        let before = RosterSearch.roster(of: cells, in: compiled)
        let costBefore = RosterChecker.score(of: before, in: instance).costTotal
        let brokenBefore = Set(RosterChecker.violations(of: before, in: instance))
        let lawful = instance.agents.indices.filter { agent in
            !brokenBefore.contains { $0.agent == instance.agents[agent].id }
        }
        guard !lawful.isEmpty else { return }
        var chooser = NeighbourhoodChooser(compiled, agents: lawful)
        for kind in NeighbourhoodChooser.Kind.allCases { for _ in 0..<9 { chooser.learn(kind, wasProven: false) } }
        var random = RandomStream(seed: seed, unit: 8)
        for kind in NeighbourhoodChooser.Kind.allCases {
            let judge = PolishJudge(cells, instance: compiled)
            let chosen = chooser.choose(kind, cells: cells, slotCosts: judge.slotCosts, random: &random)
            guard !chosen.parts.isEmpty else { continue }
            let (response, model) = try Self.solve(chosen, cells: cells, in: compiled)
            guard response.hasSolution else {
                #expect(response.status == .unknown, "the roster itself is a solution")
                continue
            }
            #expect(Int(response.objective) <= model.hinted.costNow)
            var changed = cells
            for change in model.changes(in: response) { changed[change.place] = change.cell }
            let after = RosterSearch.roster(of: changed, in: compiled)
            let gain = Double(model.hinted.costNow - Int(response.objective)) / compiled.prices.unitsPerCost
            let cost = RosterChecker.score(of: after, in: instance).costTotal
            #expect(abs(costBefore - gain - cost) < 1e-6)
            #expect(Set(RosterChecker.violations(of: after, in: instance)).isSubset(of: brokenBefore))
        }
    }
}
