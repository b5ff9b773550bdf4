import ContactCenter
import NumericalMethods
import Synchronization
import Testing

@testable import Scheduling

@Suite("Roster search")
struct RosterSearchTests {
    static func search(
        _ instance: RosteringInstance, iterations: Int = 3000, seed: UInt64 = 1, threads: Int = 1
    ) throws -> RosterSearchResult {
        try RosterSearch(
            instance, options: RosterSearchOptions(iterations: iterations, seed: seed, threads: threads)
        ).run()
    }

    @Test(arguments: UInt64(100)..<116)
    func `a searched roster breaks no rule except for agents named as unrosterable`(seed: UInt64) throws {
        let instance = Instances.random(seed: seed)
        let result = try Self.search(instance, seed: seed)
        let left = Set(result.unrosterable.map(\.agent))
        let violations = RosterChecker.violations(of: result.roster, in: instance)
        #expect(violations.filter { !left.contains($0.agent) }.isEmpty)
        #expect(violations.allSatisfy { $0.rule == "H7" })
        #expect(result.roster.shifts.allSatisfy { !left.contains($0.agent) })
        #expect(abs(result.cost - RosterChecker.score(of: result.roster, in: instance).costTotal) < 1e-6)
    }

    @Test(arguments: UInt64(0)..<6)
    func `an agent is unrosterable only when no pattern of days and starts is lawful`(seed: UInt64) throws {
        // One kind, two starts: every pattern can be tried.
        let instance = AgentPatternTests.tiny(seed: seed)
        let compiled = try CompiledInstance(instance)
        var search = AgentPatternSearch(compiled, agent: 0)
        let choices = AgentPatternTests.choices(compiled, seed: seed)
        let isPossible = search.cheapest(choices: choices, rest: .tracked) != nil
        #expect(try Self.search(instance, iterations: 10).unrosterable.isEmpty == isPossible)
    }

    @Test(arguments: [1, 2, 8], [1, 2, 3])
    func `the number of threads does not change the roster`(threads: Int, lanes: Int) throws {
        var instance = Instances.plain(agents: 13, required: 4)
        instance.days = 28
        instance.requirements = [(0..<28 * 24).map { $0 % 24 >= 8 && $0 % 24 < 20 ? 2 + $0 % 3 : 0 }]
        func search(_ threads: Int) throws -> RosterSearchResult {
            try RosterSearch(
                instance, options: RosterSearchOptions(iterations: 3000, seed: 7, threads: threads, lanes: lanes)
            ).run()
        }
        let one = try search(1)
        #expect(try search(threads) == one)
        #expect(RosterChecker.violations(of: one.roster, in: instance).isEmpty)
    }

    @Test func `another seed gives another roster`() throws {
        let instance = Instances.random(seed: 4)
        #expect(try Self.search(instance, seed: 7).roster != Self.search(instance, seed: 8).roster)
    }

    @Test func `more moves give a roster that is not dearer than construction`() throws {
        let instance = Instances.random(seed: 11)
        #expect(try Self.search(instance, iterations: 8000).cost <= Self.search(instance, iterations: 0).cost)
    }

    @Test func `tiny instances reach the optimum that trying every roster finds`() throws {
        // Two agents, four shifts each of exactly four hours in a day of eight hours: start at 8 or 12 on 7 days.
        var instance = Instances.plain(agents: 2)
        instance.shiftKinds[0].starts = 480...720
        instance.shiftKinds[0].startStepMinutes = 240
        var random = RandomStream(seed: 3)
        instance.requirements = [(0..<168).map { $0 % 24 >= 8 && $0 % 24 < 16 ? random.index(below: 3) : 0 }]
        let patterns = Self.lawfulPatterns(of: instance)
        #expect(patterns.count > 100)
        var best = Double.infinity
        for one in patterns {
            // Agents are alike, and cover is all that costs: count it directly.
            for two in patterns {
                var cost = 0.0
                for day in 0..<7 {
                    for hour in 8..<16 {
                        let onDuty = [one[day], two[day]].filter { $0 == (hour < 12 ? 8 : 12) }.count
                        let required = instance.requirements[0][day * 24 + hour]
                        let short = max(0, required - onDuty)
                        // A tenth of 1 or 2 heads, rounded up, is one head at the lower price.
                        cost += Double(min(short, 1)) * 10 + Double(max(0, short - 1)) * 30
                        cost += Double(max(0, onDuty - required))
                    }
                }
                best = min(best, cost)
            }
        }
        #expect(try Self.search(instance, iterations: 10_000).cost == best)
    }

    /// Start hours (0 = off) of each lawful week of the first agent.
    static func lawfulPatterns(of instance: RosteringInstance) -> [[Int]] {
        var found: [[Int]] = []
        func tryDay(_ pattern: [Int]) {
            guard pattern.count < 7 else {
                let shifts = pattern.enumerated().filter { $0.element > 0 }.map { day, hour in
                    Shift(
                        agent: "a0", kind: "k",
                        start: LocalTime(date: Instances.start + day, minuteOfDay: hour * 60), breaks: [])
                }
                let broken = RosterChecker.violations(of: Roster(shifts: shifts), in: instance)
                if !broken.contains(where: { $0.agent == "a0" }) { found.append(pattern) }
                return
            }
            for hour in [0, 8, 12] { tryDay(pattern + [hour]) }
        }
        tryDay([])
        return found
    }

