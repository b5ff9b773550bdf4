import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("What a polish accepts")
struct PolishJudgeTests {
    /// A week with a searched roster and soft rules that the polish's model leaves out: a pairing, breaks.
    private static func example(_ seed: UInt64) throws -> (RosteringInstance, CompiledInstance, [Cell]) {
        var number = seed
        var instance = Instances.random(seed: number, overnight: false)
        while instance.days > 7 || instance.agents.count < 3 {
            number += 100
            instance = Instances.random(seed: number, overnight: false)
        }
        instance.ruleBook = [
            RosterRule(
                id: "pair", term: .pairing(agents: ["a0", "a1"], together: true), level: .soft, weight: 6),
            RosterRule(id: "stretch", term: .longestStretch(most: 120), level: .soft, weight: 4),
            RosterRule(
                id: "pause",
                term: .breakTime(shiftsOver: 200, count: 1, minutes: 15, latestStart: 90, isPaid: nil), level: .soft,
                weight: 2),
        ]
        let roster = try RosterSearchTests.search(instance, iterations: 400, seed: seed).roster
        let compiled = try CompiledInstance(instance)
        return (instance, compiled, RosterCells(roster, in: compiled).cells)
    }

    @Test(arguments: UInt64(60)..<62)
    func `the whole cost decides, soft pairing and soft breaks included`(seed: UInt64) throws {
        let (instance, compiled, cells) = try Self.example(seed)
        var desk = RosterDesk(compiled, cells: cells)
        var random = RandomStream(seed: seed, unit: 4)
        // What the model sees is cheaper, and the roster is not: the case that matters.
        var tempting = 0
        var judge = PolishJudge(cells, instance: compiled)
        func figures(_ cells: [Cell]) -> (cost: Double, rules: Double, broken: Set<RosterViolation>) {
            let roster = RosterSearch.roster(of: cells, in: compiled)
            let score = RosterChecker.score(of: roster, in: instance)
            return (score.costTotal, score.costRules, Set(RosterChecker.violations(of: roster, in: instance)))
        }
        for _ in 0..<150 {
            let agent = random.index(below: 2)
            let day = random.index(below: instance.days)
            let options = desk.options(agent, day)
            guard !options.isEmpty else { continue }
            let place = agent * instance.days + day
            let now = judge.cells[place]
            // Mostly another start of the same kind, so that the week's hours stay.
            let like = options.filter {
                now.works && compiled.shifts.options[Int($0)].kind == compiled.shifts.options[Int(now.option)].kind
            }
            let from = like.isEmpty ? options : like
            let cell = desk.placed(from[random.index(below: from.count)], agent: agent, day: day)
            var changed = judge.cells
            changed[place] = cell
            let before = figures(judge.cells)
            let after = figures(changed)
            if after.cost - after.rules < before.cost - before.rules, after.cost > before.cost { tempting += 1 }
            let isBetter =
                after.broken.count < before.broken.count
                || (after.broken.isSubset(of: before.broken) && after.cost < before.cost - 1e-6)
            #expect(judge.accept([(place, cell)]) == isBetter)
            #expect(figures(judge.cells).cost == judge.cost)
            #expect(judge.cost <= before.cost || after.broken.count < before.broken.count)
            desk = RosterDesk(compiled, cells: judge.cells)
        }
        #expect(tempting > 0)
    }

    @Test
    func `locked days are refused, and a change must be worth its price`() throws {
        var instance = Instances.plain(agents: 2, required: 1)
        instance.contracts[0].weeklyPaidMinutes = 0...2400
        func shift(_ agent: String, _ minute: Int) -> Shift {
            Shift(
                agent: agent, kind: "k", start: LocalTime(date: Instances.start, minuteOfDay: minute), breaks: [])
        }
        let roster = Roster(shifts: [shift("a0", 480), shift("a1", 540)])
        let compiled = try CompiledInstance(instance)
        let cells = RosterCells(roster, in: compiled).cells
        let later = RosterCells(Roster(shifts: [shift("a0", 480), shift("a1", 720)]), in: compiled).cells
        let place = instance.days
        let gain =
            RosterChecker.score(of: roster, in: instance).costTotal
            - RosterChecker.score(of: RosterSearch.roster(of: later, in: compiled), in: instance).costTotal
        #expect(gain > 0)
        func accepts(_ change: (inout RosterRevision) -> Void) throws -> Bool {
            var revision = RosterRevision(of: roster)
            change(&revision)
            var judge = PolishJudge(
                cells, instance: compiled, revision: try CompiledRevision(revision, in: compiled))
            return judge.accept([(place, later[place])])
        }
        #expect(try accepts { _ in })
        #expect(try !accepts { $0.locks = [AgentDay(agent: "a1", date: Instances.start)] })
        #expect(try !accepts { $0.lockedBefore = Instances.start + 1 })
        #expect(try accepts { $0.pricePerChangedDay = gain * 0.9 })
        #expect(try !accepts { $0.pricePerChangedDay = gain * 1.1 })
    }

    @Test(.enabled(if: Reference.constraintSolver != nil, Reference.needsConstraintSolver))
    func `a polish leaves locked days alone`() throws {
        let (instance, compiled, cells) = try Self.example(65)
        let roster = RosterSearch.roster(of: cells, in: compiled)
        var revision = RosterRevision(of: roster)
        revision.lockedBefore = instance.startDate + 3
        revision.locks = [AgentDay(agent: "a0", date: instance.startDate + 4)]
        let result = try RosterPolish(
            instance, options: .init(rounds: 2, seed: 3, threads: 1, workPerNeighbourhood: 0.03),
            library: #require(Reference.constraintSolver), revision: revision
        ).run(from: roster)
        let changed = RosterRevisionTests.changedDays(roster, result.roster)
        #expect(changed.allSatisfy { $0.date >= instance.startDate + 3 && !revision.locks.contains($0) })
        #expect(result.costAfter <= result.costBefore || result.gains > 0)
    }
}
