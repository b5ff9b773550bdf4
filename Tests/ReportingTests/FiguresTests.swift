import ContactCenter
import Testing

@testable import Reporting

@Suite("Figures of the report")
struct FiguresTests {
    private let stream = QueueChannel(queue: "sales", channel: .voice)
    private let monday = CivilDate(dayNumber: 20_514)

    private func interval(_ volume: Double, halfWidth: Double) -> ForecastInterval {
        ForecastInterval(
            stream: stream, start: Instant(seconds: 0), intervalSeconds: 1800, volume: volume,
            volume80: .init(lower: volume - halfWidth, upper: volume + halfWidth),
            volume95: .init(lower: volume - 2 * halfWidth, upper: volume + 2 * halfWidth), ahtSeconds: nil,
            ahtSeconds80: nil, model: "m")
    }

    @Test("pure chance adds in squares: a day of n Poisson intervals is Poisson")
    func poissonDay() {
        let z = 1.281_551_565_545
        var day = DayBand()
        for _ in 0..<16 { day.add(interval(25, halfWidth: z * 5)) }
        #expect(abs(day.mean - 400) < 1e-9)
        #expect(abs(day.band80.upper - (400 + z * 20)) < 1e-6)
        #expect(abs(day.band80.lower - (400 - z * 20)) < 1e-6)
    }

    @Test("what is far beyond chance adds up: a busy day is busy all day")
    func sharedDay() {
        var day = DayBand()
        for _ in 0..<10 { day.add(interval(10_000, halfWidth: 5000)) }
        // The Poisson part of 128 is negligible beside 5000.
        #expect(abs(day.band80.upper - 150_000) / 150_000 < 0.001)
    }

    @Test("a day's band lies between independence and full dependence, and never below zero")
    func bandBounds() {
        var day = DayBand()
        for index in 0..<24 { day.add(interval(Double(index), halfWidth: 1 + Double(index) / 3)) }
        let halfWidths = (0..<24).map { 1 + Double($0) / 3 }
        let apart = halfWidths.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let together = halfWidths.reduce(0, +)
        let half = day.band80.upper - day.mean
        #expect(half >= apart - 1e-9)
        #expect(half <= together + 1e-9)
        #expect(day.band95.lower >= 0)
    }

    /// The least number of agents missing, by trying every assignment of heads to skills.
    private func bruteForceShortfall(required: [Int], heads: [(mask: UInt64, count: Int)]) -> Int {
        let people = heads.flatMap { Array(repeating: $0.mask, count: $0.count) }
        func best(_ person: Int, _ open: [Int]) -> Int {
            guard person < people.count else { return open.reduce(0) { $0 + max(0, $1) } }
            var least = best(person + 1, open)
            for skill in open.indices where people[person] & (1 << UInt64(skill)) != 0 && open[skill] > 0 {
                var next = open
                next[skill] -= 1
                least = min(least, best(person + 1, next))
            }
            return least
        }
        return best(0, required)
    }

