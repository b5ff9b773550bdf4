import ContactCenter
import Testing

@testable import Scheduling

@Suite("Swaps, bids, time off, questions")
struct VerbTests {
    /// Two agents with four 4-hour shifts each; a0 has the wish not to work on Tuesday.
    private static func pair() -> (instance: RosteringInstance, roster: Roster) {
        var instance = Instances.plain(agents: 2, required: 1)
        instance.availability = [
            Availability(agent: "a0", date: Instances.start + 1, span: 0..<1440, kind: .avoid, weight: 3)
        ]
        func shift(_ agent: String, _ day: Int, _ minute: Int) -> Shift {
            Shift(
                agent: agent, kind: "k", start: LocalTime(date: Instances.start + day, minuteOfDay: minute), breaks: [])
        }
        return (
            instance,
            Roster(
                shifts: [0, 1, 2, 3].map { shift("a0", $0, 480) } + [0, 2, 4, 5].map { shift("a1", $0, 720) })
        )
    }

    @Test func `takers are told with both sides' rules and the cost`() throws {
        let (instance, roster) = Self.pair()
        var swap = try RosterSwap(instance, roster: roster)
        let monday = try swap.takers(of: "a0", on: Instances.start)
        #expect(monday.map(\.kind) == [.exchanges])
        #expect(monday[0].isLawful)
        // a0 would lose a day and a1 have five: both leave their band.
        let tuesday = try swap.takers(of: "a0", on: Instances.start + 1)
        #expect(tuesday.map(\.kind) == [.takes])
        #expect(Set(tuesday[0].violations.map { "\($0.rule) \($0.agent)" }) == ["H7 a0", "H7 a1"])
    }

