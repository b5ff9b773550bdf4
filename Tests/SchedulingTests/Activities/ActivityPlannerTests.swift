import ContactCenter
import NumericalMethods
import Testing

@testable import Scheduling

@Suite("Activities inside shifts")
struct ActivityPlannerTests {
    /// Instances on a coarse grid with a roster, small enough to try everything.
    static let cases: [(instance: RosteringInstance, roster: Roster)] = (UInt64(1)...26).compactMap { seed in
        let instance = Instances.random(seed: seed, overnight: false)
        guard instance.gridMinutes == 30, instance.days <= 10,
            let search = try? RosterSearch(
                instance, options: RosterSearchOptions(iterations: 500, seed: seed, threads: 1))
        else { return nil }
        let roster = search.run(shouldStop: { false }).roster
        return roster.shifts.count > 4 ? (instance, roster) : nil
    }

    /// Every lawful placement of the breaks of `shift` that the checker accepts.
    static func breakPlacements(_ shift: Shift, _ instance: RosteringInstance) -> [[Shift.Break]] {
        guard let kind = instance.shiftKinds.first(where: { $0.name == shift.kind }) else { return [] }
        var all: [[Shift.Break]] = [[]]
        for template in kind.breaks {
            all = all.flatMap { before in
                stride(from: 0, through: template.startOffsets.upperBound, by: instance.gridMinutes).compactMap {
                    offset -> [Shift.Break]? in
                    guard template.startOffsets.contains(offset) else { return nil }
                    if let last = before.last,
                        offset - last.offsetMinutes - last.minutes < instance.rules.minimumGapBetweenBreaksMinutes
                    {
                        return nil
                    }
                    return before + [.init(offsetMinutes: offset, minutes: template.minutes)]
                }
            }
        }
        return all
    }

    static func presence(_ shift: Shift, _ instance: RosteringInstance) -> Int {
        instance.shiftKinds.first { $0.name == shift.kind }?.presenceMinutes ?? 0
    }

    @Test("One session of one agent has the least cost over every start and every placement of the breaks")
    func singleIsOptimal() throws {
        var tried = 0
        for (index, (instance, roster)) in Self.cases.enumerated() {
            guard let shift = roster.shifts.first(where: { $0.kind != "long" }), tried < 5 else { continue }
            tried += 1
            let activity = PlannedActivity(
                name: "coaching", attendees: [.agent(shift.agent)], minutes: index % 2 == 0 ? 60 : 30,
                dates: shift.start.date...shift.start.date)
            var options = ActivityPlanner.Options()
            options.rounds = 3
            let plan = try ActivityPlanner(instance).place([activity], in: roster, options: options)
            var best = Double.infinity
            for offset in stride(
                from: 0, through: Self.presence(shift, instance) - activity.minutes, by: instance.gridMinutes)
            {
                for breaks in Self.breakPlacements(shift, instance)
                where breaks.allSatisfy({
                    !($0.offsetMinutes..<$0.offsetMinutes + $0.minutes).overlaps(offset..<offset + activity.minutes)
                }) {
                    var other = roster
                    guard let place = other.shifts.firstIndex(of: shift) else { continue }
                    other.shifts[place].breaks = breaks
                    other.shifts[place].activities = [
                        .init(name: "coaching", offsetMinutes: offset, minutes: activity.minutes)
                    ]
                    best = min(best, RosterChecker.score(of: other, in: instance).costTotal)
                }
            }
            #expect(abs(plan.after.costTotal - best) < 1e-9, "seed \(instance.name): \(plan.after.costTotal) \(best)")
            #expect(plan.unplaced.isEmpty == (best < .infinity))
        }
        #expect(tried == 5)
    }

    @Test("A meeting of all who are on shift has the least cost over every start")
    func togetherIsOptimal() throws {
        var tried = 0
        for (instance, roster) in Self.cases {
            let day = instance.startDate + 2
            let present = roster.shifts.filter { $0.start.date == day }
            guard present.count >= 2, tried < 5 else { continue }
            tried += 1
            var activity = PlannedActivity(
                name: "meeting", attendees: present.map { .agent($0.agent) }, minutes: 30, form: .together,
                dates: day...day, leastAttendees: 1)
            var options = ActivityPlanner.Options()
            options.movesBreaks = false
            options.rounds = 3
            let plan = try ActivityPlanner(instance).place([activity], in: roster, options: options)
            var best: (attendees: Int, cost: Double) = (0, .infinity)
            for minute in stride(from: 0, to: 1440, by: instance.gridMinutes) {
                let start = LocalTime(date: day, minuteOfDay: minute)
                var other = roster
                var attendees = 0
                for index in other.shifts.indices where present.contains(other.shifts[index]) {
                    let offset = start - other.shifts[index].start
                    guard offset >= 0, offset + 30 <= Self.presence(other.shifts[index], instance),
                        other.shifts[index].breaks.allSatisfy({
                            !($0.offsetMinutes..<$0.offsetMinutes + $0.minutes).overlaps(offset..<offset + 30)
                        })
                    else { continue }
                    attendees += 1
                    other.shifts[index].activities = [.init(name: "meeting", offsetMinutes: offset, minutes: 30)]
                }
                let cost = RosterChecker.score(of: other, in: instance).costTotal
                if attendees > best.attendees || (attendees == best.attendees && cost < best.cost) {
                    best = (attendees, cost)
                }
            }
            #expect(plan.sessions.first?.attendees.count == best.attendees)
            #expect(abs(plan.after.costTotal - best.cost) < 1e-9)
            // The same meeting for everybody has a place only when everybody can come.
            activity.leastAttendees = nil
            let whole = try ActivityPlanner(instance).place([activity], in: roster, options: options)
            #expect(whole.unplaced.isEmpty == (best.attendees == present.count))
        }
        #expect(tried == 5)
    }

