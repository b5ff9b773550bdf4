import ContactCenter
import Tabular
import Testing

@testable import FileFormats

private func read(_ rows: String) throws -> LongFormFile.Content {
    try LongFormFile.readWithNotes(input("unique_id,ds,y\n" + rows, name: "s.csv"))
}

private func time(_ text: String) throws -> LocalTime { try #require(LocalTime(text)) }

/// Rows of `weeks` weeks from Monday 2026-03-02, Monday to Friday 09:00–12:00 hourly, without the days of `without`;
/// the value is the hour.
private func office(weeks: Int, without: Set<String> = []) -> String {
    let monday = CivilDate(dayNumber: 20_514)
    var rows = ""
    for week in 0..<weeks {
        for day in 0..<5 {
            let date = monday + 7 * week + day
            guard !without.contains(date.description) else { continue }
            for hour in 9..<12 { rows += "s,\(date)T\(hour == 9 ? "09" : "\(hour)"):00:00,\(hour)\n" }
        }
    }
    return rows
}

@Suite("Long-form series")
struct LongFormFileTests {
    @Test("Series come in the order of their first row, rows in order of time")
    func order() throws {
        let series = try read(
            "b,2026-03-02T01:00:00,2\na,2026-03-02T00:00:00,1\nb,2026-03-02T00:00:00,1.5\na,2026-03-02T01:00:00,\n"
        ).series
        #expect(series.map(\.id) == ["b", "a"])
        #expect(series[0].values == [1.5, 2])
        #expect(series[1].values == [1, nil])
        #expect(series.allSatisfy { $0.slotMinutes == 60 })
    }

    @Test("Rows of one time are added up, with a note; unknown stays unknown")
    func duplicates() throws {
        let content = try read(
            "a,2026-03-02T00:00,1\na,2026-03-02T01:00,2\na,2026-03-02T00:00,3\na,2026-03-02T01:00,\na,2026-03-02T02:00,9\n"
        )
        #expect(content.series[0].values == [4, nil, 9])
        #expect(content.notes == ["s.csv: 2 rows repeat a time of their series and were added up (one on line 4)"])
    }

    @Test("The slot is the most frequent difference; gaps are multiples of it")
    func slot() throws {
        let content = try read(
            "a,2026-03-02T00:00,1\na,2026-03-02T01:30,2\na,2026-03-02T02:00,3\na,2026-03-02T02:30,3\n")
        #expect(content.series[0].slotMinutes == 30)
        #expect(try read("a,2026-03-02,1\na,2026-03-03,2\nb,2026-03-04,1\n").series.map(\.slotMinutes) == [1440, 1440])
    }

    @Test("Offsets and columns of text are left out, with notes; columns of numbers are drivers")
    func notes() throws {
        let content = try LongFormFile.readWithNotes(
            input(
                "ds,y,unique_id,temp,remark\n2026-03-02T08:00:00+01:00,1,a,3,x\n2026-03-02T08:30:00+01:00,1,a,,\n",
                name: "s.csv"))
        #expect(content.series[0].times.map(\.description) == ["2026-03-02T08:00", "2026-03-02T08:30"])
        #expect(content.series[0].drivers.map(\.name) == ["temp"])
        #expect(content.series[0].drivers[0].value(at: 0) == 3)
        #expect(content.series[0].drivers[0].value(at: 1).isNaN)
        #expect(
            content.notes == [
                "s.csv: offsets of 2 times were left out: series live on the wall clock",
                "s.csv: columns not used, because they are no numbers: remark",
            ])
    }

    @Test(
        "Words for unknown are unknown, infinity is not a number",
        arguments: ["", "NaN", "nan", "NA", "N/A", "null", "NULL", "None", "#N/A"])
    func unknown(word: String) throws {
        let series = try read("a,2026-03-02T00:00,1\na,2026-03-02T01:00,\(word)\na,2026-03-02T02:00,3\n").series
        #expect(series[0].values == [1, nil, 3])
        #expect(complaint { _ = try read("a,2026-03-02T00:00,1\na,2026-03-02T01:00,inf\n") }.contains("found 'inf'"))
    }

    @Test(
        "What no series can be is refused",
        arguments: [
            (
                "a,2026-03-02T00:00,1\na,2026-03-02T00:30,1\na,2026-03-02T01:00,1\na,2026-03-02T01:15,1\n",
                "s.csv:5: column 'ds': '2026-03-02T01:15' of series 'a' is not on its grid of 30 minutes"
            ),
            ("a,2026-03-02T00:00,1\na,2026-03-02T00:07,1\n", "are 7 minutes apart, which does not divide a day"),
            ("a,2026-03-02T00:00,1\n", "one row a series does not tell the length of a slot"),
            (
                "a,2026-03-02T00:00,1\na,0001-03-02T00:01,1\na,2026-03-02T00:01,1\na,2026-03-02T00:02,1\n",
                "look for a wrong year"
            ),
            (
                "a,02.03.2026,1\n",
                "s.csv:2: column 'ds': expected a time YYYY-MM-DDTHH:MM:SS or a date, found '02.03.2026'"
            ),
            ("a,2026-03-02T00:00:30,1\n", "slots start on whole minutes"),
            ("a,2026-03-02T00:00,x\n", "s.csv:2: column 'y': expected a number, found 'x'"),
            (",2026-03-02T00:00,1\n", "column 'unique_id': expected text, found nothing"),
            ("a,9999-12-31,1\n", "s.csv:2: column 'ds': '9999-12-31' is too far away to be meant"),
            ("a,2026-03-02T00:00,1,2\n", "s.csv:2: more fields than the header has columns"),
            ("a,2026-03-02T00:00\n", "s.csv:2: fewer fields than the header has columns"),
            ("a,2026-03-02T00:00,1\nunique_id,ds,y\n", "s.csv:3: the header is repeated"),
        ])
    func refused(rows: String, message: String) {
        let found = complaint { _ = try read(rows) }
        #expect(found.contains(message), "\(found)")
    }

    @Test("Series write and read back")
    func roundTrip() throws {
        let source =
            "unique_id,ds,y\na,2026-03-02T00:00:00,1.5\na,2026-03-02T00:15:00,\nb,2026-03-02T00:00:00,-2\nb,2026-03-02T00:15:00,0.000001\n"
        #expect(try text(LongFormFile.write(LongFormFile.read(input(source)))) == source)
    }

    @Test("Slots seen in half of the weeks are open, days without rows closed, the rest of the grid closed and zero")
    func inference() throws {
        let closed = "2026-03-11"  // the second Wednesday
        let rows =
            office(weeks: 4, without: [closed])
            // One hour missing on an open day, one cell empty, one row at an unusual hour.
            .replacingOccurrences(of: "s,2026-03-17T10:00:00,10\n", with: "")
            .replacingOccurrences(of: "s,2026-03-18T10:00:00,10\n", with: "s,2026-03-18T10:00:00,\n")
            + "s,2026-03-21T15:00:00,1\n"
        let series = try #require(try read(rows).series.first?.volumeSeries())
        #expect(series.start.description == "2026-03-02T09:00")
        #expect(series.slotMinutes == 60)
        #expect(series.time(of: series.count - 1).description == "2026-03-27T11:00")
        func slot(_ text: String) throws -> (open: Bool, value: Double) {
            let index = try (time(text) - series.start) / 60
            return (series.isOpen[index], series.values[index])
        }
        #expect(try slot("2026-03-02T10:00") == (true, 10))
        #expect(try slot("2026-03-02T12:00") == (false, 0))
        #expect(try slot("2026-03-07T10:00") == (false, 0))
        #expect(try slot("\(closed)T10:00") == (false, 0))
        #expect(try slot("2026-03-17T10:00").open)
        #expect(try slot("2026-03-17T10:00").value.isNaN)
        #expect(try slot("2026-03-18T10:00").open)
        #expect(try slot("2026-03-18T10:00").value.isNaN)
        #expect(try slot("2026-03-21T15:00") == (true, 1))
        #expect(try slot("2026-03-14T15:00") == (false, 0))
        #expect(series.isOpen.count { $0 } == 4 * 15 - 3 + 1)
    }

    @Test("The calendar that the rows imply has their hours and their closed days")
    func calendar() throws {
        let series = try #require(try read(office(weeks: 4, without: ["2026-03-11"])).series.first)
        let calendar = series.centreCalendar()
        #expect(calendar.openingHours.spans == Array(repeating: 540..<720, count: 5) + [nil, nil])
        #expect(calendar.specialDays.keys.map(\.description) == ["2026-03-11"])
        // Agreement with the grid, slot by slot.
        let grid = try #require(series.volumeSeries())
        for index in 0..<grid.count { #expect(calendar.isOpen(at: grid.time(of: index)) == grid.isOpen[index]) }
    }

    @Test("A cutoff shows nothing after it")
    func cutoff() throws {
        let series = try #require(try read(office(weeks: 2)).series.first)
        let past = try series.through(time("2026-03-06T10:00"))
        #expect(past.times.last?.description == "2026-03-06T10:00")
        #expect(past.values.count == 14)
        #expect(try series.through(time("2020-01-01")).volumeSeries() == nil)
    }

    @Test("Times before 1970 and fortnights have their place too")
    func oddSlots() throws {
        let old = try #require(try read("a,1960-01-04T00:00,1\na,1960-01-04T01:00,2\n").series.first?.volumeSeries())
        #expect(old.values == [1, 2])
        let fortnights = try #require(
            try read("a,2026-03-02,1\na,2026-03-16,2\na,2026-03-30,3\n").series.first?.volumeSeries())
        #expect(fortnights.values == [1, 2, 3])
        #expect(fortnights.slotMinutes == 20_160)
    }

    @Test("Forecasts are written model by model with their intervals; what is not there is empty")
    func forecasts() throws {
        let times = [try time("2026-03-02T08:00"), try time("2026-03-02T08:30")]
        let cutoff = try time("2026-03-01T23:30")
        let bytes = LongFormFile.write([
            LongForecast(
                id: "s", cutoff: cutoff, times: times,
                columns: [
                    .init(
                        model: "best", mean: [1.23456, 2],
                        bands: [
                            .init(level: 80, lower: [1, 1], upper: [2, 3]),
                            .init(level: 95, lower: [0, 0], upper: [4, 5]),
                        ]), .init(model: "naive", mean: [1, 2]),
                ]),
            LongForecast(
                id: "t", cutoff: cutoff, times: [times[0]], columns: [.init(model: "naive", mean: [7])]),
        ])
        #expect(
            text(bytes) == """
                unique_id,ds,cutoff,best,best-lo-80,best-hi-80,best-lo-95,best-hi-95,naive
                s,2026-03-02T08:00:00,2026-03-01T23:30:00,1.2346,1,2,0,4,1
                s,2026-03-02T08:30:00,2026-03-01T23:30:00,2,1,3,0,5,2
                t,2026-03-02T08:00:00,2026-03-01T23:30:00,,,,,,7

                """)
    }

    @Test(
        "The published series read, with the hours their rows imply",
        .enabled(if: Reference.exists("data/forecasting/bank_calls_30min.csv"), "needs WFM_REFERENCE"))
    func published() throws {
        let bank = try #require(
            try LongFormFile.read(InputBytes.read(Reference.path("data/forecasting/bank_calls_30min.csv"))).first)
        #expect(bank.slotMinutes == 30)
        #expect(bank.times.count == 3528)
        // Described beside the data: five days, 07:00 to 21:00.
        #expect(bank.centreCalendar().openingHours.spans == Array(repeating: 420..<1260, count: 5) + [nil, nil])
        let hourly = try LongFormFile.read(InputBytes.read(Reference.path("data/forecasting/m4_hourly_train.csv")))
        #expect(hourly.count == 414 || hourly.count > 100)
        #expect(hourly.allSatisfy { $0.slotMinutes == 60 })
    }
}

