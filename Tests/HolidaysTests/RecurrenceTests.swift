import ContactCenter
import Tabular
import Testing

@testable import FileFormats

@Suite("Recurring events")
struct RecurrenceTests {
    private static func rule(_ text: String) throws -> RecurrenceRule {
        try RecurrenceRule(ContentLine(line: 1, name: "RRULE", parameters: [:], value: text), file: "t.ics")
    }

    @Test("300 random rules give the dates that python-dateutil gives")
    func dateutil() throws {
        let rows = try Fixture.rows("recurrences.csv", ["rule", "start", "last", "dates"])
        #expect(rows.count == 300)
        for row in rows {
            let rule = try Self.rule(row[0])
            let until = rule.until.map { "\($0.prefix(4))-\($0.dropFirst(4).prefix(2))-\($0.dropFirst(6).prefix(2))" }
            let dates = rule.dates(from: day(row[1]), through: day(row[2])) { date in
                until.map { date <= day($0) } ?? true
            }
            #expect(dates.map(\.description).joined(separator: "|") == row[3], "\(row[0]) from \(row[1])")
        }
    }

    @Test("The position in a week counts from the week's first day, also in the week of the start")
    func positionInWeek() throws {
        // python-dateutil counts from the start in its week; RFC 5545 takes the instances of the whole interval.
        let rule = try Self.rule("FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1;COUNT=2")
        let dates = rule.dates(from: day("2012-11-21"), through: day("2013-12-31"))
        #expect(dates == [day("2012-11-26"), day("2012-12-03")])
    }

    @Test(
        "A rule that cannot be read is refused with what was found",
        arguments: [
            ("", "expected FREQ as one of YEARLY, MONTHLY, WEEKLY, DAILY, found ''"),
            ("FREQ=HOURLY", "found 'HOURLY'"), ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not read"),
            ("FREQ=YEARLY;INTERVAL=0", "expected INTERVAL from 1 to 10000, found '0'"),
            ("FREQ=YEARLY;BYMONTH=13", "expected BYMONTH from 1 to 12, found '13'"),
            ("FREQ=YEARLY;BYMONTHDAY=0", "BYMONTHDAY cannot be 0"), ("FREQ=WEEKLY;BYDAY=1MO", "a numbered weekday"),
            ("FREQ=MONTHLY;BYDAY=XX", "expected BYDAY such as MO,-1FR, found 'XX'"),
            ("FREQ=DAILY;COUNT=3;UNTIL=20260101", "COUNT and UNTIL exclude each other"),
            ("FREQ=DAILY;FREQ=DAILY", "FREQ is given twice"), ("FREQ", "expected NAME=VALUE, found 'FREQ'"),
        ])
    func refused(text: String, message: String) {
        let error = #expect(throws: TabularError.self) { try Self.rule(text) }
        #expect(error?.description.hasPrefix("t.ics:1: RRULE: ") == true)
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }
}