    @Test("Two sessions of two agents are as cheap as the best pair of starts")
    func pairIsOptimal() throws {
        var tried = 0
        for (instance, roster) in Self.cases {
            let days = Dictionary(grouping: roster.shifts, by: \.start.date).filter { $0.value.count >= 2 }
            guard let day = days.keys.min(), let shifts = days[day].map({ Array($0.prefix(2)) }), tried < 3 else {
                continue
            }
            tried += 1
            var options = ActivityPlanner.Options()
            options.movesBreaks = false
            options.rounds = 60
            let plan = try ActivityPlanner(instance).place(
                [
                    PlannedActivity(
                        name: "coaching", attendees: shifts.map { .agent($0.agent) }, minutes: 60, dates: day...day)
                ], in: roster, options: options)
            func offsets(_ shift: Shift) -> [Int] {
                stride(from: 0, through: Self.presence(shift, instance) - 60, by: instance.gridMinutes).filter {
                    offset in
                    shift.breaks.allSatisfy {
                        !($0.offsetMinutes..<$0.offsetMinutes + $0.minutes).overlaps(offset..<offset + 60)
                    }
                }
            }
            var best = Double.infinity
            for first in offsets(shifts[0]) {
                for second in offsets(shifts[1]) {
                    var other = roster
                    for (shift, offset) in zip(shifts, [first, second]) {
                        guard let place = other.shifts.firstIndex(of: shift) else { continue }
                        other.shifts[place].activities = [.init(name: "coaching", offsetMinutes: offset, minutes: 60)]
                    }
                    best = min(best, RosterChecker.score(of: other, in: instance).costTotal)
                }
            }
            guard best < .infinity else { continue }
            #expect(abs(plan.after.costTotal - best) < 1e-9)
        }
        #expect(tried == 3)
    }

