import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Revision of a roster")
struct RosterRevisionTests {
    static func search(
        _ instance: RosteringInstance, _ revision: RosterRevision, iterations: Int = 2000, seed: UInt64 = 1,
        threads: Int = 1
    ) throws -> RosterSearchResult {
        try RosterSearch(
            instance, options: RosterSearchOptions(iterations: iterations, seed: seed, threads: threads),
            revision: revision
        ).run()
    }

    /// A random instance whose agents can all be rostered, with a quick roster.
    static func base(seed: UInt64) throws -> (instance: RosteringInstance, roster: Roster) {
        var instance = Instances.random(seed: seed)
        let found = try RosterSearchTests.search(instance, iterations: 300, seed: seed)
        let left = Set(found.unrosterable.map(\.agent))
        instance.agents.removeAll { left.contains($0.id) }
        instance.availability.removeAll { left.contains($0.agent) }
        return (instance, found.roster)
    }

    static func byDay(_ roster: Roster) -> [AgentDay: [Shift]] {
        Dictionary(grouping: roster.shifts) { AgentDay(agent: $0.agent, date: $0.start.date) }
    }

    static func changedDays(_ one: Roster, _ other: Roster) -> Set<AgentDay> {
        let before = byDay(one)
        let after = byDay(other)
        return Set(Set(before.keys).union(after.keys).filter { before[$0] != after[$0] })
    }

    @Test(arguments: UInt64(0)..<10)
    func `without moves a lawful roster comes back as it was`(seed: UInt64) throws {
        let (instance, roster) = try Self.base(seed: seed)
        let result = try Self.search(instance, RosterRevision(of: roster), iterations: 0)
        #expect(result.roster == roster)
        #expect(result.unrosterable.isEmpty)
        #expect(result.changedDays == 0)
        #expect(result.cost == RosterChecker.score(of: roster, in: instance).costTotal)
    }

    @Test(arguments: UInt64(0)..<10)
    func `locked days stay as they are and the rest stays lawful and gets no dearer`(seed: UInt64) throws {
        let (instance, roster) = try Self.base(seed: seed)
        guard !instance.agents.isEmpty else { return }
        var random = RandomStream(seed: seed, unit: 8)
        var revision = RosterRevision(of: roster)
        for agent in instance.agents {
            for day in 0..<instance.days where random.index(below: 3) == 0 {
                revision.locks.insert(AgentDay(agent: agent.id, date: instance.startDate + day))
            }
        }
        revision.lockedBefore = instance.startDate + 2
        let result = try Self.search(instance, revision, seed: seed)
        #expect(result.unrosterable.isEmpty)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        let score = RosterChecker.score(of: result.roster, in: instance).costTotal
        #expect(abs(result.cost - score) < 1e-6)
        #expect(score <= RosterChecker.score(of: roster, in: instance).costTotal + 1e-6)
        let changed = Self.changedDays(roster, result.roster)
        #expect(changed.count == result.changedDays)
        #expect(changed.isDisjoint(with: revision.locks))
        #expect(changed.allSatisfy { $0.date >= instance.startDate + 2 })
    }

    @Test(arguments: UInt64(0)..<6)
    func `only the agents and days that may change do`(seed: UInt64) throws {
        let (instance, roster) = try Self.base(seed: seed)
        guard instance.agents.count > 1 else { return }
        var revision = RosterRevision(of: roster)
        revision.agents = [instance.agents[0].id, instance.agents[1].id]
        revision.days = Set((0..<instance.days).filter { $0 % 7 < 4 }.map { instance.startDate + $0 })
        let result = try Self.search(instance, revision, seed: seed)
        for change in Self.changedDays(roster, result.roster) {
            #expect(revision.agents?.contains(change.agent) == true)
            #expect(revision.days?.contains(change.date) == true)
        }
    }

    @Test(arguments: UInt64(0)..<8)
    func `a change is made only where it pays`(seed: UInt64) throws {
        let (instance, roster) = try Self.base(seed: seed)
        let before = RosterChecker.score(of: roster, in: instance).costTotal
        var revision = RosterRevision(of: roster)
        revision.pricePerChangedDay = 3
        let result = try Self.search(instance, revision, iterations: 4000, seed: seed)
        #expect(result.changedDays == Self.changedDays(roster, result.roster).count)
        #expect(abs(result.changeCost - 3 * Double(result.changedDays)) < 1e-6)
        #expect(abs(result.cost - RosterChecker.score(of: result.roster, in: instance).costTotal) < 1e-6)
        #expect(result.cost + result.changeCost <= before + 1e-6)

        revision.pricePerChangedDay = 1e6
        #expect(try Self.search(instance, revision, seed: seed).roster == roster)
    }

