import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Rules of a rule book")
struct RuleAutomatonTests {
    private static let night = NightWindow(from: 1320, to: 360, leastMinutes: 120)

    private static let pay: OvertimePay = {
        var pay = OvertimePay()
        pay.daily = [.init(beyond: 240, percent: 150), .init(beyond: 360, percent: 200)]
        pay.weekly = .init(beyond: 900, percent: 125)
        pay.restDayAfter = 3
        pay.restDay = [.init(beyond: 0, percent: 150), .init(beyond: 300, percent: 210)]
        pay.holidays = [Instances.start + 2, Instances.start + 9]
        return pay
    }()

    /// Every term that looks at one agent's days, with bounds that random rows exceed.
    static let terms: [RuleTerm] = [
        .dailyHours(most: 400), .hours(.weeks(1), least: 1000, most: 1500, withCredits: false),
        .hours(.weeks(2), least: 3000, most: 3500, withCredits: true),
        .hours(.rolling(days: 5), least: 700, most: 1300, withCredits: false),
        .workingDays(.weeks(1), least: 3, most: 4), .workingDays(.rolling(days: 4), least: 1, most: 2),
        .weekends(weeks: 2, most: 1), .daysInRow(least: 2, most: 3), .daysOffInRow(least: 2, most: 3),
        .rest(least: 900), .weeklyRest(least: 2700), .nights(night, .weeks(1), most: 1),
        .nights(night, .rolling(days: 3), most: 1), .nightsInRow(night, most: 1), .restAfterNight(night, least: 1500),
        .sequence(after: ["long"], never: ["short", "middle"]),
        .rotation([["long"], ["short", "middle"], [], ["*"]], from: Instances.start + 3),
        .day(DayRequest(weekdays: [1, 6], mustBeOff: true)),
        .day(DayRequest(dates: Instances.start + 2...Instances.start + 4, mustWork: true, kinds: ["long"])),
        .day(DayRequest(starts: 600...700)), .day(DayRequest(weekdays: [0, 2, 4], within: 540..<1080)),
        .startSpread(most: 120), .overtime(beyond: 1500, weeks: 2, most: 300), .fairness(.weekends),
        .overtimePay(pay), .nightShiftHours(night, most: 400),
        .nightWorkerHours(night, leastNights: 2, weeks: 3, most: 3000),
        .fairness(.nights(night)), .fairness(.weekdays([5, 6])), .weekends(weeks: 6, most: 1),
        .hours(.weeks(8), least: 6000, most: 9000, withCredits: true), .overtime(beyond: 1500, weeks: 6, most: 200),
    ]

    /// Random shifts, lawful or not, one a day at most.
    static func randomCells(_ instance: CompiledInstance, seed: UInt64) -> [Cell] {
        var random = RandomStream(seed: seed, unit: 5)
        return (0..<instance.source.agents.count * instance.days).map { _ in
            guard random.index(below: 10) < 6 else { return .off }
            return Cell(option: Int32(random.index(below: instance.shifts.options.count)), breaks: 0)
        }
    }