    @Test("the shortfall of all skills is the least that any assignment leaves")
    func shortfallIsExact() {
        var state: UInt64 = 7
        func draw(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        for _ in 0..<200 {
            let required = (0..<3).map { _ in draw(4) }
            let heads = (0..<3).map { _ in (mask: UInt64(1 + draw(7)), count: draw(3)) }
            var onDuty: [UInt64: [Double]] = [:]
            for head in heads { onDuty[head.mask, default: [0]][0] += Double(head.count) }
            let shortfall = CoverageFigures.shortfall(
                required: required.map { [Double($0)] }, onDuty: onDuty, count: 1)
            #expect(shortfall[0] == Double(bruteForceShortfall(required: required, heads: heads)))
        }
    }

    private func segment(
        _ activity: RosterSegment.Activity, _ from: Int, _ to: Int, skill: String = "sales", isPaid: Bool = true
    ) -> RosterSegment {
        let midnight = monday.dayNumber * 86_400
        return RosterSegment(
            agent: "a1", date: monday, kind: "day", activity: activity, skill: activity == .work ? skill : "",
            start: Instant(seconds: midnight + from * 60), end: Instant(seconds: midnight + to * 60), isPaid: isPaid)
    }

    private func requirement(_ minute: Int, _ agents: Double) -> RequirementInterval {
        var interval = RequirementInterval(
            stream: stream, start: Instant(seconds: monday.dayNumber * 86_400 + minute * 60), intervalSeconds: 1800)
        interval.agentsRequired = agents
        interval.agentsScheduled = agents
        return interval
    }

    @Test("heads on duty leave out breaks and count part of an interval as part of a head")
    func headsOnDuty() throws {
        let content = ReportContent(
            summary: PlanSummary(name: "", version: "", seed: 0, timeZone: "UTC"),
            requirements: (0..<4).map { requirement(540 + $0 * 30, 1) },
            roster: [segment(.work, 540, 615), segment(.rest, 615, 630), segment(.work, 630, 645)])
        let shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        let coverage = try #require(CoverageFigures(content: content, shifts: shifts))
        let total = coverage.groups[0]
        #expect(coverage.groups.count == 1)
        func slot(_ minute: Int) throws -> Int {
            try #require(coverage.axis.index(of: LocalTime(date: monday, minuteOfDay: minute)))
        }
        let (first, third, last) = try (slot(540), slot(600), slot(630))
        #expect(total.onDuty[first] == 1)
        #expect(total.onDuty[third] == 0.5)
        #expect(total.onShift[third] == 1)
        #expect(total.onDuty[last] == 0.5)
        #expect(total.under[last] == 0.5)
        #expect(total.under.reduce(0, +) == 1)
        #expect(coverage.axis.window == 540..<660)
        #expect(coverage.shortestSlots.map(\.time.minuteOfDay) == [600, 630])
    }

    @Test("a skill needs the sum over its queues, rounded up to whole heads, and noise is not a head")
    func wholeHeads() throws {
        func coverage(_ agents: [Double]) throws -> CoverageFigures.Group {
            var content = ReportContent(summary: PlanSummary(name: "", version: "", seed: 0, timeZone: "UTC"))
            for (index, agents) in agents.enumerated() {
                var interval = requirement(540, agents)
                interval.stream = QueueChannel(queue: "q\(index)", channel: .voice)
                content.requirements.append(interval)
                content.skillOfQueue["q\(index)"] = "one"
            }
            return try #require(CoverageFigures(content: content, shifts: [])).groups[0]
        }
        #expect(try coverage([0.6, 0.6]).required.max() == 2)
        #expect(try coverage([1.5, 1.5]).required.max() == 3)
        #expect(try coverage([0.1, 0.2, 0.7000000000001]).required.max() == 1)
    }

    @Test("a head missing for a quarter of an hour counts although the half hour looks covered")
    func shortWithinSlot() throws {
        let content = ReportContent(
            summary: PlanSummary(name: "", version: "", seed: 0, timeZone: "UTC"), requirements: [requirement(540, 1)],
            roster: [segment(.work, 540, 555)]
                + [segment(.work, 540, 555)].map { segment in
                    var other = segment
                    other.agent = "a2"
                    return other
                })
        let shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        let total = try #require(CoverageFigures(content: content, shifts: shifts)).groups[0]
        #expect(total.onDuty.max() == 1)
        #expect(total.under.max() == 0.5)
        #expect(total.over.max() == 0.5)
    }

    @Test("a shift over midnight is on duty on both days")
    func overMidnight() throws {
        let content = ReportContent(
            summary: PlanSummary(name: "", version: "", seed: 0, timeZone: "UTC"),
            requirements: stride(from: 0, to: 2880, by: 30).map { requirement($0, 1) },
            roster: [segment(.work, 1320, 1800)])
        let shifts = RosterShift.shifts(of: content.roster, zone: content.zone)
        let coverage = try #require(CoverageFigures(content: content, shifts: shifts))
        #expect(coverage.axis.window == 0..<1440)
        #expect(coverage.dailyHours(coverage.groups[0].onDuty).prefix(3) == [2, 6, 0])
        #expect(MarkupChecker(HTMLReport.render(content)).problems.isEmpty)
    }

    @Test("paid minutes, days and weekends of an agent are those of the segments")
    func agentFigures() throws {
        let segments = [segment(.work, 540, 660), segment(.lunch, 660, 690, isPaid: false), segment(.work, 690, 780)]
        var saturday = segment(.work, 540, 600)
        saturday.date = monday + 5
        saturday.start = saturday.start + 5 * 86_400
        saturday.end = saturday.end + 5 * 86_400
        let shifts = RosterShift.shifts(of: segments + [saturday], zone: .utc)
        let agent = try #require(RosterAgent.agents(of: shifts).first)
        #expect(agent.paidHours == 4.5)
        #expect(agent.workedDays == 2)
        #expect(agent.workedWeekends == 1)
        #expect(agent.skills == "sales")
    }

    @Test("a day's service level pools its intervals instead of averaging their shares")
    func pooledServiceLevel() {
        var busy = PerformanceInterval(
            stream: stream, start: Instant(seconds: monday.dayNumber * 86_400 + 32_400), intervalSeconds: 1800)
        busy.offered = 90
        busy.answered = 90
        busy.answeredWithin = 45
        busy.serviceLevel = 0.5
        var quiet = busy
        quiet.start = busy.start + 1800
        quiet.offered = 10
        quiet.answered = 10
        quiet.answeredWithin = 10
        quiet.serviceLevel = 1
        // Letters that arrive just before the simulation ends, whose target has not passed: neither good nor bad.
        var undecided = quiet
        undecided.start = quiet.start + 1800
        undecided.answered = 0
        undecided.answeredWithin = 0
        undecided.serviceLevel = nil
        let figures = PerformanceFigures([quiet, undecided, busy], zone: .utc)
        #expect(figures.days.count == 1)
        #expect(figures.total.serviceLevel == 0.55)
        #expect(figures.serviceLevel.mean(weekday: 0, slot: 0) == 0.5)
        #expect(figures.serviceLevel.coarsened(by: 2).mean(weekday: 0, slot: 0) == 0.55)
    }

    @Test("an axis holds whole weeks and the hours in which something starts")
    func slotAxis() {
        let axis = SlotAxis(days: (monday + 2)...(monday + 9), slotMinutes: 15, activeMinutes: (495, 1185))
        #expect(axis.firstDay == monday)
        #expect(axis.weeks == 2)
        #expect(axis.window == 480..<1200)
        #expect(axis.index(of: LocalTime(date: monday, minuteOfDay: 479)) == nil)
        #expect(axis.index(of: LocalTime(date: monday + 1, minuteOfDay: 480)) == 48)
        #expect(axis.index(of: LocalTime(date: monday + 14, minuteOfDay: 480)) == nil)
        #expect(axis.minute(3) == 525)
    }

    @Test("an outage stays out of the comparison with the last weeks")
    func outageIsLeftOut() {
        func counts(_ day: Int, _ offered: Int, _ status: IntervalCounts.Status) -> IntervalCounts {
            var counts = IntervalCounts(
                stream: stream, start: Instant(seconds: (monday.dayNumber + day) * 86_400 + 36_000),
                intervalSeconds: 1800, status: status)
            counts.offered = offered
            return counts
        }
        var future = interval(110, halfWidth: 10)
        future.start = Instant(seconds: monday.dayNumber * 86_400 + 36_000)
        let figures = VolumeFigures(
            history: [
                counts(-3, 100, .open), counts(-2, 3, .outage), counts(-1, 0, .closed), counts(-60, 900, .open),
            ], forecast: [future], zone: .utc)
        #expect(figures.past.map(\.offered) == [100, 3])
        #expect(abs((figures.dailyChange ?? 0) - 0.1) < 1e-9)
    }
}
