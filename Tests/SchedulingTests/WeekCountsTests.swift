import ContactCenter
import Testing

@testable import Scheduling

@Suite("Shifts of each kind in a week")
struct WeekCountsTests {
    /// Count vectors of all assignments of a kind or a day off to each day.
    static func bruteForce(agent: Int, week: Int, kinds: [Int], in compiled: CompiledInstance) -> Set<[Int]> {
        let place = agent * compiled.weeks + week
        let band = Int(compiled.staff.leastPaid[place])...Int(compiled.staff.mostPaid[place])
        let most = Int(compiled.staff.maximumDays[Int(compiled.staff.contractOfAgent[agent])])
        var found = Set<[Int]>()
        func extend(_ day: Int, _ counts: [Int]) {
            guard day < week * 7 + 7 else {
                let paid = zip(counts, kinds).reduce(0) { $0 + $1.0 * compiled.source.shiftKinds[$1.1].paidMinutes }
                if band.contains(paid), counts.reduce(0, +) <= most { found.insert(counts) }
                return
            }
            extend(day + 1, counts)
            for (index, kind) in kinds.enumerated()
            where compiled.shifts.optionsOfKind[kind].contains(where: {
                compiled.staff.allows(option: $0, agentDay: agent * compiled.days + day)
            }) {
                var more = counts
                more[index] += 1
                extend(day + 1, more)
            }
        }
        extend(week * 7, [Int](repeating: 0, count: kinds.count))
        return found
    }

    @Test(arguments: UInt64(0)..<10)
    func `every week that days and band allow is listed, and no other where all days are alike`(seed: UInt64) throws {
        let instance = Instances.random(seed: seed)
        let compiled = try CompiledInstance(instance)
        for agent in instance.agents.indices.prefix(3) {
            let contract = instance.contracts[Int(compiled.staff.contractOfAgent[agent])]
            let kinds = instance.shiftKinds.indices.filter {
                contract.shiftKinds.contains(instance.shiftKinds[$0].name)
            }
            let counts = try #require(WeekCounts(agent: agent, week: 0, kinds: kinds, in: compiled))
            let listed = Set(counts.vectors)
            let possible = Self.bruteForce(agent: agent, week: 0, kinds: kinds, in: compiled)
            #expect(possible.isSubset(of: listed))
            let isPlain = !instance.availability.contains { $0.agent == instance.agents[agent].id && $0.kind != .avoid }
            if isPlain { #expect(listed == possible) }
        }
    }

    @Test func `too many vectors are not listed`() throws {
        var instance = Instances.plain()
        instance.shiftKinds = (0..<14).map { index in
            ShiftKind(
                name: "k\(index)", presenceMinutes: 120, paidMinutes: 120, starts: 480...480, startStepMinutes: 60,
                breaks: [])
        }
        instance.contracts[0] = Contract(
            name: "c", weeklyPaidMinutes: 0...2400, maximumDaysPerWeek: 5, shiftKinds: instance.shiftKinds.map(\.name))
        let compiled = try CompiledInstance(instance)
        #expect(WeekCounts(agent: 0, week: 0, kinds: Array(0..<14), in: compiled) == nil)
    }
}
