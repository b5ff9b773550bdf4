import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Cheapest pattern of one agent")
struct AgentPatternTests {
    /// One agent over eight days: a week and a day, two starts that may break rest, random blocks and prices.
    static func tiny(seed: UInt64) -> RosteringInstance {
        var random = RandomStream(seed: seed, unit: 3)
        var instance = Instances.plain()
        instance.days = 8
        instance.requirements = [[Int](repeating: 0, count: 8 * 24)]
        instance.rules.maximumConsecutiveDays = 2 + random.index(below: 3)
        instance.rules.minimumRestMinutes = 660 + 60 * random.index(below: 6)
        instance.shiftKinds = [
            ShiftKind(
                name: "k", presenceMinutes: 480, paidMinutes: 480, starts: 360...960, startStepMinutes: 600, breaks: [])
        ]
        let least = 480 * random.index(below: 6)
        instance.contracts[0].weeklyPaidMinutes = least...(least + 480 * random.index(below: 2))
        instance.contracts[0].maximumDaysPerWeek = 3 + random.index(below: 3)
        for day in 0..<8 where random.index(below: 4) == 0 {
            instance.availability.append(
                Availability(
                    agent: "a0", date: Instances.start + day, span: 0..<(random.index(below: 2) == 0 ? 600 : 1440),
                    kind: .leave, creditMinutes: 480 * random.index(below: 2)))
        }
        return instance
    }

    static func choices(_ compiled: CompiledInstance, seed: UInt64) -> [[DayChoice]] {
        var random = RandomStream(seed: seed, unit: 4)
        return (0..<compiled.days).map { day in
            compiled.shifts.options.indices.filter { compiled.staff.allows(option: $0, agentDay: day) }.map {
                DayChoice(option: Int32($0), price: random.index(below: 200) - 100)
            }
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func `dynamic programming finds what trying every pattern finds`(seed: UInt64) throws {
        let instance = Self.tiny(seed: seed)
        let compiled = try CompiledInstance(instance)
        let choices = Self.choices(compiled, seed: seed)
        var search = AgentPatternSearch(compiled, agent: 0)
        let found = search.cheapest(choices: choices, rest: .tracked)

        var best: Int?
        func tryDay(_ day: Int, _ shifts: [Shift], _ price: Int) {
            guard day < compiled.days else {
                // Only a cheaper pattern could change what is found.
                if let best, price >= best { return }
                if RosterChecker.violations(of: Roster(shifts: shifts), in: instance).isEmpty {
                    best = price
                }
                return
            }
            tryDay(day + 1, shifts, price)
            for choice in choices[day] {
                let start = Int(compiled.shifts.options[Int(choice.option)].startMinute)
                let time = LocalTime(date: Instances.start + day, minuteOfDay: start)
                tryDay(
                    day + 1, shifts + [Shift(agent: "a0", kind: "k", start: time, breaks: [])], price + choice.price)
            }
        }
        tryDay(0, [], 0)
        #expect(found?.price == best)
        // A relaxation fails only where the whole does.
        if best != nil { #expect(search.cheapest(choices: choices, rest: .ignored) != nil) }
    }

    @Test func `both feasible and impossible agents are among the tiny instances`() throws {
        let feasible = try (UInt64(0)..<150).filter { seed in
            let compiled = try CompiledInstance(Self.tiny(seed: seed))
            var search = AgentPatternSearch(compiled, agent: 0)
            return search.cheapest(choices: Self.choices(compiled, seed: seed), rest: .tracked) != nil
        }
        #expect((30...140).contains(feasible.count))
    }
}
