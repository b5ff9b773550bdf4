import ContactCenter
import Tabular
import Testing

@testable import FileFormats

private let voice = QueueChannel(queue: "sales", channel: .voice)
private let chat = QueueChannel(queue: "help, \"desk\"", channel: .chat)

/// Two streams over the hour in which London's clock goes back: both 01:30 stand in the file, told apart by offset.
private func intervals<Row>(_ make: (QueueChannel, Instant, Int) -> Row) -> [Row] {
    let start = 1_792_888_200  // 2026-10-25T00:30:00Z
    return [voice, chat].flatMap { stream in
        (0..<4).map { make(stream, Instant(seconds: start + $0 * 1800), $0) }
    }
}

private func london() throws -> ZoneRules { try ZoneRules.load("Europe/London") }

@Suite("Native tables")
struct NativeTableTests {
    @Test("History reads back as written, byte for byte and value for value")
    func history() throws {
        let rows = intervals { stream, start, index in
            var row = IntervalCounts(
                stream: stream, start: start, intervalSeconds: 1800, status: [.open, .open, .closed, .outage][index])
            row.offered = 10 * index
            row.answered = 8 * index
            row.abandoned = 2 * index
            row.shortAbandoned = index
            row.answeredWithin = 7 * index
            row.abandonedWithin = index
            row.talkSeconds = 1234.5 * Double(index)
            row.holdSeconds = 0.125
            row.wrapSeconds = 30
            row.handleSeconds = row.talkSeconds + 30.125
            row.waitAnsweredSeconds = 99.5
            row.waitAbandonedSeconds = 12.25
            row.maxWaitSeconds = 61
            row.customers = index
            return row
        }
        let bytes = HistoryFile.write(rows, zone: try london())
        #expect(try HistoryFile.read(InputBytes(name: "h.csv", bytes: bytes)) == rows)
        #expect(
            try HistoryFile.write(HistoryFile.read(InputBytes(name: "h.csv", bytes: bytes)), zone: london()) == bytes)
        let lines = text(bytes).split(separator: "\n")
        #expect(
            lines[0]
                == "queue,channel,interval_start,interval_seconds,offered,answered,abandoned,short_abandoned,"
                + "answered_within,abandoned_within,talk_s,hold_s,wrap_s,handle_s,wait_answered_s,wait_abandoned_s,"
                + "max_wait_s,customers,status")
        #expect(
            lines[2]
                == "sales,voice,2026-10-25T01:00:00Z,1800,10,8,2,1,7,1,1234.5,0.125,30,1264.625,99.5,12.25,61,1,open")
        #expect(lines[5].hasPrefix("\"help, \"\"desk\"\"\",chat,2026-10-25T01:30:00+01:00,1800,0,"))
    }

    @Test("Forecast reads back as written, byte for byte and value for value")
    func forecast() throws {
        let rows = intervals { stream, start, index in
            ForecastInterval(
                stream: stream, start: start, intervalSeconds: 1800, volume: 12.3456,
                volume80: .init(lower: 8.5, upper: 16.0001), volume95: .init(lower: 6, upper: 19.25),
                ahtSeconds: index == 0 ? nil : 245.125,
                ahtSeconds80: index < 2 ? nil : .init(lower: 200, upper: 300.5), model: "profile")
        }
        let bytes = ForecastFile.write(rows, zone: try london())
        #expect(try ForecastFile.read(InputBytes(name: "f.csv", bytes: bytes)) == rows)
        #expect(
            try ForecastFile.write(ForecastFile.read(InputBytes(name: "f.csv", bytes: bytes)), zone: london()) == bytes)
        #expect(
            text(bytes).hasPrefix(
                "queue,channel,interval_start,interval_seconds,volume,volume-lo-80,volume-hi-80,volume-lo-95,"
                    + "volume-hi-95,aht_s,aht_s-lo-80,aht_s-hi-80,model\n"
                    + "sales,voice,2026-10-25T01:30:00+01:00,1800,12.3456,8.5,16.0001,6,19.25,,,,profile\n"))
    }

    @Test("Requirements read back as written, with heads rounded up from what is written")
    func requirements() throws {
        let rows = intervals { stream, start, index in
            var row = RequirementInterval(
                stream: stream, start: start, intervalSeconds: 1800, formula: .excludingShortAbandoned)
            row.volume = 20
            row.ahtSeconds = index == 0 ? nil : 300
            row.patienceSeconds = 180.5
            row.load = 3.3333
            row.agentsBase = 5
            row.agentsConcurrency = 2.5
            row.agentsOccupancy = 3.75
            row.agentsMinimum = 3.75
            row.agentsRequired = [2.99999999, 3, 3.00000001, 3.0002][index]
            row.staffCap = index == 0 ? nil : 2.5
            row.agentsStaffed = 2.5
            row.agentsInOffice = 3.25
            row.agentsScheduled = 4.125
            row.fte = index == 0 ? nil : 0.055
            row.serviceLevelExpected = index == 0 ? nil : 0.7925
            row.probabilityMeetsTarget = index == 0 ? nil : 0.61
            row.serviceLevel = index == 0 ? nil : 0.812346
            row.asaSeconds = 14.5
            row.abandonment = 0.0125
            row.occupancy = 0.85
            return row
        }
        let bytes = RequirementFile.write(rows, zone: try london())
        let back = try RequirementFile.read(InputBytes(name: "r.csv", bytes: bytes))
        #expect(zip(back, rows).allSatisfy { abs($0.agentsRequired - $1.agentsRequired) < 5e-5 })
        #expect(
            back.map { (row: RequirementInterval) -> RequirementInterval in
                var row = row
                row.agentsRequired = 0
                return row
            }
                == rows.map { (row: RequirementInterval) -> RequirementInterval in
                    var row = row
                    row.agentsRequired = 0
                    return row
                })
        #expect(RequirementFile.write(back, zone: try london()) == bytes)
        var reader = try CSVReader(InputBytes(name: "r.csv", bytes: bytes))
        let column = try reader.require(["agents_required_rounded", "agents_scheduled_rounded"])
        var rounded: [Int?] = []
        while let record = reader.next() {
            rounded.append(record.int(column[0]))
            #expect(record.int(column[1]) == 5)
        }
        #expect(rounded == [3, 3, 3, 4, 3, 3, 3, 4])
    }

    @Test("Performance reads back as written, byte for byte and value for value")
    func performance() throws {
        let rows = intervals { stream, start, index in
            var row = PerformanceInterval(stream: stream, start: start, intervalSeconds: 1800)
            row.offered = 10.05
            row.answered = 9.5
            row.abandoned = 0.55
            row.answeredWithin = 8.25
            row.serviceLevel = index == 0 ? nil : 0.820896
            row.serviceLevelLower80 = index == 0 ? nil : 0.7
            row.serviceLevelUpper80 = index == 0 ? nil : 1
            row.asaSeconds = index == 0 ? nil : 9.125
            row.occupancy = 0.775
            row.agentsOnDuty = 6
            row.backlog = 0.35
            return row
        }
        let bytes = PerformanceFile.write(rows, zone: try london())
        #expect(try PerformanceFile.read(InputBytes(name: "p.csv", bytes: bytes)) == rows)
        #expect(
            try PerformanceFile.write(PerformanceFile.read(InputBytes(name: "p.csv", bytes: bytes)), zone: london())
                == bytes)
    }

    @Test("Accuracy reads back as written, with and without a channel")
    func accuracy() throws {
        let rows = [
            ForecastAccuracy(
                stream: voice, series: "sales/voice", model: "profile", horizon: 1344, cutoffs: 6, wape: 0.123456,
                bias: -0.02, mase: 0.8, rmsse: 0.75, coverage80: 0.79, coverage95: 0.955, scaledCRPS: 0.09,
                isChosen: true),
            ForecastAccuracy(series: "H10", model: "seasonal-naive", horizon: 48, cutoffs: 1),
        ]
        let bytes = AccuracyFile.write(rows)
        #expect(try AccuracyFile.read(InputBytes(name: "a.csv", bytes: bytes)) == rows)
        #expect(
            text(bytes) == """
                series,channel,model,horizon,cutoffs,wape,bias,mase,rmsse,coverage_80,coverage_95,scaled_crps,chosen
                sales/voice,voice,profile,1344,6,0.123456,-0.02,0.8,0.75,0.79,0.955,0.09,1
                H10,,seasonal-naive,48,1,,,,,,,,0

                """)
    }

    @Test("The planner's roster reads back as written, across the change of the clock")
    func roster() throws {
        let date = try #require(CivilDate("2026-10-24"))
        let start = Instant(seconds: 1_792_881_000)
        let rows = [
            RosterSegment(
                agent: "a1", date: date, kind: "N8", activity: .work, skill: "sales|help", start: start,
                end: start + 7200, isPaid: true),
            RosterSegment(
                agent: "a1", date: date, kind: "N8", activity: .lunch, skill: "", start: start + 7200,
                end: start + 9000, isPaid: false),
            RosterSegment(
                agent: "a1", date: date, kind: "N8", activity: .rest, skill: "", start: start + 9000,
                end: start + 9900, isPaid: true),
            RosterSegment(
                agent: "a2", date: date, kind: "", activity: .leave, skill: "", start: start, end: start + 28_800,
                isPaid: true),
        ]
        let bytes = PlannerRosterFile.write(rows, zone: try london())
        #expect(try PlannerRosterFile.read(InputBytes(name: "roster.csv", bytes: bytes)) == rows)
        #expect(
            text(bytes).split(separator: "\n")[2]
                == "a1,2026-10-24,N8,lunch,,2026-10-25T01:30:00+01:00,2026-10-25T01:00:00Z,0,,")
    }

    @Test("The compact roster reads back as written")
    func compactRoster() throws {
        let source = """
            agent,kind,start,breaks
            a0001,S8H,2026-03-02T08:00,90:15|225:30|390:15
            a0002,S4,2026-03-02T23:30,

            """
        let roster = try CompactRosterFile.read(input(source))
        #expect(roster.shifts[0].breaks.map(\.minutes) == [15, 30, 15])
        #expect(text(CompactRosterFile.write(roster)) == source)
    }

    @Test("The calendar reads back as written")
    func calendar() throws {
        let source = """
            date,name,kind,open,close,queues,channels,like
            2026-12-25,Christmas Day,closed,,,,,
            2026-12-24,Christmas Eve,hours,08:00,13:00,sales|support,,
            2026-11-27,Promotion,event,,,sales,,
            2026-01-14,"Exchange down, all lines",outage,10:30,24:00,,chat|voice,
            2026-05-09,Make-up working day,workday,,,,,friday

            """
        let days = try CalendarFile.read(input(source))
        #expect(days.map(\.kind) == [.closed, .hours(480..<780), .event, .outage(630..<1440), .workday(like: 4)])
        #expect(days[1].queues == ["sales", "support"])
        #expect(days[3].channels == ["voice", "chat"])
        #expect(text(CalendarFile.write(days)) == source)
    }

    @Test("Columns may come in any order, in any case, with others between them")
    func anyOrder() throws {
        let rows = try ForecastFile.read(
            input("note,VOLUME,interval_seconds,interval_start,channel,queue\nx,5,900,2026-03-02T08:00:00Z,Phone,q\n"))
        #expect(rows.count == 1)
        #expect(rows[0].volume == 5)
        #expect(rows[0].volume80 == .init(lower: 5, upper: 5))
        #expect(rows[0].stream == QueueChannel(queue: "q", channel: Channel(name: "phone", service: .immediate)))
    }

    @Test("A header alone is a table without rows")
    func headerOnly() throws {
        #expect(try HistoryFile.read(input(HistoryFile.columns.joined(separator: ",") + "\n")).isEmpty)
        #expect(try PlannerRosterFile.read(input(PlannerRosterFile.columns.joined(separator: ",") + "\n")).isEmpty)
    }

    @Test("Channels under names of the centre's own are read when they are stated")
    func ownChannel() throws {
        let source = "queue,channel,interval_start,interval_seconds,volume\nq,pigeon,2026-03-02T08:00:00Z,900,5\n"
        #expect(complaint { _ = try ForecastFile.read(input(source)) }.contains("unknown channel 'pigeon'"))
        let pigeon = Channel(name: "pigeon", service: .deferrable)
        #expect(try ForecastFile.read(input(source), channels: [pigeon])[0].stream.channel.service == .deferrable)
    }

    @Test("An interval without its counts is refused, unless it is closed or an outage")
    func unknownIsNotZero() throws {
        let header = HistoryFile.columns.joined(separator: ",") + "\n"
        let empty = ",,,,,,,,,,,,,,,"
        let start = "q,voice,2026-03-02T08:00:00Z,900"
        let found = complaint { _ = try HistoryFile.read(input("\(header)\(start)\(empty)open\n")) }
        #expect(found.hasPrefix("t.csv:2: column 'offered': expected a whole number, found nothing"), "\(found)")
        #expect(try HistoryFile.read(input("\(header)\(start)\(empty)outage\n"))[0].status == .outage)
    }

    private static let forecastHeader =
        "queue,channel,interval_start,interval_seconds,volume,volume-lo-80,volume-hi-80\n"

    @Test(
        "Cells are refused by file, line, column and value",
        arguments: [
            ("q,voice,2026-03-02T08:00:00Z,900,n/a,,", "t.csv:2: column 'volume': expected a number, found 'n/a'"),
            ("q,voice,2026-03-02T08:00:00Z,900,,,", "t.csv:2: column 'volume': expected a number, found nothing"),
            ("q,voice,2026-03-02T08:00:00Z,900,-1,,", "column 'volume': expected a number of at least 0, found '-1'"),
            ("q,voice,2026-03-02T08:00:00Z,900,1e300,,", "column 'volume': '1e300' is too large to be meant"),
            ("q,voice,2026-03-02T08:00:00Z,900,inf,,", "column 'volume': expected a number, found 'inf'"),
            (
                "q,voice,2026-03-02T08:00:00Z,900,5,6,4",
                "column 'volume-lo-80': the lower end 6.0 is above the upper end 4.0"
            ),
            ("q,voice,2026-03-02T08:00:00Z,900,5,6,", "column 'volume-hi-80': the upper end is missing"),
            (
                "q,voice,2026-03-02T08:00:00,900,5,,",
                "column 'interval_start': the time '2026-03-02T08:00:00' has no offset from UTC | write for example"
            ),
            (
                "q,voice,2026-02-30T08:00:00Z,900,5,,",
                "column 'interval_start': expected a time, found '2026-02-30T08:00:00Z'"
            ),
            (
                "q,voice,2026-03-02T08:00:00Z,0,5,,",
                "column 'interval_seconds': expected a whole number from 1 to 86400, found '0'"
            ),
            ("q,vioce,2026-03-02T08:00:00Z,900,5,,", "column 'channel': unknown channel 'vioce'"),
            ("q,emial,2026-03-02T08:00:00Z,900,5,,", "column 'channel': unknown channel 'emial'"),
            ("q,voices,2026-03-02T08:00:00Z,900,5,,", "did you mean 'voice'?"),
            (",voice,2026-03-02T08:00:00Z,900,5,,", "column 'queue': expected text, found nothing"),
            ("q,voice,2026-03-02T08:00:00Z,900,5", "t.csv:2: "),
            (
                "q,voice,2026-03-02T08:00:00Z,900,5,,\nq,voice,2026-03-02T09:00:00+01:00,900,5,,",
                "t.csv:3: q/voice at '2026-03-02T09:00:00+01:00' is given twice (first on line 2)"
            ),
        ])
    func refused(rows: String, message: String) {
        let found = complaint { _ = try ForecastFile.read(input(NativeTableTests.forecastHeader + rows + "\n")) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("A missing column is named, with the ones found")
    func missingColumn() {
        let found = complaint { _ = try ForecastFile.read(input("queue,chanel,interval_start,interval_seconds\n")) }
        #expect(found.contains("'channel', 'volume'"), "\(found)")
        #expect(found.contains("found: queue, chanel, interval_start, interval_seconds"), "\(found)")
        #expect(found.contains("did you mean 'chanel' for 'channel'?"), "\(found)")
    }

    @Test(
        "Calendars and rosters are refused by line",
        arguments: [
            (
                "2026-12-25,X,closd,,,",
                "column 'kind': expected one of closed, hours, event, outage, workday, found 'closd' | did you mean 'closed'?"
            ),
            ("2026-12-25,X,hours,,,", "column 'open': expected text, found nothing"),
            ("2026-12-25,X,hours,13:00,08:00,", "column 'close': '08:00' is not after the opening '13:00'"),
            ("2026-12-25,X,closed,08:00,,", "a day of kind 'closed' has no hours, found '08:00'"),
            ("2026-13-25,X,closed,,,", "column 'date': expected a date YYYY-MM-DD, found '2026-13-25'"),
            ("2026-12-25,X,closed,,,a||b", "column 'queues': expected names joined by '|', found 'a||b'"),
            (
                "2026-12-25,X,closed,,,\n2026-12-25,X,closed,,,",
                "t.csv:3: 2026-12-25 'X' is given twice (first on line 2)"
            ),
        ])
    func refusedCalendar(rows: String, message: String) {
        let found = complaint { _ = try CalendarFile.read(input("date,name,kind,open,close,queues\n\(rows)\n")) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("Files without the newer columns are read as before; a working day without a weekday is like its neighbour")
    func oldCalendar() throws {
        let days = try CalendarFile.read(
            input("date,name,kind\n2026-05-09,Saturday,workday\n2026-09-20,Sunday,workday\n2026-05-01,May Day,closed\n")
        )
        #expect(days.map(\.kind) == [.workday(like: 4), .workday(like: 0), .closed])
        #expect(days.allSatisfy { $0.queues.isEmpty && $0.channels.isEmpty })
    }

    @Test(
        "Weekdays and channels of a calendar are refused by line",
        arguments: [
            ("X,workday,,,,,fryday", "column 'like': expected one of monday, tuesday,"),
            ("X,workday,,,,,fridy", "did you mean 'friday'?"),
            ("X,closed,,,,,friday", "column 'like': a day of kind 'closed' is like no weekday, found 'friday'"),
            ("X,workday,08:00,,,,friday", "column 'open': a day of kind 'workday' has no hours, found '08:00'"),
            ("X,closed,,,,voice|voice,", "column 'channels': 'voice' is listed twice"),
        ])
    func refusedWorkday(cells: String, message: String) {
        let header = "date,name,kind,open,close,queues,channels,like\n"
        let found = complaint { _ = try CalendarFile.read(input("\(header)2026-05-09,\(cells)\n")) }
        #expect(found.hasPrefix("t.csv:2: ") && found.contains(message), "\(found)")
    }

    @Test(
        "Files of holidays are refused by line",
        arguments: [
            ("2027-02-05,CN,X,dayoff,", "expected one of holiday, observed, day-off, workday, found 'dayoff'"),
            ("2027-02-05,CN,X,dayoff,", "did you mean 'day-off'?"),
            ("2027-02-05,China,X,holiday,", "column 'country': expected a country such as DE or DE-BY, found 'China'"),
            ("2027-02-05,CN,X,holiday,2027-02-06", "column 'exchanged_for': a day of kind 'holiday' is exchanged for"),
            ("2027-02-30,CN,X,holiday,", "column 'date': expected a date YYYY-MM-DD"),
            ("2027-02-05,CN,,holiday,", "column 'name': expected text, found nothing"),
            ("2027-02-05,CN,X,holiday,\n2027-02-05,cn,X,holiday,", "t.csv:3: 2027-02-05 'X' is given twice"),
        ])
    func refusedHolidays(rows: String, message: String) {
        let found = complaint { _ = try HolidayFile.read(input("date,country,name,kind,exchanged_for\n\(rows)\n")) }
        #expect(found.contains(message), "\(found)")
    }

    @Test(
        "Compact rosters are refused by line",
        arguments: [
            ("a,S,2026-03-02,", "expected a wall-clock time YYYY-MM-DDTHH:MM, found '2026-03-02'"),
            ("a,S,2026-03-02T08:00Z,", "found '2026-03-02T08:00Z' | times of this format carry no offset"),
            ("a,S,2026-03-02T08:00,90-15", "expected breaks 'offset:minutes' joined by '|', found '90-15'"),
            ("a,S,2026-03-02T08:00,90:0", "found '90:0'"),
        ])
    func refusedRoster(row: String, message: String) {
        let found = complaint { _ = try CompactRosterFile.read(input("agent,kind,start,breaks\n\(row)\n")) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("A segment that does not end after its start is refused")
    func emptySegment() {
        let row = "a,2026-03-02,S,work,x,2026-03-02T08:00:00Z,2026-03-02T09:00:00+01:00,1,,\n"
        let source = PlannerRosterFile.columns.joined(separator: ",") + "\n" + row
        #expect(complaint { _ = try PlannerRosterFile.read(input(source)) }.contains("column 'end'"))
    }
}