    @Test("Whatever is asked, the roster stays lawful, sessions are as asked, and none is lost", arguments: 0..<4)
    func lawful(number: Int) throws {
        let (instance, roster) = Self.cases[number]
        let last = instance.startDate + (instance.days - 1)
        let all = instance.startDate...last
        let trainer = instance.agents[0].id
        let activities = [
            PlannedActivity(name: "training", attendees: [.everyone], minutes: 60, sessions: 2, dates: all),
            PlannedActivity(
                name: "coaching", attendees: [.everyone], minutes: 30, dates: all, seats: 1, trainer: trainer),
            PlannedActivity(
                name: "huddle", attendees: [.everyone], minutes: 30, form: .together, dates: all, hours: 540..<1080,
                leastAttendees: 2),
            PlannedActivity(
                name: "class", attendees: [.skill(instance.skills[0])], minutes: 60, form: .together, dates: all,
                seats: 2),
        ]
        var options = ActivityPlanner.Options()
        options.rounds = 12
        let plan = try ActivityPlanner(instance).place(activities, in: roster, options: options)
        #expect(
            RosterChecker.violations(of: plan.roster, in: instance)
                == RosterChecker.violations(of: roster, in: instance))
        #expect(RosterChecker.violations(of: plan.roster, activities: activities, in: instance) == [])
        for activity in activities {
            let meant = instance.agents.filter(activity.concerns).map(\.id)
            var sessions = Dictionary(uniqueKeysWithValues: meant.map { ($0, 0) })
            for session in plan.sessions where session.activity == activity.name {
                for agent in session.attendees { sessions[agent, default: 0] += 1 }
            }
            for missing in plan.unplaced where missing.activity == activity.name {
                #expect(!missing.reason.isEmpty)
                for agent in missing.agents { sessions[agent, default: 0] += missing.sessions }
            }
            #expect(sessions.values.allSatisfy { $0 >= activity.sessions }, "\(activity.name) \(sessions)")
        }
        // The same input, the same plan.
        let repeated = try ActivityPlanner(instance).place(activities, in: roster, options: options)
        #expect(repeated.roster == plan.roster)
    }

    // MARK: What has no place

    /// Two agents, four-hour shifts without breaks, Monday 08:00 and Monday 13:00.
    static func apart() -> (RosteringInstance, Roster) {
        var instance = Instances.plain(agents: 2, required: 1)
        instance.shiftKinds = [
            ShiftKind(
                name: instance.shiftKinds[0].name, presenceMinutes: 240, paidMinutes: 240, starts: 480...960,
                startStepMinutes: 60, breaks: [])
        ]
        let kind = instance.shiftKinds[0].name
        func shift(_ agent: String, _ minute: Int) -> Shift {
            Shift(
                agent: agent, kind: kind, start: LocalTime(date: instance.startDate, minuteOfDay: minute), breaks: [])
        }
        return (instance, Roster(shifts: [shift("a0", 480), shift("a1", 780)]))
    }

    @Test("A meeting of people who are never there together is refused with the nearest way out")
    func neverTogether() throws {
        let (instance, roster) = Self.apart()
        let meeting = PlannedActivity(
            name: "meeting", attendees: [.everyone], minutes: 60, form: .together,
            dates: instance.startDate...instance.startDate)
        let plan = try ActivityPlanner(instance).place([meeting], in: roster)
        #expect(plan.sessions.isEmpty)
        #expect(plan.roster == roster)
        let missing = try #require(plan.unplaced.first)
        #expect(missing.agents == ["a0", "a1"])
        #expect(missing.reason == "at most 1 of the 2 attendees needed are free together")
        #expect(missing.remedy.hasPrefix("min_attendees 1: on "))
    }

    @Test("Hours, days, seats, trainers and lengths that leave no place are named")
    func reasons() throws {
        let (instance, roster) = Self.apart()
        let monday = instance.startDate
        func only(_ activity: PlannedActivity) throws -> ActivityPlan.Unplaced? {
            try ActivityPlanner(instance).place([activity], in: roster).unplaced.first
        }
        let hours = try only(
            PlannedActivity(
                name: "x", attendees: [.agent("a0")], minutes: 60, dates: monday...monday, hours: 720..<1080))
        #expect(hours?.remedy.hasPrefix("widen the hours: on \(monday) at ") == true)
        let dates = try only(
            PlannedActivity(name: "x", attendees: [.agent("a0")], minutes: 60, dates: monday + 1...monday + 2))
        #expect(dates?.remedy.hasPrefix("allow another day: on \(monday) at ") == true)
        let long = try only(
            PlannedActivity(name: "x", attendees: [.agent("a0")], minutes: 300, dates: monday...monday))
        #expect(long?.remedy == "shorten it to 240 min, or split it")
        let trainer = try only(
            PlannedActivity(
                name: "x", attendees: [.agent("a0")], minutes: 60, dates: monday...monday, trainer: "a1"))
        #expect(trainer?.reason == "trainer a1 is not free when a0 is")
        let days = try only(
            PlannedActivity(name: "x", attendees: [.agent("a0")], minutes: 60, sessions: 2, dates: monday...monday))
        #expect(days?.reason.hasPrefix("there are not enough days") == true || days?.remedy.isEmpty == false)
    }

    @Test("A rule of least cover is kept, and named when it leaves no place")
    func leastCover() throws {
        var (instance, roster) = Self.apart()
        instance.ruleBook = [
            RosterRule(
                id: "two", term: .minimumCover(skill: nil, heads: 1, weekdays: [], span: 480..<720), level: .hard)
        ]
        let activity = PlannedActivity(
            name: "x", attendees: [.agent("a0")], minutes: 60, dates: instance.startDate...instance.startDate)
        let plan = try ActivityPlanner(instance).place([activity], in: roster)
        #expect(plan.unplaced.first?.reason == "a rule of least cover would be broken")
        roster.shifts.append(roster.shifts[0])
        roster.shifts[2].agent = "a1"
        roster.shifts.remove(at: 1)
        #expect(try ActivityPlanner(instance).place([activity], in: roster).unplaced.isEmpty)
    }

    @Test("The checker finds activities over breaks, outside their shift, off the grid, over each other")
    func checker() {
        let (instance, roster) = Self.cases[0]
        guard let index = roster.shifts.firstIndex(where: { !$0.breaks.isEmpty }) else { return }
        let pause = roster.shifts[index].breaks[0]
        func problems(_ activities: [Shift.Activity]) -> Int {
            var other = roster
            other.shifts[index].activities = activities
            return RosterChecker.violations(of: other, in: instance).count { $0.rule == "activity" }
        }
        #expect(problems([]) == 0)
        #expect(problems([.init(name: "x", offsetMinutes: pause.offsetMinutes, minutes: 30)]) == 1)
        #expect(problems([.init(name: "x", offsetMinutes: 5, minutes: 25)]) == 1)
        #expect(problems([.init(name: "x", offsetMinutes: 6000, minutes: 30)]) == 1)
        #expect(
            problems([
                .init(name: "x", offsetMinutes: 0, minutes: 60), .init(name: "y", offsetMinutes: 30, minutes: 30),
            ])
                >= 1)
    }
}
