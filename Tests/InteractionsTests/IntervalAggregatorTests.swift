import ContactCenter
import Interactions
import Tabular
import Testing

@Suite("Interval history")
struct IntervalAggregatorTests {
    static let sales = QueueChannel(queue: "sales", channel: .voice)

    static func contact(
        _ id: Int, at seconds: Int, wait: Double?, talk: Double? = nil, wrap: Double? = nil, customer: String? = nil,
        stream: QueueChannel = sales
    ) -> Interaction {
        var contact = Interaction(
            id: "\(id)", stream: stream, createdAt: Instant(seconds: seconds),
            outcome: talk == nil ? .abandoned : .answered)
        contact.waitSeconds = wait
        contact.talkSeconds = talk
        contact.wrapSeconds = wrap
        contact.customerID = customer
        return contact
    }

    /// The golden example: twelve contacts of one half-hour, T = 20 s, short below 5 s.
    static let start = 1_740_992_400  // 2025-03-03T09:00:00Z
    static let golden: [Interaction] = [
        contact(1, at: start + 15, wait: 4, talk: 180, wrap: 30, customer: "C1"),
        contact(2, at: start + 70, wait: 12, talk: 240, wrap: 20, customer: "C2"),
        contact(3, at: start + 140, wait: 3, customer: "C3"),
        contact(4, at: start + 200, wait: 35, talk: 300, wrap: 45, customer: "C4"),
        contact(5, at: start + 290, wait: 12, customer: "C5"),
        contact(6, at: start + 380, wait: 8, talk: 150, wrap: 15, customer: "C3"),
        contact(7, at: start + 520, wait: 41, customer: "C6"),
        contact(8, at: start + 640, wait: 18, talk: 420, wrap: 60, customer: "C7"),
        contact(9, at: start + 860, wait: 27, talk: 210, wrap: 30, customer: "C8"),
        contact(10, at: start + 1010, wait: 66, customer: "C9"),
        contact(11, at: start + 1300, wait: 55, talk: 260, wrap: 40, customer: "C9"),
        contact(12, at: start + 1690, wait: 9, talk: 330, wrap: 30, customer: "C10"),
    ]

    static func history(
        _ contacts: [Interaction], seconds: Int, calendar: CentreCalendar = CentreCalendar()
    ) -> AggregatedHistory {
        let target = ServiceTarget(withinSeconds: 20, shortAbandonSeconds: 5)
        return IntervalAggregator(
            intervalSeconds: seconds, zone: .utc,
            streams: [StreamSettings(stream: sales, target: target, calendar: calendar)]
        ).history(of: contacts)
    }

    @Test("The golden half-hour has the published counts and measures")
    func goldenCounts() throws {
        let rows = Self.history(Self.golden, seconds: 1800).history.filter { $0.offered > 0 }
        let row = try #require(rows.first)
        #expect(rows.count == 1 && row.start.seconds == Self.start)
        #expect([row.offered, row.answered, row.abandoned, row.shortAbandoned] == [12, 8, 4, 1])
        #expect([row.answeredWithin, row.abandonedWithin, row.customers] == [5, 2, 10])
        #expect(row.waitAnsweredSeconds / Double(row.answered) == 21)
        #expect(abs((row.waitAnsweredSeconds + row.waitAbandonedSeconds) / 12 - 24.17) < 0.005)
        #expect(row.ahtSeconds == 295 && row.maxWaitSeconds == 66)
        #expect(row.talkSeconds == 2090 && row.wrapSeconds == 270 && row.holdSeconds == 0)
    }

    @Test(
        "Each service-level formula gives the published figure of the golden half-hour",
        arguments: [
            (ServiceLevelFormula.offered, 41.67), (.excludingShortAbandoned, 45.45),
            (.excludingAbandonedWithin, 50.00), (.abandonedWithinCountAsGood, 58.33), (.answered, 62.50),
        ])
    func goldenServiceLevels(_ formula: ServiceLevelFormula, _ percent: Double) throws {
        let row = try #require(Self.history(Self.golden, seconds: 1800).history.first { $0.offered > 0 })
        let level = try #require(formula.evaluate(row))
        #expect(abs(100 * level - percent) < 0.005)
    }