    @Test func `an agent whose contract fits no week is named with the reason and left without shifts`() throws {
        var instance = Instances.plain(agents: 2, required: 1)
        instance.contracts.append(
            Contract(name: "odd", weeklyPaidMinutes: 1000...1100, maximumDaysPerWeek: 5, shiftKinds: ["k"]))
        instance.agents[1].contract = "odd"
        let result = try Self.search(instance)
        #expect(result.unrosterable.map(\.agent) == ["a1"])
        #expect(result.unrosterable[0].reason.contains("1000…1100 paid minutes"))
        #expect(result.unrosterable[0].reason.contains("\(Instances.start)"))
        #expect(Set(result.roster.shifts.map(\.agent)) == ["a0"])
    }

    @Test func `leave credited beyond the contract is named as the reason`() throws {
        var instance = Instances.plain()
        instance.availability = [
            Availability(agent: "a0", date: Instances.start, span: 0..<1440, kind: .leave, creditMinutes: 961)
        ]
        #expect(try Self.search(instance).unrosterable[0].reason.contains("961 credited minutes exceed"))
    }

    @Test func `weeks that are possible alone but not together are named so`() throws {
        var instance = Instances.plain()
        instance.days = 28
        instance.requirements = [[Int](repeating: 0, count: 28 * 24)]
        // Only weekends are free, and one of the four must be.
        for week in 0..<4 {
            for day in 0..<5 {
                instance.availability.append(
                    Availability(
                        agent: "a0", date: Instances.start + week * 7 + day, span: 0..<1440, kind: .unavailable))
            }
        }
        instance.contracts[0].weeklyPaidMinutes = 240...480
        let result = try Self.search(instance)
        #expect(result.unrosterable.count == 1)
        #expect(result.unrosterable.first?.reason.contains("free weekends") == true)
    }

    @Test func `without any requirement agents still work their contracts`() throws {
        let instance = Instances.plain(agents: 3)
        let result = try Self.search(instance)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        #expect(result.roster.shifts.count == 12)
        #expect(result.cost == 48)
        #expect(RosterChecker.shortfalls(of: result.roster, in: instance).isEmpty)
    }

    @Test func `an agent whose skill nobody needs works and counts as surplus`() throws {
        var instance = Instances.plain(agents: 2, required: 1)
        instance.skills.append("fax")
        instance.requirements.append([Int](repeating: 0, count: 168))
        instance.agents[1].skills = ["fax"]
        let result = try Self.search(instance)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        let score = RosterChecker.score(of: result.roster, in: instance)
        #expect(score.overAgentHours == 16)
        #expect(score.underAgentHours == Double(7 * 12 - 16))
    }

    @Test func `a skill that nobody has leaves a stated shortfall and the best roster for the rest`() throws {
        var instance = Instances.plain(agents: 1, required: 1)
        instance.skills.append("mandarin")
        instance.requirements.append((0..<168).map { $0 == 10 || $0 == 11 ? 2 : 0 })
        let result = try Self.search(instance, iterations: 10_000)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        // Sixteen hours are covered wherever they lie.
        let score = RosterChecker.score(of: result.roster, in: instance)
        #expect(score.overAgentHours == 0)
        let days = RosterChecker.shortfalls(of: result.roster, in: instance)
        #expect(abs(days.reduce(0) { $0 + $1.agentHours } - score.underAgentHours) < 1e-9)
        let monday = days.first { $0.date == Instances.start }
        #expect(monday?.stretches.contains { $0.skills.contains("mandarin") && $0.startMinute >= 600 } == true)
        #expect(monday?.description.contains("mandarin") == true)
    }

    @Test func `nobody at all gives an empty roster and the whole requirement as shortfall`() throws {
        let instance = Instances.plain(agents: 0, required: 2)
        let result = try Self.search(instance)
        #expect(result.roster.shifts.isEmpty)
        #expect(RosterChecker.shortfalls(of: result.roster, in: instance).reduce(0) { $0 + $1.agentHours } == 168)
    }

    @Test func `a stopped search still returns a lawful roster`() throws {
        let instance = Instances.random(seed: 4)
        let search = try RosterSearch(instance, options: RosterSearchOptions(iterations: 1_000_000_000))
        let result = search.run(shouldStop: { true })
        #expect(result.wasStopped)
        let left = Set(result.unrosterable.map(\.agent))
        #expect(RosterChecker.violations(of: result.roster, in: instance).allSatisfy { left.contains($0.agent) })
    }

    @Test func `a budget of time ends the search and is reported as progress`() throws {
        let calls = Mutex(0)
        let shares = Mutex([Double]())
        let search = try RosterSearch(
            Instances.plain(agents: 2, required: 1), options: RosterSearchOptions(iterations: Int.max, lanes: 1))
        let result = search.run(
            shareOfTimeUsed: {
                calls.withLock {
                    $0 += 1
                    return Double($0) / 4
                }
            },
            progress: { progress in shares.withLock { $0.append(progress.shareDone) } })
        #expect(!result.wasStopped)
        #expect(result.movesTried == 4 * RosterAnnealing.longestEpoch)
        #expect(shares.withLock { $0 } == [0.25, 0.5, 0.75, 1])
    }
}
