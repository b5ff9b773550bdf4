import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("iCalendar files")
struct ICalendarFileTests {
    private static let year = CivilDate(dayNumber: 20_454)...CivilDate(dayNumber: 20_818)  // 2026

    /// A calendar of one event with these lines.
    private static func calendar(_ event: String) -> String {
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n\(event)\nEND:VEVENT\nEND:VCALENDAR\n"
    }

    private static func read(
        _ text: String, zone: String = "Europe/Berlin", within period: ClosedRange<CivilDate> = year
    ) throws -> ICalendarFile.Content {
        try ICalendarFile.read(input(text, name: "t.ics"), zone: try ZoneRules.load(zone), within: period)
    }

    /// The days of one event, as `calendar.csv` without its header writes them.
    private static func rows(_ event: String, zone: String = "Europe/Berlin") throws -> [String] {
        text(CalendarFile.write(try read(calendar(event), zone: zone).days)).split(separator: "\n").dropFirst()
            .map(String.init)
    }

    @Test("The period of the tests is a year")
    func period() {
        #expect("\(Self.year)" == "2026-01-01...2026-12-31")
    }

    @Test(
        "Events become days",
        arguments: [
            ("DTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day", ["2026-12-25,Christmas Day,closed,,,,,"]),
            // The end of dates is the first day after; without an end, and with one that is the start, it is one day.
            ("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260101\nSUMMARY:A", ["2026-01-01,A,closed,,,,,"]),
            (
                "DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:A\nCATEGORIES:Observance",
                ["2026-12-24,A,event,,,,,", "2026-12-25,A,event,,,,,", "2026-12-26,A,event,,,,,"]
            ),
            (
                "DTSTART;VALUE=DATE:20260630\nDURATION:P2D\nSUMMARY:A",
                ["2026-06-30,A,closed,,,,,", "2026-07-01,A,closed,,,,,"]
            ),
            // A time is an event unless something says otherwise; it marks each day that it touches.
            (
                "DTSTART:20260304T220000\nDTEND:20260306T000000\nSUMMARY:Sale",
                ["2026-03-04,Sale,event,,,,,", "2026-03-05,Sale,event,,,,,"]
            ),
            (
                "DTSTART:20261224T080000\nDTEND:20261224T130000\nSUMMARY:Eve\nX-WFM-KIND:hours\nX-WFM-QUEUES:sales,billing",
                ["2026-12-24,Eve,hours,08:00,13:00,billing|sales,,"]
            ),
            (
                "DTSTART:20260114T223000\nDTEND:20260115T014500\nSUMMARY:Cut\nX-WFM-KIND:OUTAGE\nX-WFM-CHANNELS:Voice",
                ["2026-01-14,Cut,outage,22:30,24:00,,voice,", "2026-01-15,Cut,outage,00:00,01:45,,voice,"]
            ),
            (
                "DTSTART;VALUE=DATE:20260509\nSUMMARY:Work\nX-WFM-KIND:workday\nX-WFM-LIKE:Tuesday",
                ["2026-05-09,Work,workday,,,,,tuesday"]
            ),
            (
                "DTSTART;VALUE=DATE:20260214\nSUMMARY:春节（班）\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
                ["2026-02-14,春节（班）,workday,,,,,friday"]
            ),
            (
                "DTSTART;VALUE=DATE:20260217\nSUMMARY:春节\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY",
                ["2026-02-17,春节,closed,,,,,"]
            ),
            ("DTSTART;VALUE=DATE:20250101\nSUMMARY:Before the period", []),
            (
                "DTSTART;VALUE=DATE:20251230\nDTEND;VALUE=DATE:20260103\nSUMMARY:A",
                ["2026-01-01,A,closed,,,,,", "2026-01-02,A,closed,,,,,"]
            ),
            ("DTSTART;VALUE=DATE:20260101\nSUMMARY:a\\, b\\; c\\\\d\\ne", ["2026-01-01,\"a, b; c\\d e\",closed,,,,,"]),
            ("DTSTART;VALUE=DATE:20260101", ["2026-01-01,Unnamed,closed,,,,,"]),
            ("DTSTART;VALUE=DATE:20260101\nSUMMARY:A\nSTATUS:CANCELLED", []),
            // Alarms have lines of the same names.
            (
                "DTSTART;VALUE=DATE:20260101\nBEGIN:VALARM\nSUMMARY:Wake up\nEND:VALARM\nSUMMARY:A",
                ["2026-01-01,A,closed,,,,,"]
            ),
        ])
    func events(event: String, rows: [String]) throws {
        #expect(try Self.rows(event) == rows)
    }