    @Test(arguments: UInt64(0)..<24)
    func `machines and checker count the same excess of every rule`(seed: UInt64) throws {
        var instance = Instances.random(seed: seed, overnight: seed % 2 == 0)
        instance.ruleBook = Self.terms.enumerated().map { index, term in
            RosterRule(
                id: "r\(index)", term: term, scope: index % 3 == 0 ? .init(contracts: ["full"]) : .init(),
                level: index % 2 == 0 ? .hard : .soft, weight: index % 2 == 0 ? 0 : 3)
        }
        instance.history = [RosterHistory(agent: "a1", measure: "weekends", count: 3)]
        if seed % 3 > 0 {
            instance.before = Instances.before(instance, days: [3, 7, 14, 18, 35, 60][Int(seed) % 6], seed: seed)
        }
        let compiled = try CompiledInstance(instance)
        let cells = Self.randomCells(compiled, seed: seed)
        let roster = RosterSearch.roster(of: cells, in: compiled)
        let excesses = RosterChecker.ruleExcesses(of: roster, in: instance)
        let compiler = RuleCompiler(instance, unitsPerCost: 1)
        for (index, agent) in instance.agents.enumerated() {
            let credits = Array(compiled.staff.credit[index * compiled.weeks..<(index + 1) * compiled.weeks])
            let facts = cells[index * compiled.days..<(index + 1) * compiled.days].map(compiled.fact)
            for (origin, automaton, _) in compiler.bookRules(of: agent, credits: credits) {
                guard case .rule(let rule) = origin else { continue }
                let rules = AgentRules([(origin, automaton, nil)])
                var state = [Int32](repeating: 0, count: rules.width)
                let excess = rules.judge(facts, state: &state).excess
                let told = excesses.first { $0.rule == "r\(rule)" && $0.agent == agent.id }?.amount ?? 0
                #expect(
                    abs(Double(excess) / automaton.unit - told) < 1e-9, "\(instance.ruleBook[rule].term) of \(agent.id)"
                )
            }
        }
    }

    @Test(arguments: UInt64(50)..<60)
    func `the folder's rules as machines agree with the checker`(seed: UInt64) throws {
        var instance = Instances.random(seed: seed)
        if seed % 2 == 1 { instance.before = Instances.before(instance, days: 1 + Int(seed) % 9, seed: seed) }
        let compiled = try CompiledInstance(instance)
        let cells = Self.randomCells(compiled, seed: seed)
        let desk = RosterDesk(compiled, cells: cells)
        let violations = RosterChecker.violations(of: desk.roster, in: instance)
        let names: [RuleOrigin: String] = [
            .contractLeast: "H7", .contractMost: "H7", .contractDays: "H8", .rest: "H4", .daysInRow: "H5",
            .freeWeekends: "H9",
        ]
        for (index, agent) in instance.agents.enumerated() {
            let broken = Set(desk.rules[index].broken(desk.row(index).map(compiled.fact)).compactMap { names[$0] })
            let told = Set(violations.filter { $0.agent == agent.id }.map(\.rule)).subtracting(["H1", "H2", "H6"])
            #expect(broken == told, "\(agent.id)")
        }
    }

    @Test(arguments: UInt64(0)..<6)
    func `a search keeps hard rules and prices soft ones as the checker does`(seed: UInt64) throws {
        var instance = Instances.random(seed: seed, overnight: false)
        instance.ruleBook = [
            RosterRule(id: "rest", term: .rest(least: 720)),
            RosterRule(id: "run", term: .daysInRow(least: nil, most: 4)),
            RosterRule(
                id: "sundays", term: .day(DayRequest(weekdays: [6], mustBeOff: true)), scope: .init(agents: ["a0"])),
            RosterRule(id: "spread", term: .startSpread(most: 180), level: .soft, weight: 2),
            RosterRule(id: "pairs", term: .daysOffInRow(least: 2, most: nil), level: .soft, weight: 1.5),
            RosterRule(id: "fair", term: .fairness(.weekends), level: .soft, weight: 0.5),
        ]
        let result = try RosterSearchTests.search(instance, iterations: 4000, seed: seed)
        let left = Set(result.unrosterable.map(\.agent))
        let broken = RosterChecker.violations(of: result.roster, in: instance).filter { !left.contains($0.agent) }
        #expect(broken.isEmpty, "\(broken)")
        let score = RosterChecker.score(of: result.roster, in: instance)
        #expect(abs(score.costTotal - result.cost) < 0.01, "\(score) \(result.cost)")
    }

    @Test func `rules about breaks narrow the windows, or take the kind away`() throws {
        var (instance, _) = RosterCheckerTests.lawful()
        instance.ruleBook = [RosterRule(id: "stretch", term: .longestStretch(most: 90))]
        let result = try RosterSearchTests.search(instance, iterations: 300)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        instance.ruleBook = [
            RosterRule(
                id: "meal", term: .breakTime(shiftsOver: 180, count: 1, minutes: 45, latestStart: nil, isPaid: nil))
        ]
        #expect(try RosterSearchTests.search(instance, iterations: 10).unrosterable.map(\.agent) == ["a0"])
    }

    @Test func `seats, minimum cover and pairing are judged across agents`() {
        var instance = Instances.plain(agents: 3, required: 1)
        func shift(_ agent: String, _ day: Int, _ minute: Int) -> Shift {
            Shift(
                agent: agent, kind: "k", start: LocalTime(date: Instances.start + day, minuteOfDay: minute), breaks: [])
        }
        let roster = Roster(shifts: [
            shift("a0", 0, 480), shift("a1", 0, 600), shift("a2", 0, 660), shift("a0", 2, 480),
        ])
        func amount(_ term: RuleTerm) -> Double {
            instance.ruleBook = [RosterRule(id: "x", term: term)]
            return RosterChecker.ruleExcesses(of: roster, in: instance).first?.amount ?? 0
        }
        // 10:00–12:00 two present, from 11:00 to 12:00 all three.
        #expect(amount(.seats(most: 1)) == 2 + 1 + 2)
        #expect(amount(.seats(most: 3)) == 0)
        // On Monday 8–10 one is there, on other days nobody but a0 on Wednesday.
        #expect(amount(.minimumCover(skill: "sales", heads: 2, weekdays: [0], span: 480..<600)) == 2)
        #expect(amount(.minimumCover(skill: nil, heads: 1, weekdays: [2], span: 480..<840)) == 2)
        #expect(amount(.pairing(agents: ["a0", "a1"], together: true)) == 1)
        #expect(amount(.pairing(agents: ["a0", "a1"], together: false)) == 1)
        #expect(amount(.pairing(agents: ["a1", "a2"], together: true)) == 0)
    }

    @Test(arguments: UInt64(0)..<4)
    func `a search keeps the seats and counts them as the checker does`(seed: UInt64) throws {
        var instance = Instances.plain(agents: 4, required: 2)
        let most = 2
        instance.ruleBook = [RosterRule(id: "room", term: .seats(most: most))]
        let compiled = try CompiledInstance(instance)
        // Random moves on a roster that begins overfull.
        let result = try RosterSearchTests.search(instance, iterations: 6000, seed: seed)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        #expect(abs(RosterChecker.score(of: result.roster, in: instance).costTotal - result.cost) < 1e-6)
        // A random roster, overfull: the running price is what the checker counts.
        var state = RosterState(compiled)
        let cells = Self.randomCells(compiled, seed: seed)
        for agent in 0..<4 {
            state.assign(Array(cells[agent * compiled.days..<(agent + 1) * compiled.days]), to: agent)
        }
        let roster = RosterSearch.roster(of: cells, in: compiled)
        let heads = RosterChecker.ruleExcesses(of: roster, in: instance).first?.amount ?? 0
        let price =
            Double(state.cost) / compiled.prices.unitsPerCost - RosterChecker.score(of: roster, in: instance).costTotal
        #expect(abs(price - heads * TeamRules.pricePerExcess) < 1e-6)
    }
}
