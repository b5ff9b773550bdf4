import ContactCenter
import Testing

@Suite("The trade's vocabulary")
struct VocabularyTests {
    @Test("The half-hour of twelve calls scores 41.7 % to 62.5 % under the formulas in use")
    func serviceLevels() throws {
        var counts = IntervalCounts(
            stream: QueueChannel(queue: "support", channel: .voice), start: Instant(seconds: 0), intervalSeconds: 1800)
        counts.offered = 12
        counts.answered = 8
        counts.abandoned = 4
        counts.shortAbandoned = 1
        counts.abandonedWithin = 2
        counts.answeredWithin = 5
        let expected: [(ServiceLevelFormula, Double?)] = [
            (.offered, 5.0 / 12), (.excludingShortAbandoned, 5.0 / 11), (.excludingAbandonedWithin, 0.5),
            (.abandonedWithinCountAsGood, 7.0 / 12), (.abandonedWithinCountAsGoodExcludingShort, 6.0 / 11),
            (.answered, 0.625), (.virtualWait, nil),
        ]
        for (formula, level) in expected { #expect(formula.evaluate(counts) == level, "\(formula)") }
        #expect(expected.count == ServiceLevelFormula.allCases.count)
    }

    @Test("A service level is not computed from counts that are not known")
    func unknownCounts() {
        var counts = IntervalCounts(
            stream: QueueChannel(queue: "q", channel: .voice), start: Instant(seconds: 0), intervalSeconds: 900)
        (counts.offered, counts.answered, counts.answeredWithin, counts.handleSeconds) = (9, 6, 4, 1700)
        counts.unknown = [.abandonedWithin, .handle]
        #expect(ServiceLevelFormula.offered.evaluate(counts) == 4.0 / 9)
        #expect(ServiceLevelFormula.abandonedWithinCountAsGood.evaluate(counts) == nil)
        #expect(counts.ahtSeconds == nil)
        var sum = counts
        counts.unknown = []
        sum.add(counts)
        #expect(sum.offered == 18 && sum.unknown == [.abandonedWithin, .handle])
    }

    @Test("Nothing offered is no service level, not a perfect one", arguments: ServiceLevelFormula.allCases)
    func nothingOffered(formula: ServiceLevelFormula) {
        let counts = IntervalCounts(
            stream: QueueChannel(queue: "q", channel: .voice), start: Instant(seconds: 0), intervalSeconds: 900)
        #expect(formula.evaluate(counts) == nil)
        #expect(counts.ahtSeconds == nil)
    }

    @Test("Shrinkage divides: 100 agents at 20 % and 10 % are 138.9 compounded, 142.9 partitioned")
    func shrinkage() {
        let compounded = Shrinkage(inOffice: 0.2, outOfOffice: 0.1)
        #expect(abs(compounded.total - 0.28) < 1e-12)
        #expect(abs(compounded.scheduled(forAvailable: 100) - 100 / 0.72) < 1e-9)
        let partitioned = Shrinkage(inOffice: 0.2, outOfOffice: 0.1, composition: .partition)
        #expect(abs(partitioned.scheduled(forAvailable: 100) - 100 / 0.7) < 1e-9)
    }

    @Test("A closure beats special hours; an event and an outage leave the hours as they are")
    func specialDays() throws {
        let date = try #require(CivilDate("2025-12-24"))
        func calendar(_ kinds: [SpecialDay.Kind]) -> CentreCalendar {
            CentreCalendar(
                openingHours: OpeningHours(spans: Array(repeating: 480..<1200, count: 7)),
                specialDays: kinds.map { SpecialDay(date: date, name: "Eve", kind: $0) })
        }
        #expect(calendar([.hours(480..<840), .closed]).openSpan(on: date) == nil)
        #expect(calendar([.hours(480..<840)]).openSpan(on: date) == 480..<840)
        let odd = calendar([.event, .outage(600..<660)])
        #expect(odd.openSpan(on: date) == 480..<1200)
        #expect(odd.events(on: date) == ["Eve"])
        #expect(odd.isOutage(at: LocalTime(date: date, minuteOfDay: 630)))
        #expect(!odd.isOutage(at: LocalTime(date: date, minuteOfDay: 660)))
        #expect(!odd.isOpen(at: LocalTime(date: date, minuteOfDay: 1200)))
    }

    @Test("A make-up working day has the hours of the weekday it is like; special hours and closures beat them")
    func workdays() throws {
        let saturday = try #require(CivilDate("2026-05-09"))
        func span(_ kinds: [SpecialDay.Kind]) -> Range<Int>? {
            let calendar = CentreCalendar(
                openingHours: OpeningHours(spans: [480..<1080, 480..<1080, 480..<1080, 480..<1080, 480..<960, nil, nil]
                ),
                specialDays: kinds.map { SpecialDay(date: saturday, name: "Make-up", kind: $0) })
            #expect(calendar.weekday(on: saturday) == (kinds.isEmpty ? 5 : 4))
            #expect(calendar.weekday(on: saturday + 1) == 6)
            return calendar.openSpan(on: saturday)
        }
        #expect(span([]) == nil)
        #expect(span([.workday(like: 4)]) == 480..<960)
        #expect(span([.event, .workday(like: 4)]) == 480..<960)
        #expect(span([.hours(600..<720), .workday(like: 4)]) == 600..<720)
        #expect(span([.workday(like: 4), .closed]) == nil)
        #expect(SpecialDay.workdayLike(saturday) == 4)
        #expect(SpecialDay.workdayLike(saturday + 1) == 0)
        #expect(SpecialDay.workdayLike(saturday + 2) == 0)
    }

    @Test("A special day concerns all, some queues, some channels, or some channels of some queues")
    func concerns() {
        func day(_ queues: Set<String>, _ channels: Set<String>) -> SpecialDay {
            SpecialDay(
                date: CivilDate(dayNumber: 0), name: "Line cut", kind: .outage(0..<60), queues: queues,
                channels: channels)
        }
        let voice = QueueChannel(queue: "sales", channel: .voice)
        let email = QueueChannel(queue: "sales", channel: .email)
        let other = QueueChannel(queue: "support", channel: .voice)
        func concerned(_ day: SpecialDay) -> [Bool] { [voice, email, other].map(day.concerns) }
        #expect(concerned(day([], [])) == [true, true, true])
        #expect(concerned(day(["sales"], [])) == [true, true, false])
        #expect(concerned(day([], ["voice"])) == [true, false, true])
        #expect(concerned(day(["sales"], ["voice", "chat"])) == [true, false, false])
    }

    @Test("Channels are known by their usual names, and by no other")
    func channels() {
        #expect(Channel("Phone")?.service == .immediate)
        #expect(Channel("web")?.service == .concurrent)
        #expect(Channel("E-Mail")?.service == .deferrable)
        #expect(Channel("carrier pigeon") == nil)
    }

    @Test(
        "Clock times", arguments: [("08:30", 510), ("8:30", 510), ("24:00", 1440), ("00:00", 0)])
    func clock(text: String, minutes: Int) {
        #expect(LocalTime.minuteOfDay(text) == minutes)
    }

    @Test("What is no clock time is refused", arguments: ["24:01", "8", "8:5", "08:60", "a:10", "", "123:00", "-1:30"])
    func noClock(text: String) {
        #expect(LocalTime.minuteOfDay(text) == nil)
    }
}
