import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Rules of several agents and of breaks")
struct TeamRuleTests {
    /// A random instance with rules of several agents and of breaks, hard or soft by turns.
    static func instance(_ seed: UInt64) -> RosteringInstance {
        var instance = Instances.random(seed: seed, overnight: seed % 3 == 0)
        let names = instance.agents.map(\.id)
        func level(_ number: Int) -> (RosterRule.Level, Double) {
            (Int(seed) + number) % 2 == 0 ? (.hard, 0) : (.soft, 1.5 + Double(number))
        }
        let terms: [(RuleTerm, RosterRule.Scope)] = [
            (.seats(most: max(1, names.count / 2)), .init()),
            (.minimumCover(skill: "skill0", heads: 1, weekdays: [0, 2, 5], span: 540..<840), .init()),
            (.minimumCover(skill: nil, heads: 1, weekdays: [], span: 600..<780), .init(contracts: ["full"])),
            (.pairing(agents: Array(names.prefix(2)), together: true), .init()),
            (.pairing(agents: Array(names.suffix(3)), together: seed % 4 == 1), .init()),
        ]
        instance.ruleBook = terms.enumerated().map { number, term in
            let (level, weight) = level(number)
            return RosterRule(id: "t\(number)", term: term.0, scope: term.1, level: level, weight: weight)
        }
        instance.ruleBook += [
            RosterRule(
                id: "stretch", term: .longestStretch(most: 90), scope: .init(contracts: ["part"]), level: .soft,
                weight: 2),
            RosterRule(
                id: "pause", term: .breakTime(shiftsOver: 300, count: 1, minutes: 15, latestStart: 90, isPaid: true),
                level: .soft, weight: 3),
        ]
        return instance
    }

    /// Units beyond hard rules by the checker, in the units of the search (heads and slots; agent-days).
    static func hardExcess(_ roster: Roster, _ instance: RosteringInstance) -> Double {
        RosterChecker.ruleExcesses(of: roster, in: instance).filter(\.isHard).reduce(0) { sum, excess in
            let isPairing = excess.rule == "t3" || excess.rule == "t4"
            return sum + excess.amount * (isPairing ? 1 : 60 / Double(instance.gridMinutes))
        }
    }

    @Test(arguments: UInt64(0)..<9)
    func `after any moves the cost is the checker's, and no hard excess has grown`(seed: UInt64) throws {
        let instance = Self.instance(seed)
        let compiled = try CompiledInstance(instance)
        var construction = RosterConstruction(compiled, random: RandomStream(seed: seed))
        let (state, unrosterable) = construction.build()
        let left = Set(unrosterable.map(\.agent))
        let agents = instance.agents.indices.filter { !left.contains(instance.agents[$0].id) }
        guard !agents.isEmpty else { return }
        var moves = RosterMoves(state: state, random: RandomStream(seed: seed, unit: 9))
        moves.restrict(toAgents: agents.map(Int32.init), days: (0..<instance.days).map(Int32.init))
        var last = Self.hardExcess(RosterStateTests.roster(state.cells, compiled), instance)
        for round in 0..<6 {
            moves.state.show(
                [
                    .trueCost, PriceGuide(width: 2, shortage: 4000, tilt: 0),
                    PriceGuide(width: 0.3, shortage: .infinity, tilt: 0),
                ][
                    round % 3])
            for _ in 0..<200 { _ = moves.step(threshold: [1_000_000, 50_000, 0, -1][round % 4]) }
            let roster = RosterStateTests.roster(moves.state.cells, compiled)
            let excess = Self.hardExcess(roster, instance)
            #expect(excess <= last)
            last = excess
            let cost = Double(moves.state.cost) / compiled.prices.unitsPerCost
            let told = RosterChecker.score(of: roster, in: instance).costTotal + excess * TeamRules.pricePerExcess
            #expect(abs(cost - told) < 0.05, "\(cost) \(told)")
            let broken = RosterChecker.violations(of: roster, in: instance).filter {
                $0.rule.hasPrefix("H") && !left.contains($0.agent)
            }
            #expect(broken.isEmpty)
        }
    }

    @Test(arguments: UInt64(0)..<4)
    func `lanes share no rule of several agents`(seed: UInt64) throws {
        let instance = Self.instance(seed)
        let options = RosterSearchOptions(iterations: 2500, seed: seed, threads: 1, lanes: 2)
        let result = try RosterSearch(instance, options: options).run()
        let excess = Self.hardExcess(result.roster, instance)
        let told = RosterChecker.score(of: result.roster, in: instance).costTotal + excess * TeamRules.pricePerExcess
        #expect(abs(result.cost - told) < 0.05)
    }

