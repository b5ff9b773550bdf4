import ContactCenter
import FileFormats
import Scheduling
import Testing

@testable import Planning

@Suite("Rosters on the clock")
struct RosterSegmentsTests {
    /// A clock that jumps from 01:00 to 02:00 on Sunday 2026-03-29, as London's does.
    private static let london = ZoneRules(
        identifier: "test", initialOffsetSeconds: 0,
        transitions: [.init(at: Instant(seconds: 1_774_746_000), offsetSeconds: 3600)])
    private static let saturday = CivilDate(dayNumber: 20_540)  // 2026-03-28

    private static func instance(availability: [Availability] = []) -> RosteringInstance {
        let kind = ShiftKind(
            name: "S", presenceMinutes: 480, paidMinutes: 450, starts: 0...1380, startStepMinutes: 30,
            breaks: [
                BreakTemplate(minutes: 15, isPaid: true, startOffsets: 60...120),
                BreakTemplate(minutes: 30, isPaid: false, startOffsets: 180...300),
            ])
        return RosteringInstance(
            name: "test", startDate: saturday.monday, days: 7, gridMinutes: 15, intervalMinutes: 30, open: 0,
            close: 1440, skills: ["a", "b"],
            agents: [Agent(id: "ann", contract: "c", skills: ["a", "b"])],
            contracts: [
                Contract(name: "c", weeklyPaidMinutes: 0...2400, maximumDaysPerWeek: 5, shiftKinds: ["S"])
            ], shiftKinds: [kind], availability: availability,
            requirements: [[Int]](repeating: [Int](repeating: 0, count: 336), count: 2))
    }

    private static func segments(start: LocalTime) -> [RosterSegment] {
        let shift = Shift(
            agent: "ann", kind: "S", start: start,
            breaks: [.init(offsetMinutes: 90, minutes: 15), .init(offsetMinutes: 240, minutes: 30)])
        return RosterSegments(instance: instance(), zone: london, length: .wall).segments(of: Roster(shifts: [shift]))
    }

