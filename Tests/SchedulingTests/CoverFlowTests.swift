import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Cover of skills")
struct CoverFlowTests {
    /// The fewest heads short, by trying every assignment of every head.
    static func bruteForce(required: [Int], groups: [(skills: [Int], heads: Int)]) -> Int {
        let heads = groups.flatMap { group in [[Int]](repeating: group.skills, count: group.heads) }
        func most(_ index: Int, _ open: [Int]) -> Int {
            guard index < heads.count else { return 0 }
            var best = most(index + 1, open)
            for skill in heads[index] where open[skill] > 0 {
                var left = open
                left[skill] -= 1
                best = max(best, 1 + most(index + 1, left))
            }
            return best
        }
        return required.reduce(0, +) - most(0, required)
    }

    static func randomCase(seed: UInt64) -> (required: [Int], groups: [(skills: [Int], heads: Int)]) {
        var random = RandomStream(seed: seed, unit: 5)
        let skills = 1 + random.index(below: 4)
        let required = (0..<skills).map { _ in random.index(below: 4) }
        let groups = (0..<1 + random.index(below: 4)).map { _ in
            (skills: (0..<skills).filter { _ in random.index(below: 2) == 0 }, heads: random.index(below: 3))
        }
        return (required, groups)
    }

    @Test(arguments: UInt64(0)..<300)
    func `the largest flow leaves as many heads short as the best of all assignments`(seed: UInt64) {
        let (required, groups) = Self.randomCase(seed: seed)
        let short = required.reduce(0, +) - CoverFlow.served(required: required, groups: groups)
        #expect(short == Self.bruteForce(required: required, groups: groups))
    }

    @Test(arguments: UInt64(0)..<300)
    func `scarce skills alone account for the whole shortage, and no smaller set does`(seed: UInt64) {
        let (required, groups) = Self.randomCase(seed: seed)
        let short = required.reduce(0, +) - CoverFlow.served(required: required, groups: groups)
        func deficit(_ skills: [Int]) -> Int {
            let able = groups.filter { !Set($0.skills).isDisjoint(with: skills) }.reduce(0) { $0 + $1.heads }
            return skills.reduce(0) { $0 + required[$1] } - able
        }
        let scarce = CoverFlow.scarceSkills(required: required, groups: groups)
        #expect(deficit(scarce) == short)
        for mask in 0..<(1 << required.count) {
            let subset = required.indices.filter { mask >> $0 & 1 == 1 }
            #expect(deficit(subset) < short || subset.count >= scarce.count)
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func `the search prices a slot as the best assignment does, for few and for many skills`(seed: UInt64) throws {
        var random = RandomStream(seed: seed, unit: 6)
        let skills = seed % 2 == 0 ? 1 + random.index(below: 4) : 7 + random.index(below: 4)
        var instance = Instances.random(seed: seed, skills: skills)
        instance.days = 1
        instance.availability = []
        instance.requirements = instance.requirements.map { Array($0.prefix(1440 / instance.intervalMinutes)) }
        let compiled = try CompiledInstance(instance)
        var coverage = Coverage(compiled)
        var heads = [[Int]](
            repeating: [Int](repeating: 0, count: compiled.slotCount), count: compiled.cover.groupSkills.count)
        for _ in 0..<200 {
            let group = random.index(below: heads.count)
            let slot = random.index(below: compiled.slotCount)
            let isLeaving = heads[group][slot] > 0 && random.index(below: 2) == 0
            let price = coverage.price(group: group, low: slot, high: slot + 1, heads: isLeaving ? -1 : 1)
            let before = coverage.cost
            coverage.change(group: group, low: slot, high: slot + 1, heads: isLeaving ? -1 : 1)
            heads[group][slot] += isLeaving ? -1 : 1
            #expect(coverage.cost - before == price)
        }
        var cost = 0
        for slot in 0..<compiled.slotCount {
            let required = instance.requirements.map { $0[slot * instance.gridMinutes / instance.intervalMinutes] }
            let groups = heads.indices.map { group in
                (
                    skills: instance.skills.indices.filter { compiled.cover.groupSkills[group][$0] },
                    heads: heads[group][slot]
                )
            }
            let total = required.reduce(0, +)
            let onDuty = groups.reduce(0) { $0 + $1.heads }
            let short = total - CoverFlow.served(required: required, groups: groups)
            let free = (total + 9) / 10
            let prices = compiled.prices
            cost += min(short, free) * Int(prices.under) + max(0, short - free) * Int(prices.underExcess)
            cost += (onDuty - total + short) * Int(prices.over)
        }
        #expect(coverage.cost == cost)
    }

    @Test func `skills that combine in more ways than can be held are refused, not mispriced`() {
        var instance = Instances.plain()
        instance.skills = (0..<34).map { "s\($0)" }
        instance.agents = (0..<17).map { Agent(id: "a\($0)", contract: "c", skills: ["s\($0)", "s\($0 + 17)"]) }
        instance.agents.append(Agent(id: "all", contract: "c", skills: instance.skills))
        instance.requirements = instance.skills.map { _ in [Int](repeating: 1, count: 168) }
        #expect(throws: SchedulingError.self) { try CompiledInstance(instance) }
    }

    @Test func `skills that no agent connects do not multiply`() throws {
        var instance = Instances.plain()
        instance.skills = (0..<40).map { "s\($0)" }
        instance.agents = (0..<40).map { Agent(id: "a\($0)", contract: "c", skills: ["s\($0)"]) }
        instance.requirements = instance.skills.map { _ in [Int](repeating: 1, count: 168) }
        #expect(try CompiledInstance(instance).cover.subsets.count == 40)
    }
}