    @Test func `after an absence only that agent is rebuilt, its past locked`() throws {
        var instance = Instances.plain(agents: 3, required: 1)
        instance.contracts[0].weeklyPaidMinutes = 720...960
        let roster = try RosterSearchTests.search(instance).roster
        let absent = AgentDay(
            agent: "a1", date: try #require(roster.shifts.last { $0.agent == "a1" }).start.date)
        instance.availability.append(
            Availability(
                agent: absent.agent, date: absent.date, span: 0..<1440, kind: .leave, creditMinutes: 240))
        var revision = RosterRevision(of: roster)
        revision.lockedBefore = absent.date
        revision.pricePerChangedDay = 1000
        let result = try Self.search(instance, revision)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        #expect(Self.changedDays(roster, result.roster) == [absent])
        #expect(result.changedDays == 1)
    }

    @Test func `an agent whose locked days leave no lawful pattern keeps them and is named`() throws {
        var instance = Instances.plain(agents: 2, required: 1)
        let roster = try RosterSearchTests.search(instance).roster
        let own = roster.shifts.filter { $0.agent == "a0" }
        instance.availability.append(
            Availability(agent: "a0", date: own[3].start.date, span: 0..<1440, kind: .unavailable))
        var revision = RosterRevision(of: roster)
        revision.lockedBefore = instance.startDate + 7
        revision.agents = ["a0"]
        let kept = try Self.search(instance, revision)
        #expect(kept.roster == roster)
        #expect(kept.unrosterable.map(\.agent) == ["a0"])
        #expect(kept.unrosterable[0].reason.contains("locked"))

        // With the blocked day free, what was locked stays and what is not permitted goes.
        revision.lockedBefore = own[3].start.date
        instance.contracts[0].maximumDaysPerWeek = 3
        let partly = try Self.search(instance, revision)
        #expect(partly.roster.shifts.filter { $0.agent == "a0" } == Array(own.prefix(3)))
    }

    @Test func `breaks that no longer fit are placed anew, the shift stays`() throws {
        let (instance, roster) = try Self.base(seed: 3)
        var broken = roster
        let place = try #require(roster.shifts.firstIndex { !$0.breaks.isEmpty })
        broken.shifts[place].breaks[0].offsetMinutes = 0
        var revision = RosterRevision(of: broken)
        let result = try Self.search(instance, revision, iterations: 0)
        #expect(RosterChecker.violations(of: result.roster, in: instance).isEmpty)
        #expect(
            result.roster.shifts.map { [$0.agent, $0.kind, "\($0.start)"] }
                == roster.shifts.map { [$0.agent, $0.kind, "\($0.start)"] })
        #expect(result.changedDays == 1)

        // Locked, it cannot be mended.
        let shift = broken.shifts[place]
        revision.locks = [AgentDay(agent: shift.agent, date: shift.start.date)]
        #expect {
            try Self.search(instance, revision)
        } throws: {
            "\($0)".contains("locked shift of agent '\(shift.agent)'") && "\($0)".contains("breaks")
        }
    }

    @Test func `what a revision names must exist, and all of it is told at once`() throws {
        let instance = Instances.plain(agents: 1)
        var revision = RosterRevision(of: Roster())
        revision.locks = [AgentDay(agent: "nobody", date: instance.startDate)]
        revision.agents = ["ghost"]
        revision.days = [instance.startDate + 99]
        revision.pricePerChangedDay = .nan
        #expect {
            try Self.search(instance, revision)
        } throws: { error in
            ["nobody", "ghost", "outside the horizon", "nan"].allSatisfy { "\(error)".contains($0) }
        }
    }

    @Test(arguments: [2, 8])
    func `a revision is the same at any number of threads`(threads: Int) throws {
        let (instance, roster) = try Self.base(seed: 4)
        var revision = RosterRevision(of: roster)
        revision.pricePerChangedDay = 0.5
        #expect(
            try Self.search(instance, revision, seed: 7) == Self.search(instance, revision, seed: 7, threads: threads))
    }
}