    @Test("A shift is work, paid break, work, unpaid lunch, work, without a gap")
    func ordinaryDay() {
        let segments = Self.segments(start: LocalTime(date: Self.saturday, minuteOfDay: 540))
        #expect(segments.map(\.activity) == [.work, .rest, .work, .lunch, .work])
        #expect(segments.map(\.isPaid) == [true, true, true, false, true])
        #expect(segments.map { ($0.end - $0.start) / 60 } == [90, 15, 135, 30, 210])
        for (earlier, later) in zip(segments, segments.dropFirst()) { #expect(earlier.end == later.start) }
        #expect(segments.first?.skill == "a|b")
        #expect(segments[1].skill.isEmpty)
    }

    @Test("A night shift over the spring clock change ends on the wall clock, an hour of real time shorter")
    func clockChange() {
        let segments = Self.segments(start: LocalTime(date: Self.saturday, minuteOfDay: 1320))
        let hours = segments.reduce(0) { $0 + ($1.end - $1.start) } / 3600
        #expect(hours == 7)
        #expect(segments.last.map { Self.london.localTime(at: $0.end).description } == "2026-03-29T06:00")
    }

    @Test("By elapsed time a shift over a clock change lasts as long as its kind says", arguments: [-1, 1])
    func elapsedLength(change: Int) {
        // Spring: 01:00 becomes 02:00. Autumn: 02:00 becomes 01:00, a day of 25 hours.
        let zone = ZoneRules(
            identifier: "test", initialOffsetSeconds: 3600,
            transitions: [.init(at: Instant(seconds: 1_774_746_000), offsetSeconds: 3600 - change * 3600)])
        let shift = Shift(
            agent: "ann", kind: "S", start: LocalTime(date: Self.saturday, minuteOfDay: 1320),
            breaks: [.init(offsetMinutes: 90, minutes: 15), .init(offsetMinutes: 240, minutes: 30)])
        let segments = RosterSegments(instance: Self.instance(), zone: zone, length: .elapsed).segments(
            of: Roster(shifts: [shift]))
        #expect(segments.reduce(0) { $0 + ($1.end - $1.start) } == 8 * 3600)
        #expect(segments.filter(\.isPaid).reduce(0) { $0 + ($1.end - $1.start) } == 450 * 60)
        let end = segments.last.map { zone.localTime(at: $0.end).description }
        #expect(end == (change == 1 ? "2026-03-29T05:00" : "2026-03-29T07:00"))
        for (earlier, later) in zip(segments, segments.dropFirst()) { #expect(earlier.end == later.start) }
    }

    @Test("A start that the clock skips is named")
    func skippedStart() {
        func shift(_ minute: Int) -> Shift {
            Shift(agent: "ann", kind: "S", start: LocalTime(date: Self.saturday + 1, minuteOfDay: minute), breaks: [])
        }
        let segments = RosterSegments(instance: Self.instance(), zone: Self.london)
        let roster = Roster(shifts: [shift(30), shift(90), shift(150)])
        #expect(segments.skippedStarts(of: roster) == [shift(90)])
    }

    @Test("Leave is a segment of its own, paid when it earns credit", arguments: [0, 480])
    func leave(credit: Int) {
        let leave = Availability(
            agent: "ann", date: Self.saturday, span: 0..<1440, kind: .leave, creditMinutes: credit)
        let segments = RosterSegments(instance: Self.instance(availability: [leave]), zone: Self.london)
            .segments(of: Roster())
        #expect(segments.map(\.activity) == [.leave])
        #expect(segments.first?.isPaid == (credit > 0))
    }

    @Test(
        "On the days when the clock changes an eight-hour shift lasts eight hours, in three zones",
        arguments: [
            ("Europe/Berlin", "2026-10-25", "2026-03-29"), ("America/New_York", "2026-11-01", "2026-03-08"),
            ("Australia/Lord_Howe", "2026-04-05", "2026-10-04"),
        ])
    func threeZones(name: String, long: String, short: String) throws {
        let zone = try ZoneRules.load(name)
        for text in [long, short] {
            let date = try #require(CivilDate(text))
            var instance = Self.instance()
            instance.startDate = date.monday
            instance.clockGaps = zone.skippedTimes(from: date.monday, days: 7)
            let shift = Shift(
                agent: "ann", kind: "S", start: LocalTime(date: date),
                breaks: [.init(offsetMinutes: 90, minutes: 15), .init(offsetMinutes: 240, minutes: 30)],
                activities: [.init(name: "briefing", offsetMinutes: 300, minutes: 30)])
            let segments = RosterSegments(instance: instance, zone: zone).segments(of: Roster(shifts: [shift]))
            #expect(segments.reduce(0) { $0 + ($1.end - $1.start) } == 8 * 3600)
            #expect(segments.filter { $0.activityName == "briefing" }.map { ($0.end - $0.start) / 60 } == [30])
            for (earlier, later) in zip(segments, segments.dropFirst()) { #expect(earlier.end == later.start) }
            let change = zone.quarterHours(on: date) - 96
            let end = try #require(segments.last.map { zone.localTime(at: $0.end) })
            #expect(end - LocalTime(date: date) == 480 - change * 15)
            #expect((change > 0) == (text == long))
        }
    }

    @Test("No shift may start in the hour that the clock skips", arguments: ["Europe/Berlin", "America/New_York"])
    func gap(name: String) throws {
        let zone = try ZoneRules.load(name)
        let sunday = try #require(CivilDate(name == "Europe/Berlin" ? "2026-03-29" : "2026-03-08"))
        var instance = Self.instance()
        instance.startDate = sunday.monday
        instance.clockGaps = zone.skippedTimes(from: sunday.monday, days: 7)
        let two = LocalTime(date: sunday, minuteOfDay: 120)
        #expect(instance.clockGaps == [two..<two + 60])
        func roster(_ minute: Int) -> Roster {
            Roster(shifts: [
                Shift(
                    agent: "ann", kind: "S", start: LocalTime(date: sunday, minuteOfDay: minute),
                    breaks: [.init(offsetMinutes: 90, minutes: 15), .init(offsetMinutes: 240, minutes: 30)])
            ])
        }
        #expect(RosterChecker.violations(of: roster(150), in: instance).map(\.rule) == ["H1"])
        #expect(RosterChecker.violations(of: roster(180), in: instance).isEmpty)
        let segments = RosterSegments(instance: instance, zone: zone)
        #expect(throws: SchedulingError.self) { try segments.refuseSkippedStarts(of: roster(150)) }
        try segments.refuseSkippedStarts(of: roster(180))
        // The search does not go there either: with no other start there is no roster.
        instance.shiftKinds[0].starts = 120...150
        instance.contracts[0].weeklyPaidMinutes = 450 * 5...450 * 6
        instance.contracts[0].maximumDaysPerWeek = 6
        let found = try RosterSearch(instance, options: RosterSearchOptions(iterations: 200, seed: 1, threads: 1))
            .run(shouldStop: { false }).roster
        #expect(found.shifts.allSatisfy { $0.start.date != sunday })
        #expect(found.shifts.count >= 5)
    }

    @Test("Work is cut where the skill changes, and nowhere else")
    func skills() {
        var instance = Self.instance()
        instance.startDate = Self.saturday.monday
        for interval in 0..<336 {
            instance.requirements[0][interval] = interval % 48 < 24 ? 1 : 0
            instance.requirements[1][interval] = interval % 48 < 24 ? 0 : 1
        }
        let shift = Shift(
            agent: "ann", kind: "S", start: LocalTime(date: Self.saturday.monday, minuteOfDay: 540),
            breaks: [.init(offsetMinutes: 90, minutes: 15), .init(offsetMinutes: 240, minutes: 30)])
        let work = RosterSegments(instance: instance, zone: .utc).segments(of: Roster(shifts: [shift]))
            .filter { $0.activity == .work }
        #expect(work.map(\.assignedSkill) == ["a", "a", "b", "b"])
        #expect(work.map(\.skill) == ["a|b", "a|b", "a|b", "a|b"])
        #expect(work[1].end == work[2].start)
        #expect(ZoneRules.utc.localTime(at: work[2].start).minuteOfDay == 720)
    }
}