    @Test(
        "Times of other clocks are turned into the centre's",
        arguments: [
            ("DTSTART:20260701T220000Z\nDTEND:20260701T230000Z", "2026-07-02", "00:00", "01:00"),
            (
                "DTSTART;TZID=America/New_York:20260701T090000\nDTEND;TZID=America/New_York:20260701T100000",
                "2026-07-01", "15:00", "16:00"
            ),
            ("DTSTART;TZID=\"Tokyo Standard Time\":20260701T090000\nDURATION:PT1H30M", "2026-07-01", "02:00", "03:30"),
            (
                "DTSTART;TZID=/mozilla.org/20050126_1/Asia/Kolkata:20260701T090000\nDURATION:PT1H", "2026-07-01",
                "05:30", "06:30"
            ),
            ("DTSTART:20260701T090000\nDURATION:PT1H", "2026-07-01", "09:00", "10:00"),
            // Berlin's clock goes from 02:00 to 03:00.
            ("DTSTART;TZID=Europe/Berlin:20260329T013000\nDURATION:PT3H", "2026-03-29", "01:30", "04:30"),
        ])
    func clocks(times: String, date: String, open: String, close: String) throws {
        let rows = try Self.rows("\(times)\nSUMMARY:A\nX-WFM-KIND:hours")
        #expect(rows == ["\(date),A,hours,\(open),\(close),,,"])
    }

    @Test("A clock that nobody knows is the centre's own, and that is said once")
    func unknownClock() throws {
        let content = try Self.read(
            Self.calendar("DTSTART;TZID=Moon/Base:20260701T090000\nDTEND;TZID=Moon/Base:20260701T100000\nSUMMARY:A"))
        #expect(content.days.map(\.kind) == [.event])
        #expect(content.notes == ["t.ics:5: unknown time zone 'Moon/Base'; its times are read as the centre's own"])
    }