@Suite("Monthly series of the long form")
struct MonthlySeriesTests {
    private static func read(_ rows: [String]) throws -> LongSeries {
        let text = "unique_id,ds,y\n" + rows.map { "m,\($0)\n" }.joined()
        return try #require(LongFormFile.read(input(text, name: "s.csv")).first)
    }

    @Test("Rows on one day of the month make a month each; a missing one is unknown, the order does not matter")
    func gaps() throws {
        let rows = ["2025-11-15,1", "2025-12-15,2", "2026-02-15,4", "2026-03-15,5"]
        let series = try Self.read(rows)
        #expect(series.months == .day(15) && series.count == 5)
        #expect(series.slots[2].isNaN && !series.hasRow[2] && series.slots[3] == 4)
        #expect((0..<6).map { "\(series.time(of: $0).date)" }.last == "2026-04-15")
        let reversed = try Self.read(rows.reversed())
        #expect(reversed.times == series.times && reversed.values == series.values && reversed.months == series.months)
        #expect(series.slots(through: series.time(of: 2)) == 3)
        #expect(series.slots(through: series.time(of: 3) + -1) == 3)
        #expect(series.through(series.time(of: 1)).values == [1, 2])
        let again = try LongFormFile.read(InputBytes(name: "again.csv", bytes: LongFormFile.write([series])))
        #expect(again.map(\.times) == [series.times] && again.map(\.values) == [series.values])
    }

    @Test("Month ends are months too; rows four weeks apart, or of changing days, are not")
    func anchors() throws {
        #expect(try Self.read(["2026-01-31,1", "2026-02-28,2", "2026-03-31,3"]).months == .last)
        #expect(try Self.read(["2026-01-05,1", "2026-02-02,2", "2026-03-02,3"]).months == nil)
        #expect(throws: TabularError.self) { try Self.read(["2026-01-30,1", "2026-03-02,2", "2026-04-03,3"]) }
    }
}
