import ContactCenter
import Testing

@testable import Scheduling

@Suite("Roster checker")
struct RosterCheckerTests {
    /// A lawful week of the plain instance, with a break template to break.
    static func lawful() -> (instance: RosteringInstance, roster: Roster) {
        var instance = Instances.plain(agents: 1, required: 1)
        instance.gridMinutes = 30
        instance.shiftKinds[0].breaks = [
            BreakTemplate(minutes: 30, isPaid: true, startOffsets: 60...90),
            BreakTemplate(minutes: 30, isPaid: true, startOffsets: 120...180),
        ]
        let shifts = [0, 1, 3, 5].map { day in
            Shift(
                agent: "a0", kind: "k", start: LocalTime(date: Instances.start + day, minuteOfDay: 480),
                breaks: [
                    Shift.Break(offsetMinutes: 60, minutes: 30), Shift.Break(offsetMinutes: 150, minutes: 30),
                ])
        }
        return (instance, Roster(shifts: shifts))
    }

    @Test func `a lawful roster has no violation`() {
        let (instance, roster) = Self.lawful()
        #expect(RosterChecker.violations(of: roster, in: instance).isEmpty)
    }

    @Test(
        arguments: [
            "H0 agent", "H0 kind", "H0 date", "H1 contract", "H1 grid", "H1 late", "H2 missing", "H2 window", "H2 gap",
            "H2 length", "H3", "H4", "H5", "H6", "H7", "H8",
        ])
    func `each broken rule is found`(what: String) throws {
        var (instance, roster) = Self.lawful()
        switch what {
        case "H0 agent": roster.shifts[0].agent = "nobody"
        case "H0 kind": roster.shifts[0].kind = "nothing"
        case "H0 date": roster.shifts[0].start = LocalTime(date: Instances.start + 7, minuteOfDay: 480)
        case "H1 contract": instance.contracts[0].shiftKinds = []
        case "H1 grid": roster.shifts[0].start = roster.shifts[0].start + 30
        case "H1 late": roster.shifts[0].start = roster.shifts[0].start + 600
        case "H2 missing": roster.shifts[0].breaks.removeLast()
        case "H2 window": roster.shifts[0].breaks[0].offsetMinutes = 30
        case "H2 gap":
            roster.shifts[0].breaks = [.init(offsetMinutes: 90, minutes: 30), .init(offsetMinutes: 120, minutes: 30)]
        case "H2 length": roster.shifts[0].breaks[0].minutes = 60
        case "H3": roster.shifts[1].start = roster.shifts[0].start + 240
        case "H4": instance.rules.minimumRestMinutes = 1201
        case "H5": instance.rules.maximumConsecutiveDays = 1
        case "H6":
            instance.availability = [
                Availability(agent: "a0", date: Instances.start, span: 700..<730, kind: .unavailable)
            ]
        case "H7": roster.shifts.removeLast()
        default: instance.contracts[0].maximumDaysPerWeek = 3
        }
        let rules = Set(RosterChecker.violations(of: roster, in: instance).map(\.rule))
        #expect(rules.contains(String(what.prefix(2))))
        if Reference.hasJudge, what != "H0 kind" {
            let verdict = try Reference.verdict(on: roster, of: instance)
            #expect(Set(verdict.details.map { String($0.prefix(2)) }) == rules)
        }
    }

    @Test func `a block that only touches the shift's end is none`() {
        var (instance, roster) = Self.lawful()
        instance.availability = [
            Availability(agent: "a0", date: Instances.start, span: 720..<1440, kind: .unavailable),
            Availability(agent: "a0", date: Instances.start, span: 0..<480, kind: .leave),
        ]
        #expect(RosterChecker.violations(of: roster, in: instance).isEmpty)
        roster.shifts[0].start = roster.shifts[0].start + 60
        #expect(RosterChecker.violations(of: roster, in: instance).map(\.rule) == ["H6"])
    }

    @Test(arguments: [(2, 0.0, 0), (3, 4.0, 0), (4, 8.0, 1)])
    func `weekends cost beyond two and one in four must be free`(worked: Int, cost: Double, broken: Int) {
        var (instance, roster) = Self.lawful()
        instance.days = 28
        instance.contracts[0].weeklyPaidMinutes = 960...960
        instance.requirements = [[Int](repeating: 0, count: 28 * 24)]
        roster.shifts = (0..<4).flatMap { week in
            [0, 1, 3, week < worked ? 5 : 4].map { day in
                var shift = roster.shifts[0]
                shift.start = LocalTime(date: Instances.start + week * 7 + day, minuteOfDay: 480)
                return shift
            }
        }
        #expect(RosterChecker.score(of: roster, in: instance).costWeekend == cost)
        #expect(RosterChecker.violations(of: roster, in: instance).map(\.rule) == Array(repeating: "H9", count: broken))
    }

    @Test func `a wish counts once, however many shifts touch it`() {
        var (instance, roster) = Self.lawful()
        // Over midnight: the shift of Monday night and that of Tuesday both touch Tuesday's wish.
        instance.availability = [
            Availability(agent: "a0", date: Instances.start + 1, span: 0..<1440, kind: .avoid, weight: 3)
        ]
        instance.shiftKinds[0].starts = 480...1380
        roster.shifts[0].start = LocalTime(date: Instances.start, minuteOfDay: 1380)
        roster.shifts[1].start = LocalTime(date: Instances.start + 1, minuteOfDay: 900)
        #expect(RosterChecker.score(of: roster, in: instance).costAvoid == 3)
    }

    @Test func `the first tenth short costs the lower price and surplus one an hour`() {
        var (instance, roster) = Self.lawful()
        instance.requirements = [(0..<168).map { $0 == 8 ? 11 : 0 }]
        let score = RosterChecker.score(of: roster, in: instance)
        // Ten heads short for one hour, two of them (a tenth of 11, rounded up) at 10, eight at 30.
        #expect(score.underAgentHours == 10)
        #expect(score.costUnder == 2 * 10 + 8 * 30)
        // Four shifts of three hours on duty, less the hour that is needed.
        #expect(score.overAgentHours == 4 * 3 - 1)
        #expect(score.paidHours == 16)
        #expect(score.costTotal == score.costUnder + 11)
    }
}
