import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Activities stay while a roster is worked with")
struct KeptActivityTests {
    /// A searched roster in whose shifts half an hour or an hour of something lies where no break does.
    private static func example(
        _ seed: UInt64, withFloor: Bool
    ) throws -> (instance: RosteringInstance, roster: Roster) {
        var (instance, roster) = try RosterDeskTests.example(seed)
        if withFloor {
            instance.ruleBook.append(
                RosterRule(id: "floor", term: .minimumCover(skill: nil, heads: 1, weekdays: [], span: 600..<780)))
        }
        var random = RandomStream(seed: seed, unit: 9)
        for index in roster.shifts.indices where random.index(below: 2) == 0 {
            let kind = try #require(instance.shiftKinds.first { $0.name == roster.shifts[index].kind })
            for _ in 0..<2 {
                let minutes = 30 * (1 + random.index(below: 2))
                let offset = random.index(below: (kind.presenceMinutes - minutes) / 30) * 30
                let activity = Shift.Activity(name: "talk", offsetMinutes: offset, minutes: minutes)
                var with = roster
                with.shifts[index].activities.append(activity)
                with.shifts[index].activities.sort { $0.offsetMinutes < $1.offsetMinutes }
                let problems = RosterChecker.violations(of: with, in: instance).filter { $0.rule == "activity" }
                if problems.isEmpty { roster = with }
            }
        }
        #expect(roster.shifts.contains { !$0.activities.isEmpty })
        return (instance, roster)
    }

    @Test(arguments: UInt64(400)..<404)
    func `prices and verdicts of changes count activities as the checker does`(seed: UInt64) throws {
        let (instance, roster) = try Self.example(seed, withFloor: false)
        var desk = try RosterDesk(instance, roster: roster)
        #expect(desk.roster == roster)
        let before = RosterChecker.score(of: roster, in: instance).costTotal
        let known = Set(RosterChecker.violations(of: roster, in: instance))
        var random = RandomStream(seed: seed, unit: 1)
        var kept = 0
        for _ in 0..<25 {
            let agent = random.index(below: instance.agents.count)
            let day = random.index(below: instance.days)
            let options = desk.options(agent, day)
            let cell =
                options.isEmpty || random.index(below: 3) == 0
                ? Cell.off : desk.placed(options[random.index(below: options.count)], agent: agent, day: day)
            let changes = [RosterDesk.Change(agent: agent, day: day, cell: cell)]
            let price = desk.price(changes)
            var after = desk
            after.put(cell, agent: agent, day: day)
            let cost = RosterChecker.score(of: after.roster, in: instance).costTotal
            #expect(abs(desk.cost(price) - (cost - before)) < 0.01)
            let new = RosterChecker.violations(of: after.roster, in: instance).filter { !known.contains($0) }
            let lost = LostActivity.between(roster, after.roster)
            #expect(desk.isLawful(changes) == (new.isEmpty && lost.isEmpty))
            let told = desk.newViolations(changes)
            #expect(told.filter { $0.rule == "activity" }.count == lost.count)
            #expect(!new.contains { $0.rule == "activity" })
            if cell.works, cell != desk.cell(agent, day), lost.isEmpty,
                desk.activities[agent * instance.days + day] != nil
            {
                kept += 1
            }
        }
        #expect(desk.roster == roster)
        #expect(kept > 0 || seed % 2 == 1)
    }

    @Test(arguments: UInt64(410)..<412)
    func `a repair, time off and bids lose no activity but those of shifts given up`(seed: UInt64) throws {
        let (instance, roster) = try Self.example(seed, withFloor: true)
        let shift = try #require(roster.shifts.first { !$0.activities.isEmpty })
        let absence = Availability(agent: shift.agent, date: shift.start.date, span: 0..<1440, kind: .leave)
        let outcome = try RosterRepair.replan(roster, of: instance, absences: [absence], keepsCredit: [false])
        #expect(Set(outcome.lostActivities.map(\.agent)) == [shift.agent])
        #expect(outcome.lostActivities.count >= shift.activities.count)
        #expect(
            abs(outcome.costAfter - RosterChecker.score(of: outcome.roster, in: outcome.instance).costTotal) < 1e-9)
        #expect(!outcome.newViolations.contains { $0.rule == "activity" })

