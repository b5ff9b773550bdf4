import ContactCenter
import FileFormats
import Tabular
import Testing

@Suite("Days of 92 and 100 quarter-hours")
struct ClockChangesTests {
    @Test("Quarter-hours of every day from 2010 to 2030 in eleven zones are the oracle's")
    func oracle() throws {
        let rows = try Fixture.rows(
            "clock_changes.csv", ["zone", "date", "quarter_hours", "utc_offset_start_s", "utc_offset_end_s"])
        #expect(rows.count == 260)
        let zones = Dictionary(grouping: rows, by: { $0[0] })
        for (zone, rows) in zones {
            let rules = try ZoneRules.load(zone)
            var left = Dictionary(uniqueKeysWithValues: rows.map { (day($0[1]), $0) })
            for number in day("2010-01-01").dayNumber...day("2030-12-31").dayNumber {
                let date = CivilDate(dayNumber: number)
                let found = rules.quarterHours(on: date)
                let row = left.removeValue(forKey: date)
                let expected = row.flatMap { Int($0[2]) } ?? 96
                if found != expected { Issue.record("\(zone) \(date): \(found), the oracle has \(expected)") }
                if let row {
                    #expect(
                        rules.offsetSeconds(at: rules.instants(of: date).upperBound) == Int(row[4]), "\(zone) \(date)")
                }
            }
            #expect(left.isEmpty)
        }
    }

    @Test(
        "The starts of a day's intervals follow the clock",
        arguments: [
            ("Europe/London", "2026-03-29", 15, 92), ("Europe/London", "2026-10-25", 15, 100),
            ("Europe/London", "2026-06-01", 30, 48), ("Australia/Lord_Howe", "2026-04-05", 15, 98),
            ("Australia/Lord_Howe", "2026-10-04", 15, 94), ("Pacific/Apia", "2011-12-30", 15, 0),
            // The clock is put forward from 02:00 to 02:30: the interval of 02:00 begins at 02:30.
            ("Australia/Lord_Howe", "2026-10-04", 60, 24), ("America/Sao_Paulo", "2018-11-04", 60, 23),
        ])
    func starts(zone: String, date: String, minutes: Int, count: Int) throws {
        let rules = try ZoneRules.load(zone)
        let starts = rules.intervalStarts(on: day(date), minutes: minutes)
        let span = rules.instants(of: day(date))
        #expect(starts.count == count)
        #expect(starts.first == (span.isEmpty ? nil : span.lowerBound))
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
        #expect(starts.allSatisfy { rules.localTime(at: $0).date == day(date) })
    }

    @Test("Days follow each other without a gap and add up to the years", arguments: ["Europe/Paris", "Africa/Cairo"])
    func partition(zone: String) throws {
        let rules = try ZoneRules.load(zone)
        var end = rules.instants(of: day("2009-12-31")).upperBound
        for number in day("2010-01-01").dayNumber...day("2030-12-31").dayNumber {
            let span = rules.instants(of: CivilDate(dayNumber: number))
            if span.lowerBound != end { Issue.record("\(zone) \(CivilDate(dayNumber: number))") }
            end = span.upperBound
        }
    }
}
