import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Rebuilding a week")
struct WeekRebuildTests {
    /// Forty hours are five days of eight hours or four of ten; no roster lies between.
    static func instance(agents: Int) -> RosteringInstance {
        var instance = Instances.plain(agents: agents)
        instance.contracts[0] = Contract(
            name: "c", weeklyPaidMinutes: 2400...2400, maximumDaysPerWeek: 5, shiftKinds: ["eight", "ten"])
        instance.shiftKinds = [("eight", 480), ("ten", 600)].map { name, minutes in
            ShiftKind(
                name: name, presenceMinutes: minutes, paidMinutes: minutes, starts: 480...600, startStepMinutes: 60,
                breaks: [])
        }
        // Four days from 8 to 18, for everybody.
        instance.requirements = [(0..<168).map { $0 / 24 < 4 && (8..<18).contains($0 % 24) ? agents : 0 }]
        return instance
    }

    @Test(arguments: [1, 9], [1, 2])
    func `a week that no change of a day leads to is found`(agents: Int, lanes: Int) throws {
        let instance = Self.instance(agents: agents)
        let fiveDays = Roster(
            shifts: instance.agents.flatMap { agent in
                (0..<5).map { day in
                    Shift(
                        agent: agent.id, kind: "eight",
                        start: LocalTime(date: Instances.start + day, minuteOfDay: 480), breaks: [])
                }
            })
        #expect(RosterChecker.violations(of: fiveDays, in: instance).isEmpty)
        let result = try RosterSearch(
            instance, options: RosterSearchOptions(iterations: 30_000, lanes: lanes),
            revision: RosterRevision(of: fiveDays)
        ).run()
        #expect(result.cost == 0)
        #expect(result.roster.shifts.allSatisfy { $0.kind == "ten" })
    }

    @Test(arguments: UInt64(0)..<10)
    func `presence is priced as the cover counts it once the agent's own shifts are gone`(seed: UInt64) throws {
        let instance = Instances.random(seed: seed)
        let compiled = try CompiledInstance(instance)
        var construction = RosterConstruction(compiled, random: RandomStream(seed: seed))
        let (state, _) = construction.build()
        var prefix = [Int](repeating: 0, count: compiled.slotsPerDay * 10 + 1)
        for agent in instance.agents.indices {
            var alone = state.coverage
            let group = Int(compiled.cover.groupOfAgent[agent])
            for day in 0..<compiled.days {
                var pieces = SlotPieces(compiled, changes: 1)
                pieces.clear()
                pieces.addOld(state.cells[agent * compiled.days + day], day: day, shifts: compiled.shifts)
                pieces.merge()
                for piece in 0..<pieces.count {
                    alone.change(group: group, low: pieces.low[piece], high: pieces.high[piece], heads: -1)
                }
            }
            for week in 0..<compiled.weeks {
                state.presencePrices(of: agent, fromDay: week * 7, into: &prefix)
                for index in 0..<7 * compiled.slotsPerDay {
                    let slot = week * 7 * compiled.slotsPerDay + index
                    #expect(prefix[index + 1] - prefix[index] == Int(alone.added[group * compiled.slotCount + slot]))
                }
            }
        }
    }
}
