import ContactCenter
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
        return RosterSegments(instance: instance(), zone: london).segments(of: Roster(shifts: [shift]))
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
}