    @Test func `a trade of days is lawful when both keep their week, and its cost is exact`() throws {
        let (instance, roster) = Self.pair()
        var swap = try RosterSwap(instance, roster: roster)
        let verdict = try swap.trade("a0", on: Instances.start + 1, with: "a1", on: Instances.start + 4)
        #expect(verdict.isLawful)
        var after = roster
        for index in after.shifts.indices {
            let day = after.shifts[index].start.date - Instances.start
            if after.shifts[index].agent == "a0", day == 1 {
                after.shifts[index].agent = "a1"
            } else if after.shifts[index].agent == "a1", day == 4 {
                after.shifts[index].agent = "a0"
            }
        }
        let change =
            RosterChecker.score(of: after, in: instance).costTotal
            - RosterChecker.score(of: roster, in: instance).costTotal
        #expect(abs(verdict.costChange - change) < 1e-9)
        #expect(change == -3)
        let both = try swap.trade("a0", on: Instances.start + 1, with: "a1", on: Instances.start + 2)
        #expect(both.violations.contains { $0.rule == "H3" && $0.agent == "a0" })
        #expect(throws: SchedulingError.self) {
            try swap.trade("a0", on: Instances.start + 4, with: "a1", on: Instances.start)
        }
        #expect(throws: SchedulingError.unknown(what: "agent", name: "a9", nearest: "a0")) {
            try swap.takers(of: "a9", on: Instances.start)
        }
    }

    @Test func `why not: the rules broken, and the way around them`() throws {
        let (instance, roster) = Self.pair()
        var question = try RosterQuestion(instance, roster: roster)
        let answers = try question.whyNot("a0", kind: "k", on: Instances.start + 5, start: 480)
        #expect(answers.count == 1)
        #expect(answers[0].violations.map(\.rule) == ["H7"])
        // Tuesday off instead also grants the wish.
        #expect(answers[0].way == "\(Instances.start + 1) off")
        let now = try question.whyNot("a0", kind: "k", on: Instances.start, start: 480)
        #expect(now[0].costChange == 0)
        #expect(throws: SchedulingError.self) { try question.whyNot("a0", kind: "kk", on: Instances.start) }
    }

    @Test func `a refused wish is priced by the cheapest lawful change`() throws {
        let (instance, roster) = Self.pair()
        var question = try RosterQuestion(instance, roster: roster)
        let wishes = question.refusedWishes()
        #expect(wishes.count == 1)
        // Four hours of cover go from Tuesday to a day on which they serve as much: nothing is lost.
        #expect(wishes[0].price == 0)
        #expect(wishes[0].way?.hasPrefix("\(Instances.start + 1) off, ") == true)
    }

    @Test func `time off is granted in order of rank as long as cover allows`() throws {
        let (instance, roster) = Self.pair()
        let day = Instances.start + 2
        let requests: [RosterTimeOff.Request] = [
            .init(agent: "a0", dates: day...day, rank: 2), .init(agent: "a1", dates: day...day, rank: 1),
            .init(agent: "a1", dates: Instances.start + 1...Instances.start + 1, rank: 3),
        ]
        var options = RosterTimeOff.Options()
        options.mostShortHours = 4
        var desk = RosterTimeOff(instance, roster: roster)
        let answers = try desk.decide(requests, options: options)
        #expect(answers.map(\.request.rank) == [1, 2, 3])
        // The first takes four hours; the second would leave 4 more, which is allowed by itself.
        #expect(answers.map(\.isGranted) == [true, true, true])
        #expect(answers.map(\.shiftsLost) == [1, 1, 0])
        #expect(RosterChecker.violations(of: desk.roster, in: desk.instance).isEmpty)
        options.mostShortHours = 3
        var strict = RosterTimeOff(instance, roster: roster)
        #expect(try strict.decide(requests, options: options).map(\.isGranted) == [false, false, true])
        // Without credit the week falls below its hours.
        var unpaid = RosterTimeOff(instance, roster: roster)
        options.mostShortHours = 100
        let refused = try unpaid.decide([.init(agent: "a0", dates: day...day, creditMinutes: 0)], options: options)
        #expect(refused[0].violations.map(\.rule) == ["H7"])
        #expect(!refused[0].isGranted)
    }

    @Test func `bids are served by rank, and nobody is left without a lawful line`() throws {
        var (instance, roster) = Self.pair()
        instance.availability = [
            // a1 cannot work on Friday: only lines without Friday are lawful for it.
            Availability(agent: "a2", date: Instances.start + 1, span: 0..<1440, kind: .unavailable)
        ]
        instance.agents.append(Agent(id: "a2", contract: "c", skills: ["sales"]))
        roster.shifts += [2, 3, 5, 6].map {
            Shift(agent: "a2", kind: "k", start: LocalTime(date: Instances.start + $0, minuteOfDay: 600), breaks: [])
        }
        let bids: [ShiftBid.Bid] = [
            .init(agent: "a0", rank: 2, choices: ["a1", "a2"]), .init(agent: "a1", rank: 1, choices: ["a2"]),
            .init(agent: "a2", rank: 3, choices: ["a0"]),
        ]
        let outcome = try ShiftBid.award(bids, lines: roster, of: instance)
        // a1 gets a2's line; a0 then cannot leave a0's line (with Tuesday) to a2 … but a1's line is free for it only
        // when a2 can work what is left, a0's line, which it cannot.
        #expect(outcome.log.filter(\.isAwarded).map { "\($0.agent)<\($0.line)" } == ["a1<a2", "a0<a0", "a2<a1"])
        #expect(outcome.log.contains { $0.agent == "a0" && $0.line == "a1" && $0.reason.contains("left without") })
        #expect(RosterChecker.violations(of: outcome.roster, in: instance).isEmpty)
        #expect(outcome.roster.shifts.count == roster.shifts.count)
        #expect(abs(outcome.costChange) < 1e-9)
    }

    @Test func `an absence during leave leaves no overlapping leave behind`() throws {
        var (instance, roster) = Self.pair()
        roster.shifts.removeAll { $0.agent == "a0" && $0.start.date == Instances.start + 3 }
        instance.availability.append(
            Availability(agent: "a0", date: Instances.start + 3, span: 0..<720, kind: .leave, creditMinutes: 240))
        let absence = Availability(agent: "a0", date: Instances.start + 3, span: 0..<1440, kind: .leave)
        let outcome = try RosterRepair.replan(
            roster, of: instance, absences: [absence, absence], keepsCredit: [false, false])
        let leaves = outcome.instance.availability.filter { $0.kind == .leave }
        #expect(leaves.count == 1)
        #expect(outcome.instance.availability.count { $0.kind == .unavailable } == 1)
        #expect(outcome.newViolations.isEmpty)
        var desk = RosterTimeOff(instance, roster: roster)
        let day = Instances.start + 3
        #expect(try desk.decide([.init(agent: "a0", dates: day...day)]).map(\.isGranted) == [true])
        #expect(desk.instance.availability.count { $0.kind == .leave } == 1)
    }
}