    @Test(
        "Recurring events come again, with dates added and left out",
        arguments: [
            ("DTSTART;VALUE=DATE:20201225\nRRULE:FREQ=YEARLY", ["2026-12-25"]),
            ("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26"]),
            (
                "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20260112",
                ["2026-01-05", "2026-01-19", "2026-01-26"]
            ),
            (
                "DTSTART;VALUE=DATE:20260131\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20260331",
                ["2026-01-31", "2026-02-28", "2026-03-31"]
            ),
            (
                "DTSTART;VALUE=DATE:20260101\nRDATE;VALUE=DATE:20260301,20260401",
                ["2026-01-01", "2026-03-01", "2026-04-01"]
            ),
            (
                "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\nRDATE:20260103",
                ["2026-01-01", "2026-01-03", "2026-01-05"]
            ),
            // 23:00 of New York is the next day in Berlin; the end is on UTC's clock.
            (
                "DTSTART;TZID=America/New_York:20260105T230000\nDURATION:PT30M\n"
                    + "RRULE:FREQ=WEEKLY;UNTIL=20260120T040000Z\nEXDATE:20260113T040000Z",
                ["2026-01-06", "2026-01-20"]
            ),
            ("DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY;UNTIL=19000201", []),
        ])
    func recurring(event: String, dates: [String]) throws {
        let days = try Self.read(Self.calendar(event + "\nSUMMARY:A")).days
        #expect(days.map(\.date.description) == dates)
    }

    @Test("An event that replaces an occurrence of another takes its place; a cancelled one leaves it empty")
    func replaced() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:bill
            DTSTART;VALUE=DATE:20260105
            RRULE:FREQ=MONTHLY;COUNT=4
            SUMMARY:Bill run
            CATEGORIES:event
            END:VEVENT
            BEGIN:VEVENT
            UID:bill
            RECURRENCE-ID;VALUE=DATE:20260205
            DTSTART;VALUE=DATE:20260206
            SUMMARY:Bill run
            CATEGORIES:event
            END:VEVENT
            BEGIN:VEVENT
            UID:bill
            RECURRENCE-ID;VALUE=DATE:20260305
            DTSTART;VALUE=DATE:20260305
            STATUS:CANCELLED
            END:VEVENT
            BEGIN:VTODO
            END:VTODO
            END:VCALENDAR
            """
        let content = try Self.read(text)
        #expect(content.days.map(\.date.description) == ["2026-01-05", "2026-02-06", "2026-04-05"])
        #expect(
            content.notes == [
                "t.ics: 1 VTODO left out: only events are read", "t.ics: 1 cancelled events are left out",
            ])
    }

    @Test("Lines are unfolded, in the middle of a character too, and end as they like")
    func folding() throws {
        var bytes = Array(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VAL\r\n UE=DATE:2026\r\n\t0101\r\nSUMMARY:Caf".utf8)
        bytes += [0xC3, 0x0D, 0x0A, 0x20, 0xA9]
        bytes += Array(" au la\r\n it\r\n\r\nEND:VEVENT\nEND:VCALENDAR".utf8)
        let content = try ICalendarFile.read(
            InputBytes(name: "t.ics", bytes: bytes), zone: .utc, within: Self.year)
        #expect(content.days.map(\.name) == ["Café au lait"])
    }

    @Test(
        "What is wrong is refused at its line",
        arguments: [
            ("", "t.ics: is empty"), ("hello", "t.ics:1: expected NAME:VALUE, found 'hello'"),
            ("BEGIN:VEVENT\nEND:VEVENT", "t.ics:1: BEGIN: found 'VEVENT' outside a calendar"),
            ("DTSTART:20260101", "t.ics:1: DTSTART: stands outside a calendar"),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "t.ics:2: BEGIN:VEVENT has no END | is the file whole?"),
            (
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
                "t.ics:3: END: found 'VCALENDAR' where 'VEVENT' of line 2"
            ),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR", "t.ics:2: the event has no DTSTART"),
            (calendar("DTSTART:2026-01-01"), "t.ics:5: DTSTART: expected a date YYYYMMDD or a time"),
            (calendar("DTSTART:20260230"), "found '20260230'"), (calendar("DTSTART:20260101T250000"), "found '2026"),
            (calendar("DTSTART:20260101\nDTEND:20251231"), "t.ics:6: DTEND: '20251231' is before the start"),
            (calendar("DTSTART:20260101\nDTEND:20260101T100000"), "DTEND: must be a date, as DTSTART is"),
            (calendar("DTSTART:20260101\nDURATION:1 day"), "DURATION: expected a length such as P1D"),
            (calendar("DTSTART:20260101\nRRULE:FREQ=NEVER"), "t.ics:6: RRULE: expected FREQ"),
            (calendar("DTSTART:20260101\nRRULE:FREQ=DAILY;UNTIL=soon"), "t.ics:6: RRULE: expected a date"),
            (calendar("DTSTART:20260101\nX-WFM-KIND:closd"), "found 'closd' | did you mean 'closed'?"),
            (
                calendar("DTSTART:20260101\nX-WFM-LIKE:fridy"),
                "expected a weekday, found 'fridy' | did you mean 'friday'?"
            ),
            (
                calendar("DTSTART:20260101\nX-WFM-KIND:hours"),
                "t.ics:3: opening hours need a start and an end on one day"
            ),
            (
                calendar("DTSTART:20260101T130000\nDTEND:20260101T180000\nSUMMARY:Party\nCATEGORIES:Holiday"),
                "t.ics:3: a day of kind 'closed' is a whole day, but 'Party' has times | make it an all-day event"
            ),
        ])
    func refused(text: String, message: String) {
        let found = complaint { _ = try Self.read(text) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("Special days of every kind are read back as they were written")
    func roundTrip() throws {
        let kinds: [SpecialDay.Kind] = [
            .closed, .event, .hours(480..<780), .hours(0..<1440), .outage(630..<720), .outage(1200..<1440),
            .workday(like: 0), .workday(like: 6),
        ]
        let names = ["Christmas Day", "a, b; c\\d: \"e\"", "国庆节 " + String(repeating: "é", count: 90), "é"]
        var days: [SpecialDay] = []
        for (index, kind) in kinds.enumerated() {
            days.append(
                SpecialDay(
                    date: Self.year.lowerBound + 80 * (index / 2) + index, name: names[index % 4], kind: kind,
                    queues: index % 3 == 0 ? ["sales", "a,b"] : [], channels: index % 3 == 1 ? ["voice"] : []))
        }
        let bytes = ICalendarFile.write(days)
        let content = try ICalendarFile.read(
            InputBytes(name: "t.ics", bytes: bytes), zone: try ZoneRules.load("America/New_York"), within: Self.year)
        #expect(content.days == days)
        #expect(content.notes == [])
        #expect(ICalendarFile.write(content.days) == bytes)
        for line in bytes.split(separator: 0x0A) {
            #expect(line.last == 0x0D && line.count <= 76 && String(validating: line, as: UTF8.self) != nil)
        }
    }
}
