import ContactCenter
import FileFormats
import Testing

@testable import Planning

@Suite("Scoring versions of a forecast")
struct AccuracyStageTests {
    static let sales = QueueChannel(queue: "sales", channel: .voice)
    static let help = QueueChannel(queue: "help", channel: .voice)
    /// 2026-03-02T00:00:00Z, a Monday.
    static let monday = 1_772_409_600

    static func interval(
        _ stream: QueueChannel, day: Int, _ volume: Double, machine: Double? = nil, author: String = "ann"
    ) -> ForecastInterval {
        ForecastInterval(
            stream: stream, start: Instant(seconds: monday + day * 86_400 + 9 * 3600), intervalSeconds: 3600,
            volume: volume, volume80: .init(lower: volume - 10, upper: volume + 10),
            volume95: .init(lower: volume - 20, upper: volume + 20), ahtSeconds: nil, ahtSeconds80: nil, model: "m",
            override: machine.map { OverrideTrace(machineVolume: $0, authors: [author], reason: "why") })
    }

    static func actual(
        _ stream: QueueChannel, day: Int, _ offered: Int, status: IntervalCounts.Status = .open
    ) -> IntervalCounts {
        var row = IntervalCounts(
            stream: stream, start: Instant(seconds: monday + day * 86_400 + 9 * 3600), intervalSeconds: 3600,
            status: status)
        row.offered = offered
        return row
    }

    @Test("by hand: errors by distance ahead, over all and by stream")
    func byHand() throws {
        let version = ForecastVersion(
            name: "march",
            intervals: [
                Self.interval(Self.sales, day: 0, 100), Self.interval(Self.sales, day: 3, 100),
                Self.interval(Self.sales, day: 8, 100), Self.interval(Self.help, day: 0, 50),
                Self.interval(Self.help, day: 30, 10), Self.interval(Self.help, day: 4, 10),
            ])
        let history = [
            Self.actual(Self.sales, day: 0, 95), Self.actual(Self.sales, day: 3, 115),
            Self.actual(Self.sales, day: 8, 70),
            Self.actual(Self.help, day: 0, 65), Self.actual(Self.help, day: 30, 10),
            Self.actual(Self.help, day: 4, 0, status: .outage),
        ]
        let outcome = try AccuracyStage(zone: .utc).run(versions: [version], history: history)
        func row(_ stream: QueueChannel?, _ lead: VersionAccuracy.Lead) throws -> VersionAccuracy {
            try #require(outcome.rows.first { $0.stream == stream && $0.lead == lead })
        }
        let all = try row(nil, .all)
        #expect(all.intervals == 5 && all.days == 4 && all.actual == 355 && all.expected == 360)
        #expect(all.wape == 65.0 / 355 && all.bias == 5.0 / 355)
        #expect(all.coverage80 == 0.4 && all.coverage95 == 0.8)
        let ahead = try row(nil, .dayAhead)
        #expect(ahead.intervals == 2 && ahead.wape == 20.0 / 160 && ahead.bias == -10.0 / 160)
        #expect(try row(nil, .week1).intervals == 3)
        #expect(try row(Self.sales, .week2).wape == 30.0 / 70)
        #expect(try row(Self.help, .week4).wape == 0)
        #expect(outcome.rows.allSatisfy { $0.source == .final && $0.author == nil })
        #expect(outcome.notes == ["march: 1 intervals have no open row in the history and are not scored"])
        #expect(outcome.words[0].contains("day ahead WAPE 12.5 % (bias -6.3 %)"))
    }

    @Test("overrides are set against the machine, author by author, in numbers and words")
    func overrides() throws {
        // Ann is right on six days, Bob wrong on one.
        var intervals = (0..<6).map { Self.interval(Self.sales, day: $0, 130, machine: 100) }
        intervals.append(Self.interval(Self.sales, day: 7, 50, machine: 100, author: "bob"))
        intervals.append(Self.interval(Self.sales, day: 8, 100))
        let history =
            (0..<6).map { Self.actual(Self.sales, day: $0, 125) } + [
                Self.actual(Self.sales, day: 7, 100), Self.actual(Self.sales, day: 8, 100),
            ]
        let outcome = try AccuracyStage(zone: .utc).run(
            versions: [ForecastVersion(name: "v", intervals: intervals)], history: history)
        func row(_ author: String?, _ source: VersionAccuracy.Source) throws -> VersionAccuracy {
            try #require(outcome.rows.first { $0.author == author && $0.source == source && $0.lead == .all })
        }
        #expect(try row("ann", .machine).wape == 150.0 / 750)
        #expect(try row("ann", .final).wape == 30.0 / 750)
        #expect(try row("bob", .final).wape == 0.5 && row("bob", .machine).wape == 0)
        #expect(try row(nil, .final).wape == 80.0 / 950 && row(nil, .machine).wape == 150.0 / 950)
        #expect(try row("ann", .machine).coverage80 == nil)
        #expect(
            outcome.words.contains(
                "v: overrides of ann helped: WAPE 20.0 % by the machine, 4.0 % with them (6 intervals; better on 6, "
                    + "worse on 0 of 6 days)"))
        #expect(
            outcome.words.contains(
                "v: overrides of bob harmed: WAPE 0.0 % by the machine, 50.0 % with them (1 interval; better on 0, "
                    + "worse on 1 of 1 day); too few days to tell skill from luck"))
    }

    @Test("a version knows when it was made, and is not scored on what was over then")
    func created() throws {
        let version = ForecastVersion(
            name: "v", createdAt: Instant(seconds: Self.monday + 86_400 + 12 * 3600),
            intervals: (0..<4).map { Self.interval(Self.sales, day: $0, 100) })
        let outcome = try AccuracyStage(zone: .utc).run(
            versions: [version], history: (0..<4).map { Self.actual(Self.sales, day: $0, 110) })
        // Monday is past, Tuesday 09:00 was over at noon; Wednesday is a day ahead.
        #expect(outcome.rows.first { $0.lead == .dayAhead }?.intervals == 1)
        #expect(outcome.rows.first { $0.lead == .all }?.intervals == 2)
        #expect(outcome.notes == ["v: 2 intervals were over when the version was made and are not scored"])
    }

    @Test("without any interval in common the error says what has to agree")
    func nothing() {
        let version = ForecastVersion(name: "v", intervals: [Self.interval(Self.sales, day: 0, 1)])
        #expect(throws: PlanningError.self) {
            try AccuracyStage(zone: .utc).run(versions: [version], history: [Self.actual(Self.help, day: 0, 1)])
        }
    }
}
