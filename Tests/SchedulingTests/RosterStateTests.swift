import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Roster under search")
struct RosterStateTests {
    static func roster(_ cells: [Cell], _ compiled: CompiledInstance) -> Roster {
        RosterSearch.roster(of: cells, in: compiled)
    }

    @Test(arguments: UInt64(0)..<16)
    func `after any moves the running cost is the checker's and no rule is broken`(seed: UInt64) throws {
        let instance = Instances.random(seed: seed)
        let compiled = try CompiledInstance(instance)
        var construction = RosterConstruction(compiled, random: RandomStream(seed: seed))
        let (state, unrosterable) = construction.build()
        let left = Set(unrosterable.map(\.agent))
        let agents = instance.agents.indices.filter { !left.contains(instance.agents[$0].id) }
        guard !agents.isEmpty else { return }
        var moves = RosterMoves(state: state, agents: agents, random: RandomStream(seed: seed, unit: 9))
        var accepted = 0
        for round in 0..<8 {
            // From indifferent to greedy, so that good and bad rosters are both met.
            for _ in 0..<400 where moves.step(threshold: [1_000_000, 50_000, 0, -1][round % 4]) { accepted += 1 }
            let roster = Self.roster(moves.state.cells, compiled)
            let cost = Double(moves.state.cost) / compiled.prices.unitsPerCost
            #expect(abs(cost - RosterChecker.score(of: roster, in: instance).costTotal) < 1e-6)
            let broken = RosterChecker.violations(of: roster, in: instance).filter { !left.contains($0.agent) }
            #expect(broken.isEmpty)
        }
        #expect(accepted > 0)
        let best = Self.roster(moves.state.bestCells(), compiled)
        #expect(
            abs(
                RosterChecker.score(of: best, in: instance).costTotal
                    - Double(moves.state.best.cost) / compiled.prices.unitsPerCost) < 1e-6)
    }

    @Test func `the best roster is kept however far the search wanders off`() throws {
        let instance = Instances.plain(agents: 2, required: 1)
        let compiled = try CompiledInstance(instance)
        var construction = RosterConstruction(compiled, random: RandomStream(seed: 1))
        var moves = RosterMoves(
            state: construction.build().state, agents: [0, 1], random: RandomStream(seed: 1, unit: 1))
        for _ in 0..<3000 { _ = moves.step(threshold: 0) }
        let best = moves.state.best.cost
        for _ in 0..<3000 { _ = moves.step(threshold: Int.max) }
        #expect(moves.state.best.cost <= best)
        let roster = Self.roster(moves.state.bestCells(), compiled)
        #expect(
            abs(
                RosterChecker.score(of: roster, in: instance).costTotal
                    - Double(moves.state.best.cost) / compiled.prices.unitsPerCost) < 1e-6)
    }
}
