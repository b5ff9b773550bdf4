import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("A roster on the desk")
struct RosterDeskTests {
    /// A random instance, a searched roster of it, and soft rules.
    static func example(_ seed: UInt64) throws -> (instance: RosteringInstance, roster: Roster) {
        var instance = Instances.random(seed: seed, skills: 2, overnight: false)
        let roster = try RosterSearchTests.search(instance, iterations: 2000, seed: seed).roster
        instance.ruleBook = [
            RosterRule(id: "pairs", term: .daysOffInRow(least: 2, most: nil), level: .soft, weight: 1.5),
            RosterRule(id: "run", term: .daysInRow(least: nil, most: 5)),
        ]
        return (instance, roster)
    }

    private static func randomChanges(_ desk: inout RosterDesk, _ random: inout RandomStream) -> [RosterDesk.Change] {
        let agents = desk.instance.source.agents.count
        var changes: [RosterDesk.Change] = []
        for _ in 0..<1 + random.index(below: 3) {
            let agent = random.index(below: agents)
            let day = random.index(below: desk.instance.days)
            guard !changes.contains(where: { $0.agent == agent && $0.day == day }) else { continue }
            let options = desk.options(agent, day)
            let cell =
                options.isEmpty || random.index(below: 3) == 0
                ? Cell.off : desk.placed(options[random.index(below: options.count)], agent: agent, day: day)
            changes.append(.init(agent: agent, day: day, cell: cell))
        }
        return changes
    }

    @Test(arguments: UInt64(400)..<408)
    func `prices and verdicts of changes are those of the checker`(seed: UInt64) throws {
        let (instance, roster) = try Self.example(seed)
        var desk = try RosterDesk(instance, roster: roster)
        #expect(desk.roster == roster)
        let before = RosterChecker.score(of: roster, in: instance).costTotal
        let known = Set(RosterChecker.violations(of: roster, in: instance))
        var random = RandomStream(seed: seed, unit: 1)
        for _ in 0..<12 {
            let changes = Self.randomChanges(&desk, &random)
            let price = desk.price(changes)
            let lawful = desk.isLawful(changes)
            let told = desk.newViolations(changes)
            var after = desk
            for change in changes { after.put(change.cell, agent: change.agent, day: change.day) }
            let cost = RosterChecker.score(of: after.roster, in: instance).costTotal
            #expect(abs(desk.cost(price) - (cost - before)) < 0.01)
            let new = RosterChecker.violations(of: after.roster, in: instance).filter { !known.contains($0) }
            #expect(new.isEmpty == lawful, "\(new)")
            #expect(Set(told) == Set(new))
            #expect(desk.roster == roster)
        }
    }

    @Test(arguments: UInt64(440)..<450)
    func `ejections are never worse than the greedy repair, lawful, and within the changes allowed`(
        seed: UInt64
    ) throws {
        var (instance, roster) = try Self.example(seed)
        let lost = try #require(roster.shifts.dropFirst(Int(seed) % 5).first)
        roster.shifts.removeAll { $0.start.date == lost.start.date && $0.agent < "a3" }
        instance.ruleBook.append(
            RosterRule(id: "floor", term: .minimumCover(skill: nil, heads: 1, weekdays: [], span: 600..<780)))
        let start = try RosterDesk(instance, roster: roster)
        let day = lost.start.date - instance.startDate
        let limits = RosterDesk.RepairLimits(
            days: [day], mostChanges: 4, changePrice: Int(start.instance.prices.unitsPerCost / 2))
        func total(_ desk: RosterDesk) -> (cost: Int, changes: Int) {
            var before = start
            let changes = start.cells.indices.filter { start.cells[$0] != desk.cells[$0] }.map {
                RosterDesk.Change(agent: $0 / instance.days, day: $0 % instance.days, cell: desk.cells[$0])
            }
            return (before.price(changes) + changes.count * limits.changePrice, changes.count)
        }
        var greedy = start
        _ = greedy.repair(limits)
        var better = start
        let steps = better.repairWithEjections(limits)
        #expect(total(better).cost <= total(greedy).cost)
        #expect(total(better).changes <= 4)
        var replayed = start
        for change in steps.flatMap(\.changes) { replayed.put(change.cell, agent: change.agent, day: change.day) }
        #expect(replayed.cells == better.cells)
        #expect(
            RosterChecker.newTeamViolations(from: roster, in: instance, to: better.roster, in: instance).isEmpty)
    }

    @Test(arguments: UInt64(420)..<426)
    func `a repair after an absence is lawful, pays for its changes and leaves the past alone`(seed: UInt64) throws {
        let (instance, roster) = try Self.example(seed)
        let shift = try #require(roster.shifts.first { $0.start.date - instance.startDate >= 2 })
        let absence = Availability(agent: shift.agent, date: shift.start.date, span: 0..<1440, kind: .leave)
        var options = RosterRepair.Options()
        options.changePrice = 0.5
        let outcome = try RosterRepair.replan(
            roster, of: instance, absences: [absence], keepsCredit: [false], options: options)
        #expect(outcome.lost.map(\.before) == [shift])
        #expect(outcome.changes.count <= 5)
        #expect(outcome.newViolations.isEmpty)
        #expect(outcome.costAfter + 0.5 * Double(outcome.changes.count) <= outcome.costUnrepaired + 1e-9)
        let touched = Set(outcome.changes.map { AgentDay(agent: $0.agent, date: $0.date) })
        for old in roster.shifts
        where old != shift && !touched.contains(AgentDay(agent: old.agent, date: old.start.date)) {
            #expect(outcome.roster.shifts.contains(old))
        }
        // Each offer, taken alone, changes the cost by what it says.
        for offer in outcome.offers.prefix(4) {
            var taken = outcome.roster
            taken.shifts.removeAll { $0.agent == offer.agent && $0.start.date == offer.date }
            if let after = offer.after { taken.shifts.append(after) }
            let change =
                RosterChecker.score(of: taken, in: outcome.instance).costTotal
                - RosterChecker.score(of: outcome.roster, in: outcome.instance).costTotal
            #expect(abs(change - offer.costChange) < 0.01)
            #expect(offer.costChange < 0)
        }
        // After the day nothing can be done any more.
        options.now = LocalTime(date: shift.start.date + 1)
        let late = try RosterRepair.replan(
            roster, of: instance, absences: [absence], keepsCredit: [false], options: options)
        #expect(late.changes.isEmpty)
        #expect(late.lost.isEmpty)
    }

    @Test func `a roster that does not fit its folder is refused with all its shifts`() throws {
        let (instance, roster) = try Self.example(401)
        var broken = roster
        broken.shifts[0].kind = "nothing"
        broken.shifts[1].start = broken.shifts[1].start + 7
        #expect(throws: SchedulingError.self) { try RosterSwap(instance, roster: broken) }
        do {
            _ = try RosterSwap(instance, roster: broken)
        } catch .rosterUnusable(let problems) {
            #expect(problems.count == 2)
        }
    }
}