    @Test func `a pair that must work together moves together`() throws {
        var instance = Instances.plain(agents: 2)
        // Heads are wanted on four days that construction, which sees no requirement there, need not choose.
        instance.requirements = [
            (0..<168).map { [3, 4, 5, 6].contains($0 / 24) && $0 % 24 >= 8 && $0 % 24 < 12 ? 2 : 0 }
        ]
        instance.ruleBook = [RosterRule(id: "pair", term: .pairing(agents: ["a0", "a1"], together: true))]
        let compiled = try CompiledInstance(instance)
        var state = RosterState(compiled)
        // Both begin on Monday to Thursday.
        for agent in 0..<2 {
            state.assign((0..<7).map { $0 < 4 ? Cell(option: 0, breaks: 0) : .off }, to: agent)
        }
        state.startRuleBook()
        var moves = RosterMoves(state: state, random: RandomStream(seed: 3))
        moves.restrict(toAgents: [0, 1], days: (0..<7).map(Int32.init))
        for _ in 0..<4000 { _ = moves.step(threshold: 0) }
        let roster = RosterStateTests.roster(moves.state.cells, compiled)
        #expect(RosterChecker.violations(of: roster, in: instance).isEmpty)
        #expect(RosterChecker.score(of: roster, in: instance).costTotal == 0)
    }

    @Test(arguments: UInt64(0)..<6)
    func `two agents with rules of both find the best of all pairs of rows`(seed: UInt64) throws {
        var random = RandomStream(seed: seed, unit: 3)
        var instance = ConflictTests.base()
        instance.agents.append(
            Agent(id: "a1", contract: instance.agents[0].contract, skills: instance.agents[0].skills))
        instance.days = 3
        instance.requirements = [(0..<72).map { $0 % 24 >= 8 && $0 % 24 < 20 ? random.index(below: 3) : 0 }]
        instance.availability = [
            Availability(agent: "a0", date: Instances.start + 1, span: 0..<1440, kind: .leave, creditMinutes: 240),
            Availability(agent: "a1", date: Instances.start + 2, span: 0..<900, kind: .avoid, weight: 3),
        ]
        let hard: RosterRule.Level = seed % 2 == 0 ? .hard : .soft
        let weight = hard == .hard ? 0 : 7.0
        instance.ruleBook = [
            RosterRule(
                id: "pair", term: .pairing(agents: ["a0", "a1"], together: seed % 3 != 0), level: hard, weight: weight),
            RosterRule(id: "room", term: .seats(most: 1), level: .soft, weight: 2),
            RosterRule(
                id: "floor", term: .minimumCover(skill: nil, heads: 1, weekdays: [0, 2], span: 600..<720), level: hard,
                weight: weight),
        ]
        let compiled = try CompiledInstance(instance)
        let rows = (0..<27).map { code -> [Cell] in
            var rest = code
            return (0..<3).map { _ in
                defer { rest /= 3 }
                return rest % 3 == 2 ? .off : Cell(option: Int32(rest % 3), breaks: 0)
            }
        }
        var cheapest = Double.infinity
        for one in rows {
            for other in rows {
                let roster = RosterSearch.roster(of: one + other, in: compiled)
                guard RosterChecker.violations(of: roster, in: instance).isEmpty else { continue }
                cheapest = min(cheapest, RosterChecker.score(of: roster, in: instance).costTotal)
            }
        }
        let result = try RosterSearchTests.search(instance, iterations: 6000, seed: seed)
        #expect(cheapest < .infinity)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        #expect(abs(RosterChecker.score(of: result.roster, in: instance).costTotal - cheapest) < 1e-6)
    }

    @Test(arguments: UInt64(500)..<505)
    func `the desk prices and judges changes by these rules as the checker does`(seed: UInt64) throws {
        var instance = Self.instance(seed)
        let roster = try RosterSearchTests.search(instance, iterations: 2000, seed: seed).roster
        instance.availability.removeAll { $0.kind != .avoid }
        var desk = try RosterDesk(instance, roster: roster)
        let before = RosterChecker.score(of: roster, in: instance).costTotal
        let floors = { (roster: Roster) in
            RosterChecker.ruleExcesses(of: roster, in: instance).filter { $0.isHard && $0.agent.isEmpty }
                .reduce(into: [String: Double]()) { $0[$1.rule] = $1.amount }
        }
        let known = floors(roster)
        let hardFloors = Set(
            instance.ruleBook.filter { rule in
                if case .minimumCover = rule.term { return rule.level == .hard }
                return false
            }.map(\.id))
        var random = RandomStream(seed: seed, unit: 1)
        for _ in 0..<20 {
            let agent = random.index(below: instance.agents.count)
            let day = random.index(below: instance.days)
            let options = desk.options(agent, day)
            let cell =
                options.isEmpty || random.index(below: 3) == 0
                ? Cell.off : desk.placed(options[random.index(below: options.count)], agent: agent, day: day)
            let change = RosterDesk.Change(agent: agent, day: day, cell: cell)
            let price = desk.cost(desk.price([change]))
            let broken = Set(desk.teamViolations([change]).map(\.rule))
            var after = desk
            after.put(cell, agent: agent, day: day)
            let now = floors(after.roster)
            // A rule exceeded by more than before is named.
            for (rule, amount) in now where amount > (known[rule] ?? 0) + 1e-9 { #expect(broken.contains(rule)) }
            if now == known { #expect(broken.isEmpty || !known.isEmpty) }
            // Missing heads of hard floors have a price on the desk too.
            let lost = hardFloors.reduce(0) { $0 + (now[$1] ?? 0) - (known[$1] ?? 0) }
            let told =
                RosterChecker.score(of: after.roster, in: instance).costTotal - before
                + lost * 60 / Double(instance.gridMinutes) * TeamRules.pricePerExcess
            #expect(abs(price - told) < 0.05)
        }
    }
}
