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
        var instance = Instances.random(seed: seed)
        if seed % 2 == 1 { instance.before = Instances.before(instance, days: 1 + Int(seed) % 7, seed: seed) }
        if seed % 3 == 0 { instance.shortagePrices = Instances.shortagePrices(instance, seed: seed) }
        let compiled = try CompiledInstance(instance)
        var construction = RosterConstruction(compiled, random: RandomStream(seed: seed))
        let (state, unrosterable) = construction.build()
        let left = Set(unrosterable.map(\.agent))
        let agents = instance.agents.indices.filter { !left.contains(instance.agents[$0].id) }
        guard !agents.isEmpty else { return }
        var moves = RosterMoves(state: state, random: RandomStream(seed: seed, unit: 9))
        moves.exchanges = seed % 2 == 0 ? .sometimes : .never
        moves.restrict(toAgents: agents.map(Int32.init), days: (0..<instance.days).map(Int32.init))
        var accepted = 0
        for round in 0..<8 {
            // Prices shown otherwise steer the moves and leave the cost true.
            moves.state.show(
                PriceGuide(
                    width: [0, 2, 0.3][round % 3], shortage: [.infinity, 2500, 40_000, 7][round % 4],
                    tilt: [0, 4][round % 2]),
                slotPrices: moves.state.coverage.added.indices.map { Double(($0 * 7919 + round) % 5001 - 2500) })
            // From indifferent to greedy, so that good and bad rosters are both met.
            for _ in 0..<400 where moves.step(threshold: [1_000_000, 50_000, 0, -1][round % 4]) { accepted += 1 }
            let roster = Self.roster(moves.state.cells, compiled)
            let cost = Double(moves.state.cost) / compiled.prices.unitsPerCost
            #expect(abs(cost - RosterChecker.score(of: roster, in: instance).costTotal) < 1e-4)
            let broken = RosterChecker.violations(of: roster, in: instance).filter { !left.contains($0.agent) }
            #expect(broken.isEmpty)
        }
        #expect(accepted > 0)
    }

    @Test(arguments: UInt64(0)..<12)
    func `lanes touch only what is theirs, and together cost what the checker counts`(seed: UInt64) throws {
        var instance = Instances.random(seed: seed, overnight: seed % 2 == 0)
        if seed % 3 == 1 { instance.shortagePrices = Instances.shortagePrices(instance, seed: seed) }
        let compiled = try CompiledInstance(instance)
        var construction = RosterConstruction(compiled, random: RandomStream(seed: seed))
        let (start, unrosterable) = construction.build()
        let left = Set(unrosterable.map(\.agent))
        let agents = instance.agents.indices.filter { !left.contains(instance.agents[$0].id) }
        var random = RandomStream(seed: seed, unit: 10)
        let partition = LanePartition(
            agents: agents.map(Int32.init), dayCount: instance.days, lanes: 2, random: &random)
        #expect(Set(partition.agents.joined()).count == agents.count)
        #expect(Set(partition.days.joined()).count == instance.days)
        var lanes = (0..<2).map { lane in
            RosterMoves(state: start, random: RandomStream(seed: seed, unit: 11 + UInt64(lane)))
        }
        for lane in 0..<2 where !partition.agents[lane].isEmpty {
            lanes[lane].restrict(toAgents: partition.agents[lane], days: partition.days[lane])
            for _ in 0..<1500 { _ = lanes[lane].step(threshold: 20_000) }
            for agent in instance.agents.indices {
                for day in 0..<instance.days {
                    let isOwn =
                        partition.agents[lane].contains(Int32(agent)) && partition.days[lane].contains(Int32(day))
                    let place = agent * instance.days + day
                    if !isOwn { #expect(lanes[lane].state.cells[place] == start.cells[place]) }
                }
            }
        }
        var merged = lanes[0].state
        merged.takeOver(
            from: lanes[1].state, agents: partition.agents[1], days: partition.days[1],
            coverageCostChange: lanes[1].state.coverage.cost - start.coverage.cost,
            otherCostChange: lanes[1].state.otherCost - start.otherCost)
        let roster = Self.roster(merged.cells, compiled)
        let cost = Double(merged.cost) / compiled.prices.unitsPerCost
        #expect(abs(cost - RosterChecker.score(of: roster, in: instance).costTotal) < 1e-4)
        #expect(RosterChecker.violations(of: roster, in: instance).filter { !left.contains($0.agent) }.isEmpty)
        // The tables that came over are those a fresh count gives.
        var counted = Coverage(compiled)
        for (place, cell) in merged.cells.enumerated() where cell.works {
            let group = Int(compiled.cover.groupOfAgent[place / instance.days])
            var pieces = SlotPieces(compiled, changes: 1)
            pieces.clear()
            pieces.addNew(cell, day: place % instance.days, shifts: compiled.shifts)
            pieces.merge()
            for piece in 0..<pieces.count {
                counted.change(group: group, low: pieces.low[piece], high: pieces.high[piece], heads: 1)
            }
        }
        #expect(counted.added == merged.coverage.added)
        #expect(counted.removed == merged.coverage.removed)
        #expect(counted.cost == merged.coverage.cost)
    }
}
