import ContactCenter
import Testing

@testable import Scheduling

@Suite("Shifts and activities by turns")
struct ActivityRoundsTests {
    @Test
    func `a shift moves where the activity leaves somebody missing`() throws {
        var instance = Instances.plain(agents: 2)
        instance.contracts[0].weeklyPaidMinutes = 0...240
        // One head from 8:00 to 13:00 on Monday. The talk is fixed at 9:00, for a0, who alone is there then.
        instance.requirements[0] = (0..<168).map { (8..<13).contains($0) ? 1 : 0 }
        func shift(_ agent: String, _ minute: Int) -> Shift {
            Shift(
                agent: agent, kind: "k", start: LocalTime(date: Instances.start, minuteOfDay: minute), breaks: [])
        }
        let roster = Roster(shifts: [shift("a0", 480), shift("a1", 960)])
        let talk = PlannedActivity(
            name: "talk", attendees: [.agent("a0")], minutes: 60, dates: Instances.start...Instances.start,
            fixedStart: LocalTime(date: Instances.start, minuteOfDay: 540))
        let plain = try ActivityPlanner(instance).place([talk], in: roster)
        let rounds = try ActivityRounds(instance).place([talk], in: roster, options: .init())
        // 9:00 and 12:00 are short; a1 comes at 9:00 instead of 16:00 and nobody is missing any more.
        #expect(plain.after.underAgentHours == 2 && rounds.after.underAgentHours == 0)
        #expect(rounds.before == plain.before && rounds.sessions == plain.sessions)
        #expect(
            RosterChecker.violations(of: rounds.roster, activities: [talk], in: instance).isEmpty
                && RosterChecker.violations(of: rounds.roster, in: instance).isEmpty)
    }

    @Test(arguments: [UInt64(421)])
    func `the rounds place as many sessions at no more cost, and break nothing`(seed: UInt64) throws {
        let (instance, roster) = try RosterDeskTests.example(seed)
        let dates = instance.startDate...instance.startDate + (instance.days - 1)
        let activities = [
            PlannedActivity(name: "coaching", attendees: [.everyone], minutes: 60, dates: dates),
            PlannedActivity(
                name: "meeting", attendees: [.everyone], minutes: 30, form: .together, dates: dates, leastAttendees: 2),
        ]
        var options = ActivityPlanner.Options()
        options.rounds = 4
        let plain = try ActivityPlanner(instance).place(activities, in: roster, options: options)
        let rounds = try ActivityRounds(instance).place(activities, in: roster, options: options, rounds: 1)
        func missing(_ plan: ActivityPlan) -> Int { plan.unplaced.reduce(0) { $0 + $1.sessions * $1.agents.count } }
        #expect(missing(rounds) <= missing(plain))
        #expect(missing(rounds) < missing(plain) || rounds.after.costTotal <= plain.after.costTotal)
        #expect(rounds.after.costTotal == RosterChecker.score(of: rounds.roster, in: instance).costTotal)
        let broken = Set(RosterChecker.violations(of: plain.roster, in: instance))
        #expect(Set(RosterChecker.violations(of: rounds.roster, in: instance)).isSubset(of: broken))
        #expect(RosterChecker.violations(of: rounds.roster, activities: activities, in: instance).isEmpty)
    }
}