    @Test("Handle time is booked to the interval of arrival")
    func byArrival() {
        let rows = Self.history(Self.golden, seconds: 900).history.filter { $0.offered > 0 }
        #expect(rows.map(\.handleSeconds) == [1700, 660])
        #expect(rows.map(\.answered) == [6, 2])
    }

    @Test("Every interval of the period is there; closed ones are marked and their contacts counted")
    func grid() throws {
        var hours = OpeningHours(spans: Array(repeating: nil, count: 7))
        hours.spans[0] = 570..<600  // Monday 09:30–10:00
        let result = Self.history(Self.golden, seconds: 1800, calendar: CentreCalendar(openingHours: hours))
        #expect(result.history.count == 48)
        #expect(result.history.filter { $0.status == .open }.map(\.start.seconds) == [Self.start + 1800])
        #expect(result.history.reduce(0) { $0 + $1.offered } == 12)
        let monday = try #require(CivilDate("2025-03-03"))
        let week = IntervalAggregator(intervalSeconds: 1800, zone: .utc, streams: [StreamSettings(stream: Self.sales)])
            .history(of: Self.golden, from: monday + -7, to: monday)
        #expect(week.history.count == 8 * 48)
        let before = IntervalAggregator(
            intervalSeconds: 1800, zone: .utc, streams: [StreamSettings(stream: Self.sales)]
        )
        .history(of: Self.golden, from: monday + -7, to: monday + -1)
        #expect(before.outsidePeriod == 12 && before.history.allSatisfy { $0.offered == 0 })
    }

    @Test("Streams nobody asked for and outbound contacts are reported, not lost")
    func leftOver() {
        var contacts = Self.golden
        let other = QueueChannel(queue: "other", channel: .chat)
        contacts.append(Self.contact(20, at: Self.start, wait: 1, stream: other))
        contacts.append(Self.contact(21, at: Self.start, wait: 1, stream: other))
        contacts[0].direction = .outbound
        let result = Self.history(contacts, seconds: 1800)
        #expect(result.unplanned == [other: 2])
        #expect(result.outbound == 1)
        #expect(result.history.reduce(0) { $0 + $1.offered } == 11)
        #expect(Self.history([], seconds: 1800).history.isEmpty)
    }

    @Test("An answered contact of unknown length counts with the mean of its stream")
    func unknownHandle() throws {
        var unknown = Interaction(
            id: "x", stream: Self.sales, createdAt: Instant(seconds: Self.start + 3600), outcome: .answered)
        unknown.waitSeconds = 5
        let result = Self.history(Self.golden + [unknown], seconds: 1800)
        let row = try #require(result.history.first { $0.start.seconds == Self.start + 3600 })
        #expect(row.answered == 1 && row.ahtSeconds == 295)
        #expect(result.notes.count == 1)
    }

    @Test("On the day of 25 hours both passes of the double hour have intervals of their own")
    func doubleHour() {
        let first = 1_761_436_800  // 02:00 summer time
        let contacts = [0, 1800, 3600, 5400].enumerated().map { Self.contact($0, at: first + $1 + 60, wait: 1) }
        let rows = IntervalAggregator(
            intervalSeconds: 1800, zone: .berlin2025, streams: [StreamSettings(stream: Self.sales)]
        ).history(of: contacts).history
        #expect(rows.count == 50)
        #expect(rows.filter { $0.offered == 1 }.map(\.start.seconds) == [0, 1800, 3600, 5400].map { first + $0 })
    }

    @Test("The reference table has epoch seconds, its own columns, and no empty interval")
    func referenceTable() {
        let bytes = ReferenceIntervals.write(Self.history(Self.golden, seconds: 900).history)
        #expect(
            text(bytes) == """
                queue,channel,interval_start,offered,answered,abandoned,answered_20s,handle_s,customers
                sales,voice,1740992400,9,6,3,4,1700,8
                sales,voice,1740993300,3,2,1,1,660,2

                """)
    }
}