        var options = RosterTimeOff.Options()
        options.mostShortHours = 1000
        options.mostChanges = 3
        var desk = RosterTimeOff(instance, roster: roster)
        let answer = try #require(
            try desk.decide([.init(agent: shift.agent, dates: shift.start.date...shift.start.date)], options: options)
                .first)
        #expect(Set(answer.lostActivities.map(\.agent)).isSubset(of: [shift.agent]))
        if answer.isGranted {
            #expect(answer.reason.contains("lost with them: talk of \(shift.agent)"))
            #expect(LostActivity.between(roster, desk.roster) == answer.lostActivities)
        } else {
            #expect(desk.roster == roster)
        }

        // Everybody keeps its line: nothing is lost.
        let bids = instance.agents.map { ShiftBid.Bid(agent: $0.id, rank: 1, choices: [$0.id]) }
        let lines = try ShiftBid.award(bids, lines: roster, of: instance)
        #expect(lines.roster == roster && lines.lostActivities.isEmpty)
    }

    @Test
    func `a break in the way gives way, a shift that ends earlier loses the activity`() throws {
        var instance = Instances.plain(agents: 1, required: 1)
        instance.shiftKinds[0].breaks = [BreakTemplate(minutes: 60, isPaid: true, startOffsets: 60...120)]
        func shift(_ minute: Int, pause: Int, _ activities: [Shift.Activity] = []) -> Roster {
            Roster(shifts: [
                Shift(
                    agent: "a0", kind: "k", start: LocalTime(date: Instances.start, minuteOfDay: minute),
                    breaks: [.init(offsetMinutes: pause, minutes: 60)], activities: activities)
            ])
        }
        let given = shift(480, pause: 60, [.init(name: "talk", offsetMinutes: 120, minutes: 60, isPaid: false)])
        // 10:00 to 11:00 lies under the break of the new shift, which can begin an hour later.
        let moved = try CarriedActivities(of: given, in: shift(540, pause: 60), instance: instance)
        #expect(moved.lost.isEmpty)
        #expect(
            moved.roster
                == shift(540, pause: 120, [.init(name: "talk", offsetMinutes: 60, minutes: 60, isPaid: false)]))
        let late = try CarriedActivities(of: given, in: shift(660, pause: 60), instance: instance)
        #expect(late.roster == shift(660, pause: 60))
        #expect(late.lost.map(\.inWords) == ["talk of a0 at \(Instances.start)T10:00"])
    }

    @Test
    func `locked agent-days stay, and the repair takes somebody else`() throws {
        var instance = Instances.plain(agents: 3, required: 1)
        instance.contracts[0].weeklyPaidMinutes = 0...2400
        func shift(_ agent: String, _ day: Int) -> Shift {
            Shift(
                agent: agent, kind: "k", start: LocalTime(date: Instances.start + day, minuteOfDay: 480), breaks: [])
        }
        let roster = Roster(shifts: (0..<3).map { shift("a0", $0) })
        let absence = Availability(agent: "a0", date: Instances.start + 1, span: 0..<1440, kind: .leave)
        var options = RosterRepair.Options()
        options.mostChanges = 1
        func helpers() throws -> [String] {
            try RosterRepair.replan(
                roster, of: instance, absences: [absence], keepsCredit: [false], options: options
            ).changes.map(\.agent)
        }
        let first = try #require(try helpers().first)
        options.locks = [AgentDay(agent: first, date: Instances.start + 1)]
        let second = try helpers()
        #expect(second.count == 1 && second != [first])
        options.locks = Set(["a1", "a2"].map { AgentDay(agent: $0, date: Instances.start + 1) })
        #expect(try helpers().isEmpty)
    }
}
